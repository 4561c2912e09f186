//! Runs every vector on one engine: `vectors -- native` or `vectors -- wasmtime`.
//!
//! Prints one line of counts, which `cargo xtask test` compares with those of the other engines;
//! exits with 1 where a vector fails or none ran, and with 2 for an engine that it does not know.

use std::{env, process::ExitCode};

use wicketgate_conformance::{Component, Engine, Native, run, runner};

fn main() -> ExitCode {
    let name = env::args().nth(1).unwrap_or_default();
    let mut engine: Box<dyn Engine> = match name.as_str() {
        "native" => Box::new(Native::new()),
        "wasmtime" => match Component::open() {
            Ok(component) => Box::new(component),
            Err(error) => {
                eprintln!("vectors: {error}");
                return ExitCode::FAILURE;
            }
        },
        _ => {
            eprintln!("vectors: name the engine, `native` or `wasmtime`");
            return ExitCode::from(2);
        }
    };
    let outcome = run(engine.as_mut(), &runner::folder());
    for failure in &outcome.failures {
        eprintln!("{failure}");
    }
    println!("{outcome}");
    if outcome.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
