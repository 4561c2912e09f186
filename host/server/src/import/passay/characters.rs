//! Passay's rules on kinds of characters.

use serde_json::{Map, Value as Json, json};
use wicketgate_core::json::{Kind, Value};

use super::{
    super::{draft::Draft, members::Members, setting::Setting},
    place,
};

/// So many characters of one kind.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) kind: Class,
    pub(super) min: u64,
}

/// A kind of character.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Class {
    /// `lowercase`, `uppercase`, `digit` or `symbol`.
    Known(&'static str),
    /// Letters of either case.
    Letters,
    /// Characters listed one by one.
    Listed(String),
}

/// `CharacterRule`.
pub(super) fn rule(
    setting: Setting,
    members: &mut Members<'_>,
    draft: &mut Draft,
) -> Option<Setting> {
    let wanted = wanted(members, draft)?;
    Some(asks(setting.value(wanted.min), &[wanted]))
}

/// `CharacterCharacteristicsRule`: some of several character rules.
pub(super) fn characteristics(
    setting: Setting,
    members: &mut Members<'_>,
    draft: &mut Draft,
) -> Option<Setting> {
    let (needed, all) = several(members, draft)?;
    let setting = setting.value(format!("{needed} of {}", all.len()));
    if needed == all.len() as u64 {
        return Some(asks(setting, &all));
    }
    let known = |wanted: &Wanted| match &wanted.kind {
        Class::Known(name) if wanted.min == 1 => Some(*name),
        _ => None,
    };
    let Some(of) = all.iter().map(known).collect::<Option<Vec<_>>>() else {
        let beyond = setting.beyond("some of several counts of characters");
        return Some(beyond.nearest("`classes`, or each count by its own rule"));
    };
    let options = json!({ "min": needed, "of": of, "symbol_mode": SYMBOLS });
    Some(noted(setting, &all).rule("classes", options))
}

/// How many of which character rules.
pub(super) fn several(members: &mut Members<'_>, draft: &mut Draft) -> Option<(u64, Vec<Wanted>)> {
    let found = members.take("rules", draft)?;
    let Kind::Array(values) = &found.value.kind else {
        found.problem("a list of character rules", draft);
        return None;
    };
    let mut all = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let mut members = Members::of(value, format!("{}[{index}]", found.path), draft)?;
        members.pass(&["class"]);
        all.push(wanted(&mut members, draft)?);
        members.rest_unknown(draft);
    }
    let needed = members.count("numCharacteristics", draft).map_or(1, |(_, needed)| needed);
    if needed > all.len() as u64 {
        found.problem(&format!("at least {needed} rules"), draft);
        return None;
    }
    Some((needed, all))
}

/// Rules that ask for so many of each kind. Letters of either case follow from the small and the
/// capital ones where those ask for as many.
pub(super) fn asks(setting: Setting, all: &[Wanted]) -> Setting {
    let cased = |wanted: &&Wanted| {
        [Class::Known("lowercase"), Class::Known("uppercase")].contains(&wanted.kind)
    };
    let letters: u64 = all.iter().filter(cased).map(|wanted| wanted.min).sum();
    let mut setting = noted(setting, all);
    for Wanted { kind, min } in all {
        setting = match kind {
            _ if *min == 0 => setting,
            Class::Known("symbol") => {
                setting.rule("symbol", json!({ "min": min, "mode": SYMBOLS }))
            }
            Class::Known(code) => setting.rule(code, json!({ "min": min })),
            Class::Letters if *min <= letters => setting,
            Class::Letters => listed(setting, "[a-zA-Z]", *min),
            Class::Listed(characters) => {
                let class: String = characters.chars().map(escaped).collect();
                listed(setting, &format!("[{class}]"), *min)
            }
        };
    }
    setting
}

/// So many characters of a class that no rule has, as a pattern.
fn listed(setting: Setting, class: &str, min: u64) -> Setting {
    match usize::try_from(min) {
        Ok(min) if min <= MOST_LISTED => {
            let pattern = format!("{}.*", format!(".*{class}").repeat(min));
            setting.rule("pattern", json!({ "must": [pattern] }))
        }
        _ => setting
            .beyond("so many characters of a set of its own")
            .nearest(format!("`pattern` with {MOST_LISTED} of them")),
    }
}

fn noted(setting: Setting, all: &[Wanted]) -> Setting {
    let has_symbols = all.iter().any(|wanted| wanted.kind == Class::Known("symbol"));
    if has_symbols {
        setting.note("93 signs beyond ASCII are special there, none here")
    } else {
        setting
    }
}

fn wanted(members: &mut Members<'_>, draft: &mut Draft) -> Option<Wanted> {
    let data = members.take("characterData", draft)?;
    let min = members.count("numCharacters", draft).map_or(1, |(_, min)| min);
    let kind = match &data.value.kind {
        Kind::String(name) => named(super::short(name)),
        _ => match (text(data.value, "characters"), text(data.value, "charset")) {
            (_, Some("Special")) => Some(Class::Known("symbol")),
            (Some(characters), _) => Some(of(characters)),
            (None, Some(name)) => named(name),
            (None, None) => None,
        },
    };
    if kind.is_none() {
        data.problem("`characters`, or the name of English data", draft);
    }
    Some(Wanted { kind: kind?, min })
}

fn text<'a>(value: &'a Value<'_>, name: &str) -> Option<&'a str> {
    match &value.get(name)?.kind {
        Kind::String(text) => Some(text),
        _ => None,
    }
}

fn named(name: &str) -> Option<Class> {
    Some(match name {
        "Alphabetical" => Class::Letters,
        "Digit" => Class::Known("digit"),
        "LowerCase" => Class::Known("lowercase"),
        "Special" | "SpecialAscii" => Class::Known("symbol"),
        "UpperCase" => Class::Known("uppercase"),
        _ => return None,
    })
}

fn of(characters: &str) -> Class {
    let is = |class: &str| {
        class.chars().all(|c| characters.contains(c))
            && characters.chars().all(|c| class.contains(c))
    };
    match () {
        () if is(LOWER) => Class::Known("lowercase"),
        () if is(UPPER) => Class::Known("uppercase"),
        () if is(DIGIT) => Class::Known("digit"),
        () if is(PUNCTUATION) => Class::Known("symbol"),
        () if is(&format!("{LOWER}{UPPER}")) => Class::Letters,
        () => Class::Listed(characters.to_owned()),
    }
}

/// `AllowedCharacterRule`: an alphabet of whole classes and of characters besides them.
pub(super) fn allowed(
    setting: Setting,
    members: &mut Members<'_>,
    draft: &mut Draft,
) -> Option<Setting> {
    let (_, alphabet) = members.text("allowedCharacters", draft)?;
    let place = place(members, draft)?;
    let setting = setting.value(alphabet);
    let classes =
        [("lowercase", LOWER), ("uppercase", UPPER), ("digit", DIGIT), ("symbol", PUNCTUATION)];
    let whole: Vec<_> = classes
        .into_iter()
        .filter(|(_, class)| class.chars().all(|character| alphabet.contains(character)))
        .collect();
    let beside = |character: &char| !whole.iter().any(|(_, class)| class.contains(*character));
    let also: String = alphabet.chars().filter(beside).collect();
    if whole.is_empty() {
        let class: String = alphabet.chars().map(escaped).collect();
        return Some(match place {
            "anywhere" => setting.rule("pattern", json!({ "must": [format!("[{class}]*")] })),
            "start" => setting.rule("pattern", json!({ "must": [format!("[{class}].*")] })),
            _ => setting.rule("pattern", json!({ "must": [format!(".*[{class}]")] })),
        });
    }
    let of: Vec<_> = whole.iter().map(|(name, _)| *name).collect();
    let mut options = Map::from_iter([
        ("of".to_owned(), json!(of)),
        ("symbol_mode".to_owned(), json!(SYMBOLS)),
        ("also".to_owned(), json!(also)),
    ]);
    if place != "anywhere" {
        options.insert("where".to_owned(), json!(place));
    }
    Some(setting.rule("allowed-characters", Json::Object(options)))
}

/// `IllegalCharacterRule`.
pub(super) fn illegal(
    setting: Setting,
    members: &mut Members<'_>,
    draft: &mut Draft,
) -> Option<Setting> {
    let (_, characters) = members.text("illegalCharacters", draft)?;
    let options = json!({ "characters": characters, "where": place(members, draft)? });
    Some(setting.value(characters).rule("forbidden-characters", options))
}

/// `WhitespaceRule`.
pub(super) fn white_space(
    setting: Setting,
    members: &mut Members<'_>,
    draft: &mut Draft,
) -> Option<Setting> {
    let place = place(members, draft)?;
    match members.text("whitespaceCharacters", draft) {
        Some((_, own)) if own != WHITE_SPACE => {
            let options = json!({ "characters": own, "where": place });
            Some(setting.rule("forbidden-characters", options))
        }
        _ => {
            let setting = setting.rule("no-whitespace", json!({ "where": place }));
            Some(setting.note("all white space of Unicode here"))
        }
    }
}

/// A character in a class of a pattern.
fn escaped(character: char) -> String {
    if r"\[]^-".contains(character) { format!("\\{character}") } else { character.into() }
}

const DIGIT: &str = "0123456789";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Most characters of a listed class that a pattern asks for.
const MOST_LISTED: usize = 8;
const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// The mode that has the special characters of ASCII; Passay's have no space among them.
pub(super) const SYMBOLS: &str = "ascii_punct";

/// What Passay takes for white space where nothing else is said.
const WHITE_SPACE: &str = "\t\n\u{b}\u{c}\r ";
