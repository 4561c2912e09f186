//! What can be asked: each operation's name, its members, and what it answers.

use serde::Serialize;
use wicketgate_core::{
    Problem,
    field::{Field, Fields},
    json::Value,
    report::Requirement,
};

use crate::{
    Engine, Error, passwordrules,
    request::{
        self, CHECK, CONTEXT, EXPLAIN, GENERATE, HASH, OP, ORGANIZATION_STEP, OTP_QR, OTP_URI,
        OTP_URI_BUILD, POLICY, REDACT, REVEAL, STEP, STRENGTH, TEXT, VERIFY,
    },
};

/// How a request that was read is answered.
pub(crate) type Run = fn(&Engine, &Fields<'_>) -> Result<String, Error>;

/// One thing that can be asked of an engine.
pub struct Operation {
    /// The members of its request, as tables of fields.
    pub members: &'static [&'static [Field]],
    /// Its name, the request's `op`.
    pub name: &'static str,
    /// What answers it; none where this build has not the operation.
    pub(crate) run: Option<Run>,
}

impl Operation {
    /// Whether this build has the operation.
    #[must_use]
    pub const fn is_here(&self) -> bool {
        self.run.is_some()
    }

    const fn new(
        name: &'static str,
        members: &'static [&'static [Field]],
        run: Option<Run>,
    ) -> Self {
        // What nobody reads need not be downloaded.
        let members = if run.is_some() { members } else { &[] };
        Self { members, name, run }
    }
}

/// An operation of the full build: the base build does not even hold the code.
macro_rules! full {
    ($run:expr) => {{
        #[cfg(feature = "full")]
        const RUN: Option<Run> = Some($run);
        #[cfg(not(feature = "full"))]
        const RUN: Option<Run> = None;
        RUN
    }};
}

/// An operation that needs a host's key of tokens: no build for browsers has it.
macro_rules! token {
    ($run:expr) => {{
        #[cfg(feature = "token")]
        const RUN: Option<Run> = Some($run);
        #[cfg(not(feature = "token"))]
        const RUN: Option<Run> = None;
        RUN
    }};
}

/// Every operation, sorted by name.
pub const OPERATIONS: &[Operation] = &[
    Operation::new("account.explain", &[OP, POLICY, EXPLAIN], full!(crate::account::explain)),
    Operation::new("account.step", &[OP, POLICY, STEP], full!(crate::account::step)),
    Operation::new(
        "organization.step",
        &[OP, POLICY, ORGANIZATION_STEP],
        full!(crate::organization::step),
    ),
    Operation::new("otp.qr", &[OP, OTP_QR], full!(crate::otp::qr)),
    Operation::new("otp.uri.build", &[OP, OTP_URI_BUILD], full!(crate::otp::build)),
    Operation::new("otp.uri.parse", &[OP, OTP_URI], full!(crate::otp::parse)),
    Operation::new("password.check", &[OP, POLICY, CHECK, CONTEXT], Some(password_check)),
    Operation::new(
        "password.generate",
        &[OP, POLICY, GENERATE],
        full!(crate::generating::generate),
    ),
    Operation::new("password.hash", &[OP, POLICY, HASH], full!(crate::hashing::hash)),
    Operation::new("password.html_attributes", &[OP, POLICY], full!(password_html_attributes)),
    Operation::new("password.requirements", &[OP, POLICY], Some(password_requirements)),
    Operation::new("password.strength", &[OP, STRENGTH], full!(crate::strength::strength)),
    Operation::new("password.verify", &[OP, POLICY, VERIFY], full!(crate::hashing::verify)),
    Operation::new(
        "passwordrules.parse",
        &[OP, passwordrules::MEMBERS],
        full!(|_, fields| Ok(answer(&passwordrules::parse(fields)))),
    ),
    Operation::new("policy.describe", &[OP, POLICY], full!(policy_describe)),
    Operation::new("policy.public", &[OP, POLICY], Some(policy_public)),
    Operation::new("redact", &[OP, POLICY, REDACT, TEXT], full!(crate::redaction::redact)),
    Operation::new("redact.reveal", &[OP, REVEAL, TEXT], token!(crate::revealing::reveal)),
];

/// What `policy.public` answers: the document that a page may see, and its digest.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Public<'p> {
    /// Digest of the form document.
    pub digest: &'p str,
    /// The form document.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub document: &'p Value<'static>,
}

/// What `policy.describe` answers: the resolved policy, for people and for review.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyDescription<'p> {
    /// Digest of the resolved document.
    pub digest: &'p str,
    /// The resolved document: layers merged, defaults filled in, notes left out.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub document: &'p Value<'static>,
    /// Digest of the form document.
    pub form_digest: &'p str,
    /// How passwords are hashed, defaults filled in.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub hashing: Value<'static>,
    /// What each rule asks, in registry order.
    pub rules: Vec<Requirement>,
    /// What the author of the document should know, although nothing is wrong.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub warnings: &'p [Problem],
}

/// An answer that is not an error.
pub(crate) fn answer(ok: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Answer<'o, T> {
        ok: &'o T,
    }
    // Writing plain values to a string cannot fail; if it did, the host refuses what is no JSON.
    serde_json::to_string(&Answer { ok }).unwrap_or_default()
}

fn password_check(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let (policy, context) = (fields.integer("policy"), request::context(fields));
    let password = fields.text("password").unwrap_or_default();
    engine.check_as_text(policy, password, &context, fields.flag("compact"))
}

#[cfg(feature = "full")]
fn password_html_attributes(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    Ok(answer(&engine.html_attributes(fields.integer("policy"))?))
}

fn password_requirements(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    Ok(answer(&engine.requirements(fields.integer("policy"))?))
}

#[cfg(feature = "full")]
fn policy_describe(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let policy = engine.policy(fields.integer("policy"))?;
    Ok(answer(&PolicyDescription {
        digest: &policy.digest,
        document: &policy.document,
        form_digest: &policy.form_digest,
        hashing: policy.hashing().value(),
        rules: policy.rules().requirements(),
        warnings: &policy.warnings,
    }))
}

fn policy_public(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let policy = engine.policy(fields.integer("policy"))?;
    Ok(answer(&Public { digest: &policy.form_digest, document: &policy.form }))
}
