//! From a merged document to a policy: each section is read by the crate that owns it.

use wicketgate_core::{
    field::Reader,
    json::{Kind, Value},
};
use wicketgate_password::{Form, Hashing, Rules};
use wicketgate_redact::policy::Redaction;

use crate::{Policy, VERSION, binding::Binding, canonical::canonical, digest};

/// Reads a merged document; where there are problems, the reader has them.
pub(crate) fn policy(
    merged: &Value<'_>,
    locked: Option<Value<'static>>,
    reader: &mut Reader,
) -> Policy {
    let _ = reader.members(merged, "", &TOP);
    if let Some(version) = merged.given("version") {
        let _ = reader.integer(version, "/version", VERSION, VERSION);
    }
    if let Some(schema) = merged.given("$schema") {
        let _ = reader.text(schema, "/$schema", MAX_SCHEMA);
    }
    let password = merged.given("password");
    if let Some(password) = password {
        let _ = reader.members(password, "/password", &PASSWORD);
    }
    let part = |name| password.and_then(|password| password.given(name));
    let (rules, messages) = (part("rules"), part("messages"));
    let binding = Binding::parse(part("effective_from"), "/password", reader);
    let given = part("hashing");
    let hashing = Hashing::parse(given, "/password", reader);
    let rules = Rules::parse(rules, messages, "/password", Form::No, reader);
    let messages = messages.and_then(|messages| own(messages, &rules));
    let dates = (!binding.is_empty()).then(|| binding.value());
    let section = [
        ("rules", Some(options(&rules))),
        ("effective_from", dates),
        ("hashing", given.map(|_| hashing.value())),
        ("messages", messages),
    ];
    let password = present(section);
    let document = [
        ("conforms", merged.given("conforms").map(canonical)),
        ("locked", locked),
        ("password", Some(password)),
        ("version", Some(version())),
    ];
    let mut document = present(document);
    let sections = sections(merged, &mut document, reader);
    let (redaction, resolved) = Redaction::parse(merged, reader);
    if let Some(resolved) = resolved {
        document.insert(&["redaction"], resolved);
    }
    conforms(merged, &document, reader);
    let form = form(&rules);
    Policy {
        binding,
        digest: digest::of(&document),
        document,
        form_digest: digest::of(&form),
        form,
        hashing,
        redaction,
        rules,
        second_factor_digest: std::sync::OnceLock::new(),
        sections,
        warnings: Vec::new(),
    }
}

/// Reads what the policy says of accounts, and adds it to the resolved document.
fn sections(
    merged: &Value<'_>,
    document: &mut Value<'static>,
    reader: &mut Reader,
) -> wicketgate_account::policy::Sections {
    let (sections, resolved) = wicketgate_account::policy::Sections::parse(merged, reader);
    for (section, value) in resolved {
        document.insert(&section.steps().collect::<Vec<_>>(), value);
    }
    sections
}

/// The messages of rules that the policy configures; none where there is none.
fn own(messages: &Value<'_>, rules: &Rules) -> Option<Value<'static>> {
    let configured = |code: &str| rules.items().iter().any(|item| item.code.as_str() == code);
    let Kind::Object(mut members) = canonical(messages).kind else { return None };
    members.retain(|member| configured(&member.key));
    (!members.is_empty()).then(|| Value::new(Kind::Object(members)))
}

/// An object of the members that there are.
fn present<const N: usize>(members: [(&'static str, Option<Value<'static>>); N]) -> Value<'static> {
    Value::object(members.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

/// What a page may see: rules and messages, nothing else.
fn form(rules: &Rules) -> Value<'static> {
    let messages = rules.items().iter().map(|item| {
        (item.code.as_str().to_owned(), Value::string(item.template.clone().into_owned()))
    });
    let public = rules.items().iter();
    let public = public.map(|item| (item.code.as_str().to_owned(), item.public()));
    let password = [("messages", Value::object(messages)), ("rules", Value::object(public))];
    Value::object([("form", Value::new(Kind::Integer(1))), ("password", Value::object(password))])
}

fn options(rules: &Rules) -> Value<'static> {
    let options = rules.items().iter();
    Value::object(options.map(|item| (item.code.as_str().to_owned(), item.options.clone())))
}

fn version() -> Value<'static> {
    Value::new(Kind::Integer(1))
}

fn conforms(merged: &Value<'_>, resolved: &Value<'static>, reader: &mut Reader) {
    if !reader.is_partial() {
        crate::conforms::check(merged, resolved, reader);
    }
}

/// Members of a policy.
const TOP: [&str; 14] = [
    "$schema",
    "activity_log",
    "conforms",
    "extends",
    "locked",
    "lockout",
    "organization",
    "password",
    "redaction",
    "second_factor",
    "session",
    "sign_in",
    "tokens",
    "version",
];
/// Members of its section `password`.
const PASSWORD: [&str; 5] = ["effective_from", "hashing", "lifecycle", "messages", "rules"];
const MAX_SCHEMA: usize = 1024;
