//! The state of an organisation: one versioned value, opaque to the host.

use wicketgate_core::{Timestamp, json::Value};

use super::{document::Document, domain::Domain, event::EVENTS};
use crate::{
    event::EventType,
    policy::{Claim, Sections},
    record::record,
    state::{self, Unreadable},
    step::{Aggregate, Step},
    token::Issue,
};

record! {
    /// Everything that is remembered of an organisation.
    pub struct Organization {
        /// Its e-mail domains.
        pub(crate) domains: Vec<Domain>,
        /// The policy that is drafted.
        pub(crate) draft: Option<Document>,
        /// The organisation's id, which no other has.
        pub(crate) id: String,
        /// The policy that is live.
        pub(crate) live: Option<Document>,
        /// The latest time that was seen.
        pub(crate) mark: Timestamp,
        /// The secret of the organisation's programs.
        pub(crate) secret: Option<Issue>,
        /// The number that was given last.
        pub(crate) sequence: u64,
        /// Whether policies wait for an owner to confirm them.
        pub(crate) suspended: bool,
        /// The version of the state.
        pub(crate) v: u32,
    }
}

impl Organization {
    /// Reads a state.
    ///
    /// # Errors
    ///
    /// It is no state, or a newer one.
    pub fn read(value: &Value<'_>) -> Result<Self, Unreadable> {
        state::read(value)
    }

    /// The state as JSON.
    #[must_use]
    pub fn write(&self) -> Value<'static> {
        state::write(self)
    }

    /// The digest of the policy that decides; the platform's default decides where there is none.
    #[must_use]
    pub fn in_force(&self, policy: &Sections) -> Option<&str> {
        let live = self.live.as_ref().filter(|_| self.may_have_policies(policy))?;
        Some(&live.digest)
    }

    /// Whether its own policies have effect.
    pub(crate) fn may_have_policies(&self, policy: &Sections) -> bool {
        !self.suspended && self.has_claim(policy)
    }

    /// Whether a domain is verified, where that is needed.
    pub(crate) fn has_claim(&self, policy: &Sections) -> bool {
        policy.organization.claim == Claim::Free || self.domains.iter().any(Domain::is_verified)
    }

    /// A number that the organisation has not given before.
    pub(crate) fn number(&mut self) -> u64 {
        self.sequence = self.sequence.saturating_add(1);
        self.sequence
    }
}

impl Aggregate for Organization {
    const EVENTS: &'static [EventType<Self>] = EVENTS;
    const UNKNOWN: &'static str = "unknown-organization";

    fn deadline(&self, _: &Sections) -> Option<Timestamp> {
        None
    }

    fn mark(&mut self) -> &mut Timestamp {
        &mut self.mark
    }

    fn pass(&mut self, _: &mut Step<'_>) {}
}
