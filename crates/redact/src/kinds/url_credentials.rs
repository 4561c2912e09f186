//! `url-credentials`: the name and password in an address.
//!
//! What stands before the at-sign of an address, with a colon in it (RFC 3986, section 3.2.1). A name alone
//! is none (`ssh://git@host`). The address stays.

use crate::{
    kind::{Class, Find, Kind, Trigger},
    window::{AHEAD, Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "url-credentials",
    context: &[],
    country: None,
    doc: "The name and password in an address, before its at-sign (RFC 3986, section 3.2.1).",
    find: &[Find::At(Trigger::Scheme, find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let start = run.end + 3;
    let most = (run.start + AHEAD).saturating_sub(start);
    let end = window.span(start, most, |byte| {
        byte > b' '
            && !matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\')
    });
    if end < start + most && window.is_open(end) {
        return Found::More;
    }
    let authority = window.of(start, end);
    // A password may have an at-sign of its own.
    let Some(at) = authority.iter().rposition(|byte| *byte == b'@') else { return Found::Nothing };
    let mut parts = authority.get(..at).unwrap_or_default().splitn(2, |byte| *byte == b':');
    let _user = parts.next();
    match parts.next() {
        // A place-holder is no password.
        None | Some([] | [b'$', b'{', ..] | [b'{', ..]) => Found::Nothing,
        Some(password) if password.iter().all(|byte| *byte == b'*') => Found::Nothing,
        Some(_) => Found::whole(Class::Certain, start, start + at),
    }
}
