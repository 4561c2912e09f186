//! Proves that a module or component asks its host for nothing.

use anyhow::{Result, ensure};
use wasmparser::{Parser, Payload};

/// Fails if there is any, and names all of them.
pub fn none(wasm: &[u8], file: &str) -> Result<()> {
    let found = imports(wasm)?;
    ensure!(
        found.is_empty(),
        "{file} imports {}: the engine must import nothing, so find what calls it (a clock, a \
         random source, or a feature of a dependency that is on since the last build)",
        found.join(", ")
    );
    Ok(())
}

/// The name of every import, as `module.name` or, of a component, as its name.
///
/// A component inside a component imports what the outer one gives it; only what the outermost asks
/// for comes from the host. A core module may not import at any depth.
fn imports(wasm: &[u8]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut depth = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::Version { .. } => depth += 1,
            Payload::End(_) => depth -= 1,
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    found.push(format!("`{}.{}`", import.module, import.name));
                }
            }
            Payload::ComponentImportSection(imports) if depth == 1 => {
                for import in imports {
                    found.push(format!("`{}`", import?.name.name));
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(module (import "a" "b" (func)))`
    const IMPORTING: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x07\x01\x01a\x01b\0\0";

    #[test]
    fn an_import_is_named() {
        assert_eq!(imports(IMPORTING).unwrap(), ["`a.b`"]);
        assert!(none(IMPORTING, "x.wasm").is_err());
    }

    #[test]
    fn a_module_without_imports_passes() {
        assert!(none(b"\0asm\x01\0\0\0", "x.wasm").is_ok());
    }
}
