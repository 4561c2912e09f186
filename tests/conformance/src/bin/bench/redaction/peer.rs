//! What a Rust program would take instead, and the limit: reading every byte.
//!
//! The patterns find about what the kinds of no country and of some find, without a check digit.

use leakguard::Redactor;
use regex::Regex;

use super::{Contender, PART, first};

pub(super) fn contenders(text: &str) -> Result<Vec<Contender<'_>>, String> {
    let part = first(text, PART);
    let one = Regex::new(&PATTERNS.join("|")).map_err(|error| error.to_string())?;
    let each: Result<Vec<Regex>, _> = PATTERNS.iter().map(|pattern| Regex::new(pattern)).collect();
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

const PATTERNS: [&str; 20] = [
    r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b",
    r"\b(?:\d[ -]?){12,18}\d\b",
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b",
    r"\b\d{3}-\d{2}-\d{4}\b",
    r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b",
    r"\b(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}\b",
    r"\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\b",
    r"\+\d{1,3}(?:[ -]?\d{2,4}){2,4}\b",
    r"\(\d{3}\) ?\d{3}-\d{4}\b|\b\d{3}[-.]\d{3}[-.]\d{4}\b",
    r"\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+",
    r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b",
    r"\bgh[pousr]_[A-Za-z0-9]{36}\b",
    r"\b[sr]k_(?:test|live)_[A-Za-z0-9]{10,99}\b",
    r"\bxox[bpe]-[A-Za-z0-9-]+",
    r"\bAIza[A-Za-z0-9_-]{35}",
    r"\bglpat-[A-Za-z0-9_-]{20}",
    r"\b0x[0-9a-fA-F]{40}\b|\b(?:bc1|[13])[A-Za-z0-9]{25,39}\b",
    r"\b[2-9]\d{3} \d{4} \d{4}\b",
    r"\b[A-CEGHJ-PR-TW-Z]{2}\d{6}[A-D]\b",
    r#""(?:password|otp|secret|token)":"[^"]*""#,
];
