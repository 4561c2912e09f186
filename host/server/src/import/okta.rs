//! Okta: a password policy as its API answers it.

use serde_json::json;
use wicketgate_core::json::Kind;

use super::{
    Problem,
    draft::Draft,
    members::{self, Members},
};

pub(super) fn import(text: &str, draft: &mut Draft) -> Result<(), Vec<Problem>> {
    let value = members::parse(text)?;
    let policy = match &value.kind {
        Kind::Array(policies) => match policies.as_slice() {
            [policy] => policy,
            _ => return Problem::only(1, "expected one policy: groups have policies of their own"),
        },
        _ => &value,
    };
    let Some(mut policy) = Members::of(policy, "", draft) else { return Ok(()) };
    let settings = policy.object("settings", draft);
    policy.rest_elsewhere("no demand on a password", draft);
    let Some(mut settings) = settings else {
        return Problem::only(1, "expected `settings`, as the API answers a password policy");
    };
    let password = settings.object("password", draft);
    settings.rest_elsewhere("recovery and delegation are no demand on a password", draft);
    let Some(mut password) = password else { return Ok(()) };
    if let Some(complexity) = password.object("complexity", draft) {
        self::complexity(complexity, draft);
    }
    if let Some(mut age) = password.object("age", draft) {
        let expiry = ["expireWarnDays", "maxAgeDays", "minAgeMinutes"];
        age.not_yet("password.lifecycle: expiry", &expiry, draft);
        age.not_yet("password.lifecycle: history", &["historyCount"], draft);
        age.rest_unknown(draft);
    }
    if let Some(mut lockout) = password.object("lockout", draft) {
        let lock = ["autoUnlockMinutes", "maxAttempts", "showLockoutFailures"];
        lockout.not_yet("lockout", &lock, draft);
        lockout.not_yet("lockout", &["userLockoutNotificationChannels"], draft);
        lockout.rest_unknown(draft);
    }
    password.not_yet("password.lifecycle: expiry", &["breachedProtection"], draft);
    password.rest_unknown(draft);
    Ok(())
}

fn complexity(mut members: Members<'_>, draft: &mut Draft) {
    if let Some((setting, min)) = members.count("minLength", draft) {
        draft.add(match min {
            0 => setting,
            _ => setting.rule("min-length", json!({ "min": min })),
        });
    }
    let classes = [
        ("minLowerCase", "lowercase"),
        ("minNumber", "digit"),
        ("minSymbol", "symbol"),
        ("minUpperCase", "uppercase"),
    ];
    for (name, code) in classes {
        if let Some((setting, min)) = members.count(name, draft) {
            draft.add(match (min, code) {
                (0, _) => setting,
                (_, "symbol") => setting
                    .rule(code, json!({ "min": min, "mode": "ascii_punct" }))
                    .note("Okta shows examples of symbols; here they are those of ASCII"),
                _ => setting.rule(code, json!({ "min": min })),
            });
        }
    }
    if let Some((setting, exclude)) = members.flag("excludeUsername", draft) {
        let parts = "parts of a user name are looked for from four characters on";
        draft.add(match exclude {
            true => setting.rule("context", without("username")).note(parts),
            false => setting,
        });
    }
    attributes(&mut members, draft);
    dictionary(&mut members, draft);
    if let Some(found) = members.take("oelStatement", draft) {
        let setting = found.setting().beyond("an expression of Okta's own language");
        draft.add(setting.nearest("`context`, `deny-list`, `pattern`"));
    }
    members.rest_unknown(draft);
}

fn attributes(members: &mut Members<'_>, draft: &mut Draft) {
    let Some((setting, attributes)) = members.texts("excludeAttributes", draft) else { return };
    let setting = setting.value(attributes.join(", "));
    let (names, others): (Vec<&str>, Vec<&str>) =
        attributes.iter().partition(|name| ["firstName", "lastName"].contains(name));
    draft.add(match (names.is_empty(), others.is_empty()) {
        (true, true) => setting,
        (false, true) if names.len() == 2 => setting.rule("context", without("name")),
        (false, true) => setting
            .rule("context", without("name"))
            .nearly("all names that the host gives are looked for, not one of them alone"),
        (false, false) => setting
            .rule("context", without("name"))
            .nearly(format!("the host must give these as `words`: {}", others.join(", "))),
        (true, false) => setting
            .beyond("attributes that are neither name nor e-mail address")
            .nearest("`context` with `word`, given by the host"),
    });
}

fn dictionary(members: &mut Members<'_>, draft: &mut Draft) {
    let Some(mut dictionary) = members.object("dictionary", draft) else { return };
    if let Some(mut common) = dictionary.object("common", draft) {
        if let Some((setting, exclude)) = common.flag("exclude", draft) {
            draft.add(match exclude {
                false => setting,
                true => setting
                    .rule("common", json!({ "rank": 3000 }))
                    .nearly("another list of common passwords, the 3000 first")
                    .nearest("`breached` besides"),
            });
        }
        common.rest_unknown(draft);
    }
    dictionary.rest_unknown(draft);
}

fn without(of: &str) -> serde_json::Value {
    json!({
        "of": [of], "min": 4, "match": "contained", "parts": true, "reversed": false, "leet": false,
    })
}
