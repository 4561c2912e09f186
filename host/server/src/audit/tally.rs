//! Counting what became of the lines.

use std::collections::BTreeMap;

use wicketgate_core::report::Verdict;

use super::judge::Outcome;
use crate::exit::Exit;

/// The counts.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(super) accepted: u64,
    /// Lines that are no password, by the code of the reason.
    pub(super) bad: BTreeMap<String, Lines>,
    /// Lines at which the engine failed.
    pub(super) failed: BTreeMap<String, Lines>,
    pub(super) refused: u64,
    /// The rules of the policy, in the order of a report.
    pub(super) rules: Vec<Rule>,
    pub(super) undecided: u64,
    lines: u64,
}

/// How often one rule did not hold.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) code: String,
    pub(super) undecided: u64,
    pub(super) violated: u64,
}

/// Some lines, of which the first are named.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) count: u64,
    pub(super) first: Vec<u64>,
}

impl Tally {
    /// Nothing yet, for a policy with these rules.
    pub(super) fn new(rules: Vec<String>) -> Self {
        let rules = rules.into_iter().map(|code| Rule { code, undecided: 0, violated: 0 });
        Self { rules: rules.collect(), ..Self::default() }
    }

    /// Counts the next line.
    pub(super) fn count(&mut self, outcome: &Outcome) {
        self.lines += 1;
        match outcome {
            Outcome::Bad(code) => self.bad.entry(code.clone()).or_default().add(self.lines),
            Outcome::Failed(code) => {
                self.failed.entry(code.clone()).or_default().add(self.lines);
            }
            Outcome::Judged(summary) => {
                *match summary.verdict {
                    Verdict::Accept => &mut self.accepted,
                    Verdict::Refuse => &mut self.refused,
                    Verdict::Undecided => &mut self.undecided,
                } += 1;
                for rule in &mut self.rules {
                    let is = |code: &wicketgate_core::Code| code.as_str() == rule.code;
                    rule.violated += u64::from(summary.violated.iter().any(is));
                    rule.undecided += u64::from(summary.undecided.iter().any(is));
                }
            }
        }
    }

    /// Lines that were counted.
    pub(super) const fn lines(&self) -> u64 {
        self.lines
    }

    /// Lines that were judged.
    pub(super) const fn judged(&self) -> u64 {
        self.accepted + self.refused + self.undecided
    }

    /// The exit code that follows: the worst of what happened.
    pub(super) fn exit(&self) -> Exit {
        match self {
            _ if !self.failed.is_empty() => Exit::Engine,
            _ if self.refused > 0 || !self.bad.is_empty() => Exit::Refuse,
            _ if self.undecided > 0 => Exit::Undecided,
            _ => Exit::Accept,
        }
    }
}

impl Lines {
    fn add(&mut self, line: u64) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(line);
        }
    }
}

/// Most lines that are named for one reason.
const NAMED: usize = 20;
