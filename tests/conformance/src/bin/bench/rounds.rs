//! Interleaved rounds: each measures everything, so that a busy minute meets all alike.

use std::{
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

/// Answers a request.
pub(crate) type Call = Box<dyn FnMut(&str) -> Result<String, String>>;

/// The microseconds of one call in each round.
#[derive(Default)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    /// Asks all requests again and again for some time, and remembers the mean of a call.
    pub(crate) fn add(
        &mut self,
        call: &mut Call,
        requests: &[impl AsRef<str>],
    ) -> Result<(), String> {
        let (start, before, mut calls) = (Instant::now(), processor(), 0_u32);
        while start.elapsed() < ROUND {
            for request in requests {
                black_box(call(black_box(request.as_ref()))?);
                calls += 1;
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
        median(&mut self.0.clone())
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

/// What is measured by several requests, beside others.
pub(crate) struct Contender {
    name: String,
    call: Call,
    requests: Vec<String>,
    times: Vec<Times>,
}

impl Contender {
    /// A name, what answers, and what it is asked: one request for each column.
    pub(crate) fn new(name: String, call: Call, requests: &[String]) -> Self {
        let times = requests.iter().map(|_| Times::default()).collect();
        Self { name, call, requests: requests.to_vec(), times }
    }

    /// Fails if an answer is not what the column is about.
    fn check(&mut self, answers: &[&str]) -> Result<(), String> {
        for (request, expected) in self.requests.iter().zip(answers) {
            let answer = (self.call)(request)?;
            if !answer.contains(expected) || answer.contains(r#""error""#) {
                return Err(format!("{}: {answer}", self.name));
            }
        }
        Ok(())
    }
}

/// Measures all, and tells rows of a table that `cargo xtask bench` joins with those of other programs.
pub(crate) fn measure(
    table: &str,
    mut contenders: Vec<Contender>,
    answers: &[&str],
) -> Result<String, String> {
    contenders.iter_mut().try_for_each(|contender| contender.check(answers))?;
    for _ in 0..ROUNDS {
        for Contender { call, requests, times, .. } in &mut contenders {
            for (request, times) in requests.iter().zip(times) {
                times.add(call, &[request])?;
            }
        }
    }
    let row = |Contender { name, times, .. }: Contender| {
        let micros: Vec<String> = times.iter().map(|times| times.median().to_string()).collect();
        format!("row\t{table}\t{name}\t{}", micros.join("\t"))
    };
    Ok(contenders.into_iter().map(row).collect::<Vec<_>>().join("\n"))
}

/// The one in the middle.
pub(crate) fn median(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

/// Time that this thread had a processor, which other programs disturb less than the clock's.
pub(crate) fn processor() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// How many rounds a table has.
pub(crate) const ROUNDS: usize = 9;
/// How long a round asks one of them, at least.
const ROUND: Duration = Duration::from_millis(40);
