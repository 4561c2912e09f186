//! Characters whose code points follow each other at one distance: abcd, 9753, αβγ.

use super::{Pattern, matching::Found, variation::float};

/// Every longest sequence.
pub(super) fn find(password: &[char], found: &mut Vec<Found>) {
    let steps = password.windows(2).map(|pair| match pair {
        [a, b] => i64::from(u32::from(*b)).saturating_sub(u32::from(*a).into()),
        _ => 0,
    });
    let mut start = 0;
    let mut last = None;
    for (step, place) in steps.zip(0..) {
        if last.is_some_and(|last| last != step) {
            found.extend(sequence(password, start, place, last));
            start = place;
        }
        last = Some(step);
    }
    found.extend(sequence(password, start, password.len().saturating_sub(1), last));
}

/// The sequence from one character through another, if the step makes it one.
fn sequence(password: &[char], start: usize, last: usize, step: Option<i64>) -> Option<Found> {
    let step = step?;
    let is_long = last.saturating_sub(start) > 1 || step.abs() == 1;
    if !is_long || !(1..=FARTHEST).contains(&step.abs()) {
        return None;
    }
    let end = last.saturating_add(1);
    let token = password.get(start..end)?;
    let is = |kind: fn(&char) -> bool| token.iter().all(kind);
    let name = match () {
        () if is(char::is_ascii_lowercase) => "lower",
        () if is(char::is_ascii_uppercase) => "upper",
        () if is(char::is_ascii_digit) => "digits",
        () => "unicode",
    };
    let first = match token.first()? {
        'a' | 'A' | 'z' | 'Z' | '0' | '1' | '9' => 4.0,
        first if first.is_ascii_digit() => 10.0,
        _ => 26.0,
    };
    let ascending = step > 0;
    let ways = if ascending { first } else { first * 2.0 };
    let pattern = Pattern::Sequence { ascending, name };
    Some(Found::new(start..end, ways * float(token.len()), pattern))
}

/// The largest distance of neighbours.
const FARTHEST: i64 = 5;
