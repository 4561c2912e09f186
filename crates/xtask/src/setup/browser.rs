//! Chromium: the one that is named, the one that is there, or Debian's.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail, ensure};

use crate::{repo::Repo, tool, tool::Tool};

/// The browser that tests drive.
pub fn chromium(repo: &Repo) -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        let named = PathBuf::from(named);
        ensure!(named.is_file(), "CHROMIUM names {}, where no file is", named.display());
        return Ok(named);
    }
    if let Some(found) = on_path() {
        return Ok(found);
    }
    if !can_install(repo) {
        bail!(
            "there is no Chromium: install it (Debian and Ubuntu: `apt-get install chromium`, \
             elsewhere Google Chrome will do), or name its program in the variable CHROMIUM"
        );
    }
    Tool::new(repo, "apt-get").arg("update").run("asking Debian what it has", 20)?;
    Tool::new(repo, "apt-get")
        .args(["install", "-y", "--no-install-recommends", "chromium"])
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run("installing Chromium", 60)?;
    match on_path() {
        Some(found) => Ok(found),
        None => bail!("apt-get installed chromium, but no program of that name is on the path"),
    }
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let files = |name: &&str| folders.iter().map(|folder| folder.join(name)).collect::<Vec<_>>();
    NAMES.iter().flat_map(files).find(|file| file.is_file())
}

fn can_install(repo: &Repo) -> bool {
    let root = Tool::new(repo, "id").arg("-u").output().is_ok_and(|id| id.trim() == "0");
    root && Path::new("/etc/debian_version").is_file() && tool::exists("apt-get")
}

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
