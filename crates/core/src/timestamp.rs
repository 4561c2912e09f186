//! Time as an argument: milliseconds since the Unix epoch.
//!
//! A clock type would tie a rule to a platform, so time is an integer here. The host reads the
//! clock; nothing in the core does.

use serde::{Deserialize, Serialize};

/// An instant: milliseconds since 1970-01-01T00:00:00Z, below 2^53.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Timestamp(u64);

impl Timestamp {
    /// The largest instant: 2^53 - 1, the largest integer that every JSON reader keeps exactly.
    pub const MAX: u64 = (1 << 53) - 1;

    /// The instant so many milliseconds after the epoch.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// 00:00 UTC of a date written as `2021-03-15` (RFC 3339 full-date), from 1970 to 9999.
    #[must_use]
    pub fn from_date(date: &str) -> Option<Self> {
        let [year, month, day] = parts(date)?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        if year < 1970 || !(1..=last).contains(&day) {
            return None;
        }
        Some(Self(days_since_epoch(year, month, day) * MILLIS_PER_DAY))
    }
}

/// Year, month and day of a date in the one form that is accepted.
fn parts(date: &str) -> Option<[u64; 3]> {
    let well_formed = date.len() == 10
        && date.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !well_formed {
        return None;
    }
    let mut numbers = date.split('-').map(str::parse);
    Some([numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?])
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
///
/// Years are counted from March, so that the leap day is the last day of a year.
fn days_since_epoch(year: u64, month: u64, day: u64) -> u64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
    days - DAYS_FROM_MARCH_OF_YEAR_0_TO_EPOCH
}

const MILLIS_PER_DAY: u64 = 86_400_000;
const DAYS_FROM_MARCH_OF_YEAR_0_TO_EPOCH: u64 = 719_468;

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn dates_are_midnight_utc() {
        let cases = [
            ("1970-01-01", Some(0)),
            ("1970-03-01", Some(5_097_600_000)),
            ("2000-02-29", Some(951_782_400_000)),
            ("2021-03-15", Some(1_615_766_400_000)),
            ("9999-12-31", Some(253_402_214_400_000)),
            ("1900-02-29", None),
            ("2021-02-29", None),
            ("2021-13-01", None),
            ("2021-00-10", None),
            ("2021-04-31", None),
            ("2021-04-00", None),
            ("1969-12-31", None),
            ("2021-3-15", None),
            ("+021-03-15", None),
            ("2021-03-15T00:00", None),
            ("２021-03-1", None),
        ];
        for (date, millis) in cases {
            assert_eq!(Timestamp::from_date(date).map(Timestamp::millis), millis, "{date}");
        }
    }
}
