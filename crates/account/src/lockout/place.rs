//! What counts an attempt: the account, or the account seen from somewhere.

use std::net::IpAddr;

use crate::{policy::Scope, state::Account, step::Step};

/// The name of the counter of an attempt.
pub(crate) fn counter_name(step: &Step<'_>, account: &Account, device: Option<u64>) -> String {
    let place = step.header.ip.map(|ip| hashed(step, account, ip));
    match step.given.policy.lockout.per {
        Scope::Account => ACCOUNT.to_owned(),
        Scope::Familiarity => {
            let known = place.is_some_and(|place| account.places.contains(&place));
            if known || device.is_some() { FAMILIAR } else { UNFAMILIAR }.to_owned()
        }
        Scope::Address => {
            let name = place.unwrap_or_else(|| ELSEWHERE.to_owned());
            // SECURITY: counters are bounded, and none is given up for a new one: beyond the bound
            // every further address shares one, which only makes the lock come sooner.
            let known = account.counters.contains_key(&name);
            if known || account.counters.len() < MOST_COUNTERS {
                name
            } else {
                ELSEWHERE.to_owned()
            }
        }
    }
}

/// Remembers from where somebody signed in, where the policy tells places apart.
pub(crate) fn remember(step: &Step<'_>, account: &mut Account) {
    if step.given.policy.lockout.per != Scope::Familiarity {
        return;
    }
    let Some(ip) = step.header.ip else { return };
    let place = hashed(step, account, ip);
    account.places.retain(|known| *known != place);
    account.places.insert(0, place);
    account.places.truncate(MOST_PLACES);
}

/// An address as the state holds it: nobody can read off it where somebody was.
fn hashed(step: &Step<'_>, account: &Account, ip: IpAddr) -> String {
    let sealed = step.given.keys.seal("address", &account.id, &ip.to_canonical().to_string());
    sealed.hash.reveal().chars().take(16).collect()
}

/// Whether a counter is of one address, so that its name is a hash.
pub(crate) fn is_hashed(name: &str) -> bool {
    ![ACCOUNT, ELSEWHERE, FAMILIAR, UNFAMILIAR].contains(&name)
}

/// The counter of the account from wherever.
const ACCOUNT: &str = "account";
/// The counter of every address that has none of its own.
const ELSEWHERE: &str = "elsewhere";
/// The counter of places from where somebody signed in before, and of trusted browsers.
const FAMILIAR: &str = "familiar";
/// The counter of all other places.
const UNFAMILIAR: &str = "unfamiliar";
/// Most counters of an account.
pub(crate) const MOST_COUNTERS: usize = 16;
/// Most places of an account; the one that was not seen for longest goes for a new one.
pub(crate) const MOST_PLACES: usize = 16;
