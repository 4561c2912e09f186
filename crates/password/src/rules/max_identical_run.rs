//! `max-identical-run`: no character stands more than `max` times in a row.
//!
//! # Why
//! Cloud Elements refuses `111`. Repeated characters lengthen a password without making it much
//! harder to guess.
//!
//! # Counting
//! Equal code points after NFC; `a` and `A` differ. The fix counts characters to replace: one in
//! every `max + 1` of each run that is too long.

use wicketgate_core::{
    Code,
    field::{Direction, Field},
};

use crate::{
    Candidate, Change, Finding, Options, Rule,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `max-identical-run`.
pub struct MaxIdenticalRun {
    /// Most equal characters accepted in a row.
    pub max: u32,
}

impl Rule for MaxIdenticalRun {
    const CODE: Code = Code::new("max-identical-run");
    const MESSAGE: &'static str = "use no character more than {max} {max|time|times} in a row";
    const OPTIONS: &'static [Field] = &[Field::integer("max", 1, 128).stricter(Direction::Lower)];
    const ORDER: u16 = 90;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { max: options.integer("max") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let (longest, breaks) = candidate.runs(self.max, &|character| Some(u32::from(character)));
        Finding::new(longest <= self.max, longest, REPLACE.times(breaks))
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.max_consecutive(self.max);
        None
    }

    fn demand(&self, demand: &mut Demand) {
        demand.identical_run(self.max);
    }
}

const REPLACE: Change = Change::new(
    "replace-repeated",
    "replace {count} repeated {count|character|characters} by {count|another|others}",
);
