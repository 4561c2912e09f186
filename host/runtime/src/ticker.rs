//! The clock behind deadlines: one thread that advances the engine's epoch, and ends with it.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use wasmtime::Engine;

use crate::Error;

/// Advances an engine's epoch until it is dropped.
pub(crate) struct Ticker {
    stop: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Ticker {
    /// Starts ticking, in steps that divide the deadline.
    pub(crate) fn start(engine: &Engine, deadline: Duration) -> Result<Self, Error> {
        let stop = Arc::new((Mutex::new(false), Condvar::new()));
        let (engine, watch, period) = (engine.clone(), Arc::clone(&stop), period(deadline));
        let tick = move || {
            let (stopped, changed) = &*watch;
            let mut stopped = stopped.lock().unwrap_or_else(PoisonError::into_inner);
            while !*stopped {
                stopped =
                    changed.wait_timeout(stopped, period).unwrap_or_else(PoisonError::into_inner).0;
                engine.increment_epoch();
            }
        };
        let thread = thread::Builder::new()
            .name("wicketgate-epoch".to_owned())
            .spawn(tick)
            .map_err(|error| Error::Host(format!("no thread for deadlines: {error}")))?;
        Ok(Self { stop, thread: Some(thread) })
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        let (stopped, changed) = &*self.stop;
        *stopped.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // The thread has no way to panic; if it did, nothing is left to do here.
            let _ended = thread.join();
        }
    }
}

/// How many ticks of a ticker are at least as long as a deadline: the first one may come at once.
///
/// The ticker was started with the deadline `of`.
pub(crate) fn ticks(deadline: Duration, of: Duration) -> u64 {
    let ticks = deadline.as_nanos().div_ceil(period(of).as_nanos().max(1));
    u64::try_from(ticks).unwrap_or(u64::MAX / 2).saturating_add(1)
}

fn period(deadline: Duration) -> Duration {
    (deadline / STEPS).clamp(Duration::from_millis(1), Duration::from_millis(100))
}

/// A deadline is at most one part in this many late.
const STEPS: u32 = 10;

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use wasmtime::Engine;

    use super::{Ticker, period, ticks};

    #[test]
    fn the_thread_ends_with_the_ticker() {
        let ticker = Ticker::start(&Engine::default(), Duration::from_secs(60)).expect("a thread");
        let shared = Arc::downgrade(&ticker.stop);
        assert_eq!(shared.strong_count(), 2, "one of them is the thread's");
        drop(ticker);
        assert_eq!(shared.strong_count(), 0);
    }

    #[test]
    fn ticks_are_never_shorter_than_the_deadline() {
        for millis in [0, 1, 5, 10, 99, 1000, 60_000] {
            let of = Duration::from_millis(millis);
            for deadline in [of, of * 10, Duration::from_secs(10)] {
                let count = u32::try_from(ticks(deadline, of) - 1).expect("small");
                assert!(period(of) * count >= deadline, "{deadline:?} of {of:?}");
            }
        }
    }
}
