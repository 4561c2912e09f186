//! What is printed in the place of the redacted text: matches and where they are.

use std::{
    env,
    io::{self, IsTerminal, Write},
};

use super::{Look, segment::Segment};

/// What is printed of each segment.
#[derive(Clone, Copy, Debug)]
pub(super) enum View {
    /// The text, its matches in colours.
    Colour,
    /// Each match with file, line and columns.
    Explain,
    /// The text, with labels in the place of matches.
    Labels,
    /// Each match in bytes.
    Spans,
}

impl View {
    /// What was asked for, where it is a view at all.
    pub(super) fn of(look: Look) -> Option<Self> {
        let colours = || io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none();
        match look {
            Look { spans: true, .. } => Some(Self::Spans),
            Look { explain: true, .. } => Some(Self::Explain),
            Look { dry_run: true, .. } if colours() => Some(Self::Colour),
            Look { dry_run: true, .. } => Some(Self::Labels),
            _ => None,
        }
    }

    /// Prints a segment.
    pub(super) fn print(
        self,
        name: &str,
        segment: &Segment,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match self {
            Self::Colour | Self::Labels => self.mark(segment, out),
            Self::Explain => explain(name, segment, out),
            Self::Spans => spans(segment, out),
        }
    }

    fn mark(self, segment: &Segment, out: &mut impl Write) -> io::Result<()> {
        let mut at = 0;
        for span in &segment.report.spans {
            let (start, end) = (index(span.start), index(span.end));
            out.write_all(part(&segment.text, at, start).as_bytes())?;
            let value = part(&segment.text, start.max(at), end);
            match self {
                Self::Colour => write!(out, "\x1b[7m{value}\x1b[27;2m[{}]\x1b[0m", span.label)?,
                _ => write!(out, "[{}]", span.label)?,
            }
            at = end.max(at);
        }
        out.write_all(part(&segment.text, at, segment.text.len()).as_bytes())
    }
}

fn spans(segment: &Segment, out: &mut impl Write) -> io::Result<()> {
    for span in &segment.report.spans {
        let place = (segment.start + span.start, segment.start + span.end, &span.label);
        writeln!(out, "{}", serde_json::to_string(&place)?)?;
    }
    Ok(())
}

/// One line for each match, its columns in characters; a match of several lines tells both ends.
fn explain(name: &str, segment: &Segment, out: &mut impl Write) -> io::Result<()> {
    let mut cursor = Cursor { at: 0, column: 1, line: segment.lines + 1, text: &segment.text };
    for span in &segment.report.spans {
        let first = cursor.to(index(span.start));
        // The last character of a match, not the one after it.
        let end = index(span.end);
        let inside = part(&segment.text, cursor.at, end);
        let width = inside.chars().next_back().map_or(0, char::len_utf8);
        let last = cursor.to(end - width.min(end));
        let until = match last {
            (line, column) if line == first.0 => column.to_string(),
            (line, column) => format!("{line}:{column}"),
        };
        let why = match span.because.as_str() {
            "key" => "by its key",
            "known" => "a known value",
            sure => sure,
        };
        writeln!(out, "{name}:{}:{}-{until}: {}: {why}", first.0, first.1, span.label)?;
    }
    Ok(())
}

/// A place in a text, in lines and characters from one.
struct Cursor<'t> {
    at: usize,
    column: u64,
    line: u64,
    text: &'t str,
}

impl Cursor<'_> {
    /// Goes forward, and tells the line and the column.
    fn to(&mut self, place: usize) -> (u64, u64) {
        let passed = part(self.text, self.at, place);
        for character in passed.chars() {
            match character {
                '\n' => (self.line, self.column) = (self.line + 1, 1),
                _ => self.column += 1,
            }
        }
        self.at += passed.len();
        (self.line, self.column)
    }
}

/// A part of a text; nothing where there is none.
fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

fn index(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use wicketgate_runtime::{RedactionReport, RedactionSpan};

    use super::{Segment, View};

    fn segment(text: &str, spans: &[(u64, u64)]) -> Segment {
        let spans = spans.iter().map(|&(start, end)| RedactionSpan {
            action: "replace".to_owned(),
            because: "key".to_owned(),
            end,
            label: "X".to_owned(),
            start,
        });
        let report = RedactionReport { counts: [].into(), malformed: 0, spans: spans.collect() };
        Segment { lines: 6, report, start: 100, text: text.to_owned() }
    }

    #[test]
    fn places_are_told_as_each_view_tells_them() {
        let segment = segment("\u{e9}ab c\nd\nef", &[(2, 4), (5, 9), (9, 10)]);
        let cases = [
            (View::Spans, "[102,104,\"X\"]\n[105,109,\"X\"]\n[109,110,\"X\"]\n"),
            (
                View::Explain,
                "n:7:2-3: X: by its key\nn:7:5-8:2: X: by its key\nn:9:1-1: X: by its key\n",
            ),
            (View::Labels, "\u{e9}[X] [X][X]f"),
            (
                View::Colour,
                "\u{e9}\x1b[7mab\x1b[27;2m[X]\x1b[0m \x1b[7mc\nd\n\x1b[27;2m[X]\x1b[0m\x1b[7me\x1b[27;2m[X]\x1b[0mf",
            ),
        ];
        for (view, expected) in cases {
            let mut out = Vec::new();
            view.print("n", &segment, &mut out).expect("printed");
            assert_eq!(String::from_utf8(out).expect("text"), expected, "{view:?}");
        }
    }
}
