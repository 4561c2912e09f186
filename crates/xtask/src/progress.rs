//! What is said while something runs: what it is, how long it usually takes, how long it took.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Does something that takes a while, and says so.
///
/// `usually` is in seconds on two cores with nothing built before; below ten it is not told.
pub fn step<T>(doing: &str, usually: u64, work: impl FnOnce() -> Result<T>) -> Result<T> {
    match usually {
        0..10 => say(doing),
        _ => say(&format!("{doing} (up to {})", spoken(Duration::from_secs(usually)))),
    }
    let start = Instant::now();
    let result = work()?;
    let taken = start.elapsed();
    if taken >= Duration::from_secs(1) {
        note(&format!("took {}", spoken(taken)));
    }
    Ok(result)
}

/// Says what is done next.
pub fn say(text: &str) {
    println!("> {text}");
}

/// Says something about what is done at the moment.
pub fn note(text: &str) {
    println!("  {text}");
}

/// A length of time in the unit that people would use.
pub fn spoken(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        1..10 => format!("{:.1} s", time.as_secs_f64()),
        10..120 => format!("{} s", time.as_secs()),
        seconds => format!("{:.1} min", seconds as f64 / 60.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_told_in_a_fitting_unit() {
        let cases = [
            (0, "0 ms"),
            (999, "999 ms"),
            (1_500, "1.5 s"),
            (38_400, "38 s"),
            (119_999, "119 s"),
            (150_000, "2.5 min"),
        ];
        for (milliseconds, expected) in cases {
            assert_eq!(spoken(Duration::from_millis(milliseconds)), expected);
        }
    }
}
