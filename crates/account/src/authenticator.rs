//! Authenticator apps and tokens with a counter: secrets that are made, codes that are held against
//! them.
//!
//! A factor keeps the form of its codes as it was enrolled: what the policy asks of new ones changes
//! nothing for an app that has its secret already. What is remembered of codes that were used is one
//! number: the first counter, or the first step of time, that no code has used.

use wicketgate_core::Secret;

use crate::{
    challenge::{Verdict, is_code},
    decision::{Issued, Plain},
    factor::{Factor, Method},
    otp::{
        base32, hotp,
        totp::Totp,
        uri::{Moving, Uri},
    },
    policy::Algorithm,
    state::Account,
    step::Step,
};

/// Makes a secret for a factor that is being enrolled, and tells it: this once.
pub(crate) fn make(step: &mut Step<'_>, account: &Account, factor: &mut Factor) -> Issued {
    let policy = &step.given.policy.second_factor;
    let moving = if factor.method == Method::Totp {
        factor.algorithm = Some(policy.totp.algorithm);
        factor.digits = policy.totp.digits;
        factor.step = policy.totp.step;
        Moving::Step(policy.totp.step)
    } else {
        factor.digits = policy.hotp.digits;
        Moving::Counter(0)
    };
    let algorithm = factor.algorithm.unwrap_or(Algorithm::Sha1);
    let secret = secret(step, algorithm);
    factor.secret = Some(secret.clone());
    let uri = Uri {
        account: named(&account.login),
        algorithm,
        digits: factor.digits,
        issuer: policy.totp.issuer.as_deref().map(named),
        moving,
        secret: secret.clone(),
    };
    // A name that no URI holds leaves the secret, which can be typed.
    let otpauth = uri.build().ok().as_ref().map(Plain::of);
    Issued { otpauth, secret: Some(Plain::of(&secret)), ..Issued::default() }
}

/// Holds a code against a factor; what it uses is used from then on.
pub(crate) fn check(step: &Step<'_>, factor: &mut Factor, code: &str) -> Verdict {
    if !is_code(code, factor.digits) {
        return Verdict::Refused("malformed");
    }
    let secret = secret_of(factor);
    if factor.method == Method::Totp {
        return timed(step, factor, &secret, code);
    }
    let (digits, next) = (factor.digits, factor.counter);
    let ahead = step.given.policy.second_factor.hotp.look_ahead;
    if let Some(counter) = hotp::verify(&secret, digits, code, next, ahead) {
        factor.counter = counter.saturating_add(1);
        return Verdict::Right;
    }
    let last = next.checked_sub(1);
    let used = last.is_some_and(|last| hotp::verify(&secret, digits, code, last, 0).is_some());
    if used { Verdict::Refused(USED) } else { Verdict::Wrong }
}

/// Looks for two codes in a row far ahead, so that a token that was pressed too often is found again.
pub(crate) fn resynchronise(step: &Step<'_>, factor: &mut Factor, codes: &[&str; 2]) -> Verdict {
    let digits = factor.digits;
    let [first, second] = codes;
    if !codes.iter().all(|code| is_code(code, digits)) {
        return Verdict::Refused("malformed");
    }
    let range = step.given.policy.second_factor.hotp.resync;
    let secret = secret_of(factor);
    match hotp::resynchronise(&secret, digits, first, second, factor.counter, range) {
        None => Verdict::Wrong,
        Some(counter) => {
            factor.counter = counter.saturating_add(1);
            Verdict::Right
        }
    }
}

/// Forgets that a step was used which a broken clock took for the present: no code would be accepted
/// until then.
///
/// SECURITY: every code that the window has now is refused once more, as some of them may be used.
pub(crate) fn repair(step: &Step<'_>, factor: &mut Factor) {
    if factor.method == Method::Totp {
        let window = u64::from(step.given.policy.second_factor.totp.window);
        let next = timer(factor).step_at(step.given.now).saturating_add(window).saturating_add(1);
        factor.counter = factor.counter.min(next);
    }
}

fn timer(factor: &Factor) -> Totp {
    let algorithm = factor.algorithm.unwrap_or(Algorithm::Sha1);
    Totp { algorithm, digits: factor.digits, step: factor.step }
}

fn timed(step: &Step<'_>, factor: &mut Factor, secret: &[u8], code: &str) -> Verdict {
    let totp = timer(factor);
    let window = step.given.policy.second_factor.totp.window;
    let used = factor.counter.checked_sub(1);
    let Some(matched) = totp.verify(secret, code, step.now, window, used) else {
        // A code of a step that is used opens nothing any more, so that it is no guess.
        let before = totp.verify(secret, code, step.now, window, None).is_some();
        return if before { Verdict::Refused(USED) } else { Verdict::Wrong };
    };
    factor.counter = matched.saturating_add(1);
    let at = totp.step_at(step.now);
    factor.drift = Factor::drifted(matched, at);
    Verdict::Right
}

/// As many bits as the hash has: 160, 256 or 512 (RFC 6238, section 5.1).
fn secret(step: &mut Step<'_>, algorithm: Algorithm) -> Secret {
    let length = match algorithm {
        Algorithm::Sha1 => 20,
        Algorithm::Sha256 => 32,
        Algorithm::Sha512 => 64,
    };
    let mut bytes = Vec::new();
    while bytes.len() < length {
        bytes.extend_from_slice(&step.given.entropy.block());
    }
    bytes.truncate(length);
    Secret::new(base32::encode(&bytes))
}

fn secret_of(factor: &Factor) -> Vec<u8> {
    let secret = factor.secret.as_ref().and_then(|secret| base32::decode(secret.reveal()));
    // No code is right of an empty secret.
    secret.unwrap_or_default()
}

/// A name as a URI can hold it.
fn named(text: &str) -> String {
    text.replace(|character: char| character == ':' || character.is_control(), " ")
}

/// A code was used before.
const USED: &str = "already-used";
