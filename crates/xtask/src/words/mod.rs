//! The word lists of `wicketgate_password::strength`, derived from npm's `zxcvbn`, and with them the
//! list of the rule `common`, which [`common`] makes, the words that [`phrase`] chooses for generated
//! phrases, and the server's own list of common passwords.
//!
//! Six lists, each in the order of its frequency, become one sorted list that is searched where it
//! lies. What the files look like is told where they are read: in `strength/words/mod.rs`. npm
//! installs the version that the lock file names; the estimator answers as that version does.

mod rank;

mod phrase;

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::{common, progress, repo::Repo, setup};
use phrase::Phrase;

/// Writes the files, or fails where one is not what it should be.
pub fn run(repo: &Repo, write: bool) -> Result<()> {
    let mut drifted = Vec::new();
    for (path, bytes) in files(repo)? {
        if write && path.extension().is_some_and(|extension| extension == "bin") {
            let packed = crate::build::brotli(&bytes)?;
            progress::note(&format!("{packed:7} after brotli: {}", path.display()));
        }
        if std::fs::read(repo.path(&path)).is_ok_and(|present| present == bytes) {
            continue;
        }
        if write {
            crate::repo::write(&repo.path(&path), bytes)?;
            progress::note(&format!("wrote {}", path.display()));
        }
        drifted.push(path.display().to_string());
    }
    if drifted.is_empty() {
        progress::say("the word lists are what they should be");
    } else if !write {
        bail!("these are not what they should be: {}: run `cargo xtask words`", drifted.join(", "));
    }
    Ok(())
}

/// Fails where a file is not what it should be.
pub fn check(repo: &Repo) -> Result<()> {
    run(repo, false)
}

/// The files and their bytes.
fn files(repo: &Repo) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let package = setup::zxcvbn(repo)?;
    let manifest: serde_json::Value =
        serde_json::from_str(&crate::repo::read(&package.join("package.json"))?)?;
    let version = manifest.get("version").and_then(serde_json::Value::as_str);
    ensure!(version == Some(VERSION), "zxcvbn {version:?} is installed, {VERSION} is needed");
    // The lists are text of JavaScript, which escapes its quotes.
    let source = crate::repo::read(&package.join("lib/frequency_lists.js"))?.replace(r"\'", "'");
    let lists = lists(&source)?;
    let words = merge(&lists)?;
    let (walk, index) = walk(&words)?;
    let phrase = phrase::phrase(&lists, &words)?;
    let lengths: Vec<u32> =
        lists.iter().map(|(_, words)| Ok(u32::try_from(words.len())?)).collect::<Result<_>>()?;
    let [high, low] = rank::planes(&words, &lengths)?;
    let file = |name: &str, bytes: Vec<u8>| (PathBuf::from(FOLDER).join(name), bytes);
    let licence = std::fs::read(package.join("LICENSE.txt"))?;
    let mut files = common::files(&source, licence.clone())?;
    files.extend(plain(&lists, licence.clone())?);
    files.extend([
        file("LICENSE.txt", licence),
        file("index.bin", index),
        file("list.rs", list(&lists, &lengths, words.len(), &phrase).into_bytes()),
        file("step_high.bin", high),
        file("step_low.bin", low),
        file("phrase.bin", phrase.planes),
        file("walk.bin", walk),
    ]);
    Ok(files)
}

/// The passwords that the server compares with where it is given no other list, one a line.
fn plain(lists: &[List<'_>], licence: Vec<u8>) -> Result<[(PathBuf, Vec<u8>); 2]> {
    let passwords = lists.iter().find(|(name, _)| *name == "passwords");
    let (_, words) = passwords.context("no list of passwords")?;
    let text: String = words.iter().flat_map(|word| [word, "\n"]).collect();
    let file = |name: &str, bytes| (PathBuf::from(RANGES).join(name), bytes);
    Ok([file("common.txt", text.into_bytes()), file("common.LICENSE.txt", licence)])
}

/// A name, and its words from the most frequent one on.
type List<'t> = (&'t str, Vec<&'t str>);

/// Reads `name: "word,word".split(",")`, line by line.
fn lists(text: &str) -> Result<Vec<List<'_>>> {
    let mut lists = Vec::new();
    for line in text.lines() {
        let Some((name, rest)) = line.trim().split_once(": \"") else { continue };
        let (words, _) = rest.split_once("\".split(\",\")").context("a list that is not split")?;
        lists.push((name, words.split(',').collect()));
    }
    ensure!(lists.len() == 6, "{} lists where six are expected", lists.len());
    Ok(lists)
}

/// Every word and its number: its place when the lists are put one after the other.
fn merge<'t>(lists: &[List<'t>]) -> Result<BTreeMap<&'t str, u32>> {
    let mut words = BTreeMap::new();
    for (number, word) in lists.iter().flat_map(|(_, words)| words).enumerate() {
        let plain = word.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase());
        ensure!(plain && !word.is_empty(), "`{word}` is not lower-case ASCII");
        let before = words.insert(*word, u32::try_from(number)?);
        ensure!(before.is_none(), "`{word}` stands in two lists");
    }
    Ok(words)
}

/// The way through the tree of words, and where in it each pair of first letters is reached.
fn walk(words: &BTreeMap<&str, u32>) -> Result<(Vec<u8>, Vec<u8>)> {
    let (mut walk, mut index) = (Vec::new(), Vec::new());
    let mut last = "";
    for (number, word) in words.keys().enumerate() {
        let same = last.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        if number > 0 {
            let up = u8::try_from(last.len() - same)?;
            ensure!(up < b' ', "`{last}` is too long");
            walk.push(up);
        }
        for (depth, byte) in word.bytes().enumerate().skip(same) {
            walk.push(byte);
            let key = match (depth, word.as_bytes()) {
                (0, _) => [byte, 0],
                (1, &[first, second, ..]) => [first, second],
                _ => continue,
            };
            index.extend(key);
            for place in [walk.len(), number] {
                let [_, rest @ ..] = u32::try_from(place)?.to_be_bytes();
                index.extend(rest);
            }
        }
        last = word;
    }
    // The last word ends as all others do.
    walk.push(u8::try_from(last.len())?);
    Ok((walk, index))
}

fn list(lists: &[List<'_>], lengths: &[u32], count: usize, phrase: &Phrase) -> String {
    let rows: String = lists.iter().map(|(name, _)| format!("    \"{name}\",\n")).collect();
    let ranks = rank::table(lengths);
    format!(
        "\
//! The word lists: names, and ranks of steps. Generated by `cargo xtask words`: do not edit.
//!
//! Source: npm `zxcvbn` {VERSION} (MIT, see `LICENSE.txt` beside this file).

/// Words in all lists.
#[cfg(test)]
pub(super) const COUNT: usize = {count};

/// The lists in the order in which they are numbered.
#[rustfmt::skip]
pub(super) const LISTS: [&str; {}] = [
{rows}];
{ranks}
/// How many words of phrases have four letters, five, and so on.
#[rustfmt::skip]
pub(super) const PHRASE: [u32; {}] = {:?};
",
        lists.len(),
        phrase.counts.len(),
        phrase.counts
    )
}

/// The version whose answers the estimator gives.
const VERSION: &str = "4.4.2";

const FOLDER: &str = "crates/password/src/strength/words";
const RANGES: &str = "host/server/src/ranges";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_goes_down_by_letters_and_up_by_counts() {
        let words = BTreeMap::from([("a", 7), ("abc", 3), ("abd", 5), ("b", 1)]);
        let (walk, index) = walk(&words).expect("short words");
        assert_eq!(walk, b"a\x00bc\x01d\x03b\x01");
        let keys: Vec<&[u8]> = index.chunks(8).filter_map(|entry| entry.get(..2)).collect();
        assert_eq!(keys, [b"a\0", b"ab", b"b\0"]);
        assert_eq!(index.get(8..16), Some(&[b'a', b'b', 0, 0, 3, 0, 0, 1][..]));
    }

    #[test]
    fn lists_that_overlap_or_hold_capitals_are_refused() {
        assert!(merge(&[("one", vec!["a"]), ("two", vec!["a"])]).is_err());
        assert!(merge(&[("one", vec!["A"])]).is_err());
        assert!(lists("  one: \"a,b\".split(\",\"),").is_err());
    }
}
