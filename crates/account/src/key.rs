//! Codes and tokens as keyed hashes: what a stolen state is worth without the key.
//!
//! A code of six digits is guessed from its hash in a moment, unless the hash needs a key that is
//! not in the state. The state names the key by its id, so that keys can change: what was hashed
//! with an earlier key is verified as long as the host still gives that one.

use sha2::{Digest, Sha256};
use wicketgate_core::Secret;

use crate::record::record;

record! {
    /// A keyed hash, and which key made it.
    pub(crate) struct Sealed {
        /// HMAC-SHA-256, in hexadecimal digits.
        pub(crate) hash: Secret,
        /// The key's id.
        pub(crate) key: String,
    }
}

/// The keys of a host: the current one first, then earlier ones.
#[derive(Clone, Debug)]
pub struct Keys {
    list: Vec<(String, Secret)>,
}

impl Keys {
    /// Keys by id, each of hexadecimal digits; the first one makes new hashes.
    ///
    /// # Errors
    ///
    /// There is none, or one has no id, or fewer than 32 bytes, or an id stands twice.
    pub fn new(list: Vec<(String, Secret)>) -> Result<Self, &'static str> {
        if list.is_empty() {
            return Err("at least one key");
        }
        for (index, (id, key)) in list.iter().enumerate() {
            if id.is_empty() || list.iter().take(index).any(|(other, _)| other == id) {
                return Err("keys with ids of their own");
            }
            if bytes(key.reveal()).is_none_or(|key| key.len() < MIN_BYTES) {
                return Err("keys of at least 64 hexadecimal digits: 32 bytes");
            }
        }
        Ok(Self { list })
    }

    /// No key: nothing that is sealed with it is ever opened.
    pub(crate) const fn none() -> Self {
        Self { list: Vec::new() }
    }

    /// Hashes a value for one purpose and one account.
    pub(crate) fn seal(&self, purpose: &str, account: &str, value: &str) -> Sealed {
        // INVARIANT: `new` refuses an empty list, so that there is a first key.
        let (id, hash) = match self.list.first() {
            Some((id, key)) => (id.clone(), keyed(key, purpose, account, value)),
            None => (String::new(), String::new()),
        };
        Sealed { hash: Secret::new(hash), key: id }
    }

    /// Whether a value is the one that was hashed; never, where its key is not given any more.
    pub(crate) fn is(&self, sealed: &Sealed, purpose: &str, account: &str, value: &str) -> bool {
        let key = self.list.iter().find(|(id, _)| *id == sealed.key);
        key.is_some_and(|(_, key)| same(&keyed(key, purpose, account, value), sealed.hash.reveal()))
    }
}

/// HMAC-SHA-256 of a purpose, an account and a value, none of which can run into the next.
fn keyed(key: &Secret, purpose: &str, account: &str, value: &str) -> String {
    let mut message = Vec::with_capacity(purpose.len() + account.len() + value.len() + 16);
    for part in [purpose, account, value] {
        message.extend_from_slice(&(part.len() as u64).to_be_bytes());
        message.extend_from_slice(part.as_bytes());
    }
    hexadecimal(&hmac(&bytes(key.reveal()).unwrap_or_default(), &message))
}

/// HMAC with SHA-256 (RFC 2104).
pub(crate) fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0_u8; BLOCK];
    let digest = Sha256::digest(key);
    let short: &[u8] = if key.len() > BLOCK { &digest } else { key };
    for (to, from) in block.iter_mut().zip(short) {
        *to = *from;
    }
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}

/// Compares without telling by the time taken how much of the two is the same.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let difference = a.bytes().zip(b.bytes()).fold(0_u8, |sum, (a, b)| sum | (a ^ b));
    // Lengths are no secret: both are of hashes, or of codes whose length the policy tells.
    a.len() == b.len() && std::hint::black_box(difference) == 0
}

/// The bytes that pairs of hexadecimal digits stand for.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let pair = |pair: &[u32]| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    };
    digits?.chunks(2).map(pair).collect()
}

/// Bytes as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Bytes of a block of SHA-256.
const BLOCK: usize = 64;
/// Fewest bytes of a key.
const MIN_BYTES: usize = 32;

#[cfg(test)]
mod tests {
    use wicketgate_core::Secret;

    use super::{Keys, hexadecimal, hmac};

    /// SPEC: RFC 4231, test cases 1, 2, 6.
    #[test]
    fn hmac_is_that_of_rfc_4231() {
        let cases: [(&[u8], &[u8], &str); 3] = [
            (
                &[0x0b; 20],
                b"Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ];
        for (key, message, tag) in cases {
            assert_eq!(hexadecimal(&hmac(key, message)), tag);
        }
    }

    #[test]
    fn keys_change_and_purposes_are_apart() {
        let key = |id: &str, byte: &str| (id.to_owned(), Secret::new(byte.repeat(32)));
        let old = Keys::new(vec![key("a", "01")]).expect("a key");
        let both = Keys::new(vec![key("b", "02"), key("a", "01")]).expect("keys");
        let new = Keys::new(vec![key("b", "02")]).expect("a key");
        let sealed = old.seal("code", "x", "123456");
        assert!(both.is(&sealed, "code", "x", "123456"));
        assert!(!both.is(&sealed, "code", "x", "123457"));
        assert!(!both.is(&sealed, "device", "x", "123456"));
        assert!(!both.is(&sealed, "code", "y", "123456"));
        assert!(!new.is(&sealed, "code", "x", "123456"));
        assert_eq!(both.seal("code", "x", "1").key, "b");
    }
}
