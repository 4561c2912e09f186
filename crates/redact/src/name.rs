//! Names before a colon or an equals sign, and the values that follow them.
//!
//! A name is judged by its last words: `dbPassword`, `db_password` and `DB-PASSWORD` end with `password`,
//! `password_policy` does not. Its value is what the quotation marks hold, or whatever goes on up to a space
//! or another mark.

use crate::{
    bytes::{of, table},
    label,
    window::{AHEAD, Rest, Run, Window},
};

/// The last words of a name: in small letters, with `_` between them.
#[derive(Debug)]
pub(crate) struct Name {
    bytes: [u8; LENGTH],
    start: usize,
}

/// A value, or what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value {
    pub(crate) end: usize,
    /// Whether quotation marks hold it.
    pub(crate) is_quoted: bool,
    /// Whether it cannot be prose: it is in quotation marks, or follows an equals sign.
    pub(crate) is_set: bool,
    pub(crate) rest: Rest,
    pub(crate) start: usize,
}

/// What reading a value came to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Read {
    More,
    Nothing,
    Value(Value),
}

impl Name {
    /// The name that ends with a run; numbers after it (`password2`) do not count.
    pub(crate) fn of(window: &Window<'_>, run: Run) -> Self {
        let from = run.end.saturating_sub(LENGTH).max(window.taken);
        Self::read(window.of(from, bare_end(window, run)), false)
    }

    /// The name that a key or the header of a column is, spaces between its words too.
    pub(crate) fn of_key(key: &[u8]) -> Self {
        let window = Window::of_text(key);
        let end = bare_end(&window, Run { end: key.len(), start: 0 });
        Self::read(window.of(end.saturating_sub(LENGTH), end), true)
    }

    fn read(text: &[u8], is_key: bool) -> Self {
        let mut bytes = [b'_'; LENGTH];
        let mut places = bytes.iter_mut().rev();
        let mut was_upper = false;
        for byte in text.iter().rev() {
            let put = match of(&PUT, *byte) {
                0 if is_key && *byte == b' ' => b'_',
                0 => break,
                put => put,
            };
            let begins = was_upper && put == *byte && put != b'_';
            let Some(place) = places.nth(usize::from(begins)) else { break };
            *place = put;
            was_upper = byte.is_ascii_uppercase();
        }
        let start = places.len();
        Self { bytes, start }
    }

    /// Whether it ends with a word, joined to what stands before it or not.
    pub(crate) fn ends(&self, word: &str) -> bool {
        self.bytes.get(self.start..).unwrap_or_default().ends_with(word.as_bytes())
    }

    /// Whether a word ends it, and another stands before that one.
    pub(crate) fn is_before(&self, word: &str, last: &str) -> bool {
        let name = self.bytes.get(self.start..).unwrap_or_default();
        let rest = name.strip_suffix(last.as_bytes()).unwrap_or_default();
        rest.strip_suffix(b"_").unwrap_or(rest).ends_with(word.as_bytes())
    }

    /// Whether its last words are these.
    pub(crate) fn is(&self, words: &str) -> bool {
        let name = self.bytes.get(self.start..).unwrap_or_default();
        let before = name.strip_suffix(words.as_bytes());
        before.is_some_and(|before| matches!(before, [] | [.., b'_']))
    }
}

impl Value {
    /// Whether it says nothing: empty, a label, asterisks, a place-holder, or a word of a schema.
    pub(crate) fn is_idle(&self, window: &Window<'_>) -> bool {
        let text = window.of(self.start, self.end).trim_ascii();
        match text {
            [] | [b'$', b'{' | b'(', ..] | [b'{', b'{', ..] | [b'<', .., b'>'] => return true,
            // The beginning of an object or a list, which are no values of their own.
            [b'{', ..] | [b'[', b'"' | b'\'' | b'{' | b'\\', ..] if !self.is_quoted => return true,
            [b'[', label @ ..] if is_label(label.strip_suffix(b"]").unwrap_or(label)) => {
                return true;
            }
            _ => {}
        }
        text.iter().all(|byte| *byte == b'*')
            || text.chunks(3).all(|bullet| bullet == "•".as_bytes())
            || IDLE.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// What it is as a whole line: what is too long goes on up to its end.
    pub(crate) fn lined(self) -> Self {
        Self { rest: if self.rest == Rest::Token { Rest::Line(b'"') } else { self.rest }, ..self }
    }

    /// The part of it from a place on.
    pub(crate) fn from(self, start: usize) -> Self {
        Self { start, ..self }
    }
}

/// The last letters of a name, in small letters: most names are told apart by them.
pub(crate) fn last(window: &Window<'_>, run: Run) -> [u8; 8] {
    let end = bare_end(window, run);
    let mut last = [b' '; 8];
    let letters = window.of(end.saturating_sub(last.len()).max(window.taken), end);
    if let Some(whole) = letters.first_chunk() {
        return whole.map(|byte: u8| byte | 0x20);
    }
    for (place, byte) in last.iter_mut().rev().zip(letters.iter().rev()) {
        *place = byte | 0x20;
    }
    last
}

/// Reads the value of the name that ends with a run.
pub(crate) fn read(window: &Window<'_>, run: Run) -> Read {
    if run.end - run.start > LENGTH || label::ends(window, run) {
        return Read::Nothing;
    }
    let mut at = window.span(run.end, 8, |byte| matches!(byte, b'\\' | b'"' | b'\'' | b'`' | b']'));
    at = window.span(at, 4, is_space);
    let sign = window.at(at);
    if window.is_open(at) || (matches!(sign, b':' | b'=') && window.is_open(at + 1)) {
        return Read::More;
    }
    at += match (sign, window.at(at + 1)) {
        (b':', b':') | (b'=', b'=') => return Read::Nothing,
        (b':', b'=') | (b'=', b'>') => 2,
        (b':' | b'=', _) => 1,
        _ => return Read::Nothing,
    };
    at = window.span(at, 8, is_space);
    let open = window.span(at, 7, |byte| byte == b'\\');
    if window.is_open(open) {
        return Read::More;
    }
    let quote = window.at(open);
    if matches!(quote, b'"' | b'\'' | b'`') {
        return quoted(
            window,
            Quote { byte: quote, slashes: open - at },
            open + 1,
            run.start + AHEAD,
        );
    }
    let value = plain(window, at, run.start + AHEAD, is_end);
    match value {
        Read::Value(value) => Read::Value(Value { is_set: sign == b'=', ..value }),
        other => other,
    }
}

/// What opens and closes a value: a mark with so many backslashes before it.
#[derive(Clone, Copy, Debug)]
struct Quote {
    byte: u8,
    slashes: usize,
}

impl Quote {
    /// Whether it closes after so many backslashes: those of a string within a string are doubled.
    const fn closes(self, slashes: usize) -> bool {
        slashes < self.slashes || ((slashes - self.slashes) / (self.slashes + 1)).is_multiple_of(2)
    }
}

fn quoted(window: &Window<'_>, quote: Quote, start: usize, limit: usize) -> Read {
    let value = |end, rest| Read::Value(Value { end, is_quoted: true, is_set: true, rest, start });
    let mut slashes = 0;
    for at in start..limit {
        if window.is_open(at) {
            return Read::More;
        }
        match window.at(at) {
            b'\n' | b'\r' => return value(at, Rest::Whole),
            _ if at >= window.bytes.len() => return value(at, Rest::Whole),
            b'\\' => slashes += 1,
            byte if byte == quote.byte && quote.closes(slashes) => {
                return value(at - slashes.min(quote.slashes), Rest::Whole);
            }
            _ => slashes = 0,
        }
    }
    value(limit, Rest::Line(quote.byte))
}

/// A value without quotation marks, up to what ends it.
pub(crate) fn plain(
    window: &Window<'_>,
    start: usize,
    limit: usize,
    is_end: fn(&Window<'_>, usize) -> bool,
) -> Read {
    let mut at = start;
    while at < limit {
        // Whether a backslash ends it depends on what follows.
        if window.is_open(at) || (window.at(at) == b'\\' && window.is_open(at + 1)) {
            return Read::More;
        }
        if at >= window.bytes.len() || is_end(window, at) {
            break;
        }
        at += 1;
    }
    let rest = if at >= limit { Rest::Token } else { Rest::Whole };
    Read::Value(Value { end: at, is_quoted: false, is_set: false, rest, start })
}

/// Whether a value ends at a place: at a space, at a mark, or at an escaped line break.
fn is_end(window: &Window<'_>, at: usize) -> bool {
    match window.at(at) {
        b',' | b';' | b'&' | b'"' | b'\'' | b'`' | b'<' | b'>' | b')' | b']' | b'}' | ..=b' ' => {
            true
        }
        b'\\' => matches!(window.at(at + 1), b'n' | b'r' | b't' | b'"' | b'\''),
        _ => false,
    }
}

/// Whether this is what stands between the brackets of a label.
fn is_label(text: &[u8]) -> bool {
    let mut parts = text.splitn(2, |byte| matches!(byte, b':' | b'#' | b'-'));
    let is_code = |code: &[u8]| {
        code.first().is_some_and(u8::is_ascii_uppercase)
            && code.iter().all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
    };
    parts.next().is_some_and(is_code)
        && parts.next().is_none_or(|rest| rest.iter().all(u8::is_ascii_alphanumeric))
}

/// The end of a run without up to two digits that number it.
pub(crate) fn bare_end(window: &Window<'_>, run: Run) -> usize {
    if window.before(run.end).is_ascii_digit() {
        run.end - 1 - usize::from(window.before(run.end - 1).is_ascii_digit())
    } else {
        run.end
    }
}

/// What a name has in the place of a byte; zero where it ends.
static PUT: [u8; 256] = table!(byte => match byte {
    b'_' | b'-' | b'.' => b'_',
    byte if byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
    _ => 0,
});

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// What stands for a value where there is none.
const IDLE: [&str; 14] = [
    "true",
    "false",
    "null",
    "none",
    "nil",
    "undefined",
    "redacted",
    "filtered",
    "hidden",
    "masked",
    "string",
    "str",
    "required",
    "optional",
];
/// Most bytes of a name that are looked at.
const LENGTH: usize = 48;
/// Most bytes from the beginning of a name's last word to its value: the word, what stands between them and
/// the scheme of an authorization.
pub(crate) const MOST: usize = 128;
