//! bcrypt: `$2b$12$` and 53 characters, the salt's 22 and the tag's 31.
//!
//! The prefixes `2a`, `2b` and `2y` tell apart defects of old programs and not what is computed. A
//! password counts with its first 72 bytes, the byte of zero behind it included: that is what was
//! hashed, and one reason why such a hash is to be made anew.

use blowfish::Blowfish;

use super::{
    Cost, Error, Stored,
    base64::{BCRYPT, decode},
    phc::{self, Parts},
};

pub(super) struct Bcrypt {
    cost: u32,
    salt: Vec<u8>,
    tag: Vec<u8>,
}

impl Bcrypt {
    pub(super) fn parse(mut parts: Parts<'_>) -> Result<Self, Error> {
        let (cost, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        phc::end(parts)?;
        let two_digits = cost.len() == 2 && cost.bytes().all(|byte| byte.is_ascii_digit());
        let cost = cost.parse().ok().filter(|cost| two_digits && (4..=31).contains(cost));
        let cost = cost.ok_or(Error::Malformed)?;
        let (salt, tag) = body.split_at_checked(22).ok_or(Error::Malformed)?;
        let read = |text, length| {
            decode(text, BCRYPT).filter(|bytes| bytes.len() == length).ok_or(Error::Malformed)
        };
        Ok(Self { cost, salt: read(salt, 16)?, tag: read(tag, 23)? })
    }
}

impl Stored for Bcrypt {
    fn cost(&self) -> Cost {
        Cost { memory: 8, work: WORK << self.cost }
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn compute(&self, password: &[u8], tag: &mut [u8]) -> Result<(), Error> {
        let key: Vec<u8> = password.iter().copied().chain([0]).take(72).collect();
        let mut state = Blowfish::bc_init_state();
        state.salted_expand_key(&self.salt, &key);
        for _ in 0..1_u64 << self.cost {
            state.bc_expand_key(&key);
            state.bc_expand_key(&self.salt);
        }
        let blocks = TEXT.into_iter().flat_map(|block| {
            let [left, right] = (0..64).fold(block, |block, _| state.bc_encrypt(block));
            left.to_be_bytes().into_iter().chain(right.to_be_bytes())
        });
        for (to, from) in tag.iter_mut().zip(blocks) {
            *to = from;
        }
        Ok(())
    }
}

/// What is encrypted: `OrpheanBeholderScryDoubt`.
const TEXT: [[u32; 2]; 3] =
    [[0x4f72_7068, 0x6561_6e42], [0x6568_6f6c, 0x6465_7253], [0x6372_7944, 0x6f75_6274]];

/// Work of one round.
const WORK: u64 = 128;
