//! What holds for every history.

use crate::world::{LIMIT, Stored};

/// What happened so far, as somebody sees it who watches every node.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Seen {
    /// Wrong guesses that were answered since the counter was last reset.
    pub(crate) wrong: u32,
}

impl Seen {
    /// A settlement was committed and answered.
    pub(crate) fn settled(&mut self, right: bool, outcome: &str) {
        match (right, outcome) {
            (true, "allow") => self.wrong = 0,
            (true, other) => panic!("a right password was settled and answered with {other}"),
            (false, "deny") => self.wrong += 1,
            (false, other) => panic!("a wrong password was answered with {other}"),
        }
    }

    /// Holds the store to what was seen.
    pub(crate) fn hold(&self, store: &Stored) {
        assert!(self.wrong <= LIMIT, "{} wrong guesses were answered", self.wrong);
        let failures = store.counter("failures").as_u64().unwrap_or(0);
        assert_eq!(
            failures,
            u64::from(self.wrong),
            "honest attempts were counted, or wrong ones not"
        );
        let locked = !store.counter("lock").is_null();
        assert_eq!(locked, self.wrong >= LIMIT, "the lock is not where the limit is");
        let open = usize::try_from(self.wrong).expect("small") + store.reserved();
        let limit = usize::try_from(LIMIT).expect("small");
        assert!(open <= limit, "{open} failures and reservations for a limit of {limit}");
    }
}
