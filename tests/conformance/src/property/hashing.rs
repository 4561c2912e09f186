//! A hash is of its password and of nothing near it, and every engine makes the same one.

use std::fmt::Write as _;

use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value, json};

use super::{
    document,
    law::{ask, load_fresh},
};
use crate::{
    answer::{Answer, member},
    engine::Engine,
};

/// A policy's section, a password, a salt, and a bit of the hash that is changed.
pub type Input = ((u32, u32), String, Vec<u8>, (Index, u32));

/// The dearest part of an input is always the same: OWASP's smallest setting.
pub fn input() -> impl Strategy<Value = Input> {
    let change = (any::<Index>(), 0..7_u32);
    ((1..5_u32, 16..65_u32), document::password(), vec(any::<u8>(), 16), change)
}

/// The password matches its hash, another does not, and no other hash does.
///
/// # Errors
///
/// Says which of them is not so.
pub fn is_of_its_password(
    engine: &mut dyn Engine,
    (section, password, salt, (at, bit)): &Input,
) -> Result<bool, String> {
    let policy = load(engine, *section)?;
    let hash = hash(engine, policy, password, salt)?;
    let text = member(&hash, "hash")?.as_str().ok_or("`hash` is no text")?.to_owned();
    let mut verify = |password: &str, hash: &str| {
        let request = json!({
            "op": "password.verify", "policy": policy, "password": password, "hash": hash,
        });
        Answer::parse(&engine.call(&request.to_string())?)
    };
    let right = verify(password, &text)?.ok()?;
    if right != json!({"match": true, "rehash": false}) {
        return Err(format!("`{text}` of {password:?} answers {right}"));
    }
    let wrong = verify(&format!("{password}."), &text)?.ok()?;
    if wrong != json!({"match": false, "rehash": false}) {
        return Err(format!("`{text}` of {password:?} answers {wrong} to another password"));
    }
    let mut bytes = text.clone().into_bytes();
    let at = at.index(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << bit;
    }
    let changed = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    if let Answer::Ok(found) = verify(password, &changed)?
        && member(&found, "match")? == &json!(true)
    {
        return Err(format!("`{changed}` matches {password:?}, whose hash is `{text}`"));
    }
    engine.unload(policy)?;
    Ok(true)
}

/// Two engines make one hash of one password.
///
/// # Errors
///
/// Gives both hashes.
pub fn is_the_same_everywhere(
    engines: [&mut dyn Engine; 2],
    (section, password, salt, _): &Input,
) -> Result<bool, String> {
    let mut hashes = Vec::new();
    for engine in engines {
        let policy = load(engine, *section)?;
        hashes.push(hash(engine, policy, password, salt)?);
        engine.unload(policy)?;
    }
    match hashes.as_slice() {
        [left, right] if left == right => Ok(true),
        _ => Err(format!("{password:?} has the hashes {hashes:?}")),
    }
}

fn load(engine: &mut dyn Engine, (lanes, tag): (u32, u32)) -> Result<u32, String> {
    let section = json!({"memory": 7168, "iterations": 5, "parallelism": lanes, "tag_bytes": tag});
    let document = json!({"version": 1, "password": {"hashing": section}});
    load_fresh(engine, &document)?.map_err(|answer| format!("{document}: {answer:?}"))
}

fn hash(
    engine: &mut dyn Engine,
    policy: u32,
    password: &str,
    salt: &[u8],
) -> Result<Value, String> {
    let mut digits = String::new();
    for byte in salt {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    let request =
        json!({"op": "password.hash", "policy": policy, "password": password, "salt": digits});
    ask(engine, &request)
}
