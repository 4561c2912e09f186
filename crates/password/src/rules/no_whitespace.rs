//! `no-whitespace`: the password has no white space.
//!
//! # Why
//! A space at an edge gets lost when a password is copied, and some systems cut it off. Inside a
//! password it makes a passphrase readable: NIST SP 800-63B-4 asks that it is accepted, so
//! `preset:default` has no such rule, and `edges` is the milder choice.
//!
//! # Counting
//! Characters with the Unicode property White_Space, such as the tab, the no-break space and the
//! ideographic space. With `edges`, `start` or `end` only the characters there are looked at.

use wicketgate_core::{
    Code,
    field::{Default, Field},
    text::is_white_space,
};

use crate::{
    Candidate, Change, Finding, Options, Place, Rule,
    demand::Demand,
    passwordrules::{Ascii, Gap, Words},
};

/// Options for `no-whitespace`.
pub struct NoWhitespace {
    /// Where there may be none.
    pub r#where: &'static str,
}

impl Rule for NoWhitespace {
    const CODE: Code = Code::new("no-whitespace");
    const MESSAGE: &'static str = "use no white space ({where})";
    const OPTIONS: &'static [Field] =
        &[Field::choice("where", &["anywhere", "edges", "start", "end"])
            .or(Default::Choice("anywhere"))];
    const ORDER: u16 = 104;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { r#where: options.choice("where") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        Finding::at_most(0, candidate.in_place(self.r#where, &is_white_space), REPLACE)
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        if self.r#where != "anywhere" {
            return Some(Gap::Position);
        }
        words.allow(Ascii::of(&|character| !is_white_space(character)), false)
    }

    fn demand(&self, demand: &mut Demand) {
        // Nothing else is asked for that white space alone could give.
        demand.named([].iter());
    }

    fn permits(&self, character: char, place: Place) -> bool {
        !place.is_in(self.r#where) || !is_white_space(character)
    }
}

const REPLACE: Change =
    Change::new("replace-whitespace", "replace {count} white-space {count|character|characters}");
