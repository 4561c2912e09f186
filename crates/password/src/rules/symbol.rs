//! `symbol`: the password has at least `min` symbols.
//!
//! # Why
//! Products still document composition rules, and disagree on what a symbol is; the mode says so.
//! NIST SP 800-63B-4 advises against such rules, and `preset:default` has none.
//!
//! # Counting
//! Characters that the mode calls symbols. From the narrowest to the widest: `ascii_punct` (the
//! 32 printable ASCII characters that are no letter, digit or space), `ascii_punct_space` (those
//! and the space: Cloud Elements, Auth0), `unicode_not_letter_digit` (all whose general category
//! is neither L* nor Nd: Keycloak), `not_ascii_alnum` (all but A-Z, a-z, 0-9: Authelia, Zitadel).

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{
    Candidate, Change, Class, Finding, Options, Rule,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `symbol`.
pub struct Symbol {
    /// Fewest symbols accepted.
    pub min: u32,
    /// Which characters are symbols.
    pub mode: &'static str,
}

impl Rule for Symbol {
    const CODE: Code = Code::new("symbol");
    const MESSAGE: &'static str = "use at least {min} {min|symbol|symbols} (such as ! ? # - _)";
    const OPTIONS: &'static [Field] = &[
        Field::integer("min", 1, 128).or(Default::Integer(1)).stricter(Direction::Higher),
        Field::choice("mode", Class::MODES)
            .or(Default::Choice(Class::DEFAULT_MODE))
            .stricter(Direction::Earlier),
    ];
    const ORDER: u16 = 70;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { min: options.integer("min"), mode: options.choice("mode") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        Finding::at_least(self.min, candidate.of_class(Class::Symbol, self.mode), MORE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.symbols(self.min, self.mode, ("symbol", "min"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.of_class(self.min, Class::Symbol, self.mode)
    }
}

const MORE: Change = Change::new("add-symbols", "{count} more {count|symbol|symbols}");
