//! A text in pieces, redacted as it comes.
//!
//! **Any way to cut a text gives the same output.** What is not decided yet is held back: at most
//! [`crate::MOST_HELD`] bytes, beyond which something that may be a secret is taken for one.

use crate::{
    action::PseudonymKey,
    escape::Escape,
    format::{Format, csv::Csv, form::Form, json::Json},
    known::Known,
    plan::Plan,
    record::Record,
    sink::{Progress, Report, Sink},
};

/// A redaction in progress.
#[derive(Debug)]
pub struct Stream {
    /// Values that are known.
    known: Known,
    progress: Progress,
    reader: Reader,
}

#[derive(Debug)]
enum Reader {
    /// Nothing but white space came so far.
    Auto,
    /// An opening bracket, which is not read yet: what follows says what it begins.
    Bracket,
    Csv(Box<Csv>),
    Form(Box<Form>),
    Json(Box<Json>),
    Text(Box<Record>),
}

impl Reader {
    fn of(format: Format) -> Self {
        match format {
            Format::Auto => Self::Auto,
            Format::Csv => Self::Csv(Box::new(Csv::new(b','))),
            Format::Tsv => Self::Csv(Box::new(Csv::new(b'\t'))),
            Format::Form => Self::Form(Box::default()),
            Format::Json => Self::Json(Box::default()),
            Format::Text => Self::text(),
        }
    }

    fn text() -> Self {
        let mut record = Box::<Record>::default();
        record.begin(Escape::None, 0);
        Self::Text(record)
    }

    /// What a text is by how it begins, and what of it is to be read; nothing where that cannot be told yet.
    ///
    /// No value of JSON begins with a capital letter, and labels do: what is redacted stays the text that it
    /// was.
    fn tell<'b>(&mut self, bytes: &'b [u8], last: bool, sink: &mut Sink<'_>) -> Option<&'b [u8]> {
        let held = matches!(self, Self::Bracket);
        let is_space = |byte: &u8| !held && byte.is_ascii_whitespace();
        let space = bytes.iter().position(|byte| !is_space(byte)).unwrap_or(bytes.len());
        let (space, bytes) = bytes.split_at_checked(space).unwrap_or_default();
        sink.pass(space);
        let (first, second) =
            if held { (b'[', bytes.first()) } else { (*bytes.first()?, bytes.get(1)) };
        *self = match (first, second) {
            (b'[', None) if !last => {
                *self = Self::Bracket;
                return None;
            }
            (b'[', Some(b'A'..=b'Z')) => Self::text(),
            (b'{' | b'[', _) => Self::of(Format::Json),
            _ => Self::text(),
        };
        if held {
            self.feed(b"[", false, sink);
        }
        Some(bytes)
    }

    fn feed(&mut self, bytes: &[u8], last: bool, sink: &mut Sink<'_>) {
        match self {
            Self::Auto | Self::Bracket => {}
            Self::Csv(csv) => csv.feed(bytes, last, sink),
            Self::Form(form) => form.feed(bytes, last, sink),
            Self::Json(json) => json.feed(bytes, last, sink),
            Self::Text(record) => record.feed(bytes, last, sink),
        }
    }
}

impl Stream {
    /// Begins a text of a format.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self { known: Known::default(), progress: Progress::default(), reader: Reader::of(format) }
    }

    /// Gives the key of pseudonyms.
    #[must_use]
    pub fn with_key(mut self, key: PseudonymKey) -> Self {
        self.progress.key = Some(key);
        self
    }

    /// Gives the key of tokens, and for whom they are made.
    #[cfg(feature = "token")]
    #[must_use]
    pub fn with_token_key(mut self, key: crate::TokenKey, tenant: &str) -> Self {
        self.progress.sealer = Some(crate::seal::Sealer { key, tenant: tenant.to_owned() });
        self
    }

    /// Has a value redacted wherever it stands, in any letters: one of 3 to 128 bytes, and of the first 32.
    #[must_use]
    pub fn with_known(mut self, label: &str, value: &str) -> Self {
        self.known.add(label, value);
        self
    }

    /// Has every match reported with its place.
    #[must_use]
    pub const fn with_spans(mut self) -> Self {
        self.progress.keeps_spans = true;
        self
    }

    /// Takes the next piece, and writes what is decided.
    pub fn push(&mut self, plan: &Plan, bytes: &[u8], out: &mut Vec<u8>) {
        self.feed(plan, bytes, false, out);
    }

    /// Ends the text, writes the rest of it, and tells what was found.
    #[must_use]
    pub fn finish(mut self, plan: &Plan, out: &mut Vec<u8>) -> Report {
        self.feed(plan, &[], true, out);
        self.progress.report()
    }

    /// How many bytes of the text are done: written, replaced or left out.
    #[must_use]
    pub fn position(&self) -> usize {
        usize::try_from(self.progress.position).unwrap_or(usize::MAX)
    }

    /// What was found so far, and not told before.
    pub fn report(&mut self) -> Report {
        self.progress.report()
    }

    pub(crate) fn feed(&mut self, plan: &Plan, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        let mut sink = Sink::new(plan, &self.known, &mut self.progress, out);
        let mut bytes = bytes;
        if matches!(self.reader, Reader::Auto | Reader::Bracket) {
            let Some(rest) = self.reader.tell(bytes, last, &mut sink) else { return };
            bytes = rest;
        }
        self.reader.feed(bytes, last, &mut sink);
    }
}

impl Plan {
    /// Redacts a whole text, and tells what was found.
    #[must_use]
    pub fn redact(&self, text: &str, format: Format) -> (String, Report) {
        Stream::new(format).whole(self, text)
    }
}

impl Stream {
    /// Redacts a whole text at once, and tells what was found.
    #[must_use]
    pub fn whole(mut self, plan: &Plan, text: &str) -> (String, Report) {
        let mut out = Vec::with_capacity(text.len());
        self.feed(plan, text.as_bytes(), true, &mut out);
        // INVARIANT: what is replaced begins and ends where characters do, and labels are ASCII.
        let out = String::from_utf8(out).unwrap_or_default();
        (out, self.progress.report())
    }
}
