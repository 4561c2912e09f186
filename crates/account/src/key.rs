//! Codes and tokens as keyed hashes: what a stolen state is worth without the key.
//!
//! A code of six digits is guessed from its hash in a moment, unless the hash needs a key that is
//! not in the state. The state names the key by its id, so that keys can change: what was hashed
//! with an earlier key is verified as long as the host still gives that one.

use std::{cell::OnceCell, fmt};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use wicketgate_core::{Secret, hex};

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
#[derive(Clone)]
pub struct Keys {
    list: Vec<(String, Mac256)>,
}

/// HMAC with SHA-256 (RFC 2104): a key that is ready, hashed into it once for all of its uses.
pub(crate) type Mac256 = Hmac<Sha256>;

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
        let mut keys: Vec<(String, Mac256)> = Vec::with_capacity(list.len());
        for (id, key) in list {
            if id.is_empty() || keys.iter().any(|(other, _)| *other == id) {
                return Err("keys with ids of their own");
            }
            let bytes = hex::decode(key.reveal()).filter(|key| key.len() >= MIN_BYTES);
            let ready = bytes.and_then(|bytes| Mac256::new_from_slice(&bytes).ok());
            let ready = ready.ok_or("keys of at least 64 hexadecimal digits: 32 bytes")?;
            keys.push((id, ready));
        }
        Ok(Self { list: keys })
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
        self.probe(purpose, account, value).is(sealed)
    }

    /// A value that is held against many hashes of one purpose.
    pub(crate) fn probe<'p>(
        &'p self,
        purpose: &'p str,
        account: &'p str,
        value: &'p str,
    ) -> Probe<'p> {
        let hashes = self.list.iter().map(|(id, key)| (id.as_str(), key, OnceCell::new()));
        Probe { hashes: hashes.collect(), parts: [purpose, account, value] }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[keys]")
    }
}

/// A value that is held against hashes: hashed once for each key that made one of them.
pub(crate) struct Probe<'p> {
    hashes: Vec<(&'p str, &'p Mac256, OnceCell<String>)>,
    parts: [&'p str; 3],
}

impl Probe<'_> {
    /// Whether the value is the one that was hashed.
    pub(crate) fn is(&self, sealed: &Sealed) -> bool {
        let key = self.hashes.iter().find(|(id, _, _)| *id == sealed.key);
        key.is_some_and(|(_, key, hash)| {
            let [purpose, account, value] = self.parts;
            let hash = hash.get_or_init(|| keyed(key, purpose, account, value));
            same(hash, sealed.hash.reveal())
        })
    }
}

/// HMAC of a purpose, an account and a value, none of which can run into the next.
fn keyed(key: &Mac256, purpose: &str, account: &str, value: &str) -> String {
    let mut mac = key.clone();
    for part in [purpose, account, value] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    hex::encode(&mac.finalize().into_bytes())
}

/// Compares without telling by the time taken how much of the two is the same.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let difference = a.bytes().zip(b.bytes()).fold(0_u8, |sum, (a, b)| sum | (a ^ b));
    // Lengths are no secret: both are of hashes, or of codes whose length the policy tells.
    a.len() == b.len() && std::hint::black_box(difference) == 0
}

/// Fewest bytes of a key.
const MIN_BYTES: usize = 32;

#[cfg(test)]
mod tests {
    use wicketgate_core::Secret;

    use super::Keys;

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
