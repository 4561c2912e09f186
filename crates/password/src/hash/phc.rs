//! The PHC string format, read strictly: `$name$v=19$a=1,b=2$SALT$TAG`.
//!
//! SPEC: the PHC string format, with the order of parameters that each scheme fixes.

use std::ops::RangeInclusive;

use super::{Error, base64};

/// What stands between the dollar signs.
pub(super) type Parts<'h> = std::str::Split<'h, char>;

/// Whether a text is the name of some scheme.
pub(super) fn is_name(text: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=32).contains(&text.len()) && text.bytes().all(known)
}

/// A decimal number, written in the one way that there is.
pub(super) fn number(text: &str) -> Result<u32, Error> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'));
    text.parse().ok().filter(|_| is_plain).ok_or(Error::Malformed)
}

/// Parameters, in the order in which they are asked for.
pub(super) struct Params<'h> {
    rest: Option<&'h str>,
}

impl<'h> Params<'h> {
    pub(super) fn new(part: Option<&'h str>) -> Self {
        Self { rest: part }
    }

    /// The value of the next parameter, if it has this name.
    pub(super) fn optional(&mut self, name: &str) -> Option<&'h str> {
        let rest = self.rest?;
        let (first, rest) = match rest.split_once(',') {
            Some((first, rest)) => (first, Some(rest)),
            None => (rest, None),
        };
        let value = first.strip_prefix(name)?.strip_prefix('=')?;
        self.rest = rest;
        Some(value)
    }

    /// The number that the next parameter must be.
    pub(super) fn number(&mut self, name: &str) -> Result<u32, Error> {
        number(self.optional(name).ok_or(Error::Malformed)?)
    }

    /// That there are no more.
    pub(super) fn end(self) -> Result<(), Error> {
        self.rest.map_or(Ok(()), |_| Err(Error::Malformed))
    }
}

/// Bytes within bounds, in the standard alphabet.
pub(super) fn bytes(part: Option<&str>, length: RangeInclusive<usize>) -> Result<Vec<u8>, Error> {
    let bytes = base64::decode(part.ok_or(Error::Malformed)?, base64::STANDARD);
    bytes.filter(|bytes| length.contains(&bytes.len())).ok_or(Error::Malformed)
}

/// Salt and tag, and nothing after them.
pub(super) fn salt_and_tag(
    mut parts: Parts<'_>,
    tag: RangeInclusive<usize>,
) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let found = (bytes(parts.next(), SALT)?, bytes(parts.next(), tag)?);
    end(parts)?;
    Ok(found)
}

/// That there is nothing more.
pub(super) fn end(mut parts: Parts<'_>) -> Result<(), Error> {
    parts.next().map_or(Ok(()), |_| Err(Error::Malformed))
}

/// Bytes of a salt.
pub(super) const SALT: RangeInclusive<usize> = 8..=64;
