//! Byte streams of the tables: numbers of one to five bytes, and pages that can be read alone.

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
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
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
        if value & 1 == 0 {
            last.wrapping_add(distance)
        } else {
            last.wrapping_sub(distance)
        }
    }
}

/// The pages from the last one on whose head is not above `value`; none before the first.
///
/// `head` reads what the pages are sorted by from the beginning of one.
pub(super) fn pages_from<const SIZE: usize>(
    pages: &'static [[u8; SIZE]],
    value: u32,
    head: impl Fn(Stream<'_>) -> u32,
) -> Option<&'static [[u8; SIZE]]> {
    let after = pages.partition_point(|page| head(Stream(page)) <= value);
    pages.get(after.checked_sub(1)?..)
}
