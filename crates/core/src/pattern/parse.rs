//! Reading a pattern.

use super::{MAX_ITEMS, Malformed, Set, Step};
use crate::text::{self, WHITE_SPACE};

/// Reads a pattern from its first character to its last.
pub(super) struct Parser {
    text: Vec<char>,
    /// Characters that were read.
    at: usize,
}

impl Parser {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text::nfc(text).chars().collect(), at: 0 }
    }

    pub(super) fn pattern(mut self) -> Result<Vec<Step>, Malformed> {
        let mut steps = Vec::new();
        let mut items = 0;
        while let Some(character) = self.next() {
            if character == '|' {
                steps.push(Step::new(None));
                continue;
            }
            let set = self.item(character)?;
            let (min, max) = self.count()?;
            // What may stand any number of times is one item that repeats.
            let copies = max.unwrap_or(min.max(1));
            items += copies;
            if items > MAX_ITEMS {
                return self.fail("too many items");
            }
            for copy in 0..copies {
                steps.push(Step {
                    is_optional: copy >= min,
                    repeats: max.is_none() && copy + 1 == copies,
                    ..Step::new(Some(set.clone()))
                });
            }
        }
        steps.push(Step::new(None));
        Ok(steps)
    }

    /// The characters of one item.
    fn item(&mut self, character: char) -> Result<Set, Malformed> {
        match character {
            '.' => Ok(Set { is_negated: true, runs: Vec::new() }),
            '[' => self.set(),
            '\\' => {
                let mut set = Set::default();
                self.escape(&mut set).map(|_| set)
            }
            '?' | '*' | '+' | '{' => self.fail("nothing that could be repeated"),
            ']' | '}' | '(' | ')' | '^' | '$' => self.fail("a sign that needs `\\` before it"),
            _ => Ok(Set { is_negated: false, runs: vec![(character, character)] }),
        }
    }

    /// What stands between brackets.
    fn set(&mut self) -> Result<Set, Malformed> {
        let mut set = Set { is_negated: self.takes('^'), runs: Vec::new() };
        loop {
            let first = match self.next() {
                None => return self.end(),
                Some(']') if set.runs.is_empty() => return self.fail("no characters"),
                Some(']') => return Ok(set),
                Some('\\') => self.escape(&mut set)?,
                Some(character) => {
                    set.runs.push((character, character));
                    Some(character)
                }
            };
            // A `-` at the end is one of the characters.
            let ends = self.text.get(self.at + 1).is_none_or(|next| *next == ']');
            if let Some(first) = first.filter(|_| !ends && self.takes('-')) {
                let last = match self.next() {
                    Some('\\') => self.escape(&mut Set::default())?,
                    last => last,
                };
                match last {
                    Some(last) if first <= last => set.runs.push((first, last)),
                    _ => return self.fail("a range that has no characters"),
                }
            }
        }
    }

    /// What stands behind a backslash: a sign, or the name of a class, which has no one character.
    fn escape(&mut self, set: &mut Set) -> Result<Option<char>, Malformed> {
        let Some(name) = self.next() else { return self.end() };
        let runs: &[(char, char)] = match name {
            'l' => &[('a', 'z')],
            'u' => &[('A', 'Z')],
            'd' => &[('0', '9')],
            's' => WHITE_SPACE,
            'p' => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
            _ if name.is_ascii_alphanumeric() => return self.fail("an unknown class"),
            _ => {
                set.runs.push((name, name));
                return Ok(Some(name));
            }
        };
        set.runs.extend_from_slice(runs);
        Ok(None)
    }

    /// How often the item before may stand: at least, and at most where there is a limit.
    fn count(&mut self) -> Result<(usize, Option<usize>), Malformed> {
        if self.takes('?') {
            return Ok((0, Some(1)));
        }
        if self.takes('*') {
            return Ok((0, None));
        }
        if self.takes('+') {
            return Ok((1, None));
        }
        if !self.takes('{') {
            return Ok((1, Some(1)));
        }
        let min = self.number()?;
        let max = if self.takes(',') { self.number()? } else { min };
        if !self.takes('}') {
            self.at += 1;
            return self.fail("no `}`");
        }
        if min > max {
            return self.fail("a smaller number second");
        }
        Ok((min, Some(max)))
    }

    fn number(&mut self) -> Result<usize, Malformed> {
        let mut number = None;
        while let Some(digit) = self.text.get(self.at).and_then(|next| next.to_digit(10)) {
            self.at += 1;
            number = Some(number.unwrap_or_default() * 10 + digit as usize);
            if number > Some(MAX_ITEMS) {
                return self.fail("too large a number");
            }
        }
        number.ok_or(()).or_else(|()| {
            self.at += 1;
            self.fail("no number")
        })
    }

    fn next(&mut self) -> Option<char> {
        let next = self.text.get(self.at).copied();
        self.at += usize::from(next.is_some());
        next
    }

    fn takes(&mut self, expected: char) -> bool {
        let is_there = self.text.get(self.at) == Some(&expected);
        self.at += usize::from(is_there);
        is_there
    }

    fn end<T>(&mut self) -> Result<T, Malformed> {
        self.at += 1;
        self.fail("the end of the pattern")
    }

    /// The character that was read last is wrong.
    const fn fail<T>(&self, reason: &'static str) -> Result<T, Malformed> {
        Err(Malformed { at: self.at, reason })
    }
}

impl Step {
    const fn new(set: Option<Set>) -> Self {
        Self { set, is_optional: false, repeats: false }
    }
}
