//! `no-palindrome`: the password does not read the same backwards.
//!
//! # Why
//! `nursesrun` is guessed as half of it. libpwquality refuses palindromes; `repeat` does not find
//! them.
//!
//! # Counting
//! The whole password, code points after NFC, capital letters as small ones; one character alone is
//! none. The fix is one character, which must not be the one in the middle.

use wicketgate_core::{Code, field::Field};

use crate::{Candidate, Change, Finding, Options, Rule, word::fold};

/// Options for `no-palindrome`.
pub struct NoPalindrome;

impl Rule for NoPalindrome {
    const CODE: Code = Code::new("no-palindrome");
    const MESSAGE: &'static str = "do not read the same backwards";
    const OPTIONS: &'static [Field] = &[];
    const ORDER: u16 = 98;

    fn parse(_options: &mut Options<'_>) -> Self {
        Self
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let characters = candidate.characters().iter();
        let mut pairs = characters.clone().zip(characters.rev());
        let differ = pairs.any(|(left, right)| fold(*left) != fold(*right));
        Finding::new(differ || candidate.chars() < 2, candidate.chars(), REPLACE)
    }
}

const REPLACE: Change =
    Change::new("break-palindrome", "replace {count} {count|character|characters} off the middle");
