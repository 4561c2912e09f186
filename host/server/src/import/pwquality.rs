//! libpwquality 1.4: `pwquality.conf`.
//!
//! A name, perhaps `=`, a value; `#` begins a comment, names have no case, and the last of two stays.
//! Several checks are on where the file says nothing, so that an empty one is a policy too. All kinds
//! of characters are bytes there: what is no letter or digit of ASCII is "other".

use std::collections::BTreeMap;

use serde_json::json;
use wicketgate_core::problem::nearest;

use super::{
    Problem,
    draft::Draft,
    lines,
    setting::{Setting, words_of},
};

pub(super) fn import(text: &str, draft: &mut Draft) -> Result<(), Vec<Problem>> {
    let mut conf = Conf::default();
    for line in lines::lines(text, '#') {
        let (name, value) = line
            .text
            .split_once(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or((line.text, ""));
        let value = value.trim_start_matches(|c: char| c == '=' || c.is_whitespace());
        conf.set(name.to_lowercase(), value, line.number, draft);
    }
    lengths(&mut conf, draft);
    runs(&mut conf, draft);
    similarity(&mut conf, draft);
    words(&mut conf, draft);
    others(conf, draft);
    Ok(())
}

/// What the file says, the last of each name.
#[derive(Default)]
struct Conf<'a>(BTreeMap<String, (&'a str, u32)>);

impl<'a> Conf<'a> {
    fn set(&mut self, name: String, value: &'a str, line: u32, draft: &mut Draft) {
        if let Some((value, first)) = self.0.insert(name.clone(), (value, line)) {
            draft.add(Setting::new(name, first).value(value).nothing("a later line stays"));
        }
    }

    /// A number, or the default.
    fn number(&mut self, name: &str, default: i64, draft: &mut Draft) -> (Setting, i64) {
        let Some((value, line)) = self.0.remove(name) else {
            return (Setting::new(name, 0).value(default), default);
        };
        let number = value.parse().unwrap_or_else(|_| {
            draft.problem(line, format!("`{name}`: expected a whole number"));
            default
        });
        (Setting::new(name, line).value(number), number)
    }

    fn text(&mut self, name: &str) -> Option<(Setting, &'a str)> {
        let (value, line) = self.0.remove(name)?;
        Some((Setting::new(name, line), value))
    }
}

/// `minlen`, and credits of both signs.
fn lengths(conf: &mut Conf<'_>, draft: &mut Draft) {
    let mut credits = serde_json::Map::new();
    for (name, class) in CREDITS {
        let (setting, credit) = conf.number(name, 0, draft);
        match credit {
            0 => draft.add(setting),
            1.. => {
                credits.insert(class.to_owned(), json!(credit));
                draft.add(setting.nothing("counted by `weighted-length`, which says `minlen`"));
            }
            _ if class == "symbol" => {
                let options = json!({ "min": credit.unsigned_abs(), "mode": OTHER });
                draft.add(setting.rule("symbol", options));
            }
            _ => draft.add(setting.rule(class, json!({ "min": credit.unsigned_abs() }))),
        }
    }
    let (setting, minlen) = conf.number("minlen", 8, draft);
    let min = minlen.max(SHORTEST);
    let setting = if min == minlen { setting } else { setting.note("6 is the least there") };
    let setting = setting.note("bytes there, code points here");
    if credits.is_empty() {
        return draft.add(setting.rule("min-length", json!({ "min": min })));
    }
    credits.insert("min".to_owned(), json!(min));
    credits.insert("symbol_mode".to_owned(), json!(OTHER));
    draft.add(setting.rule("weighted-length", credits.into()));
}

/// Kinds of characters, and how they follow each other.
fn runs(conf: &mut Conf<'_>, draft: &mut Draft) {
    let (setting, classes) = conf.number("minclass", 0, draft);
    draft.add(match classes {
        ..=0 => setting,
        _ => setting.rule(
            "classes",
            json!({
                "min": classes.min(4),
                "of": ["lowercase", "uppercase", "digit", "symbol"],
                "symbol_mode": OTHER,
            }),
        ),
    });
    let (setting, max) = conf.number("maxrepeat", 0, draft);
    draft.add(match max {
        ..=0 => setting,
        _ => setting.rule("max-identical-run", json!({ "max": max })),
    });
    let (setting, max) = conf.number("maxclassrepeat", 0, draft);
    draft.add(match max {
        ..=0 => setting,
        _ => setting.rule("max-same-class-run", json!({ "max": max, "symbol_mode": OTHER })),
    });
    let (setting, max) = conf.number("maxsequence", 0, draft);
    draft.add(match max {
        ..=0 => setting,
        _ => setting.rule("sequence", json!({
            "length": max.saturating_add(1), "of": ["code-points"], "backwards": true, "wrap": false,
        })),
    });
}

/// The old password, and a password that is its own reverse.
fn similarity(conf: &mut Conf<'_>, draft: &mut Draft) {
    let (setting, difok) = conf.number("difok", 1, draft);
    let options = json!({
        "distance": difok.max(1), "case": true, "rotated": true, "reversed": false,
    });
    let setting = setting.rule("different", options);
    draft.add(match difok {
        ..=1 => setting,
        _ => setting.nearly("a password twice as long as the old one is not compared there"),
    });
    draft.add(Setting::new("palindrome", 0).rule("no-palindrome", json!({})));
}

/// Words: of the account, of the administrator, of a dictionary.
fn words(conf: &mut Conf<'_>, draft: &mut Draft) {
    let without = |of: &str, parts: bool| {
        json!({
            "of": [of], "min": 4, "match": "contained", "parts": parts, "reversed": true, "leet": false,
        })
    };
    let (setting, on) = conf.number("usercheck", 1, draft);
    draft.add(match on {
        0 => setting,
        _ => setting.rule("context", without("username", false)),
    });
    let (setting, on) = conf.number("gecoscheck", 0, draft);
    draft.add(match on {
        0 => setting,
        _ => setting.rule("context", without("name", true)),
    });
    let (setting, length) = conf.number("usersubstr", 0, draft);
    draft.add(match length {
        ..4 => setting,
        _ => setting
            .beyond("every part of the user name of that length")
            .nearest("`context` with a smaller `min`"),
    });
    let (setting, on) = conf.number("dictcheck", 1, draft);
    draft.add(match on {
        0 => setting,
        _ => setting
            .rule("common", json!({ "rank": 3000 }))
            .nearly("cracklib's dictionary and its ways to change a word are not in the engine")
            .nearest("`breached` besides"),
    });
    if let Some((setting, value)) = conf.text("badwords") {
        let words: Vec<&str> =
            value.split_whitespace().filter(|word| word.chars().count() >= 4).collect();
        let setting = setting.value(words_of(words.len()));
        draft.add(match words.is_empty() {
            true => setting.nothing("words of less than four characters are passed over"),
            false => setting.rule(
                "deny-list",
                json!({
                    "words": words, "match": "contained", "reversed": true, "leet": false,
                }),
            ),
        });
    }
}

/// What asks nothing of a password, and what is unknown.
fn others(mut conf: Conf<'_>, draft: &mut Draft) {
    let (setting, enforcing) = conf.number("enforcing", 1, draft);
    draft.add(match enforcing {
        0 => setting
            .beyond("it only warns, and every rule here refuses")
            .nearest("`password.effective_from` for passwords that exist"),
        _ => setting,
    });
    for (name, why) in ELSEWHERE {
        if let Some((setting, value)) = conf.text(name) {
            let setting = if value.is_empty() { setting } else { setting.value(value) };
            draft.add(setting.elsewhere(why));
        }
    }
    for (name, (_, line)) in conf.0 {
        let setting = Setting::new(name.clone(), line).unknown();
        draft.add(match nearest(&name, &NAMES) {
            None => setting,
            Some(name) => setting.nearest(format!("`{name}`")),
        });
    }
}

const CREDITS: [(&str, &str); 4] = [
    ("dcredit", "digit"),
    ("lcredit", "lowercase"),
    ("ocredit", "symbol"),
    ("ucredit", "uppercase"),
];

const ELSEWHERE: [(&str, &str); 4] = [
    ("dictpath", "where the dictionary stands"),
    ("enforce_for_root", "whom a host asks"),
    ("local_users_only", "whom a host asks"),
    ("retry", "how often a prompt asks again"),
];

const NAMES: [&str; 19] = [
    "badwords",
    "dcredit",
    "dictcheck",
    "dictpath",
    "difok",
    "enforce_for_root",
    "enforcing",
    "gecoscheck",
    "lcredit",
    "local_users_only",
    "maxclassrepeat",
    "maxrepeat",
    "maxsequence",
    "minclass",
    "minlen",
    "ocredit",
    "retry",
    "ucredit",
    "usercheck",
];

/// What is no letter or digit of ASCII.
const OTHER: &str = "not_ascii_alnum";

const SHORTEST: i64 = 6;
