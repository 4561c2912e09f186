//! What a kind of personal data or secret is: how it is found, and how sure that is.

use std::ops::RangeInclusive;

use crate::{
    pieces::Pieces,
    window::{Found, Run, Window},
};

/// One kind.
#[derive(Debug)]
pub struct Kind {
    /// Its name everywhere; the label that stands in its place is the same in capitals.
    pub code: &'static str,
    /// Words that make it likelier, in small letters: of the text before it, or of its JSON key.
    pub context: &'static [&'static str],
    /// The country whose pack it belongs to (ISO 3166-1, small letters); none where it is on everywhere.
    pub country: Option<&'static str>,
    /// What it is, and where its rule comes from; empty without the feature `schema`.
    pub doc: &'static str,
    /// How it is found.
    pub find: &'static [Find],
}

impl Kind {
    /// The same as a build has it that prints no table of kinds: without what it is.
    pub(crate) const fn listed(self) -> Self {
        if cfg!(feature = "schema") { self } else { Self { doc: "", ..self } }
    }
}

/// How a kind is found.
#[derive(Debug)]
pub enum Find {
    /// Groups of letters and digits of known lengths, and whether they hold together.
    Forms(&'static [Form], fn(&[u8]) -> bool),
    /// Groups whose lengths depend on what they say, the first of which begins with a letter: how many there
    /// may be for each length of that one, and how many groups it is, if any.
    Groups(Class, &'static [(usize, usize)], fn(&Pieces) -> Option<usize>),
    /// From what stands at a place of the text.
    At(Trigger, fn(&Window<'_>, Run) -> Found),
    /// As with [`Trigger::Name`], from names that end with one of these, in small letters: only the last two
    /// letters are looked at before the finder is asked.
    Named(&'static [&'static str], fn(&Window<'_>, Run) -> Found),
    /// As with [`Trigger::Digits`], from runs that are nothing but digits, so many of them, before one of
    /// these characters; before any other where there are none.
    Counted(RangeInclusive<usize>, &'static str, fn(&Window<'_>, Run) -> Found),
    /// From runs that may begin a token: with one of these characters first, and at least so many of them or
    /// one of the others after them.
    Starts(&'static str, usize, &'static str, fn(&Window<'_>, Run) -> Found),
}

/// What makes a finder look at a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trigger {
    /// A run of letters and digits before an at-sign.
    AtSign,
    /// Up to four hexadecimal digits before a colon, a hyphen or a full stop, or after two colons.
    Colons,
    /// A run of digits, or what begins a telephone number before one.
    Digits,
    /// A run after a capital and a hyphen.
    Letter,
    /// A name before a colon or an equals sign.
    Name,
    /// A scheme before `://`.
    Scheme,
}

/// How letters and digits are grouped.
///
/// In a mask, `9` is a digit, `A` a letter, `X` either; a space is a space or a hyphen, the same one
/// throughout; `-`, `.` and `/` are themselves.
#[derive(Debug)]
pub struct Form {
    /// How sure it is that this form is the kind.
    pub class: Class,
    /// The mask.
    pub mask: &'static str,
}

impl Form {
    /// A form that only the kind has.
    #[must_use]
    pub const fn certain(mask: &'static str) -> Self {
        Self { class: Class::Certain, mask }
    }

    /// A form that other numbers rarely have.
    #[must_use]
    pub const fn grouped(mask: &'static str) -> Self {
        Self { class: Class::Grouped, mask }
    }

    /// A form that many numbers have: the context decides.
    #[must_use]
    pub const fn bare(mask: &'static str) -> Self {
        Self { class: Class::Bare, mask }
    }
}

/// How sure a form or a finder is, before its context is looked at.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Class {
    /// Only its context tells it from other numbers.
    Bare,
    /// Its shape tells it from most.
    Grouped,
    /// It proves itself.
    Certain,
}

/// How sure a match is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Confidence {
    /// Nothing but its shape.
    Possible,
    /// Its shape is rare, or its context says so.
    Likely,
    /// It proves itself, or shape and context agree.
    Certain,
}

/// How strong a match is beside others at the same place; the higher wins.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Rank(u8);

impl Rank {
    pub(crate) const fn of(class: Class, context: bool) -> Self {
        Self(match (class, context) {
            (Class::Certain, _) => 5,
            (Class::Grouped, true) => 4,
            (Class::Bare, true) => 3,
            (Class::Grouped, false) => 2,
            (Class::Bare, false) => 1,
        })
    }

    pub(crate) const fn confidence(self) -> Confidence {
        match self.0 {
            4.. => Confidence::Certain,
            2 | 3 => Confidence::Likely,
            _ => Confidence::Possible,
        }
    }
}
