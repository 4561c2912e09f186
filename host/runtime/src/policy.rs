//! A policy that decides: parsed once to be sure of it, then asked in a fresh instance each time.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wicketgate_core::{
    Context, Problem, Report, Secret, Timestamp,
    context::{Account, Facts, Mode, Subject},
    report::{Requirement, Requirements, Summary},
};

use crate::{
    Error, Hashing, Module, answer,
    guest::Guest,
    limit::{self, MAX_DOCUMENT, MAX_REQUEST},
};

/// A policy that the engine has accepted.
///
/// It answers by value and may be shared between threads.
#[derive(Clone, Debug)]
pub struct Policy {
    module: Module,
    hashing: Arc<OnceLock<Hashing>>,
    loaded: Loaded,
    origin: Origin,
}

/// What a form may see of a policy.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Form {
    /// The form's digest, which every report names.
    pub digest: String,
    /// The form document: a browser's engine loads it.
    pub document: serde_json::Value,
}

/// Values for the attributes of a password field; there is never a `maxlength`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct HtmlAttributes {
    /// Rules that `passwordrules` does not say, or not in full, and why.
    pub inexpressible: Vec<Inexpressible>,
    /// For `minlength`, where it says anything: no accepted password fails it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minlength: Option<u32>,
    /// For `passwordrules`; it may be empty.
    pub passwordrules: String,
}

/// A rule that `passwordrules` does not say, or not in full.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Inexpressible {
    /// The rule.
    pub code: String,
    /// Why.
    pub reason: String,
}

/// A policy in full, as the engine understands it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Description {
    /// The policy's digest.
    pub digest: String,
    /// The policy with its preset and layers merged and its defaults filled in.
    pub document: serde_json::Value,
    /// The digest of what a form may see.
    pub form_digest: String,
    /// How the policy has passwords hashed.
    pub hashing: Hashing,
    /// What each rule asks, in registry order.
    pub rules: Vec<Requirement>,
    /// What the author of the policy should know, although nothing is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Problem>,
}

/// What the engine says of a policy that it holds.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
struct Loaded {
    digest: String,
    form_digest: String,
    policy: u32,
    #[serde(default)]
    warnings: Vec<Problem>,
}

#[derive(Clone)]
enum Origin {
    Baked,
    Document {
        /// The engine's answer to the document: a fresh instance must give the same again.
        answer: String,
        document: String,
    },
}

impl Policy {
    /// Has the engine parse a policy document.
    ///
    /// # Errors
    ///
    /// [`Error::Refuse`] with every problem of the document, [`Error::Size`], [`Error::Busy`], or
    /// that the engine failed.
    pub fn load(module: &Module, document: impl Into<String>) -> Result<Self, Error> {
        let given = document.into();
        limit::size("the policy document", &given, MAX_DOCUMENT)?;
        let (guest, answer) = module.guest()?.load(module.sandbox(), &given)?;
        let loaded: Loaded = answer::read(&answer)?;
        // Each decision parses the policy anew: presets and layers need not be merged each time.
        let (document, answer) = resolved(module, guest, &loaded).unwrap_or((given, answer));
        Ok(Self::new(module, loaded, Origin::Document { answer, document }))
    }

    /// Uses the policy that is baked into the engine.
    ///
    /// # Errors
    ///
    /// [`Error::Plain`] where there is none, [`Error::Busy`], or that the engine failed.
    pub fn baked(module: &Module) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Described {
            policies: Vec<Loaded>,
        }
        let described: Described = answer::plain(&module.describe()?)?;
        let loaded = described.policies.into_iter().next().ok_or(Error::Plain)?;
        Ok(Self::new(module, loaded, Origin::Baked))
    }

    fn new(module: &Module, loaded: Loaded, origin: Origin) -> Self {
        Self { module: module.clone(), hashing: Arc::default(), loaded, origin }
    }

    /// The policy's digest.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.loaded.digest
    }

    /// The digest of what a form may see, which every report names.
    #[must_use]
    pub fn form_digest(&self) -> &str {
        &self.loaded.form_digest
    }

    /// What the author of the policy should know, although nothing is wrong.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.loaded.warnings
    }

    /// The member `policy` of requests to [`Policy::call`].
    #[must_use]
    pub fn handle(&self) -> u32 {
        self.loaded.policy
    }

    /// Judges a password, and explains the verdict rule by rule.
    ///
    /// # Errors
    ///
    /// [`Error::Refuse`] where the engine cannot judge, such as for a password that is too large;
    /// [`Error::Busy`]; or that the engine failed. None of them is a verdict.
    pub fn check(&self, password: &Secret, context: &Context) -> Result<Report, Error> {
        self.password(password, context, false)
    }

    /// Judges a password, and names the rules that it violates.
    ///
    /// # Errors
    ///
    /// As [`Policy::check`].
    pub fn summary(&self, password: &Secret, context: &Context) -> Result<Summary, Error> {
        self.password(password, context, true)
    }

    /// What a password must satisfy, to show before anyone types.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`], or that the engine failed.
    pub fn requirements(&self) -> Result<Requirements, Error> {
        self.ask("password.requirements")
    }

    /// What a page can tell a browser and a password manager of the policy.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`], or that the engine failed.
    pub fn html_attributes(&self) -> Result<HtmlAttributes, Error> {
        self.ask("password.html_attributes")
    }

    /// What a form may see of the policy.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`], or that the engine failed.
    pub fn public(&self) -> Result<Form, Error> {
        self.ask("policy.public")
    }

    /// The policy in full, for its administrators.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`], or that the engine failed.
    pub fn describe(&self) -> Result<Description, Error> {
        self.ask("policy.describe")
    }

    /// How the policy has passwords hashed; asked once and kept.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`], or that the engine failed.
    pub fn hashing(&self) -> Result<&Hashing, Error> {
        match self.hashing.get() {
            Some(hashing) => Ok(hashing),
            None => {
                let hashing = self.describe()?.hashing;
                Ok(self.hashing.get_or_init(|| hashing))
            }
        }
    }

    /// Performs one operation in a fresh instance, JSON in and JSON out.
    ///
    /// The request names the policy by [`Policy::handle`]. The answer may be an error of the
    /// engine's; [`crate::ok`] tells them apart.
    ///
    /// # Errors
    ///
    /// [`Error::Size`], [`Error::Busy`], or that the engine failed.
    pub fn call(&self, request: &str) -> Result<String, Error> {
        limit::size("the request", request, MAX_REQUEST)?;
        Ok(self.guest()?.call(self.module.sandbox(), request)?.1)
    }

    fn password<T: DeserializeOwned>(
        &self,
        password: &Secret,
        context: &Context,
        compact: bool,
    ) -> Result<T, Error> {
        let known = context.account != Account::default();
        self.request(&Request {
            account: known.then_some(&context.account),
            cohort: context.cohort.as_deref(),
            compact: compact.then_some(true),
            environment: context.environment.as_deref(),
            facts: context.facts.as_ref(),
            mode: (context.mode != Mode::default()).then_some(context.mode),
            now: context.now,
            old_password: context.old_password.as_ref().map(Secret::reveal),
            password: Some(password.reveal()),
            subject: Some(context.subject),
            year: context.year,
            ..self.plain("password.check")
        })
    }

    fn ask<T: DeserializeOwned>(&self, operation: &'static str) -> Result<T, Error> {
        self.request(&self.plain(operation))
    }

    /// A request that names an operation and the policy.
    fn plain(&self, op: &'static str) -> Request<'static> {
        Request { op, policy: self.loaded.policy, ..Request::default() }
    }

    fn request<T: DeserializeOwned>(&self, request: &Request<'_>) -> Result<T, Error> {
        answer::read(&self.call(&request.text()?)?)
    }

    pub(crate) const fn module(&self) -> &Module {
        &self.module
    }

    /// A fresh instance that holds the policy.
    pub(crate) fn guest(&self) -> Result<Guest, Error> {
        let guest = self.module.guest()?;
        match &self.origin {
            Origin::Baked => Ok(guest),
            Origin::Document { answer, document } => {
                let (guest, again) = guest.load(self.module.sandbox(), document)?;
                if again != *answer {
                    return Err(Error::Answer("one document gave two policies".to_owned()));
                }
                Ok(guest)
            }
        }
    }
}

/// The document with preset and layers merged, and the engine's answer to it, where it takes it for
/// the same policy.
fn resolved(module: &Module, guest: Guest, loaded: &Loaded) -> Option<(String, String)> {
    let request = Request { op: "policy.describe", policy: loaded.policy, ..Request::default() };
    let (_, described) = guest.call(module.sandbox(), &request.text().ok()?).ok()?;
    let document = answer::read::<Description>(&described).ok()?.document.to_string();
    let (_, again) = module.guest().ok()?.load(module.sandbox(), &document).ok()?;
    // Its warnings name other lines.
    let same = Loaded { warnings: loaded.warnings.clone(), ..answer::read(&again).ok()? };
    (same == *loaded).then_some((document, again))
}

/// A policy's document may be long, and is told by its digest.
impl std::fmt::Debug for Origin {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Baked => "Baked",
            Self::Document { .. } => "Document",
        })
    }
}

/// SECURITY: no `Debug`; it holds a password.
#[derive(Default, Serialize)]
struct Request<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a Account>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cohort: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compact: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<&'a Facts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<Mode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_password: Option<&'a str>,
    op: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<&'a str>,
    policy: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<Subject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
}

impl Request<'_> {
    fn text(&self) -> Result<String, Error> {
        // Texts and integers always print.
        serde_json::to_string(self).map_err(|error| Error::Host(error.to_string()))
    }
}
