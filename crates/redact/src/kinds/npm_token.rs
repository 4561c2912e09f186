//! `npm-token`: a token of the npm registry.
//!
//! `npm_` and 36 letters and digits, the last six of which are a checksum of the same make as GitHub's
//! (github.blog, 2021-09-23; gitleaks `npm-access-token`). One whose checksum is wrong is found too.

use crate::{
    kind::{Find, Kind},
    token::checked,
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "npm-token",
    context: &["npm", "npmrc"],
    country: None,
    doc: "A token of the npm registry: `npm_` and 36 characters with a checksum.",
    find: &[Find::Starts("n", 40, "", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    if run.end - run.start != 40 {
        return Found::Nothing;
    }
    match window.of(run.start, run.end) {
        [b'n', b'p', b'm', b'_', body @ ..] if !body.contains(&b'_') => {
            Found::whole(checked(body), run.start, run.end)
        }
        _ => Found::Nothing,
    }
}
