//! `max-bytes`: the password has at most `max` bytes of UTF-8.
//!
//! # Why
//! Some hash functions read a bounded number of bytes and ignore the rest: bcrypt reads 72. Where
//! passwords end there, what is longer must be refused. A limit in bytes is a rule of its own
//! because a byte is not a character: `€` is one character and three bytes.
//!
//! # Counting
//! Bytes of UTF-8 after NFC, which is what is hashed.

use wicketgate_core::{
    Code,
    field::{Direction, Field},
};

use crate::{
    Candidate, Change, Finding, Options, Rule,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `max-bytes`.
pub struct MaxBytes {
    /// Most bytes accepted.
    pub max: u32,
}

impl Rule for MaxBytes {
    const CODE: Code = Code::new("max-bytes");
    const MESSAGE: &'static str = "use at most {max} {max|byte|bytes}";
    const OPTIONS: &'static [Field] = &[Field::integer("max", 1, 4096).stricter(Direction::Lower)];
    const ORDER: u16 = 30;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { max: options.integer("max") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        Finding::at_most(self.max, candidate.bytes(), FEWER)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.max(self.max, "bytes", ("max-bytes", "max"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.max_length(self.max);
        None
    }
}

const FEWER: Change = Change::new("remove-bytes", "{count} fewer {count|byte|bytes}");
