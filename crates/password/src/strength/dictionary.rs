//! Words of the lists and of the account, as they stand and backwards.

use super::{Pattern, lexicon::Lexicon, matching::Found, variation::Capitals, words::Word};

/// Every word in a password, and every word that stands in it backwards.
pub(super) fn find(password: &[char], lexicon: &Lexicon, found: &mut Vec<Found>) {
    spot(&lower(password), lexicon, |start, end, word| {
        let token = password.get(start..end).unwrap_or_default();
        let dictionary = Pattern::dictionary(word, false, false);
        found.push(Found::new(start..end, guesses(word, token), dictionary));
    });
    let backwards: Vec<char> = password.iter().rev().copied().collect();
    spot(&lower(&backwards), lexicon, |start, end, word| {
        let [start, end] = [end, start].map(|place| password.len().saturating_sub(place));
        let token = password.get(start..end).unwrap_or_default();
        let dictionary = Pattern::dictionary(word, false, true);
        found.push(Found::new(start..end, guesses(word, token) * 2.0, dictionary));
    });
}

/// Guesses for a word that is written in this way.
pub(super) fn guesses(word: Word, token: &[char]) -> f64 {
    word.guesses() * Capitals::of(token).ways(token)
}

/// A password in lower case, as JavaScript lowers it.
///
/// A letter that becomes two shifts what follows; zxcvbn looks at as many characters as there were.
pub(super) fn lower(password: &[char]) -> Vec<char> {
    if password.iter().all(char::is_ascii) {
        return password.iter().map(char::to_ascii_lowercase).collect();
    }
    let text: String = password.iter().collect();
    text.to_lowercase().chars().take(password.len()).collect()
}

fn spot(lower: &[char], lexicon: &Lexicon, mut report: impl FnMut(usize, usize, Word)) {
    for start in 0..lower.len() {
        let mut node = lexicon.root();
        for (letter, end) in lower.iter().skip(start).zip(start.saturating_add(1)..) {
            match lexicon.step(&node, *letter) {
                Some(next) => node = next,
                None => break,
            }
            for word in lexicon.words(&node) {
                report(start, end, word);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_becomes_two_shifts_the_rest() {
        let lowered: String = lower(&['\u{130}', 'A', 'B']).into_iter().collect();
        assert_eq!(lowered, "i\u{307}a");
    }
}
