//! Codes that are sent: asked for, renewed, entered.
//!
//! A code goes to the registered address or number and to no other: nothing in a request changes
//! where. One code of a flow holds at a time, for as long as the policy says and no longer than the
//! flow; a new one replaces it at once. It is kept as a keyed hash, is consumed in the event that
//! accepts it, and is told to nobody but the one it is sent to.
//!
//! A flow keeps one code, the one before it and two counts, however often a code is sent.

use crate::{
    backup,
    decision::{Decision, Plain},
    effect::Action,
    factor::Method,
    flow::{self, Flow, Sent},
    guard,
    key::Sealed,
    state::Account,
    step::Step,
    time::after,
};

/// What came of a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Verdict {
    /// It was no guess: the reason says why it is not looked at.
    Refused(&'static str),
    /// It is the one.
    Right,
    /// It is not the one, and counts.
    Wrong,
}

/// Asks for a code by one of the methods; sends it, where there is nothing to choose.
pub(crate) fn ask(
    step: &mut Step<'_>,
    account: &mut Account,
    number: u64,
    methods: &[&'static str],
    mut decision: Decision,
) -> Decision {
    let open: Vec<_> =
        methods.iter().copied().filter(|method| !guard::is_locked(account, method)).collect();
    let mail = flow::get(account, number).is_some_and(|flow| flow.mail);
    let backup = backup::is_usable(step, account, mail);
    if open.is_empty() && !backup {
        flow::close(account, number);
        let locked = guard::all_locked(account, methods);
        let other = step.given.policy.sign_in.methods.iter().find(|method| **method == "password");
        let refusal = Decision::deny("needs-another-factor");
        return locked.unwrap_or_else(|| refusal.then("sign-in", other.copied()));
    }
    if let ([only], true) = (methods, open.len() == 1)
        && flow::get(account, number).is_some_and(|flow| flow.sent == 0)
        && is_sent(only)
        && let Err(refusal) = send(step, account, number, only)
    {
        flow::close(account, number);
        return refusal;
    }
    for method in open {
        let code = flow::get(account, number).and_then(|flow| flow.code.as_ref());
        let entered = !is_sent(method) || code.is_some_and(|code| code.method == method);
        if entered {
            decision = decision.then("enter-code", Some(method));
        }
        if is_sent(method) {
            decision = decision.then("send-code", Some(method));
        }
    }
    if backup { decision.then("enter-backup-code", None) } else { decision }
}

/// Sends a new code, and tells why not: the one before is refused from now on.
pub(crate) fn send(
    step: &mut Step<'_>,
    account: &mut Account,
    number: u64,
    method: &'static str,
) -> Result<(), Decision> {
    if guard::is_locked(account, method) {
        return Err(guard::bar(step, account, method).unwrap_or_else(flow::ended));
    }
    let policy = &step.given.policy.second_factor.code;
    let to = target(account, number, method).ok_or_else(|| Decision::deny("no-address"))?;
    let flow = flow::get(account, number).ok_or_else(flow::ended)?;
    if policy.max_sent.is_some_and(|most| flow.sent >= most) {
        return Err(Decision::deny("too-many-codes"));
    }
    let last = flow.code.as_ref().map(|code| after(code.since, policy.resend_after));
    if let Some(at) = last.filter(|at| *at > step.now) {
        return Err(Decision::wait("resend-later", at));
    }
    let before = flow.code.take().filter(|code| code.method == method).map(|code| code.code);
    let until = after(step.now, policy.life).min(flow.until);
    flow.sent = flow.sent.saturating_add(1);
    let (code, sealed) =
        draw(step, &account.id, before.as_ref(), |code| value(number, method, &to, code));
    if let Some(flow) = flow::get(account, number) {
        flow.code =
            Some(Sent { before, code: sealed, method: method.to_owned(), since: step.now, until });
    }
    step.effect(Action::SendCode { code, expires: until, method, to });
    Ok(())
}

/// Whether a code has gone out this very moment: one that expired was followed by another.
pub(crate) fn is_fresh(step: &Step<'_>, account: &mut Account, number: u64, method: &str) -> bool {
    let code = flow::get(account, number).and_then(|flow| flow.code.as_ref());
    code.is_some_and(|code| code.method == method && code.since == step.now)
}

/// Lets time do its part: codes expire, and are followed by new ones as often as the policy says.
pub(crate) fn pass(step: &mut Step<'_>, account: &mut Account) {
    let now = step.now;
    let expired: Vec<(u64, Option<Method>)> = account
        .flows
        .iter()
        .filter_map(|flow| Some((flow.number, flow.code.as_ref()?)))
        .filter(|(_, code)| code.until <= now)
        .map(|(number, code)| (number, Method::parse(&code.method)))
        .collect();
    for (number, method) in expired {
        let renewals = step.given.policy.second_factor.code.automatic_renewals;
        let renewed = flow::get(account, number).is_some_and(|flow| flow.renewals < renewals);
        let sent = match method {
            Some(method) if renewed => send(step, account, number, method.as_str()).is_ok(),
            _ => false,
        };
        if let Some(flow) = flow::get(account, number) {
            if sent {
                flow.renewals = flow.renewals.saturating_add(1);
            } else {
                flow.code = None;
            }
        }
    }
}

/// Holds a code against the one that was sent, and consumes that one where it is the same.
pub(crate) fn check(
    step: &Step<'_>,
    account: &mut Account,
    number: u64,
    method: &str,
    code: &str,
) -> Verdict {
    if !is_code(code, step.given.policy.second_factor.code.digits) {
        return Verdict::Refused("malformed");
    }
    let (id, to) = (account.id.clone(), target(account, number, method).unwrap_or_default());
    let Some(flow) = flow::get(account, number) else { return Verdict::Refused("flow-ended") };
    let Some(sent) = flow.code.as_ref().filter(|sent| sent.method == method) else {
        let reason = if flow.sent == 0 { "code-not-sent" } else { "code-expired" };
        return Verdict::Refused(reason);
    };
    let value = value(number, method, &to, code);
    let is = |sealed: &Sealed| step.given.keys.is(sealed, PURPOSE, &id, &value);
    // SECURITY: both are always compared, so that the time tells nothing.
    let (current, before) = (is(&sent.code), sent.before.as_ref().is_some_and(is));
    if current {
        flow.code = None;
        return Verdict::Right;
    }
    if before { Verdict::Refused("code-replaced") } else { Verdict::Wrong }
}

/// Whether a text can be a code of so many digits.
pub(crate) fn is_code(code: &str, digits: u32) -> bool {
    u32::try_from(code.len()).is_ok_and(|length| length == digits)
        && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether codes of a method are sent.
pub(crate) fn is_sent(method: &str) -> bool {
    [Method::Email.as_str(), Method::Sms.as_str()].contains(&method)
}

/// Where codes of a method go: what is registered, or what is just being registered.
fn target(account: &Account, number: u64, method: &str) -> Option<String> {
    if method == Method::Email.as_str() {
        return account.email.clone();
    }
    let flow: Option<&Flow> = account.flows.iter().find(|flow| flow.number == number);
    let pending = flow.and_then(|flow| flow.pending.as_ref()?.phone.clone());
    pending.or_else(|| account.phone.clone())
}

/// A code that is not the one before.
fn draw(
    step: &mut Step<'_>,
    account: &str,
    before: Option<&Sealed>,
    value: impl Fn(&str) -> String,
) -> (Plain, Sealed) {
    let digits = step.given.policy.second_factor.code.digits;
    let keys = step.given.keys;
    let mut draw = || step.given.entropy.text("0123456789", digits);
    let mut code = draw();
    for _ in 0..MOST_DRAWS {
        let text = value(code.reveal());
        if before.is_none_or(|before| !keys.is(before, PURPOSE, account, &text)) {
            break;
        }
        code = draw();
    }
    let sealed = keys.seal(PURPOSE, account, &value(code.reveal()));
    (Plain::of(&code), sealed)
}

/// What is hashed of a code: equal codes of two flows or methods have nothing in common.
///
/// SECURITY: a code proves the address that it went to, and none that was registered since.
fn value(number: u64, method: &str, to: &str, code: &str) -> String {
    format!("{number} {method} {code} {to}")
}

const PURPOSE: &str = "code";
/// How often a code is drawn that must not be the one before: of four digits, never in practice.
const MOST_DRAWS: u32 = 8;
