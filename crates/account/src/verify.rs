//! A code is entered: held against a factor or the backup codes, counted, and what follows.
//!
//! **Verified and consumed in one event and one swap**: of two events with the same code, one swap is
//! lost and finds the code used.

use wicketgate_core::param::{Param, Params};

use crate::{
    authenticator, backup,
    challenge::Verdict,
    decision::{Decision, Outcome},
    device,
    factor::{self, Factor, Method, Need, Standing},
    flow::{self, Aim, Begun},
    guard,
    state::Account,
    step::Step,
};

/// Takes a code of a factor that is in use.
pub(crate) fn code(
    step: &mut Step<'_>,
    account: &mut Account,
    number: u64,
    method: Method,
    (code, remember): (&str, bool),
) -> Decision {
    let asked = match asked(step, account, number) {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    if !asked.contains(&method.as_str()) {
        return Decision::deny("not-enrolled");
    }
    let known = factor::active(account, method).cloned();
    // Codes by e-mail that everybody must enter are asked for without a factor that was enrolled.
    let mut factor = known.unwrap_or_else(|| Factor::pending(method, step.now));
    if let Some(refusal) = guard::bar(step, account, method.as_str()) {
        return refusal;
    }
    match factor::check(step, account, number, &mut factor, code) {
        Verdict::Refused(reason) => return Decision::deny(reason),
        Verdict::Wrong => return guard::fail(step, account, method.as_str(), Some(number)),
        Verdict::Right => {}
    }
    let drift = factor.drift();
    guard::clear(account, method.as_str());
    factor::keep(account, factor);
    let mut decision = proven(step, account, number, ACCEPTED);
    if remember && decision.outcome != Outcome::Deny {
        decision.issued.device = device::trust(step, account);
    }
    told(decision, drift)
}

/// Takes two codes in a row of a token whose counter is too far ahead.
///
/// Two codes say more than one: in a sign-in they prove the factor as a code does.
pub(crate) fn two_codes(
    step: &mut Step<'_>,
    account: &mut Account,
    number: Option<u64>,
    codes: &[&str; 2],
) -> Decision {
    let (method, name) = (Method::Hotp, Method::Hotp.as_str());
    if let Some(number) = number {
        match asked(step, account, number) {
            Ok(asked) if asked.contains(&name) => {}
            Ok(_) => return Decision::deny("not-enrolled"),
            Err(refusal) => return refusal,
        }
    }
    let Some(mut factor) = factor::active(account, method).cloned() else {
        return Decision::deny("not-enrolled");
    };
    if let Some(refusal) = guard::bar(step, account, name) {
        return refusal;
    }
    match authenticator::resynchronise(step, &mut factor, codes) {
        Verdict::Refused(reason) => return Decision::deny(reason),
        Verdict::Wrong => return guard::fail(step, account, name, number),
        Verdict::Right => {}
    }
    guard::clear(account, name);
    factor::keep(account, factor);
    match number {
        Some(number) => proven(step, account, number, ACCEPTED),
        None => Decision::allow("resynchronised"),
    }
}

/// Takes a backup code, which stands for any factor of a sign-in.
pub(crate) fn backup_code(
    step: &mut Step<'_>,
    account: &mut Account,
    number: u64,
    code: &str,
) -> Decision {
    if let Err(refusal) = asked(step, account, number) {
        return refusal;
    }
    let mail = flow::get(account, number).is_some_and(|flow| flow.mail);
    if !backup::is_taken(step, account, mail) {
        return Decision::deny("no-backup-codes");
    }
    if let Some(refusal) = guard::bar(step, account, backup::GUARD) {
        return refusal;
    }
    let left = match backup::consume(step, account, code) {
        backup::Outcome::Malformed => return Decision::deny("malformed"),
        backup::Outcome::Used => return Decision::deny("already-used"),
        backup::Outcome::Wrong => return guard::fail(step, account, backup::GUARD, Some(number)),
        backup::Outcome::Right(left) => left,
    };
    guard::clear(account, backup::GUARD);
    let decision = proven(step, account, number, ACCEPTED);
    if left > 0 {
        return decision;
    }
    decision.warn("backup-codes-exhausted", Params::new()).then("new-backup-codes", None)
}

/// The event that takes a code by a method, where a flow waits for one.
pub(crate) fn wanted(
    step: &Step<'_>,
    account: &mut Account,
    number: u64,
    method: &str,
) -> Result<&'static str, Decision> {
    let pending = flow::get(account, number).and_then(|flow| flow.pending.as_ref());
    if pending.is_some_and(|factor| factor.method.as_str() == method) {
        return Ok("confirm-factor");
    }
    if asked(step, account, number)?.contains(&method) {
        Ok("enter-code")
    } else {
        Err(Decision::deny("not-enrolled"))
    }
}

/// The methods by which a flow asks for a code.
fn asked(
    step: &Step<'_>,
    account: &mut Account,
    number: u64,
) -> Result<Vec<&'static str>, Decision> {
    let Some(flow) = flow::get(account, number) else { return Err(flow::ended()) };
    if flow.aim == Aim::Session {
        let methods = &step.given.policy.second_factor.methods;
        let active = factor::methods(account, Standing::Active);
        return Ok(active.filter(|method| methods.contains(method)).collect());
    }
    let (proved, trusted, mail) = (flow.factor, flow.trusted, flow.mail);
    match factor::need(step, account, trusted, mail) {
        Need::Code(methods) if !proved => Ok(methods),
        _ => Err(Decision::deny("code-not-asked")),
    }
}

/// What a right code comes to: a session, or whatever a sign-in still needs; where somebody is signed
/// in already, nothing but the reason.
pub(crate) fn proven(
    step: &mut Step<'_>,
    account: &mut Account,
    number: u64,
    reason: &'static str,
) -> Decision {
    let Some(flow) = flow::get(account, number) else { return flow::ended() };
    if flow.aim == Aim::Session {
        flow::close(account, number);
        return Decision::allow(reason);
    }
    flow.factor = true;
    flow::advance(step, account, Begun { number, token: None })
}

/// Tells by how much the clock of an authenticator is off.
///
/// SECURITY: after a success alone: in answer to a refused code it would say how near that one was.
pub(crate) fn told(mut decision: Decision, drift: Option<(u64, bool)>) -> Decision {
    let Some((steps, ahead)) = drift else { return decision };
    let direction = if ahead { "ahead" } else { "behind" };
    let mut params = Params::new();
    params.insert("direction", Param::Text(direction.into()));
    params.insert("steps", Param::Integer(steps));
    for (name, value) in params.iter() {
        decision.internal.params.insert(name.to_owned(), value.clone());
    }
    // A code of the step before is no sign of a slow clock: somebody took their time to type it.
    if ahead || steps > 1 { decision.warn("clock-drift", params) } else { decision }
}

/// Why somebody goes on who entered the code of a factor in use.
const ACCEPTED: &str = "code-accepted";
