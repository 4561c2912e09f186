//! `conforms`: holds a policy to the ranges and choices that one product fixes.
//!
//! A preset says what a product's defaults are, and a policy that extends it may change them.
//! With `"conforms": "b3networks"` the policy is also held to what the product allows: its ranges
//! (a minimum length from 6 to 64), and its fixed choices. The constraints are data, a file for
//! each product that has some.

use wicketgate_core::{
    Code, Problem,
    field::{Reader, parse_duration},
    json::{self, Kind, Value},
};

use crate::preset;

/// Reports every value outside of what the product allows; `resolved` has the defaults filled in.
pub(crate) fn check(merged: &Value<'_>, resolved: &Value<'_>, reader: &mut Reader) {
    let Some(value) = merged.given("conforms") else {
        return;
    };
    let Some(name) = reader.text(value, "/conforms", MAX_NAME) else {
        return;
    };
    let known = preset::names().filter(|name| *name != "default");
    if !known.clone().any(|known| known == name) {
        let known: Vec<&str> = known.collect();
        return reader.unknown_choice(value, "/conforms", "unknown-choice", &known);
    }
    let constraints = CONSTRAINTS.iter().find(|(product, _)| *product == name);
    let Some(Ok(constraints)) = constraints.map(|(_, text)| json::parse(text)) else {
        return;
    };
    let Kind::Array(constraints) = &constraints.kind else {
        return;
    };
    for constraint in constraints {
        if let Some(pointer) = constraint.get("pointer").and_then(Value::text) {
            Constraint { constraint, merged, name, pointer, resolved }.check(reader);
        }
    }
}

struct Constraint<'c> {
    constraint: &'c Value<'c>,
    merged: &'c Value<'c>,
    name: &'c str,
    pointer: &'c str,
    resolved: &'c Value<'c>,
}

impl Constraint<'_> {
    fn check(&self, reader: &mut Reader) {
        let given = self.resolved.at(self.pointer);
        if self.constraint.get("fixed").is_some() {
            if given != fixed(self.name, self.pointer).as_ref() {
                self.refuse(reader, "this product lets nobody change it".to_owned());
            }
            return;
        }
        let Some(value) = given else {
            // One that stands there and could not be read has a problem of its own.
            let absent = self.merged.at(self.pointer).is_none();
            if absent && self.constraint.get("required").is_some() {
                self.refuse(reader, "this product always has one".to_owned());
            }
            return;
        };
        if let Some(among) = self.constraint.get("among") {
            let Kind::Array(allowed) = &among.kind else { return };
            // Canonical on both sides: `90d` and `2160h` are one span.
            if !allowed.iter().any(|allowed| same(allowed, value)) {
                let allowed: Vec<String> = allowed.iter().map(print).collect();
                self.refuse(reader, format!("this product allows {}", allowed.join(", ")));
            }
            return;
        }
        let bound = |name| self.constraint.get(name).and_then(number);
        let inside = match (bound("from"), number(value), bound("to")) {
            (Some(from), Some(value), Some(to)) => (from..=to).contains(&value),
            _ => false,
        };
        if !inside {
            let said = |name| self.constraint.get(name).map(print).unwrap_or_default();
            let (from, to) = (said("from"), said("to"));
            let allowed = if from == to { from } else { format!("from {from} to {to}") };
            self.refuse(reader, format!("this product allows {allowed}"));
        }
    }

    fn refuse(&self, reader: &mut Reader, because: String) {
        let value = nearest_ancestor(self.merged, self.pointer);
        let given = self.merged.at(self.pointer).map(|value| reader.given(value));
        let problem = Problem::new(Code::new("not-conforming"), self.pointer.to_owned(), 0);
        let message = format!("does not conform to `{}`: {because}", self.name);
        reader.report(value.place, Problem { allowed: Some(because), given, message, ..problem });
    }
}

/// A whole number, or the seconds of a time span.
fn number(value: &Value<'_>) -> Option<u64> {
    match &value.kind {
        Kind::Integer(integer) => u64::try_from(*integer).ok(),
        Kind::String(text) => parse_duration(text),
        _ => None,
    }
}

/// Whether two values say the same.
fn same(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

/// A value of a constraint, as a message names it.
fn print(value: &Value<'_>) -> String {
    match &value.kind {
        Kind::String(text) => text.to_string(),
        Kind::Array(items) if items.is_empty() => "none".to_owned(),
        Kind::Array(items) => items.iter().map(print).collect::<Vec<_>>().join(" with "),
        Kind::Integer(integer) => integer.to_string(),
        _ => String::new(),
    }
}

/// The value at a pointer, or the last one on the way to it.
fn nearest_ancestor<'v>(document: &'v Value<'v>, pointer: &str) -> &'v Value<'v> {
    let mut at = pointer;
    loop {
        if let Some(value) = document.at(at) {
            return value;
        }
        let Some((parent, _)) = at.rsplit_once('/') else {
            return document;
        };
        at = parent;
    }
}

/// What the preset of that name says at a pointer, defaults filled in.
fn fixed(name: &str, pointer: &str) -> Option<Value<'static>> {
    let preset = crate::Policy::parse(preset::find(name)?).ok()?;
    preset.document.at(pointer).cloned()
}

const CONSTRAINTS: &[(&str, &str)] = &[
    ("b3networks", include_str!("../conforms/b3networks.json")),
    ("cloud-elements", include_str!("../conforms/cloud-elements.json")),
    ("cloudcherry", include_str!("../conforms/cloudcherry.json")),
    ("cloudcx-2024-01", include_str!("../conforms/cloudcx-2024-01.json")),
    ("cloudcx-2024-09", include_str!("../conforms/cloudcx-2024-09.json")),
];
const MAX_NAME: usize = 64;
