//! Everything random that an event needs, out of the bytes that the host gave.

use std::fmt;

use hmac::{KeyInit as _, Mac as _, digest::Key};
use wicketgate_core::{Secret, hex};

use crate::key::Mac256;

/// Bytes that every event needs, whatever comes of it.
pub const BYTES: usize = 32;

/// A source of random values for one event: HMAC-SHA-256 of a counter under what the host gave.
pub struct Entropy {
    drawn: u64,
    seed: Mac256,
}

impl Entropy {
    /// Takes exactly [`BYTES`] bytes of a random source, as hexadecimal digits.
    #[must_use]
    pub fn new(digits: &str) -> Option<Self> {
        let seed = hex::decode(digits).filter(|seed| seed.len() == BYTES)?;
        Some(Self { drawn: 0, seed: Mac256::new_from_slice(&seed).ok()? })
    }

    /// No random source: for what is made to be thrown away.
    pub(crate) fn none() -> Self {
        Self { drawn: 0, seed: Mac256::new(&Key::<Mac256>::default()) }
    }

    /// 32 random bytes, of which no two calls give the same.
    pub fn block(&mut self) -> [u8; 32] {
        self.drawn = self.drawn.saturating_add(1);
        self.seed.clone().chain_update(self.drawn.to_be_bytes()).finalize().into_bytes().into()
    }

    /// A token of 256 bits, in hexadecimal digits.
    pub(crate) fn token(&mut self) -> Secret {
        Secret::new(hex::encode(&self.block()))
    }

    /// So many characters of an alphabet of at most 256 characters, each as likely as any other.
    pub(crate) fn text(&mut self, alphabet: &str, count: u32) -> Secret {
        let alphabet: Vec<char> = alphabet.chars().collect();
        let size = alphabet.len().clamp(1, 256);
        // Bytes beyond the last whole multiple are drawn again, or early characters were likelier.
        let limit = 256 / size * size;
        let mut text = String::new();
        let mut left = count;
        while left > 0 {
            for byte in self.block() {
                let number = usize::from(byte);
                if left > 0 && number < limit {
                    text.extend(alphabet.get(number % size));
                    left -= 1;
                }
            }
        }
        Secret::new(text)
    }
}

impl fmt::Debug for Entropy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[entropy]")
    }
}

#[cfg(test)]
mod tests {
    use super::Entropy;

    #[test]
    fn characters_are_equally_likely() {
        let mut entropy = Entropy::new(&"5a".repeat(32)).expect("enough");
        let mut counts = [0_u32; 10];
        for digit in entropy.text("0123456789", 100_000).reveal().bytes() {
            counts[usize::from(digit - b'0')] += 1;
        }
        // Chi squared with 9 degrees of freedom stays below 27.9 in 999 of 1,000 cases.
        let expected = 10_000.0;
        let sum: f64 =
            counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
        assert!(sum < 27.9, "{sum} of {counts:?}");
    }

    #[test]
    fn no_more_and_no_fewer_bytes() {
        for digits in ["", "00", &"00".repeat(31), &"00".repeat(33), &"zz".repeat(32)] {
            assert!(Entropy::new(digits).is_none(), "{digits}");
        }
    }
}
