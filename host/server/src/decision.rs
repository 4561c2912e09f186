//! A decision: ask the engine, ask the lists what it needs to know, ask the engine again.
//!
//! This is the one place where that loop stands. The engine judges; this program only carries
//! questions and answers.

use serde::Deserialize;
use wicketgate_core::{
    Report,
    context::Facts,
    report::{Needs, Summary, Verdict},
};
use wicketgate_runtime::{Error, ok};

use crate::ranges::Ranges;

/// What an engine answers to a check, as far as the loop reads it.
pub(crate) trait Judged {
    /// What must still be known.
    fn needs(&self) -> Option<&Needs>;
    /// What follows from it.
    fn verdict(&self) -> Verdict;
}

/// The answer to a check as the engine wrote it.
pub(crate) struct Judgement {
    head: Head,
    /// The report or the summary, in JSON.
    pub(crate) text: String,
}

#[derive(Deserialize)]
struct Head {
    needs: Option<Needs>,
    verdict: Verdict,
}

/// Asks until nothing is needed any more: the first time without facts.
///
/// # Errors
///
/// What `ask` fails with.
pub(crate) fn decide<T: Judged>(
    ranges: &Ranges,
    mut ask: impl FnMut(Option<&Facts>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut judged = ask(None)?;
    let Some(Needs { range }) = judged.needs().cloned() else { return Ok(judged) };
    let asked = range.parse().map_err(|()| Error::Answer("a range that is none".to_owned()))?;
    let answer = ranges.ask(asked);
    for part in answer.parts {
        let facts = Facts { range: range.clone(), rows: Some(part) };
        judged = ask(Some(&facts))?;
        if judged.verdict() == Verdict::Refuse {
            return Ok(judged);
        }
    }
    if answer.is_complete {
        return Ok(judged);
    }
    // No list that answered holds it, and one did not answer: nobody knows.
    ask(Some(&Facts { range, rows: None }))
}

impl Judgement {
    /// Reads an answer; one that is no report is an error.
    pub(crate) fn read(answer: &str) -> Result<Self, Error> {
        let text = ok(answer)?.to_owned();
        let head = serde_json::from_str(&text)
            .map_err(|_| Error::Answer("a report without a verdict".to_owned()))?;
        Ok(Self { head, text })
    }
}

impl Judged for Judgement {
    fn needs(&self) -> Option<&Needs> {
        self.head.needs.as_ref()
    }

    fn verdict(&self) -> Verdict {
        self.head.verdict
    }
}

impl Judged for Report {
    fn needs(&self) -> Option<&Needs> {
        self.needs.as_ref()
    }

    fn verdict(&self) -> Verdict {
        self.verdict
    }
}

impl Judged for Summary {
    fn needs(&self) -> Option<&Needs> {
        self.needs.as_ref()
    }

    fn verdict(&self) -> Verdict {
        self.verdict
    }
}
