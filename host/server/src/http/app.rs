//! What all requests share: the policy, and what follows from it once and for all.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::task;
use wicketgate_core::report::Requirements;
use wicketgate_runtime::{self as runtime, Policy};

use super::{document::Document, error::HttpError};
use crate::exit::Failure;

/// State of the server. Cloning is cheap.
#[derive(Clone)]
pub(super) struct App(Arc<Inner>);

struct Inner {
    draining: AtomicBool,
    environment: Option<String>,
    form: Document,
    openapi: Document,
    policy: Policy,
    requirements: Requirements,
    requirements_document: Document,
}

impl App {
    /// Asks the policy what does not change while the server runs.
    pub(super) fn new(policy: Policy, environment: Option<String>) -> Result<Self, Failure> {
        let form = policy.public()?;
        let requirements = policy.requirements()?;
        Ok(Self(Arc::new(Inner {
            draining: AtomicBool::new(false),
            environment,
            form: Document::json(&form)?,
            openapi: Document::text(super::openapi()),
            requirements_document: Document::json(&requirements)?,
            policy,
            requirements,
        })))
    }

    /// Name of the environment that this server is.
    pub(super) fn environment(&self) -> Option<&str> {
        self.0.environment.as_deref()
    }

    /// What a form may see of the policy.
    pub(super) fn form(&self) -> &Document {
        &self.0.form
    }

    /// The description of this interface.
    pub(super) fn openapi(&self) -> &Document {
        &self.0.openapi
    }

    /// What a password must satisfy.
    pub(super) fn requirements(&self) -> &Requirements {
        &self.0.requirements
    }

    /// The same, as it is sent.
    pub(super) fn requirements_document(&self) -> &Document {
        &self.0.requirements_document
    }

    /// Member `policy` of requests to the engine.
    pub(super) fn handle(&self) -> u32 {
        self.0.policy.handle()
    }

    /// Whether the server has been told to end.
    pub(super) fn is_draining(&self) -> bool {
        self.0.draining.load(Ordering::Relaxed)
    }

    /// Tells whoever asks that no more requests should come.
    pub(super) fn drain(&self) {
        self.0.draining.store(true, Ordering::Relaxed);
    }

    /// Asks the policy, away from the threads that serve connections.
    pub(super) async fn decide<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Policy) -> Result<T, runtime::Error> + Send + 'static,
    ) -> Result<T, HttpError> {
        let policy = self.0.policy.clone();
        match task::spawn_blocking(move || ask(&policy)).await {
            Ok(answer) => Ok(answer?),
            Err(error) => Err(HttpError::internal(format!("a decision did not end: {error}"))),
        }
    }
}
