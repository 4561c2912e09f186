//! `sign-in`: somebody asks for a session.
//!
//! By password, the attempt is reserved and the host verifies it. By a provider, the host has
//! verified already, and says so.

use wicketgate_core::field::{Default, Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    attempt::Purpose,
    binding,
    decision::Decision,
    device, gate, link,
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
        Field::text("flow", 256)
            .optional()
            .doc("What `needs-binding` issued: the account at the provider is bound by this sign-in with a password."),
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
    match gate::sign_in(step, method, login) {
        Ok(gate::Open::BreakGlass) => gate::break_glass(step),
        Ok(gate::Open::Usual) => {}
        Err(refusal) => return refusal,
    }
    let channel = channel(fields);
    match (method, state) {
        ("password", None) => reserve::decoy(step, "unknown-account"),
        ("password", Some(account)) => by_password(step, account, fields),
        ("email-on-file", None) => link::asked("unknown-account"),
        ("email-on-file", Some(account)) => sign_in::mail(step, account, channel),
        (_, state) => {
            let proven = Proven { factor: true, ..Proven::nothing(channel) };
            sign_in::through(step, state, fields, proven)
        }
    }
}

fn by_password(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let text = |name| fields.text(name).unwrap_or_default();
    let bind = match fields.text("flow") {
        None => None,
        Some(ticket) => {
            let bound = binding::redeem(step, ticket, text("provider"), text("subject"));
            if bound.is_none() {
                return Decision::deny("flow-ended");
            }
            bound
        }
    };
    let device = device::recognise(step, account, fields.text("device"));
    let channel = Some(channel(fields));
    reserve::password(step, account, Wish { bind, channel, device, ..Wish::of(Purpose::SignIn) })
}
