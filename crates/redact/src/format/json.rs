//! JSON, as a stream of tokens: no document is ever held.
//!
//! Strings, numbers and member names are looked at; the output is JSON wherever the input is. What is no
//! JSON is read as text up to the end of its line, so that a log may have both.

use crate::{
    context::Kinds,
    escape::Escape,
    path::Steps,
    plan::Fate,
    prose,
    record::Record,
    sink::Sink,
    value::{Value, name},
};

/// Where a stream of JSON is.
#[derive(Debug, Default)]
pub(crate) struct Json {
    /// How many containers are open beyond those that are told apart.
    deeper: usize,
    /// The member name that is being read.
    key: Vec<u8>,
    /// A number that is being read.
    number: Vec<u8>,
    open: Vec<Container>,
    /// What becomes of the value that is being read.
    fate: Fate,
    /// From the top to the value that is being read.
    path: Steps,
    place: Place,
    text: Record,
    value: Value,
}

#[derive(Clone, Copy, Debug)]
struct Container {
    /// What the name says of everything in it.
    context: Kinds,
    /// What becomes of everything in it.
    fate: Fate,
    is_object: bool,
    items: u64,
}

/// What comes next.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Place {
    /// A comma or the end of a container.
    After,
    /// Text up to the end of the line.
    Broken,
    /// A colon.
    Colon,
    /// A string; whether it is a member's name, and whether a backslash came last.
    InString { is_key: bool, escaped: bool },
    /// `true`, `false` or `null`.
    Literal,
    /// The rest of a number that is longer than any that is looked for.
    LongNumber,
    /// A member's name, or the end of the object.
    Name,
    /// The rest of a number.
    Number,
    /// A value.
    #[default]
    Value,
}

impl Json {
    /// Takes the next piece.
    pub(crate) fn feed(&mut self, mut bytes: &[u8], last: bool, sink: &mut Sink<'_>) {
        while !bytes.is_empty() {
            let used = match self.place {
                Place::InString { is_key, escaped } => self.string(bytes, is_key, escaped, sink),
                Place::Number => self.number(bytes, sink),
                Place::Broken => self.broken(bytes, sink),
                Place::Literal => self.literal(bytes, sink),
                Place::LongNumber => self.long_number(bytes, sink),
                _ => self.structure(bytes, sink),
            };
            bytes = bytes.get(used..).unwrap_or_default();
        }
        if last {
            self.end(sink);
        }
    }

    fn end(&mut self, sink: &mut Sink<'_>) {
        match self.place {
            Place::InString { is_key, .. } => self.content(&[], true, is_key, sink),
            Place::Number => self.end_number(0, sink),
            Place::Literal => self.end_literal(sink),
            Place::Broken => self.text.feed(&[], true, sink),
            _ => {}
        }
        *self = Self::default();
    }

    /// White space, punctuation, and the first byte of a value.
    fn structure(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> usize {
        let space = bytes.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        let space = space.unwrap_or(bytes.len());
        if space > 0 {
            sink.pass(bytes.get(..space).unwrap_or_default());
            return space;
        }
        let byte = bytes.first().copied().unwrap_or(0);
        let in_object = self.open.last().is_some_and(|container| container.is_object);
        let top = self.open.is_empty() && self.deeper == 0;
        match (self.place, byte) {
            (Place::Value, b'"') => {
                self.begin_value(Place::InString { is_key: false, escaped: false }, sink);
            }
            (Place::Name, b'"') => {
                self.key.clear();
                self.value.begin(Escape::Json, 0);
                self.place = Place::InString { is_key: true, escaped: false };
            }
            (Place::Value, b'{' | b'[') => self.enter(byte == b'{', sink),
            (Place::Value, b'-' | b'0'..=b'9') => {
                self.begin_value(Place::Number, sink);
                return 0;
            }
            (Place::Value, b't' | b'f' | b'n') => {
                self.begin_value(Place::Literal, sink);
                return 0;
            }
            (Place::Value | Place::After, b']') if !in_object && !top => self.leave(),
            (Place::Name | Place::After, b'}') if (in_object || self.deeper > 0) && !top => {
                self.leave()
            }
            (Place::After, b',') if !top => {
                self.place = if in_object && self.deeper == 0 { Place::Name } else { Place::Value };
            }
            (Place::Colon, b':') => self.place = Place::Value,
            _ => {
                self.break_off(sink);
                return 0;
            }
        }
        sink.pass(bytes.get(..1).unwrap_or_default());
        1
    }

    /// What is no JSON is text up to the end of its line.
    fn break_off(&mut self, sink: &mut Sink<'_>) {
        self.open.clear();
        self.path.truncate(0);
        (self.deeper, self.fate, self.place) = (0, Fate::Scan, Place::Broken);
        self.text.begin(Escape::None, 0);
        sink.progress.report.malformed += 1;
    }

    fn broken(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> usize {
        match bytes.iter().position(|byte| *byte == b'\n') {
            None => {
                self.text.feed(bytes, false, sink);
                bytes.len()
            }
            Some(end) => {
                self.text.feed(bytes.get(..end).unwrap_or_default(), true, sink);
                self.place = Place::Value;
                end
            }
        }
    }

    fn enter(&mut self, is_object: bool, sink: &Sink<'_>) {
        if self.open.len() >= MOST_DEPTH {
            self.deeper += 1;
            self.place = Place::Value;
            return;
        }
        let (fate, context) = self.fate(sink);
        self.open.push(Container { context, fate, is_object, items: 0 });
        self.place = if is_object { Place::Name } else { Place::Value };
    }

    fn leave(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            self.place = Place::After;
            return;
        }
        self.open.pop();
        self.path.truncate(self.open.len());
        self.place = if self.open.is_empty() { Place::Value } else { Place::After };
    }

    /// What becomes of the value that begins, and what is known of it: by its own name, or by those of the
    /// containers that it stands in.
    fn fate(&mut self, sink: &Sink<'_>) -> (Fate, Kinds) {
        let depth = self.open.len();
        let Some(container) = self.open.last_mut() else { return (Fate::Scan, 0) };
        if !container.is_object {
            self.path.truncate(depth - 1);
            self.path.push(container.items.to_string().as_bytes());
            container.items += 1;
        }
        let (own, said) = sink.plan.fate(&self.path);
        let context = if container.is_object { said } else { container.context };
        (if container.fate == Fate::Scan { own } else { container.fate }, context)
    }

    fn begin_value(&mut self, place: Place, sink: &Sink<'_>) {
        let (fate, context) = self.fate(sink);
        (self.fate, self.place) = (fate, place);
        self.number.clear();
        self.value.begin(Escape::Json, context);
    }

    fn string(&mut self, bytes: &[u8], is_key: bool, escaped: bool, sink: &mut Sink<'_>) -> usize {
        let mut end = usize::from(escaped);
        loop {
            let Some(next) = prose::either(bytes, end, b'"', b'\\') else {
                self.place = Place::InString { is_key, escaped: end > bytes.len() };
                self.content(bytes, false, is_key, sink);
                return bytes.len();
            };
            end = next;
            if bytes.get(end) == Some(&b'"') {
                break;
            }
            end += 2;
        }
        self.content(bytes.get(..end).unwrap_or_default(), true, is_key, sink);
        sink.pass(b"\"");
        self.after(is_key);
        end + 1
    }

    fn after(&mut self, is_key: bool) {
        self.place = if is_key {
            let depth = self.open.len();
            self.path.truncate(depth.saturating_sub(1));
            self.path.push(&name(Escape::Json, &self.key));
            Place::Colon
        } else if self.open.is_empty() {
            Place::Value
        } else {
            Place::After
        };
    }

    /// A piece of a string.
    fn content(&mut self, raw: &[u8], last: bool, is_key: bool, sink: &mut Sink<'_>) {
        if is_key {
            let room = MOST_KEY.saturating_sub(self.key.len()).min(raw.len());
            self.key.extend_from_slice(raw.get(..room).unwrap_or_default());
            self.value.feed(raw, last, Fate::Scan, sink);
            return;
        }
        self.value.feed(raw, last, self.fate, sink);
    }

    fn number(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> usize {
        let end = bytes
            .iter()
            .position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
        let used = end.unwrap_or(bytes.len());
        self.number.extend_from_slice(bytes.get(..used).unwrap_or_default());
        if end.is_some() {
            self.end_number(bytes.get(used).copied().unwrap_or(0), sink);
        } else if self.number.len() > MOST_NUMBER {
            sink.pass(&std::mem::take(&mut self.number));
            self.place = Place::LongNumber;
        }
        used
    }

    fn long_number(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> usize {
        let end = bytes.iter().position(|byte| !byte.is_ascii_digit());
        let used = end.unwrap_or(bytes.len());
        sink.pass(bytes.get(..used).unwrap_or_default());
        if end.is_some() {
            self.after(false);
        }
        used
    }

    fn end_number(&mut self, next: u8, sink: &mut Sink<'_>) {
        let mut number = std::mem::take(&mut self.number);
        // Outside of everything a number is a line of its own, or the beginning of a line of text.
        if self.open.is_empty() && !matches!(next, b'\n' | b'\r' | 0) {
            self.break_off(sink);
            self.text.feed(&number, false, sink);
            return;
        }
        self.after(false);
        let (start, matches) = (sink.out.len(), sink.progress.matches);
        self.value.feed(&number, true, self.fate, sink);
        let made = sink.out.get(start..).unwrap_or_default();
        // What is no number any more is a string, and nothing is null.
        if matches != sink.progress.matches && made != number {
            if made.is_empty() {
                sink.out.extend_from_slice(b"null");
            } else {
                sink.out.insert(start, b'"');
                sink.out.push(b'"');
            }
        }
        number.clear();
        self.number = number;
    }

    fn literal(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> usize {
        let end = bytes.iter().position(|byte| !byte.is_ascii_lowercase());
        let used = end.unwrap_or(bytes.len());
        let room = (MOST_LITERAL - self.number.len().min(MOST_LITERAL)).min(used);
        self.number.extend_from_slice(bytes.get(..room).unwrap_or_default());
        if end.is_some() || room < used {
            self.end_literal(sink);
        }
        room
    }

    fn end_literal(&mut self, sink: &mut Sink<'_>) {
        let literal = std::mem::take(&mut self.number);
        if [&b"true"[..], b"false", b"null"].contains(&literal.as_slice()) {
            sink.pass(&literal);
            self.after(false);
        } else {
            self.break_off(sink);
            self.text.feed(&literal, false, sink);
        }
    }
}

/// Most containers within one another that are told apart.
const MOST_DEPTH: usize = 128;
/// Most bytes of a member's name that are looked at as a name.
const MOST_KEY: usize = 512;
/// One more than the longest of the three literals.
const MOST_LITERAL: usize = 6;
/// Most digits of a number that is looked at.
const MOST_NUMBER: usize = 64;
