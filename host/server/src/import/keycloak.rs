//! Keycloak: a realm's export, or the text of its `passwordPolicy`.
//!
//! The text is policies joined by ` and `, each a name and, in parentheses, a value; the last of two
//! with one name stays. Kinds of characters are Java's, of any script.

use serde_json::{Value, json};
use wicketgate_core::{json::Kind, problem::nearest};

use super::{
    Problem,
    draft::Draft,
    members::{self, Members},
    regexp::{Regexp, Unread},
    setting::Setting,
};

pub(super) fn import(text: &str, draft: &mut Draft) -> Result<(), Vec<Problem>> {
    if !text.trim_start().starts_with(['{', '[']) {
        policies(text.trim(), 1, draft);
        return Ok(());
    }
    let value = members::parse(text)?;
    let realm = match &value.kind {
        Kind::Array(realms) => match realms.as_slice() {
            [realm] => realm,
            _ => return Problem::only(1, "expected one realm"),
        },
        _ => &value,
    };
    let Some(mut realm) = Members::of(realm, "", draft) else { return Ok(()) };
    match realm.take("passwordPolicy", draft) {
        None => draft.add(Setting::new("passwordPolicy", 0).nothing("the realm has none")),
        Some(found) => match &found.value.kind {
            Kind::String(text) => policies(text, found.line, draft),
            _ => found.problem("a text", draft),
        },
    }
    realm.not_yet("lockout", LOCKOUT, draft);
    realm.not_yet("second_factor", SECOND_FACTOR, draft);
    realm.not_yet("session", SESSION, draft);
    realm.not_yet("tokens", TOKENS, draft);
    realm.rest_elsewhere("no password policy", draft);
    Ok(())
}

/// One policy of the text.
struct Policy<'a> {
    line: u32,
    name: &'a str,
    value: Option<&'a str>,
}

fn policies(text: &str, line: u32, draft: &mut Draft) {
    let all: Vec<Policy<'_>> = text
        .split(" and ")
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| match text.split_once('(') {
            None => Policy { line, name: text, value: None },
            Some((name, rest)) => {
                let value = rest.strip_suffix(')').unwrap_or_else(|| {
                    draft.problem(
                        line,
                        format!("`{}`: expected a closing parenthesis", name.trim()),
                    );
                    rest
                });
                Policy { line, name: name.trim(), value: Some(value) }
            }
        })
        .collect();
    for (index, policy) in all.iter().enumerate() {
        let again = |later: &Policy<'_>| later.name == policy.name && policy.name != "regexPattern";
        if all.iter().skip(index + 1).any(again) {
            draft.add(policy.setting().nothing("a later one of that name stays"));
        } else {
            policy.import(draft);
        }
    }
}

impl Policy<'_> {
    fn setting(&self) -> Setting {
        let setting = Setting::new(self.name, self.line);
        match self.value {
            Some(value) if value != "undefined" && !value.is_empty() => setting.value(value),
            _ => setting,
        }
    }

    fn import(&self, draft: &mut Draft) {
        let of = |of: &str, how: &str, min: u8| {
            json!({
                "of": [of], "min": min, "match": how, "parts": false, "reversed": false, "leet": false,
            })
        };
        let case = "case is not looked at here";
        let setting = self.setting();
        match self.name {
            "digits" => self.count(1, "digit", "min", "digits of any script there", draft),
            "length" => self.count(8, "min-length", "min", UNITS, draft),
            "lowerCase" => self.count(1, "lowercase", "min", "letters of any script there", draft),
            "maxLength" => self.count(64, "max-length", "max", UNITS, draft),
            "notContainsName" => draft.add(setting.rule("context", of("name", "contained", 3))),
            "notContainsUsername" => {
                draft.add(setting.rule("context", of("username", "contained", 1)).note(case));
            }
            "notEmail" => draft.add(setting.rule("context", of("email", "whole", 1))),
            "notUsername" => {
                draft.add(setting.rule("context", of("username", "whole", 1)).note(case));
            }
            "passwordBlacklist" => draft.add(
                setting
                    .beyond("the words are in a file of the server")
                    .nearest("`deny-list` with those words and `match` of `whole`"),
            ),
            "regexPattern" => self.regexp(draft),
            "specialChars" => self.special(draft),
            "upperCase" => self.count(1, "uppercase", "min", "letters of any script there", draft),
            "forceExpiredPasswordChange" => {
                draft.add(setting.not_yet("password.lifecycle: expiry"))
            }
            "hashAlgorithm" | "hashIterations" => {
                draft.add(setting.elsewhere("the host decides how passwords are stored"));
            }
            "maxAuthAge" => draft.add(setting.not_yet("session")),
            "passwordAge" | "passwordHistory" => {
                draft.add(setting.not_yet("password.lifecycle: history"));
            }
            "recoveryCodesWarningThreshold" => draft.add(setting.not_yet("second_factor")),
            name => {
                let setting = setting.unknown().note("no policy of Keycloak's own");
                draft.add(match nearest(name, &NAMES) {
                    None => setting,
                    Some(nearest) => setting.nearest(format!("`{nearest}`")),
                });
            }
        }
    }

    /// The number that it is set to; the default where it has none.
    fn number(&self, default: u64, draft: &mut Draft) -> Option<u64> {
        let Some(value) = self.value.filter(|value| *value != "undefined") else {
            return Some(default);
        };
        let number = value.parse().ok();
        if number.is_none() {
            draft.problem(self.line, format!("`{}`: expected a whole number from 0", self.name));
        }
        number
    }

    fn count(&self, default: u64, code: &'static str, option: &str, note: &str, draft: &mut Draft) {
        let Some(number) = self.number(default, draft) else { return };
        let setting = Setting::new(self.name, self.line).value(number);
        draft.add(match number {
            0 if option == "min" => setting.nothing("none is asked for"),
            _ => setting.rule(code, json!({ option: number })).note(note),
        });
    }

    fn special(&self, draft: &mut Draft) {
        let Some(number) = self.number(1, draft) else { return };
        let setting = Setting::new(self.name, self.line).value(number);
        let options = json!({ "min": number, "mode": "unicode_not_letter_digit" });
        draft.add(match number {
            0 => setting.nothing("none is asked for"),
            _ => setting.rule("symbol", options),
        });
    }

    fn regexp(&self, draft: &mut Draft) {
        let Some(value) = self.value.filter(|value| !value.trim().is_empty()) else {
            return draft
                .problem(self.line, format!("`{}`: expected a regular expression", self.name));
        };
        let setting = self.setting();
        match Regexp::read(value).and_then(|regexp| regexp.matched(true)) {
            Ok(asked) => draft.add(rules(setting, asked)),
            Err(Unread::Beyond(what)) => draft.add(
                setting
                    .beyond(format!("patterns have not: {what}"))
                    .nearest("`pattern`, `digit`, `symbol`"),
            ),
            Err(Unread::Invalid(why)) => {
                draft.problem(
                    self.line,
                    format!("`{}`: not a valid regular expression: {why}", self.name),
                );
            }
        }
    }
}

/// A setting that several rules say; one that asks for no more than there is says nothing.
pub(super) fn rules(setting: Setting, rules: Vec<(&'static str, Value)>) -> Setting {
    if rules.is_empty() {
        return setting.nothing("every password matches");
    }
    rules.into_iter().fold(setting, |setting, (code, options)| setting.rule(code, options))
}

const UNITS: &str = "UTF-16 units there, code points after NFC here";

const LOCKOUT: &[&str] = &[
    "bruteForceProtected",
    "bruteForceStrategy",
    "failureFactor",
    "maxDeltaTimeSeconds",
    "maxFailureWaitSeconds",
    "maxTemporaryLockouts",
    "minimumQuickLoginWaitSeconds",
    "permanentLockout",
    "quickLoginCheckMilliSeconds",
    "waitIncrementSeconds",
];

const NAMES: [&str; 19] = [
    "digits",
    "forceExpiredPasswordChange",
    "hashAlgorithm",
    "hashIterations",
    "length",
    "lowerCase",
    "maxAuthAge",
    "maxLength",
    "notContainsName",
    "notContainsUsername",
    "notEmail",
    "notUsername",
    "passwordAge",
    "passwordBlacklist",
    "passwordHistory",
    "recoveryCodesWarningThreshold",
    "regexPattern",
    "specialChars",
    "upperCase",
];

const SECOND_FACTOR: &[&str] = &[
    "otpPolicyAlgorithm",
    "otpPolicyCodeReusable",
    "otpPolicyDigits",
    "otpPolicyInitialCounter",
    "otpPolicyLookAheadWindow",
    "otpPolicyPeriod",
    "otpPolicyType",
];

const SESSION: &[&str] = &[
    "clientSessionIdleTimeout",
    "clientSessionMaxLifespan",
    "offlineSessionIdleTimeout",
    "offlineSessionMaxLifespan",
    "offlineSessionMaxLifespanEnabled",
    "rememberMe",
    "ssoSessionIdleTimeout",
    "ssoSessionIdleTimeoutRememberMe",
    "ssoSessionMaxLifespan",
    "ssoSessionMaxLifespanRememberMe",
];

const TOKENS: &[&str] = &[
    "accessCodeLifespan",
    "accessCodeLifespanLogin",
    "accessCodeLifespanUserAction",
    "accessTokenLifespan",
    "accessTokenLifespanForImplicitFlow",
    "actionTokenGeneratedByAdminLifespan",
    "actionTokenGeneratedByUserLifespan",
    "refreshTokenMaxReuse",
    "revokeRefreshToken",
];
