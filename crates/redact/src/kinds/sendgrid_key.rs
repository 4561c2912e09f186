//! `sendgrid-key`: a key of the SendGrid API.
//!
//! `SG.`, an id of 22 characters, a full stop and a secret of 43 (gitleaks `sendgrid-api-token`: 66 after
//! the prefix). A little more or less is found too.

use crate::{
    kind::{Class, Find, Kind},
    token::is_word,
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "sendgrid-key",
    context: &["sendgrid"],
    country: None,
    doc: "A key of the SendGrid API: `SG.`, an id, a full stop and a secret.",
    find: &[Find::Starts("S", usize::MAX, ".", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    if window.at(run.end) != b'.' || window.of(run.start, run.end) != b"SG" {
        return Found::Nothing;
    }
    let id = run.end + 1;
    let stop = window.span(id, 25, is_word);
    let end = window.span(stop + 1, 51, is_word);
    if window.is_open(stop) || (window.at(stop) == b'.' && window.is_open(end)) {
        return Found::More;
    }
    let fits = window.at(stop) == b'.'
        && (20..=24).contains(&(stop - id))
        && (39..=50).contains(&(end - stop - 1));
    if fits { Found::whole(Class::Grouped, run.start, end) } else { Found::Nothing }
}
