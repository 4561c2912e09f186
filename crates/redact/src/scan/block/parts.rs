//! What each of 64 bytes is.

#[cfg(any(target_feature = "sse2", target_feature = "neon", target_feature = "simd128"))]
mod lanes;
#[cfg(any(
    test,
    not(any(target_feature = "sse2", target_feature = "neon", target_feature = "simd128"))
))]
mod number;

#[cfg(not(any(
    target_feature = "sse2",
    target_feature = "neon",
    target_feature = "simd128"
)))]
use number as lanes;

/// Which bytes are what.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Parts {
    /// What says something of the run that it follows, or is a part of one.
    pub(super) asks: u64,
    pub(super) digits: u64,
    /// Hyphens and full stops.
    pub(super) joins: u64,
    pub(super) letters: u64,
    /// Quotation marks, and what costs nothing to take for one.
    pub(super) quotes: u64,
    pub(super) signs: u64,
    pub(super) spaces: u64,
    pub(super) unders: u64,
}

impl Parts {
    /// Up to 64 bytes of a text, and how many they are.
    #[inline]
    pub(super) fn of(text: &[u8]) -> (Self, usize) {
        let mut parts = Self::default();
        if let Some(text) = text.first_chunk::<BYTES>() {
            for (number, sixteen) in text.as_chunks().0.iter().enumerate() {
                parts.add(sixteen, SIXTEEN * number);
            }
            return (parts, BYTES);
        }
        let (whole, rest) = text.as_chunks();
        for (number, sixteen) in whole.iter().enumerate() {
            parts.add(sixteen, SIXTEEN * number);
        }
        if !rest.is_empty() {
            let mut last = [0; SIXTEEN];
            for (place, byte) in last.iter_mut().zip(rest) {
                *place = *byte;
            }
            parts.add(&last, SIXTEEN * whole.len());
        }
        (parts, text.len())
    }

    #[inline]
    fn add(&mut self, sixteen: &[u8; SIXTEEN], shift: usize) {
        let Self { asks, digits, joins, letters, quotes, signs, spaces, unders } =
            lanes::read(sixteen);
        self.asks |= asks << shift;
        self.digits |= digits << shift;
        self.joins |= joins << shift;
        self.letters |= letters << shift;
        self.quotes |= quotes << shift;
        self.signs |= signs << shift;
        self.spaces |= spaces << shift;
        self.unders |= unders << shift;
    }
}

/// How many bytes a block has.
pub(super) const BYTES: usize = 64;
/// How many bytes are read at once.
const SIXTEEN: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn one(byte: u8, place: usize) -> Parts {
        let bit = |is: bool| u64::from(is) << place;
        let is_word = byte.is_ascii_alphanumeric();
        Parts {
            asks: bit(is_word || matches!(byte, b':'..=b'@' | b'['..=b']' | b'{'..=b'}')),
            digits: bit(byte.is_ascii_digit()),
            joins: bit(matches!(byte, b'-' | b'.')),
            letters: bit(byte.is_ascii_alphabetic()),
            quotes: bit(matches!(byte, b'"' | b'#' | b'&' | b'\'')),
            signs: bit(byte == b'@'),
            spaces: bit(byte == b' '),
            unders: bit(byte == b'_'),
        }
    }

    #[test]
    fn every_byte_is_told_apart_at_every_place() {
        for byte in 0..=255_u8 {
            for place in 0..SIXTEEN {
                let mut sixteen = [0; SIXTEEN];
                sixteen[place] = byte;
                assert_eq!(lanes::read(&sixteen), one(byte, place), "{byte} at {place}");
                assert_eq!(number::read(&sixteen), one(byte, place), "{byte} at {place}");
            }
        }
    }
}
