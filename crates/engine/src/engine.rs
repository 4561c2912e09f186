//! The engine: loaded policies, and the four functions that every platform calls.

use serde::Serialize;
use wicketgate_core::{
    Context, Problem, Report,
    context::Mode,
    report::{Requirements, Summary},
    text::UNICODE_VERSION,
};
use wicketgate_password::{Candidate, rules::REGISTRY};
use wicketgate_policy::Policy;

#[cfg(feature = "full")]
use crate::HtmlAttributes;
use crate::{Error, OPERATIONS, operation::answer, request, source};

/// Version of the engine.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Most policies that an engine holds at once.
pub const MAX_POLICIES: usize = 64;

/// Parsed policies, by number.
#[derive(Default)]
pub struct Engine {
    /// The number that was given last; none is given twice, so that a stale one names nothing.
    last: u32,
    #[cfg(feature = "full")]
    pub(crate) last_stream: u32,
    pub(crate) policies: Vec<(u32, Policy)>,
    #[cfg(feature = "full")]
    pub(crate) streams: Vec<(u32, crate::redaction::Redacting)>,
}

impl Engine {
    /// An engine without policies.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            last: 0,
            #[cfg(feature = "full")]
            last_stream: 0,
            policies: Vec::new(),
            #[cfg(feature = "full")]
            streams: Vec::new(),
        }
    }

    /// Parses a policy, a bundle of layers or a form document, and holds it under a number.
    pub fn load(&mut self, document: &str) -> String {
        self.try_load(document).map_or_else(error, |loaded| answer(&loaded))
    }

    /// Forgets a policy; an unknown number is no mistake.
    pub fn unload(&mut self, policy: u32) {
        self.policies.retain(|(number, _)| *number != policy);
    }

    /// Answers a request.
    #[must_use]
    pub fn call(&self, request: &str) -> String {
        request::dispatch(self, request).unwrap_or_else(error)
    }

    /// What this engine is and holds.
    #[must_use]
    pub fn describe(&self) -> String {
        let full = cfg!(feature = "full");
        let operations = OPERATIONS.iter().filter(|operation| operation.is_here());
        let policies = self.policies.iter().map(|(number, policy)| Loaded::new(policy, *number));
        let description = EngineDescription {
            build: if full { "full" } else { "base" },
            engine: VERSION,
            kinds: kinds(),
            limits: LIMITS,
            operations: operations.map(|operation| operation.name).collect(),
            policies: policies.collect(),
            policy_version: wicketgate_policy::VERSION,
            presets: presets(),
            rules: REGISTRY.iter().map(|kind| kind.code.as_str()).collect(),
            source: source::DIGEST,
            unicode: UNICODE_VERSION,
        };
        serde_json::to_string(&description).unwrap_or_default()
    }

    /// Answers `password.check` in mode `live` for a new password of which nothing else is known.
    #[must_use]
    pub fn check_live(
        &self,
        policy: u32,
        password: &str,
        compact: bool,
        year: Option<u16>,
    ) -> String {
        let context = Context { mode: Mode::Live, year, ..Context::new() };
        self.check_as_text(policy, password, &context, compact).unwrap_or_else(error)
    }

    /// Judges a password: what `password.check` answers.
    pub(crate) fn check_as_text(
        &self,
        policy: u32,
        password: &str,
        context: &Context,
        compact: bool,
    ) -> Result<String, Error> {
        Ok(if compact {
            answer(&self.summary(policy, password, context)?)
        } else {
            answer(&self.check(policy, password, context)?)
        })
    }

    /// Judges a password: what `password.check` answers, as a value.
    ///
    /// # Errors
    ///
    /// The policy is unknown, the password too large, or the time missing.
    pub fn check(&self, policy: u32, password: &str, context: &Context) -> Result<Report, Error> {
        let candidate = Candidate::within(password, context).ok_or(Error::PasswordTooLarge)?;
        let checked = self.policy(policy)?.check(&candidate);
        Ok(checked.map_err(|_| Error::NeedsNow)?.report(VERSION))
    }

    /// Judges a password: what a compact `password.check` answers, as a value.
    ///
    /// # Errors
    ///
    /// As for [`Engine::check`].
    pub fn summary(
        &self,
        policy: u32,
        password: &str,
        context: &Context,
    ) -> Result<Summary, Error> {
        let candidate = Candidate::within(password, context).ok_or(Error::PasswordTooLarge)?;
        let checked = self.policy(policy)?.check(&candidate);
        Ok(checked.map_err(|_| Error::NeedsNow)?.summary())
    }

    /// What a password must satisfy, as a value.
    ///
    /// # Errors
    ///
    /// The policy is unknown.
    pub fn requirements(&self, policy: u32) -> Result<Requirements, Error> {
        Ok(self.policy(policy)?.requirements(VERSION))
    }

    /// What HTML can say of a policy, as a value.
    ///
    /// # Errors
    ///
    /// The policy is unknown.
    #[cfg(feature = "full")]
    pub fn html_attributes(&self, policy: u32) -> Result<HtmlAttributes, Error> {
        Ok(HtmlAttributes::of(self.policy(policy)?))
    }

    fn try_load(&mut self, document: &str) -> Result<Loaded, Error> {
        let number = self.last.checked_add(1).ok_or(Error::TooManyPolicies)?;
        if self.policies.len() >= MAX_POLICIES {
            return Err(Error::TooManyPolicies);
        }
        let policy = Policy::parse(document)?;
        let loaded = Loaded::new(&policy, number);
        self.policies.push((number, policy));
        self.last = number;
        Ok(loaded)
    }

    pub(crate) fn policy(&self, policy: u32) -> Result<&Policy, Error> {
        let held = self.policies.iter().find(|(number, _)| *number == policy);
        held.map(|(_, policy)| policy).ok_or(Error::UnknownPolicy)
    }
}

/// What `load` answers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Loaded {
    /// Digest of the resolved document.
    pub digest: String,
    /// Digest of the form document.
    pub form_digest: String,
    /// The number under which the policy is held.
    pub policy: u32,
    /// What the author of the document should know, although nothing is wrong.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub warnings: Vec<Problem>,
}

impl Loaded {
    fn new(policy: &Policy, number: u32) -> Self {
        Self {
            digest: policy.digest.clone(),
            form_digest: policy.form_digest.clone(),
            policy: number,
            warnings: policy.warnings.clone(),
        }
    }
}

/// What `describe` answers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EngineDescription {
    /// `full`, or `base` for a form's subset.
    pub build: &'static str,
    /// Version of the engine.
    pub engine: &'static str,
    /// What can be redacted, by code, sorted; none in a build that redacts nothing.
    pub kinds: Vec<&'static str>,
    /// What is bounded, and where.
    pub limits: Limits,
    /// Operations of this build, sorted.
    pub operations: Vec<&'static str>,
    /// Policies that are loaded, those baked into the file included.
    pub policies: Vec<Loaded>,
    /// Version of the policy document.
    pub policy_version: u64,
    /// Presets of this build, sorted.
    pub presets: Vec<&'static str>,
    /// Rules, in the order of a report.
    pub rules: Vec<&'static str>,
    /// Digest of the sources that this engine was built from.
    pub source: &'static str,
    /// Version of the Unicode tables.
    pub unicode: &'static str,
}

/// What is bounded, and where.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limits {
    /// Deepest nesting of arrays and objects.
    pub depth: usize,
    /// Most bytes of a policy document.
    pub document_bytes: usize,
    /// Most bytes of a password, as given.
    pub password_bytes: usize,
    /// Most policies loaded at once.
    pub policies: usize,
    /// Most problems that one answer lists.
    pub problems: usize,
    /// Most bytes of a request.
    pub request_bytes: usize,
}

const LIMITS: Limits = Limits {
    depth: wicketgate_core::json::MAX_DEPTH,
    document_bytes: wicketgate_policy::MAX_BYTES,
    password_bytes: Candidate::MAX_BYTES,
    policies: MAX_POLICIES,
    problems: wicketgate_core::Problems::MAX,
    request_bytes: request::MAX_REQUEST_BYTES,
};

pub(crate) fn error(error: Error) -> String {
    #[derive(Serialize)]
    struct Answer {
        error: wicketgate_core::Error,
    }
    serde_json::to_string(&Answer { error: error.wire() }).unwrap_or_default()
}

#[cfg(feature = "full")]
fn kinds() -> Vec<&'static str> {
    wicketgate_redact::KINDS.iter().map(|kind| kind.code).collect()
}

#[cfg(not(feature = "full"))]
fn kinds() -> Vec<&'static str> {
    Vec::new()
}

#[cfg(feature = "full")]
fn presets() -> Vec<&'static str> {
    wicketgate_policy::presets().collect()
}

#[cfg(not(feature = "full"))]
fn presets() -> Vec<&'static str> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::Engine;

    #[test]
    fn a_stale_number_names_nothing() {
        let mut engine = Engine::new();
        let strict = r#"{"version":1,"password":{"rules":{"min-length":{"min":20}}}}"#;
        assert!(engine.load(strict).contains(r#""policy":1"#));
        engine.unload(1);
        assert!(engine.load(r#"{"version":1}"#).contains(r#""policy":2"#));
        let answer = engine.call(r#"{"op":"password.check","policy":1,"password":"a"}"#);
        assert!(answer.contains("unknown-policy"), "{answer}");
    }
}
