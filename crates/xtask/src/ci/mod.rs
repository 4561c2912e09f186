//! What is checked beside tests: lints, drift, licences, types, documentation, house rules.

mod arrow;
mod house;
mod licence;
mod metadata;

use anyhow::Result;

use crate::{generate, part::Part, repo::Repo, setup, tool::Tool, words};

/// Everything that is checked.
pub const CHECKS: &[Part] = &[
    ("format", format),
    ("house", house::run),
    ("arrows", arrow::run),
    ("licences", licence::run),
    ("clippy", clippy),
    ("clippy-wasm", clippy_wasm),
    ("docs", documentation),
    ("generated", generate::check),
    ("npm", npm),
    ("python", python),
    ("words", words::check),
];

fn format(repo: &Repo) -> Result<()> {
    cargo(repo, &["fmt", "--all", "--check"], "checking the format", 0)
}

fn clippy(repo: &Repo) -> Result<()> {
    let targets = ["clippy", "--locked", "--workspace", "--all-targets"];
    let features = "wicketgate-conformance/peers,wicketgate-runtime/tower";
    let features = ["--features", features, "--", "-D", "warnings"];
    cargo(repo, &[targets.as_slice(), &features].concat(), "linting all crates", 180)
}

fn clippy_wasm(repo: &Repo) -> Result<()> {
    setup::wasm_target(repo)?;
    for package in ["wicketgate-component", "wicketgate-web"] {
        let arguments = [
            "clippy",
            "--locked",
            "--package",
            package,
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ];
        cargo(repo, &arguments, &format!("linting {package} for WebAssembly"), 30)?;
    }
    Ok(())
}

fn documentation(repo: &Repo) -> Result<()> {
    Tool::new(repo, "cargo")
        .args(["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"])
        .args(["--features", "wicketgate-runtime/tower"])
        .env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private-intra-doc-links")
        .run("building the documentation", 120)?;
    Ok(())
}

fn cargo(repo: &Repo, arguments: &[&str], doing: &str, usually: u64) -> Result<()> {
    Tool::new(repo, "cargo").args(arguments).run(doing, usually)?;
    Ok(())
}

/// The scripts `check` (types) and `lint` of each package that has them.
fn npm(repo: &Repo) -> Result<()> {
    for folder in setup::packages(repo)? {
        let scripts = setup::scripts(repo, &folder)?;
        for script in ["check", "lint"].into_iter().filter(|name| scripts.contains(*name)) {
            setup::npm(repo, &folder)?;
            Tool::new(repo, "npm")
                .args(["run", script])
                .dir(&folder)
                .run(&format!("npm run {script} in {}", repo.show(&folder)), 10)?;
        }
    }
    Ok(())
}

fn python(repo: &Repo) -> Result<()> {
    let python = setup::venv(repo)?;
    let tools: [&[&str]; 3] =
        [&["ruff", "check", "."], &["ruff", "format", "--check", "."], &["mypy"]];
    for tool in tools {
        Tool::new(repo, &python)
            .arg("-m")
            .args(tool)
            .dir("host/python")
            .run(&format!("{} in host/python", tool.join(" ")), 10)?;
    }
    Ok(())
}
