//! What is wrong with a document or a request: where, what was given, what is allowed.
//!
//! A reader reports all problems at once, each with a JSON Pointer (RFC 6901), so that an author
//! mends a policy in one pass. A problem in a request never repeats a value that was given: it
//! might be a password.

use serde::{Deserialize, Serialize};

use crate::Code;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// What would be accepted in this place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<String>,
    /// The kind of problem, such as `out-of-range`.
    pub code: Code,
    /// What stands there, shortened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Index of the layer that holds it, where several were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<u8>,
    /// Line of the text, from 1.
    pub line: u32,
    /// The problem in English, one line.
    pub message: String,
    /// The known name that is most like the one given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
    /// JSON Pointer to the place.
    pub pointer: String,
}

/// An answer that is an error: the caller's mistake, never a verdict.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Error {
    /// The kind of error, such as `invalid-policy`.
    pub code: Code,
    /// The error in English, one line.
    pub message: String,
    /// JSON Pointer to the place of the first problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The problems found, in document order: all of them, or the first hundred found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// Problems found so far, bounded so that a hostile document cannot bloat the answer.
#[derive(Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    more: bool,
}

impl Problems {
    /// Most problems that one answer lists; a document with more is told so by a last entry.
    pub const MAX: usize = 100;

    /// No problems yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { list: Vec::new(), more: false }
    }

    /// Whether the list is full; what is found from then on is only told to be there.
    ///
    /// SECURITY: whoever makes a costly problem asks first, so that a hostile document of
    /// thousands of mistakes does not stall the reader.
    pub fn overflow(&mut self) -> bool {
        let full = self.list.len() >= Self::MAX;
        self.more |= full;
        full
    }

    /// Adds a problem at its place in the document, unless it is known or the list is full.
    pub fn push(&mut self, problem: Problem) {
        if self.overflow() || self.list.contains(&problem) {
            return;
        }
        let place = |problem: &Problem| (problem.layer, problem.line);
        let at = self.list.partition_point(|other| place(other) <= place(&problem));
        self.list.insert(at, problem);
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many problems are listed.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// The problems in document order (layer, then line, then as found).
    #[must_use]
    pub fn into_list(mut self) -> Vec<Problem> {
        if self.more {
            self.list.push(Problem {
                message: format!("there are more problems than the {} listed", Self::MAX),
                ..Problem::new(Code::new("too-many-problems"), String::new(), 1)
            });
        }
        self.list
    }
}

impl Problem {
    /// A problem of one kind in one place; the message and the rest follow by struct update.
    #[must_use]
    pub const fn new(code: Code, pointer: String, line: u32) -> Self {
        Self {
            allowed: None,
            code,
            given: None,
            layer: None,
            line,
            message: String::new(),
            nearest: None,
            pointer,
        }
    }
}

/// A name shortened for a message, so that a hostile one cannot bloat the answer.
#[must_use]
pub fn shorten(text: &str) -> String {
    match text.char_indices().nth(MAX_GIVEN) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// The candidate most like a misspelt name, where one is near enough to be what was meant.
#[must_use]
pub fn nearest<'a>(given: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let given: Vec<char> = given.chars().take(MAX_GIVEN).collect();
    candidates
        .iter()
        .filter(|candidate| candidate.len() <= MAX_GIVEN)
        .map(|candidate| (distance(&given, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.len().max(given.len()) / 3).max(1))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Edits from one word to another, a swap of neighbours counting once (optimal string alignment).
fn distance(given: &[char], candidate: &str) -> usize {
    let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or_default();
    let candidate: Vec<char> = candidate.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=candidate.len()).collect();
    for (i, left) in given.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, right) in candidate.iter().enumerate() {
            let mut best = (at(&last, j) + usize::from(left != right))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped = i > 0
                && j > 0
                && given.get(i - 1) == Some(right)
                && candidate.get(j - 1) == Some(left);
            if swapped {
                best = best.min(at(&before_last, j - 1) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    at(&last, candidate.len())
}

const MAX_GIVEN: usize = 64;

#[cfg(test)]
mod tests {
    use super::{nearest, shorten};

    #[test]
    fn a_misspelt_name_finds_the_one_meant() {
        let known = ["min-length", "max-length", "symbol", "digit"];
        let cases = [
            ("min-lenght", Some("min-length")),
            ("minlength", Some("min-length")),
            ("maxLength", Some("max-length")),
            ("symbols", Some("symbol")),
            ("digits", Some("digit")),
            ("entropy", None),
            ("", None),
        ];
        for (given, expected) in cases {
            assert_eq!(nearest(given, &known), expected, "{given}");
        }
    }

    #[test]
    fn a_long_name_is_shortened_at_a_character() {
        assert_eq!(shorten(&"é".repeat(64)), "é".repeat(64));
        assert_eq!(shorten(&"é".repeat(65)), format!("{}…", "é".repeat(64)));
    }
}
