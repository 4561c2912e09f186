//! Passay: several rules together, all of them or those for a range of lengths.

use serde_json::{Map, Value, json};

use super::{
    passay::{self, characteristics, number},
    text, words,
};
use crate::answer::member;

/// Rules of ours, and what else the request says.
type Both = (Map<String, Value>, Map<String, Value>);

/// What several rules ask, or why rules of ours do not.
pub(super) fn rules(rule: &Value, input: &Value) -> Result<Result<Both, &'static str>, String> {
    if let Some(listed) = rule.get("passwordRules").and_then(Value::as_array) {
        return all(listed.iter(), input);
    }
    let lengths = member(rule, "rules")?.as_object().ok_or("`rules` is no object")?;
    let mut tiers = Vec::new();
    for (range, rules) in lengths {
        let (from, to) = bounds(range)?;
        tiers.push((from, to, rules.as_array().ok_or("no list of rules")?));
    }
    tiers.sort_by_key(|(from, ..)| *from);
    let Some((_, _, first)) = tiers.first() else { return Ok(Err("no rules at all")) };
    // What holds for each length is a rule of its own; the rest must be classes.
    let everywhere = |rule: &&Value| tiers.iter().all(|(.., rules)| rules.contains(rule));
    let (mut rules, context) = match all(first.iter().filter(everywhere), input)? {
        Ok(both) => both,
        Err(reason) => return Ok(Err(reason)),
    };
    let (mut list, mut end) = (Vec::new(), None);
    for (from, to, rules) in &tiers {
        if end.is_some_and(|end| end != *from) {
            return Ok(Err("lengths with a gap between them"));
        }
        end = *to;
        match tier(*from, rules.iter().filter(|rule| !everywhere(rule)))? {
            Some(tier) => list.push(tier),
            None => return Ok(Err("other rules than classes that depend on length")),
        }
    }
    rules.insert("length-tiers".to_owned(), json!({"tiers": list, "symbol_mode": SYMBOLS}));
    if let Some(end) = end {
        // Behind the last range everything is refused.
        let known = rules.get("max-length").and_then(|rule| rule.get("max")?.as_u64());
        let max = known.map_or(end - 1, |max| max.min(end - 1));
        rules.insert("max-length".to_owned(), json!({"max": max}));
    }
    Ok(Ok((rules, context)))
}

/// Every one of several rules.
fn all<'a>(
    listed: impl Iterator<Item = &'a Value>,
    input: &Value,
) -> Result<Result<Both, &'static str>, String> {
    let (mut rules, mut context) = (Map::new(), Map::new());
    for rule in listed {
        let one = match words::passay(rule, input, true)? {
            Some(check) => {
                context.extend(check.context);
                check.rules
            }
            None => match passay::rules(rule)? {
                Ok(one) => one,
                Err(reason) => return Ok(Err(reason)),
            },
        };
        for (code, options) in one {
            let known = rules.get_mut(&code).filter(|_| code == "sequence");
            if known.is_some_and(|known| joined(known, &options)) {
                continue;
            }
            if rules.insert(code, options).is_some() {
                return Ok(Err("one rule twice with other options"));
            }
        }
    }
    Ok(Ok((rules, context)))
}

/// Makes two sequences one rule, where they differ in what makes a sequence alone.
fn joined(known: &mut Value, other: &Value) -> bool {
    let same = |name: &str| known.get(name) == other.get(name);
    let can = same("length") && same("layouts") && same("wrap");
    let more = other.get("of").and_then(Value::as_array).cloned().unwrap_or_default();
    match known.get_mut("of").and_then(Value::as_array_mut).filter(|_| can) {
        Some(of) => {
            of.extend(more);
            true
        }
        None => false,
    }
}

/// The classes that a password of some length must have.
fn tier<'a>(from: u64, rules: impl Iterator<Item = &'a Value>) -> Result<Option<Value>, String> {
    let mut tier = Map::from_iter([("from".to_owned(), json!(from.max(1)))]);
    for rule in rules {
        if text(rule, "class")? != "CharacterCharacteristicsRule" {
            return Ok(None);
        }
        let Some(classes) = characteristics(rule)? else { return Ok(None) };
        for (code, options) in classes {
            tier.insert(code, json!(number(&options, "min")?));
        }
    }
    Ok(Some(Value::Object(tier)))
}

/// `[12,16)`: the first length, and the first behind the last, if there is one.
fn bounds(range: &str) -> Result<(u64, Option<u64>), String> {
    let bad = || format!("unknown range `{range}`");
    let inner = range.trim_matches(['[', ']', '(', ')']);
    let (from, to) = inner.split_once(',').ok_or_else(bad)?;
    let number = |text: &str| text.trim().parse::<u64>().map_err(|_| bad());
    let from = number(from)? + u64::from(range.starts_with('('));
    let to = match to.trim() {
        "*" => None,
        to => Some(number(to)? + u64::from(range.ends_with(']'))),
    };
    Ok((from, to))
}

/// As for the rules that do not depend on length.
const SYMBOLS: &str = "unicode_not_letter_digit";
