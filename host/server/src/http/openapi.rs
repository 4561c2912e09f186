//! The server's interface as OpenAPI 3.1, made from the handlers and from the types they answer.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde::Serialize;
use serde_json::Value;
use utoipa::OpenApi;
use wicketgate_core::{
    Report,
    context::{Account, Subject},
    report::{Requirements, Summary},
};

use super::{check, document, error, health, range, redact};

/// The document as it is served and committed: pretty, with keys in one order.
pub(crate) fn text() -> String {
    let mut api = serde_json::to_value(Api::openapi()).unwrap_or_default();
    if let Some(api) = api.as_object_mut() {
        api.insert("components".to_owned(), serde_json::json!({ "schemas": schemas() }));
    }
    serde_json::to_string_pretty(&api).unwrap_or_default()
}

/// A password and for whom it is checked; time, year and environment are the server's.
#[derive(JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
struct CheckRequest {
    /// What is known of the account's owner: what a password should not be made of.
    #[serde(default)]
    account: Account,
    /// Group of accounts, where the policy sets dates for groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cohort: Option<String>,
    /// Whether to answer a summary, without explanations.
    #[serde(default)]
    compact: bool,
    /// The password that is being changed, where the policy compares the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    old_password: Option<String>,
    /// The password, well-formed Unicode of at most 4096 bytes in UTF-8.
    password: String,
    /// Whether the password is being set or exists already.
    #[serde(default)]
    subject: Subject,
}

/// The report, or its summary where the request was `compact`.
#[derive(JsonSchema, Serialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "the engine's answer is sent as it is; here is its schema")]
enum CheckAnswer {
    /// Every rule explained.
    Report(Report),
    /// Codes alone.
    Summary(Summary),
}

/// Values for the attributes of a password field; there is never a `maxlength`.
#[derive(JsonSchema, Serialize)]
struct HtmlAttributes {
    /// Rules that `passwordrules` does not say, or not in full, and why.
    inexpressible: Vec<Inexpressible>,
    /// For `minlength`, where it says anything: no accepted password fails it.
    #[serde(skip_serializing_if = "Option::is_none")]
    minlength: Option<u32>,
    /// For `passwordrules`; it may be empty.
    passwordrules: String,
}

/// A rule that `passwordrules` does not say, or not in full.
#[derive(JsonSchema, Serialize)]
struct Inexpressible {
    /// The rule.
    code: String,
    /// Why.
    reason: String,
}

/// What a form may see of the policy.
#[derive(JsonSchema, Serialize)]
struct Form {
    /// The digest that every report names as `form_digest`.
    digest: String,
    /// The document that a browser's engine loads.
    document: Value,
    /// Values for the attributes of a password field.
    html_attributes: HtmlAttributes,
    /// The year, for what depends on it: a page does not ask its own clock.
    year: u16,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Wicketgate",
        description = "One policy, the same verdict in a form and on the server.",
        license(name = "MIT", identifier = "MIT"),
    ),
    paths(
        check::check,
        document::policy,
        document::requirements,
        health::live,
        health::ready,
        range::range,
        redact::redact,
    ),
    tags(
        (name = "password", description = "Checking passwords"),
        (name = "policy", description = "What a form may see of the policy"),
        (name = "redaction", description = "Personal data and secrets out of texts"),
        (name = "health", description = "For whoever watches the server"),
    )
)]
struct Api;

/// The schemas that the paths name, from the types themselves.
fn schemas() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.for_serialize().into_generator();
    generator.subschema_for::<CheckRequest>();
    generator.subschema_for::<CheckAnswer>();
    generator.subschema_for::<Form>();
    generator.subschema_for::<Requirements>();
    generator.subschema_for::<error::Body<'static>>();
    Value::Object(generator.take_definitions(true))
}

#[cfg(test)]
mod tests {
    use super::text;

    /// `wicketgate openapi > host/server/openapi.json` mends it.
    #[test]
    fn the_committed_document_is_current() {
        let committed = include_str!("../../openapi.json");
        assert_eq!(
            committed.trim_end(),
            text(),
            "run `wicketgate openapi > host/server/openapi.json`"
        );
    }

    #[test]
    fn every_reference_leads_to_a_schema() {
        let api: serde_json::Value = serde_json::from_str(&text()).expect("JSON");
        assert!(api["openapi"].as_str().expect("a version").starts_with("3.1."));
        let text = text();
        for reference in text.split("\"$ref\": \"#").skip(1) {
            let pointer = reference.split('"').next().expect("a pointer");
            assert!(api.pointer(pointer).is_some(), "{pointer}");
        }
    }
}
