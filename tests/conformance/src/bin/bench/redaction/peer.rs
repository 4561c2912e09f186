//! What a Rust program would take instead, and the limit: reading every byte.
//!
//! The patterns find about what the kinds of no country and of some find, without a check digit.

use leakguard::Redactor;
use regex::Regex;

use super::{Contender, PART, first};

pub(super) fn contenders(text: &str) -> Result<Vec<Contender<'_>>, String> {
    let part = first(text, PART);
    let patterns: Vec<_> =
        PATTERNS.lines().filter_map(|line| line.split_once('\t')).map(|(_, it)| it).collect();
    let one = Regex::new(&patterns.join("|")).map_err(|error| error.to_string())?;
    let each: Result<Vec<Regex>, _> = patterns.iter().map(|pattern| Regex::new(pattern)).collect();
    let each = each.map_err(|error| error.to_string())?;
    let guard = Redactor::new();
    Ok(vec![
        Contender::new(
            "memchr 2.8, a byte that is not there",
            text,
            Box::new(|text| Ok(memchr::memchr(0, text.as_bytes()).unwrap_or(text.len()))),
        ),
        Contender::new(
            "regex 1.13, 20 patterns in one",
            part,
            Box::new(move |text| Ok(one.replace_all(text, "[X]").len())),
        ),
        Contender::new(
            "regex 1.13, 20 patterns one after the other",
            part,
            Box::new(move |text| {
                let redact =
                    |text: String, regex: &Regex| regex.replace_all(&text, "[X]").into_owned();
                Ok(each.iter().fold(text.to_owned(), redact).len())
            }),
        ),
        Contender::new("leakguard 1.0.0", part, Box::new(move |text| Ok(guard.clean(text).len()))),
    ])
}

/// A name and a pattern on each line.
const PATTERNS: &str = include_str!("../../../../../peers/patterns.txt");
