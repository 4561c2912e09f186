//! One value: a string, a number or a field, of which its key may say what becomes of it.

use std::borrow::Cow;

use crate::{
    context::Kinds,
    escape::{Escape, Unit},
    plan::Fate,
    record::Record,
    sink::{Sink, Subject, Why},
    window::Rest,
};

/// One value, in as many pieces as it comes in.
#[derive(Debug, Default)]
pub(crate) struct Value {
    escape: Escape,
    /// The raw value so far, where the whole of it is replaced.
    held: Vec<u8>,
    /// Whether it has become longer than anybody waits for, so that a label stands there already.
    is_long: bool,
    record: Record,
}

impl Value {
    /// A value of which nothing is known yet.
    pub(crate) fn begin(&mut self, escape: Escape, context: Kinds) {
        self.escape = escape;
        self.held.clear();
        self.is_long = false;
        self.record.begin(escape, context);
    }

    /// Takes the next piece.
    pub(crate) fn feed(&mut self, raw: &[u8], last: bool, fate: Fate, sink: &mut Sink<'_>) {
        let plan = sink.plan;
        let Some((action, label)) = plan.instead(fate) else {
            return if fate == Fate::Scan {
                self.record.feed(raw, last, sink)
            } else {
                sink.pass(raw)
            };
        };
        if self.is_long {
            sink.swallow(raw.len());
            return;
        }
        let mut whole = std::mem::take(&mut self.held);
        whole.extend_from_slice(raw);
        self.is_long = whole.len() > MOST;
        if !last && !self.is_long {
            self.held = whole;
            return;
        }
        let value = decoded(self.escape, &whole);
        if value.is_empty() || is_replaced(&value) {
            sink.pass(&whole);
            return;
        }
        let rest = if self.is_long { Rest::Token } else { Rest::Whole };
        // A value that is too long to wait for is one up to here and swallowed from here on.
        let (first, more) = if self.is_long {
            whole.split_at(MOST.min(whole.len()))
        } else {
            (&whole[..], &[][..])
        };
        let subject = Subject { action, kind: usize::MAX, label, rest, why: Why::Key };
        sink.replace(subject, &value, first, self.escape);
        sink.swallow(more.len());
    }
}

/// Whether a label or asterisks stand there already.
fn is_replaced(value: &[u8]) -> bool {
    let label = value.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]"));
    let is_label = |label: &[u8]| {
        label.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    label.is_some_and(is_label) || value.iter().all(|byte| *byte == b'*')
}

fn decoded(escape: Escape, raw: &[u8]) -> Vec<u8> {
    let mut value = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        match escape.read(rest) {
            Unit::Stands { bytes, length, raw } => {
                value.extend_from_slice(bytes.get(..length).unwrap_or_default());
                at += raw;
            }
            Unit::More | Unit::Plain => {
                value.extend(rest.first());
                at += 1;
            }
        }
    }
    value
}

/// Reads the name that a key or a header is.
pub(crate) fn name(escape: Escape, raw: &[u8]) -> Cow<'_, [u8]> {
    if !raw.iter().any(|byte| escape.begins(*byte)) {
        return Cow::Borrowed(raw.get(..MOST_NAME).unwrap_or(raw));
    }
    let mut name = decoded(escape, raw);
    name.truncate(MOST_NAME);
    Cow::Owned(name)
}

/// Most bytes of a value that is replaced by anything but a label.
const MOST: usize = 384;
/// Most bytes of a key that are looked at.
const MOST_NAME: usize = 256;
