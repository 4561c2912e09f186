//! What can be asked: each operation's name, its members, and what it answers.

use serde::Serialize;
use wicketgate_core::{
    field::{Field, Fields},
    json::Value,
    report::Requirement,
};

use crate::{
    Engine, Error, passwordrules,
    request::{self, CHECK, CONTEXT, HASH, OP, POLICY, VERIFY},
};

#[cfg(feature = "full")]
use crate::hashing;

/// What a build without the operations would run, if it did not refuse them before.
#[cfg(not(feature = "full"))]
mod hashing {
    use super::{Engine, Error, Fields};

    pub(super) fn hash(_: &Engine, _: &Fields<'_>) -> Result<String, Error> {
        Err(Error::NotInThisBuild("password.hash"))
    }

    pub(super) fn verify(_: &Engine, _: &Fields<'_>) -> Result<String, Error> {
        Err(Error::NotInThisBuild("password.verify"))
    }
}

/// One thing that can be asked of a policy.
pub struct Operation {
    /// Whether only the full build has it.
    pub full: bool,
    /// The members of its request, as tables of fields.
    pub members: &'static [&'static [Field]],
    /// Its name, the request's `op`.
    pub name: &'static str,
    pub(crate) run: Run,
}

type Run = fn(&Engine, &Fields<'_>) -> Result<String, Error>;

impl Operation {
    /// Whether this build has the operation.
    #[must_use]
    pub const fn is_here(&self) -> bool {
        cfg!(feature = "full") || !self.full
    }
}

/// What the full build runs; a build without it does not even hold the code.
const fn in_full(run: Run) -> Run {
    if cfg!(feature = "full") { run } else { |_, _| Ok(String::new()) }
}

/// Every operation, sorted by name.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        full: false,
        members: &[OP, POLICY, CHECK, CONTEXT],
        name: "password.check",
        run: password_check,
    },
    Operation {
        full: true,
        members: &[OP, POLICY, HASH],
        name: "password.hash",
        run: hashing::hash,
    },
    Operation {
        full: false,
        members: &[OP, POLICY],
        name: "password.html_attributes",
        run: |engine, fields| Ok(answer(&engine.html_attributes(fields.integer("policy"))?)),
    },
    Operation {
        full: false,
        members: &[OP, POLICY],
        name: "password.requirements",
        run: password_requirements,
    },
    Operation {
        full: true,
        members: &[OP, POLICY, VERIFY],
        name: "password.verify",
        run: hashing::verify,
    },
    Operation {
        full: true,
        members: &[OP, passwordrules::MEMBERS],
        name: "passwordrules.parse",
        run: in_full(|_, fields| Ok(answer(&passwordrules::parse(fields)))),
    },
    Operation { full: true, members: &[OP, POLICY], name: "policy.describe", run: policy_describe },
    Operation { full: false, members: &[OP, POLICY], name: "policy.public", run: policy_public },
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
    /// What each rule asks, in registry order.
    pub rules: Vec<Requirement>,
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
    Ok(if fields.flag("compact") {
        answer(&engine.summary(policy, password, &context)?)
    } else {
        answer(&engine.check(policy, password, &context)?)
    })
}

fn password_requirements(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    Ok(answer(&engine.requirements(fields.integer("policy"))?))
}

fn policy_describe(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let policy = engine.policy(fields.integer("policy"))?;
    Ok(answer(&PolicyDescription {
        digest: &policy.digest,
        document: &policy.document,
        form_digest: &policy.form_digest,
        rules: policy.rules().requirements(),
    }))
}

fn policy_public(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let policy = engine.policy(fields.integer("policy"))?;
    Ok(answer(&Public { digest: &policy.form_digest, document: &policy.form }))
}
