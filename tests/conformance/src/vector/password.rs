//! Vectors of password rules: which rules a password violates, in full and in compact form.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    answer::{Answer, member, strings},
    engine::Engine,
    runner::{Done, Tally, load},
};

/// A file of passwords.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordFile {
    /// Folder and name of the file.
    pub suite: String,
    #[serde(rename = "schema")]
    _schema: String,
    /// What a flag means, by flag.
    #[serde(default)]
    pub notes: BTreeMap<String, String>,
    /// Passwords that share a policy.
    pub groups: Vec<PasswordGroup>,
}

/// Passwords that share a policy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordGroup {
    #[serde(default, rename = "comment")]
    _comment: Option<String>,
    /// Rules by code: short for a document with these rules and nothing else.
    pub policy: Option<Map<String, Value>>,
    /// A whole document.
    pub document: Option<Value>,
    /// The tests.
    pub tests: Vec<PasswordTest>,
}

/// One password and what the policy finds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordTest {
    /// Unique in the file.
    pub id: u32,
    #[serde(rename = "comment")]
    _comment: String,
    #[serde(default, rename = "spec")]
    _spec: Vec<String>,
    /// What is special about the password; explained in the notes.
    #[serde(default)]
    pub flags: Vec<String>,
    /// The password.
    pub password: String,
    /// What else the request says.
    #[serde(default)]
    pub context: Map<String, Value>,
    /// Whether the rules bind the password.
    #[serde(default = "binding")]
    pub binds: bool,
    /// Every violated rule, in registry order.
    pub violations: Vec<Violation>,
    /// Every undecided rule, in registry order.
    #[serde(default)]
    pub undecided: Vec<String>,
    /// What an undecided rule must know.
    pub needs: Option<Value>,
}

/// One violated rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Violation {
    code: String,
    params: Value,
    fix: Option<Fix>,
}

/// The smallest change that would satisfy a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    code: String,
    params: Value,
}

const fn binding() -> bool {
    true
}

impl PasswordFile {
    pub(super) fn ids(&self) -> Vec<u32> {
        self.groups.iter().flat_map(|group| &group.tests).map(|test| test.id).collect()
    }

    pub(crate) fn run(&self, engine: &mut dyn Engine, tally: &mut Tally) {
        for group in &self.groups {
            let loaded = group.source().and_then(|document| load(engine, &document));
            for test in &group.tests {
                let result = match &loaded {
                    _ if test.flags.iter().any(|flag| !self.notes.contains_key(flag)) => {
                        Err("a flag has no note".to_owned())
                    }
                    Ok(Ok(handle)) => test.run(engine, group, *handle, tally.rules()),
                    Ok(Err(answer)) if answer.is_outside_build() => Ok(Done::OutsideBuild),
                    Ok(Err(answer)) => Err(format!("the document was refused: {answer:?}")),
                    Err(reason) => Err(reason.clone()),
                };
                tally.count(test.id, result);
            }
            if let Ok(Ok(handle)) = loaded {
                tally.note(engine.unload(handle));
            }
        }
    }
}

impl PasswordGroup {
    /// The document that an engine loads.
    ///
    /// # Errors
    ///
    /// Fails unless the group has either a policy or a document.
    pub fn source(&self) -> Result<String, String> {
        match (&self.policy, &self.document) {
            (Some(rules), None) => {
                Ok(json!({"version": 1, "password": {"rules": rules}}).to_string())
            }
            (None, Some(document)) => Ok(document.to_string()),
            _ => Err("a group has either `policy` or `document`".to_owned()),
        }
    }
}

impl PasswordTest {
    fn run(
        &self,
        engine: &mut dyn Engine,
        group: &PasswordGroup,
        handle: u32,
        registry: &[String],
    ) -> Result<Done, String> {
        let report = ask(engine, &self.request(handle, false))?;
        let entries =
            member(&report, "rules")?.as_array().ok_or("`rules` of the report is no list")?;
        let codes = entries.iter().map(code).collect::<Result<Vec<_>, _>>()?;
        self.expect_entries(entries)?;
        self.expect_verdict(&report)?;
        self.expect_needs(&report)?;
        expect(member(&report, "binds")?, &json!(self.binds), "binds")?;
        expect_every_rule(engine, group, handle, &codes, registry)?;

        let summary = ask(engine, &self.request(handle, true))?;
        self.expect_verdict(&summary)?;
        self.expect_needs(&summary)?;
        let violated: Vec<_> = self.violations.iter().map(|v| v.code.as_str()).collect();
        expect(
            &json!(strings(&summary, "violated")?),
            &json!(violated),
            "violated in compact form",
        )?;
        expect(
            &json!(strings(&summary, "undecided")?),
            &json!(self.undecided),
            "undecided in compact form",
        )?;
        Ok(Done::AsExpected)
    }

    fn request(&self, handle: u32, is_compact: bool) -> Value {
        let mut request = json!({
            "op": "password.check", "policy": handle, "password": self.password, "compact": is_compact,
        });
        if let Some(members) = request.as_object_mut() {
            members.extend(self.context.clone());
        }
        request
    }

    fn expect_entries(&self, entries: &[Value]) -> Result<(), String> {
        let with = |status: &str| {
            let status = json!(status);
            entries.iter().filter(move |entry| entry.get("status") == Some(&status))
        };
        let violated: Vec<_> = with("violated").collect();
        let found: Vec<_> = violated.iter().map(|entry| pick(entry)).collect();
        let expected: Vec<_> =
            self.violations.iter().map(|v| json!({"code": v.code, "params": v.params})).collect();
        expect(&json!(found), &json!(expected), "violations")?;
        for (violation, entry) in self.violations.iter().zip(violated) {
            if let Some(fix) = &violation.fix {
                let found = entry.get("fix").map(pick).unwrap_or_default();
                expect(&found, &json!({"code": fix.code, "params": fix.params}), "fix")?;
            }
        }
        let undecided = with("undecided").map(code).collect::<Result<Vec<_>, _>>()?;
        expect(&json!(undecided), &json!(self.undecided), "undecided")?;
        let known = with("satisfied").count() + found.len() + undecided.len();
        expect(&json!(known), &json!(entries.len()), "entries of a known status")?;
        match with("satisfied").find(|entry| entry.get("fix").is_some()) {
            Some(entry) => Err(format!("a satisfied rule has a fix: {entry}")),
            None => Ok(()),
        }
    }

    fn expect_needs(&self, report: &Value) -> Result<(), String> {
        expect(&json!(report.get("needs")), &json!(self.needs), "needs")
    }

    /// The verdict follows from the entries: no vector states it.
    fn expect_verdict(&self, report: &Value) -> Result<(), String> {
        let verdict = match (self.binds, self.violations.is_empty(), self.undecided.is_empty()) {
            (true, false, _) => "refuse",
            (true, true, false) => "undecided",
            _ => "accept",
        };
        expect(member(report, "verdict")?, &json!(verdict), "verdict")?;
        expect(member(report, "ok")?, &json!(verdict == "accept"), "ok")
    }
}

/// Every rule that is configured has an entry, in registry order.
fn expect_every_rule(
    engine: &mut dyn Engine,
    group: &PasswordGroup,
    handle: u32,
    codes: &[&str],
    registry: &[String],
) -> Result<(), String> {
    let listed = ask(engine, &json!({"op": "password.requirements", "policy": handle}))?;
    let listed = member(&listed, "rules")?.as_array().ok_or("`rules` is no list")?;
    let listed = listed.iter().map(code).collect::<Result<Vec<_>, _>>()?;
    expect(&json!(codes), &json!(listed), "entries, beside password.requirements")?;
    if let Some(policy) = &group.policy {
        let configured: Vec<_> =
            registry.iter().filter(|code| policy.contains_key(code.as_str())).collect();
        expect(&json!(policy.len()), &json!(configured.len()), "rules known to the engine")?;
        expect(&json!(codes), &json!(configured), "entries, beside the policy")?;
    }
    Ok(())
}

fn ask(engine: &mut dyn Engine, request: &Value) -> Result<Value, String> {
    Answer::parse(&engine.call(&request.to_string())?)?.ok()
}

fn code(entry: &Value) -> Result<&str, String> {
    member(entry, "code")?.as_str().ok_or_else(|| format!("no code in {entry}"))
}

fn pick(value: &Value) -> Value {
    let of = |name| value.get(name).cloned().unwrap_or_default();
    json!({"code": of("code"), "params": of("params")})
}

fn expect(found: &Value, expected: &Value, what: &str) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what}: expected {expected}, found {found}"))
    }
}
