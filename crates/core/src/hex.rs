//! Bytes as hexadecimal digits: how keys, salts, entropy and digests are written on the wire.

/// Bytes as lower-case digits.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            let first = if nibble < 10 { b'0' } else { b'a' - 10 };
            digits.push(char::from(first + nibble));
        }
    }
    digits
}

/// The bytes that pairs of digits stand for; nothing where a text is anything else.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for pair in text.as_bytes().chunks(2) {
        let &[high, low] = pair else { return None };
        let digit = |byte| char::from(byte).to_digit(16);
        bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decode, encode};

    #[test]
    fn pairs_of_digits_and_nothing_else() {
        let read: [(&str, &[u8]); 4] = [
            ("", &[]),
            ("00", &[0]),
            ("fF0a", &[255, 10]),
            ("0123456789abcdef", &[1, 35, 69, 103, 137, 171, 205, 239]),
        ];
        for (text, bytes) in read {
            assert_eq!(decode(text).as_deref(), Some(bytes), "{text}");
        }
        for text in ["0", "000", "0g", "+1", " 00", "0x00", "０0", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(bytes in any::<Vec<u8>>()) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
