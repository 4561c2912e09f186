//! Embeds `target/wicketgate/engine.wasm`, where `cargo xtask build` has made it.
//!
//! It never runs cargo: a build inside a build would wait for its own lock. Without the file the
//! library still builds, and says at run time how to get an engine.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=CARGO_TARGET_DIR");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let found = candidates(&out).into_iter().find(|path| path.is_file());
    let source = match &found {
        Some(path) => {
            println!("cargo::rerun-if-changed={}", path.display());
            fs::copy(path, out.join(FILE))?;
            format!("Some(include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{FILE}\")))")
        }
        None => {
            // A path that does not exist runs this script again in the next build.
            for path in candidates(&out) {
                println!("cargo::rerun-if-changed={}", path.display());
            }
            "None".to_owned()
        }
    };
    fs::write(out.join("embedded.rs"), source)
}

/// Where the file may stand: the target directory that holds this script's output, the one that
/// the environment names, and the workspace's own.
fn candidates(out: &Path) -> Vec<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    // OUT_DIR is `<target>[/<triple>]/<profile>/build/<package>/out`.
    let above_out = out.ancestors().skip(4).take(2).map(Path::to_path_buf);
    let named = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let own = workspace.map(|root| root.join("target"));
    above_out.chain(named).chain(own).map(|target| target.join("wicketgate").join(FILE)).collect()
}

const FILE: &str = "engine.wasm";
