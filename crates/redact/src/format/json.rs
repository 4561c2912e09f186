//! JSON, as a stream of tokens: no document is ever held.
//!
//! Strings, numbers and member names are looked at; the output is JSON wherever the input is. What is no
//! JSON is read as text up to the end of its line, so that a log may have both.

use memchr::memchr2;

use crate::{
    context::Kinds,
    escape::Escape,
    format::member::Members,
    path::Steps,
    plan::Fate,
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
    members: Members,
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
        let mut used = 0;
        for byte in bytes {
            if !self.mark(*byte, sink) {
                break;
            }
            used += 1;
            if matches!(self.place, Place::InString { .. }) {
                break;
            }
        }
        sink.pass(bytes.get(..used).unwrap_or_default());
        if used == 0
            && matches!(self.place, Place::After | Place::Colon | Place::Name | Place::Value)
        {
            self.break_off(sink);
        }
        used
    }

    /// Takes one byte, if it is any of those; none of the value that begins with it.
    fn mark(&mut self, byte: u8, sink: &Sink<'_>) -> bool {
        let in_object = self.open.last().is_some_and(|container| container.is_object);
        let top = self.open.is_empty() && self.deeper == 0;
        match (byte, self.place) {
            (b' ' | b'\t' | b'\n' | b'\r', _) => {}
            (b'"', Place::Name) => {
                self.key.clear();
                self.place = Place::InString { is_key: true, escaped: false };
            }
            (b'"', Place::Value) => {
                self.begin_value(Place::InString { is_key: false, escaped: false }, sink);
            }
            (b':', Place::Colon) => self.place = Place::Value,
            (b',', Place::After) if !top => {
                self.place = if in_object && self.deeper == 0 { Place::Name } else { Place::Value };
            }
            (b'{' | b'[', Place::Value) => self.enter(byte == b'{', sink),
            (b']', Place::Value | Place::After) if !in_object && !top => self.leave(),
            (b'}', Place::Name | Place::After) if (in_object || self.deeper > 0) && !top => {
                self.leave();
            }
            (b'-' | b'0'..=b'9', Place::Value) => {
                self.begin_value(Place::Number, sink);
                return false;
            }
            (b't' | b'f' | b'n', Place::Value) => {
                self.begin_value(Place::Literal, sink);
                return false;
            }
            _ => return false,
        }
        true
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
        let (own, said) = match sink.plan.ruled(&self.path) {
            Some(fate) => (fate, 0),
            None if container.is_object => self.members.fate(sink.plan, &self.key),
            None => (Fate::Scan, 0),
        };
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
            let rest = bytes.get(end..).unwrap_or_default();
            let Some(next) = memchr2(b'"', b'\\', rest) else {
                self.place = Place::InString { is_key, escaped: end > bytes.len() };
                self.content(bytes, false, is_key, sink);
                return bytes.len();
            };
            end += next;
            if bytes.get(end) == Some(&b'"') {
                break;
            }
            end += 2;
        }
        let text = bytes.get(..end).unwrap_or_default();
        if is_key {
            self.end_name(text, sink);
        } else {
            self.content(text, true, false, sink);
        }
        sink.pass(b"\"");
        self.after(is_key);
        end + 1
    }

    /// The rest of a member's name: all of it, most often, and one that came before.
    fn end_name(&mut self, text: &[u8], sink: &mut Sink<'_>) {
        let is_whole = self.key.is_empty();
        if is_whole && self.members.get(text).is_some_and(|member| member.is_clean) {
            self.key.extend_from_slice(text);
            sink.pass(text);
            return;
        }
        let matches = sink.progress.matches;
        self.content(text, true, true, sink);
        if is_whole && matches == sink.progress.matches {
            let _fate = self.members.fate(sink.plan, text);
            if let Some(member) = self.members.get(text) {
                member.is_clean = true;
            }
        }
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
            if self.key.is_empty() {
                self.value.begin(Escape::Json, 0);
            }
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
        if matches != sink.progress.matches {
            sink.quote(start, &number, b"\"");
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
