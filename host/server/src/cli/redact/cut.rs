//! Where a text can be cut in two without changing what is found in it.
//!
//! INVARIANT: a cut is behind the end of a line, never within a record or a PEM block.

use super::format::Format;

/// The last place where the text can be cut; `hard` where no more of it should be kept.
pub(super) fn cut(format: Format, text: &str, hard: bool) -> Option<usize> {
    match format {
        Format::Auto | Format::Text => lines(text, hard),
        Format::Csv => records(text, b',').last().filter(|end| *end < text.len()),
        Format::Tsv => records(text, b'\t').last().filter(|end| *end < text.len()),
        Format::Form => None,
        Format::Json => values(text),
    }
}

/// The length of the first record of a table.
pub(super) fn header(format: Format, text: &str) -> usize {
    let first = match format {
        Format::Csv => records(text, b',').next(),
        Format::Tsv => records(text, b'\t').next(),
        _ => Some(0),
    };
    first.unwrap_or(text.len())
}

/// Between lines of which neither can be a part of a PEM block.
///
/// A list may consist of Base64 alone; `hard` then trusts the marks of a block alone.
fn lines(text: &str, hard: bool) -> Option<usize> {
    let (mut at, mut last, mut was_plain) = (0, None, false);
    // Bytes that may still belong to the block that began.
    let mut block: usize = 0;
    for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        let is_plain = is_plain(line) || hard && !line.starts_with(HYPHENS);
        if is_plain && was_plain && block == 0 {
            last = Some(at).filter(|at| *at > 0).or(last);
        }
        block = match line {
            line if line.contains("-----BEGIN") => MOST_PEM,
            line if line.contains("-----END") => 0,
            line => block.saturating_sub(line.len()),
        };
        was_plain = is_plain;
        at += line.len();
    }
    last
}

/// Whether a line is no part of a PEM block.
fn is_plain(line: &str) -> bool {
    let line = line.trim();
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    !line.starts_with(HYPHENS) && !line.bytes().all(base64)
}

/// Ends of the records of a table (RFC 4180): a line end within quotes is none.
fn records(text: &str, separator: u8) -> impl Iterator<Item = usize> {
    let mut state = State::Start;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        state = match (state, byte) {
            (State::Start, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::Quote,
            (State::Quote, b'"') | (State::Quoted, _) => State::Quoted,
            (_, b'\n') => State::Start,
            (_, byte) if byte == separator => State::Start,
            _ => State::Plain,
        };
        (byte == b'\n' && matches!(state, State::Start)).then_some(at + 1)
    })
}

/// Between two lines of which the first is a JSON value by itself and the second begins one.
fn values(text: &str) -> Option<usize> {
    let mut end = text.rfind('\n')? + 1;
    loop {
        let (before, after) = text.split_at(end);
        let before = before.strip_suffix('\n').unwrap_or(before);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.split_at(start).1.trim();
        let whole = line.starts_with(['{', '[']) && after.starts_with(['{', '[']);
        if whole && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok() {
            return Some(end);
        }
        if start == 0 {
            return None;
        }
        end = start;
    }
}

#[derive(Clone, Copy)]
enum State {
    Plain,
    Quote,
    Quoted,
    Start,
}

const HYPHENS: &str = "-----";
/// Bytes after which a block without an end is none: more than any key has.
const MOST_PEM: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::{Format, cut, header};

    #[test]
    fn a_cut_is_between_records() {
        let pem =
            "a b\nc d\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIE\nab cd\n";
        let cases = [
            (Format::Text, "a b\nc d\ne f\nrest", Some(8)),
            (Format::Text, "a b", None),
            (Format::Text, "a b\nc d", None),
            (Format::Text, pem, Some(4)),
            (Format::Text, "a b\nMIIE\nc d\n", None),
            (Format::Json, "{\"a\":1}\n{\"b\":2}\n{\"c\"", Some(16)),
            (Format::Json, "{\"a\":1}\n", None),
            (Format::Json, "[\n{\"a\":1},\n{\"b\":2}\n]\n", None),
            (Format::Json, "{\n\"a\":\n[1]\n}\n", None),
            (Format::Csv, "a,b\n1,\"x\n\"\"y\"\n2,", Some(14)),
            (Format::Csv, "a\nx\"y\nz\n\"\n", Some(8)),
            (Format::Tsv, "a\t\"b\nc\"\n1", Some(8)),
            (Format::Form, "a=1&b=2\nc=3\n", None),
        ];
        for (format, text, expected) in cases {
            assert_eq!(cut(format, text, false), expected, "{text:?}");
        }
    }

    #[test]
    fn a_list_of_base64_is_cut_where_it_must_be() {
        let list = "YWJj\nZGVm\nZ2hp\n";
        assert_eq!(cut(Format::Text, list, false), None);
        assert_eq!(cut(Format::Text, list, true), Some(10));
        let block = "a b\nc d\n-----BEGIN PRIVATE KEY-----\nYWJj\nZGVm\n";
        assert_eq!(cut(Format::Text, block, true), Some(4));
    }

    #[test]
    fn a_table_has_a_header() {
        for (format, text, length) in [
            (Format::Csv, "a,\"b\n\"\n1,2\n", 7),
            (Format::Tsv, "a\tb\n1", 4),
            (Format::Csv, "a", 1),
            (Format::Text, "a\nb", 0),
        ] {
            assert_eq!(header(format, text), length, "{text:?}");
        }
    }
}
