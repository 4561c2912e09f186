//! Back-pressure: a fixed number of places, a bounded wait, then a typed error.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

use crate::Error;

/// Places for decisions that are under way.
pub(crate) struct Gate {
    free: Mutex<u32>,
    left: Condvar,
    retry_after: Duration,
    wait: Duration,
}

impl Gate {
    /// A gate with so many places.
    pub(crate) fn new(places: u32, wait: Duration, retry_after: Duration) -> Arc<Self> {
        Arc::new(Self { free: Mutex::new(places), left: Condvar::new(), retry_after, wait })
    }

    /// Takes a place, waiting for one as long as the gate allows.
    pub(crate) fn enter(self: &Arc<Self>) -> Result<Permit, Error> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut free, _) = self
            .left
            .wait_timeout_while(free, self.wait, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        if *free == 0 {
            return Err(Error::Busy { retry_after: self.retry_after });
        }
        *free -= 1;
        Ok(Permit(Arc::clone(self)))
    }
}

/// One place, given back when it is dropped.
pub(crate) struct Permit(Arc<Gate>);

impl Drop for Permit {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::{thread, time::Duration};

    use super::Gate;

    #[test]
    fn a_full_gate_refuses_after_the_wait_and_admits_when_a_place_is_left() {
        let gate = Gate::new(1, Duration::from_millis(20), Duration::from_secs(1));
        let permit = gate.enter().expect("free");
        assert_eq!(gate.enter().err().expect("full").code(), "engine-busy");
        let patient = Gate::new(1, Duration::from_secs(60), Duration::from_secs(1));
        let held = patient.enter().expect("free");
        thread::scope(|scope| {
            let waiting = scope.spawn(|| patient.enter().map(drop));
            drop(held);
            waiting.join().expect("no panic").expect("a place was left");
        });
        drop(permit);
        gate.enter().expect("free again");
    }
}
