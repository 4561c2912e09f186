//! `js/wicketgate/src/generated/types.ts`: the types of documents, requests and answers.
//!
//! Written here and not by an npm package, because results are frozen objects: every member is
//! `readonly`, and members of requests and answers are in camelCase. Documents keep the names that
//! they have in files. A keyword of JSON Schema that this file does not know is an error, so that a
//! schema can never say more than its type by accident.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::generate::{Generated, camel, schema::Wire};

/// The types, for the schemas that the engine tells.
pub fn generate(wire: &Wire) -> Result<Generated> {
    let mut types = BTreeMap::new();
    for (path, schema) in &wire.files {
        let spelling = if path.ends_with(WIRE) { Spelling::Camel } else { Spelling::AsIs };
        declare(schema, spelling, &mut types).with_context(|| format!("in {}", path.display()))?;
    }
    let codes: Vec<_> = wire.rules.iter().map(|rule| Value::String(rule.code.clone())).collect();
    let codes = format!(
        "/** The code of a rule that this version knows; a newer engine may tell others. */\n\
         export type RuleCode = {};\n",
        union(codes.iter().map(literal))
    );
    types.insert("RuleCode".to_owned(), codes);
    let types: Vec<_> = types.into_values().collect();
    let text = format!("{HEAD}\n{}", types.join("\n"));
    Ok((Path::new("js/wicketgate/src/generated/types.ts").to_path_buf(), text))
}

/// How the members of objects are spelled.
#[derive(Clone, Copy, PartialEq)]
enum Spelling {
    AsIs,
    Camel,
}

/// Adds a type for a schema and for each of its definitions.
fn declare(schema: &Value, spelling: Spelling, types: &mut BTreeMap<String, String>) -> Result<()> {
    let title = schema.get("title").and_then(Value::as_str).context("a schema without a title")?;
    let definitions = schema.get("$defs").and_then(Value::as_object);
    let named = definitions.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema));
    for (name, schema) in named.chain([(title, schema)]) {
        let text = declaration(name, schema, spelling).with_context(|| format!("type {name}"))?;
        if let Some(other) = types.insert(name.to_owned(), text.clone())
            && other != text
        {
            bail!("two different types are called {name}");
        }
    }
    Ok(())
}

fn declaration(name: &str, schema: &Value, spelling: Spelling) -> Result<String> {
    let writer = Writer { spelling };
    let about = comment(schema, "");
    let text = writer.write(schema, "")?.unwrap_or_else(|| "unknown".to_owned());
    Ok(match text.strip_prefix("{\n") {
        Some(members) if is_plain_object(schema) => {
            format!("{about}export interface {name} {{\n{members}\n")
        }
        _ => format!("{about}export type {name} = {text};\n"),
    })
}

fn is_plain_object(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("object")
        && COMBINED.iter().all(|keyword| schema.get(*keyword).is_none())
}

struct Writer {
    spelling: Spelling,
}

impl Writer {
    /// The type of a schema; none where it only restricts values and says nothing of their shape.
    fn write(&self, schema: &Value, indent: &str) -> Result<Option<String>> {
        let object = match schema {
            Value::Bool(true) => return Ok(None),
            Value::Object(object) => object,
            other => bail!("a schema that is {other}"),
        };
        if let Some(unknown) = object.keys().find(|key| !KEYWORDS.contains(&key.as_str())) {
            bail!("the keyword `{unknown}` is not known to crates/xtask/src/generate/types.rs");
        }
        let mut parts = Vec::new();
        parts.extend(self.reference(object)?);
        parts.extend(self.own(object, indent)?);
        for keyword in ["oneOf", "anyOf"] {
            parts.extend(self.alternatives(object.get(keyword), indent)?);
        }
        for part in object.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            parts.extend(self.write(part, indent)?);
        }
        parts.extend(self.conditional(object, indent)?);
        parts.dedup();
        Ok(match parts.as_slice() {
            [] => None,
            [part] => Some(part.clone()),
            _ => Some(parts.iter().map(|part| bracket(part)).collect::<Vec<_>>().join(" & ")),
        })
    }

    fn reference(&self, object: &Map<String, Value>) -> Result<Option<String>> {
        let Some(reference) = object.get("$ref") else {
            return Ok(None);
        };
        let name = reference.as_str().and_then(|text| text.strip_prefix("#/$defs/"));
        name.map(|name| Some(name.to_owned())).with_context(|| format!("the reference {reference}"))
    }

    /// What `const`, `enum` and `type` say.
    fn own(&self, object: &Map<String, Value>, indent: &str) -> Result<Option<String>> {
        if let Some(value) = object.get("const") {
            return Ok(Some(literal(value)));
        }
        if let Some(Value::Array(values)) = object.get("enum") {
            return Ok(Some(union(values.iter().map(literal))));
        }
        let kinds: Vec<&str> = match object.get("type") {
            None if object.contains_key("properties") => vec!["object"],
            None => return Ok(None),
            Some(Value::String(kind)) => vec![kind],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            Some(other) => bail!("a type that is {other}"),
        };
        let texts: Result<Vec<_>> =
            kinds.iter().map(|kind| self.kind(kind, object, indent)).collect();
        Ok(Some(union(texts?)))
    }

    fn kind(&self, kind: &str, object: &Map<String, Value>, indent: &str) -> Result<String> {
        Ok(match kind {
            "boolean" | "null" | "string" => kind.to_owned(),
            "integer" | "number" => "number".to_owned(),
            "array" => {
                let items = match object.get("items") {
                    Some(items) => self.write(items, indent)?,
                    None => None,
                };
                format!("readonly {}[]", bracket(&items.unwrap_or_else(|| "unknown".to_owned())))
            }
            "object" => self.object(object, indent)?,
            other => bail!("the type `{other}`"),
        })
    }

    fn object(&self, object: &Map<String, Value>, indent: &str) -> Result<String> {
        let deeper = format!("{indent}  ");
        let required: Vec<&str> = object
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let mut members = String::new();
        let properties = object.get("properties").and_then(Value::as_object);
        for (name, schema) in properties.into_iter().flatten() {
            let needed = required.contains(&name.as_str());
            members += &comment(schema, &deeper);
            let text = self.write(schema, &deeper)?.unwrap_or_else(|| "unknown".to_owned());
            // Over the wire, what is not there is left out and never null.
            let left_out = !needed && self.spelling == Spelling::Camel;
            let text = if left_out { text.replace(" | null", "") } else { text };
            let mark = if needed { "" } else { "?" };
            members += &format!("{deeper}readonly {}{mark}: {text};\n", self.member(name));
        }
        match object.get("additionalProperties") {
            Some(Value::Bool(false)) => {}
            None if properties.is_some() => {}
            open => {
                let text = match open {
                    Some(schema) => self.write(schema, &deeper)?,
                    None => None,
                };
                let text = text.unwrap_or_else(|| "unknown".to_owned());
                members += &format!("{deeper}readonly [name: string]: {text};\n");
            }
        }
        Ok(format!("{{\n{members}{indent}}}"))
    }

    fn alternatives(&self, schemas: Option<&Value>, indent: &str) -> Result<Option<String>> {
        let mut texts = Vec::new();
        for schema in schemas.and_then(Value::as_array).into_iter().flatten() {
            texts.extend(self.write(schema, indent)?);
        }
        Ok((!texts.is_empty()).then(|| union(texts)))
    }

    /// `if` chooses between the shapes of `then` and `else`; with one shape it only restricts.
    fn conditional(&self, object: &Map<String, Value>, indent: &str) -> Result<Option<String>> {
        let mut texts = Vec::new();
        for keyword in ["then", "else"] {
            match object.get(keyword) {
                Some(schema) => texts.extend(self.write(schema, indent)?),
                None => return Ok(None),
            }
        }
        Ok((texts.len() == 2).then(|| union(texts)))
    }

    fn member(&self, name: &str) -> String {
        let name = if self.spelling == Spelling::Camel { camel(name) } else { name.to_owned() };
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        if name.chars().all(plain) { name } else { format!("'{name}'") }
    }
}

fn comment(schema: &Value, indent: &str) -> String {
    let Some(text) = schema.get("description").and_then(Value::as_str) else {
        return String::new();
    };
    let text = text.replace("*/", "*\\/");
    let paragraphs: Vec<_> = text.split("\n\n").map(|lines| lines.replace('\n', " ")).collect();
    match paragraphs.as_slice() {
        [line] => format!("{indent}/** {line} */\n"),
        _ => {
            let lines = paragraphs.join(&format!("\n{indent} *\n{indent} * "));
            format!("{indent}/**\n{indent} * {lines}\n{indent} */\n")
        }
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        other => other.to_string(),
    }
}

fn union(texts: impl IntoIterator<Item = String>) -> String {
    let mut distinct: Vec<String> = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct.join(" | ")
}

/// Brackets what would otherwise read as a part of its surroundings.
fn bracket(text: &str) -> String {
    let simple = text.starts_with('{') && text.ends_with('}') && !text.contains("} ");
    if simple || !text.contains(' ') { text.to_owned() } else { format!("({text})") }
}

/// The schema whose members are spelled in camelCase: what goes over the wire.
const WIRE: &str = "wire-v1.json";

/// Keywords that put shapes together.
const COMBINED: [&str; 6] = ["$ref", "allOf", "anyOf", "else", "oneOf", "then"];

/// Keywords that are expressed in types, that only restrict values, or that explain.
const KEYWORDS: [&str; 31] = [
    "$defs",
    "$ref",
    "$schema",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "default",
    "description",
    "else",
    "enum",
    "format",
    "if",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "oneOf",
    "pattern",
    "properties",
    "propertyNames",
    "required",
    "then",
    "title",
    "type",
    "uniqueItems",
];

const HEAD: &str = "\
/**
 * Documents, requests and answers of the engine.
 *
 * Generated by `cargo xtask gen` from the schemas in tests/vectors/schema: do not edit.
 */
";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_becomes_a_type() {
        let cases = [
            (json!({ "type": "string", "maxLength": 4 }), "string"),
            (json!({ "type": ["integer", "null"] }), "number | null"),
            (json!({ "const": 1 }), "1"),
            (json!({ "enum": ["a", "it's", null] }), "'a' | 'it\\'s' | null"),
            (json!({ "type": "array", "items": { "type": "string" } }), "readonly string[]"),
            (json!({ "type": "array", "items": { "enum": [1, 2] } }), "readonly (1 | 2)[]"),
            (json!({ "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] }), "A | B"),
            (json!({ "allOf": [{ "$ref": "#/$defs/A" }, { "required": ["x"] }] }), "A"),
            (
                json!({ "if": {}, "then": { "$ref": "#/$defs/A" }, "else": { "$ref": "#/$defs/B" } }),
                "A | B",
            ),
            (
                json!({ "type": "object", "additionalProperties": { "type": "number" } }),
                "{\n  readonly [name: string]: number;\n}",
            ),
        ];
        let writer = Writer { spelling: Spelling::AsIs };
        for (schema, expected) in cases {
            assert_eq!(writer.write(&schema, "").unwrap().as_deref(), Some(expected), "{schema}");
        }
    }

    #[test]
    fn members_are_read_only_and_spelled_for_the_language() {
        let schema = json!({
            "title": "Report",
            "description": "What was found.",
            "type": "object",
            "required": ["ok"],
            "properties": { "form_digest": { "type": "string" }, "ok": { "type": "boolean" } },
        });
        let expected = "/** What was found. */\nexport interface Report {\n  \
                        readonly formDigest?: string;\n  readonly ok: boolean;\n}\n";
        assert_eq!(declaration("Report", &schema, Spelling::Camel).unwrap(), expected);
    }

    #[test]
    fn a_keyword_that_is_not_known_is_an_error() {
        assert!(declaration("A", &json!({ "dependentSchemas": {} }), Spelling::AsIs).is_err());
    }

    #[test]
    fn two_types_of_one_name_are_an_error() {
        let mut types = BTreeMap::new();
        let schema = |kind: &str| json!({ "title": "A", "type": kind });
        declare(&schema("string"), Spelling::AsIs, &mut types).unwrap();
        assert!(declare(&schema("number"), Spelling::AsIs, &mut types).is_err());
    }
}
