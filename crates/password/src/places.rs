//! Where words stand in a password: a bit for each place, all places at once.
//!
//! # Bound
//! Looking for a word takes one step for each of its characters and 64 places, and stops where no
//! place is left: the characters of all words times the characters of the password, divided by 64.
//! A digit that may stand for two letters costs nothing more: its place has a bit in both rows.

use crate::word;

/// For each character that may be read in a text: the places at which it is.
pub(crate) struct Places {
    blocks: usize,
    keys: Vec<char>,
    length: usize,
    rows: Vec<u64>,
}

impl Places {
    /// Reads a folded text; with `leet` digits and signs stand for letters too.
    pub(crate) fn new(text: &[char], leet: bool) -> Self {
        let read = |character: char| {
            let letters = if leet { word::letters(character) } else { "" };
            letters.chars().chain([character])
        };
        let mut keys: Vec<char> = Vec::new();
        for key in text.iter().copied().flat_map(read) {
            let at = keys.partition_point(|known| *known < key);
            if keys.get(at) != Some(&key) {
                keys.insert(at, key);
            }
        }
        // One place more than there are characters: where a word may end.
        let blocks = text.len() / BITS + 1;
        let rows = vec![0; keys.len().saturating_mul(blocks)];
        let mut places = Self { blocks, keys, length: text.len(), rows };
        for (place, character) in text.iter().enumerate() {
            for key in read(*character) {
                let row = places.keys.partition_point(|known| *known < key);
                let block = row.saturating_mul(blocks).saturating_add(place / BITS);
                if let Some(bits) = places.rows.get_mut(block) {
                    *bits |= 1 << (place % BITS);
                }
            }
        }
        places
    }

    /// How many characters the text has.
    #[cfg(any(test, feature = "policy"))]
    pub(crate) const fn length(&self) -> usize {
        self.length
    }

    /// Leaves in `found` the places where a word begins; its length, where it stands anywhere.
    pub(crate) fn find(
        &self,
        word: &mut dyn Iterator<Item = char>,
        found: &mut Vec<u64>,
    ) -> Option<usize> {
        found.clear();
        let mut length = 0;
        for character in word {
            let row = self.keys.binary_search(&character).ok()?;
            let row = self.rows.get(row.checked_mul(self.blocks)?..)?.get(..self.blocks)?;
            if length == 0 {
                found.extend_from_slice(row);
            } else {
                let mut any = 0;
                for (block, bits) in found.iter_mut().enumerate() {
                    *bits &= later(row, block, length);
                    any |= *bits;
                }
                if any == 0 {
                    return None;
                }
            }
            length += 1;
        }
        (length > 0).then_some(length)
    }

    /// Whether a word stands where it is looked for.
    pub(crate) fn stands(
        &self,
        word: &mut dyn Iterator<Item = char>,
        place: &str,
        found: &mut Vec<u64>,
    ) -> bool {
        let Some(length) = self.find(word, found) else { return false };
        let at = |place: usize| {
            found.get(place / BITS).is_some_and(|bits| bits >> (place % BITS) & 1 == 1)
        };
        match place {
            "start" => at(0),
            "end" => at(self.length.saturating_sub(length)),
            "whole" => length == self.length,
            _ => true,
        }
    }
}

/// A block of the places that lie so much later.
fn later(row: &[u64], block: usize, by: usize) -> u64 {
    let at = block.wrapping_add(by / BITS);
    let bits = |block: usize| row.get(block).copied().unwrap_or_default();
    match by % BITS {
        0 => bits(at),
        by => bits(at) >> by | bits(at.wrapping_add(1)) << (BITS - by),
    }
}

/// A block of the places that lie so much earlier.
#[cfg(any(test, feature = "policy"))]
pub(crate) fn earlier(row: &[u64], block: usize, by: usize) -> u64 {
    let bits = |steps: usize| {
        block.checked_sub(steps).and_then(|at| row.get(at)).copied().unwrap_or_default()
    };
    match by % BITS {
        0 => bits(by / BITS),
        rest => bits(by / BITS) << rest | bits(by / BITS + 1) >> (BITS - rest),
    }
}

/// Places in a block.
pub(crate) const BITS: usize = 64;

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::word::folded;

    /// Where `word` begins in `text`, by the obvious search.
    fn expected(text: &[char], word: &[char], leet: bool) -> Vec<usize> {
        let reads = |given: char, read: char| {
            given == read || leet && crate::word::letters(given).contains(read)
        };
        let starts = 0..=text.len().saturating_sub(word.len());
        let begins = |start: &usize| {
            let window = text.get(*start..*start + word.len());
            window.is_some_and(|window| window.iter().zip(word).all(|(a, b)| reads(*a, *b)))
        };
        starts.filter(begins).collect()
    }

    #[test]
    fn words_are_found_where_the_obvious_search_finds_them() {
        let texts = ["", "a", "b1ll!e", "aaaaaaaaaa", "w111iam", "ill", "lil", "1l!|7+ÄöΣς"];
        let long: String = "ab1!".chars().cycle().take(197).collect();
        let words = ["a", "aa", "billie", "william", "ill", "lil", "lt", "äöσσ", "abi", "x", "!1"];
        let end: String = long.chars().skip(60).collect();
        for text in texts.into_iter().chain([long.as_str()]) {
            for word in words.into_iter().chain([end.as_str()]) {
                for leet in [false, true] {
                    let (text, word) = (folded(text), folded(word));
                    let places = Places::new(&text, leet);
                    let mut found = Vec::new();
                    let length = places.find(&mut word.iter().copied(), &mut found);
                    let bits = |place: &usize| {
                        found.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
                    };
                    let starts: Vec<usize> = match length {
                        Some(_) => (0..text.len()).filter(bits).collect(),
                        None => Vec::new(),
                    };
                    assert_eq!(starts, expected(&text, &word, leet), "{text:?} {word:?} {leet}");
                    let stands =
                        |place| places.stands(&mut word.iter().copied(), place, &mut Vec::new());
                    assert_eq!(stands("start"), starts.first() == Some(&0));
                    let last = text.len().checked_sub(word.len());
                    assert_eq!(stands("end"), last.is_some() && starts.last() == last.as_ref());
                    assert_eq!(stands("whole"), last == Some(0) && !starts.is_empty());
                }
            }
        }
    }
}
