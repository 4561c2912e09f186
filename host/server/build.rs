//! Embeds `target/wicketgate/page/`, the scripts of the sign-up page, where `cargo xtask build` has
//! made them.
//!
//! It never runs cargo: a build inside a build would wait for its own lock. Without the folder the
//! server still builds; its page then works as it does without JavaScript, and `serve` says so.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=CARGO_TARGET_DIR");
    println!("cargo::rerun-if-changed=assets");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let found = candidates(&out).into_iter().find(|path| path.is_dir());
    let mut entries = String::new();
    match &found {
        Some(folder) => {
            println!("cargo::rerun-if-changed={}", folder.display());
            for path in files(folder)? {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                fs::copy(&path, out.join(&name))?;
                entries += &format!(
                    "({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/\", {name:?}))),\n"
                );
            }
        }
        // A path that does not exist runs this script again in the next build.
        None => candidates(&out).iter().for_each(|path| {
            println!("cargo::rerun-if-changed={}", path.display());
        }),
    }
    fs::write(out.join("page_files.rs"), format!("&[{entries}]"))
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Where the folder may stand: the target directory that holds this script's output, the one that
/// the environment names, and the workspace's own.
fn candidates(out: &Path) -> Vec<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    // OUT_DIR is `<target>[/<triple>]/<profile>/build/<package>/out`.
    let above_out = out.ancestors().skip(4).take(2).map(Path::to_path_buf);
    let named = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let own = workspace.map(|root| root.join("target"));
    above_out.chain(named).chain(own).map(|target| target.join("wicketgate/page")).collect()
}
