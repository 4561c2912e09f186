//! Base32 (RFC 4648, section 6): how secrets are shown to people and to authenticator apps.
//!
//! Written in capitals without padding, as the apps expect. Read as people copy it: letters of
//! either case, groups apart by spaces or hyphens, padding complete or left out. The alphabet is
//! that of the RFC alone: `0`, `1`, `8` and `9` are refused and never taken for similar letters.
//! Bits beyond the last whole byte are dropped (RFC 4648, section 3.5, leaves the choice): secrets
//! in use have them. A number of characters that no bytes give is refused, since one of them must
//! be lost.

/// Bytes in Base32, without padding.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let group = |group: &[u8]| {
        let number = group.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let (bits, characters) = (group.len() * 8, (group.len() * 8).div_ceil(BITS));
        let number = number << (characters * BITS - bits);
        (0..characters).rev().map(move |place| number >> (place * BITS) & 31).map(character)
    };
    bytes.chunks(GROUP_BYTES).flat_map(group).collect()
}

/// The bytes that a text stands for; none where it is no Base32.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let text: String = text.chars().filter(|character| !matches!(character, ' ' | '-')).collect();
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let whole = padding == 0 || padding < GROUP && text.len().is_multiple_of(GROUP);
    // One, three and six characters of a group hold a character that is part of no byte.
    if !whole || matches!(digits.len() % GROUP, 1 | 3 | 6) {
        return None;
    }
    let values: Vec<u8> = digits.bytes().map(value).collect::<Option<_>>()?;
    let bytes = values.chunks(GROUP).flat_map(|group| {
        let number = group.iter().fold(0_u64, |number, value| number << BITS | u64::from(*value));
        let (bits, bytes) = (group.len() * BITS, group.len() * BITS / 8);
        let number = number >> (bits - bytes * 8);
        number.to_be_bytes().into_iter().skip(size_of::<u64>() - bytes)
    });
    Some(bytes.collect())
}

fn character(value: u64) -> char {
    u8::try_from(value)
        .ok()
        .and_then(|value| ALPHABET.get(usize::from(value)))
        .map_or('A', |byte| char::from(*byte))
}

const fn value(character: u8) -> Option<u8> {
    match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a'),
        b'2'..=b'7' => Some(character - b'2' + 26),
        _ => None,
    }
}

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Bits of a character.
const BITS: usize = 5;
/// Characters of a whole group.
const GROUP: usize = 8;
/// Bytes of a whole group.
const GROUP_BYTES: usize = 5;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decode, encode};

    /// SPEC: RFC 4648, section 10.
    #[test]
    fn the_vectors_of_rfc_4648() {
        let cases = [
            ("", "", ""),
            ("f", "MY", "MY======"),
            ("fo", "MZXQ", "MZXQ===="),
            ("foo", "MZXW6", "MZXW6==="),
            ("foob", "MZXW6YQ", "MZXW6YQ="),
            ("fooba", "MZXW6YTB", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI", "MZXW6YTBOI======"),
        ];
        for (bytes, text, padded) in cases {
            assert_eq!(encode(bytes.as_bytes()), text, "{bytes}");
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()), "{text}");
            assert_eq!(decode(padded).as_deref(), Some(bytes.as_bytes()), "{padded}");
        }
    }

    #[test]
    fn what_people_copy_is_read_and_nothing_else() {
        let read =
            ["mzxw6ytboi", "MZXW 6YTB OI", "mzxw-6ytb-oi", " MZXW6YTBOI ", "MZXW6YTB OI======"];
        for text in read {
            assert_eq!(decode(text).as_deref(), Some(b"foobar".as_slice()), "{text}");
        }
        // The last bit is part of no byte.
        assert_eq!(decode("MZXW6YTBOJ").as_deref(), Some(b"foobar".as_slice()));
        let refused = [
            "A",
            "AAA",
            "AAAAAA",
            "AAAAAAAAA",
            "MZXW6YTBO1",
            "MZXW6YTB0I",
            "MZXW6YTB8I",
            "MZXW6YTB!",
            "MZXW6YTBOI=",
            "MZXW6YTBOI=====",
            "MZXW6YTBOI=======",
            "MZXW6YTB========",
            "========",
            "MY======MY======",
            "=MZXW6YTBOI",
            "MZXW6YTB\tOI",
            "ＭＹ",
            "💖",
        ];
        for text in refused {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let text = encode(&bytes);
            prop_assert_eq!(decode(&text), Some(bytes.clone()));
            prop_assert_eq!(decode(&text.to_lowercase()), Some(bytes));
        }

        #[test]
        fn no_text_is_too_much(text in ".{0,40}") {
            if let Some(bytes) = decode(&text) {
                prop_assert!(bytes.len() <= text.len());
            }
        }
    }
}
