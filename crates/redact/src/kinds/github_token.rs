//! `github-token`: a token of GitHub.
//!
//! `ghp_`, `gho_`, `ghu_`, `ghs_` or `ghr_` and 36 letters and digits, the last six of which are a checksum;
//! or `github_pat_` and 82 (github.blog, 2021-04-05). A token whose checksum is wrong is found too: nothing
//! else begins so, and one that was mistyped shows most of the right one.

use crate::{
    kind::{Class, Find, Kind},
    token::checked,
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "github-token",
    context: &["github", "gh"],
    country: None,
    doc: "A token of GitHub: `ghp_`, `gho_`, `ghu_`, `ghs_` or `ghr_` and 36 characters with a checksum, or `github_pat_` and 82.",
    find: &[Find::Starts("", 40, "", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    // A run may begin with another name: `token_ghp_…`.
    let from =
        |length: usize| run.end.checked_sub(length).filter(|start| starts(window, run, *start));
    if let Some(start) = from(40)
        && let [b'g', b'h', b'p' | b'o' | b'u' | b's' | b'r', b'_', body @ ..] =
            window.of(start, run.end)
        && !body.contains(&b'_')
    {
        return Found::whole(checked(body), start, run.end);
    }
    if let Some(start) = from(93)
        && window.of(start, run.end).starts_with(b"github_pat_")
    {
        return Found::whole(Class::Grouped, start, run.end);
    }
    Found::Nothing
}

/// Whether a token may begin at a place of a run.
fn starts(window: &Window<'_>, run: Run, start: usize) -> bool {
    start == run.start || (start > run.start && window.before(start) == b'_')
}
