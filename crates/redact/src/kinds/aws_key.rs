//! `aws-key`: the id of an access key of Amazon Web Services.
//!
//! A prefix of four characters that says what it belongs to, then sixteen of base 32 (AWS IAM user guide,
//! "unique identifiers"; gitleaks `aws-access-token`). The secret that goes with it has no shape of its
//! own: its name finds it (`secret`).

use crate::{
    kind::{Class, Find, Kind},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "aws-key",
    context: &["aws", "amazon", "access"],
    country: None,
    doc: "The id of an access key of Amazon Web Services: a known prefix and sixteen characters of base 32.",
    find: &[Find::Starts("A", 20, "", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    if run.end - run.start != 20 {
        return Found::Nothing;
    }
    let (known, rest) = match window.of(run.start, run.end) {
        [b'A', b'K' | b'S' | b'B', b'I', b'A', rest @ ..] | [b'A', b'C', b'C', b'A', rest @ ..] => {
            (true, rest)
        }
        [b'A', b'3', b'T', last, rest @ ..] => {
            (last.is_ascii_uppercase() || last.is_ascii_digit(), rest)
        }
        _ => return Found::Nothing,
    };
    if !known || !rest.iter().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7')) {
        return Found::Nothing;
    }
    Found::whole(Class::Grouped, run.start, run.end)
}
