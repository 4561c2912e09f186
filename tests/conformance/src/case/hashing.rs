//! Hashes by the reference library of Argon2 and the strings of its and RustCrypto's tests.

use serde_json::{Value, json};

use super::{Case, Compared, Source, Translation, text};
use crate::{
    answer::{Answer, member},
    engine::Engine,
    runner::load,
};

pub(super) const HASHES: Source = Source {
    name: "argon2",
    about: "hashes and errors of the reference library of Argon2",
    translate: hash,
};

pub(super) const STRINGS: Source = Source {
    name: "phc_strings",
    about: "strings as the reference library and RustCrypto take them",
    translate: string,
};

/// A password, a stored hash, and what the other library says of them.
#[derive(Debug)]
pub struct Verify {
    expected: String,
    hash: String,
    password: String,
}

fn string(case: &Case) -> Result<Translation, String> {
    let expected = text(&case.expected, "result")?.to_owned();
    let (hash, password) = (text(&case.input, "phc")?, text(&case.input, "password")?);
    let (hash, password) = (hash.to_owned(), password.to_owned());
    Ok(Translation::Verify(Verify { expected, hash, password }))
}

fn hash(case: &Case) -> Result<Translation, String> {
    let Ok(password) = String::from_utf8(bytes(&case.input, "password_hex")?) else {
        return Ok(Translation::Beyond("a password that is no text"));
    };
    if case.input.get("secret_hex").is_some() {
        return Ok(Translation::Beyond("a secret key beside the password"));
    }
    let (expected, hash) = match case.kind.as_str() {
        "hash" => ("ok", text(&case.expected, "phc")?.to_owned()),
        "hash_error" => ("invalid", impossible(&case.input)?),
        kind => return Err(format!("unknown kind `{kind}`")),
    };
    Ok(Translation::Verify(Verify { expected: expected.to_owned(), hash, password }))
}

/// The string that a hash of these parameters would have, if there could be one.
fn impossible(input: &Value) -> Result<String, String> {
    let number = |name| member(input, name)?.as_u64().ok_or(format!("`{name}` is no number"));
    let (memory, iterations, lanes) = (number("m_kib")?, number("t")?, number("p")?);
    let tag = vec![0; usize::try_from(number("tag_len")?).unwrap_or_default()];
    let (salt, tag) = (base64(&bytes(input, "salt_hex")?), base64(&tag));
    let (variant, version) = (text(input, "variant")?, number("version")?);
    Ok(format!("${variant}$v={version}$m={memory},t={iterations},p={lanes}${salt}${tag}"))
}

/// Asks the engine, whose policy is the default one.
pub(super) fn verify(engine: &mut dyn Engine, verify: &Verify) -> Result<Compared, String> {
    let Verify { expected, hash, password } = verify;
    let handle = load(engine, r#"{"version":1}"#)?.map_err(|answer| format!("{answer:?}"))?;
    let request =
        json!({"op": "password.verify", "policy": handle, "password": password, "hash": hash});
    let answer = engine.call(&request.to_string());
    engine.unload(handle)?;
    let answer = Answer::parse(&answer?)?;
    let code = answer.code().map(str::to_owned);
    let found = match (&answer, code.as_deref()) {
        (Answer::Ok(verdict), _) if member(verdict, "match")? == &json!(true) => "ok",
        (Answer::Ok(_), _) => "mismatch",
        (_, Some("invalid-hash" | "unknown-hash-scheme")) => "invalid",
        _ => "too costly",
    };
    let known = (code.as_deref() == Some("hash-too-costly"))
        .then_some("a stored hash may cost at most 256 MiB: whoever stores it chooses the cost");
    let difference = (found != expected).then(|| format!("{expected} there, {found} here"));
    Ok(Compared { difference, known })
}

/// The bytes of a member in hexadecimal digits.
pub(super) fn bytes(value: &Value, name: &str) -> Result<Vec<u8>, String> {
    let digits = text(value, name)?.as_bytes();
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).map_err(|error| error.to_string())?;
        u8::from_str_radix(pair, 16).map_err(|error| format!("{name}: {error}"))
    };
    digits.chunks(2).map(byte).collect()
}

/// Base64 without padding, of the length that matters here: the bits are those of the bytes.
fn base64(bytes: &[u8]) -> String {
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let groups = bits.as_bytes().chunks(6).filter_map(|group| {
        let group = format!("{:0<6}", std::str::from_utf8(group).ok()?);
        ALPHABET.chars().nth(usize::from_str_radix(&group, 2).ok()?)
    });
    groups.collect()
}

const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
