//! Two settings that ask something of one rule, which a policy has once.

use serde_json::{Map, Value};

use super::setting::Ask;

/// What two sets of options come to.
pub(super) enum Merged {
    /// No one set of options asks both.
    Clash,
    /// It asks both, and perhaps more.
    One(Map<String, Value>),
}

/// How the stricter of two values of an option is found.
#[derive(Clone, Copy, PartialEq)]
enum Strict {
    /// The larger number.
    Higher,
    /// The smaller number.
    Lower,
    /// Everything that either lists.
    All,
    /// The one that stands earlier among [`ORDERED`].
    Earlier,
    /// Nothing: they must be equal.
    Equal,
}

/// Options that ask what both ask.
pub(super) fn both(code: &str, one: &Map<String, Value>, two: &Map<String, Value>) -> Merged {
    let mut merged = one.clone();
    for (option, value) in two {
        let strict = strict(code, option);
        match merged.get(option) {
            None => drop(merged.insert(option.clone(), value.clone())),
            Some(first) => match stricter(strict, first, value) {
                None => return Merged::Clash,
                Some(value) => drop(merged.insert(option.clone(), value)),
            },
        }
    }
    // A pattern that must match is one of several: more of them ask less, so two settings clash.
    let must = |options: &Map<String, Value>| options.contains_key("must");
    if code == "pattern" && must(one) && must(two) && one.get("must") != two.get("must") {
        return Merged::Clash;
    }
    Merged::One(merged)
}

/// Whether a rule refuses nothing beyond what this setting, or another one with it, asks.
pub(super) fn is_exact(ask: &Ask, rule: &Map<String, Value>, asks: &[Ask]) -> bool {
    let plain = ask.options.len() == 1;
    let says = |other: &Ask| {
        other.options.iter().all(|(option, value)| match strict(other.code, option) {
            Strict::All => covers(value, ask.options.get(option)),
            _ => rule.get(option) == Some(value),
        })
    };
    plain || asks.iter().filter(|other| other.code == ask.code).any(says)
}

/// What comes nearest, where an option is outside what its rule takes.
pub(super) fn beyond_limit(ask: &Ask) -> Option<String> {
    beyond_number(ask).or_else(|| beyond_text(ask))
}

/// Whether a text or a list of texts is longer than its rule takes.
fn beyond_text(ask: &Ask) -> Option<String> {
    TEXTS.iter().filter(|(code, ..)| *code == ask.code).find_map(|(code, option, items, bytes)| {
        let is_long = match ask.options.get(*option)? {
            Value::Array(texts) => {
                texts.len() > *items
                    || texts.iter().filter_map(Value::as_str).any(|text| text.len() > *bytes)
            }
            value => value.as_str()?.len() > *bytes,
        };
        is_long.then(|| format!("`{code}` with less in `{option}`"))
    })
}

fn beyond_number(ask: &Ask) -> Option<String> {
    LIMITS.iter().filter(|(code, ..)| *code == ask.code).find_map(|(code, option, min, max)| {
        let value = ask.options.get(*option)?.as_u64()?;
        let nearest = value.clamp(*min, *max);
        (value != nearest).then(|| format!("`{code}` with {nearest} for `{option}`"))
    })
}

fn strict(code: &str, option: &str) -> Strict {
    match (code, option) {
        ("context", "min") | ("no-number", "min") => Strict::Lower,
        ("no-number", "max") | (_, "min" | "distance" | "rank" | "score" | "points") => {
            Strict::Higher
        }
        (_, "max" | "length" | "block" | "times" | "min_count") => Strict::Lower,
        ("context" | "sequence", "of") | (_, "layouts" | "words" | "must" | "must_not") => {
            Strict::All
        }
        (_, "match") => Strict::Earlier,
        (_, "backwards" | "wrap" | "parts" | "reversed" | "leet" | "case" | "rotated") => {
            Strict::Higher
        }
        _ => Strict::Equal,
    }
}

fn stricter(strict: Strict, one: &Value, two: &Value) -> Option<Value> {
    if one == two {
        return Some(one.clone());
    }
    let number = |value: &Value| value.as_u64().or_else(|| value.as_bool().map(u64::from));
    match strict {
        Strict::All => {
            let mut all = one.as_array()?.clone();
            all.extend(two.as_array()?.iter().filter(|value| !covers(one, Some(value))).cloned());
            Some(Value::Array(all))
        }
        Strict::Earlier => {
            let place = |value: &Value| ORDERED.iter().position(|name| value == name);
            Some(if place(one)? < place(two)? { one.clone() } else { two.clone() })
        }
        Strict::Equal => None,
        Strict::Higher => Some(if number(one)? > number(two)? { one.clone() } else { two.clone() }),
        Strict::Lower => Some(if number(one)? < number(two)? { one.clone() } else { two.clone() }),
    }
}

/// Whether a list holds a value, or every value of another list.
fn covers(list: &Value, value: Option<&Value>) -> bool {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    match value {
        None => true,
        Some(Value::Array(values)) => values.iter().all(|value| list.contains(value)),
        Some(value) => list.contains(value),
    }
}

/// Ways to match, the one that finds most first; a word at the start and one at the end cannot be
/// compared, so they are not listed.
const ORDERED: [&str; 2] = ["contained", "whole"];

/// What the rules take: code, option, smallest, largest.
const LIMITS: &[(&str, &str, u64, u64)] = &[
    ("classes", "min", 1, 4),
    ("common", "rank", 1, 3000),
    ("context", "min", 1, 64),
    ("different", "distance", 1, 64),
    ("digit", "min", 1, 128),
    ("lowercase", "min", 1, 128),
    ("max-bytes", "max", 1, 4096),
    ("max-identical-run", "max", 1, 128),
    ("max-length", "max", 1, 1024),
    ("max-occurrences", "max", 1, 128),
    ("max-same-class-run", "max", 1, 128),
    ("min-length", "min", 1, 1024),
    ("no-number", "max", 0, 4_294_967_295),
    ("repeat", "block", 1, 64),
    ("sequence", "length", 3, 32),
    ("strength", "score", 1, 4),
    ("symbol", "min", 1, 128),
    ("uppercase", "min", 1, 128),
    ("weighted-length", "digit", 0, 128),
    ("weighted-length", "lowercase", 0, 128),
    ("weighted-length", "min", 1, 1024),
    ("weighted-length", "symbol", 0, 128),
    ("weighted-length", "uppercase", 0, 128),
];

/// What the rules take: code, option, most texts, most bytes of each.
const TEXTS: &[(&str, &str, usize, usize)] = &[
    ("allowed-characters", "also", 1, 1024),
    ("deny-list", "words", 10_000, 256),
    ("forbidden-characters", "characters", 1, 1024),
    ("pattern", "must", 8, 256),
    ("pattern", "must_not", 8, 256),
];
