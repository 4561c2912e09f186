//! Byte streams of the tables: numbers of one to five bytes.

/// Reads numbers, seven bits a byte, the lowest first; the high bit says that more follow.
#[derive(Clone, Copy)]
pub(super) struct Stream<'a>(pub(super) &'a [u8]);

impl Stream<'_> {
    /// The next byte as it stands; 0 past the end.
    pub(super) fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        byte
    }

    /// The next number; 0 past the end.
    pub(super) fn number(&mut self) -> u32 {
        let first = self.byte();
        if first < 0x80 {
            return first.into();
        }
        let mut value = u32::from(first & 0x7F);
        for shift in [7, 14, 21, 28] {
            let byte = self.byte();
            value |= u32::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        value
    }

    /// The number that differs from `last` by the next one, whose lowest bit is the sign.
    pub(super) fn number_from(&mut self, last: u32) -> u32 {
        let value = self.number();
        let distance = value >> 1;
        if value & 1 == 0 { last.wrapping_add(distance) } else { last.wrapping_sub(distance) }
    }
}
