//! `engine.wasm` and `engine.core.wasm`.
//!
//! cargo compiles the guest for `wasm32-unknown-unknown`, wasm-opt shrinks it, and the encoder of
//! the component wraps it. The core module is then taken out of the component again, so that the two
//! files cannot differ in what they decide.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasmparser::{Parser, Payload};
use wit_component::ComponentEncoder;

use crate::{
    build::{import, optimise::optimise, path_flags},
    progress,
    repo::{self, Repo},
    setup,
    stamp::Inputs,
    tool::Tool,
};

/// The component's file name.
pub const COMPONENT: &str = "engine.wasm";

/// The file name of the core module in it.
pub const CORE: &str = "engine.core.wasm";

/// Builds both files where their sources changed.
pub fn run(repo: &Repo) -> Result<()> {
    let outputs = [repo.artefact(COMPONENT), repo.artefact(CORE)];
    Inputs::new(repo, "component 3").files(SOURCES)?.unless_fresh("component", &outputs, || {
        let module = compile(repo, &repo.root, &repo.cargo_target, "compiling the engine")?;
        let (component, core) = wrap(&module)?;
        repo::write(&repo.artefact(COMPONENT), &component)?;
        repo::write(&repo.artefact(CORE), &core)?;
        progress::note(&format!(
            "{COMPONENT} has {} bytes, {CORE} {}; neither imports anything",
            component.len(),
            core.len()
        ));
        Ok(())
    })?;
    Ok(())
}

/// Compiles and shrinks the core module from the sources under `root`, which need not be ours.
pub fn compile(repo: &Repo, root: &Path, target: &Path, doing: &str) -> Result<Vec<u8>> {
    setup::wasm_target(repo)?;
    Tool::new(repo, "cargo")
        .args(["rustc", "--locked", "--package", "wicketgate-component", "--lib"])
        .args(["--crate-type", "cdylib"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm"])
        .dir(root)
        .env("CARGO_ENCODED_RUSTFLAGS", path_flags(repo, root, target)? + SIMD)
        .env("CARGO_TARGET_DIR", target)
        .run(doing, 90)?;
    let compiled = target.join("wasm32-unknown-unknown/wasm/wicketgate_component.wasm");
    let optimised = compiled.with_extension("optimised.wasm");
    optimise(repo, &compiled, &optimised)?;
    std::fs::read(&optimised).with_context(|| format!("reading {}", optimised.display()))
}

/// Sixteen bytes at once, as WebAssembly 2.0 has it and every engine does since 2023: redaction reads most of a
/// text so. The builds for browsers do without: forms are for old telephones too.
const SIMD: &str = "\u{1f}-Ctarget-feature=+simd128";

/// Makes the component, and takes the core module out of it again.
pub fn wrap(module: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let component = ComponentEncoder::default()
        .validate(true)
        .module(module)
        .context("the guest carries no description of its interface")?
        .encode()
        .context("the guest cannot be wrapped as a component")?;
    import::none(&component, COMPONENT)?;
    let core = core_of(&component)?.to_vec();
    import::none(&core, CORE)?;
    Ok((component, core))
}

/// The one core module of a component, which exports the engine's functions.
pub fn core_of(component: &[u8]) -> Result<&[u8]> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(component) {
        if let Payload::ModuleSection { unchecked_range, .. } = payload? {
            let range = usize::try_from(unchecked_range.start)?..unchecked_range.end.try_into()?;
            found.push(component.get(range).context("a module reaches past the end")?);
        }
    }
    let [core] = found.as_slice() else {
        anyhow::bail!("the component holds {} core modules instead of one", found.len());
    };
    ensure!(exports_call(core)?, "the core module exports no function {CALL}");
    Ok(core)
}

fn exports_call(module: &[u8]) -> Result<bool> {
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ExportSection(exports) = payload? {
            for export in exports {
                if export?.name == CALL {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// What the engine is made of, from the root, and what makes it.
pub const SOURCES: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "crates/account",
    "crates/component",
    "crates/core",
    "crates/engine",
    "crates/password",
    "crates/policy",
    "crates/redact",
    "crates/xtask/npm/package-lock.json",
    "rust-toolchain.toml",
];

/// A function that hosts call, by the name that the canonical ABI gives it.
const CALL: &str = "wicketgate:policy/engine@1.0.0#call";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_of_the_engine_is_a_source() {
        for name in repo::engine_crates() {
            assert!(SOURCES.contains(&name.as_str()), "{name}");
        }
    }
}
