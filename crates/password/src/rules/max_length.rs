//! `max-length`: the password has at most `max` characters.
//!
//! # Why
//! A product may print a maximum, and hashing needs some bound. NIST SP 800-63B-4 and ASVS 5.0
//! 6.2.9 ask that at least 64 characters are accepted. A form never cuts what is longer: the
//! password is refused, so that nobody keeps half of one.
//!
//! # Counting
//! Unicode code points after NFC, as for `min-length`.

use wicketgate_core::{
    Code,
    field::{Direction, Field},
};

use crate::{
    Candidate, Change, Finding, Options, Rule,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `max-length`.
pub struct MaxLength {
    /// Most characters accepted.
    pub max: u32,
}

impl Rule for MaxLength {
    const CODE: Code = Code::new("max-length");
    const MESSAGE: &'static str = "use at most {max} {max|character|characters}";
    const OPTIONS: &'static [Field] = &[Field::integer("max", 1, 1024).stricter(Direction::Lower)];
    const ORDER: u16 = 20;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { max: options.integer("max") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        Finding::at_most(self.max, candidate.chars(), FEWER)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.max(self.max, "characters", ("max-length", "max"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.max_length(self.max);
        None
    }
}

const FEWER: Change =
    Change::new("remove-characters", "{count} fewer {count|character|characters}");
