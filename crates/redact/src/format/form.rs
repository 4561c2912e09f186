//! A form's body: names and values, percent-encoded.

use crate::{
    escape::Escape,
    path::Steps,
    plan::Fate,
    sink::Sink,
    value::{Value, name},
};

/// Where a stream of such pairs is.
#[derive(Debug, Default)]
pub(crate) struct Form {
    fate: Fate,
    in_value: bool,
    name: Vec<u8>,
    value: Value,
}

impl Form {
    /// Takes the next piece.
    pub(crate) fn feed(&mut self, mut bytes: &[u8], last: bool, sink: &mut Sink<'_>) {
        while !bytes.is_empty() {
            let ends =
                |byte: &u8| matches!(byte, b'&' | b'\n') || (*byte == b'=' && !self.in_value);
            let end = bytes.iter().position(ends);
            let used = end.unwrap_or(bytes.len());
            self.content(bytes.get(..used).unwrap_or_default(), end.is_some(), sink);
            bytes = bytes.get(used..).unwrap_or_default();
            if let Some(after) = bytes.first() {
                sink.pass(&[*after]);
                self.next(*after == b'=', sink);
                bytes = bytes.get(1..).unwrap_or_default();
            }
        }
        if last {
            self.content(&[], true, sink);
            *self = Self::default();
        }
    }

    fn content(&mut self, raw: &[u8], last: bool, sink: &mut Sink<'_>) {
        let start = sink.out.len();
        self.value.feed(raw, last, self.fate, sink);
        if !self.in_value {
            // A name is what is left of it, as it is where the form is redacted again.
            let made = sink.out.get(start..).unwrap_or_default();
            let room = MOST_NAME.saturating_sub(self.name.len()).min(made.len());
            self.name.extend_from_slice(made.get(..room).unwrap_or_default());
        }
    }

    fn next(&mut self, in_value: bool, sink: &Sink<'_>) {
        let (mut fate, mut context) = (Fate::Scan, 0);
        if in_value {
            let mut path = Steps::default();
            path.push(&name(Escape::Form, &self.name));
            (fate, context) = sink.plan.fate(&path);
        }
        (self.fate, self.in_value) = (fate, in_value);
        self.name.clear();
        self.value.begin(Escape::Form, context);
    }
}

const MOST_NAME: usize = 512;
