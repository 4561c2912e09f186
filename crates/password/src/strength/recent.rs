//! Years from 1900 to 2019.

use super::{Pattern, matching::Found};

/// Every year, from the left, none overlapping another.
pub(super) fn find(password: &[char], reference: u16, found: &mut Vec<Found>) {
    let mut free = 0;
    for (start, digits) in password.windows(4).enumerate() {
        let Some(year) = recent(digits).filter(|_| start >= free) else { continue };
        free = start.saturating_add(4);
        found.push(Found::new(start..free, span(year, reference), Pattern::RecentYear { year }));
    }
}

/// Years between one and the reference, and 20 where they are fewer.
pub(super) fn span(year: u16, reference: u16) -> f64 {
    f64::from(year.abs_diff(reference).max(20))
}

fn recent(digits: &[char]) -> Option<u16> {
    let year = number(digits)?;
    (1900..2020).contains(&year).then_some(year)
}

/// The value of a few digits; nothing where one is none.
pub(super) fn number(digits: &[char]) -> Option<u16> {
    let add = |value: u16, digit: &char| {
        let digit = u16::try_from(digit.to_digit(10)?).ok()?;
        value.checked_mul(10)?.checked_add(digit)
    };
    digits.iter().try_fold(0, add)
}
