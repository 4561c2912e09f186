//! A long text in segments, each of which is redacted by itself.

use std::io::Read;

use wicketgate_runtime::{RedactionReport, RedactionSpan};

use super::{How, cut, edge::Edge, format::Format};
use crate::exit::Failure;

/// A part of a text that begins and ends with a line.
pub(super) struct Segment {
    /// How many lines come before it.
    pub(super) lines: u64,
    /// What was found; places count from the segment's first byte.
    pub(super) report: RedactionReport,
    /// How many bytes come before it.
    pub(super) start: u64,
    pub(super) text: String,
}

/// A text that is cut where its records end.
pub(super) struct Segments<'h, R> {
    pub(super) edge: Edge<R>,
    format: Format,
    /// The first record of a table, which names the columns of every segment.
    header: String,
    how: &'h How,
    lines: u64,
    rest: String,
    start: u64,
}

impl<'h, R: Read> Segments<'h, R> {
    pub(super) fn new(edge: Edge<R>, format: Format, how: &'h How) -> Self {
        Self { edge, format, header: String::new(), how, lines: 0, rest: String::new(), start: 0 }
    }

    /// The next segment, with what was found in it.
    pub(super) fn segment(&mut self) -> Result<Option<Segment>, Failure> {
        let end = self.read()?;
        if end == 0 {
            return Ok(None);
        }
        let rest = self.rest.split_off(end);
        let text = std::mem::replace(&mut self.rest, rest);
        let report = self.redact(&text)?;
        if self.start == 0 {
            let (header, _) = text.split_at(cut::header(self.format, &text));
            self.header = header.to_owned();
        }
        let segment = Segment { lines: self.lines, report, start: self.start, text };
        self.lines += segment.text.bytes().filter(|byte| *byte == b'\n').count() as u64;
        self.start += segment.text.len() as u64;
        Ok(Some(segment))
    }

    /// Reads until there is a segment, and tells where it ends.
    fn read(&mut self) -> Result<usize, Failure> {
        let mut wanted = SEGMENT;
        loop {
            if self.rest.len() >= wanted {
                self.format = self.format.begun(&self.rest);
                let hard = self.rest.len() >= HARD;
                if let Some(end) = cut::cut(self.format, &self.rest, hard) {
                    return Ok(end);
                }
                if self.rest.len() >= MOST {
                    return Err(Failure::usage(UNCUT));
                }
                wanted = self.rest.len() + SEGMENT;
            }
            match self.edge.piece()? {
                Some(piece) => self.rest.push_str(piece),
                None => {
                    self.format = self.format.begun(&self.rest);
                    return Ok(self.rest.len());
                }
            }
        }
    }

    fn redact(&self, text: &str) -> Result<RedactionReport, Failure> {
        let mut redaction = self.how.open(self.format, true)?;
        redaction.push(&self.header)?;
        redaction.push(text)?;
        let (_, report) = redaction.finish()?;
        Ok(without_header(report, self.header.len() as u64))
    }
}

/// What was found behind a header that was told before, counted anew.
fn without_header(report: RedactionReport, header: u64) -> RedactionReport {
    let RedactionReport { malformed, spans, .. } = report;
    let mut own = RedactionReport { counts: [].into(), malformed, spans: Vec::new() };
    for RedactionSpan { action, because, end, label, start } in spans {
        if let Some(start) = start.checked_sub(header) {
            *own.counts.entry(label.clone()).or_default() += 1;
            own.spans.push(RedactionSpan {
                action,
                because,
                end: end.saturating_sub(header),
                label,
                start,
            });
        }
    }
    own
}

/// Bytes of a segment, about.
const SEGMENT: usize = 1 << 20;
/// Bytes after which a text is cut although it looks like one long key.
const HARD: usize = 4 << 20;
/// Bytes after which a text cannot be told place by place: what an engine reports at once is bounded.
const MOST: usize = 16 << 20;
const UNCUT: &str =
    "16 MiB without the end of a record: places cannot be told; redact it without them";
