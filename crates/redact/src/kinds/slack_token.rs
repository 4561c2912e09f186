//! `slack-token`: a token of Slack, or the secret part of the address of a webhook.
//!
//! `xoxb-`, `xoxp-` and their like, `xapp-`, or a refresh token, which begins with `xoxe`
//! (docs.slack.dev, "token types"; gitleaks `slack-*`). Of `hooks.slack.com/services/…` what follows is the
//! secret, and the address stays.

use crate::{
    kind::{Class, Find, Kind},
    token::{MOST, Shape, first, is_word},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "slack-token",
    context: &["slack"],
    country: None,
    doc: "A token of Slack, or the secret part of the address of a webhook.",
    find: &[Find::Starts("xh", usize::MAX, "-.", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    match (window.of(run.start, run.end), window.at(run.end)) {
        ([b'x', b'o', b'x', _] | b"xapp", b'-') => first(window, run, &SHAPES),
        (b"xoxe", b'.') => REFRESHED.find(window, run),
        (b"hooks", b'.') => hook(window, run),
        _ => Found::Nothing,
    }
}

/// The secret part of the address of a webhook.
fn hook(window: &Window<'_>, run: Run) -> Found {
    let start = run.start + HOOK.len();
    if !HOOK.starts_with(window.of(run.start, start.min(window.bytes.len()))) {
        return Found::Nothing;
    }
    let end = window.span(start, MOST - HOOK.len(), |byte| is_word(byte) || byte == b'/');
    if window.is_open(end) {
        return Found::More;
    }
    let parts = window.of(start, end).split(|byte| *byte == b'/').filter(|part| part.len() >= 8);
    if parts.count() < 2 {
        return Found::Nothing;
    }
    Found::whole(Class::Grouped, start, end)
}

const HOOK: &[u8] = b"hooks.slack.com/services/";
const SHAPES: [Shape; 8] = [
    shape(b"xoxa-"),
    shape(b"xoxb-"),
    shape(b"xoxe-"),
    shape(b"xoxo-"),
    shape(b"xoxp-"),
    shape(b"xoxr-"),
    shape(b"xoxs-"),
    shape(b"xapp-"),
];
const REFRESHED: Shape = shape(b"xoxe.xox");

const fn shape(prefix: &'static [u8]) -> Shape {
    Shape { counts: 10..=MOST - 8, is: is_word, prefix }
}
