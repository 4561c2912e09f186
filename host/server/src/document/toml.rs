//! TOML to JSON, remembering the line of every value.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value as Json};
use toml_edit::{Document, Item, TableLike, Value};
use wicketgate_core::json;

/// Why a text is not a policy in TOML.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Error {
    pub(super) line: u32,
    pub(super) message: String,
}

/// The line of every value, by JSON Pointer.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(BTreeMap<String, u32>);

impl Lines {
    /// The line of the value, or of the nearest one around it.
    pub(super) fn find(&self, pointer: &str) -> u32 {
        let mut pointer = pointer;
        loop {
            match (self.0.get(pointer), pointer.rsplit_once('/')) {
                (Some(line), _) => return *line,
                (None, Some((parent, _))) => pointer = parent,
                (None, None) => return 1,
            }
        }
    }
}

/// The same document in JSON. A date becomes the text that it is written as.
pub(super) fn convert(text: &str) -> Result<(String, Lines), Error> {
    let document = Document::parse(text).map_err(|error| Error {
        line: error.span().map_or(1, |span| line_at(text, span.start)),
        message: error.message().lines().collect::<Vec<_>>().join(", "),
    })?;
    let mut reader = Reader { lines: Lines::default(), text };
    let value = reader.table(document.as_table(), "")?;
    Ok((value.to_string(), reader.lines))
}

struct Reader<'a> {
    lines: Lines,
    text: &'a str,
}

impl Reader<'_> {
    fn table(&mut self, table: &dyn TableLike, pointer: &str) -> Result<Json, Error> {
        let mut members = Map::new();
        for (name, item) in table.iter() {
            let pointer = json::pointer(pointer, name);
            let span = table.key(name).and_then(toml_edit::Key::span).or_else(|| item.span());
            let line = span
                .map_or_else(|| self.lines.find(&pointer), |span| line_at(self.text, span.start));
            self.lines.0.insert(pointer.clone(), line);
            members.insert(name.to_owned(), self.item(item, &pointer)?);
        }
        Ok(Json::Object(members))
    }

    fn item(&mut self, item: &Item, pointer: &str) -> Result<Json, Error> {
        match item {
            Item::None => Ok(Json::Null),
            Item::Value(value) => self.value(value, pointer),
            Item::Table(table) => self.table(table, pointer),
            Item::ArrayOfTables(tables) => {
                let tables = tables.iter().enumerate();
                tables
                    .map(|(index, table)| {
                        self.place(table.span(), pointer, index);
                        self.table(table, &json::pointer(pointer, &index.to_string()))
                    })
                    .collect()
            }
        }
    }

    fn value(&mut self, value: &Value, pointer: &str) -> Result<Json, Error> {
        Ok(match value {
            Value::Array(array) => {
                let mut items = Vec::with_capacity(array.len());
                for (index, item) in array.iter().enumerate() {
                    self.place(item.span(), pointer, index);
                    items.push(self.value(item, &json::pointer(pointer, &index.to_string()))?);
                }
                Json::Array(items)
            }
            Value::Boolean(flag) => Json::Bool(*flag.value()),
            Value::Datetime(datetime) => Json::String(datetime.value().to_string()),
            Value::Float(float) => {
                Json::Number(Number::from_f64(*float.value()).ok_or_else(|| Error {
                    line: self.lines.find(pointer),
                    message: "a number that JSON does not have".to_owned(),
                })?)
            }
            Value::InlineTable(table) => self.table(table, pointer)?,
            Value::Integer(integer) => Json::from(*integer.value()),
            Value::String(string) => Json::from(string.value().as_str()),
        })
    }

    fn place(&mut self, span: Option<std::ops::Range<usize>>, pointer: &str, index: usize) {
        if let Some(span) = span {
            let line = line_at(self.text, span.start);
            self.lines.0.insert(json::pointer(pointer, &index.to_string()), line);
        }
    }
}

fn line_at(text: &str, offset: usize) -> u32 {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    u32::try_from(before.iter().filter(|byte| **byte == b'\n').count() + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::convert;

    const POLICY: &str = r#"
version = 1
extends = "preset:default"
locked = [
    "/password/rules/min-length",
]

[password.rules]
min-length = { min = 12 }
"a/b" = {}

[password.rules.classes]
min = 3
of = ["digit", "symbol"]

[[password.effective_from]]
from = 2021-03-15

[[password.effective_from]]
from = 2022-03-15
environment = "production"
"#;

    #[test]
    fn a_policy_converts_and_keeps_its_lines() {
        let (text, lines) = convert(POLICY).expect("valid");
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let cases = [
            ("/version", serde_json::json!(1), 2),
            ("/locked/0", serde_json::json!("/password/rules/min-length"), 5),
            ("/password/rules/min-length/min", serde_json::json!(12), 9),
            ("/password/rules/a~1b", serde_json::json!({}), 10),
            ("/password/rules/classes/of/1", serde_json::json!("symbol"), 14),
            ("/password/effective_from/0/from", serde_json::json!("2021-03-15"), 17),
            ("/password/effective_from/1/environment", serde_json::json!("production"), 21),
        ];
        for (pointer, expected, line) in cases {
            assert_eq!(value.pointer(pointer), Some(&expected), "{pointer}");
            assert_eq!(lines.find(pointer), line, "{pointer}");
        }
        assert_eq!(lines.find("/password/rules/classes/max"), 12, "the table around it");
        assert_eq!(lines.find(""), 1);
    }

    #[test]
    fn what_is_no_policy_is_told_with_its_line() {
        let cases =
            [("a = 1\na = 2\n", 2), ("\n\na = = 1", 3), ("a = inf", 1), ("a = [1,\n nan]", 2)];
        for (text, line) in cases {
            assert_eq!(convert(text).expect_err(text).line, line, "{text}");
        }
    }
}
