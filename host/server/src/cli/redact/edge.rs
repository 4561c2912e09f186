//! The edge between bytes and text: blocks of a stream, split between characters.
//!
//! A log may hold any bytes. What is no UTF-8 becomes U+FFFD here and is counted, because a text that is
//! not redacted at all would be worse.

use std::io::{self, Read};

/// A stream of bytes, read as text.
pub(super) struct Edge<R> {
    bytes: Vec<u8>,
    /// How many of `bytes` are there.
    filled: usize,
    input: R,
    /// Whether a block is there that was not given yet.
    is_begun: bool,
    is_ended: bool,
    read: u64,
    replaced: u64,
    text: String,
}

impl<R: Read> Edge<R> {
    /// Before the first byte.
    pub(super) fn new(input: R) -> Self {
        Self {
            bytes: vec![0; BLOCK],
            filled: 0,
            input,
            is_begun: false,
            is_ended: false,
            read: 0,
            replaced: 0,
            text: String::new(),
        }
    }

    /// Reads the first block, and tells whether it looks like something else than text.
    ///
    /// # Errors
    ///
    /// The text is in UTF-16, where nothing would be found; or it cannot be read.
    pub(super) fn begin(&mut self) -> io::Result<bool> {
        self.fill()?;
        self.is_begun = true;
        let first = self.bytes.get(..self.filled).unwrap_or_default();
        if first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") {
            return Err(io::Error::new(io::ErrorKind::InvalidData, UTF_16));
        }
        Ok(first.iter().take(LOOKED_AT).any(|byte| *byte == 0))
    }

    /// The next piece of the text; none at its end.
    pub(super) fn piece(&mut self) -> io::Result<Option<&str>> {
        if !std::mem::take(&mut self.is_begun) {
            if self.is_ended {
                return Ok(None);
            }
            self.fill()?;
        }
        self.decode();
        Ok((!self.text.is_empty() || !self.is_ended).then_some(self.text.as_str()))
    }

    /// Bytes that were read.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// How many sequences became U+FFFD.
    pub(super) fn replaced(&self) -> u64 {
        self.replaced
    }

    /// Reads once, after what is left of the last character.
    fn fill(&mut self) -> io::Result<()> {
        let room = self.bytes.get_mut(self.filled..).unwrap_or_default();
        let count = loop {
            match self.input.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.filled += count;
        self.read += count as u64;
        self.is_ended = count == 0;
        Ok(())
    }

    /// Makes text of what is there, and keeps the beginning of a character whose rest is to come.
    fn decode(&mut self) {
        self.text.clear();
        let mut rest = self.bytes.get(..self.filled).unwrap_or_default();
        while !rest.is_empty() {
            let (valid, bad) = match std::str::from_utf8(rest) {
                Ok(text) => (text.len(), 0),
                Err(error) => match error.error_len() {
                    Some(bad) => (error.valid_up_to(), bad),
                    None if self.is_ended => (error.valid_up_to(), rest.len()),
                    None => (error.valid_up_to(), 0),
                },
            };
            let (text, after) = rest.split_at(valid);
            self.text.push_str(std::str::from_utf8(text).unwrap_or_default());
            rest = after;
            if bad == 0 {
                break;
            }
            self.text.push(char::REPLACEMENT_CHARACTER);
            self.replaced += 1;
            rest = rest.get(bad..).unwrap_or_default();
        }
        let left = rest.len();
        self.bytes.copy_within(self.filled - left..self.filled, 0);
        self.filled = left;
    }
}

/// Bytes that are read at once.
const BLOCK: usize = 1 << 20;
/// Bytes in which a zero means that this is no text.
const LOOKED_AT: usize = 8192;
const UTF_16: &str = "the text is UTF-16: convert it to UTF-8 first";

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::Edge;

    /// Gives so many bytes at once.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len());
            self.0.read(&mut buffer[..count])
        }
    }

    fn text(bytes: &[u8], step: usize) -> (String, u64) {
        let mut edge = Edge::new(Slow(bytes, step));
        let mut text = String::new();
        edge.begin().expect("readable");
        while let Some(piece) = edge.piece().expect("readable") {
            text.push_str(piece);
        }
        assert_eq!(edge.read(), bytes.len() as u64);
        (text, edge.replaced())
    }

    #[test]
    fn bytes_are_text_however_they_come() {
        let cases: [(&[u8], u64); 6] = [
            (b"", 0),
            ("a\u{e9}\u{20ac}\u{1f4a9}z".as_bytes(), 0),
            (b"a\xffb\xc3(\xe2\x82", 3),
            (b"\xf0\x9f\x92", 1),
            (b"\xed\xa0\x80", 3),
            (b"\xff\xff", 2),
        ];
        for (bytes, replaced) in cases {
            for step in 1..8 {
                let expected = (String::from_utf8_lossy(bytes).into_owned(), replaced);
                assert_eq!(text(bytes, step), expected, "{bytes:?} {step}");
            }
        }
    }

    #[test]
    fn a_text_in_utf_16_is_refused() {
        for bytes in [b"\xff\xfea\0", b"\xfe\xff\0a"] {
            assert!(Edge::new(&bytes[..]).begin().is_err());
        }
        assert!(Edge::new(&b"a\0b"[..]).begin().expect("readable"));
        assert!(!Edge::new(&b"ab"[..]).begin().expect("readable"));
    }
}
