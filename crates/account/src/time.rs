//! Instants and spans; intervals are half-open: what holds for T from t0 has ended at t0 + T.

use wicketgate_core::Timestamp;

/// The instant so many milliseconds after another; the last one there is, where that is later.
pub(crate) const fn after(at: Timestamp, millis: u64) -> Timestamp {
    let sum = at.millis().saturating_add(millis);
    Timestamp::from_millis(if sum > Timestamp::MAX { Timestamp::MAX } else { sum })
}

/// The earlier of two instants of which either may be missing.
pub(crate) fn earlier(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
