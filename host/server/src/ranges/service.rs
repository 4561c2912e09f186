//! A service with the published interface: `GET {base}/{range}`, lines `SUFFIX:COUNT`.
//!
//! Five digits of a hash leave this machine and nothing else; padding hides from who watches the
//! line how long the answer is. Whatever is not an answer in the published form is a failure, and
//! after a failure the service rests.

use std::time::{Duration, Instant};

use rustls::crypto::ring;
use ureq::{
    Agent,
    http::{Response, StatusCode, header},
    tls::{Certificate, RootCerts, TlsConfig},
};

use super::{Error, Range, Rows, Source, cache::Cache, rest::Rest};
use crate::exit::Failure;

/// A service.
pub(super) struct Service {
    agent: Agent,
    base: String,
    cache: Cache,
    rest: Rest,
}

/// What went wrong with one request.
struct Wrong {
    /// Whether trying again at once may help: the connection was an old one.
    again: bool,
    /// When the service wants to be asked again.
    retry_after: Option<Duration>,
    what: String,
}

impl Service {
    /// A service at an address.
    pub(super) fn new(base: &str) -> Result<Self, Failure> {
        let base = base.trim_end_matches('/').to_owned();
        let host = base.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        if host.is_empty() || host.contains('@') || base.contains(['?', '#']) {
            // SECURITY: what was given may hold somebody's password, and is not told.
            return Err(Failure::usage(
                "an address of `--ranges` is `https://HOST/range`, without a user, a query or a fragment",
            ));
        }
        Ok(Self { agent: agent(&base)?, base, cache: Cache::default(), rest: Rest::default() })
    }

    fn ask(&self, range: Range, time: Duration) -> Result<Rows, Wrong> {
        let request =
            self.agent.get(format!("{}/{range}", self.base)).header("add-padding", "true");
        let request = request.config().timeout_global(Some(time)).build();
        let mut response = request.call().map_err(|error| Wrong {
            again: matches!(error, ureq::Error::Io(_) | ureq::Error::Protocol(_)),
            ..Wrong::new(cause(&error))
        })?;
        if response.status() != StatusCode::OK {
            let retry_after = retry_after(&response);
            let what = format!("it answered with status {}", response.status().as_u16());
            return Err(Wrong { retry_after, ..Wrong::new(what) });
        }
        let body = response.body_mut().with_config().limit(MAX_BYTES).read_to_vec();
        let body = body.map_err(|error| Wrong::new(cause(&error)))?;
        let text = str::from_utf8(&body).ok().and_then(Rows::parse);
        text.ok_or_else(|| Wrong::new("its answer is not made of lines `SUFFIX:COUNT`".to_owned()))
    }
}

impl Source for Service {
    fn name(&self) -> String {
        self.base.clone()
    }

    fn rows(&self, range: Range, deadline: Instant) -> Result<Rows, Error> {
        let start = Instant::now();
        if let Some(rows) = self.cache.get(range, start) {
            return Ok(rows);
        }
        let left = || deadline.saturating_duration_since(Instant::now());
        if left().is_zero() {
            return Err(Error::Failed("the other services took all the time".to_owned()));
        }
        if !self.rest.may_ask(start, left()) {
            return Err(Error::Resting);
        }
        let first = self.ask(range, left());
        let answer = match first {
            Err(wrong) if wrong.again && !left().is_zero() => self.ask(range, left()),
            answer => answer,
        };
        match answer {
            Ok(rows) => {
                self.rest.end();
                self.cache.put(range, &rows, Instant::now());
                Ok(rows)
            }
            Err(wrong) => {
                self.rest.begin(Instant::now(), wrong.retry_after);
                Err(Error::Failed(wrong.what))
            }
        }
    }
}

impl Wrong {
    const fn new(what: String) -> Self {
        Self { again: false, retry_after: None, what }
    }
}

/// A client that follows no redirect and trusts what this machine trusts.
fn agent(base: &str) -> Result<Agent, Failure> {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_connect(Some(Duration::from_secs(2)))
        .user_agent(concat!("wicketgate/", env!("CARGO_PKG_VERSION")));
    if !base.starts_with("https://") {
        return Ok(config.build().into());
    }
    let trusted = rustls_native_certs::load_native_certs().certs;
    if trusted.is_empty() {
        return Err(Failure::usage(
            "this machine trusts no certificates: install them (`ca-certificates`), or name them in \
             SSL_CERT_FILE",
        ));
    }
    let trusted = trusted.iter().map(|der| Certificate::from_der(der).to_owned());
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::Specific(std::sync::Arc::new(trusted.collect())))
        .unversioned_rustls_crypto_provider(std::sync::Arc::new(ring::default_provider()))
        .build();
    Ok(config.tls_config(tls).build().into())
}

fn retry_after<B>(response: &Response<B>) -> Option<Duration> {
    let value = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_secs)
}

/// What failed, without the address: it ends with the range.
fn cause(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "it did not answer in time".to_owned(),
        ureq::Error::BodyExceedsLimit(limit) => format!("its answer is larger than {limit} bytes"),
        ureq::Error::HostNotFound => "its name is not known".to_owned(),
        ureq::Error::Io(error) => format!("the connection failed: {}", error.kind()),
        ureq::Error::Tls(what) => format!("the connection is not safe: {what}"),
        ureq::Error::Rustls(error) => format!("the connection is not safe: {error}"),
        _ => "it does not speak HTTP as it should".to_owned(),
    }
}

/// Some ten times what the published service answers, padding included.
const MAX_BYTES: u64 = 512 * 1024;
