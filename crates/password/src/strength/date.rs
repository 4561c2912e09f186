//! Dates: day, month and year in the usual orders, with or without separators.

use super::{
    Pattern,
    matching::Found,
    recent::{number, span},
};

/// Every date that is not a part of another one.
pub(super) fn find(password: &[char], reference: u16, found: &mut Vec<Found>) {
    // The farthest end of a date that begins before here: spans are tried by their beginning and
    // then from the longest on, so that a date within another comes after it.
    let mut farthest = 0;
    for start in 0..password.len() {
        for length in (4..=10usize).rev() {
            let end = start.saturating_add(length);
            let Some(token) = password.get(start..end) else { continue };
            let dated = plain(token, reference).or_else(|| separated(token));
            let Some((year, separator)) = dated.filter(|_| end > farthest) else { continue };
            farthest = end;
            let days = span(year, reference) * 365.0;
            let guesses = if separator { days * 4.0 } else { days };
            found.push(Found::new(start..end, guesses, Pattern::Date { separator, year }));
        }
    }
}

/// The year of four to eight digits: the one closest to the reference where several can be read.
fn plain(token: &[char], reference: u16) -> Option<(u16, bool)> {
    let splits: &[(usize, usize)] = match token.len() {
        4 => &[(1, 2), (2, 3)],
        5 => &[(1, 3), (2, 3)],
        6 => &[(1, 2), (2, 4), (4, 5)],
        7 => &[(1, 3), (2, 3), (4, 5), (4, 6)],
        8 => &[(2, 4), (4, 6)],
        _ => return None,
    };
    if !token.iter().all(char::is_ascii_digit) {
        return None;
    }
    let years = splits.iter().filter_map(|&(first, second)| {
        let part = |from, to| token.get(from..to).and_then(number);
        year([part(0, first)?, part(first, second)?, part(second, token.len())?])
    });
    // The first of those that are as close.
    years.min_by_key(|year| year.abs_diff(reference)).map(|year| (year, false))
}

/// The year of three numbers with one separator twice.
fn separated(token: &[char]) -> Option<(u16, bool)> {
    if token.len() < 6 {
        return None;
    }
    let mut parts = token.split(|character| !character.is_ascii_digit());
    let [first, second, third] = [parts.next()?, parts.next()?, parts.next()?];
    let between = [first.len(), first.len().saturating_add(second.len()).saturating_add(1)];
    let [Some(a), Some(b)] = between.map(|place| token.get(place)) else { return None };
    let is_date = parts.next().is_none()
        && a == b
        && is_separator(*a)
        && (1..=4).contains(&first.len())
        && (1..=2).contains(&second.len())
        && (1..=4).contains(&third.len());
    if !is_date {
        return None;
    }
    let year = year([number(first)?, number(second)?, number(third)?])?;
    Some((year, true))
}

/// What `[\s/\\_.-]` matches in JavaScript.
fn is_separator(character: char) -> bool {
    matches!(character, '/' | '\\' | '_' | '.' | '-' | '\u{FEFF}')
        || (character.is_whitespace() && character != '\u{85}')
}

/// The year of three numbers that can be a date, year last or first.
fn year(numbers: [u16; 3]) -> Option<u16> {
    let [first, middle, last] = numbers;
    if !(1..=31).contains(&middle)
        || numbers.iter().any(|number| (100..1000).contains(number) || *number > 2050)
    {
        return None;
    }
    let count = |is: fn(u16) -> bool| numbers.iter().filter(|number| is(**number)).count();
    if count(|number| number > 31) >= 2
        || count(|number| number > 12) == 3
        || count(|number| number == 0) >= 2
    {
        return None;
    }
    let orders = [(last, [first, middle]), (first, [middle, last])];
    // With a year of four digits the other two are day and month, or it is no date.
    if let Some((year, rest)) = orders.iter().find(|(year, _)| *year >= 1000) {
        return is_day(*rest).then_some(*year);
    }
    orders.iter().find(|(_, rest)| is_day(*rest)).map(|(year, _)| match year {
        0..=50 => year.saturating_add(2000),
        51..=99 => year.saturating_add(1900),
        _ => *year,
    })
}

/// Whether two numbers are a day and a month, in either order.
fn is_day(numbers: [u16; 2]) -> bool {
    let [a, b] = numbers;
    let ordered = |day: u16, month: u16| (1..=31).contains(&day) && (1..=12).contains(&month);
    ordered(a, b) || ordered(b, a)
}
