//! What `password.generate` makes, held to what `password.check` says of it.

use serde_json::{Map, Value, json};

use super::law::{ask, load_fresh, same};
use crate::{
    answer::{Answer, member, strings},
    engine::Engine,
};

/// What is wanted of a password, as members of the request.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// Characters, so many or as many as the policy needs.
    Characters(Option<u32>),
    /// Words with this between them.
    Words(String),
}

/// A password that is made satisfies its policy, as far as the policy can tell; where none is made,
/// that is what is answered.
///
/// # Errors
///
/// Gives the password, or what was answered in its place.
pub fn made_is_accepted(
    engine: &mut dyn Engine,
    document: &Value,
    wanted: &Wanted,
    seed: u64,
) -> Result<bool, String> {
    let Ok(policy) = load_fresh(engine, document)? else { return Ok(false) };
    let mut request = Map::from_iter([
        ("op".to_owned(), json!("password.generate")),
        ("policy".to_owned(), json!(policy)),
        ("entropy".to_owned(), json!(format!("{seed:064x}"))),
    ]);
    match wanted {
        Wanted::Characters(None) => {}
        Wanted::Characters(Some(length)) => {
            request.insert("length".to_owned(), json!(length));
        }
        Wanted::Words(separator) => {
            request.insert("kind".to_owned(), json!("words"));
            request.insert("separator".to_owned(), json!(separator));
        }
    }
    let answer = Answer::parse(&engine.call(&Value::Object(request).to_string())?)?;
    if let Answer::Error(error) = &answer {
        engine.unload(policy)?;
        let is_refusal = answer.code() == Some("no-password");
        return if is_refusal { Ok(true) } else { Err(format!("the answer is an error: {error}")) };
    }
    let made = answer.ok()?;
    let password = member(&made, "password")?.as_str().ok_or("`password` is no text")?;
    let summary = json!({
        "op": "password.check", "policy": policy, "password": password, "compact": true,
    });
    let summary = ask(engine, &summary)?;
    engine.unload(policy)?;
    same("length", &json!(password.chars().count()), member(&made, "length")?)?;
    match strings(&summary, "violated")?.first() {
        Some(code) => Err(format!("{password:?} is made, and `{code}` is violated")),
        None => Ok(true),
    }
}
