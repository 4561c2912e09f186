//! Starts a kind of personal data: its file and its vectors, in the shape that all of them have.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::{
    generate::{self, KINDS, snake},
    new_rule::is_code,
    progress,
    repo::{self, Repo},
};

/// Writes both files and everything that is derived from them.
pub fn run(repo: &Repo, code: &str) -> Result<()> {
    ensure!(
        is_code(code),
        "`{code}` cannot be a kind: a code is lower-case words joined by `-`, such as `us-ssn`, a country \
         first where it has one, and no keyword of Rust"
    );
    let taken = generate::kinds(repo)?.contains_key(&snake(code)) || code == "mod";
    ensure!(!taken, "there is a file for `{code}` already");
    let kind = Path::new(KINDS).join(snake(code)).with_extension("rs");
    let vectors = Path::new("tests/vectors/redact").join(code).with_extension("json");
    ensure!(
        !repo.path(&vectors).exists(),
        "{} is there already: the code of a kind that was removed is never used again",
        vectors.display()
    );
    repo::write(&repo.path(&kind), fill(KIND, code))?;
    repo::write(&repo.path(&vectors), fill(VECTORS, code))?;
    generate::run(repo)?;
    progress::say(&format!(
        "edit these two files, then run `cargo xtask gen`:\n  {}\n  {}",
        kind.display(),
        vectors.display()
    ));
    Ok(())
}

fn fill(template: &str, code: &str) -> String {
    template.replace("<code>", code).replace("<LABEL>", &snake(code).to_uppercase())
}

const KIND: &str = include_str!("kind.txt");
const VECTORS: &str = include_str!("vectors.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_are_filled() {
        let kind = fill(KIND, "xx-member-number");
        assert!(kind.contains("code: \"xx-member-number\""), "{kind}");
        syn::parse_file(&kind).unwrap();
        let vectors: serde_json::Value =
            serde_json::from_str(&fill(VECTORS, "xx-member-number")).unwrap();
        assert_eq!(vectors["suite"], "redact/xx-member-number");
        let test = &vectors["groups"][0]["tests"][0];
        assert_eq!(test["redacted"], "[XX_MEMBER_NUMBER]");
    }
}
