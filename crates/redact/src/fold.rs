//! What evades: characters that look like others, or like nothing, read as what they look like.
//!
//! Full-width forms, digits of other scripts, at-signs, hyphens and spaces that are not those of ASCII;
//! characters without a width; and, outside of JSON, `%40` for an at-sign.

/// A character that looks like another: how many bytes it has, and the byte that it looks like, if any.
pub(crate) enum Look {
    /// It is itself.
    Itself,
    /// It looks like this, or like nothing.
    Like { byte: Option<u8>, raw: usize },
    /// It is not all there yet.
    More,
}

/// Whether a byte may begin such a character.
pub(crate) const fn begins(byte: u8) -> bool {
    matches!(byte, b'%' | 0xC2 | 0xD9 | 0xDB | 0xE0..=0xE3 | 0xEF)
}

/// Reads what begins a text.
pub(crate) fn read(text: &[u8]) -> Look {
    match text.first() {
        Some(b'%') => percent(text),
        Some(byte) if begins(*byte) => character(text),
        _ => Look::Itself,
    }
}

fn percent(text: &[u8]) -> Look {
    let value = |byte: &u8| char::from(*byte).to_digit(16);
    match text {
        [_] | [_, _] => Look::More,
        [_, high, low, ..] => match (value(high), value(low)) {
            (Some(high), Some(low)) => match u8::try_from(high * 16 + low) {
                Ok(byte) if byte.is_ascii_graphic() || byte == b' ' => {
                    Look::Like { byte: Some(byte), raw: 3 }
                }
                _ => Look::Itself,
            },
            _ => Look::Itself,
        },
        [] => Look::Itself,
    }
}

fn character(text: &[u8]) -> Look {
    let length = match text.first() {
        Some(0xC0..=0xDF) => 2,
        _ => 3,
    };
    let Some(bytes) = text.get(..length) else { return Look::More };
    let Some(character) = std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next())
    else {
        return Look::Itself;
    };
    like(character).map_or(Look::Itself, |byte| Look::Like { byte, raw: length })
}

/// The byte that a character looks like; none inside where it looks like nothing.
fn like(character: char) -> Option<Option<u8>> {
    let code = u32::from(character);
    let shifted = |from: u32, to: u8| u8::try_from(code - from).ok().map(|digit| to + digit);
    let byte = match code {
        // Full-width forms.
        0xFF01..=0xFF5E => shifted(0xFF01, b'!')?,
        // Digits: Arabic, Eastern Arabic, Devanagari, Bengali.
        0x0660..=0x0669 => shifted(0x0660, b'0')?,
        0x06F0..=0x06F9 => shifted(0x06F0, b'0')?,
        0x0966..=0x096F => shifted(0x0966, b'0')?,
        0x09E6..=0x09EF => shifted(0x09E6, b'0')?,
        0xFE6B => b'@',
        0x2010..=0x2015 | 0x2212 | 0xFE58 | 0xFE63 => b'-',
        0x00A0 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => b' ',
        // Without a width: soft hyphen, joiners, directions, byte order mark.
        0x00AD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064 | 0xFEFF => return Some(None),
        _ => return None,
    };
    Some(Some(byte))
}

#[cfg(test)]
mod tests {
    use super::{Look, begins, like, read};

    #[test]
    fn every_look_alike_begins_as_it_should() {
        let mut count = 0;
        for character in (0x80..=0xFFFF).filter_map(char::from_u32) {
            if like(character).is_some() {
                let text = character.to_string();
                assert!(text.bytes().next().is_some_and(begins), "{character:?}");
                assert!(
                    matches!(read(text.as_bytes()), Look::Like { raw, .. } if raw == text.len()),
                    "{character:?}"
                );
                count += 1;
            }
        }
        assert_eq!(
            count,
            94 + 40 + 1 + 9 + 15 + 17,
            "full-width forms, digits, at-sign, hyphens, spaces, nothing"
        );
    }
}
