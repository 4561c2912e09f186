//! How a format writes characters that it cannot write as they are.

/// How a format escapes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Escape {
    /// A quotation mark stands twice (RFC 4180).
    Csv,
    /// `%40` and `+` (URL Standard, application/x-www-form-urlencoded).
    Form,
    /// A backslash (RFC 8259, section 7).
    Json,
    /// Not at all.
    #[default]
    None,
}

/// One character, or a part of one, as a format writes it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unit {
    /// It is itself.
    Plain,
    /// So many bytes stand for these.
    Stands { bytes: [u8; 4], length: usize, raw: usize },
    /// It is not all there yet.
    More,
}

impl Escape {
    /// Whether a byte begins something that stands for something else.
    pub(crate) const fn begins(self, byte: u8) -> bool {
        match self {
            Self::Csv => byte == b'"',
            Self::Form => matches!(byte, b'%' | b'+'),
            Self::Json => byte == b'\\',
            Self::None => false,
        }
    }

    /// Reads what begins a text.
    pub(crate) fn read(self, text: &[u8]) -> Unit {
        let Some(first) = text.first().copied().filter(|byte| self.begins(*byte)) else {
            return Unit::Plain;
        };
        match self {
            Self::None => Unit::Plain,
            Self::Csv => one(b'"', 2.min(text.len())),
            Self::Form if first == b'+' => one(b' ', 1),
            Self::Form => match text {
                [_, a, b, ..] => match (nibble(*a), nibble(*b)) {
                    (Some(high), Some(low)) => {
                        u8::try_from(high * 16 + low).map_or(Unit::Plain, |byte| one(byte, 3))
                    }
                    _ => Unit::Plain,
                },
                _ => Unit::More,
            },
            Self::Json => json(text),
        }
    }
}

impl Escape {
    /// Writes a text as the format writes it.
    pub(crate) fn write(self, text: &[u8], out: &mut Vec<u8>) {
        for byte in text {
            match (self, *byte) {
                (Self::Json, b'"' | b'\\') => out.extend([b'\\', *byte]),
                (Self::Json, 0..=0x1F) => out.extend(format!("\\u{byte:04x}").into_bytes()),
                (Self::Csv, b'"') => out.extend(*b"\"\""),
                (Self::Form, b' ') => out.push(b'+'),
                (Self::Form, byte) if !is_plain_in_forms(byte) => {
                    out.extend(format!("%{byte:02X}").into_bytes())
                }
                (_, byte) => out.push(byte),
            }
        }
    }
}

/// Whether a byte of a form's value stands for itself; brackets of labels do too, so that people read them.
const fn is_plain_in_forms(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'-' | b'.' | b'_' | b'[' | b']' | b'@')
}

fn json(text: &[u8]) -> Unit {
    let Some(kind) = text.get(1) else { return Unit::More };
    match kind {
        b'n' => one(b'\n', 2),
        b'r' => one(b'\r', 2),
        b't' => one(b'\t', 2),
        b'b' => one(8, 2),
        b'f' => one(12, 2),
        b'u' => match hexadecimal(text, 2) {
            Hex::More => Unit::More,
            Hex::Not => Unit::Plain,
            // The second half of a character beyond U+FFFF follows as an escape of its own.
            Hex::Value(high @ 0xD800..=0xDBFF) => match (text.get(6), text.get(7)) {
                (None, _) | (Some(b'\\'), None) => Unit::More,
                (Some(b'\\'), Some(b'u')) => match hexadecimal(text, 8) {
                    Hex::More => Unit::More,
                    Hex::Value(low @ 0xDC00..=0xDFFF) => {
                        character(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00), 12)
                    }
                    _ => character(0xFFFD, 6),
                },
                _ => character(0xFFFD, 6),
            },
            Hex::Value(value) => character(value, 6),
        },
        other => one(*other, 2),
    }
}

enum Hex {
    More,
    Not,
    Value(u32),
}

fn hexadecimal(text: &[u8], from: usize) -> Hex {
    let Some(digits) = text.get(from..from + 4) else { return Hex::More };
    let value = digits.iter().try_fold(0, |value, byte| Some(value * 16 + nibble(*byte)?));
    value.map_or(Hex::Not, Hex::Value)
}

fn nibble(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(16)
}

fn character(value: u32, raw: usize) -> Unit {
    let mut bytes = [0; 4];
    let length =
        char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut bytes).len();
    Unit::Stands { bytes, length, raw }
}

const fn one(byte: u8, raw: usize) -> Unit {
    Unit::Stands { bytes: [byte, 0, 0, 0], length: 1, raw }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(escape: Escape, text: &str) -> (String, usize) {
        match escape.read(text.as_bytes()) {
            Unit::Plain => ("plain".to_owned(), 0),
            Unit::More => ("more".to_owned(), 0),
            Unit::Stands { bytes, length, raw } => {
                let bytes = bytes.get(..length).unwrap_or_default();
                (String::from_utf8_lossy(bytes).into_owned(), raw)
            }
        }
    }

    #[test]
    fn escapes_stand_for_characters() {
        let cases = [
            (Escape::None, r"\n", "plain", 0),
            (Escape::Json, "a", "plain", 0),
            (Escape::Json, r"\n", "\n", 2),
            (Escape::Json, r"\/x", "/", 2),
            (Escape::Json, r"\u0040x", "@", 6),
            (Escape::Json, r"\ud83d\ude00", "😀", 12),
            (Escape::Json, r"\ud83dx", "\u{fffd}", 6),
            (Escape::Json, r"\ud83d\u0041", "\u{fffd}", 6),
            (Escape::Json, r"\ude00", "\u{fffd}", 6),
            (Escape::Json, r"\u00", "more", 0),
            (Escape::Json, r"\ud83d", "more", 0),
            (Escape::Json, r"\ud83d\", "more", 0),
            (Escape::Json, r"\", "more", 0),
            (Escape::Json, r"\uzzzz", "plain", 0),
            (Escape::Form, "%40", "@", 3),
            (Escape::Form, "+", " ", 1),
            (Escape::Form, "%4", "more", 0),
            (Escape::Form, "%4x", "plain", 0),
            (Escape::Csv, "\"\"", "\"", 2),
        ];
        for (escape, text, expected, raw) in cases {
            assert_eq!(read(escape, text), (expected.to_owned(), raw), "{escape:?} {text}");
        }
    }
}
