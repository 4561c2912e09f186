//! YAML as the values of JSON, each with its line.
//!
//! The parser gives events; what becomes of them is decided here: plain scalars as in the core
//! schema, keys are texts, and an alias is refused, because configurations of a few lines need none
//! and expanding them is an old way to fill a memory.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle};
use wicketgate_core::json::{Kind, MAX_DEPTH, Member, Place, Value};

use super::Problem;

/// The first document of a text; an empty one is an object without members.
pub(super) fn parse(text: &str) -> Result<Value<'static>, Vec<Problem>> {
    let mut open: Vec<Open> = Vec::new();
    let mut whole = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = event
            .or_else(|error| Problem::only(line(error.marker().line()), error.info().to_owned()))?;
        let at = line(span.start.line());
        let value = match event {
            Event::Alias(_) => {
                return Problem::only(at, "an alias is not read: write the value itself");
            }
            Event::DocumentStart(_) if whole.is_some() => {
                return Problem::only(at, "expected one document");
            }
            Event::SequenceStart(..) => {
                open.push(Open::new(at, Parts::List(Vec::new())));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::new(at, Parts::Members(Vec::new(), None)));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(Open::close),
            Event::Scalar(text, style, ..) => Some(scalar(&text, style, at)),
            _ => None,
        };
        if open.len() > MAX_DEPTH {
            return Problem::only(at, format!("nested more than {MAX_DEPTH} deep"));
        }
        if let Some(value) = value {
            match open.last_mut() {
                None => whole = Some(value),
                Some(around) => around.add(value)?,
            }
        }
    }
    let empty = || Value { kind: Kind::Object(Vec::new()), place: Place { layer: None, line: 1 } };
    Ok(whole.filter(|whole| whole.kind != Kind::Null).unwrap_or_else(empty))
}

/// A list or an object whose end has not come.
struct Open {
    line: u32,
    parts: Parts,
}

enum Parts {
    List(Vec<Value<'static>>),
    /// Members, and the key that waits for its value.
    Members(Vec<Member<'static>>, Option<(Cow<'static, str>, u32)>),
}

impl Open {
    const fn new(line: u32, parts: Parts) -> Self {
        Self { line, parts }
    }

    fn add(&mut self, value: Value<'static>) -> Result<(), Vec<Problem>> {
        match &mut self.parts {
            Parts::List(values) => values.push(value),
            Parts::Members(members, waiting) => match waiting.take() {
                Some((key, line)) => members.push(Member { key, line, value }),
                None => *waiting = Some((key(&value)?, value.place.line)),
            },
        }
        Ok(())
    }

    fn close(self) -> Value<'static> {
        let kind = match self.parts {
            Parts::List(values) => Kind::Array(values),
            Parts::Members(members, _) => Kind::Object(members),
        };
        Value { kind, place: Place { layer: None, line: self.line } }
    }
}

fn key(value: &Value<'static>) -> Result<Cow<'static, str>, Vec<Problem>> {
    match &value.kind {
        Kind::String(text) => Ok(text.clone()),
        Kind::Integer(number) => Ok(number.to_string().into()),
        Kind::Bool(flag) => Ok(flag.to_string().into()),
        _ => Problem::only(value.place.line, "expected a name before the colon"),
    }
}

fn scalar(text: &str, style: ScalarStyle, line: u32) -> Value<'static> {
    let kind = match (style, text) {
        (ScalarStyle::Plain, "" | "~" | "null" | "Null" | "NULL") => Kind::Null,
        (ScalarStyle::Plain, "true" | "True" | "TRUE") => Kind::Bool(true),
        (ScalarStyle::Plain, "false" | "False" | "FALSE") => Kind::Bool(false),
        (ScalarStyle::Plain, text) => match text.parse() {
            Ok(number) => Kind::Integer(number),
            Err(_) => Kind::String(text.to_owned().into()),
        },
        (_, text) => Kind::String(text.to_owned().into()),
    };
    Value { kind, place: Place { layer: None, line } }
}

fn line(line: usize) -> u32 {
    u32::try_from(line.max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;

    #[test]
    fn values_are_those_of_the_core_schema() {
        let text =
            "a: 8\nb: 'yes'\nc: [true, ~, \"8\", text]\nd:\n  e: {}\n8: x # not y\nf: |\n  g\n";
        let value = parse(text).expect("valid");
        let expected = json!({ "a": 8, "b": "yes", "c": [true, null, "8", "text"], "d": { "e": {} },
            "8": "x", "f": "g\n" });
        assert_eq!(serde_json::to_value(&value).expect("JSON"), expected);
        assert_eq!(value.at("/d/e").expect("there").place.line, 5);
        for empty in ["", "---\n", "# nothing\n", "~"] {
            assert_eq!(
                serde_json::to_value(parse(empty).expect("valid")).expect("JSON"),
                json!({})
            );
        }
    }

    #[test]
    fn what_is_not_read_is_told_with_its_line() {
        let deep = "[".repeat(40);
        let cases = [
            ("a: &x 1\nb: *x\n", 2),
            ("a: 1\n---\nb: 2\n", 2),
            ("a: 1\nb: [\n", 3),
            ("a:\n\t- b\n", 2),
            (&deep, 1),
            ("? [a]\n: b\n", 1),
        ];
        for (text, line) in cases {
            let problems = parse(text).expect_err(text);
            assert_eq!(problems[0].line, line, "{text}: {problems:?}");
        }
    }
}
