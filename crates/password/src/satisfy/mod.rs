//! Whether any password satisfies all rules of a policy, and which rules stand against each other.
//!
//! A policy is refused when it is loaded if no password can satisfy it; the fewest rules that
//! contradict each other are named. **What is refused here, no password satisfies**: every step
//! takes more for possible than is, never less.
//!
//! # What is weighed
//! Lengths, bytes, characters of each class, numbers of classes, weights, tiers, permitted
//! characters, their occurrences and how many are different, equal neighbours and neighbours of one
//! class. Passwords are not searched but counted: rules tell characters apart only by kind, and of
//! a kind it matters how many there are. Runs become counts too: so many of one sort can be kept
//! apart by the others, or they cannot.
//!
//! # What is not
//! Rules that look at which character follows which (`sequence`, `repeat`, `no-palindrome`,
//! `pattern`, numbers of several digits) and those that depend on the account or on lists are taken
//! to leave some password. So are three combinations: characters of several bytes under a tight
//! `max-bytes` together with `distinct` or `weighted-length`; what may stand first and last together
//! with limits on runs; and more lengths and more ways to begin and to end than [`MAX_STEPS`].

mod count;
pub(crate) mod kind;
#[cfg(test)]
pub(crate) mod tests;

use crate::{demand::Demand, rules::Check};

/// The fewest rules that no password satisfies together, by index; none where some password may.
///
/// With a length, only passwords of that many characters count.
pub(crate) fn conflict(rules: &[&dyn Check], length: Option<u32>) -> Option<Vec<usize>> {
    let mut steps = MAX_STEPS;
    if may_hold(rules, length, &mut steps) {
        return None;
    }
    let mut core: Vec<usize> = (0..rules.len()).collect();
    for index in 0..rules.len() {
        let fewer: Vec<usize> = core.iter().copied().filter(|other| *other != index).collect();
        let some: Vec<_> = fewer.iter().filter_map(|index| rules.get(*index).copied()).collect();
        if !may_hold(&some, length, &mut steps) {
            core = fewer;
        }
    }
    Some(core)
}

/// Whether some password of a length may satisfy these rules.
pub(crate) fn may_hold_at(rules: &[&dyn Check], length: u32) -> bool {
    may_hold(rules, Some(length), &mut { MAX_STEPS })
}

/// Whether some password may satisfy these rules; where the steps do not suffice to tell, it may.
fn may_hold(rules: &[&dyn Check], length: Option<u32>, steps: &mut u32) -> bool {
    let mut demand = Demand::default();
    for rule in rules {
        rule.demand(&mut demand);
    }
    if let Some(length) = length {
        demand.min_chars(length, ("", ""));
        demand.max(length, "characters", ("", ""));
    }
    if demand.is_plain() {
        return demand.is_consistent();
    }
    count::fits(&demand, &kind::kinds(rules, &demand), steps)
}

/// Most ways to make a password that are weighed for one policy: a few milliseconds.
///
/// SECURITY: a policy may ask for lengths up to 1,024 with many tiers and edges.
pub(crate) const MAX_STEPS: u32 = 20_000;
