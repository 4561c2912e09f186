//! Active Directory: a security template's `[System Access]`, or what `net accounts` prints.
//!
//! Complexity there is three of five kinds: small and capital letters, digits, 32 signs of ASCII, and
//! letters that have no case; and neither the account's name nor a part of the user's is in it.

use serde_json::json;
use wicketgate_core::problem::nearest;

use super::{Problem, draft::Draft, lines, setting::Setting};

pub(super) fn import(text: &str, draft: &mut Draft) -> Result<(), Vec<Problem>> {
    let is_template = text.lines().any(|line| line.trim_start().starts_with('['));
    let mut section = "System Access";
    for line in lines::lines(text, ';') {
        if let Some(name) = line.text.strip_prefix('[') {
            section = name.strip_suffix(']').unwrap_or(name);
            if section != "System Access" {
                let name = format!("[{section}]");
                draft.add(Setting::new(name, line.number).elsewhere("no password policy"));
            }
            continue;
        }
        if section != "System Access" || line.text.starts_with("The command completed") {
            continue;
        }
        let separator = if is_template { '=' } else { ':' };
        let Some((name, value)) = line.text.rsplit_once(separator) else {
            let expected = format!("expected `name {separator} value`");
            draft.problem(line.number, expected);
            continue;
        };
        entry(name.trim().trim_end_matches('?').trim(), value.trim(), line.number, draft);
    }
    Ok(())
}

fn entry(name: &str, value: &str, line: u32, draft: &mut Draft) {
    let setting = Setting::new(name, line);
    let Some((_, meaning)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))
    else {
        let setting = setting.unknown();
        let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        return draft.add(match nearest(name, &names) {
            None => setting,
            Some(name) => setting.nearest(format!("`{name}`")),
        });
    };
    let setting = setting.value(value.trim_matches('"'));
    match *meaning {
        "min-length" => match value.parse::<u64>() {
            Ok(0) => draft.add(setting),
            Ok(min) => draft.add(setting.rule("min-length", json!({ "min": min }))),
            Err(_) => draft.problem(line, format!("`{name}`: expected a whole number from 0")),
        },
        "complexity" => match value {
            "0" => draft.add(setting),
            "1" => draft.add(complexity(setting)),
            _ => draft.problem(line, format!("`{name}`: expected 0 or 1")),
        },
        "" => draft.add(setting.elsewhere("no demand on a password")),
        section => draft.add(setting.not_yet(section)),
    }
}

fn complexity(setting: Setting) -> Setting {
    setting
        .rule("classes", json!({
            "min": 3,
            "of": ["lowercase", "uppercase", "digit", "symbol"],
            "symbol_mode": "ascii_punct",
        }))
        .rule("context", json!({
            "of": ["username", "name"],
            "min": 3, "match": "contained", "parts": true, "reversed": false, "leet": false,
        }))
        .nearly("parts of the account's name are looked for too; letters of other scripts are no kind here")
}

/// Names in a template and in what `net accounts` prints, and the rule or section that each concerns;
/// nothing for what asks nothing of a password.
const NAMES: &[(&str, &str)] = &[
    ("ClearTextPassword", ""),
    ("Computer role", ""),
    ("EnableAdminAccount", ""),
    ("EnableGuestAccount", ""),
    ("Force user logoff how long after time expires", "session"),
    ("ForceLogoffWhenHourExpire", "session"),
    ("Length of password history maintained", "password.lifecycle: history"),
    ("Lockout duration (minutes)", "lockout"),
    ("Lockout observation window (minutes)", "lockout"),
    ("Lockout threshold", "lockout"),
    ("LockoutBadCount", "lockout"),
    ("LockoutDuration", "lockout"),
    ("AllowAdministratorLockout", "lockout"),
    ("LSAAnonymousNameLookup", ""),
    ("Maximum password age (days)", "password.lifecycle: expiry"),
    ("MaximumPasswordAge", "password.lifecycle: expiry"),
    ("Minimum password age (days)", "password.lifecycle: expiry"),
    ("Minimum password length", "min-length"),
    ("MinimumPasswordAge", "password.lifecycle: expiry"),
    ("MinimumPasswordLength", "min-length"),
    ("NewAdministratorName", ""),
    ("NewGuestName", ""),
    ("PasswordComplexity", "complexity"),
    ("PasswordHistorySize", "password.lifecycle: history"),
    ("RequireLogonToChangePassword", "sign_in"),
    ("ResetLockoutCount", "lockout"),
];
