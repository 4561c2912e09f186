//! Hashing and verifying passwords.
//!
//! A new hash is Argon2id with the policy's parameters, as a PHC string:
//! `$argon2id$v=19$m=19456,t=2,p=1$SALT$TAG`. What other systems have stored is verified too, so
//! that a table of hashes moves over without anybody's help: argon2i and argon2d, bcrypt (`$2a$`,
//! `$2b$`, `$2y$`), PBKDF2 with SHA-256 and scrypt. Whoever verifies learns whether to hash anew.
//!
//! # Strict
//! A string is read in exactly one way: parameters in their order, numbers without sign or leading
//! zeros, unpadded Base64 whose unused bits are zero. A string that is read otherwise elsewhere is
//! an error here, never a mismatch.
//!
//! # Bounded
//! The string says what verifying it costs, so whoever can write it could stop a server. What is
//! dearer than both the policy's own hashes and the bounds [`MAX_MEMORY`] and [`MAX_WORK`] is an error.
//!
//! # Text
//! A password is hashed in Unicode normalisation form C. Hashes that were made of the text as it was
//! typed are verified where the caller asks for it, and are then to be made anew.
//!
//! # What it does not
//! Other schemes are an error of their own, [`Error::Scheme`]: PBKDF2 with SHA-1 and the `crypt`
//! families with MD5 and DES because they are broken or worth nothing, PBKDF2 and `crypt` with
//! SHA-512 because they would link another hash function for what is rare. There is no secret key
//! (pepper): a `keyid` is read and passed over.

mod argon2;
mod base64;
mod bcrypt;
mod cost;
mod error;
mod pbkdf2;
mod phc;
mod scrypt;

use std::hint::black_box;

pub use cost::{MAX_MEMORY, MAX_WORK};
pub use error::Error;

use self::cost::Cost;
use crate::{Candidate, Hashing};

/// What became of a password and a stored hash.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Verification {
    /// Why the password should be hashed anew: where a hash falls short of the policy.
    pub because: Vec<&'static str>,
    /// Whether the hash is of this password.
    pub matches: bool,
}

/// Which text of a password is compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Text<'p> {
    /// The normalised one.
    Normalized,
    /// The normalised one, and if that is no match the one as typed.
    OrTyped(&'p str),
}

/// Hashes a password as the policy says; the salt has as many bytes as the policy says.
///
/// # Errors
///
/// [`Error::Memory`].
pub fn hash(hashing: &Hashing, password: &Candidate<'_>, salt: &[u8]) -> Result<String, Error> {
    argon2::hash(hashing, password.text().as_bytes(), salt)
}

/// A hash that costs what the policy's hashes cost and that no password is known to have: what is
/// verified for an account that there is not, so that nothing can be told from the time taken.
#[must_use]
pub fn decoy(hashing: &Hashing, random: &[u8; 32]) -> String {
    argon2::decoy(hashing, random)
}

/// Compares a password with a stored hash.
///
/// # Errors
///
/// The string is no hash, or none that is verified here, or costs more than is spent.
pub fn verify(
    hashing: &Hashing,
    password: &Candidate<'_>,
    text: Text<'_>,
    hash: &str,
) -> Result<Verification, Error> {
    let stored = parse(hash)?;
    stored.cost().within(hashing)?;
    if matches(stored.as_ref(), password.text().as_bytes())? {
        return Ok(Verification { because: stored.shortcomings(hashing), matches: true });
    }
    match text {
        Text::OrTyped(typed)
            if typed != password.text() && matches(stored.as_ref(), typed.as_bytes())? =>
        {
            let mut because = stored.shortcomings(hashing);
            because.push("text");
            Ok(Verification { because, matches: true })
        }
        _ => Ok(Verification::default()),
    }
}

/// A hash that was read from a string.
trait Stored {
    /// What computing it costs.
    fn cost(&self) -> Cost;

    /// What a right password gives.
    fn tag(&self) -> &[u8];

    /// What a password gives.
    fn compute(&self, password: &[u8], tag: &mut [u8]) -> Result<(), Error>;

    /// In what it falls short of a policy.
    fn shortcomings(&self, _: &Hashing) -> Vec<&'static str> {
        vec!["algorithm"]
    }
}

fn parse(text: &str) -> Result<Box<dyn Stored>, Error> {
    let mut parts = text.split('$');
    if parts.next() != Some("") {
        return Err(Error::Malformed);
    }
    let scheme = parts.next().unwrap_or_default();
    Ok(match scheme {
        "2a" | "2b" | "2y" => Box::new(bcrypt::Bcrypt::parse(parts)?),
        "argon2d" | "argon2i" | "argon2id" => Box::new(argon2::Argon2::parse(scheme, parts)?),
        "pbkdf2-sha256" => Box::new(pbkdf2::Pbkdf2::parse(parts)?),
        "scrypt" => Box::new(scrypt::Scrypt::parse(parts)?),
        other if phc::is_name(other) && parts.next().is_some() => return Err(Error::Scheme),
        _ => return Err(Error::Malformed),
    })
}

fn matches(stored: &dyn Stored, password: &[u8]) -> Result<bool, Error> {
    let mut tag = vec![0; stored.tag().len()];
    stored.compute(password, &mut tag)?;
    Ok(is_equal(&tag, stored.tag()))
}

/// SECURITY: takes the same time wherever two texts of one length differ.
fn is_equal(left: &[u8], right: &[u8]) -> bool {
    let differing = left.iter().zip(right).fold(0, |bits, (left, right)| bits | (left ^ right));
    left.len() == right.len() && black_box(differing) == 0
}

#[cfg(test)]
mod tests;
