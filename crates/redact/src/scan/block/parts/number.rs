//! Eight bytes at once, in the lanes of a number, where the processor has no instructions for more.

use super::{Parts, SIXTEEN};

#[inline]
pub(super) fn read(sixteen: &[u8; SIXTEEN]) -> Parts {
    let all = u128::from_le_bytes(*sixteen);
    let mut parts = half((all >> 64) as u64);
    let low = half(all as u64);
    for (part, low) in [
        (&mut parts.asks, low.asks),
        (&mut parts.digits, low.digits),
        (&mut parts.joins, low.joins),
        (&mut parts.letters, low.letters),
        (&mut parts.quotes, low.quotes),
        (&mut parts.signs, low.signs),
        (&mut parts.spaces, low.spaces),
        (&mut parts.unders, low.unders),
    ] {
        *part = *part << 8 | low;
    }
    parts
}

#[inline]
fn half(bytes: u64) -> Parts {
    let (low, ascii) = (bytes & (EACH * 0x7F), !bytes & (EACH * 0x80));
    let from = |bytes: u64, first: u8| bytes + EACH * u64::from(0x80 - first);
    let within = |bytes, first, last: u8| from(bytes, first) & !from(bytes, last + 1);
    let is = |byte| !((low ^ (EACH * u64::from(byte))) + EACH * 0x7F);
    let bits = |bytes: u64| ((bytes & ascii) >> 7).wrapping_mul(GATHER) >> 56;
    let letter = low | (EACH * 0x20);
    Parts {
        asks: bits(within(low, b'0', b'@') | within(letter, b'a', b'}')),
        digits: bits(within(low, b'0', b'9')),
        joins: bits(within(low, b'-', b'.')),
        letters: bits(within(letter, b'a', b'z')),
        quotes: bits(is(b'"') | is(b'#') | is(b'&') | is(b'\'')),
        signs: bits(is(b'@')),
        spaces: bits(is(b' ')),
        unders: bits(is(b'_')),
    }
}

const EACH: u64 = 0x0101_0101_0101_0101;
/// Brings the lowest bit of each byte together in the highest byte.
const GATHER: u64 = 0x0102_0408_1020_4080;
