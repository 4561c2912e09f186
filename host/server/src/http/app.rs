//! What all requests share: the policy, and what follows from it once and for all.

use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicBool, Ordering},
};

use serde::Serialize;
use tokio::task;
use wicketgate_core::{context::Facts, report::Requirements};
use wicketgate_runtime::{self as runtime, Form, HtmlAttributes, Policy};

use super::{document::Document, error::HttpError};
use crate::{
    cli::year,
    decision::{Judged, decide},
    exit::Failure,
    ranges::{Answer, Range, Ranges},
};

/// State of the server. Cloning is cheap.
#[derive(Clone)]
pub(super) struct App(Arc<Inner>);

struct Inner {
    attributes: HtmlAttributes,
    draining: AtomicBool,
    environment: Option<String>,
    /// What a form may see, with the year that it was made in.
    form: RwLock<(u16, Document)>,
    openapi: Document,
    policy: Policy,
    public: Form,
    ranges: Ranges,
    requirements: Requirements,
    requirements_document: Document,
}

impl App {
    /// Asks the policy what does not change while the server runs.
    pub(super) fn new(
        policy: Policy,
        ranges: Ranges,
        environment: Option<String>,
    ) -> Result<Self, Failure> {
        let (public, year) = (policy.public()?, year());
        let attributes = policy.html_attributes()?;
        let requirements = policy.requirements()?;
        Ok(Self(Arc::new(Inner {
            draining: AtomicBool::new(false),
            environment,
            form: RwLock::new((year, form(&public, &attributes, year)?)),
            attributes,
            openapi: Document::text(super::openapi()),
            requirements_document: Document::json(&requirements)?,
            policy,
            public,
            ranges,
            requirements,
        })))
    }

    /// The policy, for what is done away from the threads that serve connections.
    pub(super) fn policy(&self) -> &Policy {
        &self.0.policy
    }

    /// Name of the environment that this server is.
    pub(super) fn environment(&self) -> Option<&str> {
        self.0.environment.as_deref()
    }

    /// What a form may see of the policy, and the year: the page never asks its own clock.
    pub(super) fn form(&self) -> Result<Document, HttpError> {
        let year = year();
        let (made, document) = self.0.form.read().unwrap_or_else(PoisonError::into_inner).clone();
        if made == year {
            return Ok(document);
        }
        let document = form(&self.0.public, &self.0.attributes, year)
            .map_err(|failure| HttpError::internal(failure.to_string()))?;
        *self.0.form.write().unwrap_or_else(PoisonError::into_inner) = (year, document.clone());
        Ok(document)
    }

    /// What a page can tell a browser and a password manager of the policy.
    pub(super) fn attributes(&self) -> &HtmlAttributes {
        &self.0.attributes
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

    /// Whether the server has been told to end.
    pub(super) fn is_draining(&self) -> bool {
        self.0.draining.load(Ordering::Relaxed)
    }

    /// Tells whoever asks that no more requests should come.
    pub(super) fn drain(&self) {
        self.0.draining.store(true, Ordering::Relaxed);
    }

    /// Asks the policy, away from the threads that serve connections.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Policy) -> Result<T, runtime::Error> + Send + 'static,
    ) -> Result<T, HttpError> {
        self.blocking(move |inner| ask(&inner.policy)).await
    }

    /// Asks the policy about a password, and the lists what it needs to know.
    pub(super) async fn decide<T: Judged + Send + 'static>(
        &self,
        mut ask: impl FnMut(&Policy, Option<&Facts>) -> Result<T, runtime::Error> + Send + 'static,
    ) -> Result<T, HttpError> {
        self.blocking(move |inner| decide(&inner.ranges, |facts| ask(&inner.policy, facts))).await
    }

    /// What the lists say of a range.
    pub(super) async fn ranges(&self, range: Range) -> Result<Answer, HttpError> {
        self.blocking(move |inner| Ok(inner.ranges.ask(range))).await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, runtime::Error> + Send + 'static,
    ) -> Result<T, HttpError> {
        let inner = Arc::clone(&self.0);
        match task::spawn_blocking(move || work(&inner)).await {
            Ok(answer) => Ok(answer?),
            Err(error) => Err(HttpError::internal(format!("a decision did not end: {error}"))),
        }
    }
}

/// What a form may see, as it is sent.
fn form(public: &Form, attributes: &HtmlAttributes, year: u16) -> Result<Document, Failure> {
    #[derive(Serialize)]
    struct Sent<'f> {
        html_attributes: &'f HtmlAttributes,
        #[serde(flatten)]
        public: &'f Form,
        year: u16,
    }
    Document::json(&Sent { html_attributes: attributes, public, year })
}
