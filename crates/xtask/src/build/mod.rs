//! The artefacts: the component, the core module in it, the npm package, the server that embeds them.

mod component;
mod digest;
mod import;
mod optimise;
mod package;
mod plugin;
mod server;
mod web;

pub use component::{COMPONENT, compile, core_of, wrap};
pub use digest::{Entry, FILE as DIGESTS, brotli};
pub use import::none as imports_nothing;
pub use server::server;
pub use web::{BUILDS as BROWSER_BUILDS, MODULE as BROWSER_MODULE};

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{progress, repo::Repo, tool::Tool};

/// Builds everything that is older than its sources.
pub fn run(repo: &Repo) -> Result<()> {
    component::run(repo)?;
    web::run(repo)?;
    package::run(repo)?;
    plugin::run(repo)?;
    digest::run(repo)?;
    server::run(repo)?;
    progress::say("built target/wicketgate");
    Ok(())
}

/// The flags with which rustc leaves no path of this machine in what it writes.
///
/// They are told cargo by the environment and not by its configuration, because only artefacts
/// need them and a rebuild of everything else would be the price.
pub fn path_flags(repo: &Repo, root: &Path, target: &Path) -> Result<String> {
    let sysroot = Tool::new(repo, "rustc").args(["--print", "sysroot"]).output()?;
    let home = match env::var_os("CARGO_HOME") {
        Some(home) => PathBuf::from(home),
        None => env::home_dir().context("there is no home folder: set CARGO_HOME")?.join(".cargo"),
    };
    // The last one that fits is used, so the folder that may contain the others comes first.
    let prefixes = [
        (root, "/wicketgate"),
        (target, "/target"),
        (&home, "/cargo"),
        (Path::new(sysroot.trim()), "/rust"),
    ];
    let flags = prefixes.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    Ok(flags.join("\u{1f}"))
}
