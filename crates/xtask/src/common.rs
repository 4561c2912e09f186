//! The list of the rule `common`, derived from npm's `zxcvbn`.
//!
//! The most frequent passwords of at least eight characters become one sorted list that is searched
//! where it lies. What the files look like is told where they are read: in
//! `crates/password/src/common/mod.rs`.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Context, Result, ensure};

/// The files and their bytes, from the text that holds the lists.
pub fn files(source: &str, licence: Vec<u8>) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let ranks = ranks(source)?;
    ensure!(ranks.len() == COUNT, "{} words where {COUNT} are needed", ranks.len());
    let (heads, tails) = fronts(&ranks)?;
    let steps = ranks.values().map(|rank| STEPS.partition_point(|step| *step <= *rank));
    let file = |name: &str, bytes: Vec<u8>| (PathBuf::from(FOLDER).join(name), bytes);
    Ok(vec![
        file("LICENSE.txt", licence),
        file("heads.bin", heads),
        file("steps.bin", steps.map(|step| Ok(u8::try_from(step)?)).collect::<Result<_>>()?),
        file("tails.bin", tails),
    ])
}

/// The words of `passwords: "word,word".split(",")` that are long enough, and their ranks.
fn ranks(text: &str) -> Result<BTreeMap<&str, usize>> {
    let (_, rest) = text.split_once("passwords: \"").context("no list of passwords")?;
    let (words, _) = rest.split_once("\".split(\",\")").context("a list that is not split")?;
    let long = words.split(',').filter(|word| word.len() >= SHORTEST).take(COUNT);
    for word in long.clone() {
        let plain = word.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase());
        ensure!(plain, "`{word}` is not lower-case ASCII");
    }
    Ok(long.zip(0..).collect())
}

/// Of each word one byte for what it shares with the one before and for its length, and the rest of
/// its characters.
fn fronts(words: &BTreeMap<&str, usize>) -> Result<(Vec<u8>, Vec<u8>)> {
    let (mut heads, mut tails, mut last) = (Vec::new(), Vec::new(), "");
    for word in words.keys() {
        let same = last.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        let more = word.len() - SHORTEST;
        ensure!(same < 16 && more < 16, "`{word}` does not fit into a head");
        heads.push(u8::try_from(more << 4 | same)?);
        tails.extend(word.bytes().skip(same));
        last = word;
    }
    Ok((heads, tails))
}

/// Words in the list.
const COUNT: usize = 3000;
/// Fewest characters of a word.
const SHORTEST: usize = 8;
/// Ranks at which a step ends, but for the last.
const STEPS: [usize; 3] = [100, 300, 1000];
const FOLDER: &str = "crates/password/src/common";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_long_words_are_taken() {
        let source = "  passwords: \"12345678,short,password,passwords1\".split(\",\"),\n";
        let words = ranks(source).expect("a list");
        assert_eq!(words, BTreeMap::from([("12345678", 0), ("password", 1), ("passwords1", 2)]));
        let (heads, tails) = fronts(&words).expect("short words");
        assert_eq!(heads, [0x00, 0x00, 0x28]);
        assert_eq!(tails, b"12345678passwords1");
        assert!(ranks("passwords: \"PASSWORD\".split(\",\")").is_err());
    }
}
