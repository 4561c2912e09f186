//! How much of what is to be found is covered by what was found, and how much else is.

use std::collections::{BTreeMap, BTreeSet};

use super::{Span, Text};

/// What was found beside what was to be found.
#[derive(Debug, Default)]
pub struct Score {
    /// Bytes that nobody wanted, and were covered.
    pub destroyed: usize,
    /// Places that were found with their kind, byte for byte.
    pub exact: usize,
    /// Places that were to be found.
    pub expected: usize,
    /// Places that are not covered whole, by their label.
    pub leaked: BTreeMap<String, usize>,
    /// Bytes that nobody wanted.
    pub plain: usize,
}

impl Score {
    /// Compares. A place is leaked where one byte of it is not covered, by whatever kind.
    #[must_use]
    pub fn of(text: &Text, found: &[Span]) -> Self {
        let covered = covered(text.text.len(), found);
        let wanted = covered_bytes(&text.spans);
        let known: BTreeSet<&Span> = found.iter().collect();
        let mut score = Self { expected: text.spans.len(), ..Self::default() };
        for span in &text.spans {
            let is_whole =
                covered.get(span.start..span.end).is_some_and(|it| it.iter().all(|it| *it));
            if !is_whole {
                *score.leaked.entry(span.label.clone()).or_default() += 1;
            }
            score.exact += usize::from(known.contains(span));
        }
        let (all, both) = (covered.iter().filter(|it| **it).count(), both(&covered, &text.spans));
        score.plain = text.text.len() - wanted;
        score.destroyed = all - both;
        score
    }

    /// The share of places that are leaked, in percent.
    #[must_use]
    pub fn leaked_percent(&self) -> f64 {
        percent(self.leaked.values().sum(), self.expected)
    }

    /// The share of other bytes that are covered, in percent.
    #[must_use]
    pub fn destroyed_percent(&self) -> f64 {
        percent(self.destroyed, self.plain)
    }
}

/// For each byte, whether it is covered.
fn covered(length: usize, spans: &[Span]) -> Vec<bool> {
    let mut covered = vec![false; length];
    for span in spans {
        if let Some(bytes) = covered.get_mut(span.start..span.end) {
            bytes.fill(true);
        }
    }
    covered
}

fn both(covered: &[bool], spans: &[Span]) -> usize {
    let bytes = spans.iter().filter_map(|span| covered.get(span.start..span.end));
    bytes.map(|bytes| bytes.iter().filter(|it| **it).count()).sum()
}

fn covered_bytes(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.end - span.start).sum()
}

fn percent(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::{Score, Span, Text};

    fn span(start: usize, end: usize, label: &str) -> Span {
        Span { start, end, label: label.to_owned() }
    }

    #[test]
    fn a_byte_too_few_is_a_leak_and_one_too_many_is_destroyed() {
        let text = Text {
            text: "0123456789".to_owned(),
            spans: vec![span(0, 2, "A"), span(3, 6, "B"), span(8, 9, "A")],
        };
        let found = [span(0, 2, "A"), span(4, 7, "B"), span(8, 9, "C")];
        let score = Score::of(&text, &found);
        assert_eq!(score.leaked, [("B".to_owned(), 1)].into());
        assert_eq!((score.exact, score.expected), (1, 3));
        assert_eq!((score.destroyed, score.plain), (1, 4));
        assert_eq!(score.destroyed_percent(), 25.0);
    }
}
