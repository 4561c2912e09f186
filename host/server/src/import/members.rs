//! Reading objects of JSON and YAML so that nothing in them is passed over.

use wicketgate_core::{
    json::{self, Kind, Member, Value},
    problem::nearest,
};

use super::{Problem, draft::Draft, setting::Setting};

/// The members of an object, of which each is taken once.
pub(super) struct Members<'a> {
    names: Vec<&'static str>,
    path: String,
    rest: Vec<&'a Member<'a>>,
}

/// A member that was taken.
pub(super) struct Found<'a> {
    pub(super) line: u32,
    /// Its name, with the names of the objects around it.
    pub(super) path: String,
    pub(super) value: &'a Value<'a>,
}

/// Parses JSON, for which any object or list may be the whole.
pub(super) fn parse(text: &str) -> Result<Value<'_>, Vec<Problem>> {
    json::parse(text).or_else(|error| {
        Problem::only(error.line, format!("column {}: {}", error.column, error.message))
    })
}

impl<'a> Members<'a> {
    /// The members of a value, which must be an object.
    pub(super) fn of(
        value: &'a Value<'a>,
        path: impl Into<String>,
        draft: &mut Draft,
    ) -> Option<Self> {
        let path = path.into();
        let Kind::Object(members) = &value.kind else {
            let what = if path.is_empty() { "the whole" } else { &path };
            draft.problem(value.place.line, format!("`{what}`: expected an object"));
            return None;
        };
        for (index, member) in members.iter().enumerate() {
            if members.iter().take(index).any(|first| first.key == member.key) {
                draft.problem(member.line, format!("`{}` stands twice", join(&path, &member.key)));
            }
        }
        Some(Self { names: Vec::new(), path, rest: members.iter().collect() })
    }

    /// Takes a member; `null` is one that is not set.
    pub(super) fn take(&mut self, name: &'static str, draft: &mut Draft) -> Option<Found<'a>> {
        self.names.push(name);
        let index = self.rest.iter().position(|member| member.key == name)?;
        let member = self.rest.remove(index);
        let found = self.found(member);
        if member.value.kind == Kind::Null {
            draft.add(found.setting().value("null").nothing("it is not set"));
            return None;
        }
        Some(found)
    }

    /// Takes an object.
    pub(super) fn object(&mut self, name: &'static str, draft: &mut Draft) -> Option<Self> {
        let found = self.take(name, draft)?;
        Members::of(found.value, found.path, draft)
    }

    /// Takes a whole number that is no less than 0.
    pub(super) fn count(
        &mut self,
        name: &'static str,
        draft: &mut Draft,
    ) -> Option<(Setting, u64)> {
        let found = self.take(name, draft)?;
        let count = found.count(draft)?;
        Some((found.setting().value(count), count))
    }

    /// Takes a switch.
    pub(super) fn flag(
        &mut self,
        name: &'static str,
        draft: &mut Draft,
    ) -> Option<(Setting, bool)> {
        let found = self.take(name, draft)?;
        let Kind::Bool(flag) = found.value.kind else {
            found.problem("`true` or `false`", draft);
            return None;
        };
        Some((found.setting().value(flag), flag))
    }

    /// Takes a text.
    pub(super) fn text(
        &mut self,
        name: &'static str,
        draft: &mut Draft,
    ) -> Option<(Setting, &'a str)> {
        let found = self.take(name, draft)?;
        let Kind::String(text) = &found.value.kind else {
            found.problem("a text", draft);
            return None;
        };
        Some((found.setting().value(text), text))
    }

    /// Takes a list of texts.
    pub(super) fn texts(
        &mut self,
        name: &'static str,
        draft: &mut Draft,
    ) -> Option<(Setting, Vec<&'a str>)> {
        let found = self.take(name, draft)?;
        let texts = found.texts(draft)?;
        Some((found.setting(), texts))
    }

    /// Takes what a later section decides, of each its value.
    pub(super) fn not_yet(
        &mut self,
        section: &'static str,
        names: &[&'static str],
        draft: &mut Draft,
    ) {
        for name in names {
            if let Some(found) = self.take(name, draft) {
                draft.add(found.scalar().not_yet(section));
            }
        }
    }

    /// Takes what only says what the object is.
    pub(super) fn pass(&mut self, names: &[&'static str]) {
        self.names.extend(names);
        self.rest.retain(|member| !names.contains(&member.key.as_ref()));
    }

    /// Takes what is no matter of a policy.
    // SECURITY: of what is not known the value is not told; it may be a secret.
    pub(super) fn elsewhere(&mut self, why: &str, names: &[&'static str], draft: &mut Draft) {
        for name in names {
            if let Some(found) = self.take(name, draft) {
                draft.add(found.setting().elsewhere(why));
            }
        }
    }

    /// All that is left is no matter of a policy.
    pub(super) fn rest_elsewhere(self, why: &str, draft: &mut Draft) {
        for member in &self.rest {
            draft.add(self.found(member).setting().elsewhere(why));
        }
    }

    /// All that is left is unknown.
    pub(super) fn rest_unknown(self, draft: &mut Draft) {
        for member in &self.rest {
            let setting = self.found(member).setting().unknown();
            draft.add(match nearest(&member.key, &self.names) {
                None => setting,
                Some(name) => setting.nearest(format!("`{}`", join(&self.path, name))),
            });
        }
    }

    fn found(&self, member: &'a Member<'a>) -> Found<'a> {
        Found { line: member.line, path: join(&self.path, &member.key), value: &member.value }
    }
}

impl<'a> Found<'a> {
    /// The setting that it is, without its value.
    pub(super) fn setting(&self) -> Setting {
        Setting::new(self.path.clone(), self.line)
    }

    /// The setting that it is, with its value where that is a number or a switch.
    pub(super) fn scalar(&self) -> Setting {
        let setting = self.setting();
        match &self.value.kind {
            Kind::Bool(flag) => setting.value(flag),
            Kind::Integer(number) => setting.value(number),
            Kind::Number(number) => setting.value(number),
            Kind::String(text) => setting.value(text),
            Kind::Array(_) | Kind::Null | Kind::Object(_) => setting,
        }
    }

    /// A whole number that is no less than 0.
    pub(super) fn count(&self, draft: &mut Draft) -> Option<u64> {
        let count = match self.value.kind {
            Kind::Integer(number) => u64::try_from(number).ok(),
            _ => None,
        };
        if count.is_none() {
            self.problem("a whole number from 0", draft);
        }
        count
    }

    /// Texts in a list.
    pub(super) fn texts(&self, draft: &mut Draft) -> Option<Vec<&'a str>> {
        let texts = match &self.value.kind {
            Kind::Array(values) => values.iter().map(as_text).collect(),
            _ => None,
        };
        if texts.is_none() {
            self.problem("a list of texts", draft);
        }
        texts
    }

    /// Says that something else was expected.
    pub(super) fn problem(&self, expected: &str, draft: &mut Draft) {
        let line = self.value.place.line.max(self.line);
        draft.problem(line, format!("`{}`: expected {expected}", self.path));
    }
}

fn as_text<'a>(value: &'a Value<'a>) -> Option<&'a str> {
    match &value.kind {
        Kind::String(text) => Some(text),
        _ => None,
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
