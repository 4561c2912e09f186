//! `password.hash` and `password.verify`: the full build alone has them.

use serde::Serialize;
use wicketgate_core::{Code, Problem, field::Fields, hex};
use wicketgate_password::{
    Candidate,
    hash::{self, Text},
};

use crate::{Engine, Error, operation::answer};

/// What `password.hash` answers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hashed {
    /// The hash, in the PHC string format.
    pub hash: String,
}

/// What `password.verify` answers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verified {
    /// Why the password should be hashed anew; only there where it should.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<&'static str>,
    /// Whether the hash is of this password.
    #[serde(rename = "match")]
    pub matches: bool,
    /// Whether the password should be hashed anew, now that it is known.
    pub rehash: bool,
}

pub(crate) fn hash(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let hashing = engine.policy(fields.integer("policy"))?.hashing();
    let candidate = Candidate::new(password(fields)).ok_or(Error::PasswordTooLarge)?;
    let salt = salt(fields.text("salt").unwrap_or_default(), hashing.salt_bytes)?;
    Ok(answer(&Hashed { hash: hash::hash(hashing, &candidate, &salt)? }))
}

pub(crate) fn verify(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let hashing = engine.policy(fields.integer("policy"))?.hashing();
    let password = password(fields);
    let candidate = Candidate::new(password).ok_or(Error::PasswordTooLarge)?;
    let text = if fields.flag("raw") { Text::OrTyped(password) } else { Text::Normalized };
    let stored = fields.text("hash").unwrap_or_default();
    let found = hash::verify(hashing, &candidate, text, stored)?;
    let rehash = !found.because.is_empty();
    Ok(answer(&Verified { because: found.because, matches: found.matches, rehash }))
}

fn password<'f>(fields: &'f Fields<'_>) -> &'f str {
    fields.text("password").unwrap_or_default()
}

/// The bytes of a salt, exactly as many as asked.
fn salt(text: &str, bytes: u32) -> Result<Vec<u8>, Error> {
    hex::decode(text).filter(|salt| u32::try_from(salt.len()) == Ok(bytes)).ok_or_else(|| {
        let allowed = format!("{} hexadecimal digits", bytes.saturating_mul(2));
        let message = format!("`salt` should be {allowed}");
        let problem = Problem::new(Code::new("malformed"), "/salt".to_owned(), 1);
        Error::InvalidRequest(vec![Problem { allowed: Some(allowed), message, ..problem }])
    })
}

impl From<hash::Error> for Error {
    fn from(error: hash::Error) -> Self {
        match error {
            hash::Error::Cost => Self::HashTooCostly,
            hash::Error::Malformed => Self::InvalidHash,
            hash::Error::Memory => Self::OutOfMemory,
            _ => Self::UnknownHashScheme,
        }
    }
}
