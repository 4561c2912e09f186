//! The lines that a list is built from.

use std::io::{self, BufRead, Read};

use clap::ValueEnum;
use wicketgate_core::{
    range::{Row, sha1},
    text::nfc,
};

use super::sort::Entry;

/// What the lines of the input are.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Format {
    /// `SHA1` or `SHA1:COUNT`
    Hashes,
    /// Passwords as people type them, in UTF-8
    Passwords,
}

/// What one line is.
pub(super) enum Line {
    /// Nothing stands on it.
    Blank,
    Entry(Entry),
    /// No password of any length that is accepted, no text, or no hash.
    Other,
}

/// Lines of an input, never more of one in memory than is of use.
pub(super) struct Lines<R> {
    buffer: Vec<u8>,
    format: Format,
    input: R,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R, format: Format) -> Self {
        Self { buffer: Vec::new(), format, input }
    }

    /// The next line, until there is none.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        self.buffer.clear();
        let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX);
        if self.input.by_ref().take(limit).read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(None);
        }
        if self.buffer.len() == MAX_LINE && !self.buffer.ends_with(b"\n") {
            self.input.skip_until(b'\n')?;
            return Ok(Some(Line::Other));
        }
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Ok(Some(match (str::from_utf8(line), self.format) {
            (Ok(""), _) => Line::Blank,
            (Ok(text), Format::Hashes) => hash(text).map_or(Line::Other, Line::Entry),
            (Ok(text), Format::Passwords) if text.len() <= MAX_PASSWORD => {
                Line::Entry(Entry { count: 1, hash: sha1(nfc(text).as_bytes()) })
            }
            _ => Line::Other,
        }))
    }
}

/// `SHA1` or `SHA1:COUNT`; a count of 0 is padding, and no entry.
fn hash(text: &str) -> Option<Entry> {
    let (digits, count) = match text.len() {
        DIGITS if text.bytes().all(|byte| byte.is_ascii_hexdigit()) => (text.as_bytes(), 1),
        _ => Row::parse(text, DIGITS).map(|row| (row.digits, row.count))?,
    };
    let mut hash = [0; 20];
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()?;
    }
    (count > 0).then_some(Entry { count, hash })
}

const DIGITS: usize = 40;
/// Longer than any line of use.
const MAX_LINE: usize = MAX_PASSWORD + 3;
/// The longest password that an engine takes, in bytes.
const MAX_PASSWORD: usize = 4096;
