//! How somebody proves between sign-ins to hold an account: by a session, or by what is not finished.
//!
//! Others than the holder are vouched for by the host, which knows who they are.

use wicketgate_core::field::{Field, Fields};

use crate::{
    actor::{Capacity, Role},
    decision::Decision,
    flow, session,
    state::Account,
    step::Step,
};

/// What somebody proved.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Proof {
    /// To be in the middle of this flow.
    Flow(u64),
    /// To have this session.
    Session(u64),
    /// The host vouches for whoever acts.
    Vouched,
}

impl Proof {
    /// The session that stays when others end.
    pub(crate) const fn session(self) -> Option<u64> {
        match self {
            Self::Session(number) => Some(number),
            Self::Flow(_) | Self::Vouched => None,
        }
    }
}

/// What an event proves of whoever caused it.
pub(crate) fn of(
    step: &Step<'_>,
    account: &Account,
    fields: &Fields<'_>,
) -> Result<Proof, Decision> {
    if step.header.actor.role != Capacity::Holder {
        return overruled(step, account).map_or(Ok(Proof::Vouched), Err);
    }
    if let Some(token) = fields.text("flow") {
        let found = flow::find(step, account, Some(token)).ok_or_else(flow::ended)?;
        return Ok(Proof::Flow(found.number));
    }
    let session = session::find(step, account, fields.text("session"));
    let session = session.ok_or_else(|| session::ended(step, account, fields.text("session")))?;
    Ok(Proof::Session(session.number))
}

/// The flow in which somebody proves or enrols factors: the one that is proved, or the session's.
pub(crate) fn flow(
    step: &mut Step<'_>,
    account: &mut Account,
    fields: &Fields<'_>,
) -> Result<(u64, Proof), Decision> {
    match of(step, account, fields)? {
        Proof::Flow(number) => Ok((number, Proof::Flow(number))),
        Proof::Session(session) => {
            Ok((flow::of_session(step, account, session), Proof::Session(session)))
        }
        Proof::Vouched => Err(Decision::deny("not-authorized")),
    }
}

/// The token of a flow.
pub(crate) const FLOW: Field =
    Field::text("flow", 128).optional().doc("The token of a sign-in that is not finished.");

/// The token of a session.
pub(crate) const SESSION: Field =
    Field::text("session", 128).optional().doc("The token of a session, where there is one.");

/// Why whoever acts may not do so for somebody else: only those may who also unlock the account, or
/// an administrator would rule over the owner; and nobody does it for the own account, which asks
/// for a session.
pub(crate) fn authority(step: &Step<'_>, account: &Account) -> Option<Decision> {
    let actor = &step.header.actor;
    let may = step.given.policy.lockout.unlockers(account.role()).contains(&actor.role.as_str());
    let own = actor.id.as_deref() == Some(account.id.as_str());
    (!may || own).then(|| Decision::deny("not-authorized"))
}

/// Why whoever acts may not touch the factors of this account, whatever the policy lets them do to
/// those of members: of administrators and owners only those may who also unlock them.
pub(crate) fn overruled(step: &Step<'_>, account: &Account) -> Option<Decision> {
    let own = step.header.actor.id.as_deref() == Some(account.id.as_str());
    if account.role() == Role::Member && !own {
        return None;
    }
    authority(step, account)
}

/// The holder's session; none, where somebody else acts who may do so.
pub(crate) fn session_or_authority(
    step: &Step<'_>,
    account: &Account,
    fields: &Fields<'_>,
) -> Result<Option<u64>, Decision> {
    if step.header.actor.role == Capacity::Holder {
        return session(step, account, fields).map(Some);
    }
    authority(step, account).map_or(Ok(None), Err)
}

/// The holder's session.
pub(crate) fn session(
    step: &Step<'_>,
    account: &Account,
    fields: &Fields<'_>,
) -> Result<u64, Decision> {
    let token = fields.text("session");
    let session = session::find(step, account, token);
    session.map(|session| session.number).ok_or_else(|| session::ended(step, account, token))
}
