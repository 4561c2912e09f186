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
    let text = window.of(run.start, run.end);
    let begun = |(prefix, least): &(&str, _)| Some((text.strip_prefix(prefix.as_bytes())?, *least));
    let Some((body, least)) = PREFIXES.iter().find_map(begun) else { return Found::Nothing };
    // A short one without digits is a place-holder.
    let varied = body.len() >= 20 || body.iter().any(u8::is_ascii_digit);
    if !(least..=99).contains(&body.len()) || !varied || body.contains(&b'_') {
        return Found::Nothing;
    }
    Found::whole(Class::Grouped, run.start, run.end)
}

/// What keys begin with, and how much goes on at least.
const PREFIXES: [(&str, usize); 7] = [
    ("sk_test_", 10),
    ("sk_live_", 10),
    ("sk_prod_", 10),
    ("rk_test_", 10),
    ("rk_live_", 10),
    ("rk_prod_", 10),
    ("whsec_", 32),
];
