//! Auth0: a database connection, its `options`, or the `password_options` in them.
//!
//! `password_options` replaces the settings before it; where it stands they are not looked at.

use serde_json::{Value, json};

use super::{
    Problem,
    draft::Draft,
    members::{self, Members},
    setting::{Setting, words_of},
};

pub(super) fn import(text: &str, draft: &mut Draft) -> Result<(), Vec<Problem>> {
    let value = members::parse(text)?;
    let Some(mut members) = Members::of(&value, "", draft) else { return Ok(()) };
    if let Some(inside) = members.object("options", draft) {
        members.rest_elsewhere("no password policy", draft);
        members = inside;
    }
    if value.get("complexity").is_some() {
        password_options(members, draft);
        return Ok(());
    }
    match members.object("password_options", draft) {
        Some(inside) => {
            for name in LEGACY {
                if let Some(found) = members.take(name, draft) {
                    draft.add(found.setting().nothing("`password_options` stands in its place"));
                }
            }
            password_options(inside, draft);
        }
        None => legacy(&mut members, draft),
    }
    members.not_yet("lockout", &["brute_force_protection"], draft);
    members.rest_elsewhere("no password policy", draft);
    Ok(())
}

fn legacy(members: &mut Members<'_>, draft: &mut Draft) {
    let level = members.text("passwordPolicy", draft);
    let (setting, level) =
        level.unwrap_or((Setting::new("passwordPolicy", 0).value("none"), "none"));
    let least = match level {
        "none" => 1,
        "low" => 6,
        "fair" | "good" => 8,
        "excellent" => 10,
        _ => {
            let levels = "`none`, `low`, `fair`, `good` or `excellent`";
            return draft.problem(setting.line, format!("`passwordPolicy`: expected {levels}"));
        }
    };
    let mut length = None;
    if let Some(mut complexity) = members.object("password_complexity_options", draft) {
        length = complexity.count("min_length", draft);
        complexity.rest_unknown(draft);
    }
    let setting = match level {
        "fair" => setting
            .rule("lowercase", json!({ "min": 1 }))
            .rule("uppercase", json!({ "min": 1 }))
            .rule("digit", json!({ "min": 1 })),
        "good" => setting.rule("classes", three_of_four()),
        "excellent" => {
            setting.rule("classes", three_of_four()).rule("max-identical-run", json!({ "max": 2 }))
        }
        _ => setting,
    };
    match length {
        None => draft.add(setting.rule("min-length", json!({ "min": least })).note(UNITS)),
        Some((own, min)) => {
            draft.add(setting);
            draft.add(own.rule("min-length", json!({ "min": min })).note(UNITS));
        }
    }
    history(members, "password_history", "enable", draft);
    if let Some(mut personal) = members.object("password_no_personal_info", draft) {
        if let Some((setting, on)) = personal.flag("enable", draft) {
            draft.add(if on { without_profile(setting) } else { setting });
        }
        personal.rest_unknown(draft);
    }
    if let Some(dictionary) = members.object("password_dictionary", draft) {
        self::dictionary(dictionary, ["enable", "dictionary"], draft);
    }
}

fn password_options(mut members: Members<'_>, draft: &mut Draft) {
    if let Some(complexity) = members.object("complexity", draft) {
        self::complexity(complexity, draft);
    }
    if let Some(dictionary) = members.object("dictionary", draft) {
        self::dictionary(dictionary, ["active", "custom"], draft);
    }
    history(&mut members, "history", "active", draft);
    if let Some(mut profile) = members.object("profile_data", draft) {
        if let Some((setting, on)) = profile.flag("active", draft) {
            draft.add(if on { without_profile(setting) } else { setting });
        }
        if let Some((setting, fields)) = profile.texts("blocked_fields", draft) {
            draft.add(
                setting
                    .value(fields.join(", "))
                    .nothing("the host gives these values as the account"),
            );
        }
        profile.rest_unknown(draft);
    }
    members.rest_unknown(draft);
}

fn complexity(mut members: Members<'_>, draft: &mut Draft) {
    if let Some((setting, min)) = members.count("min_length", draft) {
        draft.add(setting.rule("min-length", json!({ "min": min })).note(UNITS));
    }
    let rule = members.text("character_type_rule", draft);
    let three = rule.as_ref().is_some_and(|(_, rule)| *rule == "three_of_four");
    if let Some((setting, rule)) = rule {
        match rule {
            "all" | "three_of_four" => {
                draft.add(setting.nothing("how `character_types` are asked for"))
            }
            _ => draft
                .problem(setting.line, "`character_type_rule`: expected `all` or `three_of_four`"),
        }
    }
    if let Some((setting, types)) = members.texts("character_types", draft) {
        let setting = setting.value(types.join(", "));
        match types.iter().find(|name| CLASSES.iter().all(|(known, _)| known != *name)) {
            Some(_) => {
                draft.problem(setting.line, format!("`character_types`: expected some of {TYPES}"))
            }
            None if three => draft.add(setting.rule("classes", three_of_four())),
            None => draft.add(types.iter().fold(setting, |setting, name| each(setting, name))),
        }
    }
    for (name, code, options) in [
        ("identical_characters", "max-identical-run", json!({ "max": 2 })),
        ("sequential_characters", "sequence", sequence()),
    ] {
        if let Some((setting, value)) = members.text(name, draft) {
            match value {
                "allow" => draft.add(setting),
                "block" if code == "sequence" => {
                    draft.add(setting.rule(code, options).note("letters whatever their case here"));
                }
                "block" => draft.add(setting.rule(code, options)),
                _ => draft.problem(setting.line, format!("`{name}`: expected `allow` or `block`")),
            }
        }
    }
    if let Some((setting, value)) = members.text("max_length_exceeded", draft) {
        match value {
            "error" => draft.add(setting.rule("max-bytes", json!({ "max": 72 }))),
            "truncate" => draft.add(
                setting
                    .beyond("a password is refused here, never cut")
                    .nearest("`max-bytes` with 72"),
            ),
            _ => {
                draft.problem(setting.line, "`max_length_exceeded`: expected `error` or `truncate`")
            }
        }
    }
    members.rest_unknown(draft);
}

/// A list of common passwords, and words of the tenant's own, compared whatever their case.
fn dictionary(mut members: Members<'_>, names: [&'static str; 2], draft: &mut Draft) {
    let [switch, words] = names;
    let Some((setting, on)) = members.flag(switch, draft) else {
        return members.rest_unknown(draft);
    };
    draft.add(match on {
        false => setting,
        true => setting
            .rule("common", json!({ "rank": 3000 }))
            .nearly("another list of common passwords, the 3000 first")
            .nearest("`breached` besides"),
    });
    if let Some((setting, list)) = members.text("default", draft) {
        draft.add(setting.value(list).nothing("which list it is; here it is the engine's"));
    }
    if let Some((setting, list)) = members.texts(words, draft) {
        let setting = setting.value(words_of(list.len()));
        let options = json!({ "words": list, "match": "whole", "reversed": false, "leet": false });
        draft.add(match (on, list.is_empty()) {
            (true, false) => setting.rule("deny-list", options),
            (true, true) => setting,
            (false, _) => setting.nothing("the dictionary is off"),
        });
    }
    members.rest_unknown(draft);
}

fn history(members: &mut Members<'_>, name: &'static str, switch: &'static str, draft: &mut Draft) {
    let Some(mut history) = members.object(name, draft) else { return };
    let on = history.flag(switch, draft).is_some_and(|(setting, on)| {
        draft.add(if on { setting.not_yet(HISTORY) } else { setting });
        on
    });
    if let Some((setting, _)) = history.count("size", draft) {
        draft.add(if on {
            setting.not_yet(HISTORY)
        } else {
            setting.nothing("the history is off")
        });
    }
    history.rest_unknown(draft);
}

fn each(setting: Setting, name: &str) -> Setting {
    let code = CLASSES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
    match code {
        Some("symbol") => setting.rule("symbol", json!({ "min": 1, "mode": "ascii_punct_space" })),
        Some(code) => setting.rule(code, json!({ "min": 1 })),
        None => setting,
    }
}

fn without_profile(setting: Setting) -> Setting {
    let options = json!({
        "of": ["username", "email", "name", "word"],
        "min": 3, "match": "contained", "parts": true, "reversed": false, "leet": false,
    });
    setting.rule("context", options).nearly(
        "the domain of the e-mail address is looked for too; parts count from three characters on",
    )
}

fn three_of_four() -> Value {
    json!({
        "min": 3,
        "of": ["lowercase", "uppercase", "digit", "symbol"],
        "symbol_mode": "ascii_punct_space",
    })
}

fn sequence() -> Value {
    json!({ "length": 3, "of": ["alphabet", "digits"], "backwards": true, "wrap": false })
}

const CLASSES: [(&str, &str); 4] = [
    ("lowercase", "lowercase"),
    ("number", "digit"),
    ("special", "symbol"),
    ("uppercase", "uppercase"),
];

const HISTORY: &str = "password.lifecycle: history";

const LEGACY: [&str; 5] = [
    "passwordPolicy",
    "password_complexity_options",
    "password_history",
    "password_no_personal_info",
    "password_dictionary",
];

const TYPES: &str = "`lowercase`, `number`, `special`, `uppercase`";

const UNITS: &str = "UTF-16 units there, code points after NFC here";
