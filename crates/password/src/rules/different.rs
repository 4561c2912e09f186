//! `different`: the password is not the old one, nor nearly so.
//!
//! # Why
//! A password is changed because somebody may know the old one, and tries what is near it first.
//!
//! # Comparing
//! With the `old_password` of the request, where there is one. The distance is Levenshtein's: the
//! insertions, deletions and replacements that lead from one to the other; fewer than `distance` are
//! refused. With `case`, capital letters are folded first, so a mere change of case is no
//! difference, whatever else is compared. With `rotated`, a password that ends as the old one begins
//! and begins as it ends is refused (`helloworld`, `worldhello`), with `reversed` the old one
//! backwards. libpwquality's `difok` has these checks, where `distance` is its value; its own count
//! of edits differs. The report tells what was `found`, and the `actual` distance, at most the one
//! asked for.
//!
//! # Bound
//! A distance costs the length times twice `distance`, whatever the length of the old password.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
    text,
};

use crate::{
    Candidate, Change, Detail, Finding, Options, Rule, edit::distance, places::Places, word::fold,
};

/// Options for `different`.
pub struct Different {
    /// Whether a change of case is no difference.
    pub case: bool,
    /// Fewest edits from the old password.
    pub distance: u32,
    /// Whether the old password backwards is refused.
    pub reversed: bool,
    /// Whether a rotation of the old password is refused.
    pub rotated: bool,
}

impl Rule for Different {
    const CODE: Code = Code::new("different");
    const MESSAGE: &'static str =
        "change at least {distance} {distance|character|characters} of your old password";
    const OPTIONS: &'static [Field] = &[
        Field::integer("distance", 1, 64).or(Default::Integer(1)).stricter(Direction::Higher),
        Field::flag("case").or(Default::Flag(true)).stricter(Direction::Higher),
        Field::flag("rotated").or(Default::Flag(true)).stricter(Direction::Higher),
        Field::flag("reversed").or(Default::Flag(true)).stricter(Direction::Higher),
    ];
    const ORDER: u16 = 350;

    fn parse(options: &mut Options<'_>) -> Self {
        Self {
            case: options.flag("case"),
            distance: options.integer("distance"),
            reversed: options.flag("reversed"),
            rotated: options.flag("rotated"),
        }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let Some(old) = &candidate.context().old_password else {
            return Finding::plain(true, CHANGE).with("compared", Detail::Integer(0));
        };
        let read = |text: &str| {
            let fold = if self.case { fold } else { |character| character };
            text.chars().map(fold).collect::<Vec<char>>()
        };
        let (old, new) = (read(&text::nfc(old.reveal())), read(candidate.text()));
        let actual = distance(&old, &new, self.distance);
        let found = if actual < self.distance {
            Some("distance")
        } else if self.rotated && is_rotated(&old, &new) {
            Some("rotated")
        } else if self.reversed && old.iter().rev().eq(&new) {
            Some("reversed")
        } else {
            None
        };
        let missing = self.distance.saturating_sub(actual).max(1);
        let finding = Finding::new(found.is_none(), actual, CHANGE.times(missing));
        let finding = finding.with("compared", Detail::Integer(1));
        found.map_or(finding, |kind| finding.with("found", Detail::Name(kind)))
    }
}

/// Whether one text stands in the other written twice.
fn is_rotated(old: &[char], new: &[char]) -> bool {
    let twice = || Places::new(&[old, old].concat(), false);
    old.len() == new.len() && twice().find(&mut new.iter().copied(), &mut Vec::new()).is_some()
}

const CHANGE: Change = Change::new(
    "change-more",
    "change {count} more {count|character|characters} of the old password",
);
