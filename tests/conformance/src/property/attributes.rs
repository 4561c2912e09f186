//! What a page tells a browser and a password manager of a policy, held to what the engine accepts.

use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value, json};

use super::{
    document,
    law::{ask, check, load_fresh, same},
};
use crate::{
    answer::{member, strings},
    engine::Engine,
};

/// A password made after the attribute satisfies every rule that the attribute says.
///
/// # Errors
///
/// Gives the attribute, the password, and the rule that refuses it.
pub fn generated_is_accepted(
    engine: &mut dyn Engine,
    document: &Value,
    seed: u64,
) -> Result<bool, String> {
    let Ok(policy) = load_fresh(engine, document)? else { return Ok(false) };
    let attributes = ask(engine, &json!({"op": "password.html_attributes", "policy": policy}))?;
    let text =
        member(&attributes, "passwordrules")?.as_str().ok_or("`passwordrules` is no text")?;
    let parsed = ask(engine, &json!({"op": "passwordrules.parse", "text": text}))?;
    let unsaid = member(&attributes, "inexpressible")?.as_array().ok_or("no list")?;
    let unsaid: Vec<&str> =
        unsaid.iter().filter_map(|gap| gap.get("code").and_then(Value::as_str)).collect();
    let password = Language::of(member(&parsed, "rules")?)?
        .draw(seed)
        .ok_or_else(|| format!("no password can be made after `{text}`"))?;
    let summary = json!({
        "op": "password.check", "policy": policy, "password": password, "compact": true,
    });
    let summary = ask(engine, &summary)?;
    engine.unload(policy)?;
    for name in ["undecided", "violated"] {
        if let Some(code) = strings(&summary, name)?.iter().find(|code| !unsaid.contains(code)) {
            return Err(format!("`{text}` gives {password:?}, and `{code}` is {name}"));
        }
    }
    Ok(true)
}

/// The attribute describes every accepted password of printable ASCII: it asks for no more than the
/// rules do.
///
/// # Errors
///
/// Gives the attribute that leaves an accepted password out.
pub fn accepted_is_described(
    engine: &mut dyn Engine,
    document: &Value,
    password: &str,
) -> Result<bool, String> {
    let Ok(policy) = load_fresh(engine, document)? else { return Ok(false) };
    let attributes = ask(engine, &json!({"op": "password.html_attributes", "policy": policy}))?;
    let report = check(engine, policy, password)?;
    engine.unload(policy)?;
    let is_printable = password.chars().all(|character| matches!(character, ' '..='~'));
    if report.get("ok") != Some(&json!(true)) || !is_printable {
        return Ok(false);
    }
    let text = member(&attributes, "passwordrules")?;
    let parsed = ask(engine, &json!({"op": "passwordrules.parse", "text": text}))?;
    if !Language::of(member(&parsed, "rules")?)?.has(password) {
        return Err(format!("{text} leaves {password:?} out"));
    }
    Ok(true)
}

/// No accepted password fails the attribute `minlength`.
///
/// # Errors
///
/// Gives the attribute that refuses an accepted password.
pub fn minlength_lets_pass(
    engine: &mut dyn Engine,
    document: &Value,
    password: &str,
) -> Result<bool, String> {
    let Ok(policy) = load_fresh(engine, document)? else { return Ok(false) };
    let attributes = ask(engine, &json!({"op": "password.html_attributes", "policy": policy}))?;
    let report = check(engine, policy, password)?;
    engine.unload(policy)?;
    let Some(min) = attributes.get("minlength").and_then(Value::as_u64) else { return Ok(false) };
    if report.get("ok") != Some(&json!(true)) {
        return Ok(false);
    }
    let units = password.encode_utf16().count() as u64;
    if units < min {
        return Err(format!("{units} units are accepted, and `minlength` is {min}"));
    }
    Ok(true)
}

/// What an attribute says is said again by its canonical form, to either reader.
///
/// # Errors
///
/// Says what differs.
pub fn canonical_says_the_same(engine: &mut dyn Engine, text: &str) -> Result<bool, String> {
    let read = |engine: &mut dyn Engine, text: &str, mode: &str| {
        ask(engine, &json!({"op": "passwordrules.parse", "text": text, "mode": mode}))
    };
    let first = read(engine, text, "lenient")?;
    let canonical = member(&first, "canonical")?.as_str().ok_or("`canonical` is no text")?;
    // A set without characters is one of the things that Apple's parser says and nobody can write.
    let is_empty = |set: &Value| set.as_array().is_some_and(Vec::is_empty);
    let mut minified = member(&first, "minified")?.clone();
    if let Some(required) = minified.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|set| !is_empty(set));
    }
    let again = read(engine, canonical, "lenient")?;
    same("canonical", member(&first, "canonical")?, member(&again, "canonical")?)?;
    same("minified", &minified, member(&again, "minified")?)?;
    if canonical.is_empty() {
        return Ok(false);
    }
    let strict = read(engine, canonical, "strict")?;
    match strict.get("problem").and_then(|problem| problem.get("code")) {
        Some(code) if code != "too-large" => return Err(format!("`{canonical}`: {strict}")),
        Some(_) => return Ok(true),
        None => {}
    }
    same("canonical, strictly", member(&first, "canonical")?, member(&strict, "canonical")?)?;
    same("minified, strictly", &minified, member(&strict, "minified")?)?;
    Ok(true)
}

/// A policy with a minimum and no limit, and a password near it: long enough by code points after
/// NFC, and often shorter as it is typed.
pub fn minimum() -> impl Strategy<Value = (Value, String)> {
    let policy = (document::rules(), 1..16_u32).prop_map(|(mut rules, min)| {
        rules.retain(|code, _| {
            let said =
                ["lowercase", "uppercase", "digit", "symbol", "classes", "allowed-characters"];
            said.contains(&code.as_str())
        });
        for options in rules.values_mut().filter_map(Value::as_object_mut) {
            options
                .entry("min")
                .and_modify(|min| *min = json!(min.as_u64().map(|min| min % 4 + 1)));
        }
        rules.insert("min-length".to_owned(), json!({"min": min}));
        json!({"version": 1, "password": {"rules": rules}})
    });
    let part =
        prop_oneof![3 => "[a!]?[A-Z0-9]{0,2}", 3 => "\u{fb2c}{1,4}", 1 => document::password()];
    (policy, vec(part, 1..6).prop_map(|parts| parts.concat()))
}

/// Rules as people and mistakes write them.
pub fn rules() -> impl Strategy<Value = String> {
    let token = select(vec![
        "required",
        "allowed",
        "max-consecutive",
        "minlength",
        "maxlength",
        "Required",
        "dummy",
        ":",
        ": ",
        ":",
        ";",
        "; ",
        ";",
        ",",
        ", ",
        " ",
        "\n",
        "\u{a0}",
        "upper",
        "lower",
        "Digit",
        "special",
        "ascii-printable",
        "unicode",
        "[",
        "]",
        "]]",
        "-",
        "[-",
        "[-]",
        "[]]",
        "[a]",
        "[-a]]",
        "[]",
        "[äß]",
        "[a;,b]",
        "0",
        "1",
        "12",
        "99999999999",
        "é",
        "=",
    ]);
    let set = select(vec![
        "upper",
        "lower",
        "digit",
        "special",
        "ascii-printable",
        "unicode",
        "[abc]",
        "[-_]]",
        "[Z-]",
        "[ABCDEFGHIJKLMNOPQRSTUVWXYZ]",
        "[]",
        "[ÿ]",
        "UPPER",
    ]);
    let sets = (select(vec!["required", "allowed"]), vec(set, 0..4))
        .prop_map(|(name, sets)| format!("{name}: {}", sets.join(", ")));
    let number = (select(vec!["minlength", "maxlength", "max-consecutive"]), 0..40_u32)
        .prop_map(|(name, number)| format!("{name}: {number}"));
    let clauses = vec(prop_oneof![3 => sets, 2 => number], 0..6);
    let right = clauses.prop_map(|clauses| clauses.join("; "));
    prop_oneof![
        4 => right.clone(),
        3 => (right, vec(token.clone(), 0..3)).prop_map(|(right, more)| right + &more.concat()),
        2 => vec(token, 0..12).prop_map(|tokens| tokens.concat()),
        1 => "\\PC{0,40}",
    ]
}

/// The passwords that rules describe.
struct Language {
    alphabet: Vec<char>,
    max_consecutive: usize,
    max_length: usize,
    min_length: usize,
    required: Vec<Vec<char>>,
}

impl Language {
    fn of(rules: &Value) -> Result<Self, String> {
        let number = |name: &str| {
            let number = rules.get(name).and_then(Value::as_u64);
            number.map(|number| usize::try_from(number).unwrap_or(usize::MAX))
        };
        let sets = member(rules, "required")?.as_array().ok_or("`required` is no list")?;
        let min_length = number("min_length").unwrap_or_default();
        Ok(Self {
            alphabet: characters(member(rules, "allowed")?)?,
            max_consecutive: number("max_consecutive").unwrap_or(usize::MAX),
            max_length: number("max_length").unwrap_or(usize::MAX),
            min_length,
            required: sets.iter().map(characters).collect::<Result<_, _>>()?,
        })
    }

    /// A password, other ones for other seeds; none where chance does not find one.
    fn draw(&self, seed: u64) -> Option<String> {
        let mut chance = Chance(seed);
        (0..1_000).find_map(|_| self.try_draw(&mut chance))
    }

    /// The same, with other characters where a run is too long: chance alone finds no long password
    /// without one.
    fn without_runs(&self, password: Vec<char>, chance: &mut Chance) -> Option<String> {
        let (mut kept, mut run) = (Vec::new(), 0);
        for mut character in password {
            for _ in 0..100 {
                run = if kept.last() == Some(&character) { run } else { 0 };
                if run < self.max_consecutive {
                    break;
                }
                character = chance.of(&self.alphabet)?;
            }
            run += 1;
            kept.push(character);
        }
        Some(kept.into_iter().collect())
    }

    fn has(&self, password: &str) -> bool {
        let password: Vec<char> = password.chars().collect();
        let runs = password.chunk_by(|left, right| left == right).map(<[char]>::len);
        let holds = |set: &Vec<char>| password.iter().any(|character| set.contains(character));
        (self.min_length..=self.max_length).contains(&password.len())
            && password.iter().all(|character| self.alphabet.contains(character))
            && self.required.iter().all(holds)
            && runs.max().unwrap_or_default() <= self.max_consecutive
    }

    fn try_draw(&self, chance: &mut Chance) -> Option<String> {
        let room = self.max_length.saturating_sub(self.min_length).min(12);
        let length = self.min_length + chance.below(room + 1);
        let mut password: Vec<char> = Vec::new();
        for set in &self.required {
            if !password.iter().any(|character| set.contains(character)) {
                password.push(chance.of(set)?);
            }
        }
        while password.len() < length {
            password.push(chance.of(&self.alphabet)?);
        }
        for place in 1..password.len() {
            password.swap(place, chance.below(place + 1));
        }
        let password = self.without_runs(password, chance)?;
        self.has(&password).then_some(password)
    }
}

/// Numbers that follow from a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound.max(1)
    }

    fn of(&mut self, set: &[char]) -> Option<char> {
        set.get(self.below(set.len())).copied()
    }
}

/// The characters of classes, as the format defines them.
fn characters(classes: &Value) -> Result<Vec<char>, String> {
    let mut characters = Vec::new();
    for class in classes.as_array().ok_or("the classes are no list")? {
        if let Some(custom) = class.get("custom").and_then(Value::as_str) {
            characters.extend(custom.chars());
            continue;
        }
        let holds: fn(&char) -> bool = match class.get("named").and_then(Value::as_str) {
            Some("ascii-printable") => |_| true,
            Some("digit") => char::is_ascii_digit,
            Some("lower") => char::is_ascii_lowercase,
            Some("special") => |character| !character.is_ascii_alphanumeric(),
            Some("upper") => char::is_ascii_uppercase,
            _ => return Err(format!("an unknown class: {class}")),
        };
        characters.extend((' '..='~').filter(holds));
    }
    Ok(characters)
}
