//! `min-length`: the password has at least `min` characters.
//!
//! # Why
//! Length resists guessing better than any composition rule. NIST SP 800-63B-4 asks for 15
//! characters where a password is the only factor and for 8 beside a second one.
//!
//! # Counting
//! Unicode code points after NFC, the unit that NIST SP 800-63B-4 names: `é` is one however it
//! was typed, an emoji with a skin tone is two.

use wicketgate_core::{
    Code,
    field::{Direction, Field},
};

use crate::{
    Candidate, Change, Finding, Options, Rule,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `min-length`.
pub struct MinLength {
    /// Fewest characters accepted.
    pub min: u32,
}

impl Rule for MinLength {
    const CODE: Code = Code::new("min-length");
    const MESSAGE: &'static str = "use at least {min} {min|character|characters}";
    const OPTIONS: &'static [Field] = &[Field::integer("min", 1, 1024).stricter(Direction::Higher)];
    const ORDER: u16 = 10;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { min: options.integer("min") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        Finding::at_least(self.min, candidate.chars(), MORE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.min_chars(self.min, ("min-length", "min"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.min_length(self.min);
        None
    }
}

const MORE: Change = Change::new("add-characters", "{count} more {count|character|characters}");
