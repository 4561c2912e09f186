//! The 3,000 most common passwords of at least eight characters, searched where they lie.
//!
//! Source: the list `passwords` of npm `zxcvbn` 4.4.2 (MIT, see `LICENSE.txt` beside this file),
//! most frequent first, without what is shorter. `cargo xtask words` writes the files. The words
//! are sorted, and a word is stored as what it does not share with the one before: `heads.bin` has a
//! byte for each, the number of characters that it shares and, 16 times, of those beyond eight;
//! `tails.bin` the other characters. `steps.bin` says for each which of the [`STEPS`] it is among:
//! the exact order would cost 3.5 KB more after brotli than the 9.5 KB that the list costs so.

/// So many first words can be told from the others.
pub(crate) const STEPS: [u32; 4] = [100, 300, 1000, 3000];

/// Fewest characters of a word.
const SHORTEST: usize = 8;

static HEADS: &[u8] = include_bytes!("heads.bin");
static RANKS: &[u8] = include_bytes!("steps.bin");
static TAILS: &[u8] = include_bytes!("tails.bin");

/// One word of the list.
struct Word {
    /// Its length.
    length: usize,
    /// Characters that it shares with the word before.
    shared: usize,
    /// Place in [`STEPS`] of the smallest step that holds it.
    step: usize,
    /// The characters that follow.
    tail: &'static [u8],
}

/// Every word, sorted.
fn words() -> impl Iterator<Item = Word> {
    let mut rest = TAILS;
    HEADS.iter().zip(RANKS).map(move |(head, step)| {
        let (length, shared) = (SHORTEST + usize::from(head >> 4), usize::from(head & 15));
        let (tail, after) = rest.split_at_checked(length.wrapping_sub(shared)).unwrap_or_default();
        rest = after;
        Word { length, shared, step: usize::from(*step), tail }
    })
}

/// The smallest of the [`STEPS`] that holds a folded password, by its place there.
///
/// Each word is looked at once, and its characters only where it goes on from what is equal so far.
pub(crate) fn step_of(password: &[char]) -> Option<usize> {
    let mut equal = 0;
    for word in words() {
        if word.shared < equal {
            // It left what is equal, to what stands later.
            return None;
        }
        if word.shared == equal {
            let rest = password.get(equal..).unwrap_or_default();
            let same = |(given, known): &(&char, &u8)| **given == char::from(**known);
            equal += rest.iter().zip(word.tail).take_while(same).count();
            if equal == word.length && equal == password.len() {
                return Some(word.step);
            }
        }
    }
    None
}

/// How many words of the steps up to one have these letters, digits and signs: `suits` is asked.
#[cfg(any(test, feature = "policy"))]
pub(crate) fn count(step: usize, suits: &dyn Fn([u32; 3]) -> bool) -> u32 {
    // Letters, digits and signs of the characters up to each place of the current word.
    let mut kinds = [[0_u32; 3]; 25];
    let mut count = 0;
    for word in words() {
        let mut sum = kinds.get(word.shared).copied().unwrap_or_default();
        for (byte, place) in word.tail.iter().zip(word.shared.wrapping_add(1)..) {
            let [letters, digits, signs] = &mut sum;
            *match byte {
                b'a'..=b'z' => letters,
                b'0'..=b'9' => digits,
                _ => signs,
            } += 1;
            if let Some(kinds) = kinds.get_mut(place) {
                *kinds = sum;
            }
        }
        count += u32::from(word.step <= step && suits(sum));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{STEPS, count, step_of, words};

    /// Every word as text, with its step.
    fn list() -> Vec<(String, usize)> {
        let mut last = String::new();
        let text = |word: super::Word| {
            last.truncate(word.shared);
            last.extend(word.tail.iter().copied().map(char::from));
            assert_eq!(last.len(), word.length);
            (last.clone(), word.step)
        };
        words().map(text).collect()
    }

    #[test]
    fn every_word_is_found_and_nothing_beside() {
        let list = list();
        assert_eq!(list.len(), 3000);
        assert!(list.is_sorted());
        for (word, step) in &list {
            let chars: Vec<char> = word.chars().collect();
            assert_eq!(step_of(&chars), Some(*step), "{word}");
            for place in 0..chars.len() {
                for other in ['!', 'a', 'm', 'z', '~', 'é'] {
                    let mut near = chars.clone();
                    near[place] = other;
                    let text: String = near.iter().collect();
                    let known = list.binary_search_by(|(word, _)| word.cmp(&text));
                    let expected = known.ok().and_then(|at| list.get(at)).map(|(_, step)| *step);
                    assert_eq!(step_of(&near), expected, "{text}");
                }
            }
            let longer: Vec<char> = chars.iter().copied().chain(['a']).collect();
            let known = list.iter().any(|(word, _)| word.chars().eq(longer.iter().copied()));
            assert_eq!(step_of(&longer).is_some(), known, "{word}a");
            assert_eq!(
                step_of(&chars[1..]).is_some(),
                list.iter().any(|(known, _)| Some(known.as_str()) == word.get(1..))
            );
        }
        assert_eq!(step_of(&[]), None);
    }

    #[test]
    fn steps_hold_as_many_words_as_they_say() {
        for (step, expected) in STEPS.iter().enumerate() {
            assert_eq!(count(step, &|_| true), *expected);
        }
        let list = list();
        let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count();
        let expected = list.iter().filter(|(word, _)| digits(word) == 3).count();
        assert_eq!(count(3, &|[_, digits, _]| digits == 3) as usize, expected);
        let letters = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        let expected = list.iter().filter(|(word, step)| *step < 2 && letters(word)).count();
        assert_eq!(count(1, &|[_, digits, signs]| digits + signs == 0) as usize, expected);
    }
}
