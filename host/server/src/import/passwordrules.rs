//! `passwordrules`: the value of the HTML attribute, which the engine itself reads.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Ask, Problem, draft::Draft, setting::Setting};

pub(super) fn import(text: &str, draft: &mut Draft, ask: &mut Ask<'_>) -> Result<(), Vec<Problem>> {
    let request = json!({ "op": "passwordrules.parse", "mode": "strict", "text": text.trim() });
    let answer = ask(&request.to_string()).or_else(|message| Problem::only(1, message))?;
    let parsed: Parsed =
        serde_json::from_str(&answer).or_else(|_| Problem::only(1, "the engine gave no rules"))?;
    match parsed {
        Parsed::Read { minified, rules } => rules_of(&minified, &rules, draft),
        Parsed::Refused { problem } => {
            let expected = problem.expected.join("`, `");
            let message = match problem.code.as_str() {
                "empty" => "expected a rule".to_owned(),
                "too-large" => format!("character {}: a number that is too large", problem.offset),
                _ => format!("character {}: expected one of `{expected}`", problem.offset),
            };
            return Problem::only(1, message);
        }
    }
    Ok(())
}

fn rules_of(minified: &RuleSet, rules: &RuleSet, draft: &mut Draft) {
    let setting = |name: &str| Setting::new(name, 1);
    if let Some(min) = minified.min_length.filter(|min| *min > 0) {
        draft.add(setting("minlength").value(min).rule("min-length", json!({ "min": min })));
    }
    if let Some(max) = minified.max_length {
        draft.add(setting("maxlength").value(max).rule("max-length", json!({ "max": max })));
    }
    if let Some(max) = minified.max_consecutive {
        let setting = setting("max-consecutive").value(max);
        draft.add(match max {
            0 => setting.nothing("no limit"),
            _ => setting.rule("max-identical-run", json!({ "max": max })),
        });
    }
    for set in &minified.required {
        let setting = setting("required").value(told(set));
        draft.add(match one(set) {
            Some((code, options)) => setting.rule(code, options),
            None => match class(set) {
                None => setting.nothing("every character is one of these"),
                Some(class) => setting.rule("pattern", json!({ "must": [format!(".*{class}.*")] })),
            },
        });
    }
    allowed(minified, rules, draft);
}

/// The alphabet: what is allowed, and what is required beside it.
fn allowed(minified: &RuleSet, rules: &RuleSet, draft: &mut Draft) {
    let all: Vec<&Class> = rules.allowed.iter().chain(rules.required.iter().flatten()).collect();
    if all.iter().any(|class| matches!(class, Class::Named(name) if name == "unicode")) {
        return draft.add(Setting::new("allowed", 1).value("unicode").nothing("every character"));
    }
    let mut of = Vec::new();
    let mut also = String::new();
    for class in all {
        match class {
            Class::Custom(characters) => also.push_str(characters),
            Class::Named(name) if name == "ascii-printable" => {
                of.extend(["lowercase", "uppercase", "digit", "symbol"]);
            }
            Class::Named(name) => of.extend(code(name)),
        }
    }
    of.sort_unstable();
    of.dedup();
    let setting = match minified.allowed.as_slice() {
        [] if minified.required.is_empty() => {
            Setting::new("allowed", 0).note("printable ASCII where nothing is listed")
        }
        [] => Setting::new("allowed", 0).note("nothing but what is required"),
        listed => Setting::new("allowed", 1).value(told(listed)),
    };
    if of.is_empty() {
        let class: String = also.chars().map(escaped).collect();
        return draft.add(setting.rule("pattern", json!({ "must": [format!("[{class}]*")] })));
    }
    draft.add(setting.rule(
        "allowed-characters",
        json!({
            "of": of, "symbol_mode": SYMBOLS, "also": also,
        }),
    ));
}

/// The rule of its own that a set of one class has.
fn one(set: &[Class]) -> Option<(&'static str, Value)> {
    let [Class::Named(name)] = set else { return None };
    match code(name)? {
        "symbol" => Some(("symbol", json!({ "min": 1, "mode": SYMBOLS }))),
        code => Some((code, json!({ "min": 1 }))),
    }
}

/// A set as a class of a pattern; none where it holds every character.
fn class(set: &[Class]) -> Option<String> {
    let mut inside = String::new();
    for class in set {
        match class {
            Class::Custom(characters) => inside.extend(characters.chars().map(escaped)),
            Class::Named(name) => inside.push_str(match name.as_str() {
                "digit" => "0-9",
                "lower" => "a-z",
                "special" => SPECIAL,
                "upper" => "A-Z",
                "ascii-printable" => " -~",
                _ => return None,
            }),
        }
    }
    Some(format!("[{inside}]"))
}

fn code(name: &str) -> Option<&'static str> {
    Some(match name {
        "digit" => "digit",
        "lower" => "lowercase",
        "special" => "symbol",
        "upper" => "uppercase",
        _ => return None,
    })
}

fn told(set: &[Class]) -> String {
    let names: Vec<String> = set
        .iter()
        .map(|class| match class {
            Class::Custom(characters) => format!("[{characters}]"),
            Class::Named(name) => name.clone(),
        })
        .collect();
    names.join(", ")
}

fn escaped(character: char) -> String {
    if r"\[]^-".contains(character) { format!("\\{character}") } else { character.into() }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Parsed {
    Read { minified: RuleSet, rules: RuleSet },
    Refused { problem: Mistake },
}

#[derive(Deserialize)]
struct RuleSet {
    allowed: Vec<Class>,
    max_consecutive: Option<u64>,
    max_length: Option<u64>,
    min_length: Option<u64>,
    required: Vec<Vec<Class>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Class {
    Custom(String),
    Named(String),
}

#[derive(Deserialize)]
struct Mistake {
    code: String,
    expected: Vec<String>,
    offset: usize,
}

/// The format's `special`, in a class of a pattern.
const SPECIAL: &str = r##" !"#$%&'()*+,\-./:;<=>?@\[\\\]\^_`{|}~"##;

/// The mode that has the same characters as the format's `special`: those of ASCII and the space.
const SYMBOLS: &str = "ascii_punct_space";
