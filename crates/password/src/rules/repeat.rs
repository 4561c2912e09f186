//! `repeat`: no block of characters stands several times in a row.
//!
//! # Why
//! `abcabcabc` is as easy to guess as `abc`. `max-identical-run` finds single characters, this rule
//! finds what they make together.
//!
//! # Counting
//! Blocks of at least `block` and at most 64 characters; two copies of something longer are long
//! enough. Code points after NFC; `a` and `A` differ. `aaaa` is the block `aa` twice. The report
//! tells the most copies found; the fix replaces as few characters as break every repetition.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{Candidate, Change, Finding, Options, Rule};

/// Options for `repeat`.
pub struct Repeat {
    /// Fewest characters of a block.
    pub block: u32,
    /// So many copies in a row are refused.
    pub times: u32,
}

impl Rule for Repeat {
    const CODE: Code = Code::new("repeat");
    const MESSAGE: &'static str = "use no {block} or more characters {times} times in a row";
    const OPTIONS: &'static [Field] = &[
        Field::integer("block", 1, LONGEST).or(Default::Integer(2)).stricter(Direction::Lower),
        Field::integer("times", 2, 32).or(Default::Integer(2)).stricter(Direction::Lower),
    ];
    const ORDER: u16 = 97;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { block: options.integer("block"), times: options.integer("times") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let characters = candidate.characters();
        // For each length of a block: how many characters in a row equal the one so far before.
        let mut equal = [0_u32; LONGEST as usize];
        let (mut since, mut breaks) = (0, 0);
        let mut most = u32::from(candidate.chars() >= self.block);
        for (at, character) in characters.iter().enumerate() {
            since += 1;
            let mut ends = false;
            for (length, equal) in (1..).zip(&mut equal).skip(self.block as usize - 1) {
                let before = at.checked_sub(length as usize).and_then(|at| characters.get(at));
                *equal = if before == Some(character) { *equal + 1 } else { 0 };
                most = most.max(*equal / length + 1);
                ends |= *equal >= length * (self.times - 1) && since >= length * self.times;
            }
            // Of all repetitions the one that ends first is broken at its end: so are most others.
            if ends {
                (since, breaks) = (0, breaks + 1);
            }
        }
        Finding::new(most < self.times, most, BREAK.times(breaks))
    }
}

/// Most characters of a block.
const LONGEST: u64 = 64;

const BREAK: Change = Change::new(
    "break-repetitions",
    "replace {count} {count|character|characters} to break up {count|a repetition|repetitions}",
);
