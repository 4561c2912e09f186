//! Wrong codes of one method of second factor, and the lock that they raise.
//!
//! Codes verify in microseconds: they are verified and consumed in one event, so that nothing is
//! reserved. **Only a right code of its own method clears a count**: a password does not, a new code
//! does not, a new challenge does not.

use wicketgate_core::Timestamp;

use crate::{record::record, time::earlier};

record! {
    /// Wrong codes of one method.
    pub(crate) struct Guard {
        /// Until when codes are refused after a warning.
        pub(crate) cooling: Option<Timestamp>,
        /// Whether it is locked.
        pub(crate) locked: bool,
        /// When the lock lapses; never by itself where nothing is said.
        pub(crate) until: Option<Timestamp>,
        /// Wrong codes since the last right one, lock or unlocking.
        pub(crate) wrong: u32,
    }
}

impl Guard {
    /// A guard that counted nothing.
    pub(crate) const fn new() -> Self {
        Self { cooling: None, locked: false, until: None, wrong: 0 }
    }

    /// Whether nothing is counted.
    pub(crate) const fn is_clear(&self) -> bool {
        self.cooling.is_none() && !self.locked && self.until.is_none() && self.wrong == 0
    }

    /// Lets time do its part.
    pub(crate) fn pass(&mut self, now: Timestamp) {
        if self.locked && self.until.is_some_and(|until| until <= now) {
            *self = Self::new();
        }
        if self.cooling.is_some_and(|until| until <= now) {
            self.cooling = None;
        }
    }

    /// When something happens by itself next.
    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        earlier(self.cooling, self.until)
    }
}
