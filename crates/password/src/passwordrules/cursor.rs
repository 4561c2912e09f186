//! A place in a text, in characters.

use super::PasswordRules;

/// What is left of a text, and how many characters precede it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub(super) at: usize,
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { at: 0, rest: text }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next()?;
        self.rest = characters.as_str();
        self.at += 1;
        Some(next)
    }

    /// Whether the text starts with this.
    pub(super) fn sees(&self, text: &str) -> bool {
        self.rest.starts_with(text)
    }

    /// Steps over a character if it stands here.
    pub(super) fn eat(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.next();
        }
        found
    }

    /// Steps over a word, whatever the case of its ASCII letters.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let Some((start, rest)) = self.rest.split_at_checked(word.len()) else { return false };
        let found = start.eq_ignore_ascii_case(word);
        if found {
            self.at += word.len();
            self.rest = rest;
        }
        found
    }

    /// Steps over characters as long as they are wanted, and gives them.
    pub(super) fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|character| !wanted(character)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.at += taken.chars().count();
        self.rest = rest;
        taken
    }

    /// Steps over digits and gives their number, at most [`PasswordRules::MAX`].
    pub(super) fn number(&mut self) -> Option<u64> {
        let digits = self.take(|character| character.is_ascii_digit());
        let value = |sum: u64, digit: u32| sum.saturating_mul(10).saturating_add(digit.into());
        let sum = digits.chars().filter_map(|digit| digit.to_digit(10)).fold(0, value);
        (!digits.is_empty()).then_some(sum.min(PasswordRules::MAX))
    }

    /// Whether nothing is left.
    pub(super) const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}
