//! A small language for patterns, matched in one pass.
//!
//! A pattern is a sequence of items, or several sequences with `|` between them. An item is a
//! character; `\\` and a sign that would mean something else; `.`, which is any character; `[a-z0-9_]`
//! or `[^…]`; or `\\l` a-z, `\\u` A-Z, `\\d` 0-9, `\\s` white space, `\\p` the punctuation of ASCII. An
//! item may be followed by how often it stands: `?`, `*`, `+`, `{n}` or `{n,m}`. There are no groups.
//!
//! All alternatives walk along a text at once, and a character costs no more than there are items:
//! no pattern and no text make matching slow, as they do where a matcher turns back.

mod parse;

use parse::Parser;

/// Most items, those that a count repeats included.
pub const MAX_ITEMS: usize = 256;

/// A pattern that was understood.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pattern {
    /// The items of every alternative, each behind the other, with an end behind each.
    steps: Vec<Step>,
}

/// Where a pattern cannot be understood, and why.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Malformed {
    /// The character that is wrong, counted from one.
    pub at: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Step {
    /// The characters; none at the end of an alternative.
    set: Option<Set>,
    /// Whether it may be left out.
    is_optional: bool,
    /// Whether it may stand again.
    repeats: bool,
}

/// A set of characters.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Set {
    /// Whether it is all but these.
    is_negated: bool,
    /// The first and the last of each run.
    runs: Vec<(char, char)>,
}

impl Pattern {
    /// Reads a pattern, which is brought to normalisation form C first.
    ///
    /// # Errors
    ///
    /// The first thing that cannot be understood, or that the items are too many.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        Parser::new(text).pattern().map(|steps| Self { steps })
    }

    /// Whether the pattern is the whole text.
    #[must_use]
    pub fn is_whole(&self, text: &[char]) -> bool {
        self.walk(text, false)
    }

    /// Whether the pattern stands anywhere in a text.
    #[must_use]
    pub fn stands_in(&self, text: &[char]) -> bool {
        self.walk(text, true)
    }

    /// The longest beginning of a text that the pattern is: how many characters, if any, and whether it
    /// might be longer if more of the text were there.
    pub fn longest(&self, text: impl Iterator<Item = char>) -> (Option<usize>, bool) {
        let mut reached = vec![false; self.steps.len()];
        let mut longest = self.step(&mut reached, None, true).then_some(0);
        for (at, character) in text.enumerate() {
            if !reached.contains(&true) {
                return (longest, false);
            }
            if self.step(&mut reached, Some(character), false) {
                longest = Some(at + 1);
            }
        }
        (longest, reached.contains(&true))
    }

    fn walk(&self, text: &[char], anywhere: bool) -> bool {
        // For each step whether the next character may be one of it.
        let mut reached = vec![false; self.steps.len()];
        let mut is_match = self.step(&mut reached, None, true);
        for character in text {
            if anywhere && is_match {
                return true;
            }
            is_match = self.step(&mut reached, Some(*character), anywhere);
        }
        is_match
    }

    /// Takes one character, and says whether an alternative ends behind it; may begin anew there.
    fn step(&self, reached: &mut [bool], character: Option<char>, begins: bool) -> bool {
        let (mut is_match, mut is_first, mut enters) = (false, true, false);
        for (step, reached) in self.steps.iter().zip(reached) {
            enters |= is_first && begins;
            let Some(set) = &step.set else {
                is_match |= enters;
                (is_first, enters) = (true, false);
                continue;
            };
            let is_taken = *reached && character.is_some_and(|character| set.holds(character));
            *reached = enters || is_taken && step.repeats;
            enters = is_taken || *reached && step.is_optional;
            is_first = false;
        }
        is_match
    }
}

impl Set {
    fn holds(&self, character: char) -> bool {
        let mut runs = self.runs.iter();
        self.is_negated != runs.any(|(first, last)| (*first..=*last).contains(&character))
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_longest_beginning_is_told_and_whether_it_may_grow() {
        let cases = [
            ("ab", "abc", Some(2), false),
            ("ab", "a", None, true),
            ("ab", "ac", None, false),
            ("a+", "aab", Some(2), false),
            ("a+", "aa", Some(2), true),
            ("a|abc", "abx", Some(1), false),
            ("a|abc", "ab", Some(1), true),
            ("E-\\d{2,4}", "E-123 ", Some(5), false),
            ("", "x", Some(0), false),
        ];
        for (pattern, text, longest, open) in cases {
            let pattern = Pattern::parse(pattern).expect("a pattern");
            assert_eq!(pattern.longest(text.chars()), (longest, open), "{pattern:?} {text}");
        }
    }

    #[test]
    fn a_pattern_is_the_whole_text_or_a_part() {
        // Pattern, text, whether it is the whole text, whether it stands in it.
        let cases = [
            ("", "", true, true),
            ("", "a", false, true),
            ("a", "a", true, true),
            ("a", "b", false, false),
            ("ab", "xaby", false, true),
            ("ab", "axb", false, false),
            ("a|bc", "bc", true, true),
            ("a|bc", "b", false, false),
            ("a|", "", true, true),
            ("a?b", "b", true, true),
            ("a?b", "aab", false, true),
            ("a*", "aaaa", true, true),
            ("a*b", "aaac", false, false),
            ("a+", "", false, false),
            ("a+b", "aab", true, true),
            ("a{3}", "aaa", true, true),
            ("a{3}", "aa", false, false),
            ("a{2,3}", "aaaa", false, true),
            ("a{0,2}b", "b", true, true),
            ("a{0}b", "ab", false, true),
            (".", "\u{1f4a9}", true, true),
            (".*x.*", "axb", true, true),
            ("[a-c]", "b", true, true),
            ("[a-c]", "d", false, false),
            ("[^a-c]", "d", true, true),
            ("[^a-c]", "b", false, false),
            ("[-a]", "-", true, true),
            ("[a-]", "-", true, true),
            ("[\\]\\d]+", "]0", true, true),
            ("[^\\s]", "\u{3000}", false, false),
            ("\\l\\u\\d\\s\\p", "aA0\u{a0}!", true, true),
            ("\\.\\\\", ".\\", true, true),
            ("\\d{4}", "x0248y", false, true),
            ("e\u{301}", "\u{e9}", true, true),
            ("[\u{5d0}-\u{5ea}]{2}", "\u{5d0}\u{5d1}", true, true),
            ("ab|cd|ef", "xcdx", false, true),
            ("aab", "aaab", false, true),
            ("[ab]*abb", "ababb", true, true),
            ("a*a*a*a*b", "aaaaaaaa", false, false),
        ];
        for (pattern, text, whole, part) in cases {
            let parsed = Pattern::parse(pattern).unwrap();
            assert_eq!(parsed.is_whole(&chars(text)), whole, "{pattern} is {text}");
            assert_eq!(parsed.stands_in(&chars(text)), part, "{pattern} in {text}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_told_with_its_place() {
        let cases = [
            ("*", 1),
            ("a**", 3),
            ("a|+", 3),
            ("a{", 3),
            ("a{x}", 3),
            ("a{2", 4),
            ("a{3,2}", 6),
            ("a{2,}", 5),
            ("a{257}", 5),
            ("a{99999999999}", 5),
            ("a{200}b{57}", 11),
            ("[", 2),
            ("[]", 2),
            ("[a", 3),
            ("[b-a]", 4),
            ("[a-\\d]", 5),
            ("a]", 2),
            ("a}", 2),
            ("(a)", 1),
            ("^a$", 1),
            ("a$", 2),
            ("\\", 2),
            ("\\b", 2),
            ("[\\w]", 3),
        ];
        for (pattern, at) in cases {
            assert_eq!(Pattern::parse(pattern).map_err(|error| error.at), Err(at), "{pattern}");
        }
    }

    #[test]
    fn a_long_text_and_many_items_take_one_step_each() {
        let text = chars(&"a".repeat(4096));
        let pattern = Pattern::parse(&"a*".repeat(256)).unwrap();
        assert!(pattern.is_whole(&text));
        let pattern = Pattern::parse(&format!("{}b", "a*".repeat(255))).unwrap();
        assert!(!pattern.stands_in(&text));
    }
}
