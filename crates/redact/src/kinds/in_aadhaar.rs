//! `in-aadhaar`: the number that India gives its residents.
//!
//! Twelve digits, the first 2 to 9, the last Verhoeff's (UIDAI); a number that reads the same backwards is
//! given to nobody. One of twelve passes by chance: in groups of four it counts, else it needs a word.
//! Colons are found between the groups too.

use crate::{
    check::verhoeff,
    kind::{Class, Find, Form, Kind},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "in-aadhaar",
    context: &["aadhaar", "aadhar", "adhaar", "uidai", "uid", "आधार"],
    country: Some("in"),
    doc: "The number that India gives its residents: Verhoeff's check digit (UIDAI).",
    find: &[
        Find::Forms(&[Form::grouped("9999 9999 9999"), Form::bare("999999999999")], is_valid),
        Find::Counted(4..=4, ":", find),
    ],
};

/// `3123:4567:8909`.
fn find(window: &Window<'_>, run: Run) -> Found {
    if run.end - run.start != 4 || window.before(run.start) == b':' {
        return Found::Nothing;
    }
    let end = run.start + 14;
    for at in run.end..end {
        let byte = window.at(at);
        if window.is_open(at) {
            return Found::More;
        }
        let fits = if (at - run.start) % 5 == 4 { byte == b':' } else { byte.is_ascii_digit() };
        if !fits {
            return Found::Nothing;
        }
    }
    if window.is_open(end) || window.is_open(end + 1) {
        return Found::More;
    }
    let (next, after) = (window.at(end), window.at(end + 1));
    let goes_on = next.is_ascii_alphanumeric() || next == b'_';
    let joins = after.is_ascii_alphanumeric() || after == b':';
    if goes_on || (matches!(next, b':' | b'-' | b'.') && joins) {
        return Found::Nothing;
    }
    let mut digits = [0; 12];
    let bytes = window.of(run.start, end).iter().filter(|byte| **byte != b':');
    digits.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    if is_valid(&digits) { Found::whole(Class::Grouped, run.start, end) } else { Found::Nothing }
}

fn is_valid(text: &[u8]) -> bool {
    let palindrome = text.iter().eq(text.iter().rev());
    matches!(text.first(), Some(b'2'..=b'9')) && verhoeff(text) == 0 && !palindrome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_says_the_same_or_asks_for_more() {
        for (text, end) in [
            ("3123:4567:8909 x", Some(14)),
            ("3123:4567:8909: x", Some(14)),
            ("3123:4567:8909:1", None),
            ("3123:4567:8908 x", None),
            ("3123:4567-8909 x", None),
        ] {
            let of = |length, last| {
                let window = Window { last, ..Window::of_text(&text.as_bytes()[..length]) };
                match find(&window, Run { end: 4, start: 0 }) {
                    Found::Match(found) => Some(Some(found.end)),
                    Found::More => None,
                    Found::Nothing => Some(None),
                }
            };
            assert_eq!(of(text.len(), true), Some(end), "{text}");
            for length in 4..text.len() {
                let early = of(length, false);
                assert!(early.is_none() || early == Some(end), "{text} after {length}");
            }
        }
    }
}
