//! What belongs to a match that is longer than anybody waits for: it is left out as it comes.
//!
//! SECURITY: a secret is left out to its end, and nothing else: whoever can write the beginning of one into
//! a log must not make the rest of the log vanish.

use crate::window::Rest;

/// What is being left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Swallow {
    /// How many more bytes may belong to it.
    left: usize,
    /// How much of what ends a PEM block was seen.
    matched: usize,
    rest: Rest,
}

impl Swallow {
    /// Begins after a match; nothing where the match is whole.
    pub(crate) const fn after(rest: Rest) -> Option<Self> {
        match rest {
            Rest::Whole => None,
            Rest::Line(_) | Rest::Token => Some(Self { left: usize::MAX, matched: 0, rest }),
            Rest::Pem => Some(Self { left: MOST_PEM, matched: 0, rest }),
        }
    }

    /// How many bytes belong to it, and whether it ends there.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        let end = match self.rest {
            Rest::Whole => Some(0),
            Rest::Token => bytes.iter().position(|byte| !is_token(*byte)),
            Rest::Line(quote) => {
                bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r') || *byte == quote)
            }
            Rest::Pem => self.pem(bytes),
        };
        (end.unwrap_or(bytes.len()), end.is_some())
    }

    /// A PEM block ends with the hyphens after the label that follows `-----END` (RFC 7468), with the first
    /// byte that no block has, or when it is longer than any key.
    fn pem(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            let may = is_pem(*byte) || self.left > MOST_PEM - MOST_HEADERS;
            let Some(left) = self.left.checked_sub(1).filter(|_| may) else {
                return Some(at);
            };
            self.left = left;
            self.matched = match PEM_END.get(self.matched) {
                Some(wanted) if wanted == byte => self.matched + 1,
                // After the beginning of the end come its label and the hyphens after that.
                None if *byte == b'-' => self.matched + 1,
                None if *byte == b'\n' => return Some(at),
                None => PEM_END.len(),
                Some(_) if *byte == b'-' && self.matched >= HYPHENS => HYPHENS,
                Some(_) => usize::from(*byte == b'-'),
            };
            if self.matched == PEM_END.len() + HYPHENS {
                return Some(at + 1);
            }
        }
        None
    }
}

const fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/' | b'=')
}

/// Whether a byte may stand in a block after its headers: Base64, and line ends as JSON writes them.
const fn is_pem(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || byte.is_ascii_whitespace()
        || matches!(byte, b'+' | b'/' | b'=' | b'-' | b':' | b',' | b'\\')
}

const HYPHENS: usize = 5;
const PEM_END: &[u8] = b"-----END";
/// Bytes at the beginning of a block that may be headers, with any character.
const MOST_HEADERS: usize = 256;
/// Most bytes of a block after those that are looked at: twice what an RSA key of 16,384 bits has.
const MOST_PEM: usize = 25_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(rest: Rest, text: &str) -> (usize, bool) {
        Swallow::after(rest).map_or((0, true), |mut swallow| swallow.take(text.as_bytes()))
    }

    #[test]
    fn a_secret_ends_where_it_ends() {
        let cases = [
            (Rest::Whole, "abc", 0, true),
            (Rest::Token, "abc.d-e_f next", 9, true),
            (Rest::Token, "abc", 3, false),
            (Rest::Line(b'"'), "a b c\nd", 5, true),
            (Rest::Line(b'"'), "a b'\"c", 4, true),
            (Rest::Line(b'\''), "a b\"'c", 4, true),
            (Rest::Line(b'\''), "a b\r\n'c", 3, true),
            (Rest::Pem, "MIIB\nAB==\n-----END RSA PRIVATE KEY-----\nx", 39, true),
            (Rest::Pem, "MIIB------END PRIVATE KEY-----x", 30, true),
            (Rest::Pem, "MIIB-----END PRIVATE KEY\nx", 24, true),
            (Rest::Pem, "Version: GnuPG v1.4 (x)\n\nAB==\n-----END X-----.", 45, true),
            (Rest::Pem, "MIIB", 4, false),
        ];
        for (rest, text, count, ended) in cases {
            assert_eq!(taken(rest, text), (count, ended), "{rest:?} {text}");
        }
    }

    #[test]
    fn a_block_that_never_ends_is_given_up() {
        assert_eq!(taken(Rest::Pem, &"A".repeat(MOST_PEM + 9)), (MOST_PEM, true));
        let log = format!("{}\n2025-01-01 [info] and so on", "A".repeat(MOST_HEADERS));
        assert_eq!(taken(Rest::Pem, &log), (MOST_HEADERS + 12, true));
    }
}
