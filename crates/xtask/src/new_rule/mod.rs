//! Starts a password rule: its file and its vectors, in the shape that all of them have.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::{
    generate::{self, RULES, pascal, snake},
    progress,
    repo::{self, Repo},
};

/// Writes both files and everything that is derived from them.
pub fn run(repo: &Repo, code: &str) -> Result<()> {
    ensure!(
        is_code(code),
        "`{code}` cannot be a rule: a code is a noun phrase of lower-case words joined by `-`, such \
         as `no-username`, and no keyword of Rust"
    );
    let orders = generate::orders(repo)?;
    ensure!(!orders.contains_key(&snake(code)), "there is a rule `{code}` already");
    let rule = Path::new(RULES).join(snake(code)).with_extension("rs");
    let vectors = Path::new("tests/vectors/password").join(code).with_extension("json");
    ensure!(
        !repo.path(&vectors).exists(),
        "{} is there already: the code of a rule that was removed is never used again",
        vectors.display()
    );
    let last = orders.values().max().copied().unwrap_or_default();
    let order = last.checked_add(STEP).context("the last rule's ORDER leaves no room behind it")?;
    repo::write(&repo.path(&rule), fill(RULE, code, order))?;
    repo::write(&repo.path(&vectors), fill(VECTORS, code, order))?;
    generate::run(repo)?;
    progress::say(&format!(
        "edit these two files, then run `cargo xtask gen`:\n  {}\n  {}",
        rule.display(),
        vectors.display()
    ));
    Ok(())
}

/// Kebab-case, and a name that a Rust module can have.
pub fn is_code(code: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    code.starts_with(|first: char| first.is_ascii_lowercase())
        && code.split('-').all(word)
        && syn::parse_str::<syn::Ident>(&snake(code)).is_ok()
}

fn fill(template: &str, code: &str, order: u16) -> String {
    template
        .replace("<code>", code)
        .replace("<Name>", &pascal(code))
        .replace("<order>", &order.to_string())
}

/// Between the orders of two rules, so that a third one fits.
const STEP: u16 = 10;

const RULE: &str = include_str!("rule.txt");
const VECTORS: &str = include_str!("vectors.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_kebab_case() {
        for code in ["digit", "no-username", "max-2-digits"] {
            assert!(is_code(code), "{code}");
        }
        for code in [
            "", "-", "no--user", "no-", "-no", "No-user", "no_user", "2fa", "no user", "é", "type",
            "../x",
        ] {
            assert!(!is_code(code), "{code}");
        }
    }

    #[test]
    fn the_templates_are_filled() {
        let rule = fill(RULE, "no-username", 110);
        for text in ["//! `no-username`: ", "pub struct NoUsername", "const ORDER: u16 = 110;"] {
            assert!(rule.contains(text), "{text}");
        }
        syn::parse_file(&rule).unwrap();
        let vectors = fill(VECTORS, "no-username", 110);
        let vectors: serde_json::Value = serde_json::from_str(&vectors).unwrap();
        assert_eq!(vectors["suite"], "password/no-username");
    }
}
