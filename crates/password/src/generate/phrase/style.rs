//! What a phrase looks like: how many words, what stands between them, and what is added.

use super::{lengths::Lengths, split};
use crate::{Class, candidate::count, demand::Demand, generate::stream::Stream};

/// How the words of a phrase become a text.
pub(super) struct Style {
    /// Whether each word begins with a capital letter.
    pub(super) capitals: bool,
    /// One of these stands after one of the words; none where there are none.
    pub(super) digits: Vec<char>,
    /// Stands between words.
    pub(super) separator: String,
    /// One of these stands after one of the words, and after the digit; none where there are none.
    pub(super) symbols: Vec<char>,
    /// How many words there are.
    pub(super) words: u32,
}

impl Style {
    /// In how many ways a digit and a symbol can be added.
    pub(super) fn extras(&self) -> u64 {
        let ways = |set: &[char]| (set.len() as u64 * u64::from(self.words)).max(1);
        ways(&self.digits) * ways(&self.symbols)
    }

    /// Fewest and most letters that all words together may have.
    pub(super) fn letters_within(&self, demand: &Demand) -> (u32, u32) {
        let beside = self.beside();
        let shortest = demand.min_chars.iter().map(|(min, _)| *min).max().unwrap_or_default();
        let longest = demand.max.iter().map(|(max, ..)| *max).min().unwrap_or(u32::MAX);
        // What leaves no letters leaves no words.
        (shortest.saturating_sub(beside), longest.saturating_sub(beside))
    }

    /// Whether rules that say all that they ask accept every phrase of these lengths.
    pub(super) fn is_sure(&self, demand: &Demand, lengths: &Lengths) -> bool {
        let detail = &demand.detail;
        let mode = |asked: Option<&'static str>| asked.unwrap_or("ascii_punct");
        let added = |class: Class, mode: &str| {
            let between = self.separator.chars().filter(|other| class.contains(*other, mode));
            let of = |set: &[char]| {
                u32::from(set.first().is_some_and(|first| class.contains(*first, mode)))
            };
            count(between) * (self.words - 1) + of(&self.digits) + of(&self.symbols)
        };
        let has = |class: Class, mode: &str| {
            let capitals = if self.capitals { self.words } else { 0 };
            let letters = match class {
                Class::Lowercase => lengths.least().saturating_sub(capitals),
                Class::Uppercase => capitals,
                _ => 0,
            };
            letters + added(class, mode)
        };
        let present = |classes: &[Class]| {
            let present = |class: &&Class| has(**class, mode(detail.classes_mode)) > 0;
            classes.iter().filter(present).count()
        };
        demand.is_plain()
            && (detail.distinct, detail.occurrences, detail.identical_run) == (0, None, None)
            && self.separator.is_ascii()
            && self.is_parted()
            && demand.classes.iter().all(|(min, of, _)| present(of) >= *min as usize)
            && demand
                .of_class
                .iter()
                .all(|(min, class, _)| has(*class, mode(detail.symbol_mode)) >= *min)
    }

    /// A phrase, each of these lengths as probable as the others; none in the rare case that luck
    /// runs out.
    pub(super) fn draw(&self, lengths: &Lengths, stream: &mut Stream) -> Option<String> {
        let mut words = Vec::new();
        let mut letters = 0;
        for left in (0..self.words).rev() {
            let word = lengths.draw(left, letters, stream)?;
            letters += count(word.chars());
            words.push(word);
        }
        let digit = self.added(&self.digits, stream);
        let symbol = self.added(&self.symbols, stream);
        let mut text = String::new();
        for (place, word) in (0..).zip(&words) {
            if place > 0 {
                text.push_str(&self.separator);
            }
            let mut letters = word.chars();
            text.extend(letters.next().map(|first| self.first(first)));
            text.push_str(letters.as_str());
            let here = [digit, symbol].into_iter().flatten().filter(|(at, _)| *at == place);
            text.extend(here.map(|(_, character)| character));
        }
        Some(text)
    }

    /// Whether a text is a phrase of this style in one way only.
    pub(super) fn is_clear(&self, text: &str) -> bool {
        self.is_parted() || split::readings(self, text) == 1
    }

    /// How a word begins that begins with this letter.
    pub(super) const fn first(&self, letter: char) -> char {
        if self.capitals { letter.to_ascii_uppercase() } else { letter }
    }

    /// Whether what stands between words shows where each ends: no part of it is a letter or a digit.
    fn is_parted(&self) -> bool {
        let is_apart = |character: char| character.is_ascii_punctuation() || character == ' ';
        !self.separator.is_empty() && self.separator.chars().all(is_apart)
    }

    /// Characters that are no letters of words.
    fn beside(&self) -> u32 {
        let added = [&self.digits, &self.symbols].into_iter().filter(|set| !set.is_empty());
        count(self.separator.chars()) * (self.words - 1) + count(added)
    }

    /// One of these, and after which word it stands.
    fn added(&self, set: &[char], stream: &mut Stream) -> Option<(u32, char)> {
        let size = u32::try_from(set.len()).ok().filter(|size| *size > 0)?;
        let place = stream.below(self.words);
        let index = usize::try_from(stream.below(size)).ok()?;
        Some((place, *set.get(index)?))
    }
}
