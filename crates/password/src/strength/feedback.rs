//! What to tell the person: a warning, and what would help.

use super::{Pattern, scoring::Piece, variation::Capitals};

/// A warning and suggestions, as codes. The sets are open: more may come.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Feedback {
    /// What would help.
    pub suggestions: Vec<&'static str>,
    /// What is wrong with the longest pattern of the password.
    pub warning: Option<&'static str>,
}

impl Feedback {
    /// What zxcvbn says of these pieces.
    pub(super) fn new(password: &[char], score: u8, pieces: &[Piece]) -> Self {
        if pieces.is_empty() {
            return Self {
                suggestions: vec!["use-a-few-words", "no-need-for-symbols"],
                warning: None,
            };
        }
        if score > 2 {
            return Self::default();
        }
        let sole = pieces.len() == 1;
        let mut longest: Option<&Piece> = None;
        for piece in pieces {
            if longest.is_none_or(|longest| piece.len() > longest.len()) {
                longest = Some(piece);
            }
        }
        let mut feedback = Self { suggestions: vec!["add-words"], warning: None };
        if let Some(Piece::Match(found)) = longest {
            let token = password.get(found.start..found.end).unwrap_or_default();
            feedback.explain(&found.pattern, token, sole, found.guesses);
        }
        feedback
    }

    fn explain(&mut self, pattern: &Pattern, token: &[char], sole: bool, guesses: f64) {
        let (warning, suggestions): (_, &[&str]) = match *pattern {
            Pattern::Bruteforce => return,
            Pattern::Date { .. } => (Some("date"), &["avoid-associated-dates"]),
            Pattern::Dictionary { dictionary, leet, rank, reversed } => {
                let exact = !leet && !reversed;
                self.warning = word(dictionary, rank, sole, exact, super::log10(guesses));
                return self.suggest(token, leet, reversed);
            }
            Pattern::RecentYear { .. } => {
                (Some("recent-year"), &["avoid-recent-years", "avoid-associated-years"])
            }
            Pattern::Repeat { base_characters: 1, .. } => {
                (Some("repeated-character"), &["avoid-repeats"])
            }
            Pattern::Repeat { .. } => (Some("repeated-block"), &["avoid-repeats"]),
            Pattern::Sequence { .. } => (Some("sequence"), &["avoid-sequences"]),
            Pattern::Spatial { turns: 1, .. } => {
                (Some("row-of-keys"), &["longer-keyboard-pattern"])
            }
            Pattern::Spatial { .. } => (Some("keyboard-pattern"), &["longer-keyboard-pattern"]),
        };
        self.warning = warning;
        self.suggestions.extend(suggestions);
    }

    fn suggest(&mut self, token: &[char], leet: bool, reversed: bool) {
        let is_lowered = |character: &char| character.to_lowercase().ne([*character]);
        let has_small = token.iter().any(char::is_ascii_lowercase);
        let suggestions = [
            (Capitals::of(token) == Capitals::Start, "capitals-help-little"),
            (!has_small && token.iter().any(is_lowered), "all-capitals-help-little"),
        ];
        self.suggestions.extend(suggestions.iter().find_map(|(is, code)| is.then_some(code)));
        if reversed && token.len() >= 4 {
            self.suggestions.push("reversing-helps-little");
        }
        if leet {
            self.suggestions.push("substitutions-help-little");
        }
    }
}

/// The warning about a word.
fn word(list: &str, rank: u32, sole: bool, exact: bool, log10: f64) -> Option<&'static str> {
    match list {
        "passwords" if sole && exact => Some(match rank {
            0..=10 => "top-10-password",
            11..=100 => "top-100-password",
            _ => "common-password",
        }),
        "passwords" if log10 <= 4.0 => Some("similar-to-common-password"),
        "english_wikipedia" if sole => Some("word-alone"),
        "surnames" | "male_names" | "female_names" if sole => Some("name-alone"),
        "surnames" | "male_names" | "female_names" => Some("common-name"),
        _ => None,
    }
}
