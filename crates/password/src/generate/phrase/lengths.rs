//! How probable it is that words which are drawn have so many letters together.
//!
//! Word by word, for each number of letters so far: the share of all ways to go on that ends within
//! the bounds. A word is then drawn as if whole phrases were drawn and thrown away until one fits.
//! Shares are sums and products of a few numbers, off by less than one part in 2^40, and the same on
//! every platform.

use crate::{candidate::count, generate::stream::Stream, strength::words::phrase};

/// Words whose letters are as many as they may be.
pub(super) struct Lengths {
    /// For so many words to come, and so many letters before them: the share of ways that fit.
    shares: Vec<Vec<f64>>,
    /// Fewest letters that fit.
    least: u32,
    words: u32,
}

impl Lengths {
    /// So many words with at least and at most so many letters.
    pub(super) fn new(words: u32, least: u32, most: u32) -> Self {
        let last = |letters: u32| f64::from(u8::from((least..=most).contains(&letters)));
        let longest = words * LONGEST;
        let mut shares = vec![(0..=longest).map(last).collect::<Vec<f64>>()];
        for left in 1..=words {
            let after = shares.last().map_or(&[][..], Vec::as_slice);
            let share = |letters: u32| -> f64 {
                let ways = phrase::lengths().map(|(length, count)| {
                    let next = after.get((letters + length) as usize).copied();
                    f64::from(count) * next.unwrap_or_default()
                });
                ways.sum::<f64>() / f64::from(phrase::COUNT)
            };
            shares.push((0..=longest - left * LONGEST).map(share).collect());
        }
        Self { shares, least: least.max(words * phrase::SHORTEST), words }
    }

    /// Fewest letters.
    pub(super) const fn least(&self) -> u32 {
        self.least
    }

    /// The largest number of bits that the number of phrases surely has, which can each be had in so
    /// many ways; none where there are no phrases.
    pub(super) fn bits(&self, ways: u64) -> Option<u32> {
        let share = self.share(self.words, 0);
        if share <= 0.0 {
            return None;
        }
        // Half of 2^-32 more than the shares may be off.
        let mut number = share * ways as f64 * (1.0 - 1.0 / 8_589_934_592.0);
        if share >= 1.0 {
            number = ways as f64;
        }
        let mut bits = self.words * phrase::COUNT.ilog2();
        while number < 1.0 && bits > 0 {
            number *= 2.0;
            bits -= 1;
        }
        while number >= 2.0 {
            number /= 2.0;
            bits += 1;
        }
        Some(bits)
    }

    /// A word that so many are to follow, after so many letters.
    pub(super) fn draw(&self, left: u32, letters: u32, stream: &mut Stream) -> Option<String> {
        let shares = phrase::lengths().map(|(length, _)| self.share(left, letters + length));
        let best = shares.fold(0.0, f64::max);
        (0..MAX_DRAWS).find_map(|_| {
            let word = phrase::word(stream.below(phrase::COUNT))?;
            let share = self.share(left, letters + count(word.chars()));
            stream.happens(share / best).then_some(word)
        })
    }

    fn share(&self, left: u32, letters: u32) -> f64 {
        let shares = self.shares.get(left as usize);
        shares.and_then(|shares| shares.get(letters as usize)).copied().unwrap_or_default()
    }
}

/// Letters of the longest words.
const LONGEST: u32 = 8;
/// Most words drawn for one place: with one of six that fits, 4,000 fail less than once in 2^1000.
const MAX_DRAWS: u32 = 4_000;
