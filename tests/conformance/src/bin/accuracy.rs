//! How exact redaction is, in tables: on the corpora, and on the documents and cases of others.
//!
//! Run it in a release build, which takes a moment, and not a minute: `cargo run --release -p
//! wicketgate-conformance --no-default-features --bin accuracy`; `cargo xtask bench` prints the same.

use std::process::ExitCode;

use wicketgate_conformance::redaction::accuracy;

fn main() -> ExitCode {
    match accuracy::tables() {
        Ok(tables) => {
            println!("{tables}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("accuracy: {error}");
            ExitCode::FAILURE
        }
    }
}
