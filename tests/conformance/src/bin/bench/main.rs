//! How long one decision takes: native, in a reused instance, in a fresh one, and by a peer.
//!
//! Run it in a release build: `cargo run --release -p wicketgate-conformance --features peers --bin bench`;
//! `cargo xtask bench` does, and measures the npm package too. Names of tables after it choose them.

mod check;
mod hosts;
mod otp;
mod qr;
mod redaction;
mod rounds;
mod steps;
mod strength;

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    if cfg!(debug_assertions) {
        eprintln!("bench: this is a debug build, which says nothing: add `--release`");
        return ExitCode::from(2);
    }
    let names: Vec<String> = env::args().skip(1).collect();
    if let Some(name) = names.iter().find(|name| TABLES.iter().all(|(known, _)| known != name)) {
        eprintln!("bench: there is no table `{name}`");
        return ExitCode::from(2);
    }
    let chosen = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    for (_, table) in TABLES.iter().filter(|(name, _)| chosen(name)) {
        match table() {
            Ok(table) => println!("{table}\n"),
            Err(error) => {
                eprintln!("bench: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// A name, and what measures.
type Table = (&'static str, fn() -> Result<String, String>);

const TABLES: [Table; 6] = [
    ("check", check::table),
    ("strength", strength::table),
    ("steps", steps::table),
    ("otp", otp::rows),
    ("qr", qr::rows),
    ("redaction", redaction::rows),
];
