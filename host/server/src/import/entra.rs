//! Microsoft Entra: the directory settings "Password Rule Settings" as Graph answers them, over what
//! holds for every cloud account. A domain's own policy goes to [`active_directory`].
//!
//! Settings are a list of names and values, all of them texts, or one object of the same names.

use serde_json::json;
use wicketgate_core::{
    json::{Kind, Value},
    problem::nearest,
};

use super::{
    Problem, active_directory,
    draft::Draft,
    members::{self, Members},
    setting::{Setting, words_of},
};

pub(super) fn import(text: &str, draft: &mut Draft) -> Result<(), Vec<Problem>> {
    // A template begins with a section in brackets, a list with an object in them.
    let inside = text.trim_start().trim_start_matches('[').trim_start();
    if !inside.starts_with('{') {
        return active_directory::import(text, draft);
    }
    let value = members::parse(text)?;
    let Some(settings) = settings(&value, draft) else { return Ok(()) };
    fixed(draft);
    let is_on = |setting: &Named<'_>| setting.is("EnableBannedPasswordCheck") && setting.is_true();
    let banned = settings.iter().any(is_on);
    for setting in &settings {
        setting.import(banned, draft);
    }
    Ok(())
}

/// One name and its value.
struct Named<'a> {
    line: u32,
    name: &'a str,
    value: String,
}

/// The settings, in whichever of the forms they stand.
fn settings<'a>(value: &'a Value<'a>, draft: &mut Draft) -> Option<Vec<Named<'a>>> {
    let mut members = Members::of(value, "", draft)?;
    if let Some(found) = members.take("value", draft) {
        let Kind::Array(all) = &found.value.kind else {
            found.problem("a list", draft);
            return None;
        };
        let is_ours = |value: &Value<'_>| {
            value.get("displayName").is_some_and(|name| name.kind == Kind::String(NAME.into()))
        };
        for other in all.iter().filter(|value| !is_ours(value)) {
            let setting = Setting::new("value", other.place.line);
            draft.add(setting.elsewhere("settings of another name"));
        }
        members.rest_elsewhere("which settings these are", draft);
        let Some(value) = all.iter().find(|value| is_ours(value)) else {
            found.problem(&format!("settings with the name `{NAME}`"), draft);
            return None;
        };
        return settings(value, draft);
    }
    let Some(found) = members.take("values", draft) else {
        let Kind::Object(members) = &value.kind else { return None };
        let named = members.iter().map(|member| Named {
            line: member.line,
            name: &member.key,
            value: text(&member.value),
        });
        return Some(named.collect());
    };
    members.elsewhere(
        "which settings these are",
        &["id", "displayName", "templateId", "@odata.context"],
        draft,
    );
    members.rest_unknown(draft);
    let Kind::Array(pairs) = &found.value.kind else {
        found.problem("a list of names and values", draft);
        return None;
    };
    let named = pairs.iter().filter_map(|pair| {
        let (name, value) = (pair.get("name"), pair.get("value"));
        match (name.map(|name| &name.kind), value) {
            (Some(Kind::String(name)), Some(value)) => {
                Some(Named { line: pair.place.line, name, value: text(value) })
            }
            _ => {
                draft.problem(pair.place.line, "expected an object of `name` and `value`");
                None
            }
        }
    });
    Some(named.collect())
}

fn text(value: &Value<'_>) -> String {
    match &value.kind {
        Kind::String(text) => text.clone().into_owned(),
        Kind::Bool(flag) => flag.to_string(),
        Kind::Integer(number) => number.to_string(),
        Kind::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("\t"),
        Kind::Null | Kind::Number(_) | Kind::Object(_) => String::new(),
    }
}

/// What holds for every account of the cloud.
fn fixed(draft: &mut Draft) {
    let always = |name: &str| Setting::new(name, 0);
    draft.add(always("shortest password").value(8).rule("min-length", json!({ "min": 8 })));
    draft.add(always("longest password").value(256).rule("max-length", json!({ "max": 256 })));
    let classes = ["lowercase", "uppercase", "digit", "symbol"];
    let mode = "ascii_punct_space";
    let three = json!({ "min": 3, "of": classes, "symbol_mode": mode });
    draft.add(always("kinds of characters").value("3 of 4").rule("classes", three));
    let ascii = json!({ "of": classes, "symbol_mode": mode, "also": "" });
    draft.add(always("characters").value("those of ASCII").rule("allowed-characters", ascii));
    draft.add(
        always("global banned password list")
            .rule("common", json!({ "rank": 3000 }))
            .nearly("Microsoft's list is not published")
            .nearest("`breached` besides"),
    );
}

impl Named<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    fn is_true(&self) -> bool {
        self.value.eq_ignore_ascii_case("true")
    }

    fn import(&self, banned: bool, draft: &mut Draft) {
        let known = NAMES.into_iter().find(|name| self.is(name));
        let setting = Setting::new(self.name, self.line);
        draft.add(match known {
            Some("BannedPasswordList") => self.list(setting, banned),
            Some("EnableBannedPasswordCheck") => {
                setting.value(&self.value).nothing("whether `BannedPasswordList` is asked")
            }
            Some("BannedPasswordCheckOnPremisesMode" | "EnableBannedPasswordCheckOnPremises") => {
                setting.value(&self.value).elsewhere("where else the list is asked")
            }
            Some(_) => setting.value(&self.value).not_yet("lockout"),
            None => match nearest(self.name, &NAMES) {
                None => setting.unknown(),
                Some(name) => setting.unknown().nearest(format!("`{name}`")),
            },
        });
    }

    fn list(&self, setting: Setting, banned: bool) -> Setting {
        let words: Vec<&str> = self
            .value
            .split(['\t', '\n', '\r'])
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .collect();
        let setting = setting.value(words_of(words.len()));
        match (words.is_empty(), banned) {
            (true, _) => setting,
            (false, false) => setting.nothing("`EnableBannedPasswordCheck` is not true"),
            (false, true) => setting.rule(
                "deny-list",
                json!({
                    "words": words, "match": "scored", "points": 5, "reversed": false, "leet": true,
                }),
            ),
        }
    }
}

const NAME: &str = "Password Rule Settings";

const NAMES: [&str; 6] = [
    "BannedPasswordCheckOnPremisesMode",
    "BannedPasswordList",
    "EnableBannedPasswordCheck",
    "EnableBannedPasswordCheckOnPremises",
    "LockoutDurationInSeconds",
    "LockoutThreshold",
];
