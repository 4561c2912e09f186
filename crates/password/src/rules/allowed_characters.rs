//! `allowed-characters`: the password has no characters but those of the chosen classes.
//!
//! # Why
//! Some products accept an alphabet only. NIST SP 800-63B-4 asks that all printing ASCII
//! characters, the space and Unicode are accepted, so `preset:default` has no such rule.
//!
//! # Counting
//! Characters outside the alphabet: the classes in `of`, symbols as `symbol_mode` says, and each
//! character of `also`. With `where` only the first or the last character is looked at. The report
//! says how many there are, never which.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{
    Candidate, Change, Class, Finding, Options, Place, Rule,
    demand::Demand,
    passwordrules::{Ascii, Gap, Words},
};

/// Options for `allowed-characters`.
pub struct AllowedCharacters {
    /// Characters accepted besides those of the classes.
    pub also: Vec<char>,
    /// Classes that are accepted.
    pub of: Vec<Class>,
    /// Which characters are symbols.
    pub symbol_mode: &'static str,
    /// Whether every character, the first or the last must be one of these.
    pub r#where: &'static str,
}

impl AllowedCharacters {
    fn allows(&self, character: char) -> bool {
        self.of.iter().any(|class| class.contains(character, self.symbol_mode))
            || self.also.contains(&character)
    }
}

impl Rule for AllowedCharacters {
    const CODE: Code = Code::new("allowed-characters");
    const MESSAGE: &'static str = "use no characters but these: {of} {also}";
    const OPTIONS: &'static [Field] = &[
        Field::choices("of", Class::NAMES).or(Default::All).stricter(Direction::Fewer),
        Field::choice("symbol_mode", Class::MODES)
            .or(Default::Choice(Class::DEFAULT_MODE))
            .stricter(Direction::Earlier),
        Field::text("also", 1024).or(Default::Text("")),
        Field::choice("where", Candidate::PLACES).or(Default::Choice("anywhere")),
    ];
    const ORDER: u16 = 100;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        let of = options.choices("of").iter().filter_map(|name| Class::of_name(name)).collect();
        let also = wicketgate_core::text::nfc(options.text("also")).chars().collect();
        let (symbol_mode, r#where) = (options.choice("symbol_mode"), options.choice("where"));
        Self { also, of, symbol_mode, r#where }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let outside = candidate.in_place(self.r#where, &|character| !self.allows(character));
        Finding::at_most(0, outside, REPLACE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.named(self.also.iter());
        if self.r#where != "anywhere" {
            return;
        }
        let mut alphabet = [false; Class::NAMES.len()];
        for (class, allowed) in Class::ALL.into_iter().zip(&mut alphabet) {
            *allowed = self.of.contains(&class)
                || self.also.iter().any(|character| class.contains(*character, WIDEST));
        }
        demand.allowed(alphabet, ("allowed-characters", "of"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        if self.r#where != "anywhere" {
            return Some(Gap::Position);
        }
        let is_ascii = self.also.iter().all(char::is_ascii)
            && self.of.iter().all(|class| class.is_ascii(self.symbol_mode));
        words.allow(Ascii::of(&|character| self.allows(character)), is_ascii)
    }

    fn permits(&self, character: char, place: Place) -> bool {
        !place.is_in(self.r#where) || self.allows(character)
    }
}

/// What any mode calls a symbol, so that a contradiction is never claimed where there is none.
const WIDEST: &str = "not_ascii_alnum";

pub(super) const REPLACE: Change = Change::new(
    "replace-characters",
    "replace {count} {count|character|characters} that {count|is|are} not allowed",
);
