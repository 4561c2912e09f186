//! libpwquality: options in the manner of PAM, and the first thing that is wrong.

use serde_json::{Map, Value, json};

use super::{Case, Check, Source, Translation, text, words};
use crate::answer::member;

pub(super) const SOURCE: Source =
    Source { name: "libpwquality", about: "verdicts of libpwquality 1.4.5", translate };

fn translate(case: &Case) -> Result<Translation, String> {
    let password = text(&case.input, "password")?;
    let options = member(&case.input, "options")?.as_object().ok_or("`options` is no object")?;
    let accepts = member(&case.expected, "ok")?.as_bool().ok_or("no verdict")?;
    let blamed = case.expected.get("error_code").and_then(Value::as_i64);
    if let Some(reason) = blamed.and_then(|code| beyond(code, options)) {
        return Ok(Translation::Beyond(reason));
    }
    if accepts && let Some(reason) = options.keys().find_map(|name| unknown(name)) {
        return Ok(Translation::Beyond(reason));
    }
    let words = match words::pwquality(options, &case.input) {
        Ok(words) => words,
        Err(reason) => return Ok(Translation::Beyond(reason)),
    };
    let mut check = Check::verdict(rules(options), password, accepts);
    for rule in words {
        check.rules.insert(rule.code.to_owned(), rule.options);
        check.context.extend(rule.context);
    }
    Ok(Translation::Check(
        check.unless(!password.is_ascii(), "length in bytes there, in characters here (A-33)"),
    ))
}

/// Why the rule that the error code blames is none of ours.
fn beyond(code: i64, options: &Map<String, Value>) -> Option<&'static str> {
    match code {
        // Too few digits, capitals, small letters, others; too short; a palindrome; too few classes;
        // a run; empty; a run of one class; a sequence.
        -15..=-10 | -20..=-18 | -27 | -29 => None,
        // Too near the old one, or the same but for its case, or rotated; a user name; a word.
        -9 | -16 | -17 | -21 | -25 | -28 => None,
        _ if options.is_empty() => None,
        _ => Some("another rule"),
    }
}

/// Why the verdict of an option is none of ours.
fn unknown(option: &str) -> Option<&'static str> {
    match option {
        "gecoscheck" => Some("the user's full name"),
        _ => None,
    }
}

fn rules(options: &Map<String, Value>) -> Map<String, Value> {
    let mut rules = Map::new();
    rules.insert("no-palindrome".to_owned(), json!({}));
    let credit = |option| number(options, option).unwrap_or_default().max(0);
    // The library never goes below 6, whatever the option says; without the option it asks for 8.
    let weights = json!({
        "min": number(options, "minlen").unwrap_or(8).max(6),
        "lowercase": credit("lcredit"),
        "uppercase": credit("ucredit"),
        "digit": credit("dcredit"),
        "symbol": credit("ocredit"),
        "symbol_mode": OTHERS,
    });
    rules.insert("weighted-length".to_owned(), weights);
    let required = [
        ("dcredit", "digit"),
        ("ucredit", "uppercase"),
        ("lcredit", "lowercase"),
        ("ocredit", "symbol"),
    ];
    for (option, code) in required {
        if let Some(credit) = number(options, option).filter(|credit| *credit < 0) {
            let rule = match code {
                "symbol" => json!({"min": -credit, "mode": OTHERS}),
                _ => json!({"min": -credit}),
            };
            rules.insert(code.to_owned(), rule);
        }
    }
    if let Some(min) = number(options, "minclass").filter(|min| *min > 0) {
        let rule = json!({"min": min, "symbol_mode": OTHERS});
        rules.insert("classes".to_owned(), rule);
    }
    if let Some(max) = number(options, "maxrepeat").filter(|max| *max > 0) {
        rules.insert("max-identical-run".to_owned(), json!({"max": max}));
    }
    if let Some(max) = number(options, "maxclassrepeat").filter(|max| *max > 0) {
        let rule = json!({"max": max, "symbol_mode": OTHERS});
        rules.insert("max-same-class-run".to_owned(), rule);
    }
    // The longest that is accepted there, the shortest that is refused here.
    if let Some(max) = number(options, "maxsequence").filter(|max| *max > 0) {
        let rule = json!({"length": max + 1, "of": ["code-points"]});
        rules.insert("sequence".to_owned(), rule);
    }
    rules
}

fn number(options: &Map<String, Value>, name: &str) -> Option<i64> {
    options.get(name).and_then(Value::as_i64)
}

/// What is no letter and no digit is of the fourth class there.
const OTHERS: &str = "not_ascii_alnum";
