//! Codes that the words around them speak of, in text: a part of `otp-code`.
//!
//! The words stand before the code, in the same sentence, straight or with a verb or a colon between them;
//! or after it, as in `482913 is your login code`.

use crate::{
    kind::Class,
    label::{ahead, blank},
    scan::{decimal::is_amount, is_joined},
    window::{BEHIND, Found, Run, Window, Written},
    words::Ends,
};

/// Digits that the words around them speak of.
pub(super) fn told(window: &Window<'_>, run: Run) -> Found {
    if may_be(window, run) { spoken(window, run) } else { Found::Nothing }
}

/// Digits after a letter and a hyphen.
pub(super) fn lettered(window: &Window<'_>, run: Run) -> Found {
    let digits = window.of(run.start, run.end);
    let fits = matches!(digits.len(), 3..=8) && digits.iter().all(u8::is_ascii_digit);
    if fits && is_prefix(window, run.start) { told(window, run) } else { Found::Nothing }
}

/// Digits that may be a code by what is next to them.
#[inline(never)]
fn spoken(window: &Window<'_>, run: Run) -> Found {
    if run.start != 0 && !is_verb(window, run.end) && !follows_word(window, run.start) {
        return Found::Nothing;
    }
    let end = match end(window, run) {
        None => return Found::More,
        Some(0) => return Found::Nothing,
        Some(end) => end,
    };
    let told = if is_told(window, run.start) { Some(true) } else { is_told_after(window, end) };
    match told {
        None => Found::More,
        Some(true) => Found::whole(Class::Grouped, run.start, end),
        // All of a text: its key says what it is.
        Some(false) if run.start == 0 => Found::whole(Class::Bare, run.start, end),
        Some(false) => Found::Nothing,
    }
}

/// Whether digits may be a code by what is next to them, and how the word before them ends.
#[inline]
fn may_be(window: &Window<'_>, run: Run) -> bool {
    let (next, after) = (window.at(run.end), window.at(run.end + 1));
    let third = run.end + 3;
    let is_part = match next {
        // Three and three.
        _ if run.end - run.start == 3 => {
            !window.at(third).is_ascii_digit() && !window.is_open(third)
        }
        b'-' | b'/' | b'%' => after.is_ascii_alphanumeric(),
        b'.' | b':' => after.is_ascii_digit(),
        _ => false,
    };
    let before = window.before(run.start);
    if is_part || !matches!(before, b' ' | b':' | b'=' | b'#' | b'*' | b'-' | b'(' | 0 | b'\n') {
        return false;
    }
    let from = run.start.saturating_sub(BEHIND).max(window.taken);
    let (text, colon) = before_gap(window.of(from, run.start));
    // A name in quotation marks says what its value is by itself; what is taken is asked later.
    let speaks = text.last() != Some(&b'"') && (colon || text.is_empty() || ENDS.may_end(text));
    speaks || run.start == 0 || is_verb(window, run.end)
}

/// Whether a word follows that begins as `is` does.
fn is_verb(window: &Window<'_>, end: usize) -> bool {
    window.at(end) == b' ' && window.at(end + 1) == b'i'
}

/// Whether a colon or a word before digits may speak of them.
fn follows_word(window: &Window<'_>, start: usize) -> bool {
    let mut room = Written::new();
    let (text, colon) = before_gap(window.written(start, &mut room));
    let length = text.iter().rev().take(18).take_while(|byte| is_word(**byte)).count();
    let word = text.get(text.len() - length..).unwrap_or_default();
    let is = |known: &&str| word.eq_ignore_ascii_case(known.as_bytes());
    colon || CODES.iter().any(is) || KEYS.iter().any(is) || JOINS.iter().any(is)
}

/// What stands before up to three marks that end a text, and whether a colon is one of them.
fn before_gap(mut text: &[u8]) -> (&[u8], bool) {
    let mut colon = false;
    for _ in 0..3 {
        match text {
            [rest @ .., last] if !is_word(*last) && *last != b'"' => {
                (text, colon) = (rest, colon || *last == b':');
            }
            _ => break,
        }
    }
    (text, colon)
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// The end of a code: nothing where that cannot be told yet, zero where it is none.
fn end(window: &Window<'_>, run: Run) -> Option<usize> {
    let mut end = run.end;
    if (is_joined(window, run.start) && !is_prefix(window, run.start)) || is_time(window, run.start)
    {
        return Some(0);
    }
    if end - run.start == 3 {
        if !matches!(window.at(end), b' ' | b'-') && !window.is_open(end) {
            return Some(0);
        }
        end = window.span(run.end + 1, 4, |byte| byte.is_ascii_digit());
        if window.is_open(end) {
            return None;
        }
        if end != run.end + 4 {
            return Some(0);
        }
    }
    if window.is_open(end) {
        return None;
    }
    let (next, after) = (window.at(end), ahead(window, end + 1)?);
    let goes_on = match next {
        b'_' | b'@' => true,
        b'-' | b'/' | b'%' => after.is_ascii_alphanumeric(),
        b'.' | b':' => after.is_ascii_digit(),
        b',' => is_amount(window, Run { end, start: run.start })?,
        _ => next.is_ascii_alphanumeric(),
    };
    Some(if goes_on { 0 } else { end })
}

/// Whether a letter and a hyphen stand before digits, as in `G-123456`.
fn is_prefix(window: &Window<'_>, start: usize) -> bool {
    let hyphen = start.saturating_sub(1);
    window.at(hyphen) == b'-'
        && window.before(hyphen).is_ascii_uppercase()
        && !window.before(hyphen.saturating_sub(1)).is_ascii_alphanumeric()
}

/// Whether digits and a colon stand before digits.
fn is_time(window: &Window<'_>, start: usize) -> bool {
    window.before(start) == b':' && window.before(start.saturating_sub(1)).is_ascii_digit()
}

/// Whether the words before a place say that a code follows: straight before it, or before a verb or a colon.
fn is_told(window: &Window<'_>, place: usize) -> bool {
    let (mut small, mut room) = ([0; BEHIND], Written::new());
    let before = window.written(place, &mut room);
    let text = small.get_mut(..before.len()).unwrap_or_default();
    text.copy_from_slice(before);
    blank(text);
    text.make_ascii_lowercase();
    let text = &*text;
    let mut words = words(text).rev();
    let mut key = words.next().unwrap_or_default();
    let mut far = 0;
    if has(&JOINS, key) {
        (key, far) = (words.next().unwrap_or_default(), 5);
    } else if text.trim_ascii_end().last() == Some(&b':') {
        far = 5;
    }
    loop {
        if has(&CODES, key) {
            return true;
        }
        if has(&KEYS, key) {
            let other = words.clone().next().is_some_and(|word| has(&OTHERS, word));
            return !other && words.take(6).any(|word| has(&HINTS, word));
        }
        if far == 0 {
            return false;
        }
        far -= 1;
        key = words.next().unwrap_or_default();
    }
}

/// Whether the words after a place say that a code stood before it; nothing where that cannot be told yet.
fn is_told_after(window: &Window<'_>, place: usize) -> Option<bool> {
    let text = window.of(place, (place + YOUR.len()).min(window.bytes.len()));
    if text != YOUR {
        return if YOUR.starts_with(text) && !window.last { None } else { Some(false) };
    }
    let end = window.span(place, BEHIND, |byte| !is_stop(byte));
    if end < place + BEHIND && window.is_open(end) {
        return None;
    }
    let mut before = YOUR;
    Some(words(window.of(place, end)).any(|word| {
        let other = has(&OTHERS, before);
        before = word;
        !other && (has(&KEYS, word) || has(&CODES, word))
    }))
}

/// The words of the last sentence of a text.
fn words(text: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> + Clone {
    let from = text.iter().rposition(|byte| is_stop(*byte)).map_or(0, |at| at + 1);
    let text = text.get(from..).unwrap_or_default();
    text.split(|byte| !is_word(*byte)).filter(|word| !word.is_empty())
}

const fn is_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b',' | b'!' | b'?' | b';' | b'"' | b'{' | b'}' | b'\n')
}

/// Whether a list has a word.
fn has(list: &[&str], word: &[u8]) -> bool {
    list.iter().any(|known| known.as_bytes() == word)
}

const YOUR: &[u8] = b" is your ";
/// The words of three lists that stand before a code.
static ENDS: Ends = Ends::none().with(&CODES).with(&KEYS).with(&JOINS);
/// Words that say it alone.
const CODES: [&str; 10] = [
    "otp",
    "totp",
    "passcode",
    "otc",
    "mtan",
    "tan",
    "pin",
    "sicherheitscode",
    "zugangscode",
    "bestätigungscode",
];
/// Words that need another one near them.
const KEYS: [&str; 6] = ["code", "codigo", "código", "codice", "kod", "kód"];
/// Those others: what a code is for, or whose it is.
const HINTS: [&str; 28] = [
    "verification",
    "verify",
    "security",
    "login",
    "log",
    "signin",
    "sign",
    "auth",
    "authentication",
    "authenticate",
    "confirm",
    "confirmation",
    "access",
    "time",
    "sms",
    "2fa",
    "mfa",
    "factor",
    "your",
    "enter",
    "use",
    "votre",
    "ihr",
    "dein",
    "tu",
    "su",
    "tuo",
    "seu",
];
/// Codes that prove nobody.
const OTHERS: [&str; 26] = [
    "zip", "postal", "post", "area", "country", "dialing", "error", "status", "exit", "return",
    "response", "http", "product", "promo", "coupon", "discount", "voucher", "sort", "bank",
    "branch", "swift", "tax", "source", "color", "pin", "item",
];
/// Verbs between the word and the code.
const JOINS: [&str; 7] = ["is", "ist", "lautet", "est", "es", "è", "é"];
