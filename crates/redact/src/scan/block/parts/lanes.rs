//! Sixteen bytes at once, where the processor has instructions for them.

use wide::i8x16;

use super::{Parts, SIXTEEN};

#[inline]
pub(super) fn read(sixteen: &[u8; SIXTEEN]) -> Parts {
    let bytes = i8x16::new(sixteen.map(u8::cast_signed));
    let is = |bytes: i8x16, byte: u8| bytes.simd_eq(splat(byte));
    let bits = |bytes: i8x16| u64::from(bytes.to_bitmask());
    let letters = bytes | splat(0x20);
    Parts {
        asks: bits(within(bytes, b'0', b'@') | within(letters, b'a', b'}')),
        digits: bits(within(bytes, b'0', b'9')),
        joins: bits(within(bytes, b'-', b'.')),
        letters: bits(within(letters, b'a', b'z')),
        quotes: bits(is(bytes & splat(!5), b'"')),
        signs: bits(is(bytes, b'@')),
        spaces: bits(is(bytes, b' ')),
        unders: bits(is(bytes, b'_')),
    }
}

/// Which bytes are within a range: its last one is moved to the highest number there is with a sign, so that
/// what is not in it is lower than all of it.
#[inline]
fn within(bytes: i8x16, first: u8, last: u8) -> i8x16 {
    let highest = i8::MAX.cast_unsigned();
    (bytes + splat(highest - last)).simd_gt(splat(highest - (last - first) - 1))
}

#[inline]
fn splat(byte: u8) -> i8x16 {
    i8x16::splat(byte.cast_signed())
}
