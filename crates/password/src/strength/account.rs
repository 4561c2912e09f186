//! The words that an account brings along.

use wicketgate_core::{context::Account, text};

/// What a password should not be made of, the most telling first, in normalisation form C.
///
/// User name, e-mail address, names and organisation count whole and in their parts between other
/// characters than letters and digits; `words` count as they are given.
pub(super) fn words(account: &Account) -> Vec<String> {
    let whole = account.username.iter().chain(&account.email).chain(&account.names);
    let whole = whole.chain(&account.organization);
    let mut words = Vec::new();
    for whole in whole.map(|whole| text::nfc(whole)) {
        add(&mut words, &whole);
        let parts = whole.split(|character: char| !character.is_alphanumeric());
        for part in parts.filter(|part| part.chars().count() >= SHORTEST) {
            add(&mut words, part);
        }
    }
    for word in &account.words {
        add(&mut words, &text::nfc(word));
    }
    words
}

/// Adds a word that is not there yet: a second place would be a worse one.
fn add(words: &mut Vec<String>, word: &str) {
    if words.len() < MOST && !words.iter().any(|known| known == word) {
        words.push(word.to_owned());
    }
}

/// Fewest characters of a part.
const SHORTEST: usize = 3;

/// Most words that count.
const MOST: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_what_they_are_parts_of() {
        let account = Account {
            email: Some("anna.li@example.com".to_owned()),
            names: vec!["Anna Maria".to_owned(), "Zoe\u{308}".to_owned()],
            organization: None,
            username: Some("anna".to_owned()),
            words: vec!["1 2".to_owned(), "anna".to_owned()],
        };
        let expected = [
            "anna",
            "anna.li@example.com",
            "example",
            "com",
            "Anna Maria",
            "Anna",
            "Maria",
            "Zo\u{eb}",
            "1 2",
        ];
        assert_eq!(words(&account), expected);
    }
}
