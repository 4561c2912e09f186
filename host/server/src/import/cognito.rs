//! Amazon Cognito: `PasswordPolicy`, alone or in the user pool that it belongs to.
//!
//! The API refuses a password that begins or ends with white space or has more than 256 characters,
//! whatever the policy says; its symbols are those of ASCII and the space.

use serde_json::json;

use super::{
    Problem,
    draft::Draft,
    members::{self, Members},
    setting::Setting,
};

pub(super) fn import(text: &str, draft: &mut Draft) -> Result<(), Vec<Problem>> {
    let value = members::parse(text)?;
    let Some(mut members) = Members::of(&value, "", draft) else { return Ok(()) };
    for around in ["UserPool", "Policies", "PasswordPolicy"] {
        if let Some(inside) = members.object(around, draft) {
            members.rest_elsewhere("no password policy", draft);
            members = inside;
        }
    }
    policy(members, draft);
    let default = |name: &str| Setting::new(name, 0);
    draft.add(default("longest password").value(256).rule("max-length", json!({ "max": 256 })));
    let edges = json!({ "where": "edges" });
    draft.add(default("white space at the edges").rule("no-whitespace", edges));
    Ok(())
}

fn policy(mut members: Members<'_>, draft: &mut Draft) {
    if let Some((setting, min)) = members.count("MinimumLength", draft) {
        draft.add(setting.rule("min-length", json!({ "min": min })));
    }
    let classes = [
        ("RequireLowercase", "lowercase", json!({ "min": 1 })),
        ("RequireNumbers", "digit", json!({ "min": 1 })),
        ("RequireSymbols", "symbol", json!({ "min": 1, "mode": "ascii_punct_space" })),
        ("RequireUppercase", "uppercase", json!({ "min": 1 })),
    ];
    for (name, code, options) in classes {
        if let Some((setting, required)) = members.flag(name, draft) {
            draft.add(if required { setting.rule(code, options) } else { setting });
        }
    }
    members.not_yet("password.lifecycle: history", &["PasswordHistorySize"], draft);
    members.not_yet("password.lifecycle: expiry", &["TemporaryPasswordValidityDays"], draft);
    members.rest_unknown(draft);
}
