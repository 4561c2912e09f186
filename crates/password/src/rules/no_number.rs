//! `no-number`: no number from `min` to `max` stands in the password.
//!
//! # Why
//! Years of birth, room numbers and area codes are known or soon tried. Passay has the rule.
//!
//! # Counting
//! Digits 0-9 next to each other, in a longer number too: with 1990 to 1999 `x219941` holds 1994. A
//! number begins with no zero, so `007` holds 7. With `where` only what the password begins or ends
//! with is looked at. The report says how many there are that do not overlap; the fix replaces a
//! digit of each.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{Candidate, Change, Finding, Options, Place, Rule, demand::Demand};

/// Options for `no-number`.
pub struct NoNumber {
    /// Smallest number refused.
    pub min: u32,
    /// Largest number refused.
    pub max: u32,
    /// Whether it may stand nowhere, not first or not last.
    pub r#where: &'static str,
}

impl Rule for NoNumber {
    const CODE: Code = Code::new("no-number");
    const MESSAGE: &'static str = "use no number from {min} to {max} ({where})";
    const OPTIONS: &'static [Field] = &[
        Field::integer("min", 0, LARGEST).stricter(Direction::Lower),
        Field::integer("max", 0, LARGEST).stricter(Direction::Higher),
        Field::choice("where", Candidate::PLACES).or(Default::Choice("anywhere")),
    ];
    const ORDER: u16 = 106;

    fn parse(options: &mut Options<'_>) -> Self {
        let rule = Self {
            min: options.integer("min"),
            max: options.integer("max"),
            r#where: options.choice("where"),
        };
        let Self { min, max, .. } = rule;
        if min > max {
            options.refuse("min", format_args!("{min} is above `max`, which is {max}"));
        }
        rule
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        // The digits since the last character that is none, or that ended a number; at most ten, as
        // the largest number has.
        let (mut tail, mut length, mut found) = (0_u64, 0, 0);
        let mut left = candidate.chars();
        for character in candidate.characters() {
            left -= 1;
            let Some(digit) = character.to_digit(10) else {
                if self.r#where == "start" {
                    break;
                }
                (tail, length) = (0, 0);
                continue;
            };
            tail = (tail % TEN_DIGITS) * 10 + u64::from(digit);
            length += 1;
            let from = if self.r#where == "start" { length } else { 1 };
            if (self.r#where != "end" || left == 0) && self.ends(tail, from, length) {
                (tail, length, found) = (0, 0, found + 1);
                if self.r#where == "start" {
                    break;
                }
            }
        }
        Finding::at_most(0, found, REPLACE)
    }

    fn demand(&self, demand: &mut Demand) {
        if self.r#where == "anywhere" && self.min == 0 && self.max >= 9 {
            demand.allowed([true, true, false, true], ("no-number", "max"));
        }
        demand.named([].iter());
    }

    fn permits(&self, character: char, place: Place) -> bool {
        // A digit alone; numbers of several digits are not looked into.
        let in_range = |digit| (self.min..=self.max).contains(&digit);
        !place.is_in(self.r#where) || !character.to_digit(10).is_some_and(in_range)
    }
}

impl NoNumber {
    /// Whether the last digits, from so many to so many of them, are a number in the range.
    fn ends(&self, tail: u64, from: u32, to: u32) -> bool {
        (from..=to.min(10)).any(|digits| {
            let unit = 10_u64.pow(digits - 1);
            let number = tail % (unit * 10);
            let is_number = number >= unit || digits == 1;
            is_number && (self.min.into()..=self.max.into()).contains(&number)
        })
    }
}

/// Most that an option can say.
const LARGEST: u64 = u32::MAX as u64;
/// Keeps nine digits, so that the next one is the tenth.
const TEN_DIGITS: u64 = 1_000_000_000;

const REPLACE: Change = Change::new(
    "break-numbers",
    "replace {count} {count|digit|digits} to break up {count|a number|numbers}",
);
