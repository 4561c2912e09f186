//! The content of one text, one string or one field, in as many pieces as it comes in.

use memchr::memchr;

use crate::{
    action::Action,
    context::Kinds,
    escape::{Escape, Unit},
    fold::{self, Look},
    scan::{Hit, KNOWN, Next, Scan, State},
    sink::{Sink, Subject, Why},
    swallow::Swallow,
    window::{AHEAD, BEHIND, Window, Written},
};

/// One record and where its scan is.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// What the key of the record says of it.
    pub(crate) context: Kinds,
    /// The text: what was decided already as far as anybody looks back, then what is not yet.
    bytes: Vec<u8>,
    escape: Escape,
    /// The first byte that is not decided.
    floor: usize,
    /// Whether characters are read as what they look like.
    folds: bool,
    /// For each escape that is not decided: where it begins in the text, what it is long there, and raw.
    marks: Vec<Mark>,
    /// The first of the marks that is not decided.
    marked: usize,
    /// The raw form of the text, where it has escapes.
    raw: Vec<u8>,
    /// The first raw byte that is not decided.
    raw_floor: usize,
    state: State,
    /// What the last match goes on with.
    swallow: Option<Swallow>,
    /// How many characters that stand for nothing came last, one after the other.
    silent: usize,
    /// A part of an escape.
    tail: Vec<u8>,
    /// The byte after the last match.
    taken: usize,
    /// What is written up to there.
    written: Written,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    length: usize,
    raw: usize,
}

impl Record {
    /// A record of which nothing is known yet.
    pub(crate) fn begin(&mut self, escape: Escape, context: Kinds) {
        self.bytes.clear();
        self.marks.clear();
        self.raw.clear();
        self.tail.clear();
        (self.context, self.escape) = (context, escape);
        (self.floor, self.marked, self.raw_floor, self.silent, self.taken) = (0, 0, 0, 0, 0);
        (self.state, self.swallow, self.written) = (State::default(), None, Written::new());
    }

    /// Takes the next piece; the record ends with it where it is the last.
    pub(crate) fn feed(&mut self, raw: &[u8], last: bool, sink: &mut Sink<'_>) {
        self.folds = sink.plan.folds;
        let plain = self.bytes.is_empty()
            && self.tail.is_empty()
            && self.swallow.is_none()
            && last
            && !self.is_mapped_in(raw);
        if plain {
            // The usual case: all of it is here, and nothing stands for anything else.
            self.scan_whole(raw, sink);
            return;
        }
        self.decode(raw, last);
        self.scan(last, sink);
        if last {
            let (context, escape) = (self.context, self.escape);
            self.begin(escape, context);
        }
    }

    fn scan_whole(&mut self, bytes: &[u8], sink: &mut Sink<'_>) {
        let (plan, known) = (sink.plan, sink.known);
        let window = Window { countries: plan.rules.countries, ..Window::of_text(bytes) };
        let mut scan = Scan::new(plan, known, self.context, State::default(), window);
        let (mut done, begun) = (0, sink.out.len());
        while let Next::Hit(hit) = scan.next(done) {
            let Some(before) = bytes.get(done..hit.start) else { break };
            sink.pass(before);
            let mut end = hit.end;
            if let Some(mut swallow) = Swallow::after(hit.rest) {
                end += swallow.take(bytes.get(hit.end..).unwrap_or_default()).0;
            }
            let value = bytes.get(hit.start..end).unwrap_or_default();
            let stands = put(sink, hit, before, (value, value), self.escape);
            if self.escape == Escape::None {
                scan.window.written = Written::of(sink.out.get(begun..).unwrap_or_default());
            } else if end < bytes.len() {
                scan.window.written.push(before);
                scan.window.written.push(stands);
            }
            done = end;
            (scan.window.floor, scan.window.taken) = (done, done);
        }
        sink.pass(bytes.get(done..).unwrap_or_default());
    }

    /// Whether the text is not the raw bytes themselves.
    fn is_mapped(&self) -> bool {
        self.escape != Escape::None || self.folds
    }

    /// Whether something may stand for something else in a text.
    fn is_mapped_in(&self, raw: &[u8]) -> bool {
        match (self.escape, self.folds) {
            (Escape::None, false) => false,
            (Escape::Json, false) => memchr(b'\\', raw).is_some(),
            _ => raw.iter().any(|byte| self.begins(*byte)),
        }
    }

    /// Whether a byte may begin something that stands for something else.
    const fn begins(&self, byte: u8) -> bool {
        self.escape.begins(byte) || (self.folds && fold::begins(byte))
    }

    /// What begins a text: the bytes that it stands for, and how many they and it are; nothing where more
    /// of it must be there.
    fn read(&self, text: &[u8]) -> Option<([u8; 4], usize, usize)> {
        let (bytes, length, raw) = match self.escape.read(text) {
            Unit::More => return None,
            Unit::Plain => {
                // A percent sign is the form's own.
                let percent = text.first() == Some(&b'%') && self.escape != Escape::None;
                let look = if self.folds && !percent { fold::read(text) } else { Look::Itself };
                return match look {
                    Look::Itself => Some(itself(text)),
                    Look::Like { byte, raw } => {
                        Some(([byte.unwrap_or(0), 0, 0, 0], usize::from(byte.is_some()), raw))
                    }
                    Look::More => None,
                };
            }
            Unit::Stands { bytes, length, raw } => (bytes, length, raw),
        };
        let character = bytes.get(..length).unwrap_or_default();
        match fold::read(character) {
            Look::Like { byte, raw: whole } if self.folds && length > 1 && whole == length => {
                Some(([byte.unwrap_or(0), 0, 0, 0], usize::from(byte.is_some()), raw))
            }
            _ => Some((bytes, length, raw)),
        }
    }

    /// Adds a piece to the text, with its escapes read.
    fn decode(&mut self, raw: &[u8], last: bool) {
        if !self.is_mapped() {
            self.bytes.extend_from_slice(raw);
            return;
        }
        let mut joined = std::mem::take(&mut self.tail);
        let raw = if joined.is_empty() {
            raw
        } else {
            joined.extend_from_slice(raw);
            &joined
        };
        let mut at = 0;
        while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = rest.iter().position(|byte| self.begins(*byte)).unwrap_or(rest.len());
            if plain > 0 {
                let bytes = rest.get(..plain).unwrap_or_default();
                self.bytes.extend_from_slice(bytes);
                self.raw.extend_from_slice(bytes);
                self.silent = 0;
                at += plain;
                continue;
            }
            let (bytes, length, raw_length) = match self.read(rest) {
                None if !last => {
                    self.tail = rest.to_vec();
                    return;
                }
                // SECURITY: what stands for nothing is held back too, so there may be a few of them alone.
                Some((_, 0, _)) if self.silent >= MOST_SILENT => itself(rest),
                None => itself(rest),
                Some(read) => read,
            };
            self.silent = if length == 0 { self.silent + 1 } else { 0 };
            self.marks.push(Mark { at: self.bytes.len(), length, raw: raw_length });
            self.bytes.extend_from_slice(bytes.get(..length).unwrap_or_default());
            self.raw.extend_from_slice(rest.get(..raw_length).unwrap_or_default());
            at += raw_length;
        }
    }

    fn scan(&mut self, last: bool, sink: &mut Sink<'_>) {
        let (plan, known) = (sink.plan, sink.known);
        loop {
            if let Some(mut swallow) = self.swallow {
                let rest = self.bytes.get(self.floor..).unwrap_or_default();
                let (count, ended) = swallow.take(rest);
                let raw = self.raw_length(self.floor + count);
                sink.swallow(raw);
                self.advance(self.floor + count);
                self.taken = self.floor;
                self.swallow = (!ended).then_some(swallow);
                if !ended {
                    break;
                }
            }
            let window = Window {
                bytes: &self.bytes,
                countries: plan.rules.countries,
                floor: self.floor,
                last,
                taken: self.taken,
                written: self.written,
            };
            let mut scan = Scan::new(plan, known, self.context, self.state, window);
            let next = scan.next(self.floor);
            self.state = scan.state;
            match next {
                Next::Clean(end) => {
                    self.pass(end, sink);
                    break;
                }
                Next::Hit(hit) => {
                    self.pass(hit.start, sink);
                    let before = self.bytes.get(self.taken..hit.start).unwrap_or_default();
                    self.written.push(before);
                    let raw = self.raw_length(hit.end);
                    let value = self.bytes.get(hit.start..hit.end).unwrap_or_default();
                    let raw = if !self.is_mapped() { value } else { self.raw_of(raw) };
                    let stands = put(sink, hit, before, (value, raw), self.escape);
                    self.written.push(stands);
                    self.advance(hit.end);
                    self.swallow = Swallow::after(hit.rest);
                    self.taken = self.floor;
                }
            }
        }
        self.forget();
    }

    /// Passes on what is decided and nothing.
    fn pass(&mut self, end: usize, sink: &mut Sink<'_>) {
        if !self.is_mapped() {
            sink.pass(self.bytes.get(self.floor..end).unwrap_or_default());
        } else {
            let raw = self.raw_length(end);
            sink.pass(self.raw_of(raw));
        }
        self.advance(end);
    }

    /// How many raw bytes stand for what is not decided up to a place; an escape of which a part is
    /// before it is whole.
    fn raw_length(&self, end: usize) -> usize {
        let mut length = end.saturating_sub(self.floor);
        let marks = self.marks.get(self.marked..).unwrap_or_default();
        for mark in marks.iter().take_while(|mark| mark.at < end) {
            length = (length + mark.raw).saturating_sub(mark.length);
        }
        length
    }

    /// The next so many raw bytes.
    fn raw_of(&self, count: usize) -> &[u8] {
        self.raw.get(self.raw_floor..self.raw_floor + count).unwrap_or_default()
    }

    fn advance(&mut self, end: usize) {
        if self.is_mapped() {
            self.raw_floor += self.raw_length(end);
            let marks = self.marks.get(self.marked..).unwrap_or_default();
            self.marked += marks.iter().take_while(|mark| mark.at < end).count();
        }
        self.floor = end;
    }

    /// Forgets what nobody looks back to.
    fn forget(&mut self) {
        let kept = self.floor.saturating_sub(KEPT);
        if kept > AHEAD {
            self.bytes.drain(..kept);
            self.floor -= kept;
            self.taken = self.taken.saturating_sub(kept);
            self.raw.drain(..self.raw_floor.min(self.raw.len()));
            self.raw_floor = 0;
            self.marks.drain(..self.marked.min(self.marks.len()));
            self.marked = 0;
            for mark in &mut self.marks {
                mark.at -= kept;
            }
        }
    }
}

/// Puts what stands for a value in its place, and tells what that is.
fn put<'p>(
    sink: &'p mut Sink<'_>,
    hit: Hit,
    before: &[u8],
    (value, raw): (&'p [u8], &[u8]),
    escape: Escape,
) -> &'p [u8] {
    let (plan, known) = (sink.plan, sink.known);
    if plan.allows(value) {
        sink.pass(raw);
        return value;
    }
    let Hit { kind, rest, .. } = hit;
    let subject = match kind.checked_sub(KNOWN) {
        Some(at) => {
            let (action, why) = (&Action::Replace, Why::Known);
            Subject { action, kind, label: known.label(at), rest, why }
        }
        None => {
            let why = Why::Content(hit.rank.confidence());
            Subject { action: plan.action(kind), kind, label: plan.label(kind), rest, why }
        }
    };
    let mark = if escape == Escape::None { mark(before, value) } else { &[] };
    if mark.is_empty() {
        return sink.replace(subject, value, raw, escape);
    }
    let from = sink.out.len();
    sink.replace(subject, value, raw, escape);
    sink.quote(from, raw, mark)
}

/// The quotation mark that ends the name of a number, as a text has it that is JSON too: with the backslashes
/// of a string in a string. Nothing where there is none.
fn mark<'b>(before: &'b [u8], value: &[u8]) -> &'b [u8] {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    let trimmed = |text: &'b [u8]| {
        let last = text.iter().rposition(|byte| !is_blank(byte));
        last.and_then(|last| text.get(..=last)).unwrap_or_default()
    };
    if !value.iter().all(u8::is_ascii_digit) {
        return &[];
    }
    let before = before.get(before.len().saturating_sub(BEHIND)..).unwrap_or_default();
    let name = trimmed(before).strip_suffix(b":").map(trimmed).unwrap_or_default();
    let Some(rest) = name.strip_suffix(b"\"") else { return &[] };
    let slashes = rest.iter().rev().take_while(|byte| **byte == b'\\').count();
    name.get(rest.len() - slashes..).unwrap_or_default()
}

/// The first byte of a text, which stands for itself.
fn itself(text: &[u8]) -> ([u8; 4], usize, usize) {
    ([text.first().copied().unwrap_or(0), 0, 0, 0], 1, 1)
}

/// Most characters that stand for nothing and are read as nothing, one after the other.
const MOST_SILENT: usize = 4;
/// Bytes before what is not decided that are kept: context looks back 48, and one more to see a whole word.
const KEPT: usize = BEHIND + 64;
