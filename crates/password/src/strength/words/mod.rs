//! The six word lists of zxcvbn, searched where they lie.
//!
//! `walk.bin` is a walk through the tree of all words, in the order of their bytes: a letter goes
//! down, a byte below the space ends a word and goes up so many letters. `index.bin` says where the
//! walk reaches each first letter and each pair of first letters, in entries of eight bytes: the
//! pair, the place in the walk and the number of the word, in three bytes each.
//!
//! # Ranks
//! A rank is told in steps, exactly up to 66, and then so that the number that stands for a step
//! is within 0.0033 of every rank of it as a decimal logarithm: three words together are within 0.01.
//! It may be a half. `step_high.bin` has, for each word of the walk, three bits for the list and the
//! higher five of the step; `step_low.bin` the lower four, two words to a byte, the first in the lower
//! half. The high ones depend on the neighbours and pack well, the low ones are noise: apart, neither
//! spoils the other.
//!
//! # Size
//! Nothing is unpacked: the first look-up costs what each costs. After brotli the walk takes 163 KB
//! and the steps 111 KB. Exact ranks took 191 KB, of which no packing can lose 177. A walk in
//! planes (letters, ups and downs apart: 178 KB), one walk a list (191 KB, and 22 KB less for the
//! lists), words from their ends (188 KB) and other numbers for the letters (162.6 KB at best) were
//! measured and are no smaller.

mod list;
#[cfg(feature = "policy")]
pub(crate) mod phrase;

use list::{LISTS, RANKS};

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
    /// Twice its place there, which is counted from 1 on.
    pub(super) twice: u32,
}

impl Word {
    /// Its place in the list, rounded down.
    pub(super) const fn rank(self) -> u32 {
        self.twice / 2
    }

    /// Guesses until the list comes to it.
    pub(super) fn guesses(self) -> f64 {
        f64::from(self.twice) / 2.0
    }
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

/// The list of a word of the walk, and the rank that stands for its step.
fn word(number: u32) -> Option<Word> {
    let number = usize::try_from(number).ok()?;
    let high = *HIGH.get(number)?;
    let low = *LOW.get(number / 2)? >> (number % 2 * 4) & 0xF;
    let list = LISTS.get(usize::from(high >> 5))?;
    let rank = RANKS.get(usize::from(high & 0x1F) << 4 | usize::from(low))?;
    Some(Word { list, twice: u32::from(*rank) })
}

static HIGH: &[u8] = include_bytes!("step_high.bin");
static LOW: &[u8] = include_bytes!("step_low.bin");
static INDEX: &[u8] = include_bytes!("index.bin");
static WALK: &[u8] = include_bytes!("walk.bin");

#[cfg(test)]
mod tests {
    use super::{list::COUNT, *};

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
            ("troubadour", Some(("us_tv_and_film", 11827))),
            ("constructor", Some(("english_wikipedia", 13528))),
            ("passwq", None),
            ("p", None),
            ("", None),
            ("the ", None),
            ("Password", None),
            ("\u{3b1}", None),
        ];
        for (word, expected) in cases {
            let found = find(word).map(|word| (word.list, word.rank()));
            assert_eq!(found, expected, "{word}");
        }
    }

    #[test]
    fn every_word_is_found_and_every_step_is_as_wide_as_promised() {
        let mut words: Vec<(&str, f64)> = Vec::new();
        let (mut letters, mut number) = (String::new(), 0);
        for byte in WALK {
            if *byte >= b' ' {
                letters.push(char::from(*byte));
                continue;
            }
            let found = find(&letters).expect(&letters);
            assert_eq!(Some(found), word(number), "{letters}");
            words.push((found.list, found.guesses()));
            letters.truncate(letters.len() - usize::from(*byte));
            number += 1;
        }
        assert_eq!(words.len(), COUNT);
        // Of each list in order, the words that share a step have ranks one after the other.
        for list in LISTS {
            let mut told: Vec<f64> =
                words.iter().filter(|(of, _)| *of == list).map(|(_, rank)| *rank).collect();
            told.sort_unstable_by(f64::total_cmp);
            for (rank, told) in (1..).map(f64::from).zip(told) {
                let off = (told / rank).log10().abs();
                assert!(off < if rank < 67.0 { 1e-9 } else { 0.003_3 }, "{list} {rank}: {told}");
            }
        }
    }
}
