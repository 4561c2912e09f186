//! Redaction: personal data and secrets out of text, JSON and CSV.
//!
//! One pass over bytes, no model and no regular expressions: the same result in a browser and on a server,
//! and the same for every way to cut a text into pieces.

mod check;
mod context;
mod index;
mod kind;
mod kinds;
mod name;
mod pieces;
mod rules;
mod scan;
mod tail;
mod token;
mod window;

pub use kind::{Class, Confidence, Find, Form, Kind, Trigger};
pub use kinds::KINDS;
pub use pieces::{Group, Pieces};
pub use rules::Rules;
pub use window::{Found, Match, Rest, Run, Window};

/// A place where something was found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Span {
    /// The byte after it.
    pub end: usize,
    /// Which kind, by its place among [`KINDS`].
    pub kind: usize,
    /// Its first byte.
    pub start: usize,
}

impl Rules {
    /// Everything in a whole text.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let window = Window { bytes: text.as_bytes(), floor: 0, last: true };
        let mut scan =
            scan::Scan { context: 0, rules: self, state: scan::State::default(), window };
        let mut at = 0;
        while let scan::Next::Hit(hit) = scan.next(at) {
            let more = text.as_bytes().get(hit.end..).unwrap_or_default();
            let end = hit.end + tail::Tail::new(hit.rest).take(more).unwrap_or(more.len());
            spans.push(Span { end, kind: hit.kind, start: hit.start });
            at = end;
            scan.window.floor = at;
        }
        spans
    }
}
