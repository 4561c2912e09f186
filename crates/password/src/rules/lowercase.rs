//! `lowercase`: the password has at least `min` lower-case letters.
//!
//! # Why
//! Products still document composition rules. NIST SP 800-63B-4 advises against them, and
//! `preset:default` has none.
//!
//! # Counting
//! Letters a-z, as the products print them; `ä` is none of them.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{
    Candidate, Change, Class, Finding, Options, Rule,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `lowercase`.
pub struct Lowercase {
    /// Fewest lower-case letters accepted.
    pub min: u32,
}

impl Rule for Lowercase {
    const CODE: Code = Code::new("lowercase");
    const MESSAGE: &'static str =
        "use at least {min} {min|lower-case letter|lower-case letters} (a-z)";
    const OPTIONS: &'static [Field] =
        &[Field::integer("min", 1, 128).or(Default::Integer(1)).stricter(Direction::Higher)];
    const ORDER: u16 = 40;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { min: options.integer("min") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let actual = candidate.of_class(Class::Lowercase, Class::DEFAULT_MODE);
        Finding::at_least(self.min, actual, MORE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.of_class(self.min, Class::Lowercase, ("lowercase", "min"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.of_class(self.min, Class::Lowercase, Class::DEFAULT_MODE)
    }
}

const MORE: Change =
    Change::new("add-lowercase", "{count} more {count|lower-case letter|lower-case letters}");
