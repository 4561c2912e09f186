//! The 4,096 words that phrases are drawn from.
//!
//! Source: the lists `english_wikipedia` and `us_tv_and_film` of npm `zxcvbn` 4.4.2 (MIT, see
//! `LICENSE.txt` beside this file): the most common words of four to eight letters, without what is
//! rude. `cargo xtask words` writes `phrase.bin`: the numbers of the words in the walk, sorted, a
//! plane for each byte from the highest. That is 4.2 KB as a download, where the words would be
//! 9.5 KB.

use super::{INDEX, Place, WALK, list::PHRASE};

/// How many words there are: twelve bits each.
pub(crate) const COUNT: u32 = 4096;
/// Letters of the shortest words.
pub(crate) const SHORTEST: u32 = 4;

/// How many letters words have, and how many words have as many.
pub(crate) fn lengths() -> impl Iterator<Item = (u32, u32)> {
    (SHORTEST..).zip(PHRASE)
}

/// A word, by its place.
pub(crate) fn word(index: u32) -> Option<String> {
    let wanted = number(index)?;
    let (entries, _) = INDEX.as_chunks::<8>();
    let first = |entry: &[u8; 8]| {
        let [.., a, b, c] = *entry;
        u32::from_be_bytes([0, a, b, c])
    };
    let found = entries.partition_point(|entry| first(entry) <= wanted).checked_sub(1)?;
    let entry = entries.get(found)?;
    let &[one, two, a, b, c, ..] = entry;
    let at = usize::try_from(u32::from_be_bytes([0, a, b, c])).ok()?;
    let mut letters = String::from_iter([one, two].map(char::from));
    let mut number = first(entry);
    for byte in WALK.get(at..)? {
        if *byte >= b' ' {
            letters.push(char::from(*byte));
        } else if number == wanted {
            return Some(letters);
        } else {
            letters.truncate(letters.len().checked_sub(usize::from(*byte))?);
            number += 1;
        }
    }
    None
}

/// How many letters there are of each word that these letters begin with.
pub(crate) fn prefixes(letters: impl Iterator<Item = char>) -> impl Iterator<Item = u32> {
    let places = letters.scan(Place::default(), |place, letter| {
        *place = place.step(letter)?;
        Some(*place)
    });
    let ends = |place: Place| place.number().is_some_and(is_of);
    (1..).zip(places).filter(move |(_, place)| ends(*place)).map(|(length, _)| length)
}

/// Whether phrases have the word with a number of the walk.
fn is_of(wanted: u32) -> bool {
    let (mut low, mut high) = (0, COUNT);
    while low < high {
        let middle = low.midpoint(high);
        match number(middle) {
            Some(number) if number == wanted => return true,
            Some(number) if number < wanted => low = middle + 1,
            _ => high = middle,
        }
    }
    false
}

/// The number of a word in the walk.
fn number(index: u32) -> Option<u32> {
    let index = usize::try_from(index).ok()?;
    let mut planes = NUMBERS.chunks(COUNT as usize).map(|plane| plane.get(index).copied());
    Some(u32::from_be_bytes([0, planes.next()??, planes.next()??, planes.next()??]))
}

static NUMBERS: &[u8] = include_bytes!("phrase.bin");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_is_read_found_and_there_once() {
        let words: Vec<String> = (0..COUNT).map(|index| word(index).unwrap()).collect();
        let all: BTreeSet<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(all.len(), COUNT as usize);
        for word in &words {
            assert!((4..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase()));
            let begins = |end: &usize| word.get(..*end).is_some_and(|start| all.contains(start));
            let expected: Vec<usize> = (1..=word.len()).filter(begins).collect();
            let found: Vec<usize> = prefixes(word.chars()).map(|length| length as usize).collect();
            assert_eq!(found, expected, "{word}");
        }
        for (length, count) in lengths() {
            let of_length = words.iter().filter(|word| word.len() == length as usize).count();
            assert_eq!(of_length, count as usize, "{length}");
        }
        assert_eq!([word(COUNT), word(u32::MAX)], [None, None]);
        for common in ["about", "house", "grass", "skull"] {
            assert!(all.contains(common), "{common}");
        }
        for other in ["the", "shit", "http", "password1", "xylophon"] {
            assert!(!all.contains(other), "{other}");
        }
    }
}
