//! Links that are sent by mail: to set a new password, to sign in, to end a lock.
//!
//! A link is a flow whose token is in the mail and nowhere else. Whoever asks for one is told the
//! same whatever comes of it, and no more are sent than [`MOST`] at a time: a stranger can neither
//! fill a mailbox nor void the link that its owner waits for.

use wicketgate_core::Code;

use crate::{
    decision::{Decision, Outcome},
    effect::Action,
    flow::{self, Aim},
    session::Channel,
    sign_in::Proven,
    state::Account,
    step::Step,
};

/// The answer to whoever asks for a link; the reason is for the activity log.
pub(crate) fn asked(reason: &'static str) -> Decision {
    let mut decision = Decision::new(Outcome::Continue, "link-asked");
    decision.internal.reason = Code::new(reason);
    decision
}

/// The answer to a link that leads nowhere.
pub(crate) fn void() -> Decision {
    Decision::deny("link-void").veil("refused")
}

/// Sends a link on the usual channel.
pub(crate) fn send(step: &mut Step<'_>, account: &mut Account, aim: Aim) -> Decision {
    send_for(step, account, aim, Channel::Web)
}

/// Sends a link to the registered address, if there is one.
pub(crate) fn send_for(
    step: &mut Step<'_>,
    account: &mut Account,
    aim: Aim,
    channel: Channel,
) -> Decision {
    let Some(to) = account.email.clone() else { return asked("no-address") };
    if account.flows.iter().filter(|flow| flow.aim == aim).count() >= MOST {
        return asked("sent-recently");
    }
    let purpose = match aim {
        Aim::Recover => "recovery",
        Aim::Unlock => "unlock",
        Aim::Link | Aim::Session | Aim::SignIn => "sign-in",
    };
    let begun = flow::begin(step, account, aim, Proven::nothing(channel));
    let flow = account.flows.iter().find(|flow| flow.number == begun.number);
    if let (Some(flow), Some(token)) = (flow, begun.token) {
        let expires = flow.until;
        step.effect(Action::SendLink { expires, purpose, to, token });
    }
    asked("link-sent")
}

/// Most links of one kind that hold at once.
const MOST: usize = 3;
