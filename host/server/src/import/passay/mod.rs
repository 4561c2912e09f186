//! Passay: a list of its rules.
//!
//! Passay is configured in Java and has no file of its own; its `.properties` are messages. What is
//! read is a list of rules, in JSON or YAML: each an object of its class's name and of the properties
//! that its getters name, as a serialiser prints them.

mod characters;
mod tiers;

use serde_json::json;
use wicketgate_core::{
    json::{Kind, Value},
    problem::nearest,
};

use super::{
    Problem,
    draft::Draft,
    keycloak::rules,
    members::{self, Members},
    regexp::{Regexp, Unread},
    setting::{Setting, words_of},
    yaml,
};

pub(super) fn import(text: &str, draft: &mut Draft) -> Result<(), Vec<Problem>> {
    let is_json = text.trim_start().starts_with(['{', '[']);
    let value = if is_json { members::parse(text)? } else { yaml::parse(text)? };
    if matches!(value.kind, Kind::Array(_)) {
        list(&value, "", draft);
    } else if value.get("class").is_some() {
        one(&value, "", draft);
    } else if let Some(mut members) = Members::of(&value, "", draft) {
        match members.take("rules", draft) {
            Some(found) => list(found.value, "rules", draft),
            None => draft.problem(1, "expected `rules`, a list of rules"),
        }
        members.rest_unknown(draft);
    }
    Ok(())
}

/// Every rule of a list.
fn list(value: &Value<'_>, path: &str, draft: &mut Draft) {
    let Kind::Array(values) = &value.kind else {
        return draft.problem(value.place.line, format!("`{path}`: expected a list of rules"));
    };
    for (index, value) in values.iter().enumerate() {
        one(value, &format!("{path}[{index}]"), draft);
    }
}

/// One rule, whose own rules are read in its place where it is made of some.
fn one(value: &Value<'_>, path: &str, draft: &mut Draft) {
    if class(value) != Some("CompositeRule") {
        if let Some(setting) = read(value, path, draft) {
            draft.add(setting);
        }
        return;
    }
    let Some(mut members) = Members::of(value, path, draft) else { return };
    members.pass(&["class"]);
    if let Some(found) = members.take("passwordRules", draft) {
        list(found.value, &found.path, draft);
    }
    members.elsewhere("how failures are told", &TOLD, draft);
    members.rest_unknown(draft);
}

/// What one rule asks.
fn read(value: &Value<'_>, path: &str, draft: &mut Draft) -> Option<Setting> {
    let mut members = Members::of(value, path, draft)?;
    let Some((_, class)) = members.text("class", draft) else {
        draft.problem(value.place.line, format!("`{path}`: expected `class`, the name of a rule"));
        return None;
    };
    let class = short(class);
    let name = if path.is_empty() { class.to_owned() } else { format!("{path} {class}") };
    let setting = Setting::new(name, value.place.line);
    let setting = match class {
        "AllowedCharacterRule" => characters::allowed(setting, &mut members, draft),
        "AllowedRegexRule" => regexp(setting, true, &mut members, draft),
        "CharacterCharacteristicsRule" => characters::characteristics(setting, &mut members, draft),
        "CharacterOccurrencesRule" => {
            let (_, max) = members.count("maxOccurrences", draft)?;
            Some(setting.value(max).rule("max-occurrences", json!({ "max": max })))
        }
        "CharacterRule" => characters::rule(setting, &mut members, draft),
        "DictionaryRule" => dictionary(setting, "whole", &mut members, draft),
        "DictionarySubstringRule" => dictionary(setting, "contained", &mut members, draft),
        "DigestHistoryRule" | "HistoryRule" => Some(setting.not_yet("password.lifecycle: history")),
        "DigestSourceRule" | "SourceRule" => Some(
            setting
                .beyond("a password of another system")
                .nearest("`different`, from the old password"),
        ),
        "HaveIBeenPwnedRule" => breached(setting, &mut members, draft),
        "IllegalCharacterRule" => characters::illegal(setting, &mut members, draft),
        "IllegalRegexRule" => regexp(setting, false, &mut members, draft),
        "IllegalSequenceRule" => sequence(setting, &mut members, draft),
        "LengthComplexityRule" => tiers::import(setting, &mut members, draft),
        "LengthRule" => length(setting, &mut members, draft),
        "NumberRangeRule" => number(setting, &mut members, draft),
        "RepeatCharacterRegexRule" | "RepeatCharactersRule" => repeat(setting, &mut members, draft),
        "UsernameRule" | "UsernameContainsRule" => username(setting, &mut members, draft),
        "WhitespaceRule" => characters::white_space(setting, &mut members, draft),
        class => {
            let setting = setting.unknown();
            return Some(match nearest(class, &CLASSES) {
                None => setting,
                Some(name) => setting.nearest(format!("`{name}`")),
            });
        }
    };
    members.elsewhere("how failures are told", &TOLD, draft);
    members.rest_unknown(draft);
    setting
}

/// The class of a rule, without its package.
fn class<'a>(value: &'a Value<'_>) -> Option<&'a str> {
    match &value.get("class")?.kind {
        Kind::String(name) => Some(short(name)),
        _ => None,
    }
}

fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Zero asks for nothing, and Java's largest integer stands for no limit.
fn length(setting: Setting, members: &mut Members<'_>, draft: &mut Draft) -> Option<Setting> {
    let (_, min) = members.count("minimumLength", draft)?;
    let max = members.count("maximumLength", draft).map_or(NO_LIMIT, |(_, max)| max);
    let mut setting = setting.value(format!("{min} to {max}"));
    if min > 0 {
        setting = setting.rule("min-length", json!({ "min": min }));
    }
    if max < NO_LIMIT {
        setting = setting.rule("max-length", json!({ "max": max }));
    }
    Some(setting)
}

fn sequence(setting: Setting, members: &mut Members<'_>, draft: &mut Draft) -> Option<Setting> {
    let data = members.take("sequenceData", draft)?;
    let data = match &data.value.kind {
        Kind::String(name) => name.as_ref(),
        _ => match data.value.get("sequence").map(|name| &name.kind) {
            Some(Kind::String(name)) => name.as_ref(),
            _ => {
                data.problem("`sequence`, the name of the data", draft);
                return None;
            }
        },
    };
    let length = members.count("sequenceLength", draft).map_or(5, |(_, length)| length);
    let wrap = members.flag("wrapSequence", draft).is_some_and(|(_, wrap)| wrap);
    let setting = setting.value(format!("{data}, {length}"));
    let options =
        |of: &str| json!({ "length": length, "of": [of], "backwards": true, "wrap": wrap });
    let keyboard = |layout: &str| {
        json!({
            "length": length, "of": ["keyboard"], "layouts": [layout], "backwards": true, "wrap": wrap,
        })
    };
    let options = match data.rsplit_once('.').unwrap_or(("EnglishSequenceData", data)) {
        ("EnglishSequenceData", "Alphabetical") => options("alphabet"),
        ("EnglishSequenceData", "Numerical") => options("digits"),
        ("EnglishSequenceData", "USQwerty") => keyboard("qwerty"),
        ("GermanSequenceData", "DEQwertz") => keyboard("qwertz"),
        _ => {
            let beyond = setting.beyond("a sequence of another alphabet or keyboard");
            return Some(beyond.nearest("`sequence` with `code-points`"));
        }
    };
    Some(setting.rule("sequence", options))
}

fn repeat(setting: Setting, members: &mut Members<'_>, draft: &mut Draft) -> Option<Setting> {
    let length = members.count("sequenceLength", draft).map_or(5, |(_, length)| length);
    let count = members.count("sequenceCount", draft).map_or(1, |(_, count)| count);
    let setting = setting.value(format!("{count} of {length}"));
    Some(match (length, count) {
        (2.., 1) => setting.rule("max-identical-run", json!({ "max": length - 1 })),
        (2.., _) => setting
            .beyond("several runs together, where one alone is accepted")
            .nearest(format!("`max-identical-run` with {}", length - 1)),
        _ => setting.beyond("a run of one character refuses every password"),
    })
}

fn number(setting: Setting, members: &mut Members<'_>, draft: &mut Draft) -> Option<Setting> {
    let (_, lower) = members.count("lowerRange", draft)?;
    let (_, upper) = members.count("upperRange", draft)?;
    let setting = setting.value(format!("{lower} to {upper}"));
    let place = place(members, draft)?;
    // Passay's upper end is not in the range.
    let Some(max) = upper.checked_sub(1).filter(|max| *max >= lower) else {
        return Some(setting.nothing("the range is empty"));
    };
    Some(setting.rule("no-number", json!({ "min": lower, "max": max, "where": place })))
}

fn username(setting: Setting, members: &mut Members<'_>, draft: &mut Draft) -> Option<Setting> {
    let reversed = members.flag("matchBackwards", draft).is_some_and(|(_, on)| on);
    let any_case = members.flag("ignoreCase", draft).is_some_and(|(_, on)| on);
    let how = match place(members, draft)? {
        "anywhere" => "contained",
        place => place,
    };
    let setting = setting.rule("context", json!({
        "of": ["username"], "min": 1, "match": how, "parts": false, "reversed": reversed, "leet": false,
    }));
    Some(if any_case { setting } else { setting.nearly("case is not looked at here") })
}

fn dictionary(
    setting: Setting,
    how: &str,
    members: &mut Members<'_>,
    draft: &mut Draft,
) -> Option<Setting> {
    let reversed = members.flag("matchBackwards", draft).is_some_and(|(_, on)| on);
    let mut dictionary = members.object("dictionary", draft)?;
    let words = dictionary.texts("words", draft);
    let any_case = dictionary.flag("caseSensitive", draft).is_some_and(|(_, case)| !case);
    dictionary.rest_elsewhere("how the dictionary is held", draft);
    let Some((_, words)) = words.filter(|(_, words)| !words.is_empty()) else {
        let beyond = setting.beyond("the words are not in the list of rules");
        return Some(
            beyond.nearest(format!("`deny-list` with those words and `match` of `{how}`")),
        );
    };
    let setting = setting.value(words_of(words.len())).rule(
        "deny-list",
        json!({
            "words": words, "match": how, "reversed": reversed, "leet": false,
        }),
    );
    Some(if any_case { setting } else { setting.nearly("case is not looked at here") })
}

fn breached(setting: Setting, members: &mut Members<'_>, draft: &mut Draft) -> Option<Setting> {
    let exposed = members.flag("allowExposed", draft).is_some_and(|(_, on)| on);
    let unknown = members.flag("allowOnException", draft).is_some_and(|(_, on)| on);
    let hosts = ["appId", "address", "connectTimeout", "readTimeout"];
    members.elsewhere("the host asks the list", &hosts, draft);
    if exposed {
        return Some(setting.beyond("it only warns, and every rule here refuses"));
    }
    let unknown = if unknown { "accept" } else { "refuse" };
    Some(setting.rule("breached", json!({ "on_unknown": unknown, "min_count": 1 })))
}

fn regexp(
    setting: Setting,
    allowed: bool,
    members: &mut Members<'_>,
    draft: &mut Draft,
) -> Option<Setting> {
    let (given, pattern) = members.text("pattern", draft)?;
    let setting = setting.value(pattern);
    let asked = Regexp::read(pattern).and_then(|regexp| match allowed {
        true => regexp.matched(false),
        false => regexp.unmatched(),
    });
    match asked {
        Ok(asked) => Some(rules(setting, asked)),
        Err(Unread::Beyond(what)) => {
            Some(setting.beyond(format!("patterns have not: {what}")).nearest("`pattern`"))
        }
        Err(Unread::Invalid(why)) => {
            draft.problem(given.line, format!("`pattern`: not a valid regular expression: {why}"));
            None
        }
    }
}

/// Where a rule looks.
fn place(members: &mut Members<'_>, draft: &mut Draft) -> Option<&'static str> {
    match members.text("matchBehavior", draft) {
        None | Some((_, "Contains")) => Some("anywhere"),
        Some((_, "StartsWith")) => Some("start"),
        Some((_, "EndsWith")) => Some("end"),
        Some((setting, _)) => {
            let expected = "`matchBehavior`: expected `Contains`, `StartsWith` or `EndsWith`";
            draft.problem(setting.line, expected);
            None
        }
    }
}

const CLASSES: [&str; 22] = [
    "AllowedCharacterRule",
    "AllowedRegexRule",
    "CharacterCharacteristicsRule",
    "CharacterOccurrencesRule",
    "CharacterRule",
    "CompositeRule",
    "DictionaryRule",
    "DictionarySubstringRule",
    "DigestHistoryRule",
    "DigestSourceRule",
    "HaveIBeenPwnedRule",
    "HistoryRule",
    "IllegalCharacterRule",
    "IllegalRegexRule",
    "IllegalSequenceRule",
    "LengthComplexityRule",
    "LengthRule",
    "NumberRangeRule",
    "RepeatCharactersRule",
    "SourceRule",
    "UsernameRule",
    "WhitespaceRule",
];

/// Java's largest integer.
const NO_LIMIT: u64 = 2_147_483_647;

/// Members that say what a rule tells of a failure.
const TOLD: [&str; 3] = ["reportAllFailures", "reportFailure", "reportRuleFailures"];
