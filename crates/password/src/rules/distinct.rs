//! `distinct`: the password has at least `min` different characters.
//!
//! # Why
//! `aaaaaaaaaaaa` is long and no secret. Several directories ask for a number of different
//! characters where others limit repetition.
//!
//! # Counting
//! Different code points after NFC; `a` and `A` differ.

use wicketgate_core::{
    Code,
    field::{Direction, Field},
};

use crate::{
    Candidate, Change, Finding, Options, Rule,
    candidate::count,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `distinct`.
pub struct Distinct {
    /// Fewest different characters accepted.
    pub min: u32,
}

impl Rule for Distinct {
    const CODE: Code = Code::new("distinct");
    const MESSAGE: &'static str = "use at least {min} different {min|character|characters}";
    const OPTIONS: &'static [Field] = &[Field::integer("min", 1, 128).stricter(Direction::Higher)];
    const ORDER: u16 = 84;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { min: options.integer("min") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        Finding::at_least(self.min, count(candidate.tally().iter()), MORE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.min_chars(self.min, ("distinct", "min"));
        demand.distinct(self.min);
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.min_length(self.min);
        Some(Gap::NoWords)
    }
}

const MORE: Change = Change::new(
    "add-distinct",
    "{count} more {count|character|characters} that {count|is|are} not in it yet",
);
