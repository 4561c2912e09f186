//! Trusted browsers: a random token in the cookie of one browser, for one account.
//!
//! Nothing of the browser itself is measured: whoever has no cookie, or another one, is not trusted.
//! The trust ends a fixed time after the second factor that it began with, however often it is used,
//! and at once when the password changes, a factor is reset or turned off, or the policy asks
//! something else of second factors. An account has at most 16 trusted browsers.

use wicketgate_core::{Timestamp, param::Params};

use crate::{
    decision::Plain, key::Sealed, record::record, state::Account, step::Step, time::after,
};

record! {
    /// A trusted browser.
    pub(crate) struct Device {
        /// The digest of the policy's section under which it was trusted.
        pub(crate) digest: String,
        /// Its number.
        pub(crate) number: u64,
        /// Its token.
        pub(crate) token: Sealed,
        /// When the trust ends.
        pub(crate) until: Timestamp,
    }
}

/// The trusted browser of a token, by number.
pub(crate) fn recognise(step: &Step<'_>, account: &Account, token: Option<&str>) -> Option<u64> {
    let probe = step.given.keys.probe(PURPOSE, &account.id, token?);
    let found = account.devices.iter().find(|device| probe.is(&device.token))?;
    // Trust was given for what the policy asked then; it holds as long as the policy asks the same.
    (found.digest == step.given.digest).then_some(found.number)
}

/// Trusts a browser from now on; its token is told once.
pub(crate) fn trust(step: &mut Step<'_>, account: &mut Account) -> Option<Plain> {
    let life = step.given.policy.second_factor.remember?;
    let token = step.given.entropy.token();
    let number = account.number();
    if account.devices.len() >= MOST {
        account.devices.remove(0);
    }
    account.devices.push(Device {
        digest: step.given.digest.to_owned(),
        number,
        token: step.given.keys.seal(PURPOSE, &account.id, token.reveal()),
        until: after(step.now, life),
    });
    Some(Plain::of(&token))
}

/// Trusts no browser any more.
pub(crate) fn revoke_all(step: &mut Step<'_>, account: &mut Account) {
    if !account.devices.is_empty() {
        account.devices.clear();
        step.note("devices-revoked", "devices-revoked", Params::new());
    }
}

/// Most trusted browsers of an account; the oldest goes for a new one.
pub(crate) const MOST: usize = 16;
const PURPOSE: &str = "device";
