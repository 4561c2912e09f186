//! What was found in all texts together, in numbers.

use std::{collections::BTreeMap, fmt::Write};

use serde::Serialize;
use wicketgate_runtime::RedactionReport;

/// Counts. They hold no value and no part of one.
#[derive(Debug, Default, Serialize)]
pub(super) struct Tally {
    /// Bytes that were read.
    pub(super) bytes: u64,
    /// Matches of each kind, by its label.
    pub(super) counts: BTreeMap<String, u64>,
    /// Texts that were read.
    pub(super) files: u64,
    /// Files of folders that are no text, and links.
    pub(super) left_out: u64,
    /// Records that are not what their format says.
    pub(super) malformed: u64,
    /// Sequences that are no UTF-8.
    pub(super) replaced: u64,
    /// Files that were there already.
    pub(super) resumed: u64,
}

impl Tally {
    /// Adds what was found in another text.
    pub(super) fn add(&mut self, other: Self) {
        let Self { bytes, counts, files, left_out, malformed, replaced, resumed } = other;
        self.bytes += bytes;
        self.files += files;
        self.left_out += left_out;
        self.malformed += malformed;
        self.replaced += replaced;
        self.resumed += resumed;
        self.count(counts);
    }

    /// Adds what an engine reported.
    pub(super) fn report(&mut self, report: RedactionReport) {
        self.malformed += report.malformed;
        self.count(report.counts);
    }

    /// All matches.
    pub(super) fn found(&self) -> u64 {
        self.counts.values().sum()
    }

    /// What whoever runs the command should know.
    pub(super) fn remarks(&self) -> Vec<String> {
        let remarks = [
            (self.replaced, "sequences of bytes are no UTF-8 and became U+FFFD"),
            (self.left_out, "files of folders left out: no text, or links"),
            (self.resumed, "files left out: they are there already"),
        ];
        let remarks = remarks.iter().filter(|(count, _)| *count > 0);
        remarks.map(|(count, what)| format!("wicketgate: {count} {what}")).collect()
    }

    fn count(&mut self, counts: BTreeMap<String, u64>) {
        for (label, count) in counts {
            *self.counts.entry(label).or_default() += count;
        }
    }
}

/// The counts on one line of JSON.
pub(super) fn json(tally: &Tally) -> String {
    // Labels and numbers always print.
    serde_json::to_string(tally).unwrap_or_default()
}

/// The counts as a table.
pub(super) fn table(tally: &Tally) -> String {
    let mut text =
        format!("{} matches in {} bytes of {} texts\n", tally.found(), tally.bytes, tally.files);
    let malformed = (tally.malformed > 0).then_some(("malformed records", tally.malformed));
    let rows = tally.counts.iter().map(|(label, count)| (label.as_str(), *count));
    for (label, count) in rows.chain(malformed) {
        // Writing to a string cannot fail.
        let _infallible = writeln!(text, "  {label:<24}  {count:>10}");
    }
    text
}
