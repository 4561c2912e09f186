//! How many guesses a password withstands, as zxcvbn 4.4.2 estimates it.
//!
//! [`estimate`] looks for words, names, keyboard patterns, repetitions, sequences and dates, and
//! finds the way to put the password together from them that takes the fewest guesses. The answer
//! follows from the arguments alone: there is no clock, the year is one of them.
//!
//! # Where the answers differ from zxcvbn's
//! - A character is a code point, not a UTF-16 unit: passwords with characters beyond U+FFFF may
//!   differ, others do not.
//! - zxcvbn also finds the names that every JavaScript object has (`constructor`) in each list, and
//!   then cannot tell the guesses; here a word is in a list if it stands there.
//! - Powers are computed by `libm`, so that every platform gives the same bits. V8's differ from
//!   them in the last bit now and then, as those of other JavaScript engines do.
//! - Ranks of words beyond the 66th are told in steps, so guesses differ a little: the decimal
//!   logarithm by at most 0.0033 for each word that the password is made of, which is within 0.01 for
//!   three words. No public case is off by 0.01. A score may differ where the guesses are that close
//!   to a threshold.
//! - A token of several words of equal cost may be told as another one of them.
//!
//! # Bounds
//! Time grows with the length, nearly in proportion; what is quadratic is one comparison for each
//! pair of characters. No part of the password is in an answer.

mod account;
mod date;
mod dictionary;
mod feedback;
mod leet;
mod lexicon;
mod matching;
mod recent;
mod repeat;
mod scoring;
mod sequence;
mod spatial;
mod variation;
pub(crate) mod words;

pub use feedback::Feedback;

use wicketgate_core::Context;

use crate::Candidate;
use lexicon::Lexicon;
use matching::Setting;
use scoring::Piece;

/// What is known about the strength of a password.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// How long guessing takes, by attack.
    pub crack_times: CrackTimes,
    /// What to tell the person.
    pub feedback: Feedback,
    /// How many guesses find it.
    pub guesses: f64,
    /// The decimal logarithm of the guesses.
    pub guesses_log10: f64,
    /// From 0, too guessable, to 4, very unguessable.
    pub score: u8,
    /// The patterns that it is put together from, in order and without gaps.
    pub sequence: Vec<Match>,
}

/// Seconds that guessing takes, by attack; at most [`f64::MAX`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrackTimes {
    /// A stolen table of passwords, hashed fast: 10^10 guesses a second.
    pub offline_fast_hashing: f64,
    /// A stolen table of passwords, hashed slowly: 10^4 guesses a second.
    pub offline_slow_hashing: f64,
    /// A service that limits nothing: 10 guesses a second.
    pub online_unthrottled: f64,
    /// A service that limits attempts: 100 guesses an hour.
    pub online_throttled: f64,
}

/// A piece of a password.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// The character after its last one.
    pub end: u32,
    /// Guesses that find it.
    pub guesses: f64,
    /// What it is.
    pub pattern: Pattern,
    /// Its first character, counted from 0.
    pub start: u32,
}

/// What a piece of a password is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Pattern {
    /// Nothing that is known.
    Bruteforce,
    /// A date.
    Date {
        /// Whether day, month and year are separated.
        separator: bool,
        /// The year, in four digits.
        year: u16,
    },
    /// A word.
    Dictionary {
        /// The list that has it.
        dictionary: &'static str,
        /// Whether letters are replaced by similar characters.
        leet: bool,
        /// Its place in the list, from 1 on.
        rank: u32,
        /// Whether it stands backwards.
        reversed: bool,
    },
    /// A year from 1900 to 2019.
    RecentYear {
        /// The year.
        year: u16,
    },
    /// A block that follows itself.
    Repeat {
        /// Characters of the block.
        base_characters: u32,
        /// Guesses that find the block.
        base_guesses: f64,
        /// How often it stands there.
        count: u32,
    },
    /// Code points at one distance.
    Sequence {
        /// Whether it goes up.
        ascending: bool,
        /// `lower`, `upper`, `digits` or `unicode`.
        name: &'static str,
    },
    /// Neighbouring keys.
    Spatial {
        /// The keyboard.
        graph: &'static str,
        /// Characters that need the shift key.
        shifted: u32,
        /// Straight parts.
        turns: u32,
    },
}

impl Pattern {
    const fn dictionary(word: words::Word, leet: bool, reversed: bool) -> Self {
        Self::Dictionary { dictionary: word.list, leet, rank: word.rank(), reversed }
    }
}

/// The year of the word lists' derivation: what is taken where nobody tells the year.
pub const FALLBACK_YEAR: u16 = 2026;

/// Estimates the strength of a password.
///
/// `words` are those of the account, the most telling first; the first 256 count. `year` is the
/// present one: a date is the cheaper the closer it is.
#[must_use]
pub fn estimate(password: &str, words: &[&str], year: u16) -> Estimate {
    let characters: Vec<char> = password.chars().collect();
    let (guesses, pieces) = scoring::analyse(&characters, &Setting::new(words, year));
    let score = scored(guesses);
    Estimate {
        crack_times: CrackTimes::new(guesses),
        feedback: Feedback::new(&characters, score, &pieces),
        guesses,
        guesses_log10: log10(guesses),
        score,
        sequence: pieces.iter().map(Piece::told).collect(),
    }
}

/// Estimates a candidate: its normalised text, with the account's words and the year that its
/// context tells.
#[must_use]
pub fn of(candidate: &Candidate<'_>) -> Estimate {
    let words = account::words(&candidate.context().account);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    estimate(candidate.text(), &words, year(candidate.context()))
}

/// The score of a candidate alone.
#[must_use]
pub fn score(candidate: &Candidate<'_>) -> u8 {
    of(candidate).score
}

/// The year by which dates are judged.
#[must_use]
pub fn year(context: &Context) -> u16 {
    context.year.unwrap_or(FALLBACK_YEAR)
}

impl Setting {
    fn new(words: &[&str], year: u16) -> Self {
        Self { lexicon: Lexicon::new(words), year }
    }
}

impl CrackTimes {
    fn new(guesses: f64) -> Self {
        Self {
            offline_fast_hashing: guesses / 1e10,
            offline_slow_hashing: guesses / 1e4,
            online_unthrottled: guesses / 10.0,
            online_throttled: (guesses / (100.0 / 3600.0)).min(f64::MAX),
        }
    }
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Gap(start, end) => end.saturating_sub(*start),
            Self::Match(found) => found.len(),
        }
    }

    fn told(&self) -> Match {
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        match *self {
            Self::Gap(start, end) => Match {
                end: place(end),
                guesses: scoring::gap(self.len()),
                pattern: Pattern::Bruteforce,
                start: place(start),
            },
            Self::Match(found) => Match {
                end: place(found.end),
                guesses: found.guesses,
                pattern: found.pattern,
                start: place(found.start),
            },
        }
    }
}

/// Thresholds are a little above the powers, so that rounding decides nothing.
fn scored(guesses: f64) -> u8 {
    [1e3, 1e6, 1e8, 1e10].into_iter().map(|power| u8::from(guesses >= power + 5.0)).sum()
}

/// As JavaScript computes it where it has no `log10`: as zxcvbn does.
fn log10(number: f64) -> f64 {
    libm::log(number) / libm::log(10.0)
}
