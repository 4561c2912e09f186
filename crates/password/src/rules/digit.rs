//! `digit`: the password has at least `min` digits.
//!
//! # Why
//! Products still document composition rules. NIST SP 800-63B-4 advises against them, and
//! `preset:default` has none.
//!
//! # Counting
//! Digits 0-9, as the products print them; `٣` is none of them.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{
    Candidate, Change, Class, Finding, Options, Rule,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `digit`.
pub struct Digit {
    /// Fewest digits accepted.
    pub min: u32,
}

impl Rule for Digit {
    const CODE: Code = Code::new("digit");
    const MESSAGE: &'static str = "use at least {min} {min|digit|digits} (0-9)";
    const OPTIONS: &'static [Field] =
        &[Field::integer("min", 1, 128).or(Default::Integer(1)).stricter(Direction::Higher)];
    const ORDER: u16 = 60;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { min: options.integer("min") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let actual = candidate.of_class(Class::Digit, Class::DEFAULT_MODE);
        Finding::at_least(self.min, actual, MORE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.of_class(self.min, Class::Digit, ("digit", "min"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.of_class(self.min, Class::Digit, Class::DEFAULT_MODE)
    }
}

const MORE: Change = Change::new("add-digits", "{count} more {count|digit|digits}");
