//! The page `/sign-up`: a form that works without JavaScript, and better with it.
//!
//! The server lists the rules before anyone types, and judges what is submitted by the engine that
//! the page itself asks. A password is never sent back.

use askama::Template;
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Response},
};
use wicketgate_core::{
    Context, Report,
    context::{Account, Facts},
    report::Status,
};
use wicketgate_runtime::Policy;

use super::{
    app::App,
    asset, body, document,
    error::{self, HttpError},
    form::Form,
    negotiate,
    route::Shared,
};
use crate::cli::{now, year};

/// The empty form.
pub(super) async fn show(State(shared): State<Shared>) -> Result<Response, HttpError> {
    SignUp::new(&shared.app).answer(StatusCode::OK)
}

/// Judges what was submitted: the page again with every rule's status, or that it is accepted.
pub(super) async fn submit(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, HttpError> {
    let json = negotiate::prefers_json(&headers);
    let judged = match form(&shared, &headers, body).await {
        Ok(form) => {
            let username = form.username.clone();
            let error = form.username_error();
            judge(&shared, form).await.map(|report| (username, report, error))
        }
        Err(error) => Err(error),
    };
    let mut page = SignUp::new(&shared.app);
    match judged {
        Ok((_, _, Some(error))) | Err(error) if json => Err(error),
        Ok((_, report, None)) if json => {
            let status = if report.ok { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let text = serde_json::to_string(&report);
            let text = text.map_err(|error| HttpError::internal(error.to_string()))?;
            Ok(document::json(status, text).into_response())
        }
        Ok((username, report, None)) if report.ok => answer(
            StatusCode::OK,
            &Accepted { form_digest: &report.form_digest, username: &username },
        ),
        Ok((username, report, error)) => {
            page.judge(&report);
            page.username = &username;
            page.username_error = error.as_ref().map(|error| error.public.as_str());
            page.answer(StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(HttpError { internal, public, retry_after, status, .. }) => {
            page.failure = Some(&public);
            let mut response = page.answer(status)?;
            error::decorate(&mut response, retry_after, internal);
            Ok(response)
        }
    }
}

async fn form(shared: &Shared, headers: &HeaderMap, body: Body) -> Result<Form, HttpError> {
    let media_type = "application/x-www-form-urlencoded";
    Form::parse(&body::text(headers, media_type, body, shared.read_timeout).await?)
}

async fn judge(shared: &Shared, form: Form) -> Result<Report, HttpError> {
    let username = Some(form.username.clone()).filter(|username| !username.is_empty());
    let context = Context {
        account: Account { username, ..Account::new() },
        environment: shared.app.environment().map(str::to_owned),
        now: Some(now()),
        year: Some(year()),
        ..Context::new()
    };
    let ask = move |policy: &Policy, facts: Option<&Facts>| {
        policy.check(&form.password, &Context { facts: facts.cloned(), ..context.clone() })
    };
    shared.app.decide(ask).await
}

/// The form.
#[derive(Template)]
#[template(path = "sign_up.html")]
struct SignUp<'a> {
    /// Why nothing was judged.
    failure: Option<&'a str>,
    form_digest: &'a str,
    password_error: bool,
    passwordrules: &'a str,
    rules: Vec<Rule<'a>>,
    scripts: bool,
    username: &'a str,
    username_error: Option<&'a str>,
}

/// One rule as the page shows it.
struct Rule<'a> {
    code: &'a str,
    fix: Option<&'a str>,
    label: &'static str,
    message: &'a str,
    status: &'static str,
}

/// That the password is accepted.
#[derive(Template)]
#[template(path = "accepted.html")]
struct Accepted<'a> {
    form_digest: &'a str,
    username: &'a str,
}

impl<'a> SignUp<'a> {
    fn new(app: &'a App) -> Self {
        let requirements = app.requirements();
        let rule = |requirement: &'a wicketgate_core::report::Requirement| Rule {
            code: requirement.code.as_str(),
            fix: None,
            label: "",
            message: &requirement.message,
            status: "unchecked",
        };
        Self {
            failure: None,
            form_digest: &requirements.form_digest,
            password_error: false,
            passwordrules: &app.attributes().passwordrules,
            rules: requirements.rules.iter().map(rule).collect(),
            scripts: asset::has_scripts(),
            username: "",
            username_error: None,
        }
    }

    fn judge(&mut self, report: &'a Report) {
        self.form_digest = &report.form_digest;
        self.password_error = !report.ok;
        self.rules = report
            .rules
            .iter()
            .map(|entry| {
                let (status, label) = match entry.status {
                    Status::Satisfied => ("satisfied", "Met: "),
                    Status::Undecided => ("undecided", "Not decided: "),
                    Status::Violated => ("violated", "Not met: "),
                };
                let fix = entry.fix.as_ref().map(|fix| fix.message.as_str());
                Rule { code: entry.code.as_str(), fix, label, message: &entry.message, status }
            })
            .collect();
    }

    fn has_error(&self) -> bool {
        self.failure.is_some() || self.password_error || self.username_error.is_some()
    }

    fn answer(&self, status: StatusCode) -> Result<Response, HttpError> {
        answer(status, self)
    }
}

fn answer(status: StatusCode, page: &impl Template) -> Result<Response, HttpError> {
    let html = page.render().map_err(|error| HttpError::internal(error.to_string()))?;
    Ok((status, Html(html)).into_response())
}
