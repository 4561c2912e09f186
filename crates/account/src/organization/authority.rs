//! Who may do what to an organisation.

use wicketgate_core::field::Fields;

use crate::{actor::Capacity, decision::Decision, step::Step};

/// Whether whoever acts may write the policy.
pub(super) fn writer(step: &Step<'_>) -> Result<(), Decision> {
    let role = step.header.actor.role.as_str();
    let writers = &step.given.policy.organization.writers;
    if writers.contains(&role) { Ok(()) } else { Err(Decision::deny("not-authorized")) }
}

/// Whether whoever acts may reset the secret of the organisation's programs.
pub(super) fn secret(step: &Step<'_>, fields: &Fields<'_>) -> Result<(), Decision> {
    let allowed = match step.given.policy.tokens.organization_reset {
        "modify-security" => fields.choices("privileges").contains(&"modify-security"),
        _ => [Capacity::OrgAdmin, Capacity::Owner].contains(&step.header.actor.role),
    };
    if allowed { Ok(()) } else { Err(Decision::deny("not-authorized")) }
}
