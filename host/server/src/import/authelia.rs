//! Authelia: `configuration.yml`, of which `password_policy` is read.
//!
//! Its server counts bytes where its form counts UTF-16 units; the server is what is followed here.

use serde_json::json;

use super::{Problem, draft::Draft, members::Members, setting::Setting, yaml};

pub(super) fn import(text: &str, draft: &mut Draft) -> Result<(), Vec<Problem>> {
    let value = yaml::parse(text)?;
    let Some(mut whole) = Members::of(&value, "", draft) else { return Ok(()) };
    match whole.object("password_policy", draft) {
        None => draft.add(Setting::new("password_policy", 0).nothing("there is none")),
        Some(mut policy) => {
            if let Some(found) = policy.object("standard", draft) {
                standard(found, draft);
            }
            if let Some(found) = policy.object("zxcvbn", draft) {
                zxcvbn(found, draft);
            }
            policy.rest_unknown(draft);
        }
    }
    if let Some(mut regulation) = whole.object("regulation", draft) {
        regulation.not_yet("lockout", &["ban_time", "find_time", "max_retries", "modes"], draft);
        regulation.rest_unknown(draft);
    }
    if let Some(mut session) = whole.object("session", draft) {
        let times =
            ["expiration", "inactivity", "remember_me", "remember_me_duration", "same_site"];
        session.not_yet("session", &times, draft);
        session.rest_elsewhere("the host's own", draft);
    }
    if let Some(mut totp) = whole.object("totp", draft) {
        let codes = ["algorithm", "digits", "disable", "period", "skew", "secret_size"];
        totp.not_yet("second_factor", &codes, draft);
        totp.rest_elsewhere("the host's own", draft);
    }
    whole.rest_elsewhere("no password policy", draft);
    Ok(())
}

fn standard(mut members: Members<'_>, draft: &mut Draft) {
    let on = switch(&mut members, draft);
    match members.count("min_length", draft) {
        Some((setting, 0)) => draft.add(setting),
        Some((setting, min)) => add(min_length(setting, min), on, draft),
        None => {
            add(min_length(Setting::new("password_policy.standard.min_length", 0), 8), on, draft)
        }
    }
    if let Some((setting, max)) = members.count("max_length", draft) {
        add(
            match max {
                0 => setting,
                _ => setting
                    .rule("max-bytes", json!({ "max": max }))
                    .note("its form counts UTF-16 units"),
            },
            on,
            draft,
        );
    }
    let classes = [
        ("require_lowercase", "lowercase", json!({ "min": 1 })),
        ("require_number", "digit", json!({ "min": 1 })),
        ("require_special", "symbol", json!({ "min": 1, "mode": "not_ascii_alnum" })),
        ("require_uppercase", "uppercase", json!({ "min": 1 })),
    ];
    for (name, code, options) in classes {
        if let Some((setting, required)) = members.flag(name, draft) {
            add(if required { setting.rule(code, options) } else { setting }, on, draft);
        }
    }
    members.rest_unknown(draft);
}

fn min_length(setting: Setting, min: u64) -> Setting {
    let setting = setting.value(min).rule("min-length", json!({ "min": min }));
    setting.note("bytes there, code points here")
}

fn zxcvbn(mut members: Members<'_>, draft: &mut Draft) {
    let on = switch(&mut members, draft);
    let (setting, score) = members
        .count("min_score", draft)
        .unwrap_or_else(|| (Setting::new("password_policy.zxcvbn.min_score", 0).value(3), 3));
    let setting = match score {
        0 => setting,
        _ => setting
            .rule("strength", json!({ "score": score }))
            .note("asked by its form alone there"),
    };
    add(setting, on, draft);
    members.rest_unknown(draft);
}

/// Whether the part is on: it is off where nothing says so.
fn switch(members: &mut Members<'_>, draft: &mut Draft) -> bool {
    members.flag("enabled", draft).is_some_and(|(setting, on)| {
        draft.add(setting.nothing(if on {
            "what follows is asked"
        } else {
            "what follows is off"
        }));
        on
    })
}

/// Adds a setting of a part that may be off.
fn add(setting: Setting, on: bool, draft: &mut Draft) {
    draft.add(if on {
        setting
    } else {
        Setting { asks: Vec::new(), note: None, ..setting }.nothing("`enabled` is false")
    });
}
