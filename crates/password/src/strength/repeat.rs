//! Characters or blocks that follow themselves: aaa, abcabcabc.
//!
//! zxcvbn asks the regular expressions `(.+)\1+` and `(.+?)\1+`, which take cubic time. Here the
//! shortest and the longest block that follows itself are found for every place at once, in at most
//! a quarter of the square of the length: four million comparisons for the longest password.

use super::{
    Pattern,
    matching::{Found, Setting},
    scoring,
    variation::float,
};

/// Every repetition, from the left, none overlapping another.
pub(super) fn find(password: &[char], setting: &Setting, found: &mut Vec<Found>) {
    let mut free = 0;
    for (start, blocks) in blocks(password).into_iter().enumerate() {
        let Some((shortest, longest)) = blocks.filter(|_| start >= free) else { continue };
        let rest = password.get(start..).unwrap_or_default();
        let (short, long) = (repetition(rest, shortest), repetition(rest, longest));
        // The longer of the two wins: `aabaab` is not `aa`, `aaaaa` is not twice `aa`.
        let (whole, block) = if long > short {
            (long, smallest(rest.get(..long).unwrap_or_default(), longest))
        } else {
            (short, shortest)
        };
        let base = rest.get(..block).unwrap_or_default();
        let (base_guesses, _) = scoring::analyse(base, setting);
        let count = whole.checked_div(block).unwrap_or(1);
        free = start.saturating_add(whole);
        let pattern = Pattern::Repeat {
            base_characters: u32::try_from(block).unwrap_or(u32::MAX),
            base_guesses,
            count: u32::try_from(count).unwrap_or(u32::MAX),
        };
        found.push(Found::new(start..free, base_guesses * float(count), pattern));
    }
}

/// For each place the shortest and the longest block that begins there and follows itself.
fn blocks(password: &[char]) -> Vec<Option<(usize, usize)>> {
    let mut blocks = vec![None; password.len()];
    for length in 1..=password.len() / 2 {
        let later = password.get(length..).unwrap_or_default();
        let mut same = 0usize;
        for ((a, b), block) in password.iter().zip(later).zip(&mut blocks).rev() {
            same = if a == b && !ends_line(*a) { same.saturating_add(1) } else { 0 };
            if same >= length {
                let (shortest, longest) = block.get_or_insert((length, length));
                *shortest = length.min(*shortest);
                *longest = length;
            }
        }
    }
    blocks
}

/// What the dot of a regular expression does not match.
const fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Characters that a block at the beginning and all its copies have.
fn repetition(text: &[char], block: usize) -> usize {
    let later = text.get(block..).unwrap_or_default();
    let same = text.iter().zip(later).take_while(|(a, b)| a == b).count();
    let copies = same.checked_div(block).unwrap_or(0);
    block.saturating_mul(copies.saturating_add(1))
}

/// The smallest block of which a text consists, where a known one is the text's half or less.
fn smallest(text: &[char], known: usize) -> usize {
    let mut blocks = 1..known;
    let is_whole = |block: &usize| text.len().is_multiple_of(*block);
    blocks.find(|block| is_whole(block) && repetition(text, *block) == text.len()).unwrap_or(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_repetition_wins() {
        let setting = Setting::new(&[], 2026);
        let cases = [
            ("aabaab", vec![(0, 6, 3, 2)]),
            ("aaaaa", vec![(0, 5, 1, 5)]),
            ("aabaabaabaab", vec![(0, 12, 3, 4)]),
            ("xabcabcabcy", vec![(1, 10, 3, 3)]),
            ("aabb", vec![(0, 2, 1, 2), (2, 4, 1, 2)]),
            ("\n\n", vec![]),
            ("abcd", vec![]),
        ];
        for (password, expected) in cases {
            let mut found = Vec::new();
            find(&password.chars().collect::<Vec<char>>(), &setting, &mut found);
            let places: Vec<_> = found
                .iter()
                .map(|found| match found.pattern {
                    Pattern::Repeat { base_characters, count, .. } => {
                        (found.start, found.end, base_characters, count)
                    }
                    other => panic!("{password:?}: {other:?}"),
                })
                .collect();
            assert_eq!(places, expected, "{password:?}");
        }
    }
}
