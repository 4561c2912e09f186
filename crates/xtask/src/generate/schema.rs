//! The JSON Schemas, as the engine tells them.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use crate::{generate::Generated, progress, repo::Repo, tool::Tool};

/// What the engine tells of itself.
#[derive(Deserialize)]
pub struct Wire {
    /// The events.
    pub events: Events,
    /// JSON Schemas by path from the root.
    pub files: BTreeMap<PathBuf, Value>,
    /// The kinds of what is redacted, sorted by code.
    pub kinds: Vec<Kind>,
    /// The rules, in the order of the report.
    pub rules: Vec<Rule>,
}

/// A kind of what is redacted.
#[derive(Deserialize)]
pub struct Kind {
    /// Its name.
    pub code: String,
    /// Words that make it likelier.
    pub context: Vec<String>,
    /// The country that it belongs to.
    pub country: Option<String>,
    /// What it is, and where its rule comes from.
    pub doc: String,
}

/// What can happen, sorted by name.
#[derive(Deserialize)]
pub struct Events {
    /// To an account.
    pub account: Vec<Event>,
    /// To an organisation.
    pub organization: Vec<Event>,
}

/// An event.
#[derive(Deserialize)]
pub struct Event {
    /// As what somebody may cause it.
    pub actors: Vec<String>,
    /// What it is.
    pub doc: String,
    /// Its members in the order of their table, beside those of every event.
    pub members: Vec<RuleOption>,
    /// Its name.
    pub name: String,
}

/// A rule, without its documentation.
#[derive(Deserialize)]
pub struct Rule {
    /// The rule's name.
    pub code: String,
    /// The default message.
    pub message: String,
    /// The options in the order of their table.
    pub options: Vec<RuleOption>,
}

/// An option of a rule.
#[derive(Deserialize)]
pub struct RuleOption {
    /// The option's name.
    pub name: String,
    /// Whether it must be given.
    pub required: bool,
    /// Which of two values refuses more.
    pub stricter: String,
    /// Its schema, default included.
    #[serde(flatten)]
    pub schema: Value,
}

impl Wire {
    /// The schemas as files.
    pub fn files(&self) -> Result<Vec<Generated>> {
        let print = |(path, schema): (&PathBuf, &Value)| {
            Ok((path.clone(), serde_json::to_string_pretty(schema)? + "\n"))
        };
        self.files.iter().map(print).collect()
    }
}

/// Compiles the engine natively and asks it.
pub fn read(repo: &Repo) -> Result<Wire> {
    let text = progress::step("asking the engine for its schemas", 60, || {
        Tool::new(repo, "cargo")
            .args(["run", "--quiet", "--package", "wicketgate-engine", "--example", "schemas"])
            .args(["--features", "schema"])
            .output()
    })?;
    serde_json::from_str(&text).context("the engine's example `schemas` printed something else")
}
