//! wasm-opt, the same way for every module.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

use crate::{repo, repo::Repo, setup, tool::Tool};

/// Optimises a module and drops what only people read.
///
/// Which features of WebAssembly may be used is told by the section `target_features`, which rustc
/// writes; it goes last, because no host reads it. The names of functions are dropped here and kept in
/// [`named`]: nothing else differs between the two files.
pub fn optimise(repo: &Repo, from: &Path, to: &Path) -> Result<()> {
    let wasm_opt = setup::wasm_opt(repo)?;
    let name = from.file_name().context("a module without a name")?.to_string_lossy();
    let named = named(from);
    Tool::new(repo, "node")
        .arg(wasm_opt)
        .args(["-O3", "--debuginfo", "--strip-producers", "--strip-target-features"])
        .arg(from)
        .arg("-o")
        .arg(&named)
        .run(&format!("optimising {name}"), 20)?;
    let module = std::fs::read(&named).with_context(|| format!("reading {}", named.display()))?;
    repo::write(to, without_names(&module)?)
}

/// The optimised module with the names of its functions, beside the one that was compiled.
pub fn named(compiled: &Path) -> PathBuf {
    compiled.with_extension("named.wasm")
}

/// The module without its section of names.
fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let (mut kept, mut end) = (Vec::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        // A section ends where its contents do; what stands before them is its kind and its size.
        let next = match (&payload, payload.as_section()) {
            (Payload::Version { range, .. }, _) => range.end,
            (_, Some((_, range))) => range.end,
            _ => continue,
        };
        let next = usize::try_from(next)?;
        if !matches!(&payload, Payload::CustomSection(section) if section.name() == "name") {
            kept.extend(module.get(end..next).context("a section reaches past the end")?);
        }
        end = next;
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_dropped_and_nothing_else() {
        let (head, names) = (b"\0asm\x01\0\0\0", b"\0\x05\x04name");
        let (types, custom) = (b"\x01\x04\x01\x60\0\0", b"\0\x03\x01ab");
        let module = [&head[..], types, names, custom].concat();
        assert_eq!(without_names(&module).unwrap(), [&head[..], types, custom].concat());
    }
}
