//! What stands before every sign-in: methods and addresses.

use wicketgate_core::{Code, param::Params};

use crate::{decision::Decision, effect::Action, step::Step};

/// How a gate was passed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Open {
    /// By the account that is there for emergencies.
    BreakGlass,
    /// As everybody does.
    Usual,
}

/// Whether somebody may try to sign in by a method, from where they are.
pub(crate) fn sign_in(
    step: &Step<'_>,
    method: &str,
    login: Option<&str>,
) -> Result<Open, Decision> {
    let policy = &step.given.policy.sign_in;
    if let Some(ranges) = &policy.ip_allow {
        let inside = step.header.ip.is_some_and(|ip| ranges.iter().any(|range| range.contains(ip)));
        if !inside {
            // SECURITY: an address that the host does not know is none of those that are allowed.
            return Err(Decision::deny("ip-not-allowed"));
        }
    }
    if policy.methods.contains(&method) {
        return Ok(Open::Usual);
    }
    if login.is_some_and(|login| policy.break_glass.iter().any(|name| name == login)) {
        return Ok(Open::BreakGlass);
    }
    let only_providers = policy.methods.iter().all(|method| ["saml", "sso"].contains(method));
    let refusal = if only_providers { "sso-only" } else { "method-not-allowed" };
    Err(Decision::deny(refusal).then("sign-in", policy.methods.first().copied()))
}

/// Tells administrators that the account for emergencies is used.
pub(crate) fn break_glass(step: &mut Step<'_>) {
    step.note("break-glass", "break-glass", Params::new());
    step.effect(Action::Notify {
        audience: "administrators",
        message: Code::new("break-glass"),
        params: Params::new(),
        to: None,
    });
}
