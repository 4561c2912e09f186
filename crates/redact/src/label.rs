//! Labels in a text: each is one opaque thing to whatever stands beside it.
//!
//! **What is redacted reads as it did before**: what goes on with a value goes on with its label, no name is
//! read out of one, and its words speak of nothing. Labels of a policy's own are not known here.

use crate::{
    kind::{Find, Kind, Trigger},
    kinds::KINDS,
    window::{Run, Window},
};

/// The byte at a place; where the label of a kind stands there, one that values of the kind begin with.
/// Nothing where that cannot be told yet.
pub(crate) fn ahead(window: &Window<'_>, place: usize) -> Option<u8> {
    let byte = window.at(place);
    if byte != b'[' {
        return (!window.is_open(place)).then_some(byte);
    }
    let end = window.span(place + 1, MOST, is_of_code);
    if window.is_open(end) {
        return None;
    }
    // Of a pseudonym and of a token the beginning says it.
    let is_label = matches!(window.at(end), b']' | b'-');
    let kind = if is_label { kind(window.of(place + 1, end)) } else { None };
    Some(kind.map_or(byte, |kind| if begins_with_digit(kind) { b'0' } else { b'a' }))
}

/// Whether digits go on with a group of them after a place, or with a label that stands for one. Nothing
/// where that cannot be told yet.
pub(crate) fn is_group(window: &Window<'_>, place: usize) -> Option<bool> {
    ahead(window, place).map(|byte| byte.is_ascii_digit())
}

/// Whether a run is the end of the label of a kind. A label of one word is as likely somebody else's where
/// its value follows: `[PASSWORD]: x` names one, `"[PASSWORD]": x` does not.
pub(crate) fn ends(window: &Window<'_>, run: Run) -> bool {
    if window.at(run.end) != b']' {
        return false;
    }
    let start = window.back_any(run.end, MOST, is_of_code);
    let label = window.of(start, run.end);
    // A text that is no JSON may have begun as a list does.
    (start == 0 || (window.before(start) == b'[' && !is_of_code(window.before(start - 1))))
        && (label.contains(&b'_') || matches!(window.at(run.end + 1), b'"' | b'\''))
        && kind(label).is_some()
}

/// Writes digits in the place of the labels of kinds: they are no words.
pub(crate) fn blank(text: &mut [u8]) {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == b'[') {
        rest = rest.split_at_mut(at).1;
        let inside = rest.get(1..).unwrap_or_default();
        let length = inside.iter().position(|byte| !is_part(*byte)).unwrap_or(inside.len());
        let is_label = inside.get(length) == Some(&b']')
            && inside.get(..length).is_some_and(|label| kind(label).is_some());
        let (label, after) = rest.split_at_mut(if is_label { length + 2 } else { 1 });
        if is_label {
            label.fill(b'0');
        }
        rest = after;
    }
}

/// The length of what a text begins with, where it is a label of more than one word after its bracket; one
/// word in capitals is as likely somebody else's.
pub(crate) fn length(text: &[u8]) -> Option<usize> {
    let end = text.iter().position(|byte| !is_part(*byte))?;
    let name = text.get(..end)?.split(|byte| *byte == b'-').next()?;
    let is_label = text.get(end) == Some(&b']')
        && name.contains(&b'_')
        && !name.iter().any(u8::is_ascii_lowercase);
    is_label.then_some(end + 1)
}

/// The kind whose label this is, perhaps with a number or what follows a hyphen.
fn kind(label: &[u8]) -> Option<&'static Kind> {
    let label = label.split(|byte| *byte == b'-').next()?;
    let digits = label.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let counted = label.get(..label.len() - digits)?.strip_suffix(b"_").unwrap_or(label);
    let is = |code: &str, label: &[u8]| {
        let letter = |byte: u8| if byte == b'-' { b'_' } else { byte.to_ascii_uppercase() };
        code.bytes().map(letter).eq(label.iter().copied())
    };
    KINDS.iter().copied().find(|kind| is(kind.code, label) || is(kind.code, counted))
}

/// Whether a digit begins values of a kind.
fn begins_with_digit(kind: &Kind) -> bool {
    kind.find.iter().any(|find| match find {
        Find::Forms(forms, _) => forms.iter().any(|form| form.mask.starts_with('9')),
        Find::At(trigger, _) => matches!(trigger, Trigger::Colons | Trigger::Digits),
        Find::Counted(..) => true,
        Find::Groups(..) | Find::Named(..) | Find::Starts(..) => false,
    })
}

const fn is_part(byte: u8) -> bool {
    is_of_code(byte) || byte == b'-'
}

const fn is_of_code(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Most bytes of the label of a kind: the longest code, and the number of a value.
const MOST: usize = 48;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_begins_as_its_values_do() {
        for (text, expected) in [
            ("[US_SSN]", b'0'),
            ("[IP_ADDRESS_12]", b'0'),
            ("[PHONE_NUMBER-abc]", b'0'),
            ("[EMAIL_ADDRESS]", b'a'),
            ("[JWT]", b'a'),
            ("[OTHER_LABEL]", b'['),
            ("[US_SSN", b'['),
            ("[]", b'['),
            ("x", b'x'),
            ("", 0),
        ] {
            let whole = Window::of_text(text.as_bytes());
            assert_eq!(ahead(&whole, 0), Some(expected), "{text}");
            for end in 0..text.len() {
                let bytes = text.as_bytes().get(..end).unwrap_or_default();
                let early = ahead(&Window { last: false, ..Window::of_text(bytes) }, 0);
                assert!(early.is_none_or(|early| early == expected), "{text} after {end}");
            }
        }
    }

    #[test]
    fn every_label_is_short_enough() {
        assert!(KINDS.iter().all(|kind| kind.code.len() + 20 <= MOST));
    }

    #[test]
    fn labels_are_no_words() {
        let mut text = *b"a [x] [OTP_CODE] [[US_SSN_2] [B_C] [OTP_CODE";
        blank(&mut text);
        assert_eq!(&text, b"a [x] 0000000000 [0000000000 [B_C] [OTP_CODE");
    }
}
