//! `crates/redact/src/kinds/mod.rs`, from the files of its folder.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;

use crate::{
    generate::Generated,
    repo::{self, Repo},
};

/// Where kinds of personal data live, from the root.
pub const KINDS: &str = "crates/redact/src/kinds";

/// The registry for the kinds that are there.
pub fn generate(repo: &Repo) -> Result<Generated> {
    Ok((Path::new(KINDS).join("mod.rs"), text(&read(repo)?)))
}

/// Every module of the folder, and whether it is a kind and no helper of kinds.
pub fn read(repo: &Repo) -> Result<BTreeMap<String, bool>> {
    let mut modules = BTreeMap::new();
    for path in repo::files(&repo.path(KINDS))? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if stem != "mod" {
            modules.insert(stem, repo::read(&path)?.contains("const KIND: Kind"));
        }
    }
    Ok(modules)
}

fn text(modules: &BTreeMap<String, bool>) -> String {
    let declared: String =
        modules.keys().map(|module| format!("pub(crate) mod {module};\n")).collect();
    let kinds: String = modules
        .iter()
        .filter(|(_, is_kind)| **is_kind)
        .map(|(module, _)| format!("    &{module}::KIND.listed(),\n"))
        .collect();
    format!("{HEAD}\n{declared}\n{LIST}{kinds}];\n")
}

const HEAD: &str = "//! Every kind, one file each.\n";

const LIST: &str = "\
use crate::kind::Kind;

/// Every kind, sorted by code.
pub const KINDS: &[&Kind] = &[
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn helpers_are_modules_and_no_kinds() {
        let modules = [("us_ssn", true), ("calling_code", false), ("ca_sin", true)];
        let modules = modules.map(|(module, is_kind)| (module.to_owned(), is_kind)).into();
        let expected = "\
//! Every kind, one file each.

pub(crate) mod ca_sin;
pub(crate) mod calling_code;
pub(crate) mod us_ssn;

use crate::kind::Kind;

/// Every kind, sorted by code.
pub const KINDS: &[&Kind] = &[
    &ca_sin::KIND.listed(),
    &us_ssn::KIND.listed(),
];
";
        assert_eq!(text(&modules), expected);
    }
}
