//! Ranks in steps: exact where they are small, and then so wide that nothing is off by much.

use std::{collections::BTreeMap, fmt::Write as _};

use anyhow::{Context, Result, ensure};

/// The first and the last rank of each step, up to a rank.
pub fn steps(last: u32) -> Vec<(u32, u32)> {
    let mut steps = Vec::new();
    let mut first = 1;
    while first <= last {
        let end = (f64::from(first) * WIDTH) as u32;
        // What is told of a password depends on whether it is among the first hundred.
        let end = if first <= 100 { end.min(100) } else { end };
        let end = end.clamp(first, last);
        steps.push((first, end));
        first = end + 1;
    }
    steps
}

/// Of the words in their order, list and high bits of the step in one byte each; then the low bits,
/// two words to a byte.
pub fn planes(words: &BTreeMap<&str, u32>, lengths: &[u32]) -> Result<[Vec<u8>; 2]> {
    let steps = steps(lengths.iter().copied().max().unwrap_or_default());
    ensure!(steps.len() <= 1 << (FINE + COARSE), "{} steps are too many", steps.len());
    let (mut high, mut low) = (Vec::new(), Vec::new());
    for number in words.values() {
        let (list, rank) = place(*number, lengths).context("a number beyond the lists")?;
        let step = steps.partition_point(|(_, end)| *end < rank);
        high.push(u8::try_from(list << COARSE | step >> FINE)?);
        low.push(u8::try_from(step % (1 << FINE))?);
    }
    let pair = |pair: &[u8]| pair.iter().rev().fold(0, |byte, low| byte << 4 | low);
    Ok([high, low.chunks(2).map(pair).collect()])
}

/// The text of the table of ranks: twice the middle of each step, as logarithms go.
pub fn table(lengths: &[u32]) -> String {
    let steps = steps(lengths.iter().copied().max().unwrap_or_default());
    let middle = |(first, end): &(u32, u32)| {
        (2.0 * (f64::from(*first) * f64::from(*end)).sqrt()).round() as u32
    };
    let mut text = format!(
        "
/// Twice the rank that stands for each step.
#[rustfmt::skip]
pub(super) const RANKS: [u16; {}] = [",
        steps.len()
    );
    for line in steps.iter().map(middle).collect::<Vec<_>>().chunks(12) {
        let line: Vec<String> = line.iter().map(u32::to_string).collect();
        let _ = write!(text, "\n    {},", line.join(", "));
    }
    text.push_str("\n];\n");
    text
}

fn place(mut number: u32, lengths: &[u32]) -> Option<(usize, u32)> {
    for (list, length) in lengths.iter().enumerate() {
        match number.checked_sub(*length) {
            None => return Some((list, number + 1)),
            Some(rest) => number = rest,
        }
    }
    None
}

/// By how much the end of a step may be above its beginning.
const WIDTH: f64 = 1.015;
/// Bits of a step beside the list, and bits of it apart.
const COARSE: usize = 5;
const FINE: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_each_other_and_are_narrow() {
        let steps = steps(30_000);
        assert!(steps.len() <= 512, "{}", steps.len());
        assert_eq!(steps.first(), Some(&(1, 1)));
        assert_eq!(steps.last().map(|(_, end)| *end), Some(30_000));
        assert!(steps.windows(2).all(|pair| matches!(pair, [(_, a), (b, _)] if a + 1 == *b)));
        assert!(steps.iter().any(|(_, end)| *end == 100));
        for (first, end) in steps {
            assert!(f64::from(end) <= f64::from(first) * WIDTH, "{first} to {end}");
        }
    }

    #[test]
    fn a_step_is_split_into_planes() {
        let words = BTreeMap::from([("a", 0), ("b", 9), ("c", 11)]);
        let planes = planes(&words, &[10, 5]).expect("two lists");
        assert_eq!(planes, [vec![0, 0, 1 << COARSE], vec![0x90, 1]]);
    }
}
