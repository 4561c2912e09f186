//! Every package has a licence that deny.toml allows.
//!
//! cargo-deny reads the same list and checks more, but takes minutes to install: where it is
//! installed it is used.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::{
    ci::metadata::Metadata,
    progress,
    repo::{self, Repo},
    setup,
    tool::Tool,
};

/// Checks all packages of the lock file.
pub fn run(repo: &Repo) -> Result<()> {
    if setup::cargo_has("deny") {
        Tool::new(repo, "cargo")
            .args(["deny", "--offline", "check", "bans", "licenses", "sources"])
            .run("checking dependencies with cargo-deny", 10)?;
    }
    progress::say("checking licences");
    let deny: Deny = toml::from_str(&repo::read(&repo.path("deny.toml"))?).context("deny.toml")?;
    let allowed: BTreeSet<&str> = deny.licenses.allow.iter().map(String::as_str).collect();
    let metadata = Metadata::read(repo)?;
    let mut refused = Vec::new();
    for package in &metadata.packages {
        let licence = package.license.as_deref().unwrap_or("none");
        if !allows(licence, &allowed) {
            refused.push(format!("{} {}: {licence}", package.name, package.version));
        }
    }
    ensure!(
        refused.is_empty(),
        "these licences are not in deny.toml: {}; allow them there, or take another package",
        refused.join(", ")
    );
    Ok(())
}

#[derive(Deserialize)]
struct Deny {
    licenses: Licences,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
}

/// Whether what is allowed satisfies a licence expression.
fn allows(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    // Older packages write `/` for OR.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, allowed };
    let result = parser.or();
    result.unwrap_or(false) && parser.words.is_empty()
}

struct Parser<'w> {
    words: &'w [&'w str],
    allowed: &'w BTreeSet<&'w str>,
}

impl Parser<'_> {
    fn or(&mut self) -> Option<bool> {
        let mut result = self.and()?;
        while self.take("OR") {
            result |= self.and()?;
        }
        Some(result)
    }

    fn and(&mut self) -> Option<bool> {
        let mut result = self.licence()?;
        while self.take("AND") {
            result &= self.licence()?;
        }
        Some(result)
    }

    fn licence(&mut self) -> Option<bool> {
        if self.take("(") {
            let result = self.or()?;
            return self.take(")").then_some(result);
        }
        let (name, rest) = self.words.split_first()?;
        self.words = rest;
        if !self.take("WITH") {
            return Some(self.allowed.contains(name));
        }
        let (exception, rest) = self.words.split_first()?;
        self.words = rest;
        Some(self.allowed.contains(format!("{name} WITH {exception}").as_str()))
    }

    fn take(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == word => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_evaluated() {
        let allowed = BTreeSet::from(["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"]);
        let cases = [
            ("MIT", true),
            ("GPL-3.0", false),
            ("MIT OR GPL-3.0", true),
            ("MIT/GPL-3.0", true),
            ("MIT AND GPL-3.0", false),
            ("(MIT OR GPL-3.0) AND Apache-2.0", true),
            ("GPL-3.0 OR MIT AND BSD-3-Clause", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("MIT WITH LLVM-exception", false),
            ("MIT OR", false),
            ("(MIT", false),
            ("none", false),
            ("", false),
        ];
        for (expression, expected) in cases {
            assert_eq!(allows(expression, &allowed), expected, "{expression}");
        }
    }
}
