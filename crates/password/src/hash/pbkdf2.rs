//! PBKDF2 with HMAC-SHA-256: `$pbkdf2-sha256$i=600000,l=32$SALT$TAG`, and as Passlib writes it,
//! `$pbkdf2-sha256$29000$SALT$TAG` with a dot in place of the plus.

use ::pbkdf2::pbkdf2_hmac;
use sha2::Sha256;

use super::{
    Cost, Error, Stored,
    base64::{DOTTED, decode},
    phc::{self, Params, Parts},
};

pub(super) struct Pbkdf2 {
    rounds: u32,
    salt: Vec<u8>,
    tag: Vec<u8>,
}

impl Pbkdf2 {
    pub(super) fn parse(mut parts: Parts<'_>) -> Result<Self, Error> {
        let first = parts.next();
        let stored = if first.is_some_and(|first| first.contains('=')) {
            let mut params = Params::new(first);
            let rounds = params.number("i")?;
            let length = params.optional("l").map(phc::number).transpose()?;
            params.end()?;
            let (salt, tag) = phc::salt_and_tag(parts, TAG)?;
            if length.is_some_and(|length| usize::try_from(length) != Ok(tag.len())) {
                return Err(Error::Malformed);
            }
            Self { rounds, salt, tag }
        } else {
            let mut dotted = |length: std::ops::RangeInclusive<usize>| {
                let bytes = parts.next().and_then(|part| decode(part, DOTTED));
                bytes.filter(|bytes| length.contains(&bytes.len())).ok_or(Error::Malformed)
            };
            let (salt, tag) = (dotted(phc::SALT)?, dotted(TAG)?);
            phc::end(parts)?;
            Self { rounds: phc::number(first.unwrap_or_default())?, salt, tag }
        };
        if stored.rounds == 0 { Err(Error::Malformed) } else { Ok(stored) }
    }
}

impl Stored for Pbkdf2 {
    fn cost(&self) -> Cost {
        let blocks = u64::try_from(self.tag.len().div_ceil(32)).unwrap_or(u64::MAX);
        Cost { memory: 1, work: u64::from(self.rounds).saturating_mul(blocks) }
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn compute(&self, password: &[u8], tag: &mut [u8]) -> Result<(), Error> {
        pbkdf2_hmac::<Sha256>(password, &self.salt, self.rounds, tag);
        Ok(())
    }
}

/// Bytes of a tag.
const TAG: std::ops::RangeInclusive<usize> = 16..=64;
