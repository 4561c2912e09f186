//! Codes that the words around them speak of, in text: a part of `otp-code`.
//!
//! The words stand before the code, in the same sentence, straight or with a verb or a colon between them;
//! or after it, as in `482913 is your login code`.

use crate::{
    kind::Class,
    scan::{decimal::is_amount, is_joined},
    window::{BEHIND, Found, Run, Window},
    words::Listed,
};

/// Digits that the words around them speak of.
pub(super) fn told(window: &Window<'_>, run: Run) -> Found {
    let length = run.end - run.start;
    let before = matches!(
        window.before(run.start),
        b' ' | b':' | b'=' | b'#' | b'*' | b'-' | b'(' | 0 | b'\n'
    );
    if !before
        || !(3..=8).contains(&length)
        || !window.of(run.start, run.end).iter().all(u8::is_ascii_digit)
    {
        return Found::Nothing;
    }
    if window.is_open(run.end + 1) {
        return Found::More;
    }
    if run.start != 0 && !may_be(window, run) {
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

/// Digits after a letter and a hyphen.
pub(super) fn lettered(window: &Window<'_>, run: Run) -> Found {
    if is_prefix(window, run.start) { told(window, run) } else { Found::Nothing }
}

/// Whether words around digits may speak of them, by what is next to them.
fn may_be(window: &Window<'_>, run: Run) -> bool {
    if window.at(run.end) == b' ' && window.at(run.end + 1) == b'i' {
        return true;
    }
    if window.before(run.start) == b':' && window.before(run.start - 1) == b'"' {
        return false;
    }
    let bytes = window.of(run.start.saturating_sub(BEHIND), run.start);
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    // A name in quotation marks says what its value is by itself.
    let gap = bytes.iter().rev().take(3).take_while(|byte| !is_word(byte) && **byte != b'"');
    let (text, gap) = bytes.split_at(bytes.len() - gap.count());
    if text.last() == Some(&b'"') {
        return false;
    }
    if gap.contains(&b':') {
        return true;
    }
    let length = text.iter().rev().take(18).take_while(|byte| is_word(byte)).count();
    let word = text.get(text.len() - length..).unwrap_or_default();
    let is = |known: &&str| word.eq_ignore_ascii_case(known.as_bytes());
    LISTED.may_have(word) && (CODES.iter().any(is) || KEYS.iter().any(is) || JOINS.iter().any(is))
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
    if window.is_open(end) || window.is_open(end + 1) {
        return None;
    }
    let (next, after) = (window.at(end), window.at(end + 1));
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
    let before = window.of(place.saturating_sub(BEHIND), place);
    let (mut small, mut length) = ([0; BEHIND], 0);
    for (place, byte) in small.iter_mut().zip(before) {
        *place = byte.to_ascii_lowercase();
        length += 1;
    }
    let text = small.get(..length).unwrap_or_default();
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
    text.split(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80).filter(|word| !word.is_empty())
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
static LISTED: Listed = Listed::none().with(&CODES).with(&KEYS).with(&JOINS);
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
