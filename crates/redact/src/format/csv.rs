//! Values with commas or tabs between them; the first line is a header.

use crate::{
    context::Kinds,
    escape::Escape,
    path::Steps,
    plan::Fate,
    sink::Sink,
    value::{Value, name},
};

/// Where a stream of such lines is.
#[derive(Debug)]
pub(crate) struct Csv {
    column: usize,
    columns: Vec<(Fate, Kinds)>,
    /// The header's field that is being read.
    header: Vec<u8>,
    in_header: bool,
    place: Place,
    separator: u8,
    value: Value,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    /// The first byte of a field.
    Begin,
    /// A field without quotation marks.
    Bare,
    /// After a quotation mark within a field: it ends, or a second one stands for itself.
    Quote,
    /// A field within quotation marks.
    Quoted,
}

impl Csv {
    pub(crate) fn new(separator: u8) -> Self {
        Self {
            column: 0,
            columns: Vec::new(),
            header: Vec::new(),
            in_header: true,
            place: Place::Begin,
            separator,
            value: Value::default(),
        }
    }

    /// Takes the next piece.
    pub(crate) fn feed(&mut self, mut bytes: &[u8], last: bool, sink: &mut Sink<'_>) {
        while let Some(first) = bytes.first().copied() {
            let used = match self.place {
                Place::Begin => {
                    self.begin(first == b'"');
                    if first == b'"' {
                        sink.pass(b"\"");
                    }
                    usize::from(first == b'"')
                }
                Place::Bare => self.bare(bytes, sink),
                Place::Quoted => self.quoted(bytes, sink),
                Place::Quote if first == b'"' => {
                    // Two of them stand for one.
                    self.content(b"\"\"", false, sink);
                    self.place = Place::Quoted;
                    1
                }
                Place::Quote => {
                    self.content(&[], true, sink);
                    sink.pass(b"\"");
                    self.place = Place::Bare;
                    self.value.begin(Escape::None, 0);
                    0
                }
            };
            bytes = bytes.get(used..).unwrap_or_default();
        }
        if last {
            match self.place {
                Place::Begin => {}
                Place::Bare | Place::Quoted => self.content(&[], true, sink),
                Place::Quote => {
                    self.content(&[], true, sink);
                    sink.pass(b"\"");
                }
            }
        }
    }

    fn begin(&mut self, quoted: bool) {
        let (_, context) = self.of_column();
        self.header.clear();
        self.value.begin(if quoted { Escape::Csv } else { Escape::None }, context);
        self.place = if quoted { Place::Quoted } else { Place::Bare };
    }

    fn of_column(&self) -> (Fate, Kinds) {
        self.columns.get(self.column).copied().filter(|_| !self.in_header).unwrap_or_default()
    }

    fn bare(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> usize {
        let end =
            bytes.iter().position(|byte| *byte == self.separator || matches!(byte, b'\n' | b'\r'));
        let Some(end) = end else {
            self.content(bytes, false, sink);
            return bytes.len();
        };
        self.content(bytes.get(..end).unwrap_or_default(), true, sink);
        let after = bytes.get(end..=end).unwrap_or_default();
        sink.pass(after);
        self.next(after == [self.separator], sink);
        end + 1
    }

    fn quoted(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> usize {
        let end = bytes.iter().position(|byte| *byte == b'"');
        let used = end.unwrap_or(bytes.len());
        self.content(bytes.get(..used).unwrap_or_default(), false, sink);
        if end.is_none() {
            return used;
        }
        self.place = Place::Quote;
        used + 1
    }

    fn content(&mut self, raw: &[u8], last: bool, sink: &mut Sink<'_>) {
        let (fate, _) = self.of_column();
        let start = sink.out.len();
        self.value.feed(raw, last, fate, sink);
        if self.in_header {
            // The name of a column is what is left of it: the same where the table is redacted again.
            let made = sink.out.get(start..).unwrap_or_default();
            let room = MOST_HEADER.saturating_sub(self.header.len()).min(made.len());
            self.header.extend_from_slice(made.get(..room).unwrap_or_default());
        }
    }

    fn next(&mut self, same_line: bool, sink: &Sink<'_>) {
        if self.in_header && self.columns.len() < MOST_COLUMNS {
            let mut path = Steps::default();
            path.push(&name(Escape::Csv, &self.header));
            self.columns.push(sink.plan.fate(&path));
        }
        self.place = Place::Begin;
        if same_line {
            self.column += 1;
        } else {
            self.column = 0;
            self.in_header = false;
        }
    }
}

/// Most columns whose header says something of them.
const MOST_COLUMNS: usize = 4096;
const MOST_HEADER: usize = 512;
