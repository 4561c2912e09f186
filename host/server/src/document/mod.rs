//! Policies as people write them: files in JSON or TOML, presets by name, one over the other.
//!
//! The engine reads JSON and reports problems by JSON Pointer. This module makes one text of what
//! was named, and finds the file and the line again from a problem in the answer.

mod toml;

use std::{
    fmt::Write,
    fs,
    io::{self, Read},
    path::PathBuf,
    str::FromStr,
};

use wicketgate_core::{Problem, json};
use wicketgate_runtime::{Error, MAX_DOCUMENT};

use crate::exit::Failure;

/// One policy as it was named on the command line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Source {
    /// A file; TOML where its name ends so, JSON otherwise.
    File(PathBuf),
    /// A preset of the engine.
    Preset(String),
    /// Standard input, as JSON.
    Stdin,
}

/// The text for the engine, and where its parts came from.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    layers: Vec<Layer>,
    text: String,
}

#[derive(Clone, Debug)]
struct Layer {
    /// How the problems of this layer name it.
    name: String,
    places: Places,
    text: String,
}

#[derive(Clone, Debug)]
enum Places {
    /// The text stands in the document from this line on.
    Json {
        first: u32,
    },
    Toml(toml::Lines),
}

impl FromStr for Source {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.strip_prefix("preset:") {
            Some(name) => Self::Preset(name.to_owned()),
            None if text == "-" => Self::Stdin,
            None => Self::File(text.into()),
        })
    }
}

impl Document {
    /// Reads what was named, the first being what the next ones are laid over.
    pub(crate) fn read(sources: &[Source]) -> Result<Self, Failure> {
        let mut layers = sources.iter().map(Layer::read).collect::<Result<Vec<_>, _>>()?;
        let text = match layers.as_mut_slice() {
            [] => preset(DEFAULT),
            [layer] => std::mem::take(&mut layer.text),
            layers => bundle(layers),
        };
        Ok(Self { layers, text })
    }

    /// A document in JSON that no file holds.
    pub(crate) fn of(name: &str, text: String) -> Self {
        let layer =
            Layer { name: name.to_owned(), places: Places::Json { first: 1 }, text: String::new() };
        Self { layers: vec![layer], text }
    }

    /// The text that the engine loads.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The failure that an engine's error about this document is, every problem with its place.
    pub(crate) fn failure(&self, error: Error) -> Failure {
        if error.problems().is_empty() {
            return error.into();
        }
        let lines: Vec<String> =
            error.problems().iter().map(|problem| self.line(problem)).collect();
        let count = match lines.len() {
            1 => "1 problem".to_owned(),
            many => format!("{many} problems"),
        };
        Failure::usage(format!("the policy has {count}\n{}", lines.join("\n")))
    }

    /// One problem or warning as `file:line: code: message (pointer)`.
    pub(crate) fn line(&self, problem: &Problem) -> String {
        let (index, pointer) = match problem.layer {
            Some(layer) if self.layers.len() > 1 => {
                let prefix = format!("/layers/{layer}");
                (usize::from(layer), problem.pointer.strip_prefix(&prefix))
            }
            _ => (0, None),
        };
        let pointer = pointer.unwrap_or(&problem.pointer);
        let place = match self.layers.get(index) {
            Some(layer) => format!("{}:{}", layer.name, layer.place(problem.line, pointer)),
            None => format!("line {}", problem.line),
        };
        let mut line = format!("{place}: {}: {}", problem.code, problem.message);
        if !pointer.is_empty() {
            // Writing to a string cannot fail.
            let _infallible = write!(line, " ({pointer})");
        }
        line
    }
}

impl Layer {
    fn read(source: &Source) -> Result<Self, Failure> {
        let name = match source {
            Source::File(path) => path.display().to_string(),
            Source::Preset(name) => format!("preset:{name}"),
            Source::Stdin => "standard input".to_owned(),
        };
        let text = match source {
            Source::Preset(preset_name) => preset(preset_name),
            Source::File(path) => {
                let file = fs::File::open(path);
                let file =
                    file.map_err(|error| Failure::usage(format!("cannot read `{name}`: {error}")))?;
                bounded(file, &name)?
            }
            Source::Stdin => bounded(io::stdin().lock(), &name)?,
        };
        let is_toml =
            matches!(source, Source::File(path) if path.extension().is_some_and(|e| e == "toml"));
        if is_toml {
            let (text, lines) = toml::convert(&text).map_err(|error| {
                Failure::usage(format!("{name}:{}: {}", error.line, error.message))
            })?;
            return Ok(Self { name, places: Places::Toml(lines), text });
        }
        well_formed(&name, &text)?;
        Ok(Self { name, places: Places::Json { first: 1 }, text })
    }

    /// The line of a problem in this layer's own file.
    fn place(&self, line: u32, pointer: &str) -> u32 {
        match &self.places {
            Places::Json { first } => (line + 1).saturating_sub(*first).max(1),
            Places::Toml(lines) => lines.find(pointer),
        }
    }
}

/// One document of several layers, each on lines of its own.
// INVARIANT: every layer is well-formed JSON by itself, so that none can end early and speak for
// another one.
fn bundle(layers: &mut [Layer]) -> String {
    let mut text = "{\"layers\":[\n".to_owned();
    let mut line = 2;
    let last = layers.len().saturating_sub(1);
    for (index, layer) in layers.iter_mut().enumerate() {
        if let Places::Json { first } = &mut layer.places {
            *first = line;
        }
        let part = std::mem::take(&mut layer.text);
        line += u32::try_from(part.matches('\n').count()).unwrap_or(u32::MAX) + 1;
        text.push_str(&part);
        text.push_str(if index == last { "\n" } else { ",\n" });
    }
    text.push_str("]}");
    text
}

fn preset(name: &str) -> String {
    serde_json::json!({ "version": 1, "extends": format!("preset:{name}") }).to_string()
}

fn well_formed(name: &str, text: &str) -> Result<(), Failure> {
    json::parse(text).map(drop).map_err(|error| {
        Failure::usage(format!("{name}:{}:{}: {}", error.line, error.column, error.message))
    })
}

/// Reads a text that is no larger than an engine takes.
fn bounded(reader: impl Read, name: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_DOCUMENT).unwrap_or(u64::MAX);
    reader
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::usage(format!("cannot read `{name}`: {error}")))?;
    if bytes.len() > MAX_DOCUMENT {
        return Err(Failure::usage(format!("`{name}` is larger than {MAX_DOCUMENT} bytes")));
    }
    String::from_utf8(bytes).map_err(|_| Failure::usage(format!("`{name}` is not UTF-8")))
}

/// The preset that applies where no policy is named.
const DEFAULT: &str = "default";

#[cfg(test)]
mod tests {
    use std::fs;

    use wicketgate_core::{Code, Problem, json};

    use super::{Document, Source};

    #[test]
    fn layers_keep_their_lines() {
        let root = tempfile::tempdir().expect("directory");
        let write = |name: &str, text: &str| {
            let path = root.path().join(name);
            fs::write(&path, text).expect("written");
            Source::File(path)
        };
        let sources = [
            write("a.json", "{\n\"version\": 1\n}"),
            write("b.toml", "version = 1\n\n[password.rules.min-length]\nmin = 8\n"),
            write("c.json", "\n{\"version\":\n1}\n"),
        ];
        let document = Document::read(&sources).expect("readable");
        let value = json::parse(document.text()).expect("valid");
        let layers = value.get("layers").expect("layers");
        let json::Kind::Array(layers) = &layers.kind else { panic!("an array") };
        assert_eq!(layers.len(), 3);
        for (layer, pointer, line) in
            [(0, "/version", 2), (1, "/password/rules/min-length/min", 4), (2, "/version", 3)]
        {
            let place = layers[usize::from(layer)].at(pointer).expect("a value").place;
            let problem = Problem {
                layer: Some(layer),
                ..Problem::new(
                    Code::new("out-of-range"),
                    format!("/layers/{layer}{pointer}"),
                    place.line,
                )
            };
            let told = document.line(&problem);
            assert!(told.contains(&format!(":{line}: out-of-range")), "{told}");
        }
    }

    #[test]
    fn a_layer_cannot_speak_for_another_one() {
        let root = tempfile::tempdir().expect("directory");
        let path = root.path().join("a.json");
        fs::write(&path, "{\"version\":1}]},{\"layers\":[{}").expect("written");
        let sources = [Source::File(path), Source::Preset("default".to_owned())];
        let failure = Document::read(&sources).expect_err("two values");
        assert!(failure.message.contains("a.json:1:14"), "{failure}");
    }

    #[test]
    fn nothing_named_is_the_default_preset() {
        let document = Document::read(&[]).expect("always there");
        assert_eq!(document.text(), r#"{"extends":"preset:default","version":1}"#);
    }
}
