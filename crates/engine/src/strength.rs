//! `password.strength`: how many guesses a password withstands, and why.

use serde::Serialize;
use wicketgate_core::field::Fields;
use wicketgate_password::{
    Candidate,
    strength::{self, CrackTimes, Estimate, Feedback, Match, Pattern},
};

use crate::{Engine, Error, operation::answer, request};

/// What `password.strength` answers: zxcvbn's estimate, without any part of the password.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Strength {
    /// Seconds that guessing takes, by attack.
    pub crack_seconds: CrackSeconds,
    /// What to tell the person.
    pub feedback: StrengthFeedback,
    /// How many guesses find the password.
    pub guesses: f64,
    /// The decimal logarithm of the guesses.
    pub guesses_log10: f64,
    /// From 0, too guessable, to 4, very unguessable.
    pub score: u8,
    /// The pieces that the password is put together from, in order and without gaps.
    pub sequence: Vec<StrengthPiece>,
    /// The year by which dates were judged.
    pub year: u16,
}

/// Seconds that guessing takes, by attack.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrackSeconds {
    /// A stolen table of passwords, hashed fast: 10^10 guesses a second.
    pub offline_fast_hashing: f64,
    /// A stolen table of passwords, hashed slowly: 10^4 guesses a second.
    pub offline_slow_hashing: f64,
    /// A service that limits attempts: 100 guesses an hour.
    pub online_throttled: f64,
    /// A service that limits nothing: 10 guesses a second.
    pub online_unthrottled: f64,
}

/// What to tell the person; more codes may come.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StrengthFeedback {
    /// What would help, such as `add-words`.
    pub suggestions: Vec<&'static str>,
    /// What is wrong with the longest piece, such as `top-10-password`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<&'static str>,
}

/// A piece of a password; which members it has depends on the pattern.
#[derive(Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StrengthPiece {
    /// Of a sequence: whether it goes up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ascending: Option<bool>,
    /// Of a repetition: characters of the block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_characters: Option<u32>,
    /// Of a repetition: guesses that find the block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_guesses: Option<f64>,
    /// Of a repetition: how often the block stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Of a word: the list that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dictionary: Option<&'static str>,
    /// The character after its last one.
    pub end: u32,
    /// Of a keyboard pattern: the keyboard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graph: Option<&'static str>,
    /// Guesses that find it.
    pub guesses: f64,
    /// Of a word: whether letters are replaced by similar characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leet: Option<bool>,
    /// Of a sequence: `lower`, `upper`, `digits` or `unicode`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    /// What it is: `bruteforce`, `date`, `dictionary`, `recent-year`, `repeat`, `sequence` or
    /// `spatial`; more may come.
    pub pattern: &'static str,
    /// Of a word: its place in the list, from 1 on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Of a word: whether it stands backwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reversed: Option<bool>,
    /// Of a date: whether day, month and year are separated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<bool>,
    /// Of a keyboard pattern: characters that need the shift key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shifted: Option<u32>,
    /// Its first character, counted from 0.
    pub start: u32,
    /// Of a keyboard pattern: its straight parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turns: Option<u32>,
    /// Of a date or a year: the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
}

pub(crate) fn strength(_: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let context = request::context(fields);
    let password = fields.text("password").unwrap_or_default();
    let candidate = Candidate::within(password, &context).ok_or(Error::PasswordTooLarge)?;
    Ok(answer(&Strength::new(strength::of(&candidate), strength::year(&context))))
}

impl Strength {
    fn new(estimate: Estimate, year: u16) -> Self {
        let Estimate { crack_times, feedback, guesses, guesses_log10, score, sequence } = estimate;
        let CrackTimes {
            offline_fast_hashing,
            offline_slow_hashing,
            online_throttled,
            online_unthrottled,
        } = crack_times;
        let Feedback { suggestions, warning } = feedback;
        Self {
            crack_seconds: CrackSeconds {
                offline_fast_hashing,
                offline_slow_hashing,
                online_throttled,
                online_unthrottled,
            },
            feedback: StrengthFeedback { suggestions, warning },
            guesses,
            guesses_log10,
            score,
            sequence: sequence.iter().map(StrengthPiece::new).collect(),
            year,
        }
    }
}

impl StrengthPiece {
    fn new(piece: &Match) -> Self {
        let &Match { end, guesses, pattern, start } = piece;
        let plain = Self { end, guesses, pattern: "bruteforce", start, ..Self::default() };
        match pattern {
            Pattern::Date { separator, year } => {
                Self { pattern: "date", separator: Some(separator), year: Some(year), ..plain }
            }
            Pattern::Dictionary { dictionary, leet, rank, reversed } => Self {
                dictionary: Some(dictionary),
                leet: Some(leet),
                pattern: "dictionary",
                rank: Some(rank),
                reversed: Some(reversed),
                ..plain
            },
            Pattern::RecentYear { year } => {
                Self { pattern: "recent-year", year: Some(year), ..plain }
            }
            Pattern::Repeat { base_characters, base_guesses, count } => Self {
                base_characters: Some(base_characters),
                base_guesses: Some(base_guesses),
                count: Some(count),
                pattern: "repeat",
                ..plain
            },
            Pattern::Sequence { ascending, name } => {
                Self { ascending: Some(ascending), name: Some(name), pattern: "sequence", ..plain }
            }
            Pattern::Spatial { graph, shifted, turns } => Self {
                graph: Some(graph),
                pattern: "spatial",
                shifted: Some(shifted),
                turns: Some(turns),
                ..plain
            },
            _ => plain,
        }
    }
}
