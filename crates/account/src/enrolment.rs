//! Enrolment of a second factor: what a method needs first, and the first right code.
//!
//! Whoever is signed in may enrol any method that the policy has. In the middle of a sign-in only
//! what must be enrolled can be, and only where no factor is in use: a password alone never adds a
//! factor beside one that protects the account. What is being enrolled belongs to the flow and ends
//! with it; it is one factor at a time.

use crate::{
    authenticator, backup,
    challenge::{self, Verdict},
    decision::{Decision, Issued, Outcome},
    factor::{self, Factor, Method, Need, Standing},
    flow::{self, Aim},
    guard,
    proof::Proof,
    state::Account,
    step::Step,
    time::after,
    verify,
};

/// Begins to enrol a method.
pub(crate) fn begin(
    step: &mut Step<'_>,
    account: &mut Account,
    (number, proof): (u64, Proof),
    method: Method,
    phone: Option<&str>,
) -> Decision {
    if let Some(refusal) = refusal(step, account, number, method) {
        return refusal;
    }
    if let Some(refusal) = guard::bar(step, account, method.as_str()) {
        return refusal;
    }
    let mut factor = Factor::pending(method, step.now);
    let mut decision = Decision::new(Outcome::Continue, "confirm-factor");
    match method {
        Method::Email => {}
        Method::Sms => {
            factor.phone = match number_for(account, proof, phone) {
                Ok(phone) => phone,
                Err(refusal) => return refusal,
            };
        }
        Method::Hotp | Method::Totp => {
            decision.issued = authenticator::make(step, account, &mut factor);
        }
    }
    let until = after(step.now, step.given.policy.sign_in.flow_life);
    let mut before = None;
    if let Some(flow) = flow::get(account, number) {
        before = flow.pending.replace(factor);
        if flow.aim == Aim::Session {
            flow.until = until;
        }
    }
    if challenge::is_sent(method.as_str()) {
        if let Err(refusal) = challenge::send(step, account, number, method.as_str()) {
            if let Some(flow) = flow::get(account, number) {
                flow.pending = before;
            }
            return refusal;
        }
        decision = Decision::new(Outcome::Continue, "code-sent");
    }
    decision.then("confirm-factor", Some(method.as_str()))
}

/// Takes the first code of a factor that is being enrolled.
pub(crate) fn confirm(
    step: &mut Step<'_>,
    account: &mut Account,
    (number, proof): (u64, Proof),
    method: Method,
    code: &str,
) -> Decision {
    if let Some(refusal) = guard::bar(step, account, method.as_str()) {
        return refusal;
    }
    let Some(flow) = flow::get(account, number) else { return flow::ended() };
    let Some(mut factor) = flow.pending.clone().filter(|factor| factor.method == method) else {
        return Decision::deny("not-enrolling");
    };
    match factor::check(step, account, number, &mut factor, code) {
        Verdict::Refused(reason) => return Decision::deny(reason),
        Verdict::Wrong => return guard::fail(step, account, method.as_str(), Some(number)),
        Verdict::Right => {}
    }
    if let Some(flow) = flow::get(account, number) {
        flow.pending = None;
    }
    guard::clear(account, method.as_str());
    let (mut issued, drift) = (Issued::default(), factor.drift());
    activate(step, account, factor, proof, &mut issued);
    let mut decision = verify::proven(step, account, number, "factor-enrolled");
    decision.issued.backup_codes = issued.backup_codes;
    verify::told(decision, drift)
}

/// Why a method cannot be enrolled here and now.
fn refusal(
    step: &Step<'_>,
    account: &mut Account,
    number: u64,
    method: Method,
) -> Option<Decision> {
    let name = method.as_str();
    if !step.given.policy.second_factor.methods.contains(&name) {
        return Some(Decision::deny("method-not-allowed"));
    }
    if factor::active(account, method).is_some() {
        return Some(Decision::deny("already-enrolled"));
    }
    let Some(flow) = flow::get(account, number) else { return Some(flow::ended()) };
    if flow.aim == Aim::Session {
        return None;
    }
    let (proved, trusted, mail) = (flow.factor, flow.trusted, flow.mail);
    match factor::need(step, account, trusted, mail) {
        Need::Enrolment(methods) if !proved && methods.contains(&name) => None,
        // SECURITY: a password alone adds no factor beside one that is in use.
        _ => Some(Decision::deny("not-authorized")),
    }
}

/// The number that a code is to prove; none, where the registered one is.
fn number_for(
    account: &Account,
    proof: Proof,
    phone: Option<&str>,
) -> Result<Option<String>, Decision> {
    let known = account.phone.as_deref();
    let Some(phone) = phone.filter(|phone| Some(*phone) != known) else {
        return match known {
            Some(_) => Ok(None),
            None => {
                let decision = Decision::new(Outcome::Continue, "needs-phone");
                Err(decision.then("enroll", Some(Method::Sms.as_str())))
            }
        };
    };
    if !is_phone(phone) {
        return Err(Decision::deny("malformed"));
    }
    // SECURITY: a password alone moves codes away from no registered number.
    if known.is_some() && proof.session().is_none() {
        return Err(Decision::deny("phone-registered"));
    }
    Ok(Some(phone.to_owned()))
}

/// Whether a text is an international telephone number (E.164): a plus sign and 8 to 15 digits.
fn is_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (8..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

/// Uses a factor from now on; the first one brings backup codes.
fn activate(
    step: &mut Step<'_>,
    account: &mut Account,
    factor: Factor,
    proof: Proof,
    issued: &mut Issued,
) {
    let method = factor.method;
    if let Some(phone) = &factor.phone {
        account.phone = Some(phone.clone());
    }
    account.factors.retain(|it| it.method != method);
    let (phone, standing) = (None, Standing::Active);
    account.factors.push(Factor { phone, since: step.now, standing, ..factor });
    if account.backup.is_none() {
        backup::make(step, account, issued);
    }
    factor::changed(step, account, method, "factor-enrolled", proof);
}

#[cfg(test)]
mod tests {
    use super::is_phone;

    #[test]
    fn numbers_are_international() {
        for text in ["+15550100123", "+12345678", "+123456789012345"] {
            assert!(is_phone(text), "{text}");
        }
        let refused = [
            "",
            "+",
            "15550100123",
            "+1234567",
            "+1234567890123456",
            "+05550100123",
            "+1555010012a",
            "+1555 0100123",
            "++5550100123",
            "+１５５５０１００１２３",
        ];
        for text in refused {
            assert!(!is_phone(text), "{text}");
        }
    }
}
