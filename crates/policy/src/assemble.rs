//! From a merged document to a policy: each section is read by the crate that owns it.

use wicketgate_core::{
    field::{COMMENT, Reader},
    json::{Kind, Member, Value},
};
use wicketgate_password::{Form, Rules};

use crate::{Policy, VERSION, binding::Binding, digest};

/// Reads a merged document; where there are problems, the reader has them.
pub(crate) fn policy(merged: &Value<'_>, reader: &mut Reader) -> Policy {
    let members = reader
        .members(merged, "", &TOP.into_iter())
        .unwrap_or_default();
    version(merged, reader);
    if let Some(schema) = merged.get("$schema") {
        let _ = reader.text(schema, "/$schema", MAX_SCHEMA);
    }
    let password = members.iter().find(|member| member.key == "password");
    let password = password.map(|member| &member.value);
    if let Some(password) = password {
        let _ = reader.members(password, "/password", &PASSWORD.into_iter());
    }
    let part = |name| password.and_then(|password| password.get(name));
    let (rules, messages) = (part("rules"), part("messages"));
    let binding = Binding::parse(part("effective_from"), "/password", reader);
    let rules = Rules::parse(rules, messages, "/password", Form::No, reader);
    let locked = locked(merged, reader);
    conforms(merged, &rules, reader);

    let mut section = vec![("rules", options(&rules))];
    if !binding.is_empty() {
        section.push(("effective_from", binding.value()));
    }
    section.extend(messages.map(|messages| ("messages", canonical(messages))));
    let mut document = vec![
        ("password", Value::object(section)),
        ("version", Value::new(Kind::Integer(1))),
    ];
    document.extend(
        merged
            .get("conforms")
            .map(|name| ("conforms", canonical(name))),
    );
    document.extend(locked.map(|locked| ("locked", locked)));
    let document = Value::object(document);
    let form = form(&rules);
    Policy {
        binding,
        digest: digest::of(&document),
        document,
        form_digest: digest::of(&form),
        form,
        rules,
    }
}

/// A value without notes and places, keys sorted.
pub(crate) fn canonical(value: &Value<'_>) -> Value<'static> {
    match &value.kind {
        Kind::Object(members) => {
            let kept = members.iter().filter(|member| member.key != COMMENT);
            Value::object(
                kept.map(|Member { key, value, .. }| (key.clone().into_owned(), canonical(value))),
            )
        }
        Kind::Array(items) => Value::new(Kind::Array(items.iter().map(canonical).collect())),
        _ => Value::new(value.clone().into_owned().kind),
    }
}

/// What a page may see: rules and messages, nothing else.
fn form(rules: &Rules) -> Value<'static> {
    let messages = rules.items().iter().map(|item| {
        (
            item.code.as_str().to_owned(),
            Value::string(item.template.clone().into_owned()),
        )
    });
    let password = [
        ("messages", Value::object(messages)),
        ("rules", options(rules)),
    ];
    Value::object([
        ("form", Value::new(Kind::Integer(1))),
        ("password", Value::object(password)),
    ])
}

fn options(rules: &Rules) -> Value<'static> {
    let options = rules.items().iter();
    Value::object(options.map(|item| (item.code.as_str().to_owned(), item.options.clone())))
}

fn version(merged: &Value<'_>, reader: &mut Reader) {
    match merged.get("version") {
        None if merged.members().is_some() => reader.missing(merged, "", "version"),
        Some(version) if version.kind != Kind::Integer(1) => {
            reader.refuse(version, "/version", "out-of-range", VERSION.to_string());
        }
        _ => {}
    }
}

#[cfg(feature = "full")]
fn locked(merged: &Value<'_>, reader: &mut Reader) -> Option<Value<'static>> {
    crate::locked::parse(merged, reader)
}

#[cfg(feature = "full")]
fn conforms(merged: &Value<'_>, rules: &Rules, reader: &mut Reader) {
    crate::conforms::check(merged, &options(rules), reader);
}

#[cfg(not(feature = "full"))]
fn locked(_: &Value<'_>, _: &mut Reader) -> Option<Value<'static>> {
    None
}

#[cfg(not(feature = "full"))]
fn conforms(_: &Value<'_>, _: &Rules, _: &mut Reader) {}

/// Members of a policy.
const TOP: [&str; 6] = [
    "$schema", "conforms", "extends", "locked", "password", "version",
];
/// Members of its section `password`.
const PASSWORD: [&str; 3] = ["effective_from", "messages", "rules"];
const MAX_SCHEMA: usize = 1024;
