//! Points of a password in the manner of Microsoft Entra: one for each word found in it, one for
//! each other character.
//!
//! Words may overlap, and the published description does not say which of them counts then: here the
//! fewest points that any choice gives, so that the order of a list means nothing.

use crate::places::{BITS, Places, earlier};

/// Where words stand, by their length.
pub(crate) struct Score {
    blocks: usize,
    length: usize,
    words: Vec<(usize, Vec<u64>)>,
}

impl Score {
    /// A text in which no word was found yet.
    pub(crate) const fn new(places: &Places) -> Self {
        let length = places.length();
        Self { blocks: length / BITS + 1, length, words: Vec::new() }
    }

    /// Adds the places of a word of so many characters.
    pub(crate) fn add(&mut self, length: usize, places: &[u64]) {
        if let Some((_, known)) = self.words.iter_mut().find(|(known, _)| *known == length) {
            known.iter_mut().zip(places).for_each(|(known, more)| *known |= more);
        } else {
            self.words.push((length, places.to_vec()));
        }
    }

    /// The points of the whole text, at most `cap`.
    ///
    /// Each round holds the places that are reached with so many points: its cost is the number of
    /// different lengths times the characters of the text, divided by 64.
    pub(crate) fn points(&self, cap: u32) -> u32 {
        let mut reached = vec![0; self.blocks];
        if let Some(first) = reached.first_mut() {
            *first = 1;
        }
        for points in 0..cap {
            let end = reached.last().copied().unwrap_or_default();
            if end >> (self.length % BITS) & 1 == 1 {
                return points;
            }
            let mut next = vec![0; self.blocks];
            merge(&mut next, &reached, 1);
            for (length, starts) in &self.words {
                let begun: Vec<u64> =
                    starts.iter().zip(&reached).map(|(starts, reached)| starts & reached).collect();
                merge(&mut next, &begun, *length);
            }
            reached = next;
        }
        cap
    }
}

/// Adds places, each so many characters later.
fn merge(all: &mut [u64], places: &[u64], by: usize) {
    for (block, bits) in all.iter_mut().enumerate() {
        *bits |= earlier(places, block, by);
    }
}

#[cfg(test)]
mod tests {
    use super::Score;
    use crate::{places::Places, word::folded};

    /// Fewest points by trying every choice.
    fn expected(text: &[char], words: &[Vec<char>]) -> u32 {
        let mut best = vec![0; text.len() + 1];
        for end in 1..=text.len() {
            let ends = words.iter().filter(|word| text[..end].ends_with(word));
            let word = ends.map(|word| best[end - word.len()]).min();
            best[end] = 1 + word.map_or(best[end - 1], |word| word.min(best[end - 1]));
        }
        best[text.len()]
    }

    #[test]
    fn the_fewest_points_are_found() {
        let long = "abcab".repeat(40);
        let words = ["abc", "ca", "bca", "abcabcabcabcab", "cabab", "bb"].map(folded);
        for text in ["", "a", "abc", "abca", "abcab", "zabczcaz", "bbbbb", &long] {
            let text = folded(text);
            let places = Places::new(&text, false);
            let mut score = Score::new(&places);
            for word in &words {
                let mut found = Vec::new();
                if let Some(length) = places.find(&mut word.iter().copied(), &mut found) {
                    score.add(length, &found);
                }
            }
            for cap in [1, 5, 300] {
                let expected = expected(&text, &words).min(cap);
                assert_eq!(score.points(cap), expected, "{text:?}");
            }
        }
    }
}
