//! Telling what became of a list: a table for people, JSON for programs.

use std::{collections::BTreeMap, fmt::Write};

use serde::Serialize;
use wicketgate_core::{Code, report::Verdict};

use super::{
    Audited,
    judge::Outcome,
    tally::{Lines, Tally},
};

/// The summary on one line of JSON: the same list and policy give the same text.
pub(crate) fn json(audited: &Audited) -> serde_json::Result<String> {
    serde_json::to_string(&Summary::of(&audited.tally))
}

/// The summary as a table.
pub(crate) fn table(audited: &Audited) -> String {
    let tally = &audited.tally;
    let lines = tally.lines();
    #[expect(clippy::cast_precision_loss, reason = "a rate that people read")]
    let rate = lines as f64 / audited.seconds.max(0.001);
    let mut text = format!("{lines} lines in {:.1} s ({rate:.0} a second)\n", audited.seconds);
    let verdicts =
        [("accepted", tally.accepted), ("refused", tally.refused), ("undecided", tally.undecided)];
    for (name, count) in verdicts {
        row(&mut text, name, count, &percent(count, tally.judged()));
    }
    for (title, reasons) in [("not judged", &tally.bad), ("engine failed", &tally.failed)] {
        for (code, lines) in reasons {
            row(&mut text, &format!("{title}: {code}"), lines.count, &named(lines));
        }
    }
    text.push_str("not met, by rule\n");
    for rule in &tally.rules {
        let mut share = percent(rule.violated, tally.judged());
        if rule.undecided > 0 {
            // Writing to a string cannot fail.
            let _infallible = write!(share, ", and {} undecided", rule.undecided);
        }
        row(&mut text, &rule.code, rule.violated, &share);
    }
    text
}

/// What became of one line, as JSON.
pub(super) fn line(number: u64, outcome: &Outcome) -> String {
    let text = match outcome {
        Outcome::Bad(code) | Outcome::Failed(code) => {
            serde_json::to_string(&Entry { error: Some(code), ..Entry::new(number) })
        }
        Outcome::Judged(summary) => serde_json::to_string(&Entry {
            undecided: &summary.undecided,
            verdict: Some(summary.verdict),
            violated: &summary.violated,
            ..Entry::new(number)
        }),
    };
    // Codes and numbers always print.
    text.unwrap_or_default()
}

fn row(text: &mut String, name: &str, count: u64, rest: &str) {
    // Writing to a string cannot fail.
    let _infallible = writeln!(text, "  {name:<24}  {count:>10}  {rest}");
}

fn percent(count: u64, of: u64) -> String {
    format!("{:>5.1} %", share(count, of) * 100.0)
}

/// A part of a whole, to four places; none of nothing.
#[expect(clippy::cast_precision_loss, reason = "a share is rounded anyway")]
fn share(count: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { (count as f64 / of as f64 * 10_000.0).round() / 10_000.0 }
}

fn named(lines: &Lines) -> String {
    let first: Vec<String> = lines.first.iter().map(u64::to_string).collect();
    let more = if lines.count > lines.first.len() as u64 { ", …" } else { "" };
    format!("lines {}{more}", first.join(", "))
}

#[derive(Serialize)]
struct Summary<'a> {
    /// Lines that could not be judged, by reason.
    bad: BTreeMap<&'a str, Named<'a>>,
    /// Lines at which the engine failed, by reason.
    failed: BTreeMap<&'a str, Named<'a>>,
    /// Lines that were judged.
    judged: u64,
    /// All lines.
    lines: u64,
    rules: Vec<Rule<'a>>,
    verdicts: Verdicts,
}

#[derive(Serialize)]
struct Named<'a> {
    count: u64,
    lines: &'a [u64],
}

#[derive(Serialize)]
struct Rule<'a> {
    code: &'a str,
    /// Violations as a part of all that were judged.
    share: f64,
    undecided: u64,
    violated: u64,
}

#[derive(Serialize)]
struct Verdicts {
    accept: u64,
    refuse: u64,
    undecided: u64,
}

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    line: u64,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    undecided: &'a [Code],
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    violated: &'a [Code],
}

impl Entry<'_> {
    const fn new(line: u64) -> Self {
        Self { error: None, line, undecided: &[], verdict: None, violated: &[] }
    }
}

impl<'a> Summary<'a> {
    fn of(tally: &'a Tally) -> Self {
        let named = |reasons: &'a BTreeMap<String, Lines>| {
            let reasons = reasons.iter().map(|(code, lines)| {
                (code.as_str(), Named { count: lines.count, lines: &lines.first })
            });
            reasons.collect()
        };
        let rules = tally.rules.iter().map(|rule| Rule {
            code: &rule.code,
            share: share(rule.violated, tally.judged()),
            undecided: rule.undecided,
            violated: rule.violated,
        });
        Self {
            bad: named(&tally.bad),
            failed: named(&tally.failed),
            judged: tally.judged(),
            lines: tally.lines(),
            rules: rules.collect(),
            verdicts: Verdicts {
                accept: tally.accepted,
                refuse: tally.refused,
                undecided: tally.undecided,
            },
        }
    }
}
