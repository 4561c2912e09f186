//! Second factors of an account: which there are, what a sign-in still needs, whether a code is right.
//!
//! An account has at most one factor of each method. **A secret is told once, while it is being
//! enrolled**: nothing here gives out the secret of a factor that is in use. Of a factor that was reset
//! only the fact remains, so that it must be enrolled anew before a session; where another one is in
//! use, that one is asked for instead.
//!
//! Where everybody must have a second factor and the policy has none but e-mail, the registered
//! address is that factor: there is nothing to enrol.

use wicketgate_core::{
    Code, Secret, Timestamp,
    param::{Param, Params},
};

use crate::{
    authenticator,
    challenge::{self, Verdict},
    device,
    effect::Action,
    name::names,
    policy::Algorithm,
    proof::Proof,
    record::record,
    session,
    state::Account,
    step::Step,
};

names! {
    /// A method of second factor.
    pub(crate) enum Method {
        /// A code by e-mail.
        Email = "email",
        /// A token with a counter (RFC 4226).
        Hotp = "hotp",
        /// A code by text message.
        Sms = "sms",
        /// An authenticator app (RFC 6238).
        Totp = "totp",
    }
}

names! {
    /// How far a factor is.
    pub(crate) enum Standing {
        /// It is used.
        Active = "active",
        /// It waits for its first code.
        Pending = "pending",
        /// It was reset and must be enrolled anew.
        Reset = "reset",
    }
}

record! {
    /// A second factor.
    pub(crate) struct Factor {
        /// The hash of an authenticator app's codes.
        pub(crate) algorithm: Option<Algorithm>,
        /// The first counter or time step that no code has used.
        pub(crate) counter: u64,
        /// Digits of the codes of an app or a token.
        pub(crate) digits: u32,
        /// By how many steps the clock of the authenticator was off, plus 100; nothing known where 0.
        pub(crate) drift: u32,
        /// The method.
        pub(crate) method: Method,
        /// The telephone number that a first code is to prove.
        pub(crate) phone: Option<String>,
        /// The secret in Base32; the host seals the state at rest.
        pub(crate) secret: Option<Secret>,
        /// When it began to be what it is.
        pub(crate) since: Timestamp,
        /// How far it is.
        pub(crate) standing: Standing,
        /// Seconds of a step of an authenticator app.
        pub(crate) step: u32,
    }
}

/// What a sign-in still needs.
pub(crate) enum Need {
    /// A code by one of these methods.
    Code(Vec<&'static str>),
    /// A factor, by one of these methods.
    Enrolment(Vec<&'static str>),
    /// Nothing.
    Nothing,
}

impl Factor {
    /// A factor that waits for its first code.
    pub(crate) const fn pending(method: Method, since: Timestamp) -> Self {
        Self {
            algorithm: None,
            counter: 0,
            digits: 0,
            drift: 0,
            method,
            phone: None,
            secret: None,
            since,
            standing: Standing::Pending,
            step: 0,
        }
    }

    /// How it is written that a code was of one step at another.
    pub(crate) fn drifted(matched: u64, at: u64) -> u32 {
        let drift = NO_DRIFT.saturating_add(matched).saturating_sub(at);
        u32::try_from(drift).unwrap_or_default()
    }

    /// By how many steps the clock of the authenticator was off, and whether it was ahead.
    pub(crate) fn drift(&self) -> Option<(u64, bool)> {
        let drift = u64::from(self.drift);
        if self.drift == 0 || drift == NO_DRIFT {
            return None;
        }
        Some((drift.abs_diff(NO_DRIFT), drift > NO_DRIFT))
    }
}

/// What a sign-in needs after the first factor.
///
/// A code by e-mail is no second factor after a link by e-mail: whoever has the mailbox has both.
pub(crate) fn need(step: &Step<'_>, account: &Account, trusted: Option<u64>, mail: bool) -> Need {
    let policy = &step.given.policy.second_factor;
    let another = |method: &&'static str| !(mail && *method == Method::Email.as_str());
    let usable = |standing| {
        let methods = methods(account, standing);
        methods.filter(|method| policy.methods.contains(method)).collect::<Vec<_>>()
    };
    let (mut active, reset) = (usable(Standing::Active), usable(Standing::Reset));
    if active.is_empty() && reset.is_empty() && is_everybodys(step, account) {
        active.push(Method::Email.as_str());
    }
    if !active.is_empty() {
        let still = |number| account.devices.iter().any(|device| device.number == number);
        if trusted.is_some_and(still) {
            return Need::Nothing;
        }
        return Need::Code(active.into_iter().filter(another).collect());
    }
    let wanted = if reset.is_empty() { &policy.methods } else { &reset };
    if !policy.enforced && reset.is_empty() {
        return Need::Nothing;
    }
    let wanted: Vec<_> = wanted.iter().copied().filter(another).collect();
    // Nothing that is left would be a second factor: the sign-in ends.
    if wanted.is_empty() { Need::Code(wanted) } else { Need::Enrolment(wanted) }
}

/// Whether codes by e-mail need no enrolment: everybody must have a second factor, there is no other
/// method to choose, and an address is registered.
fn is_everybodys(step: &Step<'_>, account: &Account) -> bool {
    let policy = &step.given.policy.second_factor;
    policy.enforced && policy.methods == [Method::Email.as_str()] && account.email.is_some()
}

/// The methods of the factors that are so far.
pub(crate) fn methods(account: &Account, standing: Standing) -> impl Iterator<Item = &'static str> {
    let factors = account.factors.iter().filter(move |factor| factor.standing == standing);
    factors.map(|factor| factor.method.as_str())
}

/// The factor of a method that is in use.
pub(crate) fn active(account: &mut Account, method: Method) -> Option<&mut Factor> {
    let mut factors = account.factors.iter_mut();
    factors.find(|it| it.method == method && it.standing == Standing::Active)
}

/// Keeps what a factor has become; one that needed no enrolment has become nothing.
pub(crate) fn keep(account: &mut Account, factor: Factor) {
    if let Some(known) = active(account, factor.method) {
        *known = factor;
    }
}

/// Holds a code against a factor, and consumes it where it is right.
pub(crate) fn check(
    step: &Step<'_>,
    account: &mut Account,
    number: u64,
    factor: &mut Factor,
    code: &str,
) -> Verdict {
    match factor.method {
        Method::Email | Method::Sms => {
            challenge::check(step, account, number, factor.method.as_str(), code)
        }
        Method::Hotp | Method::Totp => authenticator::check(step, factor, code),
    }
}

/// What follows from a change of factors: the account is told, and other sessions end.
pub(crate) fn changed(
    step: &mut Step<'_>,
    account: &mut Account,
    method: Method,
    what: &'static str,
    proof: Proof,
) {
    let mut params = Params::new();
    params.insert("method", Param::Text(method.as_str().into()));
    step.effect(Action::Notify {
        audience: "account",
        message: Code::new(what),
        params,
        to: account.email.clone(),
    });
    if step.given.policy.session.ends_on.contains(&"factor-change") {
        session::end_all(step, account, "factor-changed", proof.session());
    }
}

/// What follows where a factor is there no more: browsers that were trusted for it are trusted no more.
pub(crate) fn dropped(
    step: &mut Step<'_>,
    account: &mut Account,
    method: Method,
    what: &'static str,
    proof: Proof,
) {
    device::revoke_all(step, account);
    changed(step, account, method, what, proof);
}

/// How a clock that is right is written.
const NO_DRIFT: u64 = 100;

#[cfg(test)]
mod tests {
    use wicketgate_core::Timestamp;

    use super::{Factor, Method};

    #[test]
    fn drift_is_written_and_read() {
        let cases = [
            (500, 500, None),
            (499, 500, Some((1, false))),
            (490, 500, Some((10, false))),
            (501, 500, Some((1, true))),
            (510, 500, Some((10, true))),
            (0, 1, Some((1, false))),
        ];
        for (matched, at, drift) in cases {
            let mut factor = Factor::pending(Method::Totp, Timestamp::from_millis(0));
            assert_eq!(factor.drift(), None);
            factor.drift = Factor::drifted(matched, at);
            assert_eq!(factor.drift(), drift, "{matched} at {at}");
        }
    }
}
