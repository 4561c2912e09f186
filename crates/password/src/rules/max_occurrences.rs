//! `max-occurrences`: no character stands in the password more than `max` times.
//!
//! # Why
//! A password of few characters, however they are mixed, is easier to guess and to watch. Passay
//! has the rule; `max-identical-run` looks at neighbours alone.
//!
//! # Counting
//! Equal code points after NFC, wherever they stand; `a` and `A` differ. The fix counts characters
//! to replace: of each that stands too often, those beyond `max`.

use wicketgate_core::{
    Code,
    field::{Direction, Field},
};

use crate::{Candidate, Change, Finding, Options, Rule, demand::Demand};

/// Options for `max-occurrences`.
pub struct MaxOccurrences {
    /// Most occurrences of one character.
    pub max: u32,
}

impl Rule for MaxOccurrences {
    const CODE: Code = Code::new("max-occurrences");
    const MESSAGE: &'static str = "use no character more than {max} {max|time|times}";
    const OPTIONS: &'static [Field] = &[Field::integer("max", 1, 128).stricter(Direction::Lower)];
    const ORDER: u16 = 94;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { max: options.integer("max") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let (mut most, mut beyond) = (0, 0);
        for (_, times) in candidate.tally() {
            most = times.max(most);
            beyond += times.saturating_sub(self.max);
        }
        Finding::new(most <= self.max, most, REPLACE.times(beyond))
    }

    fn demand(&self, demand: &mut Demand) {
        demand.occurrences(self.max);
    }
}

const REPLACE: Change = Change::new(
    "replace-frequent",
    "replace {count} {count|character|characters} by {count|another|others}",
);
