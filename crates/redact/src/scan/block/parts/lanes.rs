//! Sixteen bytes at once, where the processor has instructions for them.

use wide::u8x16;

use super::{Parts, SIXTEEN};

#[inline]
pub(super) fn read(sixteen: &[u8; SIXTEEN]) -> Parts {
    let bytes = u8x16::new(*sixteen);
    let is = |bytes: u8x16, byte| bytes.simd_eq(u8x16::splat(byte));
    let up_to = |bytes: u8x16, last| bytes.min(u8x16::splat(last)).simd_eq(bytes);
    let bits = |bytes: u8x16| u64::from(bytes.to_bitmask());
    let digit = bytes - u8x16::splat(b'0');
    let letter = (bytes | u8x16::splat(0x20)) - u8x16::splat(b'a');
    Parts {
        asks: bits(up_to(digit, b'@' - b'0') | up_to(letter, b'}' - b'a')),
        digits: bits(up_to(digit, 9)),
        joins: bits(up_to(bytes - u8x16::splat(b'-'), 1)),
        letters: bits(up_to(letter, 25)),
        quotes: bits(is(bytes & u8x16::splat(!5), b'"')),
        signs: bits(is(bytes, b'@')),
        spaces: bits(is(bytes, b' ')),
        unders: bits(is(bytes, b'_')),
    }
}
