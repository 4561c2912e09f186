//! What the cases of several libraries say of words: an account's, an old password's, a list's.

use serde_json::{Map, Value, json};

use super::{Check, Translation};
use crate::answer::member;

/// A rule and what it compares with, if anything.
#[derive(Debug)]
pub(super) struct Words {
    /// The rule's code.
    pub(super) code: &'static str,
    /// The rule's options.
    pub(super) options: Value,
    /// Members of the request.
    pub(super) context: Map<String, Value>,
}

impl Words {
    /// A rule that compares with members of the request.
    pub(super) fn new(code: &'static str, options: Value, context: &Value) -> Self {
        let context = context.as_object().cloned().unwrap_or_default();
        Self { code, options, context }
    }

    /// A user name that must not stand in a password.
    pub(super) fn username(username: &str, mut options: Value) -> Self {
        if let Some(options) = options.as_object_mut() {
            options.insert("of".to_owned(), json!(["username"]));
            options.insert("parts".to_owned(), json!(false));
            options.insert("leet".to_owned(), json!(false));
        }
        Self::new("context", options, &json!({"account": {"username": username}}))
    }

    /// A list of words, of which digits and signs are read as they are.
    pub(super) fn list(words: &[&str], place: &str, reversed: bool) -> Self {
        let options = json!({"words": words, "match": place, "reversed": reversed, "leet": false});
        Self::new("deny-list", options, &Value::Null)
    }

    /// A password that is compared with others, one at a time: the one that is the same, if any.
    pub(super) fn others(password: &str, others: &[&str]) -> Self {
        let options = json!({"case": false, "rotated": false, "reversed": false});
        let other = others.iter().find(|other| **other == password).or(others.first());
        let context = other.map(|other| json!({"old_password": other}));
        Self::new("different", options, &context.unwrap_or_default())
    }

    /// The case of this rule alone.
    pub(super) fn check(self, password: &str, accepts: bool) -> Check {
        let rules = Map::from_iter([(self.code.to_owned(), self.options)]);
        Check { context: self.context, ..Check::verdict(rules, password, accepts) }
    }
}

/// A row of one of Passay's rules that compare with words; none for another rule.
pub(super) fn passay(rule: &Value, input: &Value, accepts: bool) -> Result<Option<Check>, String> {
    let password = super::text(input, "password")?;
    let flag = |name: &str| rule.get(name) == Some(&json!(true));
    let class = super::text(rule, "class")?;
    let words = match class {
        "DictionaryRule" | "DictionarySubstringRule" => {
            let dictionary = member(rule, "dictionary")?;
            let words = texts(member(dictionary, "words_sufficient_for_these_cases")?);
            let place = if class == "DictionaryRule" { "whole" } else { "contained" };
            Words::list(&words, place, flag("matchBackwards"))
        }
        "HistoryRule" | "SourceRule" => {
            let references = member(input, "references")?.as_array().ok_or("no references")?;
            let others: Vec<&str> =
                references.iter().filter_map(|one| one.get("password")?.as_str()).collect();
            Words::others(password, &others)
        }
        "UsernameRule" => {
            let place = match super::text(rule, "matchBehavior")? {
                "Contains" => "contained",
                "StartsWith" => "start",
                "EndsWith" => "end",
                other => return Err(format!("unknown behaviour `{other}`")),
            };
            let username = input.get("username").and_then(Value::as_str).unwrap_or_default();
            let options = json!({"min": 1, "match": place, "reversed": flag("matchBackwards")});
            Words::username(username, options)
        }
        _ => return Ok(None),
    };
    let is_exact = match class {
        "UsernameRule" => !flag("ignoreCase"),
        _ => rule.pointer("/dictionary/case_sensitive") == Some(&json!(true)),
    };
    let has_capitals = password.chars().any(char::is_uppercase);
    let check = words.check(password, accepts);
    Ok(Some(check.unless(is_exact && has_capitals, "the case counts there, and is folded here")))
}

/// A row of Keycloak's that compares with a name, an address or a list.
pub(super) fn keycloak(kind: &str, input: &Value, accepts: bool) -> Result<Translation, String> {
    // It also tries no password at all, which it accepts as it does an empty one.
    let password = input.get("password").and_then(Value::as_str).unwrap_or_default();
    let words = match kind {
        "denylist" => Words::list(&texts(member(input, "list")?), "whole", false),
        "not_contains_name" => {
            let names = ["first_name", "last_name", "display_name"];
            let names: Vec<&str> =
                names.iter().filter_map(|name| input.get(*name)?.as_str()).collect();
            let options = json!({
                "of": ["name"], "min": member(input, "min_name_length")?, "parts": false,
                "reversed": false, "leet": false,
            });
            Words::new("context", options, &json!({"account": {"names": names}}))
        }
        "not_email" => {
            let options = json!({
                "of": ["email"], "min": 1, "match": "whole", "parts": false, "reversed": false,
                "leet": false,
            });
            let email = super::text(input, "email_or_username")?;
            Words::new("context", options, &json!({"account": {"email": email}}))
        }
        other => return Err(format!("unknown kind `{other}`")),
    };
    Ok(Translation::Check(words.check(password, accepts)))
}

/// What libpwquality compares with, or why no rule of ours does.
pub(super) fn pwquality(
    options: &Map<String, Value>,
    input: &Value,
) -> Result<Vec<Words>, &'static str> {
    let text = |name: &str| input.get(name).and_then(Value::as_str);
    let number = |name: &str| options.get(name).and_then(Value::as_i64).filter(|value| *value > 0);
    let password = text("password").unwrap_or_default().to_lowercase();
    let mut found = Vec::new();
    if let Some(old) = text("old_password") {
        // What is twice as long as the old one is different there, whatever else it is.
        let distance = if password.len() < old.len() * 2 { number("difok") } else { None };
        let options = json!({"distance": distance.unwrap_or(1), "reversed": false});
        found.push(Words::new("different", options, &json!({"old_password": old})));
    }
    if let Some(user) = text("user") {
        let backwards: String = user.chars().rev().collect();
        let is_whole = password.contains(user) || password.contains(&backwards);
        if number("usersubstr").is_some() && !is_whole {
            return Err("every part of so many characters of a user name");
        }
        found.push(Words::username(user, json!({"min": SHORTEST})));
    }
    if let Some(words) = options.get("badwords").and_then(Value::as_str) {
        let long = words.split_whitespace().filter(|word| word.len() >= SHORTEST);
        found.push(Words::list(&long.collect::<Vec<_>>(), "contained", true));
    }
    Ok(found)
}

/// The texts of a list.
fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Shortest word that libpwquality compares with.
const SHORTEST: usize = 4;
