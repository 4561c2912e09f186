//! Keycloak's password policies: `length(8) and digits(2)`.

use serde_json::{Map, Value, json};

use super::{
    Case, Check, Source, Translation, text,
    words::{self, Words},
};

pub(super) const SOURCE: Source = Source {
    name: "keycloak_policy",
    about: "password policies of Keycloak's test suite",
    translate,
};

fn translate(case: &Case) -> Result<Translation, String> {
    match case.kind.as_str() {
        "validate" => validate(case),
        kind @ ("denylist" | "not_contains_name" | "not_email") => {
            words::keycloak(kind, &case.input, accepts(case)?)
        }
        "parse_policy" | "policy_builder_remove" => {
            Ok(Translation::Beyond("the syntax of another product's policies"))
        }
        other => Err(format!("unknown kind `{other}`")),
    }
}

fn validate(case: &Case) -> Result<Translation, String> {
    let password = text(&case.input, "password")?;
    let (mut rules, mut context) = (Map::new(), Map::new());
    for part in text(&case.input, "policy")?.split(" and ") {
        let (name, argument) = match part.trim_end_matches(')').split_once('(') {
            Some((name, argument)) => (name, argument.parse::<u64>().ok()),
            None => (part, None),
        };
        let (code, options) = match name {
            "digits" => ("digit", json!({"min": argument.unwrap_or(1)})),
            "length" => ("min-length", json!({"min": argument.unwrap_or(8)})),
            "lowerCase" => ("lowercase", json!({"min": argument.unwrap_or(1)})),
            "maxLength" => ("max-length", json!({"max": argument.unwrap_or(64)})),
            "specialChars" => (
                "symbol",
                json!({"min": argument.unwrap_or(1), "mode": "unicode_not_letter_digit"}),
            ),
            "upperCase" => ("uppercase", json!({"min": argument.unwrap_or(1)})),
            "notUsername" => {
                let username = text(&case.input, "username")?;
                let options = json!({"min": 1, "match": "whole", "reversed": false});
                let words = Words::username(username, options);
                context.extend(words.context);
                (words.code, words.options)
            }
            "passwordBlacklist" => {
                let list = case.input.get("blacklist").and_then(Value::as_array);
                let list = list.into_iter().flatten().filter_map(Value::as_str);
                let words = Words::list(&list.collect::<Vec<_>>(), "whole", false);
                (words.code, words.options)
            }
            "regexPattern" if rules.contains_key("pattern") => {
                return Ok(Translation::Beyond("several regular expressions together"));
            }
            "regexPattern" => ("pattern", json!({"must": [expression(part)?]})),
            other => return Err(format!("unknown policy `{other}`")),
        };
        rules.insert(code.to_owned(), options);
    }
    let has_lengths = rules.keys().any(|code| code.ends_with("-length"));
    let has_classes = rules.keys().any(|code| !code.ends_with("-length"));
    let check = Check { context, ..Check::verdict(rules, password, accepts(case)?) }
        .unless(
            has_classes && !password.is_ascii(),
            "letters of other scripts have a class there, ASCII here (A-11)",
        )
        .unless(
            has_lengths && password.chars().any(|character| character.len_utf16() > 1),
            "length in UTF-16 units there, in code points here (A-33)",
        );
    Ok(Translation::Check(check))
}

/// What stands between the parentheses.
fn expression(part: &str) -> Result<&str, String> {
    let inner = part.split_once('(').and_then(|(_, inner)| inner.strip_suffix(')'));
    inner.ok_or_else(|| format!("no expression in `{part}`"))
}

fn accepts(case: &Case) -> Result<bool, String> {
    let accepts = case.expected.get("valid").and_then(Value::as_bool);
    accepts.ok_or_else(|| "no verdict".to_owned())
}
