//! Rest after a failure: a service that is down is not asked by every request.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// When a service may be asked again.
#[derive(Default)]
pub(super) struct Rest(Mutex<State>);

#[derive(Clone, Copy, Default)]
struct State {
    failures: u32,
    until: Option<Instant>,
}

impl Rest {
    /// Whether the service may be asked now. After a rest one request tries, and the others wait
    /// for what it finds.
    pub(super) fn may_ask(&self, now: Instant, trial: Duration) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.until.is_some_and(|until| now < until) {
            return false;
        }
        if state.failures > 0 {
            state.until = Some(now + trial);
        }
        true
    }

    /// The service answered.
    pub(super) fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    /// The service failed: it rests twice as long as the last time, or as long as it says.
    pub(super) fn begin(&self, now: Instant, asked: Option<Duration>) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let doubled = FIRST.saturating_mul(1_u32.checked_shl(state.failures).unwrap_or(u32::MAX));
        let rest = doubled.min(LONGEST).max(asked.unwrap_or_default().min(LONGEST_ASKED));
        *state = State { failures: state.failures.saturating_add(1), until: Some(now + rest) };
    }
}

const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(60);
const LONGEST_ASKED: Duration = Duration::from_secs(600);

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Rest;

    const TRIAL: Duration = Duration::from_secs(2);

    #[test]
    fn a_rest_grows_and_ends_with_an_answer() {
        let (rest, mut now) = (Rest::default(), Instant::now());
        assert!(rest.may_ask(now, TRIAL) && rest.may_ask(now, TRIAL));
        for millis in [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000] {
            rest.begin(now, None);
            let length = Duration::from_millis(millis);
            assert!(!rest.may_ask(now + length - Duration::from_millis(1), TRIAL), "{millis}");
            now += length;
            assert!(rest.may_ask(now, TRIAL), "{millis}");
            assert!(!rest.may_ask(now, TRIAL), "one tries, the others wait: {millis}");
        }
        rest.end();
        assert!(rest.may_ask(now, TRIAL) && rest.may_ask(now, TRIAL));
    }

    #[test]
    fn a_service_may_ask_for_more_within_bounds() {
        let (rest, now) = (Rest::default(), Instant::now());
        rest.begin(now, Some(Duration::from_secs(30)));
        assert!(!rest.may_ask(now + Duration::from_secs(29), TRIAL));
        rest.end();
        rest.begin(now, Some(Duration::from_secs(1_000_000)));
        assert!(rest.may_ask(now + Duration::from_secs(600), TRIAL));
    }
}
