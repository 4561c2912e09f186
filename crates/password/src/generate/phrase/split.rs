//! In how many ways a text can be read as a phrase.
//!
//! `backfire` between two other words may be one word or two: where nothing shows where a word ends,
//! two draws may give one text. Such a text is drawn again, so that no text is more probable than
//! another and none is counted twice.

use std::collections::BTreeMap;

use super::style::Style;
use crate::strength::words::phrase;

/// The ways to read a text as a phrase of a style, counted no further than to two.
pub(super) fn readings(style: &Style, text: &str) -> u32 {
    let text: Vec<char> = text.chars().collect();
    let mut states = BTreeMap::from([(State::default(), 1)]);
    for word in 0..style.words {
        let mut next = BTreeMap::new();
        for (state, ways) in states {
            let separator = if word > 0 { style.separator.as_str() } else { "" };
            for state in state.after(style, &text, separator) {
                let count: &mut u32 = next.entry(state).or_default();
                *count = (*count + ways).min(2);
            }
        }
        states = next;
    }
    let end = State {
        at: text.len(),
        has_digit: !style.digits.is_empty(),
        has_symbol: !style.symbols.is_empty(),
    };
    states.get(&end).copied().unwrap_or_default()
}

/// What was read so far.
#[derive(Clone, Copy, Default, Eq, Ord, PartialEq, PartialOrd)]
struct State {
    at: usize,
    has_digit: bool,
    has_symbol: bool,
}

impl State {
    /// The states after a separator, one more word and what is added to it.
    fn after(self, style: &Style, text: &[char], separator: &str) -> Vec<Self> {
        let mut states = Vec::new();
        let rest = text.get(self.at..).unwrap_or_default();
        let between: Vec<char> = separator.chars().collect();
        let Some(rest) = rest.strip_prefix(between.as_slice()) else { return states };
        let start = self.at + between.len();
        let Some(first) = rest.first().copied() else { return states };
        let small = first.to_ascii_lowercase();
        if style.first(small) != first {
            return states;
        }
        let letters = std::iter::once(small).chain(rest.iter().skip(1).copied());
        for length in phrase::prefixes(letters) {
            let plain = Self { at: start + length as usize, ..self };
            let digit = plain.added(style, text, false);
            let symbol = plain.added(style, text, true);
            let both = digit.and_then(|digit| digit.added(style, text, true));
            states.extend([Some(plain), digit, symbol, both].into_iter().flatten());
        }
        states
    }

    /// The state after the digit or the symbol, where it is the first and stands here.
    fn added(self, style: &Style, text: &[char], is_symbol: bool) -> Option<Self> {
        let character = text.get(self.at)?;
        let at = self.at + 1;
        let (set, has) = if is_symbol {
            (&style.symbols, self.has_symbol)
        } else {
            (&style.digits, self.has_digit)
        };
        (!has && set.contains(character)).then_some(if is_symbol {
            Self { at, has_symbol: true, ..self }
        } else {
            Self { at, has_digit: true, ..self }
        })
    }
}
