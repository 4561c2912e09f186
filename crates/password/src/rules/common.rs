//! `common`: the password is not among the most common ones.
//!
//! # Why
//! Whoever guesses begins with the list of what most people take. OWASP ASVS 5.0 (6.2.4) asks for a
//! comparison with at least the 3,000 most common passwords that match the policy, NIST SP 800-63B-4
//! for one with a blocklist. This list needs no answer from outside, in every build: it has the first
//! 3,000 of at least eight characters of a published list, so where a policy asks for more than
//! eight or for classes, fewer of them can be typed. Loading such a policy tells so by the warning
//! `common-list-short`; the rule `breached`, from a service or from a range list of one's own, has
//! no such limit.
//!
//! # Comparing
//! The whole password, its case folded, since the list has small letters alone. The order of the list
//! is kept in steps: a `rank` counts up to the next of 100, 300, 1,000 and 3,000.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{
    Candidate, Change, Finding, Options, Rule,
    common::{STEPS, step_of},
};
#[cfg(feature = "policy")]
use crate::{common::count, demand::Demand};
#[cfg(feature = "policy")]
use wicketgate_core::Problem;

/// Options for `common`.
pub struct Common {
    /// How many of the most common passwords are refused.
    pub rank: u32,
}

impl Common {
    /// Place of the step that the rank counts up to.
    fn step(&self) -> usize {
        STEPS.partition_point(|step| *step < self.rank)
    }
}

impl Rule for Common {
    const CODE: Code = Code::new("common");
    const MESSAGE: &'static str = "use none of the most common passwords";
    const OPTIONS: &'static [Field] =
        &[Field::integer("rank", 1, MOST).or(Default::Integer(MOST)).stricter(Direction::Higher)];
    const ORDER: u16 = 320;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { rank: options.integer("rank") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let found = step_of(&candidate.folded());
        Finding::plain(found.is_none_or(|step| step > self.step()), CHOOSE)
    }

    #[cfg(feature = "policy")]
    fn warn(&self, demand: &Demand) -> Option<Problem> {
        let given = count(self.step(), &|[letters, digits, symbols]| {
            demand.is_met_by(letters, digits, symbols)
        });
        (u64::from(given) < MOST).then(|| Problem {
            allowed: Some(format!("at least {MOST}")),
            given: Some(given.to_string()),
            message: format!(
                "{given} common passwords remain that match the length and the classes of this \
                 policy; to compare with {MOST}, add `breached`, with a service or a range list"
            ),
            ..Problem::new(Code::new("common-list-short"), String::new(), 0)
        })
    }
}

/// Words in the list.
const MOST: u64 = 3000;

const CHOOSE: Change = Change::new("choose-another", "choose another password");
