//! A check: a password of 12 characters against `b3networks`, compact and in full.

use std::fs;

use serde_json::json;

use crate::{
    hosts::{B3NETWORKS, BAKED, LOADED, Modules, NATIVE, REUSED},
    rounds::{Call, ROUNDS, Times},
};

/// One host and one kind of report.
struct Row {
    host: &'static str,
    compact: bool,
    call: Call,
    times: Times,
}

/// Measures, and writes the table.
pub(crate) fn table() -> Result<String, String> {
    let modules = Modules::open(B3NETWORKS)?;
    let mut rows = Vec::new();
    for compact in [true, false] {
        for (host, mut call) in modules.hosts()? {
            let answer = call(&request(compact))?;
            if !answer.contains(r#""verdict":"accept""#) {
                return Err(format!("{host}: {answer}"));
            }
            rows.push(Row { host, compact, call, times: Times::default() });
        }
    }
    for _ in 0..ROUNDS {
        for row in &mut rows {
            row.times.add(&mut row.call, &[request(row.compact)])?;
        }
    }
    Ok(print(&rows))
}

fn print(rows: &[Row]) -> String {
    let mut lines = vec![
        format!(
            "password check, b3networks, 12 characters; medians of {ROUNDS} interleaved rounds"
        ),
        scan(),
        String::new(),
        "| engine | report | µs | spread | x native | budget |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    let mut native = f64::NAN;
    for Row { host, compact, times, .. } in rows {
        let median = times.median();
        if *host == NATIVE {
            native = median;
        }
        let (report, ratio) = (if *compact { "compact" } else { "full" }, median / native);
        let budget = if *compact { budget(host, median, ratio) } else { String::new() };
        let spread = times.spread();
        lines.push(format!(
            "| {host} | {report} | {median:.2} | {spread:.0} % | {ratio:.1} | {budget} |"
        ));
    }
    lines.join("\n")
}

/// What the design allows, and whether it is kept.
fn budget(host: &str, micros: f64, ratio: f64) -> String {
    let (allowed, of_native) = match host {
        REUSED => (3.0, 3.0),
        BAKED => (8.0, f64::INFINITY),
        LOADED => (18.0, f64::INFINITY),
        _ => return String::new(),
    };
    let factor =
        if of_native.is_finite() { format!("{of_native} x native and ") } else { String::new() };
    let met = if micros <= allowed && ratio <= of_native { "met" } else { "MISSED" };
    format!("<= {factor}{allowed} µs: {met}")
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
