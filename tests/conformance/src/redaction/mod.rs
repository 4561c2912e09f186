//! What is found, natively and without an engine around it, held against what others say is there.

pub mod accuracy;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use wicketgate_redact::{Confidence, Format, KINDS, Kind, Plan, Rules, Stream};

use crate::corpus::{Span, Text};

/// Every kind, of every country, and telephone numbers as each of them writes its own.
#[must_use]
pub fn every_country() -> Plan {
    everything(Confidence::Likely)
}

/// The same, as sure as this.
#[must_use]
pub fn everything(least: Confidence) -> Plan {
    Plan::new(Rules::new(|_| Some(least)).with_numbers_of(|_| true))
}

/// What a policy that names no country finds.
#[must_use]
pub fn no_country() -> Plan {
    plan(|kind| kind.country.is_none().then_some(Confidence::Likely))
}

/// Every country that has a kind, as a policy names it.
#[must_use]
pub fn countries() -> BTreeSet<&'static str> {
    KINDS.iter().filter_map(|kind| kind.country).collect()
}

/// Kinds that are as sure as this.
pub fn plan(on: impl Fn(&'static Kind) -> Option<Confidence>) -> Plan {
    Plan::new(Rules::new(on))
}

/// What is found in a text, in bytes.
#[must_use]
pub fn find(plan: &Plan, text: &str) -> Vec<Span> {
    let place = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
    let (_, report) = Stream::new(Format::Text).with_spans().whole(plan, text);
    let spans = report.spans.into_iter().map(|span| Span {
        start: place(span.start),
        end: place(span.end),
        label: span.label,
    });
    spans.collect()
}

/// The rows of a file of cases. They stand beside the repository: a clone has none.
///
/// # Errors
///
/// The file is there and cannot be read.
pub fn cases(file: &str) -> Result<Option<Vec<Value>>, String> {
    let path = beside("../shared/cases/redaction").join(file);
    if !path.is_file() {
        return Ok(None);
    }
    let text = fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
    let row = |line: &str| serde_json::from_str(line).map_err(|error| format!("{file}: {error}"));
    text.lines().map(row).collect::<Result<_, _>>().map(Some)
}

/// The corpus of others, where `cargo xtask bench` has found what makes it.
///
/// # Errors
///
/// It is there and cannot be read.
pub fn others_corpus() -> Result<Option<Text>, String> {
    let folder = beside("target/bench");
    let read = |name| fs::read_to_string(folder.join(name));
    let Ok(text) = read("redaction_corpus.txt") else { return Ok(None) };
    let places = read("redaction_corpus.spans.jsonl").map_err(|error| error.to_string())?;
    let span = |line: &str| {
        let (start, end, label): (usize, usize, String) =
            serde_json::from_str(line).map_err(|error| error.to_string())?;
        Ok(Span { start, end, label })
    };
    Ok(Some(Text { spans: places.lines().map(span).collect::<Result<_, String>>()?, text }))
}

/// A path from the root of the repository.
#[must_use]
pub fn beside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
