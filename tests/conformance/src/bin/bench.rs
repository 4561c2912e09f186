//! How long one decision takes: native, in a reused instance, and in a fresh one.
//!
//! A password of 12 characters against `b3networks`, compact and in full. The runs of all rows are
//! interleaved, so that a busy machine slows all of them; a row is the median of nine runs. Run it in a
//! release build: `cargo run --release -p wicketgate-conformance --bin bench`.

use std::{
    fs,
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use serde_json::json;
use wicketgate_conformance::{Component, Engine, Native};
use wicketgate_runtime::{Module, Policy, bake};

fn main() -> ExitCode {
    if cfg!(debug_assertions) {
        eprintln!("bench: this is a debug build, which says nothing: add `--release`");
        return ExitCode::from(2);
    }
    match measure() {
        Ok(table) => {
            println!("{table}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Answers a request.
type Call = Box<dyn FnMut(&str) -> Result<String, String>>;

/// One thing that is measured.
struct Row {
    name: &'static str,
    compact: bool,
    /// What the design allows, in microseconds.
    budget: Option<Budget>,
    call: Call,
    /// Microseconds of one call, run by run.
    runs: Vec<f64>,
}

struct Budget {
    micros: f64,
    of_native: f64,
}

fn measure() -> Result<String, String> {
    let mut rows = rows()?;
    for row in &mut rows {
        let answer = (row.call)(&request(row.compact))?;
        if !answer.contains(r#""verdict":"accept""#) {
            return Err(format!("{}: {answer}", row.name));
        }
    }
    for run in 0..RUNS {
        eprint!("\rrun {} of {RUNS}", run + 1);
        for row in &mut rows {
            row.run()?;
        }
    }
    eprint!("\r\x1b[K");
    Ok(table(&mut rows))
}

fn rows() -> Result<Vec<Row>, String> {
    let open = |bytes: Option<Vec<u8>>| {
        let builder = Module::builder();
        bytes.map_or_else(Module::builder, |bytes| builder.engine_bytes(bytes)).open()
    };
    let plain = open(None).map_err(|error| error.to_string())?;
    let engine = Module::builder().engine().map_err(|error| error.to_string())?;
    let baked = bake(&engine, POLICY).map_err(|error| error.to_string())?;
    let baked = open(Some(baked.bytes)).map_err(|error| error.to_string())?;

    let mut rows = Vec::new();
    for compact in [true, false] {
        let budget = |micros, of_native| compact.then_some(Budget { micros, of_native });
        let mut native = Native::new();
        let mut reused = Component::of(&plain).map_err(|error| error.to_string())?;
        native.load(POLICY)?;
        reused.load(POLICY)?;
        let loaded = Policy::load(&plain, POLICY).map_err(|error| error.to_string())?;
        let inside = Policy::baked(&baked).map_err(|error| error.to_string())?;
        let in_fresh = |policy: Policy| -> Call {
            Box::new(move |request| policy.call(request).map_err(|error| error.to_string()))
        };
        let mut add = |name, budget, call| {
            rows.push(Row { name, compact, budget, call, runs: Vec::new() });
        };
        add("native", None, Box::new(move |request: &str| native.call(request)));
        add(
            "component, reused",
            budget(3.0, 3.0),
            Box::new(move |request: &str| reused.call(request)),
        );
        add("component, fresh, policy baked in", budget(8.0, f64::INFINITY), in_fresh(inside));
        add("component, fresh, policy loaded", budget(18.0, f64::INFINITY), in_fresh(loaded));
    }
    Ok(rows)
}

impl Row {
    fn run(&mut self) -> Result<(), String> {
        let request = request(self.compact);
        let (start, mut calls) = (Instant::now(), 0_u32);
        while start.elapsed() < RUN {
            for _ in 0..BATCH {
                black_box((self.call)(black_box(&request))?);
            }
            calls += BATCH;
        }
        self.runs.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(calls));
        Ok(())
    }

    fn median(&mut self) -> f64 {
        self.runs.sort_by(f64::total_cmp);
        self.runs.get(self.runs.len() / 2).copied().unwrap_or_default()
    }

    /// From the fastest to the slowest run, beside the median.
    fn spread(&self) -> f64 {
        match (self.runs.first(), self.runs.get(self.runs.len() / 2), self.runs.last()) {
            (Some(first), Some(median), Some(last)) => (last - first) / median * 100.0,
            _ => 0.0,
        }
    }
}

fn table(rows: &mut [Row]) -> String {
    let mut lines = vec![
        format!("password check, b3networks, 12 characters; medians of {RUNS} interleaved runs"),
        scan(),
        String::new(),
        "| engine | report | µs | spread | x native | budget |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    let mut native = f64::NAN;
    for row in rows {
        let median = row.median();
        if row.name == "native" {
            native = median;
        }
        let (report, ratio) = (if row.compact { "compact" } else { "full" }, median / native);
        let budget =
            row.budget.as_ref().map_or_else(String::new, |budget| budget.judge(median, ratio));
        let (name, spread) = (row.name, row.spread());
        lines.push(format!(
            "| {name} | {report} | {median:.2} | {spread:.0} % | {ratio:.1} | {budget} |"
        ));
    }
    lines.join("\n")
}

impl Budget {
    fn judge(&self, micros: f64, ratio: f64) -> String {
        let met = micros <= self.micros && ratio <= self.of_native;
        let asked = match self.of_native {
            any if any.is_infinite() => format!("<= {} µs", self.micros),
            of_native => format!("<= {of_native} x native and <= {} µs", self.micros),
        };
        format!("{asked}: {}", if met { "met" } else { "MISSED" })
    }
}

/// Budgets of fresh instances hold where the kernel can tell which pages were written.
fn scan() -> String {
    let release = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let numbers: Vec<u32> = release.split(['.', '-']).flat_map(str::parse).take(2).collect();
    let has = numbers.as_slice() >= [6, 7].as_slice();
    let release = release.trim();
    match (release, has) {
        ("", _) => "kernel unknown: whether it has PAGEMAP_SCAN is too".to_owned(),
        (_, true) => {
            format!("kernel {release} has PAGEMAP_SCAN: the budgets of fresh instances apply")
        }
        (_, false) => {
            format!("kernel {release} has no PAGEMAP_SCAN: those of fresh instances do not apply")
        }
    }
}

fn request(compact: bool) -> String {
    json!({"op": "password.check", "policy": 1, "password": "Tr0ub4dor-3x", "compact": compact})
        .to_string()
}

const POLICY: &str = r#"{"version":1,"extends":"preset:b3networks"}"#;
const RUNS: usize = 9;
const RUN: Duration = Duration::from_millis(60);
const BATCH: u32 = 64;
