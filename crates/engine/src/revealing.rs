//! `redact.reveal` and the key of tokens: the way back from what `redact` put in the place of a value.
//!
//! Builds for browsers have neither: the key is the host's, and a page that held it would show everyone
//! what the tokens hide. There `redact` refuses a key of tokens, and a policy's action `token` is a label.

use serde::Serialize;
use wicketgate_core::field::Fields;
#[cfg(feature = "token")]
use wicketgate_core::hex;
use wicketgate_redact::Stream;
#[cfg(feature = "token")]
use wicketgate_redact::{Format, TokenKey, reveal as opened};

use crate::Error;
#[cfg(feature = "token")]
use crate::{Engine, operation::answer, redaction::refused};

/// What `redact.reveal` answers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Revealed {
    /// Tokens that no key of their id has made for this tenant; they stay as they are.
    pub forged: u64,
    /// Tokens in whose place their value stands.
    pub opened: u64,
    /// What may be the beginning of a token, where more of the text follows: it stands before that.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub rest: String,
    /// The text with its tokens opened.
    pub text: String,
    /// Tokens of keys that were not given; they stay as they are.
    pub unknown_key: u64,
}

/// Answers the operation.
#[cfg(feature = "token")]
pub(crate) fn reveal(_: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let mut keys: Vec<TokenKey> = Vec::new();
    for (at, given) in fields.items("keys").iter().enumerate() {
        let key = key(given, &format!("keys/{at}"))?;
        if keys.iter().any(|known| known.id() == key.id()) {
            let allowed = "an id of its own".to_owned();
            return Err(refused("duplicate", &format!("keys/{at}/id"), allowed));
        }
        keys.push(key);
    }
    let format = Format::of(fields.choice("format")).unwrap_or(Format::Text);
    let (tenant, text) = (tenant(fields), fields.text("text").unwrap_or_default());
    let wicketgate_redact::Revealed { forged, opened, rest, text, unknown_key } =
        opened(text, &mut keys, tenant, format, fields.flag("more"));
    Ok(answer(&Revealed { forged, opened, rest, text, unknown_key }))
}

/// Gives a stream the key of tokens that a request holds.
#[cfg(feature = "token")]
pub(crate) fn with_key(stream: Stream, token: &Fields<'_>) -> Result<Stream, Error> {
    Ok(stream.with_token_key(key(token, "token")?, tenant(token)))
}

/// SECURITY: who gives a key must not be told of success by a label.
#[cfg(not(feature = "token"))]
pub(crate) fn with_key(_: Stream, _: &Fields<'_>) -> Result<Stream, Error> {
    Err(Error::NotInThisBuild("a key of tokens"))
}

#[cfg(feature = "token")]
fn key(fields: &Fields<'_>, place: &str) -> Result<TokenKey, Error> {
    let (id, digits) = (fields.text("id").unwrap_or_default(), fields.text("key"));
    let bytes = digits.and_then(hex::decode).filter(|bytes| bytes.len() == TokenKey::BYTES);
    let bytes = bytes.ok_or_else(|| {
        refused("malformed", &format!("{place}/key"), "128 hexadecimal digits".to_owned())
    })?;
    TokenKey::new(id, &bytes).ok_or_else(|| {
        let allowed = "one to twelve small letters and one to three digits".to_owned();
        refused("malformed", &format!("{place}/id"), allowed)
    })
}

#[cfg(feature = "token")]
fn tenant<'f>(fields: &'f Fields<'_>) -> &'f str {
    fields.text("tenant").unwrap_or_default()
}
