//! Accounts at identity providers that are bound to this one.
//!
//! Somebody whom a provider vouches for may be bound to nobody yet. Whoever then signs in as they
//! always did is bound by it: what the provider said travels in a ticket, signed with the host's
//! key, because there is no account yet whose state could remember it.

use wicketgate_core::{
    Code, Secret, Timestamp,
    param::{Param, Params},
};

use crate::{
    decision::{Decision, Outcome, Plain},
    effect::Action,
    key::Sealed,
    record::record,
    state::Account,
    step::Step,
    time::after,
    unique::Unique,
};

record! {
    /// An account at an identity provider.
    pub(crate) struct Bound {
        /// The provider's name.
        pub(crate) provider: String,
        /// When it was bound.
        pub(crate) since: Timestamp,
        /// The account's id there.
        pub(crate) subject: String,
    }
}

impl Bound {
    /// Whether it is of this account at this provider.
    pub(crate) fn is(&self, provider: &str, subject: &str) -> bool {
        self.provider == provider && self.subject == subject
    }
}

/// Why an account at a provider cannot be bound by anybody.
pub(crate) fn refusal(step: &Step<'_>, provider: &str) -> Option<Decision> {
    let configured = &step.given.policy.sign_in.providers;
    let known = configured.iter().any(|name| name == provider);
    (!known).then(|| Decision::deny("provider-not-configured"))
}

/// Binds an account at a provider, unless it is bound already.
pub(crate) fn add(step: &mut Step<'_>, account: &mut Account, bound: Bound) -> Decision {
    if account.bindings.iter().any(|known| known.is(&bound.provider, &bound.subject)) {
        return Decision::allow("bound");
    }
    if account.bindings.len() >= MOST {
        return Decision::deny("too-many-bindings");
    }
    let claim = Unique::subject(step.given.keys, &bound.provider, &bound.subject, true);
    step.unique.push(claim);
    tell(step, account, "provider-bound", &bound.provider);
    account.bindings.push(Bound { since: step.now, ..bound });
    Decision::allow("bound")
}

/// Tells the account's holder: whoever binds an account of their own to another's has a key to it.
pub(crate) fn tell(step: &mut Step<'_>, account: &Account, message: &'static str, provider: &str) {
    let mut params = Params::new();
    params.insert("provider", Param::Text(provider.to_owned().into()));
    step.note(message, message, params.clone());
    let (message, to) = (Code::new(message), account.email.clone());
    step.effect(Action::Notify { audience: "account", message, params, to });
}

/// The answer to somebody whom a provider vouches for and who is bound to nobody.
pub(crate) fn needed(step: &Step<'_>, provider: &str, subject: &str) -> Decision {
    if !step.given.policy.sign_in.methods.contains(&"password") {
        // Nothing that they could do would bind them: an administrator does.
        return Decision::deny("not-bound");
    }
    let until = after(step.now, step.given.policy.sign_in.flow_life);
    let sealed = step.given.keys.seal(PURPOSE, provider, &signed(until, subject));
    let ticket = format!("{}.{}.{}", sealed.key, until.millis(), sealed.hash.reveal());
    let mut decision = Decision::new(Outcome::Continue, "needs-binding");
    decision.issued.flow = Some(Plain::of(&Secret::new(ticket)));
    decision.then("sign-in", Some("password"))
}

/// What a ticket says, where it is one of ours and holds still.
pub(crate) fn redeem(
    step: &Step<'_>,
    ticket: &str,
    provider: &str,
    subject: &str,
) -> Option<Bound> {
    let mut parts = ticket.rsplitn(3, '.');
    let (hash, until, key) = (parts.next()?, parts.next()?, parts.next()?);
    let until = Timestamp::from_millis(until.parse().ok()?);
    let sealed = Sealed { hash: Secret::from(hash), key: key.to_owned() };
    let ours = step.given.keys.is(&sealed, PURPOSE, provider, &signed(until, subject));
    let bound =
        Bound { provider: provider.to_owned(), since: step.now, subject: subject.to_owned() };
    (ours && until > step.now).then_some(bound)
}

fn signed(until: Timestamp, subject: &str) -> String {
    format!("{}.{subject}", until.millis())
}

/// Most bindings of an account.
pub(crate) const MOST: usize = 8;
const PURPOSE: &str = "binding";
