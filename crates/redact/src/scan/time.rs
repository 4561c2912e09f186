//! Dates and times as those of logs: most of their digits are nothing else.

use crate::window::Window;

/// Whether a date and a time begin at a place, as those of logs do: `2025-03-04T`.
pub(crate) fn is_time(window: &Window<'_>, start: usize) -> bool {
    fits(window.of(start, start + 11), b"9999-99-99T")
}

/// Whether a text has a form, in which `9` is any digit.
pub(super) fn fits(text: &[u8], form: &[u8]) -> bool {
    let fits =
        |(byte, wanted): (&u8, &u8)| byte == wanted || (*wanted == b'9' && byte.is_ascii_digit());
    text.len() == form.len() && text.iter().zip(form).all(fits)
}

/// How many bytes of a date and a time are nothing else: those up to the last digits of the seconds.
pub(super) fn clock(window: &Window<'_>, start: usize) -> usize {
    let text = window.of(start, start + 24);
    match text.split_at_checked(17) {
        Some((minutes, _)) if !fits(minutes, b"9999-99-99T99:99:") => 0,
        Some((_, [seconds @ .., next])) if *next != b'.' && fits(seconds, b"99.999") => 20,
        Some(_) => 17,
        None => 0,
    }
}
