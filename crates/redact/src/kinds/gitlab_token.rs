//! `gitlab-token`: a token of GitLab.
//!
//! A prefix that says what it is for, a hyphen and at least twenty letters, digits, hyphens and underscores;
//! tokens that name their cell have full stops too (docs.gitlab.com, "token prefixes"; gitleaks `gitlab-*`).

use crate::{
    kind::{Find, Kind},
    token::{MOST, Shape, first, is_word},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "gitlab-token",
    context: &["gitlab"],
    country: None,
    doc: "A token of GitLab: a known prefix, a hyphen and at least twenty characters.",
    find: &[Find::Starts("g", usize::MAX, "-", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    if window.at(run.end) != b'-' || window.of(run.start, run.start + 2) != b"gl" {
        return Found::Nothing;
    }
    first(window, run, &SHAPES)
}

const SHAPES: [Shape; 10] = [
    shape(b"glpat-"),
    shape(b"glagent-"),
    shape(b"glcbt-"),
    shape(b"gldt-"),
    shape(b"glffct-"),
    shape(b"glft-"),
    shape(b"glimt-"),
    shape(b"gloas-"),
    shape(b"glptt-"),
    shape(b"glrt-"),
];

const fn shape(prefix: &'static [u8]) -> Shape {
    Shape { counts: 20..=MOST - 16, is: |byte| is_word(byte) || byte == b'.', prefix }
}
