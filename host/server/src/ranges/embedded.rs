//! The common passwords inside this program: a list that is always there.
//!
//! `common.txt` holds the 30,000 entries `passwords` of zxcvbn 4.4.2 (MIT, Dropbox, Inc.), in the
//! order of their frequency; its licence stands beside it, and `cargo xtask words` writes both. How
//! often each was seen is not known, so each counts once.

use std::{sync::OnceLock, time::Instant};

use wicketgate_core::range::{Hash, Row};

use super::{Error, Range, Rows, Source};

/// The common passwords.
pub(super) struct Common;

impl Source for Common {
    fn name(&self) -> String {
        format!("{} common passwords inside this program", COMMON.lines().count())
    }

    fn rows(&self, range: Range, _: Instant) -> Result<Rows, Error> {
        let hashes = hashes();
        let start = hashes.partition_point(|digits| digits.as_slice() < range.as_bytes());
        let mut rows = Rows::default();
        for digits in hashes.iter().skip(start) {
            if !digits.starts_with(range.as_bytes()) {
                break;
            }
            rows.push(Row { count: 1, digits });
        }
        Ok(rows)
    }
}

/// The hashes, sorted; made when they are first asked for, in about ten milliseconds.
fn hashes() -> &'static [[u8; 40]] {
    static HASHES: OnceLock<Vec<[u8; 40]>> = OnceLock::new();
    HASHES.get_or_init(|| {
        let mut hashes: Vec<_> = COMMON.lines().map(|line| *Hash::of(line).digits()).collect();
        hashes.sort_unstable();
        hashes
    })
}

const COMMON: &str = include_str!("common.txt");

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use wicketgate_core::range::Hash;

    use super::{COMMON, Common, Range, Source};

    #[test]
    fn every_common_password_is_found_and_no_other() {
        let count = |text: &str| {
            let hash = Hash::of(text);
            let rows = Common.rows(Range(hash.range()), Instant::now()).expect("an answer");
            hash.count_in(rows.text())
        };
        assert_eq!(COMMON.lines().count(), 30_000);
        assert!(COMMON.lines().all(|line| count(line) == Some(1)));
        for other in ["", "correct horse battery staple", "123456\n"] {
            assert_eq!(count(other), Some(0), "{other}");
        }
    }
}
