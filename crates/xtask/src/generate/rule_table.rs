//! `crates/password/RULES.md`: every rule with its options, from the rules' own documentation.

use std::{fmt::Write, path::Path};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use syn::{Attribute, Expr, ExprLit, Fields, Item, Lit, Meta, ext::IdentExt};

use crate::{
    generate::{
        Generated, pascal,
        registry::RULES,
        schema::{Rule, RuleOption, Wire},
        snake,
    },
    repo::{self, Repo},
};

/// The table, for the rules that the engine tells.
pub fn generate(repo: &Repo, wire: &Wire) -> Result<Generated> {
    let mut overview = String::new();
    let mut sections = String::new();
    for rule in &wire.rules {
        let path = Path::new(RULES).join(snake(&rule.code)).with_extension("rs");
        let source = repo::read(&repo.path(&path))?;
        let docs = Docs::read(&source, &rule.code)
            .with_context(|| format!("reading the documentation in {}", path.display()))?;
        let options: Vec<_> =
            rule.options.iter().map(|option| format!("`{}`", option.name)).collect();
        writeln!(
            overview,
            "| [`{0}`](#{0}) | {1} | {2} |",
            rule.code,
            cell(&docs.summary),
            options.join(", ")
        )?;
        section(&mut sections, rule, &docs)?;
    }
    let text = format!("{HEAD}{overview}{sections}");
    Ok((Path::new("crates/password/RULES.md").to_path_buf(), text))
}

fn section(text: &mut String, rule: &Rule, docs: &Docs) -> Result<()> {
    writeln!(text, "\n## `{}`\n", rule.code)?;
    writeln!(text, "{}\n", docs.summary)?;
    writeln!(text, "Message: \u{201c}{}\u{201d}\n", rule.message)?;
    let head = "| option | values | default | stricter | |\n|---|---|---|---|---|";
    writeln!(text, "{}", if rule.options.is_empty() { "It has no options." } else { head })?;
    for option in &rule.options {
        let about =
            docs.options.iter().find(|(name, _)| *name == option.name).with_context(|| {
                format!("the option `{}` of `{}` is no field", option.name, rule.code)
            })?;
        writeln!(
            text,
            "| `{}` | {} | {} | {} | {} |",
            option.name,
            cell(&values(&option.schema)),
            cell(&default(option)),
            option.stricter,
            cell(&about.1)
        )?;
    }
    for (title, body) in &docs.sections {
        writeln!(text, "\n### {title}\n\n{body}")?;
    }
    let source = format!("src/rules/{}.rs", snake(&rule.code));
    writeln!(text, "\nSource: [`{source}`]({source})")?;
    Ok(())
}

/// What a rule's file says of the rule.
#[derive(Debug)]
struct Docs {
    /// What the password must be.
    summary: String,
    /// Title and text of each section of the module's documentation.
    sections: Vec<(String, String)>,
    /// Name and documentation of each field of the options.
    options: Vec<(String, String)>,
}

impl Docs {
    fn read(source: &str, code: &str) -> Result<Self> {
        let file = syn::parse_file(source)?;
        let module = doc(&file.attrs);
        let (first, rest) = module.split_once('\n').unwrap_or((&module, ""));
        let summary = first
            .strip_prefix(&format!("`{code}`: "))
            .with_context(|| format!("the first line does not begin with `{code}`: {first:?}"))?;
        let name = pascal(code);
        let options = file
            .items
            .iter()
            .find_map(|item| match item {
                Item::Struct(item) if item.ident == name => Some(&item.fields),
                _ => None,
            })
            .with_context(|| format!("there is no struct {name}"))?;
        Ok(Self { summary: sentence(summary), sections: sections(rest), options: fields(options)? })
    }
}

fn fields(fields: &Fields) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for field in fields {
        let name = field.ident.as_ref().context("an option without a name")?;
        // `r#where` is the option `where`.
        let name = name.unraw().to_string();
        let about = doc(&field.attrs).replace('\n', " ");
        ensure!(!about.is_empty(), "the option `{name}` has no documentation");
        found.push((name, about));
    }
    Ok(found)
}

/// The lines of doc comments, without the space that follows the slashes.
fn doc(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                let text = text.value();
                Some(text.strip_prefix(' ').unwrap_or(&text).to_owned())
            }
            _ => None,
        },
        _ => None,
    };
    let lines: Vec<_> = attributes.iter().filter_map(line).collect();
    lines.join("\n").trim().to_owned()
}

fn sections(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("# ") {
            found.push((title.to_owned(), String::new()));
        } else if let Some((_, body)) = found.last_mut() {
            body.push_str(line);
            body.push('\n');
        }
    }
    for (_, body) in &mut found {
        *body = body.trim().to_owned();
    }
    found
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// What may be given, in words.
pub(super) fn values(schema: &Value) -> String {
    let names = |schema: &Value| {
        let names = schema.get("enum").and_then(Value::as_array)?;
        Some(names.iter().map(|name| format!("`{}`", plain(name))).collect::<Vec<_>>().join(", "))
    };
    let number = |key: &str| schema.get(key).map(ToString::to_string).unwrap_or_default();
    if let Some(names) = names(schema) {
        return format!("one of {names}");
    }
    if let Some(names) = schema.get("items").and_then(names) {
        return format!("some of {names}");
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("integer") => format!("{} to {}", number("minimum"), number("maximum")),
        Some("boolean") => "`true`, `false`".to_owned(),
        Some("array") => format!("a list of at most {}", number("maxItems")),
        Some("string") => format!("text of at most {} bytes", number("maxLength")),
        _ => String::new(),
    }
}

pub(super) fn default(option: &RuleOption) -> String {
    match option.schema.get("default") {
        _ if option.required => "must be given".to_owned(),
        Some(Value::Array(names))
            if option.schema.pointer("/items/enum") == Some(&names.clone().into()) =>
        {
            "all".to_owned()
        }
        Some(Value::String(text)) if text.is_empty() => "empty".to_owned(),
        Some(value) => format!("`{}`", plain(value)),
        None => "none".to_owned(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A bar would end the cell.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

const HEAD: &str = "\
# Password rules

Generated by `cargo xtask gen` from the rules' own documentation: do not edit. A policy is a map from
the code of a rule to its options; the order of this file is the order of the report.

| code | the rule | options |
|---|---|---|
";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SOURCE: &str = "\
//! `min-length`: the password has at least `min` characters.
//!
//! # Why
//! Length resists
//! guessing.
//!
//! # Counting
//! Code points.

/// Options for `min-length`.
pub struct MinLength {
    /// Fewest characters
    /// accepted.
    pub min: u32,
    /// Place.
    pub r#where: u32,
}
";

    #[test]
    fn documentation_is_taken_from_the_file() {
        let docs = Docs::read(SOURCE, "min-length").unwrap();
        assert_eq!(docs.summary, "The password has at least `min` characters.");
        let options = [("min", "Fewest characters accepted."), ("where", "Place.")];
        assert_eq!(docs.options, options.map(|(name, about)| (name.to_owned(), about.to_owned())));
        let titles: Vec<_> = docs.sections.iter().map(|(title, _)| title.as_str()).collect();
        assert_eq!(titles, ["Why", "Counting"]);
        assert_eq!(docs.sections[0].1, "Length resists\nguessing.");
    }

    #[test]
    fn a_file_that_documents_another_rule_is_an_error() {
        assert!(Docs::read(SOURCE, "max-length").is_err());
    }

    #[test]
    fn values_are_told_in_words() {
        let cases = [
            (json!({ "type": "integer", "minimum": 1, "maximum": 9 }), "1 to 9"),
            (json!({ "type": "string", "enum": ["a", "b"] }), "one of `a`, `b`"),
            (json!({ "type": "array", "items": { "enum": ["a"] } }), "some of `a`"),
            (json!({ "type": "boolean" }), "`true`, `false`"),
        ];
        for (schema, expected) in cases {
            assert_eq!(values(&schema), expected);
        }
    }
}
