//! `openai-key`: a key of the OpenAI API.
//!
//! `sk-`, for some with the name of what it is for, and the letters `T3BlbkFJ` (base 64 of `OpenAI`) between
//! two halves of random characters (gitleaks `openai-api-key`).

use crate::{
    kind::{Class, Find, Kind},
    token::{MOST, is_word},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "openai-key",
    context: &["openai", "gpt"],
    country: None,
    doc: "A key of the OpenAI API: `sk-` and random characters around `T3BlbkFJ`.",
    find: &[Find::Starts("s", usize::MAX, "-", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    if window.at(run.end) != b'-' || window.of(run.start, run.end) != b"sk" {
        return Found::Nothing;
    }
    let from = run.end + 1;
    let end = window.span(from, MOST - 3, is_word);
    if window.is_open(end) {
        return Found::More;
    }
    let body = window.of(from, end);
    let Some(at) = body.windows(MARK.len()).position(|part| part == MARK) else {
        return Found::Nothing;
    };
    if at < HALF || body.len() < at + MARK.len() + HALF {
        return Found::Nothing;
    }
    Found::whole(Class::Certain, run.start, end)
}

const MARK: &[u8] = b"T3BlbkFJ";
/// Fewest random characters on either side.
const HALF: usize = 20;
