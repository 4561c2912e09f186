//! A step of every kind of event: what the script vectors ask, asked again natively and in the component.
//!
//! The vectors are played once, natively. What they asked and was decided is then measured kind by
//! kind: a call is one step, with the whole state as a host gives it. What an engine refuses as
//! a mistake of its caller is left out.

use std::{collections::BTreeMap, rc::Rc};

use serde_json::{Map, Value, json};
use wicketgate_conformance::{
    Component, Engine, Native, Output, runner,
    vector::{self, File},
};
use wicketgate_runtime::Module;

use crate::rounds::{Call, ROUNDS, Times};

/// Measures, and writes the table.
pub(crate) fn table() -> Result<String, String> {
    let module = Module::open().map_err(|error| error.to_string())?;
    let kinds = kinds()?;
    let mut lines = vec![
        "account.step, organization.step and account.explain, by event and what tells its cost"
            .to_owned(),
        format!(
            "the vectors' own steps, at most {MOST} of a kind; medians of {ROUNDS} interleaved rounds"
        ),
        "the design names no budget for a step: that of a check's ratio is held against it"
            .to_owned(),
        String::new(),
        format!(
            "| event | state, bytes | native, µs | component, reused, µs | x native | <= {RATIO} x and {MICROS} µs |"
        ),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    let mut missed = Vec::new();
    for (name, asked) in &kinds {
        let Row { bytes, native, component } = measure(&module, asked)?;
        let ratio = component / native;
        let met = ratio <= RATIO && component <= MICROS;
        if !met {
            missed.push(name.as_str());
        }
        let told = if met { "met" } else { "MISSED" };
        lines.push(format!(
            "| {name} | {bytes:.0} | {native:.1} | {component:.1} | {ratio:.1} | {told} |"
        ));
    }
    lines.push(String::new());
    lines.push(format!("{} of {} kinds within", kinds.len() - missed.len(), kinds.len()));
    Ok(lines.join("\n"))
}

/// One request, and the document of its policy.
struct Asked {
    document: Rc<str>,
    request: Map<String, Value>,
}

/// What was measured of a kind.
struct Row {
    bytes: f64,
    native: f64,
    component: f64,
}

/// What the vectors ask, by kind.
fn kinds() -> Result<BTreeMap<String, Vec<Asked>>, String> {
    let mut recorder = Recorder::default();
    for path in runner::files(&runner::folder()).map_err(|error| error.to_string())? {
        if let File::Script(file) = vector::read(&path)? {
            file.digests(&mut recorder)?;
        }
    }
    Ok(recorder.kinds)
}

/// Measures the requests of a kind, evenly chosen, as one pass after the other.
fn measure(module: &Module, all: &[Asked]) -> Result<Row, String> {
    let every = all.len().div_ceil(MOST);
    let asked: Vec<&Asked> = all.iter().step_by(every).collect();
    let component = Component::of(module).map_err(|error| error.to_string())?;
    let mut engines: [Box<dyn Engine>; 2] = [Box::new(Native::new()), Box::new(component)];
    let mut requests = Vec::new();
    for Asked { document, request } in &asked {
        let mut request = request.clone();
        for engine in &mut engines {
            let loaded: Value = json_of(&engine.load(document)?)?;
            let handle = loaded.pointer("/ok/policy").cloned().unwrap_or_default();
            request.insert("policy".to_owned(), handle);
        }
        requests.push(Value::Object(request).to_string());
    }
    for request in &requests {
        let [native, component] = engines.each_mut().map(|engine| engine.call(request));
        if native? != component? {
            return Err(format!("native and component differ: {request}"));
        }
    }
    let [native, component] =
        engines.map(|mut engine| -> Call { Box::new(move |request| engine.call(request)) });
    let mut rows = [(native, Times::default()), (component, Times::default())];
    for _ in 0..ROUNDS {
        for (call, times) in &mut rows {
            times.add(call, &requests)?;
        }
    }
    let [native, component] = rows.map(|(_, times)| times.median());
    Ok(Row { bytes: state_bytes(&asked), native, component })
}

/// The mean size of a state, as JSON.
fn state_bytes(asked: &[&Asked]) -> f64 {
    let bytes: usize = asked
        .iter()
        .filter_map(|Asked { request, .. }| request.get("state"))
        .filter(|state| !state.is_null())
        .map(|state| state.to_string().len())
        .sum();
    let count = u32::try_from(asked.len()).unwrap_or(u32::MAX);
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / f64::from(count)
}

/// The native engine, remembering what it decided.
#[derive(Default)]
struct Recorder {
    engine: Native,
    document: Rc<str>,
    kinds: BTreeMap<String, Vec<Asked>>,
}

impl Recorder {
    fn remember(&mut self, request: &str) -> Result<(), String> {
        let Value::Object(request) = json_of(request)? else { return Ok(()) };
        let asked = |request| Asked { document: Rc::clone(&self.document), request };
        if let Some(state @ Value::Object(_)) = request.get("state")
            && request.get("op") == Some(&json!("account.step"))
        {
            let explain =
                json!({"op": "account.explain", "state": state, "now": request.get("now")});
            if let Value::Object(explain) = explain {
                let kind = self.kinds.entry("(account.explain)".to_owned()).or_default();
                kind.push(asked(explain));
            }
        }
        let kind = self.kinds.entry(kind(&request)).or_default();
        kind.push(asked(request));
        Ok(())
    }
}

impl Engine for Recorder {
    fn name(&self) -> &'static str {
        "recorder"
    }

    fn describe(&mut self) -> Result<String, String> {
        self.engine.describe()
    }

    fn load(&mut self, document: &str) -> Result<String, String> {
        self.document = document.into();
        self.engine.load(document)
    }

    fn unload(&mut self, policy: u32) -> Result<(), String> {
        self.engine.unload(policy)
    }

    fn call(&mut self, request: &str) -> Result<String, String> {
        let answer = self.engine.call(request)?;
        if json_of(&answer)?.get("ok").is_some() {
            self.remember(request)?;
        }
        Ok(answer)
    }

    fn redact(&mut self, request: &str, text: &str) -> Result<Output, String> {
        self.engine.redact(request, text)
    }

    fn redact_open(&mut self, request: &str) -> Result<String, String> {
        self.engine.redact_open(request)
    }

    fn redact_push(&mut self, stream: u32, text: &str) -> Result<Output, String> {
        self.engine.redact_push(stream, text)
    }

    fn redact_close(&mut self, stream: u32) -> Result<String, String> {
        self.engine.redact_close(stream)
    }
}

/// The type of the event, and what else tells its cost.
fn kind(request: &Map<String, Value>) -> String {
    let event = request.get("event").unwrap_or(&Value::Null);
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str);
    let kind = text("/type").unwrap_or_default();
    let more = match kind {
        "settle" => text("/results/0/result"),
        "sign-in" if event.get("device").is_some() => Some("trusted browser"),
        "sign-in" if event.get("provider").is_some() => Some("provider"),
        "sign-in" => None,
        _ => text("/method"),
    };
    let of = match request.get("op").and_then(Value::as_str) {
        Some("organization.step") => "organization: ",
        _ => "",
    };
    format!("{of}{kind}{}", more.map(|more| format!(", {more}")).unwrap_or_default())
}

fn json_of(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))
}

/// Requests of a kind that are measured; each may load a policy, of which an engine holds 64.
const MOST: usize = 32;
/// Times the native engine.
const RATIO: f64 = 3.0;
/// Microseconds above which a step is looked into.
const MICROS: f64 = 100.0;
