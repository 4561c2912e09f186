//! One judge: an instance of the engine that keeps the policy, and is replaced when it fails.

use serde::{Serialize, de::DeserializeOwned};
use wicketgate_core::{
    Context, Timestamp,
    context::{Facts, Subject},
    report::{Requirements, Summary},
};
use wicketgate_runtime::{Error, Module, Session, ok};

use super::Audit;
use crate::{
    cli::{engine, line::Line},
    decision::decide,
    document::Document,
    exit::Failure,
    ranges::Ranges,
};

/// What became of a line.
pub(super) enum Outcome {
    /// It is no password that can be judged; the code says why.
    Bad(String),
    /// The engine failed.
    Failed(String),
    /// It is judged.
    Judged(Summary),
}

/// One instance.
pub(super) struct Judge {
    baked: bool,
    document: Document,
    module: Module,
    policy: u32,
    /// The request up to the password.
    prefix: String,
    session: Session,
}

impl Judge {
    /// Opens an instance and loads the policy.
    pub(super) fn new(audit: &Audit) -> Result<Self, Failure> {
        let (session, policy) = engine::session(&audit.module, &audit.document, audit.baked)?;
        Ok(Self {
            baked: audit.baked,
            document: audit.document.clone(),
            module: audit.module.clone(),
            policy,
            prefix: prefix(policy, &audit.context)?,
            session,
        })
    }

    /// What the policy asks.
    pub(super) fn requirements(&mut self) -> Result<Requirements, Failure> {
        let request = format!(r#"{{"op":"password.requirements","policy":{}}}"#, self.policy);
        Ok(read(&self.session.call(&request)?)?)
    }

    /// Judges one line, and asks the lists what the policy needs to know.
    pub(super) fn judge(&mut self, line: Line, ranges: &Ranges) -> Outcome {
        let password = match line {
            Line::Bytes => return Outcome::Bad("not-utf8".to_owned()),
            Line::Long => return Outcome::Bad("too-large".to_owned()),
            Line::Text(password) => password,
        };
        match decide(ranges, |facts| self.ask(&password, facts)) {
            Ok(summary) => Outcome::Judged(summary),
            Err(Error::Refuse(error)) => {
                let problem = error.problems.first().map(|problem| &problem.code);
                Outcome::Bad(problem.unwrap_or(&error.code).as_str().to_owned())
            }
            Err(Error::Size { .. }) => Outcome::Bad("too-large".to_owned()),
            Err(error) => {
                self.replace();
                Outcome::Failed(error.code().to_owned())
            }
        }
    }

    fn ask(&mut self, password: &str, facts: Option<&Facts>) -> Result<Summary, Error> {
        let host = |error: serde_json::Error| Error::Host(error.to_string());
        let mut request = self.prefix.clone();
        request.push_str(&serde_json::to_string(password).map_err(host)?);
        if let Some(facts) = facts {
            request.push_str(r#","facts":"#);
            request.push_str(&serde_json::to_string(facts).map_err(host)?);
        }
        request.push('}');
        read(&self.session.call(&request)?)
    }

    /// A fresh instance after a failure. Where there is none, every further line has failed.
    fn replace(&mut self) {
        if let Ok((session, policy)) = engine::session(&self.module, &self.document, self.baked)
            && policy == self.policy
        {
            self.session = session;
        }
    }
}

fn read<T: DeserializeOwned>(answer: &str) -> Result<T, Error> {
    serde_json::from_str(ok(answer)?)
        .map_err(|_| Error::Answer("not the promised members".to_owned()))
}

/// The members of a request that are the same for every line, with the password to follow.
fn prefix(policy: u32, context: &Context) -> Result<String, Failure> {
    let request = Request {
        cohort: context.cohort.as_deref(),
        compact: true,
        environment: context.environment.as_deref(),
        now: context.now,
        op: "password.check",
        policy,
        subject: context.subject,
        year: context.year,
    };
    let mut text =
        serde_json::to_string(&request).map_err(|error| Failure::engine(error.to_string()))?;
    text.pop();
    text.push_str(r#","password":"#);
    Ok(text)
}

#[derive(Serialize)]
struct Request<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cohort: Option<&'a str>,
    compact: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Timestamp>,
    op: &'a str,
    policy: u32,
    subject: Subject,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
}
