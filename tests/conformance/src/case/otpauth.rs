//! `otpauth` URIs as other libraries read and write them.

use std::collections::BTreeMap;

use serde_json::Value;
use wicketgate_account::{
    otp::{
        base32,
        uri::{Mistake, Moving, Part, Uri, What},
    },
    policy::Algorithm,
};
use wicketgate_core::Secret;

use super::{Case, Compared, Source, Translation, hashing::bytes, text};
use crate::answer::member;

pub(super) const BUILD: Source = Source {
    name: "otpauth_uri_build",
    about: "URIs that otplib, pyotp, totp-rs and pquerna/otp write",
    translate: build,
};

pub(super) const PARSE: Source = Source {
    name: "otpauth_uri_parse",
    about: "URIs as otplib, pyotp, otpauth, totp-rs, Aegis and others read them",
    translate: parse,
};

fn parse(case: &Case) -> Result<Translation, String> {
    let (expected, given) = (&case.expected, text(&case.input, "uri")?);
    let theirs = match member(expected, "ok")? {
        Value::Bool(ok) => *ok,
        _ => {
            return Ok(Translation::Beyond("libraries disagree: the choice is told in `otp::uri`"));
        }
    };
    let (difference, known) = match (Uri::parse(given), theirs) {
        (Ok(uri), true) => (fields(&uri, expected)?, None),
        (Ok(_), false) => (Some("refused there, accepted here".to_owned()), None),
        (Err(mistake), true) => {
            let steam = given.contains("encoder=steam");
            (Some(format!("accepted there, refused here: {mistake}")), decision(mistake, steam))
        }
        (Err(mistake), false) => {
            let reason = text(expected, "reason")?;
            let same = is_about(mistake, reason);
            ((!same).then(|| format!("{reason} there, {mistake} here")), None)
        }
    };
    Ok(Translation::Compared(Compared { difference, known }))
}

/// Why we refuse what others read.
fn decision(mistake: Mistake, steam: bool) -> Option<&'static str> {
    match (mistake.part, mistake.what) {
        (Part::Algorithm, What::Unknown) => Some("apps know SHA1, SHA256 and SHA512 alone"),
        (Part::Issuer, What::Differs) => Some("of two issuers an app may show either"),
        (Part::Type, What::Unknown) => Some("Steam's codes are letters"),
        (Part::Digits, What::OutOfRange) if steam => Some("Steam's codes are letters"),
        _ => None,
    }
}

/// Whether a mistake is what another library complains about.
fn is_about(mistake: Mistake, reason: &str) -> bool {
    let part = match reason {
        "algorithm" | "colon in account" | "colon in issuer" | "digits" | "period" | "scheme"
        | "type" => reason.rsplit(' ').next().unwrap_or(reason),
        "account required" => "account",
        "issuer mismatch" => "issuer",
        "label too long (512)" | "percent-encoding" => "label",
        "empty secret" | "secret missing" | "secret shorter than 128 bits" => "secret",
        "uri" => "scheme",
        "uri too long (2048)" => "uri",
        _ => return false,
    };
    mistake.part.as_str() == part
}

/// The first member that differs, of those that the case tells.
fn fields(uri: &Uri, expected: &Value) -> Result<Option<String>, String> {
    let secret = base32::decode(uri.secret.reveal()).ok_or("the secret is no Base32")?;
    let (kind, counter, period) = match uri.moving {
        Moving::Counter(counter) => ("hotp", Value::from(counter), Value::Null),
        Moving::Step(step) => ("totp", Value::Null, Value::from(step)),
    };
    let issuer = uri.issuer.as_ref().map(|issuer| format!("{issuer}:")).unwrap_or_default();
    let ours = [
        ("account", Value::from(uri.account.as_str())),
        ("algorithm", Value::from(uri.algorithm.as_str())),
        ("counter", counter),
        ("digits", Value::from(uri.digits)),
        ("issuer", Value::from(uri.issuer.as_deref())),
        ("label", Value::from(issuer + &uri.account)),
        ("period", period),
        ("secret", Value::from(uri.secret.reveal())),
        ("type", Value::from(kind)),
    ];
    for (name, ours) in ours {
        let theirs = expected.get(name).unwrap_or(&ours);
        if *theirs != ours {
            return Ok(Some(format!("{name}: {theirs} there, {ours} here")));
        }
    }
    let theirs = match expected.get("secret_hex") {
        Some(_) => bytes(expected, "secret_hex")?,
        None => secret.clone(),
    };
    Ok((theirs != secret).then(|| "secret: other bytes".to_owned()))
}

fn build(case: &Case) -> Result<Translation, String> {
    let (input, expected) = (&case.input, &case.expected);
    // Of these suites totp-rs alone gives bytes, and refuses short secrets; so do we, unless asked.
    let strict = input.get("secret_hex").is_some();
    let uri = given(input)?;
    let built = if strict { uri.build() } else { uri.build_short() };
    let difference = match (built, expected.get("error").and_then(Value::as_str)) {
        (Ok(_), Some(reason)) => Some(format!("{reason} there, written here")),
        (Err(mistake), Some(reason)) => {
            (!is_about(mistake, reason)).then(|| format!("{reason} there, {mistake} here"))
        }
        (Err(mistake), None) => Some(format!("written there, refused here: {mistake}")),
        (Ok(built), None) => written(built.reveal(), expected)?,
    };
    Ok(Translation::Compared(Compared { difference, known: None }))
}

/// What a case asks to be written.
fn given(input: &Value) -> Result<Uri, String> {
    let small = |name| {
        let value: Option<u64> = input.get(name).and_then(Value::as_u64);
        value
            .map(|value| u32::try_from(value).map_err(|error| format!("{name}: {error}")))
            .transpose()
    };
    let moving = match text(input, "type")? {
        "hotp" => Moving::Counter(input.get("counter").and_then(Value::as_u64).unwrap_or_default()),
        _ => Moving::Step(small("period")?.unwrap_or(30)),
    };
    let algorithm = input.get("algorithm").and_then(Value::as_str).unwrap_or("SHA1");
    let secret = match input.get("secret_hex") {
        Some(_) => base32::encode(&bytes(input, "secret_hex")?),
        None => text(input, "secret")?.to_owned(),
    };
    Ok(Uri {
        account: text(input, "account")?.to_owned(),
        algorithm: Algorithm::parse(algorithm).ok_or("unknown algorithm")?,
        digits: small("digits")?.unwrap_or(6),
        issuer: input.get("issuer").and_then(Value::as_str).map(str::to_owned),
        moving,
        secret: Secret::new(secret),
    })
}

/// How a URI differs from what a case tells of it.
fn written(uri: &str, expected: &Value) -> Result<Option<String>, String> {
    let ours = format!("{uri} here");
    if let Some(theirs) = expected.get("uri") {
        return Ok((theirs != uri).then_some(ours));
    }
    let rest = uri.strip_prefix("otpauth://totp").or(uri.strip_prefix("otpauth://hotp"));
    let (path, query) = rest.and_then(|rest| rest.split_once('?')).ok_or("no URI")?;
    let mut same = expected.get("path").is_none_or(|theirs| theirs == path);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    if let Some(theirs) = expected.get("query").and_then(Value::as_object) {
        let theirs =
            theirs.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
        // A secret is the same in either case.
        let folded = |(name, value): (&str, &str)| (name.to_owned(), value.to_ascii_uppercase());
        let theirs: BTreeMap<_, _> = theirs.map(folded).collect();
        let plain = |(name, value): (&str, &str)| folded((name, &value.replace("%21", "!")));
        same &= theirs == pairs.clone().map(plain).collect();
    }
    let parts = expected.get("query_contains").and_then(Value::as_array).into_iter().flatten();
    same &= parts.filter_map(Value::as_str).all(|part| query.split('&').any(|pair| pair == part));
    Ok((!same).then_some(ours))
}
