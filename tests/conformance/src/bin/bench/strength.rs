//! An estimate of the strength, by length, beside the estimator that a Rust program would take.

use std::time::Instant;

use serde_json::json;

use crate::{
    hosts::{B3NETWORKS, Modules, NATIVE},
    rounds::{Call, ROUNDS, Times},
};

/// One estimator; what takes too long is not asked about longer texts.
struct Column {
    name: &'static str,
    call: Call,
    takes: fn(&str) -> String,
    stopped: bool,
}

/// Measures, and writes the table.
pub(crate) fn table() -> Result<String, String> {
    let column = |(name, call)| Column { name, call, takes: request, stopped: false };
    let mut columns: Vec<Column> =
        Modules::open(B3NETWORKS)?.hosts()?.into_iter().map(column).collect();
    let peer: Call = Box::new(|text| Ok(zxcvbn::zxcvbn(text, &[]).guesses().to_string()));
    columns.push(Column { name: PEER, call: peer, takes: str::to_owned, stopped: false });
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let mut lines = vec![
        format!(
            "password strength in µs, in brackets x native; medians of {ROUNDS} interleaved rounds"
        ),
        format!("{PEER} reads the first 100 characters and no more"),
        String::new(),
        format!("| characters | {} | 256 within {BUDGET} µs |", names.join(" | ")),
        "|---".repeat(names.len() + 2) + "|",
    ];
    for length in LENGTHS {
        lines.push(line(length, &mut columns)?);
    }
    Ok(lines.join("\n"))
}

/// One length, by every estimator.
fn line(length: usize, columns: &mut [Column]) -> Result<String, String> {
    let text: String = SAMPLE.chars().take(length).collect();
    let mut times: Vec<Times> = columns.iter().map(|_| Times::default()).collect();
    for column in columns.iter_mut().filter(|column| !column.stopped) {
        let start = Instant::now();
        let answer = (column.call)(&(column.takes)(&text))?;
        if answer.contains(r#""error""#) {
            return Err(format!("{}: {answer}", column.name));
        }
        column.stopped = start.elapsed().as_secs_f64() > SLOWEST;
    }
    for _ in 0..ROUNDS {
        for (column, times) in columns.iter_mut().zip(&mut times) {
            if !column.stopped {
                times.add(&mut column.call, &[(column.takes)(&text)])?;
            }
        }
    }
    let native = times.first().map_or(f64::NAN, Times::median);
    let (mut cells, mut missed) = (vec![length.to_string()], Vec::new());
    for (column, times) in columns.iter().zip(&times) {
        let median = times.median();
        cells.push(match column.name {
            _ if column.stopped => format!("over {SLOWEST} s"),
            NATIVE => format!("{median:.0}"),
            _ => format!("{median:.0} ({:.1})", median / native),
        });
        if column.name != PEER && median > BUDGET {
            missed.push(column.name);
        }
    }
    cells.push(match (length, missed.as_slice()) {
        (256, []) => "met".to_owned(),
        (256, missed) => format!("MISSED: {}", missed.join("; ")),
        _ => String::new(),
    });
    Ok(format!("| {} |", cells.join(" | ")))
}

fn request(password: &str) -> String {
    json!({"op": "password.strength", "password": password, "year": 2026}).to_string()
}

const PEER: &str = "zxcvbn-rs 3.1.1";
const LENGTHS: [usize; 8] = [8, 16, 32, 64, 128, 256, 512, 1024];
/// What every bench estimates: words, names, dates, keys in a row, signs for letters.
const SAMPLE: &str = include_str!("../../../../packaging/bench/sample.txt");
/// Microseconds that the design allows for 256 characters.
const BUDGET: f64 = 4000.0;
/// Seconds after which an estimator is not asked any more.
const SLOWEST: f64 = 2.0;
