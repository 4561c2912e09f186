//! `crates/password/src/rules/registry.rs`, from the files of its folder.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, bail};

use crate::{
    generate::{Generated, pascal},
    repo::{self, Repo},
};

/// Where rules live, from the root.
pub const RULES: &str = "crates/password/src/rules";

/// The registry for the rules that are there.
pub fn generate(repo: &Repo) -> Result<Generated> {
    let text = text(&read(repo)?)?;
    Ok((Path::new(RULES).join("registry.rs"), text))
}

/// The order of every rule, by module name.
pub fn read(repo: &Repo) -> Result<BTreeMap<String, u16>> {
    let mut orders = BTreeMap::new();
    for path in repo::files(&repo.path(RULES))? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if NOT_RULES.contains(&stem.as_str()) {
            continue;
        }
        let order = order(&repo::read(&path)?)
            .with_context(|| format!("{} has no line `const ORDER: u16 = …;`", repo.show(&path)))?;
        orders.insert(stem, order);
    }
    Ok(orders)
}

/// The number in the line `const ORDER: u16 = 10;`.
fn order(source: &str) -> Option<u16> {
    source.lines().find_map(|line| {
        line.trim().strip_prefix("const ORDER: u16 = ")?.strip_suffix(';')?.parse().ok()
    })
}

fn text(orders: &BTreeMap<String, u16>) -> Result<String> {
    let mut modules = String::new();
    let mut kinds: BTreeMap<u16, &str> = BTreeMap::new();
    for (module, order) in orders {
        modules += &format!("#[path = \"{module}.rs\"]\npub mod {module};\n");
        if let Some(other) = kinds.insert(*order, module) {
            bail!("{other}.rs and {module}.rs in {RULES} have the same ORDER, {order}: change one");
        }
    }
    let kinds: String = kinds
        .values()
        .map(|module| format!("    Kind::of::<{module}::{}>(),\n", pascal(module)))
        .collect();
    Ok(format!("{HEAD}\n{modules}\n{DOC}\npub const REGISTRY: &[Kind] = &[\n{kinds}];\n"))
}

/// Files of the folder that hold no rule.
const NOT_RULES: [&str; 2] = ["mod", "registry"];

const HEAD: &str = "\
//! Every rule, in the order of the report. Generated from this folder by `cargo xtask gen`.

use super::Kind;
";

const DOC: &str = "/// Every kind of rule, in the order of the report.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_read_from_its_line() {
        let cases = [
            ("    const ORDER: u16 = 10;\n", Some(10)),
            ("// const ORDER\nconst ORDER: u16 = 7;", Some(7)),
            ("const ORDER: u16 = TEN;", None),
            ("", None),
        ];
        for (source, expected) in cases {
            assert_eq!(order(source), expected, "{source:?}");
        }
    }

    #[test]
    fn modules_stand_by_name_and_kinds_by_order() {
        let orders = BTreeMap::from([("max_length".to_owned(), 10), ("digit".to_owned(), 20)]);
        let expected = "\
//! Every rule, in the order of the report. Generated from this folder by `cargo xtask gen`.

use super::Kind;

#[path = \"digit.rs\"]
pub mod digit;
#[path = \"max_length.rs\"]
pub mod max_length;

/// Every kind of rule, in the order of the report.
pub const REGISTRY: &[Kind] = &[
    Kind::of::<max_length::MaxLength>(),
    Kind::of::<digit::Digit>(),
];
";
        assert_eq!(text(&orders).unwrap(), expected);
    }

    #[test]
    fn one_order_for_two_rules_names_both() {
        let orders = BTreeMap::from([("a".to_owned(), 10), ("b".to_owned(), 10)]);
        let error = text(&orders).unwrap_err().to_string();
        assert!(error.contains("a.rs and b.rs"), "{error}");
    }
}
