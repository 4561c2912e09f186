//! `wicketgate serve`: the engine over HTTP, and pages to try it.
//!
//! The server keeps nothing and knows no policy: a request's members go to the engine as they came,
//! and the engine's report goes out as it came. What the server adds is what only a host can: the
//! time, the environment, bounds on size and time, and headers that a browser obeys.

mod app;
mod asset;
mod body;
mod check;
mod document;
mod error;
mod form;
mod guard;
mod health;
mod listen;
mod log;
mod negotiate;
mod openapi;
mod page;
mod playground;
mod range;
mod redact;
mod route;

use std::{net::SocketAddr, num::NonZeroUsize, time::Duration};

use clap::Args;
use wicketgate_core::param::Param;
use wicketgate_runtime::{Module, Policy};

use crate::{
    cli::{Policies, engine},
    exit::{Exit, Failure},
    ranges::Options,
};

pub(crate) use openapi::text as openapi;

/// How to serve.
#[derive(Args, Debug)]
pub(crate) struct Serve {
    #[command(flatten)]
    policies: Policies,
    #[command(flatten)]
    ranges: Options,
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// The environment that this server is, where the policy sets dates for environments
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,
    /// Requests that are worked on at the same time; more are answered with 503
    #[arg(long, value_name = "COUNT", default_value = "256")]
    max_requests: NonZeroUsize,
    /// Connections that are open at the same time; more wait
    #[arg(long, value_name = "COUNT", default_value = "1024")]
    max_connections: NonZeroUsize,
    /// Time for a client to send a request's head, and again for its body
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    read_timeout: Duration,
    /// Time for requests that are under way when the server is told to end
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    drain: Duration,
    /// What to log on standard error
    #[arg(long, value_name = "LEVEL", default_value = "info")]
    log: tracing::Level,
}

impl Serve {
    /// Serves until the process is told to end.
    pub(crate) fn run(self, module: &Module) -> Result<Exit, Failure> {
        log::begin(module, self.log)?;
        let policy = engine::policy(module, &self.policies.sources)?;
        tracing::info!(
            engine = %module.digest(),
            policy = policy.digest(),
            form = policy.form_digest(),
            cache = ?module.cache(),
            "policy loaded"
        );
        let ranges = self.ranges.open(|failure| tracing::warn!(failure, "ranges"))?;
        tracing::info!(lists = %ranges.names().join(", "), "ranges");
        if ranges.is_embedded_only() && counts(&policy)? {
            tracing::warn!("each common password counts once, and `min_count` asks for more");
        }
        let app = app::App::new(policy, ranges, self.environment.clone())?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(listen::serve(&self, app))?;
        // A decision that is still under way is bounded by the engine's deadline.
        runtime.shutdown_timeout(Duration::from_secs(1));
        Ok(Exit::Accept)
    }
}

/// Whether the policy refuses only what was seen more than once.
fn counts(policy: &Policy) -> Result<bool, Failure> {
    let rules = policy.requirements()?.rules;
    let min_count = rules.iter().find_map(|rule| rule.params.get("min_count"));
    Ok(min_count.is_some_and(|min_count| *min_count != Param::Integer(1)))
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds =
        text.parse::<f64>().ok().and_then(|value| Duration::try_from_secs_f64(value).ok());
    seconds
        .filter(|time| (MIN_TIME..=MAX_TIME).contains(time))
        .ok_or_else(|| "a number of seconds from 0.1 to 3600".to_owned())
}

const MIN_TIME: Duration = Duration::from_millis(100);
const MAX_TIME: Duration = Duration::from_secs(3600);
