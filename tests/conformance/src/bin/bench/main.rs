//! How long one decision takes: native, in a reused instance, in a fresh one, and by a peer.
//!
//! Run it in a release build: `cargo run --release -p wicketgate-conformance --features peers --bin bench`;
//! `cargo xtask bench` does, and measures the npm package too.

mod check;
mod hosts;
mod otp;
mod qr;
mod rounds;
mod steps;
mod strength;

use std::process::ExitCode;

fn main() -> ExitCode {
    if cfg!(debug_assertions) {
        eprintln!("bench: this is a debug build, which says nothing: add `--release`");
        return ExitCode::from(2);
    }
    match tables() {
        Ok(tables) => {
            println!("{}", tables.join("\n\n"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn tables() -> Result<[String; 5], String> {
    Ok([check::table()?, strength::table()?, steps::table()?, otp::rows()?, qr::rows()?])
}
