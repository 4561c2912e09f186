//! Passay: rule objects with their configuration, as its own test suite builds them.

use serde_json::{Map, Value, json};
use wicketgate_core::pattern::Pattern;

use super::{Case, Check, Source, Translation, passay_composite as composite, text, words};
use crate::answer::member;

pub(super) const SOURCE: Source = Source {
    name: "passay_rules",
    about: "rows of Passay's test suite, run by Passay itself",
    translate,
};

fn translate(case: &Case) -> Result<Translation, String> {
    let rule = member(&case.input, "rule")?;
    let accepts = member(&case.expected, "valid")?.as_bool().ok_or("no verdict")?;
    if let Some(check) = words::passay(rule, &case.input, accepts)? {
        return Ok(Translation::Check(check));
    }
    let (rules, context) = match text(rule, "class")? {
        "CompositeRule" | "LengthComplexityRule" => match composite::rules(rule, &case.input)? {
            Ok(both) => both,
            Err(reason) => return Ok(Translation::Beyond(reason)),
        },
        _ => match rules(rule)? {
            Ok(rules) => (rules, Map::new()),
            Err(reason) => return Ok(Translation::Beyond(reason)),
        },
    };
    let password = text(&case.input, "password")?;
    let of_symbols = ["symbol", "classes", "length-tiers"];
    let has_symbols = of_symbols.iter().any(|code| rules.contains_key(*code));
    let is_symbol_here = |character: char| character == ' ' || !character.is_ascii_graphic();
    let is_white_here = |character: char| character.is_whitespace() && !WHITE.contains(character);
    let check = Check { context, ..Check::verdict(rules, password, accepts) }
        .unless(
            has_symbols && password.contains(is_symbol_here),
            "93 chosen signs are special there, every Unicode symbol and the space here (A-11)",
        )
        .unless(
            rules_white(rule) && password.contains(is_white_here),
            "six characters are white space there, the Unicode property here",
        )
        .unless(has_lost_flag(rule)?, "compiled to ignore case there, which the case does not tell")
        .unless(
            !unicode_normalization::is_nfc(password),
            "code points as given there, after NFC here (A-33)",
        );
    Ok(Translation::Check(check))
}

/// What one rule asks, or why no rule of ours does.
pub(super) fn rules(rule: &Value) -> Result<Result<Map<String, Value>, &'static str>, String> {
    let known = match text(rule, "class")? {
        "AllowedCharacterRule" => allowed(text(rule, "allowedCharacters")?, place(rule)?),
        "AllowedRegexRule" => pattern(rule, |form| json!({"must": [format!(".*{form}.*")]}))?,
        "CharacterCharacteristicsRule" => characteristics(rule)?,
        "CharacterOccurrencesRule" => {
            Some(one("max-occurrences", json!({"max": number(rule, "maxOccurrences")?})))
        }
        "CharacterRule" => character(rule)?.map(|(code, min)| with_min(code, min)),
        "IllegalCharacterRule" => {
            let options = json!({
                "characters": text(rule, "illegalCharacters")?, "where": place(rule)?,
            });
            Some(one("forbidden-characters", options))
        }
        "IllegalRegexRule" => pattern(rule, |form| json!({"must_not": [form]}))?,
        "IllegalSequenceRule" => match sequence(rule)? {
            None => return Ok(Err("a sequence of another alphabet or keyboard")),
            known => known,
        },
        "LengthRule" => Some(length(rule)?),
        "NumberRangeRule" => Some(range(rule)?),
        "RepeatCharactersRule" => match repeat(rule)? {
            None => return Ok(Err("several runs of identical characters together")),
            known => known,
        },
        "WhitespaceRule" => Some(one("no-whitespace", json!({"where": place(rule)?}))),
        other => return Err(format!("unknown class `{other}`")),
    };
    Ok(known.ok_or("a class, an alphabet or a count that no rule has"))
}

/// A regular expression that is a pattern of ours too; the flag before it makes letters sets.
fn pattern(
    rule: &Value,
    options: impl Fn(&str) -> Value,
) -> Result<Option<Map<String, Value>>, String> {
    let expression = text(rule, "pattern")?;
    let form = match expression.strip_prefix("(?i)") {
        Some(folded) if folded.chars().all(|character| character.is_ascii_lowercase()) => folded
            .chars()
            .map(|letter| format!("[{letter}{}]", letter.to_ascii_uppercase()))
            .collect(),
        _ => expression.to_owned(),
    };
    let is_ours = Pattern::parse(&form).is_ok() && !form.contains('|');
    Ok(is_ours.then(|| one("pattern", options(&form))))
}

/// Whether letters are compared in a way that the case leaves open.
fn has_lost_flag(rule: &Value) -> Result<bool, String> {
    let is_forbidden = text(rule, "class")? == "IllegalRegexRule";
    Ok(is_forbidden && text(rule, "pattern")?.chars().all(char::is_alphabetic))
}

/// Zero asks for nothing, and the largest integer there stands for no limit.
fn length(rule: &Value) -> Result<Map<String, Value>, String> {
    let (min, max) = (number(rule, "minimumLength")?, number(rule, "maximumLength")?);
    let mut rules = Map::new();
    if min > 0 {
        rules.insert("min-length".to_owned(), json!({"min": min}));
    }
    if max < i32::MAX as u64 {
        rules.insert("max-length".to_owned(), json!({"max": max}));
    }
    Ok(rules)
}

/// Where a character is looked for.
fn place(rule: &Value) -> Result<&'static str, String> {
    match text(rule, "matchBehavior")? {
        "Contains" => Ok("anywhere"),
        "StartsWith" => Ok("start"),
        "EndsWith" => Ok("end"),
        other => Err(format!("unknown behaviour `{other}`")),
    }
}

/// Its upper end is not part of the range.
fn range(rule: &Value) -> Result<Map<String, Value>, String> {
    let (min, above) = (number(rule, "lowerRange")?, number(rule, "upperRange")?);
    Ok(one("no-number", json!({"min": min, "max": above - 1, "where": place(rule)?})))
}

/// Its sequences go both ways.
fn sequence(rule: &Value) -> Result<Option<Map<String, Value>>, String> {
    let (of, layouts) = match text(member(rule, "sequenceData")?, "sequence")? {
        "EnglishSequenceData.Alphabetical" => ("alphabet", "qwerty"),
        "EnglishSequenceData.Numerical" => ("digits", "qwerty"),
        "EnglishSequenceData.USQwerty" => ("keyboard", "qwerty"),
        "GermanSequenceData.DEQwertz" => ("keyboard", "qwertz"),
        _ => return Ok(None),
    };
    let options = json!({
        "length": number(rule, "sequenceLength")?,
        "of": [of],
        "layouts": [layouts],
        "wrap": member(rule, "wrapSequence")?,
    });
    Ok(Some(one("sequence", options)))
}

fn rules_white(rule: &Value) -> bool {
    rule.get("class").and_then(Value::as_str) == Some("WhitespaceRule")
}

fn one(code: &str, options: Value) -> Map<String, Value> {
    Map::from_iter([(code.to_owned(), options)])
}

/// An alphabet made of whole classes and of characters besides them.
fn allowed(alphabet: &str, place: &str) -> Option<Map<String, Value>> {
    let classes = [("digit", '0'..='9'), ("lowercase", 'a'..='z'), ("uppercase", 'A'..='Z')];
    let whole: Vec<_> = classes
        .into_iter()
        .filter(|(_, class)| class.clone().all(|character| alphabet.contains(character)))
        .collect();
    let also: String = alphabet
        .chars()
        .filter(|character| !whole.iter().any(|(_, class)| class.contains(character)))
        .collect();
    let of: Vec<_> = whole.iter().map(|(name, _)| *name).collect();
    if of.is_empty() {
        let set: String = alphabet.chars().flat_map(escaped).collect();
        return (place == "anywhere")
            .then(|| one("pattern", json!({"must": [format!("[{set}]*")]})));
    }
    Some(one("allowed-characters", json!({"of": of, "also": also, "where": place})))
}

fn escaped(character: char) -> impl Iterator<Item = char> {
    let mark = (!character.is_alphanumeric()).then_some('\\');
    mark.into_iter().chain([character])
}

/// A run of so many identical characters is refused; several runs together are another rule.
fn repeat(rule: &Value) -> Result<Option<Map<String, Value>>, String> {
    let max = number(rule, "sequenceLength")? - 1;
    let is_one = number(rule, "sequenceCount")? == 1;
    Ok(is_one.then(|| one("max-identical-run", json!({"max": max}))))
}

/// So many of several character rules: all of them, or at least n of those that ask for one.
pub(super) fn characteristics(rule: &Value) -> Result<Option<Map<String, Value>>, String> {
    let listed = member(rule, "rules")?.as_array().ok_or("`rules` is no list")?;
    let needed = number(rule, "numCharacteristics")?;
    let mut found = Vec::new();
    for rule in listed {
        match character(rule)? {
            Some(known) => found.push(known),
            None => return Ok(None),
        }
    }
    if needed == listed.len() as u64 {
        return Ok(all(&found));
    }
    let classes: Vec<_> = found.iter().map(|(code, _)| *code).collect();
    let countable = found.iter().all(|(code, min)| *min == 1 && *code != LETTERS);
    let options = json!({"min": needed, "of": classes, "symbol_mode": SYMBOLS});
    Ok(countable.then(|| one("classes", options)))
}

/// Letters of either case follow from the small and the capital ones where those ask for as many.
fn all(found: &[(&'static str, u64)]) -> Option<Map<String, Value>> {
    let min = |code| found.iter().find(|(known, _)| *known == code).map_or(0, |(_, min)| *min);
    if min(LETTERS) > min("lowercase") + min("uppercase") {
        return None;
    }
    let known = found.iter().filter(|(code, _)| *code != LETTERS);
    Some(known.flat_map(|(code, min)| with_min(code, *min)).collect())
}

fn with_min(code: &str, min: u64) -> Map<String, Value> {
    let options = match code {
        "symbol" => json!({"min": min, "mode": SYMBOLS}),
        _ => json!({"min": min}),
    };
    one(code, options)
}

/// Code of the rule, or [`LETTERS`], and how many are asked for.
fn character(rule: &Value) -> Result<Option<(&'static str, u64)>, String> {
    let data = member(rule, "characterData")?;
    let code = match text(data, "characters")? {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ" => "uppercase",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" => LETTERS,
        "abcdefghijklmnopqrstuvwxyz" => "lowercase",
        "0123456789" => "digit",
        // ASCII punctuation and 93 signs that somebody chose; no space. The widest mode of ours
        // holds them all.
        _ if text(data, "charset")? == "Special" => "symbol",
        _ => return Ok(None),
    };
    Ok(Some((code, number(rule, "numCharacters")?)))
}

pub(super) fn number(value: &Value, name: &str) -> Result<u64, String> {
    member(value, name)?.as_u64().ok_or_else(|| format!("`{name}` is no count"))
}

/// Letters of either case, a class that no rule of ours has.
const LETTERS: &str = "letters";
const SYMBOLS: &str = "unicode_not_letter_digit";
/// What Passay calls white space.
const WHITE: &str = "\t\n\u{b}\u{c}\r ";
