//! `stripe-key`: a key of Stripe that must stay secret.
//!
//! `sk_` or `rk_`, then `test_`, `live_` or `prod_`, then 10 to 99 letters and digits (gitleaks
//! `stripe-access-token`); and `whsec_`, which signs webhooks. Keys that begin with `pk_` are published by
//! design and stay.

use crate::{
    kind::{Class, Find, Kind},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "stripe-key",
    context: &["stripe"],
    country: None,
    doc: "A secret or restricted key of Stripe, or the secret of a webhook.",
    find: &[Find::Starts("srw", 18, "", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let (body, least) = match window.of(run.start, run.end) {
        [b's' | b'r', b'k', b'_', b't', b'e', b's', b't', b'_', body @ ..]
        | [b's' | b'r', b'k', b'_', b'l', b'i', b'v', b'e', b'_', body @ ..]
        | [b's' | b'r', b'k', b'_', b'p', b'r', b'o', b'd', b'_', body @ ..] => (body, 10),
        [b'w', b'h', b's', b'e', b'c', b'_', body @ ..] => (body, 32),
        _ => return Found::Nothing,
    };
    // A short one without digits is a place-holder.
    let varied = body.len() >= 20 || body.iter().any(u8::is_ascii_digit);
    if !(least..=99).contains(&body.len()) || !varied || body.contains(&b'_') {
        return Found::Nothing;
    }
    Found::whole(Class::Grouped, run.start, run.end)
}
