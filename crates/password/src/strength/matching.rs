//! Every pattern in a password, in the order in which zxcvbn finds them.

use std::ops::Range;

use super::{Pattern, date, dictionary, leet, lexicon::Lexicon, recent, repeat, sequence, spatial};

/// A pattern somewhere in a password.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The character after the last one.
    pub(super) end: usize,
    /// Guesses that find it.
    pub(super) guesses: f64,
    /// What it is.
    pub(super) pattern: Pattern,
    /// The first character.
    pub(super) start: usize,
}

/// What the guesses depend on beside the password.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) lexicon: Lexicon,
    pub(super) year: u16,
}

impl Found {
    pub(super) const fn new(place: Range<usize>, guesses: f64, pattern: Pattern) -> Self {
        Self { end: place.end, guesses, pattern, start: place.start }
    }

    pub(super) const fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }
}

/// Every match, by its last character and then by its first.
///
/// Among equals the order is that in which zxcvbn looks: the search keeps the first of two that are
/// as good.
pub(super) fn all(password: &[char], setting: &Setting) -> Vec<Found> {
    let mut found = Vec::new();
    dictionary::find(password, &setting.lexicon, &mut found);
    leet::find(password, &setting.lexicon, &mut found);
    spatial::find(password, &mut found);
    repeat::find(password, setting, &mut found);
    sequence::find(password, &mut found);
    recent::find(password, setting.year, &mut found);
    date::find(password, setting.year, &mut found);
    for found in &mut found {
        // A part of a password is never cheaper than trying all parts of its size.
        let floor = match found.len() {
            length if length == password.len() => 1.0,
            1 => 10.0,
            _ => 50.0,
        };
        found.guesses = found.guesses.max(floor);
    }
    found.sort_by_key(|found| (found.end, found.start));
    found
}
