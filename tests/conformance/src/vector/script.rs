//! Vectors of scripts: the events of an account in order, and what each gives.
//!
//! A step's event may refer to what an earlier step answered: the string `$2/decision/issued/flow`
//! is the value at that JSON Pointer in the answer of step 2, and `${2/decision/issued/flow}` the
//! text inside another one; step 0 is the creation of the account or the organisation.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::call::difference;
use crate::{
    answer::Answer,
    engine::Engine,
    runner::{Done, Tally, load, share},
};

/// A file of scripts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptFile {
    /// Folder and name of the file.
    pub suite: String,
    #[serde(rename = "schema")]
    _schema: String,
    /// Scripts that share a document.
    pub groups: Vec<ScriptGroup>,
}

/// Scripts that share a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptGroup {
    /// The members of the event `create` with which each script begins; none where there is no account.
    pub account: Option<Map<String, Value>>,
    #[serde(rename = "comment")]
    _comment: Option<String>,
    /// The document that is loaded.
    pub document: Value,
    /// The same for an organisation, instead of an account.
    pub organization: Option<Map<String, Value>>,
    /// The scripts.
    pub tests: Vec<Script>,
}

/// One script.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    #[serde(rename = "comment")]
    _comment: String,
    /// Digest of the state after each step; empty where there is no account.
    pub digests: Vec<String>,
    /// Unique in the file.
    pub id: u32,
    #[serde(default, rename = "spec")]
    _spec: Vec<String>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What happened, as `action outcome reason`; not compared where it is not given.
    pub activity: Option<Vec<String>>,
    /// The time in milliseconds.
    pub at: u64,
    /// More members of the request.
    #[serde(default)]
    pub context: Map<String, Value>,
    /// The digest of the policy in force, or null; not compared where it is not given.
    #[serde(default, deserialize_with = "given")]
    pub in_force: Option<Value>,
    /// When time next does something; not compared where it is not given, null where it does nothing.
    #[serde(default, deserialize_with = "given")]
    pub deadline: Option<Value>,
    /// The decision; `internal` stands there where it says more than the reason.
    pub decision: Option<Value>,
    /// The effects without their ids.
    #[serde(default)]
    pub effects: Vec<Value>,
    /// The code of an error, instead of a decision.
    pub error: Option<String>,
    /// The event; its id is `e` and the step's number where none is given.
    pub event: Map<String, Value>,
    /// The rules that the event's password violates.
    #[serde(default)]
    pub violated: Vec<String>,
    /// Names that are claimed and released, as `claim login`.
    #[serde(default)]
    pub unique: Vec<String>,
}

impl ScriptFile {
    pub(super) fn ids(&self) -> Vec<u32> {
        self.groups.iter().flat_map(|group| &group.tests).map(|test| test.id).collect()
    }

    pub(crate) fn run(&self, engine: &mut dyn Engine, tally: &mut Tally) {
        for group in &self.groups {
            let tests = group.tests.iter().map(|test| (test.id, test));
            share(engine, &group.document, tests, tally, |test, engine, handle| {
                group.check(test, engine, handle)
            });
        }
    }

    /// The digests of every script, in order, as an engine gives them.
    ///
    /// # Errors
    ///
    /// A document or a script cannot be run.
    pub fn digests(&self, engine: &mut dyn Engine) -> Result<Vec<Vec<String>>, String> {
        let mut all = Vec::new();
        for group in &self.groups {
            let handle = load(engine, &group.document.to_string())?
                .map_err(|answer| format!("the document was refused: {answer:?}"))?;
            for test in &group.tests {
                let run = group.play(test, engine, handle);
                let (played, _) = run.map_err(|reason| format!("test {}: {reason}", test.id))?;
                all.push(played.digests);
            }
            engine.unload(handle)?;
        }
        Ok(all)
    }
}

/// What playing a script gave.
#[derive(Default)]
struct Played {
    answers: Vec<Value>,
    digests: Vec<String>,
    problems: Vec<String>,
}

impl ScriptGroup {
    fn op(&self) -> &'static str {
        if self.organization.is_some() { "organization.step" } else { "account.step" }
    }

    fn check(&self, test: &Script, engine: &mut dyn Engine, handle: u32) -> Result<Done, String> {
        let (played, outside) = self.play(test, engine, handle)?;
        if outside {
            return Ok(Done::OutsideBuild);
        }
        if let Some(problem) = played.problems.into_iter().next() {
            return Err(problem);
        }
        if played.digests != test.digests {
            return Err(format!("the digests of the states are {:?}", played.digests));
        }
        Ok(Done::AsExpected)
    }

    /// Plays a script to its end, whatever differs; tells whether the build leaves it out.
    fn play(
        &self,
        test: &Script,
        engine: &mut dyn Engine,
        handle: u32,
    ) -> Result<(Played, bool), String> {
        let mut played = Played::default();
        let mut state = Value::Null;
        if let Some(members) = self.account.as_ref().or(self.organization.as_ref()) {
            let mut event = members.clone();
            event.insert("type".to_owned(), json!("create"));
            event.insert("actor".to_owned(), json!({ "role": "system" }));
            let first = Step::creation(event);
            let answer = first.ask(engine, (self.op(), handle), 0, &state, &played.answers)?;
            if Answer::parse(&answer.to_string())?.is_outside_build() {
                return Ok((played, true));
            }
            state = answer.pointer("/ok/state").cloned().unwrap_or(Value::Null);
            if state.is_null() {
                return Err(format!("the account was not created: {answer}"));
            }
            played.answers.push(answer);
        } else {
            played.answers.push(Value::Null);
        }
        for (index, step) in test.steps.iter().enumerate() {
            let number = index + 1;
            let answer = step.ask(engine, (self.op(), handle), number, &state, &played.answers)?;
            if Answer::parse(&answer.to_string())?.is_outside_build() {
                return Ok((played, true));
            }
            if let Err(problem) = step.compare(&answer, number) {
                played.problems.push(format!("step {number}: {problem}"));
            }
            if let Some(ok) = answer.get("ok") {
                state = ok.get("state").cloned().unwrap_or(Value::Null);
            }
            let digest = answer.pointer("/ok/digest").and_then(Value::as_str).unwrap_or_default();
            played.digests.push(digest.to_owned());
            played.answers.push(answer);
        }
        Ok((played, false))
    }
}

impl Step {
    fn creation(event: Map<String, Value>) -> Self {
        Self {
            activity: None,
            at: 0,
            context: Map::new(),
            deadline: None,
            in_force: None,
            decision: None,
            effects: Vec::new(),
            error: None,
            event,
            violated: Vec::new(),
            unique: Vec::new(),
        }
    }

    fn id(&self, number: usize) -> String {
        let given = self.event.get("id").and_then(Value::as_str);
        given.map_or_else(|| format!("e{number}"), str::to_owned)
    }

    fn ask(
        &self,
        engine: &mut dyn Engine,
        (op, handle): (&str, u32),
        number: usize,
        state: &Value,
        answers: &[Value],
    ) -> Result<Value, String> {
        let mut event = self.event.clone();
        event.insert("id".to_owned(), json!(self.id(number)));
        let mut request = Map::from_iter([
            ("entropy".to_owned(), json!(format!("{number:064x}"))),
            ("event".to_owned(), refer(&Value::Object(event), answers)?),
            ("keys".to_owned(), json!([{ "id": "k1", "key": "11".repeat(32) }])),
            ("now".to_owned(), json!(self.at)),
            ("op".to_owned(), json!(op)),
            ("policy".to_owned(), json!(handle)),
            ("state".to_owned(), state.clone()),
        ]);
        request.extend(self.context.clone());
        let text = engine.call(&Value::Object(request).to_string())?;
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }

    fn compare(&self, answer: &Value, number: usize) -> Result<(), String> {
        if let Some(code) = &self.error {
            let found = answer.pointer("/error/code").and_then(Value::as_str);
            return if found == Some(code) { Ok(()) } else { Err(format!("{answer}")) };
        }
        let ok = answer.get("ok").ok_or_else(|| format!("{answer}"))?;
        let expected = self.decision.as_ref().ok_or("a step has `decision` or `error`")?;
        let found = decision(ok);
        if let Some(place) = difference(expected, &found, String::new()) {
            return Err(format!("the decision differs at `{place}`: {found}"));
        }
        let effects = effects(ok, &self.id(number))?;
        if let Some(place) = difference(&json!(self.effects), &effects, String::new()) {
            return Err(format!("the effects differ at `{place}`: {effects}"));
        }
        let activity = lines(ok, "activity", &["action", "outcome", "reason"]);
        if self.activity.as_ref().is_some_and(|expected| *expected != activity) {
            return Err(format!("the activity is {activity:?}"));
        }
        let deadline = ok.get("deadline").cloned().unwrap_or(Value::Null);
        if self.deadline.as_ref().is_some_and(|expected| *expected != deadline) {
            return Err(format!("the deadline is {deadline}"));
        }
        let in_force = ok.get("in_force").cloned().unwrap_or(Value::Null);
        if let Some(expected) = &self.in_force
            && let Some(place) = difference(expected, &in_force, String::new())
        {
            return Err(format!("the policy in force differs at `{place}`: {in_force}"));
        }
        let unique = claims(ok);
        if self.unique != unique {
            return Err(format!("the names are {unique:?}"));
        }
        let violated = violated(ok);
        if self.violated != violated {
            return Err(format!("the violated rules are {violated:?}"));
        }
        Ok(())
    }
}

/// The decision; without `internal`, where that says no more than the reason.
fn decision(ok: &Value) -> Value {
    let mut decision = ok.get("decision").cloned().unwrap_or(Value::Null);
    let plain = json!({ "reason": decision.get("reason").cloned().unwrap_or(Value::Null) });
    if let Some(members) = decision.as_object_mut()
        && members.get("internal") == Some(&plain)
    {
        members.remove("internal");
    }
    decision
}

/// The effects without their ids, each of which is the event's and an index.
fn effects(ok: &Value, event: &str) -> Result<Value, String> {
    let mut effects = ok.get("effects").cloned().unwrap_or(Value::Null);
    for (index, effect) in effects.as_array_mut().into_iter().flatten().enumerate() {
        let id = effect.as_object_mut().and_then(|effect| effect.remove("id"));
        if id != Some(json!(format!("{event}.{index}"))) {
            return Err(format!("the id of effect {index} is {id:?}"));
        }
    }
    Ok(effects)
}

/// Items of a list, each as one line of some of its members.
fn lines(ok: &Value, list: &str, members: &[&str]) -> Vec<String> {
    let items = ok.get(list).and_then(Value::as_array).into_iter().flatten();
    let line = |item: &Value| {
        let words = members.iter().map(|name| item.get(name).and_then(Value::as_str));
        words.map(Option::unwrap_or_default).collect::<Vec<_>>().join(" ")
    };
    items.map(line).collect()
}

fn claims(ok: &Value) -> Vec<String> {
    let items = ok.get("unique").and_then(Value::as_array).into_iter().flatten();
    let line = |item: &Value| {
        let verb = if item.get("claim") == Some(&json!(true)) { "claim" } else { "release" };
        format!("{verb} {}", item.get("kind").and_then(Value::as_str).unwrap_or_default())
    };
    items.map(line).collect()
}

fn violated(ok: &Value) -> Vec<String> {
    let rules = ok.pointer("/report/rules").and_then(Value::as_array).into_iter().flatten();
    let violated = rules.filter(|rule| rule.get("status") == Some(&json!("violated")));
    violated.filter_map(|rule| Some(rule.get("code")?.as_str()?.to_owned())).collect()
}

/// A value in which what earlier steps answered stands for the references to it.
fn refer(value: &Value, answers: &[Value]) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => match text.strip_prefix('$').filter(|rest| is_reference(rest)) {
            Some(reference) => answered(reference, answers)?,
            None => Value::String(fill(text, answers)?),
        },
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| refer(item, answers)).collect::<Result<_, _>>()?)
        }
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                Ok::<_, String>((name.clone(), refer(value, answers)?))
            };
            Value::Object(members.iter().map(member).collect::<Result<_, _>>()?)
        }
        other => other.clone(),
    })
}

/// Whether a text is a number and a JSON Pointer, as no hash is that begins with a dollar sign.
fn is_reference(text: &str) -> bool {
    let step = text.split_once('/').map(|(step, _)| step);
    step.is_some_and(|step| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A text in which what earlier steps answered stands for `${2/decision/issued/flow}`.
fn fill(text: &str, answers: &[Value]) -> Result<String, String> {
    let mut parts = text.split("${");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (reference, rest) = part.split_once('}').ok_or("`${` without `}`")?;
        let found = answered(reference, answers)?;
        filled += found.as_str().ok_or_else(|| format!("no string stands at `{reference}`"))?;
        filled += rest;
    }
    Ok(filled)
}

/// What stands at `2/decision/issued/flow`: the step, and the JSON Pointer in its answer.
fn answered(reference: &str, answers: &[Value]) -> Result<Value, String> {
    let slash = reference.find('/').unwrap_or(reference.len());
    let (step, pointer) = reference.split_at(slash);
    let answer = step.parse().ok().and_then(|step: usize| answers.get(step)?.get("ok"));
    let found = answer.and_then(|answer| answer.pointer(pointer));
    found.cloned().ok_or_else(|| format!("nothing stands at `{reference}`"))
}

/// A member that may be null, told from one that is missing.
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
