//! `otpauth` URIs (Key Uri Format of Google's authenticator): what a QR code tells an app.
//!
//! # Where readers disagree
//! The format is a page of a wiki, and its readers differ. Here it is read as that page says, and
//! what it leaves open is refused where two readers would show or compute something else:
//!
//! - A colon, encoded or not, parts issuer and account; a second one is refused, in both
//!   directions.
//! - Issuers in label and parameter that differ are refused: an app may show either.
//! - A known parameter that stands twice is refused; unknown ones are ignored.
//! - A counter-based URI without a counter is refused: the format requires one, and a guess of 0 is
//!   wrong for every token that is in use.
//! - A secret of fewer than 128 bits (RFC 4226, R6) is read, since many are in use, and not
//!   written.
//! - Steam's codes, which are letters, and hashes other than SHA1, SHA256 and SHA512 are refused.
//!
//! Names of parameters, types and hashes are read in either case, `SHA-1` as `SHA1`, and `+` in a
//! parameter as a space.

mod mistake;
mod parse;
mod percent;

use wicketgate_core::{Secret, Timestamp};

pub use mistake::{Mistake, Part, What};

use super::base32;
use crate::policy::Algorithm;

/// What an `otpauth` URI says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Uri {
    /// Whose codes they are, as the app shows it.
    pub account: String,
    /// The hash.
    pub algorithm: Algorithm,
    /// Digits of a code, from 6 to 8.
    pub digits: u32,
    /// For whom the codes are.
    pub issuer: Option<String>,
    /// What a code is of.
    pub moving: Moving,
    /// The secret in Base32.
    pub secret: Secret,
}

/// What moves from one code to the next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Moving {
    /// A counter, with the value that the next code has.
    Counter(u64),
    /// The time, in steps of so many seconds.
    Step(u32),
}

impl Uri {
    /// Reads a URI.
    ///
    /// # Errors
    ///
    /// The first mistake: what is wrong, and in which part.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        parse::parse(text)
    }

    /// Writes the URI; what has its usual value (SHA1, 6 digits, 30 seconds) is left out.
    ///
    /// # Errors
    ///
    /// The first mistake; a secret of fewer than 128 bits is one.
    pub fn build(&self) -> Result<Secret, Mistake> {
        if self.is_short() {
            return Err(Mistake::new(Part::Secret, What::Short));
        }
        self.build_short()
    }

    /// Writes the URI of a secret that may be short, of an account that has it already.
    ///
    /// # Errors
    ///
    /// The first mistake.
    pub fn build_short(&self) -> Result<Secret, Mistake> {
        let uri = self.clone().checked()?;
        let text = uri.print();
        if text.len() > MAX_BYTES {
            return Err(Mistake::new(Part::Uri, What::Long));
        }
        Ok(Secret::new(text))
    }

    /// Whether the secret has fewer than 128 bits.
    #[must_use]
    pub fn is_short(&self) -> bool {
        base32::decode(self.secret.reveal()).is_some_and(|bytes| bytes.len() < MIN_SECRET_BYTES)
    }

    /// The same in its one form: names without spaces around them, the secret in capitals.
    fn checked(self) -> Result<Self, Mistake> {
        if !(MIN_DIGITS..=MAX_DIGITS).contains(&self.digits) {
            return Err(Mistake::new(Part::Digits, What::OutOfRange));
        }
        match self.moving {
            Moving::Counter(Timestamp::MAX..) => {
                return Err(Mistake::new(Part::Counter, What::OutOfRange));
            }
            Moving::Step(step) if !(1..=MAX_STEP).contains(&step) => {
                return Err(Mistake::new(Part::Period, What::OutOfRange));
            }
            _ => {}
        }
        let issuer = match self.issuer {
            Some(issuer) => Some(name(&issuer, Part::Issuer)?).filter(|issuer| !issuer.is_empty()),
            None => None,
        };
        let account = name(&self.account, Part::Account)?;
        if account.is_empty() {
            return Err(Mistake::new(Part::Account, What::Missing));
        }
        let label =
            account.chars().count() + issuer.iter().flat_map(|issuer| issuer.chars()).count();
        if label > MAX_LABEL {
            return Err(Mistake::new(Part::Label, What::Long));
        }
        let secret = base32::decode(self.secret.reveal());
        let secret = secret.ok_or(Mistake::new(Part::Secret, What::Malformed))?;
        if secret.is_empty() {
            return Err(Mistake::new(Part::Secret, What::Missing));
        }
        Ok(Self { account, issuer, secret: Secret::new(base32::encode(&secret)), ..self })
    }

    fn print(&self) -> String {
        let (kind, last) = match self.moving {
            Moving::Counter(counter) => ("hotp", Some(format!("&counter={counter}"))),
            Moving::Step(DEFAULT_STEP) => ("totp", None),
            Moving::Step(step) => ("totp", Some(format!("&period={step}"))),
        };
        let account = percent::encode(&self.account);
        let issuer = self.issuer.as_deref().map(percent::encode);
        let hash = self.algorithm;
        let parts = [
            Some(format!("otpauth://{kind}/")),
            issuer.as_ref().map(|issuer| format!("{issuer}:")),
            Some(format!("{account}?secret={}", self.secret.reveal())),
            issuer.as_ref().map(|issuer| format!("&issuer={issuer}")),
            (hash != Algorithm::Sha1).then(|| format!("&algorithm={}", hash.as_str())),
            (self.digits != DEFAULT_DIGITS).then(|| format!("&digits={}", self.digits)),
            last,
        ];
        parts.into_iter().flatten().collect()
    }
}

/// A name without the spaces around it.
fn name(text: &str, part: Part) -> Result<String, Mistake> {
    let wrong = |character: char| character == ':' || character.is_control();
    if text.contains(wrong) {
        return Err(Mistake::new(part, What::Character));
    }
    Ok(text.trim().to_owned())
}

/// Digits where a URI says nothing.
const DEFAULT_DIGITS: u32 = 6;
/// Seconds of a step where a URI says nothing.
const DEFAULT_STEP: u32 = 30;
/// Most bytes of a URI.
pub const MAX_BYTES: usize = 2048;
const MAX_DIGITS: u32 = 8;
/// Most characters of issuer and account.
const MAX_LABEL: usize = 512;
/// Most seconds of a step.
const MAX_STEP: u32 = 3600;
const MIN_DIGITS: u32 = 6;
/// SPEC: RFC 4226, section 4, R6.
const MIN_SECRET_BYTES: usize = 16;

#[cfg(test)]
mod tests;
