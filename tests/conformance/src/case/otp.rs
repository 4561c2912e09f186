//! One-time passwords as other libraries make and verify them, and Base32 as they read it.

use serde_json::Value;
use wicketgate_account::{
    otp::{
        base32,
        hotp::{self, Generator},
        totp::Totp,
    },
    policy::Algorithm,
};
use wicketgate_core::Timestamp;

use super::{Case, Compared, Source, Translation, hashing::bytes, text};
use crate::answer::member;

pub(super) const BASE32: Source = Source {
    name: "base32",
    about: "Base32 of RFC 4648, as otpauth and totp-rs read it",
    translate: base32_case,
};

pub(super) const HOTP: Source =
    Source { name: "hotp_rfc4226", about: "codes of RFC 4226, Appendix D", translate: generate };

pub(super) const TOTP: Source =
    Source { name: "totp_rfc6238", about: "codes of RFC 6238, Appendix B", translate: generate };

pub(super) const GENERATE: Source = Source {
    name: "otp_generate",
    about: "codes of otplib, otpauth, pyotp, totp-rs and pquerna/otp",
    translate: generate,
};

pub(super) const TIME: Source =
    Source { name: "otp_time", about: "steps of otplib and totp-rs", translate: time };

pub(super) const VERIFY: Source = Source {
    name: "otp_verify",
    about: "verdicts of otplib, otpauth, pyotp, totp-rs and pquerna/otp",
    translate: verify,
};

fn base32_case(case: &Case) -> Result<Translation, String> {
    let expected = &case.expected;
    let (theirs, ours) = match case.kind.as_str() {
        "encode" => {
            let encoded = base32::encode(&bytes(&case.input, "bytes_hex")?);
            (member(expected, "unpadded")?.clone(), Value::from(encoded))
        }
        "encode_base32hex" => return Ok(Translation::Beyond("another alphabet")),
        "canonicality" => {
            let given = text(&case.input, "text")?;
            let encoded = base32::decode(given).map(|bytes| base32::encode(&bytes));
            let canonical = encoded.as_deref() == Some(given.trim_end_matches('='));
            (member(expected, "canonical")?.clone(), Value::from(canonical))
        }
        "decode" | "decode_strict" => {
            let decoded = base32::decode(text(&case.input, "text")?);
            if member(expected, "ok")? == &Value::Bool(true) {
                let theirs = bytes(expected, "bytes_hex")?;
                (Value::from(theirs), decoded.map_or(Value::Null, Value::from))
            } else {
                (Value::Bool(false), Value::Bool(decoded.is_some()))
            }
        }
        kind => return Err(format!("unknown kind `{kind}`")),
    };
    Ok(same(&theirs, &ours, None))
}

fn generate(case: &Case) -> Result<Translation, String> {
    if let Some(reason) = beyond(case) {
        return Ok(Translation::Beyond(reason));
    }
    let secret = secret(&case.input)?;
    let (algorithm, digits) = (algorithm(&case.input)?, small(&case.input, "digits")?);
    let counter = match case.input.get("counter") {
        Some(_) => number(&case.input, "counter")?,
        None => totp(&case.input)?.step_at(now(&case.input)?),
    };
    let code = Generator::new(algorithm, &secret).and_then(|made| made.code(digits, counter));
    let theirs = member(&case.expected, "code")?;
    Ok(same(theirs, &code.map_or(Value::Null, Value::from), None))
}

fn time(case: &Case) -> Result<Translation, String> {
    if let Some(reason) = beyond(case) {
        return Ok(Translation::Beyond(reason));
    }
    let (time, period) = (number(&case.input, "unix_time")?, number(&case.input, "period")?);
    let step = Totp { algorithm: Algorithm::Sha1, digits: 6, step: small(&case.input, "period")? }
        .step_at(now(&case.input)?);
    let ours = match case.kind.as_str() {
        "time_step" => step,
        "remaining_seconds" => (step + 1) * period - time,
        "next_step_start" => (step + 1) * period,
        kind => return Err(format!("unknown kind `{kind}`")),
    };
    Ok(same(member(&case.expected, "value")?, &Value::from(ours), None))
}

fn verify(case: &Case) -> Result<Translation, String> {
    if let Some(reason) = beyond(case) {
        return Ok(Translation::Beyond(reason));
    }
    let (code, secret) = (text(&case.input, "token")?, secret(&case.input)?);
    let (expected, found, known) = if case.kind == "totp" {
        let Some((window, after)) = reach(&case.input)? else {
            return Ok(Translation::Beyond("a tolerance in seconds that is no whole steps"));
        };
        let (totp, now) = (totp(&case.input)?, now(&case.input)?);
        let found = totp.verify(&secret, code, now, window, after);
        (matched(&case.expected, totp.step_at(now))?, found, None)
    } else {
        let (digits, from) = (small(&case.input, "digits")?, number(&case.input, "counter")?);
        let ahead = ahead(&case.input)?;
        let found = match algorithm(&case.input)? {
            Algorithm::Sha1 => hotp::verify(&secret, digits, code, from, ahead),
            other => Generator::new(other, &secret).and_then(|made| {
                made.matches(digits, code, from..=from + u64::from(ahead)).first().copied()
            }),
        };
        let expected = matched(&case.expected, from)?;
        let behind = expected.flatten().is_some_and(|counter| counter < from);
        (expected, found, behind.then_some("a counter never goes back: its code was used"))
    };
    let verdict = |accepted: Option<u64>, counts: bool| match accepted {
        None => Value::from("refused"),
        Some(counter) if counts => Value::from(counter),
        Some(_) => Value::from("accepted"),
    };
    // Some libraries tell that a code matched, and not for which step or counter.
    let counts = expected != Some(None);
    let theirs = verdict(expected.map(Option::unwrap_or_default), counts);
    let ours = verdict(found, counts);
    Ok(same(&theirs, &ours, known))
}

/// What this engine has no words for.
fn beyond(case: &Case) -> Option<&'static str> {
    let (input, expected) = (&case.input, &case.expected);
    let number = |name| input.get(name).map(|value| value.as_u64());
    if case.kind == "steam" {
        return Some("Steam's codes, which are letters");
    }
    if input.get("algorithm").is_some() && algorithm(input).is_err() {
        return Some("a hash other than SHA1, SHA256 and SHA512");
    }
    if input.get("t0").is_some_and(|start| start != &Value::from(0)) {
        return Some("steps counted from another instant than 1970");
    }
    let fails =
        expected.get("error").is_some_and(Value::is_string) && expected.get("valid").is_none();
    if fails && input.get("guardrails").is_some() {
        return Some("limits that a caller sets for the library");
    }
    let impossible = |name| matches!(number(name), Some(None)) && !input[name].is_array();
    if ["epoch_tolerance_seconds", "reject_time_steps_up_to"].into_iter().any(impossible) {
        return Some("a number that is none of its type");
    }
    None
}

/// The window and the last used step; none where the window is not whole steps on both sides.
fn reach(input: &Value) -> Result<Option<(u32, Option<u64>)>, String> {
    let after = input.get("reject_time_steps_up_to").and_then(Value::as_u64);
    let window = match input.get("epoch_tolerance_seconds") {
        None => Some(small(input, "window")?),
        Some(seconds) => {
            let period = number(input, "period")?;
            let whole = seconds.as_u64().filter(|seconds| seconds % period == 0);
            whole.and_then(|seconds| u32::try_from(seconds / period).ok())
        }
    };
    Ok(window.map(|window| (window, after)))
}

/// How many counters ahead are tried; what lies behind is never tried here.
fn ahead(input: &Value) -> Result<u32, String> {
    let ahead = match input.get("counter_look_ahead") {
        None => member(input, "window")?,
        Some(Value::Array(sides)) => sides.get(1).ok_or("one side of a window")?,
        Some(ahead) => ahead,
    };
    ahead.as_u64().and_then(|ahead| u32::try_from(ahead).ok()).ok_or("no look-ahead".to_owned())
}

/// Refused, accepted, or accepted for a step or counter that the case tells.
fn matched(expected: &Value, at: u64) -> Result<Option<Option<u64>>, String> {
    if expected.get("valid") != Some(&Value::Bool(true)) {
        return Ok(None);
    }
    if let Some(step) = expected.get("time_step").and_then(Value::as_u64) {
        return Ok(Some(Some(step)));
    }
    match expected.get("delta").and_then(Value::as_i64) {
        None => Ok(Some(None)),
        Some(delta) => {
            at.checked_add_signed(delta).map(Some).map(Some).ok_or("no counter".to_owned())
        }
    }
}

fn same(theirs: &Value, ours: &Value, known: Option<&'static str>) -> Translation {
    let difference = (theirs != ours).then(|| format!("{theirs} there, {ours} here"));
    Translation::Compared(Compared { difference, known })
}

fn totp(input: &Value) -> Result<Totp, String> {
    let (algorithm, digits) = (algorithm(input)?, small(input, "digits")?);
    Ok(Totp { algorithm, digits, step: small(input, "period")? })
}

fn now(input: &Value) -> Result<Timestamp, String> {
    Ok(Timestamp::from_millis(number(input, "unix_time")? * 1000))
}

fn secret(input: &Value) -> Result<Vec<u8>, String> {
    match input.get("secret_base32").filter(|_| input.get("secret_hex").is_none()) {
        Some(_) => base32::decode(text(input, "secret_base32")?).ok_or("no Base32".to_owned()),
        None => bytes(input, "secret_hex"),
    }
}

fn algorithm(input: &Value) -> Result<Algorithm, String> {
    let name = text(input, "algorithm")?;
    Algorithm::parse(name).ok_or_else(|| format!("unknown algorithm `{name}`"))
}

fn number(input: &Value, name: &str) -> Result<u64, String> {
    member(input, name)?.as_u64().ok_or_else(|| format!("`{name}` is no number"))
}

fn small(input: &Value, name: &str) -> Result<u32, String> {
    u32::try_from(number(input, name)?).map_err(|error| format!("{name}: {error}"))
}
