//! `anthropic-key`: a key of the Anthropic API.
//!
//! `sk-ant-`, what it is for with a number (`api03`, `admin01`), and at least forty letters, digits, hyphens
//! and underscores (gitleaks `anthropic-api-key`: 93 and `AA`).

use crate::{
    kind::{Class, Find, Kind},
    token::{MOST, is_word, long},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "anthropic-key",
    context: &["anthropic", "claude"],
    country: None,
    doc: "A key of the Anthropic API: `sk-ant-`, what it is for, and random characters.",
    find: &[Find::Starts("s", usize::MAX, "-", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    if window.at(run.end) != b'-' || window.of(run.start, run.end) != b"sk" {
        return Found::Nothing;
    }
    let end = window.span(run.start, MOST, is_word);
    if window.is_open(end) && end < run.start + MOST {
        return Found::More;
    }
    let Some(body) = window.of(run.start, end).strip_prefix(b"sk-ant-") else {
        return Found::Nothing;
    };
    let mut parts = body.splitn(2, |byte| *byte == b'-');
    let purpose = parts.next().unwrap_or_default();
    let numbered =
        matches!(purpose, [b'a'..=b'z', .., b'0'..=b'9', b'0'..=b'9']) && purpose.len() <= 9;
    if !numbered || parts.next().is_none_or(|rest| rest.len() < 40) {
        return Found::Nothing;
    }
    long(Class::Grouped, run.start, end)
}
