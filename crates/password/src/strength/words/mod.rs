//! The six word lists of zxcvbn, searched where they lie.
//!
//! `walk.bin` is a walk through the tree of all words, in the order of their bytes: a letter goes
//! down, a byte below the space ends a word and goes up so many letters. `index.bin` says where the
//! walk reaches each first letter and each pair of first letters, in entries of eight bytes: the
//! pair, the place in the walk and the number of the word, in three bytes each. `rank.bin` holds
//! where each word of the walk stands when the lists are put one after the other: a plane of bits 9
//! to 16, one of bits 0 to 7, and one of bit 8.
//!
//! Nothing is unpacked: the first look-up costs what each costs. As a download the files are
//! 360 KB after brotli, of which 177 KB say in which order the words stand: no packing that keeps
//! the ranks exact can lose those.

mod list;
#[cfg(feature = "policy")]
pub(crate) mod phrase;

use list::{COUNT, LISTS};

/// A place in the tree of words: everything below it begins with the letters on the way to it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Where the walk goes on.
    at: u32,
    /// Letters on the way.
    depth: u8,
    /// The first of them.
    first: u8,
    /// The number of the word through which the walk comes here first.
    word: u32,
}

/// A word of a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Word {
    /// The name of the list.
    pub(super) list: &'static str,
    /// Its place there, from 1 on.
    pub(super) rank: u32,
}

impl Place {
    /// The place one letter further; nothing where no word goes on like that.
    pub(super) fn step(self, letter: char) -> Option<Self> {
        let letter = u8::try_from(letter).ok().filter(u8::is_ascii_graphic)?;
        match self.depth {
            0 => indexed(letter, 0, 1),
            1 => indexed(self.first, letter, 2),
            _ => self.search(letter),
        }
    }

    /// The word that ends here.
    pub(super) fn word(self) -> Option<Word> {
        let next = WALK.get(usize::try_from(self.at).ok()?)?;
        (self.depth > 0 && *next < b' ').then(|| word(self.word)).flatten()
    }

    /// The number of the word that ends here.
    #[cfg(feature = "policy")]
    fn number(self) -> Option<u32> {
        self.word().map(|_| self.word)
    }

    fn search(self, letter: u8) -> Option<Self> {
        let Self { at, depth: here, first, mut word } = self;
        let mut depth = here;
        let rest = WALK.get(usize::try_from(at).ok()?..)?;
        for (at, &byte) in (at.saturating_add(1)..).zip(rest) {
            if byte < b' ' {
                depth = depth.checked_sub(byte).filter(|depth| *depth >= here)?;
                word = word.saturating_add(1);
                continue;
            }
            if depth == here && byte >= letter {
                let found = Self { at, depth: here.saturating_add(1), first, word };
                return (byte == letter).then_some(found);
            }
            depth = depth.saturating_add(1);
        }
        None
    }
}

fn indexed(first: u8, second: u8, depth: u8) -> Option<Place> {
    let (entries, _) = INDEX.as_chunks::<8>();
    let key = |&[a, b, ..]: &[u8; 8]| (a, b);
    let found = entries.binary_search_by_key(&(first, second), key).ok()?;
    let &[_, _, a, b, c, d, e, f] = entries.get(found)?;
    let at = u32::from_be_bytes([0, a, b, c]);
    Some(Place { at, depth, first, word: u32::from_be_bytes([0, d, e, f]) })
}

/// The list and the rank of a word of the walk.
fn word(number: u32) -> Option<Word> {
    let number = usize::try_from(number).ok()?;
    let (high, rest) = RANK.split_at_checked(COUNT)?;
    let (low, bits) = rest.split_at_checked(COUNT)?;
    let bit = bits.get(number / 8)? >> (number % 8) & 1;
    let place = u32::from(*high.get(number)?) << 9 | u32::from(bit) << 8;
    let mut place = place | u32::from(*low.get(number)?);
    for (list, count) in LISTS {
        match place.checked_sub(count) {
            None => return Some(Word { list, rank: place.saturating_add(1) }),
            Some(rest) => place = rest,
        }
    }
    None
}

static INDEX: &[u8] = include_bytes!("index.bin");
static RANK: &[u8] = include_bytes!("rank.bin");
static WALK: &[u8] = include_bytes!("walk.bin");

#[cfg(test)]
mod tests {
    use super::*;

    fn find(word: &str) -> Option<Word> {
        word.chars().try_fold(Place::default(), Place::step)?.word()
    }

    #[test]
    fn words_have_the_rank_of_their_list() {
        let cases = [
            ("123456", Some(("passwords", 1))),
            ("password", Some(("passwords", 2))),
            ("the", Some(("english_wikipedia", 1))),
            ("you", Some(("us_tv_and_film", 1))),
            ("smith", Some(("surnames", 1))),
            ("mary", Some(("female_names", 1))),
            ("james", Some(("male_names", 1))),
            ("troubadour", Some(("us_tv_and_film", 11905))),
            ("constructor", Some(("english_wikipedia", 13589))),
            ("passwq", None),
            ("p", None),
            ("", None),
            ("the ", None),
            ("Password", None),
            ("\u{3b1}", None),
        ];
        for (word, expected) in cases {
            let found = find(word).map(|word| (word.list, word.rank));
            assert_eq!(found, expected, "{word}");
        }
    }

    #[test]
    fn every_word_is_found_and_every_rank_is_given_once() {
        let mut ranks: Vec<(&str, u32)> = Vec::new();
        let (mut letters, mut number) = (String::new(), 0);
        for byte in WALK {
            if *byte >= b' ' {
                letters.push(char::from(*byte));
                continue;
            }
            let found = find(&letters).expect(&letters);
            assert_eq!(Some(found), word(number), "{letters}");
            ranks.push((found.list, found.rank));
            letters.truncate(letters.len() - usize::from(*byte));
            number += 1;
        }
        ranks.sort_unstable();
        let mut expected: Vec<(&str, u32)> = LISTS
            .iter()
            .flat_map(|(list, count)| (1..=*count).map(move |rank| (*list, rank)))
            .collect();
        expected.sort_unstable();
        assert_eq!(ranks.len(), COUNT);
        assert!(ranks == expected);
    }
}
