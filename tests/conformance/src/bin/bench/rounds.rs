//! Interleaved rounds: each measures everything, so that a busy minute meets all alike.

use std::{
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

/// Answers a request.
pub(crate) type Call = Box<dyn FnMut(&str) -> Result<String, String>>;

/// One thing that is measured, and the microseconds of one call in each round.
#[derive(Default)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    /// Calls for some time, and remembers the mean of it.
    pub(crate) fn add(&mut self, call: &mut Call, request: &str) -> Result<(), String> {
        let (start, before, mut calls) = (Instant::now(), processor(), 0_u32);
        while start.elapsed() < ROUND {
            for _ in 0..BATCH {
                black_box(call(black_box(request))?);
                calls += 1;
                // A slow call fills a round alone.
                if start.elapsed() > ROUND {
                    break;
                }
            }
        }
        let spent = match (before, processor()) {
            (Some(before), Some(after)) => after.saturating_sub(before),
            _ => start.elapsed(),
        };
        self.0.push(spent.as_secs_f64() * 1e6 / f64::from(calls));
        Ok(())
    }

    /// Of all rounds.
    pub(crate) fn median(&self) -> f64 {
        self.sorted().get(self.0.len() / 2).copied().unwrap_or_default()
    }

    /// From the fastest to the slowest round, beside the median, in percent.
    pub(crate) fn spread(&self) -> f64 {
        let sorted = self.sorted();
        match (sorted.first(), sorted.last()) {
            (Some(first), Some(last)) => (last - first) / self.median() * 100.0,
            _ => 0.0,
        }
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }
}

/// Time that this thread had a processor, which other programs disturb less than the clock's.
fn processor() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// How many rounds a table has.
pub(crate) const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_millis(60);
const BATCH: u32 = 64;
