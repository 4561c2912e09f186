//! `sequence`: no `length` characters follow each other in the alphabet, in digits or on a keyboard.
//!
//! # Why
//! `abcd`, `4321` and `qwerty` are what guessing starts with. Passay has the alphabet, digits and
//! keyboards; `maxsequence` of libpwquality is `code-points`.
//!
//! # Counting
//! Each step goes to the next character, or with `backwards` all steps to the one before; the same
//! one again ends a sequence, and so does a turn. a-z whatever the case; 0-9; keys of one row,
//! whatever is held with them; or, with `code-points`, numbers in Unicode. With `wrap` the first
//! follows the last. The fix replaces as few characters as break every sequence.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{Candidate, Change, Finding, Options, Rule, keyboard};

/// Options for `sequence`.
pub struct Sequence {
    /// A sequence of so many is refused.
    pub length: u32,
    /// What makes a sequence.
    pub of: Vec<&'static str>,
    /// Keyboards that are looked at.
    pub layouts: Vec<&'static str>,
    /// Whether a sequence backwards is one too.
    pub backwards: bool,
    /// Whether the first follows the last, as in `yzab`.
    pub wrap: bool,
    /// What `of` and `layouts` mean: the width of each row, and its keys, level after level. Code
    /// points are a row without keys.
    rows: Vec<(usize, Vec<char>)>,
}

impl Rule for Sequence {
    const CODE: Code = Code::new("sequence");
    const MESSAGE: &'static str =
        "use no {length} characters in sequence, such as abcd, 4321 or qwer";
    const OPTIONS: &'static [Field] = &[
        Field::integer("length", 3, 32).or(Default::Integer(4)).stricter(Direction::Lower),
        Field::choices("of", KINDS)
            .or(Default::Choices(&["alphabet", "digits", "keyboard"]))
            .stricter(Direction::More),
        Field::choices("layouts", keyboard::NAMES)
            .or(Default::Choices(&["qwerty"]))
            .stricter(Direction::More),
        Field::flag("backwards").or(Default::Flag(true)).stricter(Direction::Higher),
        Field::flag("wrap").or(Default::Flag(false)).stricter(Direction::Higher),
    ];
    const ORDER: u16 = 96;

    fn parse(options: &mut Options<'_>) -> Self {
        let (of, layouts) = (options.choices("of"), options.choices("layouts"));
        let is_chosen =
            |name| of.contains(name) || of.contains(&"keyboard") && layouts.contains(name);
        let chosen = keyboard::ROWS.iter().filter(|(name, ..)| is_chosen(name));
        let rows = chosen.map(|(_, width, keys)| (*width, keys.chars().collect())).collect();
        let (of, layouts) = (of.to_vec(), layouts.to_vec());
        Self {
            length: options.integer("length"),
            of,
            layouts,
            backwards: options.flag("backwards"),
            wrap: options.flag("wrap"),
            rows,
        }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let characters = candidate.characters();
        let mut runs = vec![0; characters.len()];
        for (width, keys) in &self.rows {
            let mut track = Track::default();
            for (character, run) in characters.iter().zip(&mut runs) {
                *run = track.step(self, *width, keys, *character).max(*run);
            }
        }
        let (mut longest, mut since, mut breaks) = (0, 0, 0);
        for run in runs {
            since += 1;
            longest = run.max(longest);
            // The sequence that ends first is broken at its end: so are most that overlap it.
            if run.min(since) >= self.length {
                (since, breaks) = (0, breaks + 1);
            }
        }
        Finding::new(longest < self.length, longest, BREAK.times(breaks))
    }
}

/// How the characters so far walk along one row.
#[derive(Default)]
struct Track {
    /// The place of the last character, if it has one.
    place: Option<u32>,
    /// Characters of the sequence that the last one ends.
    run: u32,
    /// Whether it goes backwards.
    is_back: bool,
}

impl Track {
    /// Takes one character, and says how long the sequence is that it ends.
    fn step(&mut self, rule: &Sequence, width: usize, keys: &[char], character: char) -> u32 {
        let last = u32::try_from(width).unwrap_or_default().wrapping_sub(1);
        let place = if keys.is_empty() {
            Some(u32::from(character))
        } else {
            let at = keys.iter().position(|key| *key == character && character != ' ');
            at.and_then(|at| u32::try_from(at.checked_rem(width)?).ok())
        };
        let follows = |before: Option<u32>, after: Option<u32>| match (before, after) {
            (Some(before), Some(after)) => {
                after == before + 1 || rule.wrap && before == last && after == 0
            }
            _ => false,
        };
        let is_back = rule.backwards && follows(place, self.place);
        self.run = match (is_back || follows(self.place, place), self.run) {
            (true, run @ 2..) if is_back == self.is_back => run + 1,
            (true, _) => 2,
            (false, _) => u32::from(place.is_some()),
        };
        (self.place, self.is_back) = (place, is_back);
        self.run
    }
}

/// What makes a sequence.
const KINDS: &[&str] = &["alphabet", "digits", "keyboard", "code-points"];

const BREAK: Change = Change::new(
    "break-sequences",
    "replace {count} {count|character|characters} to break up {count|a sequence|sequences}",
);
