//! `uppercase`: the password has at least `min` upper-case letters.
//!
//! # Why
//! Products still document composition rules. NIST SP 800-63B-4 advises against them, and
//! `preset:default` has none.
//!
//! # Counting
//! Letters A-Z, as the products print them; `Ä` is none of them.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{
    Candidate, Change, Class, Finding, Options, Rule,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `uppercase`.
pub struct Uppercase {
    /// Fewest upper-case letters accepted.
    pub min: u32,
}

impl Rule for Uppercase {
    const CODE: Code = Code::new("uppercase");
    const MESSAGE: &'static str =
        "use at least {min} {min|upper-case letter|upper-case letters} (A-Z)";
    const OPTIONS: &'static [Field] =
        &[Field::integer("min", 1, 128).or(Default::Integer(1)).stricter(Direction::Higher)];
    const ORDER: u16 = 50;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { min: options.integer("min") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let actual = candidate.of_class(Class::Uppercase, Class::DEFAULT_MODE);
        Finding::at_least(self.min, actual, MORE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.of_class(self.min, Class::Uppercase, ("uppercase", "min"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.of_class(self.min, Class::Uppercase, Class::DEFAULT_MODE)
    }
}

const MORE: Change =
    Change::new("add-uppercase", "{count} more {count|upper-case letter|upper-case letters}");
