//! Collects the problems of one text while its values are decoded.

use std::fmt;

use crate::{
    Code, Problem, Problems,
    json::{self, Kind, Place, Value, pointer},
    order::ascending,
    problem::{nearest, shorten},
};

/// Whether problems may repeat what was given.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Echo {
    /// Only the kind of value, because the text may hold a password.
    Kind,
    /// The value, shortened.
    Value,
}

/// Decodes values of one text and collects what is wrong with them.
#[derive(Debug)]
pub struct Reader {
    echo: Echo,
    /// What was found so far.
    pub problems: Problems,
    /// Whether `null` stands for a member that is missing, as it does in a layer.
    pub(super) nullable: bool,
    /// Whether the document is one layer of several, so that what it lacks may stand in another.
    partial: bool,
    /// Whether pointers start with the layer, as they do where several were given.
    layered: bool,
    /// What the author should know, although nothing is wrong.
    pub warnings: Problems,
}

impl Reader {
    /// A reader without problems.
    #[must_use]
    pub const fn new(echo: Echo) -> Self {
        Self {
            echo,
            problems: Problems::new(),
            nullable: false,
            partial: false,
            layered: false,
            warnings: Problems::new(),
        }
    }

    /// The same reader for a document in which `null` stands for a member that is missing.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Reads one layer of several: what it lacks is no problem there.
    pub fn partially<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.partial = true;
        let read = read(self);
        self.partial = false;
        read
    }

    /// Whether what a document lacks may stand in another layer.
    #[must_use]
    pub const fn is_partial(&self) -> bool {
        self.partial
    }

    /// The same reader for a text that holds several layers.
    #[must_use]
    pub const fn layered(mut self) -> Self {
        self.layered = true;
        self
    }

    /// Adds a problem; the place gives line and layer.
    pub fn report(&mut self, place: Place, problem: Problem) {
        let problem = self.placed(place, problem);
        self.problems.push(problem);
    }

    /// Adds a warning, which is no problem; the place gives line and layer.
    pub fn warn(&mut self, place: Place, warning: Problem) {
        let warning = self.placed(place, warning);
        self.warnings.push(warning);
    }

    fn placed(&self, place: Place, problem: Problem) -> Problem {
        let pointer = match place.layer {
            Some(layer) if self.layered => format!("/layers/{layer}{}", problem.pointer),
            _ => problem.pointer,
        };
        let layer = place.layer.filter(|_| self.layered);
        let message = if EXPLAINED { problem.message } else { problem.code.as_str().to_owned() };
        Problem { layer, line: place.line.max(1), message, pointer, ..problem }
    }

    /// Adds a problem of a kind in a place, with a message.
    pub fn fail(
        &mut self,
        value: &Value<'_>,
        pointer: &str,
        code: &'static str,
        message: fmt::Arguments<'_>,
    ) {
        let mut problem = problem(code, pointer);
        if EXPLAINED {
            problem.message = message.to_string();
        }
        self.report(value.place, problem);
    }

    /// Adds a problem that says what is allowed instead of what was given.
    pub fn refuse(
        &mut self,
        value: &Value<'_>,
        pointer: &str,
        code: &'static str,
        allowed: fmt::Arguments<'_>,
    ) {
        if self.problems.overflow() {
            return;
        }
        let mut problem = problem(code, pointer);
        if EXPLAINED {
            let (allowed, given) = (allowed.to_string(), self.given(value));
            problem.message = format!("`{}` should be {allowed}, not {given}", last_step(pointer));
            (problem.allowed, problem.given) = (Some(allowed), Some(given));
        }
        self.report(value.place, problem);
    }

    /// Adds a problem for a name that is not known.
    pub fn unknown(
        &mut self,
        place: Place,
        parent: &str,
        (code, what): (&'static str, &str),
        name: &str,
        known: &[&str],
    ) {
        if self.problems.overflow() {
            return;
        }
        let mut problem = problem(code, &pointer(parent, name));
        if EXPLAINED {
            problem.nearest = nearest(name, known).map(str::to_owned);
            let hint = hint(problem.nearest.as_ref());
            problem.message = format!("unknown {what} `{}`{hint}", shorten(name));
            problem.allowed = Some(known.join(", "));
        }
        self.report(place, problem);
    }

    /// Adds a problem for a text that is none of those that may stand there.
    pub fn unknown_choice(
        &mut self,
        value: &Value<'_>,
        at: &str,
        code: &'static str,
        choices: &[&str],
    ) {
        if self.problems.overflow() {
            return;
        }
        let mut problem = problem(code, at);
        if EXPLAINED {
            let text = value.text().unwrap_or_default();
            problem.nearest = nearest(text, choices).map(str::to_owned);
            let hint = hint(problem.nearest.as_ref());
            let (allowed, given) = (format!("one of {}", Listed(choices)), self.given(value));
            problem.message = format!("{given} is not {allowed}{hint}");
            (problem.allowed, problem.given) = (Some(allowed), Some(given));
        }
        self.report(value.place, problem);
    }

    /// Adds a problem for a member that should be there.
    pub fn missing(&mut self, value: &Value<'_>, parent: &str, name: &str) {
        let pointer = pointer(parent, name);
        self.fail(value, &pointer, "missing", format_args!("`{name}` is missing"));
    }

    /// Reports each key that stands twice in an object, at any depth.
    pub fn duplicates(&mut self, value: &Value<'_>, parent: &str) {
        self.duplicates_at(value, &|| parent.to_owned());
    }

    /// A pointer is written where a key stands twice: most texts have no such key, and many places.
    fn duplicates_at(&mut self, value: &Value<'_>, parent: &dyn Fn() -> String) {
        match &value.kind {
            Kind::Object(members) => {
                for (member, first) in twins(members) {
                    self.duplicate(member, first, &parent());
                }
                for member in members {
                    self.duplicates_at(&member.value, &|| pointer(&parent(), &member.key));
                }
            }
            Kind::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.duplicates_at(item, &|| format!("{}/{index}", parent()));
                }
            }
            _ => {}
        }
    }

    /// What was given, as far as a problem may say it.
    #[must_use]
    pub fn given(&self, value: &Value<'_>) -> String {
        match (&value.kind, self.echo) {
            (Kind::Integer(integer), Echo::Value) => integer.to_string(),
            (Kind::Number(number), Echo::Value) => shorten(number),
            (Kind::Bool(bool), Echo::Value) => bool.to_string(),
            (Kind::String(text), Echo::Value) => format!("\"{}\"", shorten(text)),
            (Kind::Integer(_) | Kind::Number(_), Echo::Kind) => "a number".to_owned(),
            (Kind::Bool(_), Echo::Kind) => "a flag".to_owned(),
            (Kind::String(_), Echo::Kind) => "a string".to_owned(),
            (Kind::Array(_), _) => "an array".to_owned(),
            (Kind::Object(_), _) => "an object".to_owned(),
            (Kind::Null, _) => "null".to_owned(),
        }
    }

    fn duplicate(&mut self, member: &json::Member<'_>, first: u32, parent: &str) {
        let mut problem = problem("duplicate-key", &pointer(parent, &member.key));
        if EXPLAINED {
            problem.message =
                format!("`{}` stands twice, before in line {first}", shorten(&member.key));
        }
        self.report(member.place(), problem);
    }
}

/// Whether problems are explained: a page, whose documents and requests are made by programs, is told
/// code and place alone.
const EXPLAINED: bool = cfg!(feature = "explain");

/// Names with commas between.
pub(super) struct Listed<'c>(pub(super) &'c [&'c str]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.join(", "))
    }
}

fn hint(nearest: Option<&String>) -> String {
    nearest.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

fn problem(code: &'static str, pointer: &str) -> Problem {
    Problem::new(Code::new(code), pointer.to_owned(), 0)
}

/// The member's own name, for a message.
fn last_step(pointer: &str) -> &str {
    pointer.rsplit('/').next().filter(|step| !step.is_empty()).unwrap_or("document")
}

/// Members whose key stood before in the same object, with the line of the one before.
fn twins<'m, 'v>(members: &'m [json::Member<'v>]) -> Vec<(&'m json::Member<'v>, u32)> {
    let key = |place: usize| members.get(place).map(|member| &member.key);
    let places = ascending(members.len(), &|a, b| key(a) < key(b));
    let mut before = vec![None; members.len()];
    for (first, second) in places.iter().zip(places.iter().skip(1)) {
        if key(*first) == key(*second)
            && let Some(before) = before.get_mut(*second)
        {
            *before = members.get(*first).map(|member| member.line);
        }
    }
    members.iter().zip(before).filter_map(|(member, line)| Some((member, line?))).collect()
}
