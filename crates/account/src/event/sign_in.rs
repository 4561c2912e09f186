//! `sign-in`: somebody asks for a session.
//!
//! By password, the attempt is reserved and the host verifies it. By a provider, the host has
//! verified already, and says so.

use wicketgate_core::field::{Default, Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    attempt::Purpose,
    decision::Decision,
    device, gate,
    reserve::{self, Wish},
    session::Channel,
    sign_in::{self, Proven},
    state::Account,
    step::{Step, channel},
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "Somebody asks for a session: by a password, which the host then verifies, or through a provider, which it has verified.",
    members: &[
        Field::choice("channel", Channel::NAMES)
            .or(Default::Choice("web"))
            .doc("What the session belongs to."),
        Field::text("device", 128)
            .optional()
            .doc("The token of a trusted browser, from its cookie."),
        Field::choice("method", &["email-on-file", "password", "saml", "sso"])
            .or(Default::Choice("password"))
            .doc("How."),
        Field::text("provider", 64).optional().doc("The identity provider, for `sso` and `saml`."),
        Field::text("subject", 256).optional().doc("The account's id at the provider."),
        Field::flag("verified")
            .or(Default::Flag(false))
            .doc("Whether the provider vouches for the subject, as the host verified."),
    ],
    name: "sign-in",
    quiet: false,
    run: Run::Any(run),
};

fn run(step: &mut Step<'_>, state: &mut Option<Account>, fields: &Fields<'_>) -> Decision {
    let method = fields.choice("method");
    let login = state.as_ref().map(|account| account.login.as_str());
    let open = match gate::sign_in(step, method, login) {
        Ok(open) => open,
        Err(refusal) => return refusal,
    };
    let Some(account) = state else {
        return match method {
            "password" => reserve::decoy(step, "unknown-account"),
            _ => Decision::deny("unknown-account").veil("refused"),
        };
    };
    if open == gate::Open::BreakGlass {
        gate::break_glass(step);
    }
    let channel = channel(fields);
    let device = device::recognise(step, account, fields.text("device"));
    match method {
        "password" => {
            let wish =
                Wish { channel: Some(channel), device, purpose: Purpose::SignIn, within: None };
            reserve::password(step, account, wish)
        }
        "email-on-file" => sign_in::mail(step, account, channel),
        _ => {
            let proven = Proven { channel, device, factor: true, mail: false };
            sign_in::through(step, account, fields, proven)
        }
    }
}
