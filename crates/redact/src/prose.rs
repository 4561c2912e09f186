//! Words of small letters with spaces between them, which most of a text is: nothing that is looked for has
//! nothing else.

/// Where to go on from a space on: at the beginning of the last word that something else may follow.
pub(crate) fn skip(bytes: &[u8], from: usize) -> usize {
    let mut end = from;
    while let Some(eight) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
        let others = others(u64::from_le_bytes(*eight));
        if others != 0 {
            end += (others.trailing_zeros() / 8) as usize;
            break;
        }
        end += 8;
    }
    // The word before it, and the space between them: both say what may begin there.
    let passed = bytes.get(from..end).unwrap_or_default();
    let passed = passed.strip_suffix(b" ").unwrap_or(passed);
    let word = passed.iter().rev().position(|byte| *byte == b' ').unwrap_or(passed.len());
    from + passed.len() - word
}

/// The first place from one on where one of two bytes stands.
pub(crate) fn either(bytes: &[u8], from: usize, one: u8, other: u8) -> Option<usize> {
    let (one, other) = (EACH * u64::from(one), EACH * u64::from(other));
    let mut at = from;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        let zeros = zeros(eight ^ one) | zeros(eight ^ other);
        if zeros != 0 {
            return Some(at + (zeros.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let is = |byte: &u8| {
        let each = EACH * u64::from(*byte);
        each == one || each == other
    };
    rest.iter().position(is).map(|found| at + found)
}

/// The highest bits of those of eight bytes that are zero.
const fn zeros(bytes: u64) -> u64 {
    !(((bytes & (EACH * 0x7F)) + EACH * 0x7F) | bytes) & (EACH * 0x80)
}

/// Which of eight bytes are neither small letters nor spaces: their highest bits.
const fn others(bytes: u64) -> u64 {
    let low = bytes & (EACH * 0x7F);
    let letters = (low + EACH * (0x80 - b'a' as u64)) & !(low + EACH * (0x7F - b'z' as u64));
    let spaces = !((low ^ (EACH * b' ' as u64)) + EACH * 0x7F);
    (!(letters | spaces) | bytes) & (EACH * 0x80)
}

const EACH: u64 = 0x0101_0101_0101_0101;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_apart_at_every_place() {
        for byte in 0..=255_u8 {
            for place in 0..8 {
                let mut bytes = *b"a zm  no";
                bytes[place] = byte;
                let plain = byte == b' ' || byte.is_ascii_lowercase();
                let expected = if plain { 0 } else { 0x80 << (8 * place) };
                assert_eq!(others(u64::from_le_bytes(bytes)), expected, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn the_first_of_two_bytes_is_found_wherever_it_stands() {
        for length in 0..30 {
            for place in 0..length {
                for byte in [b'"', b'\\'] {
                    let mut bytes = vec![0xA2; length];
                    bytes[place] = byte;
                    for from in 0..=length + 1 {
                        let expected = (from <= place).then_some(place);
                        assert_eq!(either(&bytes, from, b'"', b'\\'), expected);
                    }
                }
            }
        }
    }

    #[test]
    fn the_last_word_is_looked_at_again() {
        for (text, at) in [
            (" one two three: four", 9),
            (" one two three : four", 9),
            (" one two three  : four", 15),
            (" : four five", 0),
            (" one", 0),
            ("", 0),
        ] {
            assert_eq!(skip(text.as_bytes(), 0), at, "{text}");
        }
    }
}
