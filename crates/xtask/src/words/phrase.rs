//! The words that phrases are drawn from: common, short, of small letters alone, and none that is rude.
//!
//! They are words of two of the lists, so that a number is enough to store one: the words themselves
//! lie in the walk already.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};

use super::List;

/// The words of phrases.
pub struct Phrase {
    /// How many words there are of each of [`LENGTHS`].
    pub counts: Vec<u32>,
    /// Their numbers among all words, sorted: bits 16 and above of each, then bits 8 to 15, then
    /// bits 0 to 7.
    pub planes: Vec<u8>,
}

/// The most common words, and where they stand among all.
pub fn phrase(lists: &[List<'_>], words: &BTreeMap<&str, u32>) -> Result<Phrase> {
    let chosen = choose(lists)?;
    let mut planes = [const { Vec::new() }; 3];
    for (number, word) in (0_u32..).zip(words.keys()) {
        if chosen.contains(word) {
            let [_, bytes @ ..] = number.to_be_bytes();
            planes.iter_mut().zip(bytes).for_each(|(plane, byte)| plane.push(byte));
        }
    }
    let count = |length| chosen.iter().filter(|word| word.len() == length).count();
    let counts: Result<Vec<u32>, _> = LENGTHS.map(|length| u32::try_from(count(length))).collect();
    Ok(Phrase { counts: counts?, planes: planes.concat() })
}

/// The most common words.
fn choose<'t>(lists: &[List<'t>]) -> Result<BTreeSet<&'t str>> {
    let mut ranked = Vec::new();
    for (_, words) in lists.iter().filter(|(name, _)| LISTS.contains(name)) {
        ranked.extend(words.iter().enumerate().map(|(rank, word)| (rank, *word)));
    }
    ranked.sort_unstable();
    let words = ranked.into_iter().map(|(_, word)| word);
    let chosen = words.filter(|word| is_a_word(word) && !is_rude(word)).take(COUNT);
    let chosen: BTreeSet<&str> = chosen.collect();
    ensure!(chosen.len() == COUNT, "there are {} words, {COUNT} are needed", chosen.len());
    Ok(chosen)
}

/// Whether somebody would call it a word: the lists hold `http` and `ohhh` too.
fn is_a_word(word: &str) -> bool {
    let bytes = word.as_bytes();
    LENGTHS.contains(&word.len())
        && bytes.iter().all(u8::is_ascii_lowercase)
        && bytes.iter().any(|byte| b"aeiouy".contains(byte))
        && !bytes.windows(3).any(|three| three.iter().all(|byte| Some(byte) == three.first()))
        && !NO_WORDS.contains(&word)
}

fn is_rude(word: &str) -> bool {
    RUDE.contains(&word) || RUDE_STEMS.iter().any(|stem| word.contains(stem))
}

/// Words that phrases are drawn from: twelve bits each.
const COUNT: usize = 4096;
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=8;
const LISTS: [&str; 2] = ["english_wikipedia", "us_tv_and_film"];
const NO_WORDS: [&str; 1] = ["https"];

/// What no word of a phrase is: somebody reads it aloud, or over a shoulder. Whole words, since
/// `shell` is no less fit than `clam`.
const RUDE: [&str; 51] = [
    "anal", "arse", "asses", "bomb", "boob", "boobs", "breast", "breasts", "butt", "butts",
    "corpse", "crap", "crappy", "damn", "damned", "dead", "death", "deaths", "dick", "drug",
    "drugged", "drugs", "drunk", "drunken", "dumb", "dyke", "hell", "hitler", "horny", "idiot",
    "idiots", "jerk", "jerks", "kill", "killed", "killer", "killing", "kills", "moron", "nude",
    "piss", "pissed", "prick", "rape", "raped", "screwed", "slavery", "slaves", "sperm", "tramp",
    "whacked",
];

/// What stands in no word that is fit.
const RUDE_STEMS: [&str; 33] = [
    "abus", "asshole", "bastard", "bitch", "cunt", "fuck", "genocid", "goddam", "heroin",
    "homicid", "hooker", "incest", "lesbian", "massacr", "molest", "murder", "naked", "nazi",
    "nigg", "orgas", "penis", "porn", "pussy", "seduc", "sexu", "sexy", "shit", "slut", "suck",
    "suicid", "tortur", "vagin", "whore",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// More words than are needed, none of which is rude or a word of English.
    fn many() -> Vec<String> {
        let letters = |number: usize| -> String {
            let places = [676, 26, 1].map(|power| number / power % 26);
            places.map(|letter| char::from(b"abcdefghijklmnopqrstuvwxyz"[letter])).iter().collect()
        };
        let words = (0..17_576).map(|number| format!("yo{}", letters(number)));
        words.filter(|word| is_a_word(word) && !is_rude(word)).collect()
    }

    #[test]
    fn rude_long_and_rare_words_are_left_out() {
        let many = many();
        let mut words =
            vec!["the", "damned", "shell", "skill", "unmurdered", "incomprehensible", "it's"];
        words.extend(["ohhh", "http", "nightmare", "nightmares"]);
        words.extend(many.iter().map(String::as_str));
        let lists = [("english_wikipedia", words), ("surnames", vec!["smith"])];
        let chosen = choose(&lists).expect("enough words");
        let out = ["the", "damned", "unmurdered", "incomprehensible", "it's", "ohhh", "http"];
        for out in out.into_iter().chain(["smith", "nightmare", "nightmares"]) {
            assert!(!chosen.contains(out), "{out}");
        }
        assert!(chosen.contains("shell") && chosen.contains("skill"));
        assert!(choose(&lists[1..]).is_err());
    }

    #[test]
    fn numbers_are_split_into_planes() {
        let many = many();
        let words: Vec<&str> = many.iter().map(String::as_str).take(COUNT - 1).collect();
        let lists = [("us_tv_and_film", [vec!["yoga"], words].concat())];
        let sorted = lists[0].1.iter().map(|word| (*word, 0)).collect();
        let Phrase { counts, planes } = phrase(&lists, &sorted).expect("enough words");
        assert_eq!(counts, [1, 4095, 0, 0, 0]);
        // Every word is chosen: the last one has the highest number.
        assert_eq!([planes[0], planes[2 * COUNT - 1], planes[3 * COUNT - 1]], [0, 0x0F, 0xFF]);
        assert_eq!(planes.len(), 3 * COUNT);
    }
}
