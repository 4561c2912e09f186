//! `strength`: guessing the password takes many guesses, whatever it is made of.
//!
//! # Why
//! `Password1!` has four classes and is among the first that are tried. What counts is how many
//! guesses an attacker needs who knows words, names, keyboards, dates and how people disguise them.
//! NIST SP 800-63B-4 refuses composition rules and asks for a meter that helps to choose.
//!
//! # Counting
//! The score of zxcvbn 4.4.2: below 10^3 guesses 0, below 10^6 1, below 10^8 2, below 10^10 3, else
//! 4. Words of the account count as known words. The report tells the year by which dates were
//! judged: the host's, or 2026 where it tells none. An engine without the word lists knows the rule
//! and cannot decide it: a page shows it undecided, and the server decides.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{Candidate, Finding, Options, Rule};

/// Options for `strength`.
pub struct Strength {
    /// The lowest score accepted.
    pub score: u32,
}

impl Rule for Strength {
    const CODE: Code = Code::new("strength");
    const MESSAGE: &'static str = "use a password that is hard to guess";
    const OPTIONS: &'static [Field] =
        &[Field::integer("score", 1, 4).or(Default::Integer(3)).stricter(Direction::Higher)];
    const ORDER: u16 = 420;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { score: options.integer("score") }
    }

    #[cfg(feature = "strength")]
    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        use crate::{Change, Detail, strength};

        const LONGER: Change = Change::new("add-words", "add another word or two, uncommon ones");
        let year = strength::year(candidate.context());
        let actual = u32::from(strength::score(candidate));
        Finding::new(actual >= self.score, actual, LONGER)
            .with("year", Detail::Integer(year.into()))
    }

    #[cfg(not(feature = "strength"))]
    fn check(&self, _: &Candidate<'_>) -> Finding {
        Finding::undecided().with("because", crate::Detail::Name("not-in-this-build"))
    }
}
