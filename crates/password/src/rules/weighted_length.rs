//! `weighted-length`: the password has at least `min` characters, some of which count twice.
//!
//! # Why
//! The credits of libpwquality and pam_cracklib: a password of several kinds of characters may be
//! shorter. `dcredit=1` is `digit: 1` here; a negative credit is the rule `digit` itself.
//!
//! # Counting
//! Unicode code points after NFC, and one more for each character of a class, at most so many as
//! its option says. Classes are ASCII; `symbol_mode` says what a symbol is.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{
    Candidate, Change, Class, Finding, Options, Rule,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `weighted-length`.
pub struct WeightedLength {
    /// Smallest weighted length accepted.
    pub min: u32,
    /// Most lower-case letters that count twice.
    pub lowercase: u32,
    /// Most upper-case letters that count twice.
    pub uppercase: u32,
    /// Most digits that count twice.
    pub digit: u32,
    /// Most symbols that count twice.
    pub symbol: u32,
    /// Which characters are symbols.
    pub symbol_mode: &'static str,
}

impl WeightedLength {
    const fn credits(&self) -> [u32; 4] {
        [self.lowercase, self.uppercase, self.digit, self.symbol]
    }

    /// Fewest characters of an accepted password: each has one class, so it counts twice at most,
    /// and no more do than have credit.
    fn characters(&self) -> u32 {
        let credits: u32 = self.credits().into_iter().sum();
        self.min.div_ceil(2).max(self.min.saturating_sub(credits))
    }
}

impl Rule for WeightedLength {
    const CODE: Code = Code::new("weighted-length");
    const MESSAGE: &'static str = "use at least {min} {min|character|characters}, of which these may \
                                   count twice: {lowercase} of a-z, {uppercase} of A-Z, \
                                   {digit} of 0-9, {symbol} symbols";
    const OPTIONS: &'static [Field] = &[
        Field::integer("min", 1, 1024).stricter(Direction::Higher),
        credit("lowercase"),
        credit("uppercase"),
        credit("digit"),
        credit("symbol"),
        Field::choice("symbol_mode", Class::MODES)
            .or(Default::Choice(Class::DEFAULT_MODE))
            .stricter(Direction::Earlier),
    ];
    const ORDER: u16 = 15;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self {
            min: options.integer("min"),
            lowercase: options.integer("lowercase"),
            uppercase: options.integer("uppercase"),
            digit: options.integer("digit"),
            symbol: options.integer("symbol"),
            symbol_mode: options.choice("symbol_mode"),
        }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let mut weight = candidate.chars();
        for (class, credit) in Class::ALL.into_iter().zip(self.credits()) {
            weight += candidate.of_class(class, self.symbol_mode).min(credit);
        }
        Finding::at_least(self.min, weight, MORE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.min_chars(self.characters(), ("weighted-length", "min"));
        demand.weight(self.min, self.credits(), self.symbol_mode);
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.min_length(self.characters());
        (self.credits() != [0; 4]).then_some(Gap::NoWords)
    }
}

const fn credit(name: &'static str) -> Field {
    Field::integer(name, 0, 128).or(Default::Integer(0)).stricter(Direction::Lower)
}

const MORE: Change = Change::new(
    "add-weight",
    "{count} more: a character counts one, one of a kind that may count twice counts two",
);
