//! Properties: what holds for every policy and every password, searched with seeded random input.
//!
//! [`document`] and [`hostile`] say what is tried, [`differential`] compares native and component,
//! [`law`] holds what the rules promise, [`attributes`] what a page is told of them, [`generate`] what
//! is made after them, [`redaction`] breaks texts, and [`LAWS`] puts them together. Each search is deterministic for a seed: a
//! found input is printed minimised, and the same seed finds it again.

pub mod attributes;
pub mod differential;
pub mod document;
pub mod generate;
pub mod hashing;
pub mod hostile;
pub mod law;
mod list;
pub mod redaction;

pub use list::{LAWS, Law, Progress};

use std::{
    cell::Cell,
    env,
    time::{Duration, Instant},
};

use proptest::{
    strategy::Strategy,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner},
};

/// How long a property is searched.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Where the random input starts.
    pub seed: u64,
    /// What ends the search.
    pub end: End,
}

/// What ends a search.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// So many inputs.
    Cases(u32),
    /// So much time.
    Time(Duration),
}

impl Budget {
    /// So many inputs from a fixed seed; or so many seconds, from a seed of its own each time,
    /// where `WICKETGATE_PROVE_SECONDS` asks for a longer search.
    #[must_use]
    pub fn of_environment(cases: u32) -> Self {
        match env::var("WICKETGATE_PROVE_SECONDS").ok().and_then(|text| text.parse().ok()) {
            Some(seconds) => Self::seconds(seconds),
            None => Self { seed: FIXED_SEED, end: End::Cases(cases) },
        }
    }

    /// So many seconds, from a seed of its own.
    #[must_use]
    pub fn seconds(seconds: u64) -> Self {
        let since_epoch = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
        Self {
            seed: u64::try_from(since_epoch.as_nanos() % u128::from(u64::MAX)).unwrap_or_default(),
            end: End::Time(Duration::from_secs(seconds)),
        }
    }
}

/// Tries a property on random input until the budget is spent, and gives how many inputs counted.
///
/// `holds` says whether an input counted: one to which the property does not apply does not.
/// `progress` is told the count about twice a second.
///
/// # Errors
///
/// The smallest input found on which the property does not hold, or that hardly any input counted.
pub fn search<S: Strategy>(
    budget: Budget,
    strategy: &S,
    progress: &mut Progress<'_>,
    holds: impl Fn(S::Value) -> Result<bool, String>,
) -> Result<u64, String> {
    let mut runner = runner(budget.seed);
    let (start, mut told) = (Instant::now(), Instant::now());
    let (counted, mut tried) = (Cell::new(0_u64), 0_u64);
    while !budget.end.is_reached(tried, start.elapsed()) {
        tried += 1;
        let tree = strategy.new_tree(&mut runner).map_err(|reason| reason.to_string())?;
        let found = runner.run_one(tree, |value| match holds(value) {
            Ok(counts) => {
                counted.set(counted.get() + u64::from(counts));
                Ok(())
            }
            Err(reason) => Err(TestCaseError::fail(reason)),
        });
        if let Err(error) = found {
            return Err(format!("seed {}, input {tried}: {error}", budget.seed));
        }
        if told.elapsed() > Duration::from_millis(500) {
            told = Instant::now();
            progress(counted.get());
        }
    }
    match counted.get() {
        few if few * 20 < tried => Err(format!("only {few} of {tried} inputs counted")),
        enough => Ok(enough),
    }
}

impl End {
    fn is_reached(self, tried: u64, elapsed: Duration) -> bool {
        match self {
            Self::Cases(cases) => tried >= u64::from(cases),
            Self::Time(time) => elapsed >= time,
        }
    }
}

fn runner(seed: u64) -> TestRunner {
    let mut bytes = [0; 32];
    for (byte, from) in bytes.iter_mut().zip(seed.to_le_bytes()) {
        *byte = from;
    }
    let config = Config { failure_persistence: None, max_shrink_iters: 4096, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

const FIXED_SEED: u64 = 0x5749_434b_4554;
