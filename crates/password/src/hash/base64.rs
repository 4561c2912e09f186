//! Base64 without padding, in the alphabets of hash strings; one text for one value.

/// Characters by value.
pub(super) type Alphabet = [u8; 64];

/// RFC 4648, section 4.
pub(super) const STANDARD: &Alphabet =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The same with a dot in place of the plus, as Passlib writes PBKDF2.
pub(super) const DOTTED: &Alphabet =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";

/// The order that bcrypt has.
pub(super) const BCRYPT: &Alphabet =
    b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Reads a text; none where it has another character, half a byte, or unused bits that are set.
pub(super) fn decode(text: &str, alphabet: &Alphabet) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut bits, mut count) = (0_u32, 0);
    for character in text.bytes() {
        let value = alphabet.iter().position(|known| *known == character)?;
        bits = (bits << 6) | u32::try_from(value).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    (count < 6 && bits == 0).then_some(bytes)
}

/// Writes bytes in the standard alphabet.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for group in bytes.chunks(3) {
        let at = |index: usize| u32::from(group.get(index).copied().unwrap_or_default());
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        for index in 0..=group.len() {
            let shift = 18_usize.saturating_sub(index.saturating_mul(6));
            let value = (bits >> shift) & 63;
            let found = usize::try_from(value).ok().and_then(|value| STANDARD.get(value));
            text.extend(found.map(|character| char::from(*character)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{BCRYPT, DOTTED, STANDARD, decode, encode};

    #[test]
    fn every_value_has_one_text() {
        for length in 0..70_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(151)).collect();
            let text = encode(&bytes);
            assert_eq!(decode(&text, STANDARD), Some(bytes), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_read() {
        let cases = [
            ("", STANDARD, Some(vec![])),
            ("TQ", STANDARD, Some(vec![77])),
            ("TR", STANDARD, None),
            ("T", STANDARD, None),
            ("TQ=", STANDARD, None),
            ("TWE", STANDARD, Some(vec![77, 97])),
            ("TWF", STANDARD, None),
            ("+///", STANDARD, Some(vec![251, 255, 255])),
            (".///", DOTTED, Some(vec![251, 255, 255])),
            (".///", STANDARD, None),
            ("-___", STANDARD, None),
            ("..", BCRYPT, Some(vec![0])),
            ("TQ\n", STANDARD, None),
            ("é", STANDARD, None),
        ];
        for (text, alphabet, expected) in cases {
            assert_eq!(decode(text, alphabet), expected, "{text}");
        }
    }
}
