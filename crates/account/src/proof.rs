//! What an event proves itself by: a session, or a sign-in that is not finished.

use wicketgate_core::field::{Field, Fields};

use crate::{
    actor::Capacity,
    decision::Decision,
    flow::{self, Begun},
    session,
    state::Account,
    step::Step,
};

/// The member of an event that a session proves.
pub(crate) const SESSION: Field =
    Field::text("session", 128).optional().doc("The token of the holder's session.");

/// The session of whoever acts.
///
/// # Errors
///
/// There is none, or it has ended: what is answered then.
pub(crate) fn session(
    step: &Step<'_>,
    account: &Account,
    fields: &Fields<'_>,
) -> Result<u64, Decision> {
    let token = fields.text("session");
    let session = session::find(step, account, token);
    session.map(|session| session.number).ok_or_else(|| session::ended(step, account, token))
}

/// The sign-in of whoever acts.
///
/// # Errors
///
/// There is none, or it has ended.
pub(crate) fn flow(
    step: &Step<'_>,
    account: &Account,
    fields: &Fields<'_>,
) -> Result<Begun, Decision> {
    let flow = flow::find(step, account, fields.text("flow"));
    flow.ok_or_else(|| Decision::deny("flow-ended").then("sign-in", None))
}

/// The session of the holder; none, where somebody else acts who may do so.
///
/// # Errors
///
/// The holder has no session, or whoever else acts may not.
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

/// Why whoever acts may not do so for somebody else: only those may who also unlock the account, or
/// an administrator would rule over the owner.
pub(crate) fn authority(step: &Step<'_>, account: &Account) -> Option<Decision> {
    let actor = &step.header.actor;
    let may = step.given.policy.lockout.unlockers(account.role()).contains(&actor.role.as_str());
    let own = actor.id.as_deref() == Some(account.id.as_str());
    (!may || own).then(|| Decision::deny("not-authorized"))
}
