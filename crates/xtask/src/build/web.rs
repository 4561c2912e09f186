//! The engine for browsers, twice: the base build for forms and the full one.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    build::{
        component::SOURCES,
        optimise::{named, optimise},
        path_flags,
    },
    repo::Repo,
    setup,
    stamp::Inputs,
    tool::Tool,
};

/// Builds both into `target/web`, where the build script of js/wicketgate expects them.
pub fn run(repo: &Repo) -> Result<()> {
    for build in &BUILDS {
        let folder = repo.path(FOLDER).join(build.name);
        let outputs = [folder.join(GLUE), folder.join(MODULE), build.named(repo)];
        let inputs = Inputs::new(repo, "web 2").files(SOURCES)?.files(["crates/web"])?;
        inputs.unless_fresh(&format!("web-{}", build.name), &outputs, || {
            let doing = format!("compiling the {} build for browsers", build.name);
            build.compile(repo, &repo.root, &repo.cargo_target, &folder, &doing)
        })?;
    }
    Ok(())
}

/// One of the two.
pub struct Build {
    /// Its name, and that of its folder.
    pub name: &'static str,
    features: &'static [&'static str],
}

impl Build {
    /// Compiles it from the sources under `root`, which need not be ours, into a folder.
    pub fn compile(
        &self,
        repo: &Repo,
        root: &Path,
        target: &Path,
        folder: &Path,
        doing: &str,
    ) -> Result<()> {
        setup::wasm_target(repo)?;
        let raw = self.raw(target);
        // A call of its own for each build: one call for both would unite their features.
        Tool::new(repo, "wasm-pack")
            .args(["build", "crates/web", "--target", "web", "--mode", "no-install", "--no-opt"])
            .args(["--no-pack", "--profile", "web", "--out-name", "wicketgate_web", "--out-dir"])
            .arg(&raw)
            .args(["--", "--locked", "--no-default-features"])
            .args(self.features)
            .dir(root)
            .env("CARGO_ENCODED_RUSTFLAGS", path_flags(repo, root, target)? + SMALL_SHA_2)
            .env("CARGO_TARGET_DIR", target)
            .env("PATH", setup::path_with_tools(repo)?)
            .run(doing, 60)?;
        optimise(repo, &raw.join(MODULE), &folder.join(MODULE))?;
        for file in [GLUE, TYPES] {
            std::fs::copy(raw.join(file), folder.join(file))?;
        }
        Ok(())
    }

    /// The module of this build that [`run`] made.
    pub fn module(&self, repo: &Repo) -> PathBuf {
        repo.path(FOLDER).join(self.name).join(MODULE)
    }

    /// The same with the names of its functions.
    pub fn named(&self, repo: &Repo) -> PathBuf {
        named(&self.raw(&repo.cargo_target).join(MODULE))
    }

    fn raw(&self, target: &Path) -> PathBuf {
        target.join("web-raw").join(self.name)
    }
}

/// Both.
pub const BUILDS: [Build; 2] = [
    Build { name: "base", features: &[] },
    Build { name: "full", features: &["--features", "full"] },
];

/// The file name of the module of each build.
pub const MODULE: &str = "wicketgate_web_bg.wasm";

/// SHA-256 without unrolled rounds: a page hashes a document once, and downloads the code for it.
const SMALL_SHA_2: &str = "\u{1f}--cfg\u{1f}sha2_backend_soft=\"compact\"";

const FOLDER: &str = "target/web";
const GLUE: &str = "wicketgate_web.js";
const TYPES: &str = "wicketgate_web.d.ts";
