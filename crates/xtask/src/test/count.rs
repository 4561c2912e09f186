//! How many tests passed and failed, from what test runners print.

use std::ops::Add;

/// Tests that passed and that failed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
}

impl Counts {
    /// One thing that was found to be so.
    pub const ONE: Self = Self { passed: 1, failed: 0 };

    /// Adds up what `cargo test`, nextest, `node --test` and unittest say of themselves.
    pub fn read(text: &str) -> Self {
        // nextest repeats what a failed test printed, that of the harness in it included.
        let nextest = text.lines().rfind(|line| line.trim_start().starts_with("Summary ["));
        match nextest {
            Some(summary) => line(summary),
            None => text.lines().map(line).fold(Self::default(), Add::add),
        }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

fn line(line: &str) -> Counts {
    let line = line.trim();
    let words: Vec<&str> =
        line.split([' ', ',', ';', ':']).filter(|word| !word.is_empty()).collect();
    let before = |name: &str| {
        let place = words.iter().position(|word| *word == name)?;
        words.get(place.checked_sub(1)?)?.parse().ok()
    };
    let both = || Counts {
        passed: before("passed").unwrap_or_default(),
        failed: before("failed").unwrap_or_default() + before("timed").unwrap_or_default(),
    };
    match words.as_slice() {
        ["test", "result", ..] => both(),
        ["Summary", ..] if line.contains("tests run:") || line.contains("test run:") => both(),
        ["#" | "\u{2139}", "pass", passed] => {
            Counts { passed: passed.parse().unwrap_or_default(), failed: 0 }
        }
        ["#" | "\u{2139}", "fail" | "cancelled", failed] => {
            Counts { passed: 0, failed: failed.parse().unwrap_or_default() }
        }
        ["Ran", passed, "test" | "tests", "in", ..] => {
            Counts { passed: passed.parse().unwrap_or_default(), failed: 0 }
        }
        _ => Counts::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runners_are_understood() {
        let cases = [
            ("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured", 12, 0),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2),
            ("     Summary [   0.061s] 42 tests run: 42 passed, 0 skipped", 42, 0),
            (
                "     Summary [   1.1s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 0 skipped",
                3,
                2,
            ),
            (
                "test result: FAILED. 0 passed; 1 failed\n Summary [ 1s] 2 tests run: 1 passed, 1 failed",
                1,
                1,
            ),
            ("# pass 7\n# fail 1\n# cancelled 0", 7, 1),
            ("\u{2139} pass 7\n\u{2139} fail 0", 7, 0),
            ("Ran 9 tests in 0.012s\n\nOK", 9, 0),
            ("all tests passed", 0, 0),
        ];
        for (text, passed, failed) in cases {
            assert_eq!(Counts::read(text), Counts { passed, failed }, "{text}");
        }
    }
}
