//! The component in wasmtime: one instance, a text in pieces or whole.

use serde_json::{Value, json};
use wicketgate_conformance::{Component, Engine, Native, answer::Answer, redaction::countries};

use super::{Contender, PIECE, Pass};

/// The component on a text, which must come out as it does natively.
pub(super) fn contenders(text: &str) -> Result<Vec<Contender<'_>>, String> {
    let none = json!({"version": 1});
    let all = json!({"version": 1, "redaction": {"countries": countries()}});
    Ok(vec![
        Contender::new("component, no country", text, whole(&none, "text", text)?),
        Contender::new("component, every country", text, whole(&all, "text", text)?),
        Contender::new("component, in pieces of 64 KiB", text, pieces(&none)?),
    ])
}

/// The component on JSON.
pub(super) fn json(text: &str) -> Result<Contender<'_>, String> {
    Ok(Contender::new("component, JSON", text, whole(&json!({"version": 1}), "json", text)?))
}

fn whole(document: &Value, format: &str, text: &str) -> Result<Pass<'static>, String> {
    let request = json!({"policy": 1, "format": format}).to_string();
    let (mut component, mut native) = (component(document)?, Native::new());
    native.load(&document.to_string())?;
    if component.redact(&request, text)? != native.redact(&request, text)? {
        return Err("the component redacts otherwise than the native engine".to_owned());
    }
    Ok(Box::new(move |text| component.redact(&request, text)?.map(|out| out.len())))
}

fn pieces(document: &Value) -> Result<Pass<'static>, String> {
    let mut component = component(document)?;
    Ok(Box::new(move |text| {
        let opened = component.redact_open(r#"{"policy":1,"format":"text"}"#)?;
        let opened = Answer::parse(&opened)?.ok()?;
        let stream = opened.get("stream").and_then(Value::as_u64);
        let stream = stream.and_then(|stream| u32::try_from(stream).ok()).ok_or("no stream")?;
        let (mut rest, mut length) = (text, 0);
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
            length += component.redact_push(stream, piece)??.len();
            rest = after;
        }
        Ok(length + component.redact_close(stream)?.len())
    }))
}

fn component(document: &Value) -> Result<Component, String> {
    let mut component = Component::open()?;
    Answer::parse(&component.load(&document.to_string())?)?.ok()?;
    Ok(component)
}
