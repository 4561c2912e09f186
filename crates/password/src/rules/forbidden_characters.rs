//! `forbidden-characters`: the password has none of these characters.
//!
//! # Why
//! Some systems behind a password cannot take every character: a shell script, an old mainframe, a
//! connection string. NIST SP 800-63B-4 asks that all printing characters are accepted, so
//! `preset:default` has no such rule.
//!
//! # Counting
//! Characters that are listed, after NFC; `a` and `A` differ. With `where` only the first or the
//! last character is looked at. The report says how many there are, never which.

use wicketgate_core::{
    Code,
    field::{Default, Field},
};

use super::allowed_characters::REPLACE;
use crate::{
    Candidate, Finding, Options, Place, Rule,
    demand::Demand,
    passwordrules::{Ascii, Gap, Words},
};

/// Options for `forbidden-characters`.
pub struct ForbiddenCharacters {
    /// The characters, one after the other.
    pub characters: Vec<char>,
    /// Whether they may stand nowhere, not first or not last.
    pub r#where: &'static str,
}

impl Rule for ForbiddenCharacters {
    const CODE: Code = Code::new("forbidden-characters");
    const MESSAGE: &'static str = "use none of these characters: {characters}";
    const OPTIONS: &'static [Field] = &[
        Field::text("characters", 1024),
        Field::choice("where", Candidate::PLACES).or(Default::Choice("anywhere")),
    ];
    const ORDER: u16 = 102;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        let characters = wicketgate_core::text::nfc(options.text("characters")).chars().collect();
        Self { characters, r#where: options.choice("where") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let found =
            candidate.in_place(self.r#where, &|character| self.characters.contains(&character));
        Finding::at_most(0, found, REPLACE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.named(self.characters.iter());
        if self.r#where != "anywhere" {
            return;
        }
        // Of what is no letter or digit there is always another symbol, in some mode.
        let left = |first: char, last: char| {
            (first..=last).any(|character| !self.characters.contains(&character))
        };
        let alphabet = [left('a', 'z'), left('A', 'Z'), left('0', '9'), true];
        demand.allowed(alphabet, ("forbidden-characters", "characters"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        if self.r#where != "anywhere" {
            return Some(Gap::Position);
        }
        words.allow(Ascii::of(&|character| !self.characters.contains(&character)), false)
    }

    fn permits(&self, character: char, place: Place) -> bool {
        !place.is_in(self.r#where) || !self.characters.contains(&character)
    }
}
