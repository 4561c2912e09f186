//! Passay's `LengthComplexityRule`: longer passwords need fewer kinds of characters.
//!
//! What every length has in common is asked by rules of their own; what differs must be kinds of
//! characters, which `length-tiers` says.

use serde_json::{Map, Value as Json, json};
use wicketgate_core::json::{Kind, Value};

use super::{
    super::{
        draft::Draft,
        members::Members,
        setting::{Ask, Setting},
    },
    characters::{Class, SYMBOLS, several},
    class, read,
};

/// One interval of lengths.
struct Tier<'a> {
    from: u64,
    rules: &'a [Value<'a>],
    /// The first length that is no more in it; none where it has no end.
    until: Option<u64>,
}

/// Reads the rule.
pub(super) fn import(
    setting: Setting,
    members: &mut Members<'_>,
    draft: &mut Draft,
) -> Option<Setting> {
    let found = members.take("rules", draft)?;
    let Kind::Object(intervals) = &found.value.kind else {
        found.problem("an object of intervals", draft);
        return None;
    };
    let mut tiers = Vec::new();
    for member in intervals {
        let bounds = bounds(&member.key);
        let (Some((from, until)), Kind::Array(rules)) = (bounds, &member.value.kind) else {
            draft.problem(member.line, "expected an interval such as `[8,12)` and a list of rules");
            return None;
        };
        tiers.push(Tier { from, rules, until });
    }
    tiers.sort_by_key(|tier| tier.from);
    let setting = setting.value(format!("{} intervals", tiers.len()));
    let gap =
        tiers.windows(2).any(|pair| matches!(pair, [one, two] if one.until != Some(two.from)));
    if tiers.len() > MOST {
        return Some(
            setting.beyond("more intervals than the rule takes").nearest("`length-tiers`"),
        );
    }
    if gap || tiers.is_empty() {
        return Some(
            setting
                .beyond("lengths between the intervals, which are refused")
                .nearest("`length-tiers`"),
        );
    }
    tell(setting, &tiers, &found.path, draft)
}

fn tell(setting: Setting, tiers: &[Tier<'_>], path: &str, draft: &mut Draft) -> Option<Setting> {
    let mut setting = setting;
    let mut common: Option<Vec<Ask>> = None;
    let mut list = Vec::new();
    for (index, tier) in tiers.iter().enumerate() {
        let mut others = Vec::new();
        let mut wanted = Map::from_iter([("from".to_owned(), json!(tier.from.max(1)))]);
        for rule in tier.rules {
            let path = format!("{path}[{index}]");
            if class(rule) == Some("CharacterCharacteristicsRule") {
                match kinds(rule, &path, draft)? {
                    Ok(kinds) => wanted.extend(kinds),
                    Err(why) => return Some(setting.beyond(why).nearest("`length-tiers`")),
                }
                continue;
            }
            let read = read(rule, &path, &mut *draft)?;
            if read.asks.is_empty() {
                return Some(
                    setting.beyond("a rule in it that no rule says").nearest("`length-tiers`"),
                );
            }
            others.extend(read.asks);
        }
        if common.get_or_insert_with(|| others.clone()) != &others {
            let beyond = setting.beyond("rules that differ in more than kinds of characters");
            return Some(beyond.nearest("`length-tiers`"));
        }
        if wanted.len() > 1 || index > 0 {
            list.push(Json::Object(wanted));
        }
    }
    for ask in common.unwrap_or_default() {
        setting = setting.rule(ask.code, Json::Object(ask.options));
    }
    let least = tiers.first().map_or(0, |tier| tier.from);
    if least > 0 {
        setting = setting.rule("min-length", json!({ "min": least }));
    }
    if let Some(until) = tiers.last().and_then(|tier| tier.until) {
        setting = setting.rule("max-length", json!({ "max": until.saturating_sub(1) }));
    }
    Some(
        setting
            .rule("length-tiers", json!({ "tiers": list, "symbol_mode": SYMBOLS }))
            .note("93 signs beyond ASCII are special there"),
    )
}

/// The kinds of characters that one interval asks for, as members of a tier.
fn kinds(
    rule: &Value<'_>,
    path: &str,
    draft: &mut Draft,
) -> Option<Result<Map<String, Json>, &'static str>> {
    let mut members = Members::of(rule, path, draft)?;
    let (needed, all) = several(&mut members, draft)?;
    let mut kinds = Map::new();
    if needed == all.len() as u64 {
        for wanted in &all {
            let Class::Known(name) = wanted.kind else {
                return Some(Err("a kind of characters of its own"));
            };
            if wanted.min > MOST_OF_CLASS {
                return Some(Err("more characters of one kind than the rule takes"));
            }
            kinds.insert(name.to_owned(), json!(wanted.min));
        }
        return Some(Ok(kinds));
    }
    let plain = |name: &str| {
        all.iter().any(|wanted| {
            wanted.min == 1
                && wanted.kind
                    == Class::Known(match name {
                        "digit" => "digit",
                        "lowercase" => "lowercase",
                        "uppercase" => "uppercase",
                        _ => "symbol",
                    })
        })
    };
    if all.len() != 4 || !["digit", "lowercase", "uppercase", "symbol"].into_iter().all(plain) {
        return Some(Err("some of other kinds of characters than the four"));
    }
    kinds.insert("classes".to_owned(), json!(needed));
    Some(Ok(kinds))
}

/// `[8,12)`, `(7,11]` or `[20,*]`: the first length in it, and the first that is not.
fn bounds(text: &str) -> Option<(u64, Option<u64>)> {
    let open = text.chars().next()?;
    let close = text.chars().last()?;
    let (from, to) = text.strip_prefix(open)?.strip_suffix(close)?.split_once(',')?;
    let from: u64 = from.trim().parse().ok()?;
    let from = match open {
        '[' => from,
        '(' => from.checked_add(1)?,
        _ => return None,
    };
    let until = match (to.trim(), close) {
        ("*", ')' | ']') => return Some((from, None)),
        (to, ')') => to.parse().ok()?,
        (to, ']') => to.parse::<u64>().ok()?.checked_add(1)?,
        _ => return None,
    };
    (until > from).then_some((from, Some(until)))
}

/// Most tiers.
const MOST: usize = 16;

/// Most characters of one kind that a tier asks for.
const MOST_OF_CLASS: u64 = 128;
