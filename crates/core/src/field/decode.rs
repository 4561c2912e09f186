//! Decoding an object by its table of fields.

use std::borrow::Cow;

#[cfg(feature = "explain")]
use super::duration;
use super::{Decoded, Default, Field, Fields, Kind, Reader, reader::Listed};
use crate::json::{self, Value, pointer};

/// A member that any object of a policy may hold: a note for people.
pub const COMMENT: &str = "$comment";

impl Reader {
    /// Decodes an object by one or more tables, reporting every problem in it.
    ///
    /// Where there is a problem, the fields without one are still there: the caller looks at
    /// [`Reader::problems`] before it uses them.
    pub fn fields<'v>(
        &mut self,
        value: &'v Value<'_>,
        parent: &str,
        tables: &[&'static [Field]],
    ) -> Fields<'v> {
        let known = tables.iter().flat_map(|table| table.iter());
        let Some(members) = self.object(value, parent) else {
            return Fields::default();
        };
        let is_known =
            |member: &json::Member<'_>| known.clone().any(|field| field.name == member.key);
        if !members.iter().all(is_known) {
            let names: Vec<&str> = known.clone().map(|field| field.name).collect();
            self.strangers(members, parent, &names);
        }
        let mut list = Vec::with_capacity(known.clone().count());
        for field in known {
            let given = members.iter().find(|member| member.key == field.name);
            let given =
                given.filter(|member| !self.nullable || member.value.kind != json::Kind::Null);
            let decoded = match given {
                Some(member) => plain(&member.value, field.kind).or_else(|| {
                    self.field(&member.value, &pointer(parent, field.name), field.kind)
                }),
                None => default(field),
            };
            match decoded {
                Some(decoded) => list.push((field, decoded)),
                None if given.is_some() || field.optional || self.is_partial() => {}
                None => self.missing(value, parent, field.name),
            }
        }
        Fields { list }
    }

    /// The members of an object whose names are all known; notes are passed over.
    pub fn members<'v>(
        &mut self,
        value: &'v Value<'_>,
        parent: &str,
        known: &[&str],
    ) -> Option<&'v [json::Member<'v>]> {
        let members = self.object(value, parent)?;
        self.strangers(members, parent, known);
        Some(members)
    }

    /// Notes, and members that are not known.
    fn strangers(&mut self, members: &[json::Member<'_>], parent: &str, known: &[&str]) {
        for member in members {
            if member.key == COMMENT {
                self.note(&member.value, parent);
            } else if !known.contains(&member.key.as_ref()) {
                let what = ("unknown-key", "member");
                self.unknown(member.place(), parent, what, &member.key, known);
            }
        }
    }

    /// The members of an object whose names are the caller's to judge.
    pub fn object<'v>(
        &mut self,
        value: &'v Value<'_>,
        pointer: &str,
    ) -> Option<&'v [json::Member<'v>]> {
        let members = value.members();
        if members.is_none() {
            self.refuse(value, pointer, WRONG_TYPE, format_args!("an object"));
        }
        members
    }

    /// The items of an array of at most so many.
    pub fn array<'v>(
        &mut self,
        value: &'v Value<'_>,
        pointer: &str,
        max: usize,
    ) -> &'v [Value<'v>] {
        match &value.kind {
            json::Kind::Array(items) if items.len() <= max => items,
            json::Kind::Array(_) => {
                self.refuse(value, pointer, "too-long", format_args!("at most {max} items"));
                &[]
            }
            _ => {
                self.refuse(value, pointer, WRONG_TYPE, format_args!("an array"));
                &[]
            }
        }
    }

    /// A text of at most so many bytes.
    pub fn text<'v>(&mut self, value: &'v Value<'_>, pointer: &str, max: usize) -> Option<&'v str> {
        match &value.kind {
            json::Kind::String(text) if text.len() <= max => Some(text),
            json::Kind::String(_) => {
                self.refuse(value, pointer, "too-long", format_args!("at most {max} bytes"));
                None
            }
            _ => {
                self.refuse(value, pointer, WRONG_TYPE, format_args!("a string"));
                None
            }
        }
    }

    /// A note for people, which any object of a policy may hold.
    pub fn note(&mut self, value: &Value<'_>, parent: &str) {
        let _ = self.text(value, &pointer(parent, COMMENT), MAX_NOTE);
    }

    /// A value that is not plain: an array, an object, or what should not be there.
    fn field<'v>(&mut self, value: &'v Value<'_>, at: &str, kind: Kind) -> Option<Decoded<'v>> {
        match kind {
            #[cfg(feature = "explain")]
            Kind::Any => Some(Decoded::Any(value)),
            #[cfg(feature = "explain")]
            Kind::Duration { min, max } => self.duration(value, at, min, max),
            // No form document holds one.
            #[cfg(not(feature = "explain"))]
            Kind::Any | Kind::Duration { .. } => None,
            Kind::Flag => {
                self.refuse(value, at, WRONG_TYPE, format_args!("true or false"));
                None
            }
            Kind::Integer { min, max } => self.integer(value, at, min, max).map(Decoded::Integer),
            Kind::Choice(choices) => self.choice(value, at, choices).map(Decoded::Choice),
            Kind::Choices(choices) => self.choices(value, at, choices),
            Kind::List { items, of } => self.list(value, at, items, of),
            Kind::Object(table) => {
                let before = self.problems.len();
                let fields = self.fields(value, at, &[table]);
                (self.problems.len() == before).then_some(Decoded::Object(fields))
            }
            Kind::Text { max } => {
                self.text(value, at, max).map(|text| Decoded::Text(Cow::Borrowed(text)))
            }
            Kind::Texts { items, max } => self.texts(value, at, items, max),
        }
    }

    /// A time span in a range.
    #[cfg(feature = "explain")]
    fn duration<'v>(
        &mut self,
        value: &Value<'_>,
        at: &str,
        min: u64,
        max: u64,
    ) -> Option<Decoded<'v>> {
        let seconds = value.text().and_then(duration::parse);
        let (from, to) = (duration::print(min), duration::print(max));
        let allowed = format_args!("a time span such as `1h30m`, from {from} to {to}");
        let Some(seconds) = seconds else {
            let code = if value.text().is_some() { "malformed" } else { WRONG_TYPE };
            self.refuse(value, at, code, allowed);
            return None;
        };
        if !(min..=max).contains(&seconds) {
            self.refuse(value, at, "out-of-range", allowed);
            return None;
        }
        Some(Decoded::Duration(seconds))
    }

    /// A whole number in a range.
    pub fn integer(&mut self, value: &Value<'_>, at: &str, min: u64, max: u64) -> Option<u64> {
        let integer = match &value.kind {
            json::Kind::Integer(integer) => u64::try_from(*integer).ok(),
            json::Kind::Number(number) if !number.contains(['.', 'e', 'E']) => None,
            _ => {
                match min == max {
                    true => {
                        self.refuse(value, at, WRONG_TYPE, format_args!("a whole number {min}"))
                    }
                    false => {
                        let range = format_args!("a whole number from {min} to {max}");
                        self.refuse(value, at, WRONG_TYPE, range);
                    }
                }
                return None;
            }
        };
        let inside = integer.filter(|integer| (min..=max).contains(integer));
        match inside {
            Some(_) => {}
            None if min == max => self.refuse(value, at, "out-of-range", format_args!("{min}")),
            None => {
                self.refuse(value, at, "out-of-range", format_args!("from {min} to {max}"));
            }
        }
        inside
    }

    fn list<'v>(
        &mut self,
        value: &'v Value<'_>,
        at: &str,
        max: usize,
        table: &'static [Field],
    ) -> Option<Decoded<'v>> {
        let before = self.problems.len();
        let items = self.array(value, at, max);
        let items = items.iter().enumerate();
        let list = items.map(|(index, item)| self.fields(item, &format!("{at}/{index}"), &[table]));
        let list = list.collect();
        (self.problems.len() == before).then_some(Decoded::List(list))
    }

    fn texts<'v>(
        &mut self,
        value: &'v Value<'_>,
        at: &str,
        items: usize,
        max: usize,
    ) -> Option<Decoded<'v>> {
        let before = self.problems.len();
        let items = self.array(value, at, items).iter().enumerate();
        let texts = items.filter_map(|(index, item)| match &item.kind {
            // The usual item, without a pointer that nobody reads.
            json::Kind::String(text) if text.len() <= max => Some(text.as_ref()),
            _ => self.text(item, &format!("{at}/{index}"), max),
        });
        let texts = texts.map(Cow::Borrowed).collect();
        (self.problems.len() == before).then_some(Decoded::Texts(texts))
    }

    fn choice(
        &mut self,
        value: &Value<'_>,
        at: &str,
        choices: &'static [&'static str],
    ) -> Option<&'static str> {
        let Some(text) = value.text() else {
            self.refuse(value, at, WRONG_TYPE, format_args!("one of {}", Listed(choices)));
            return None;
        };
        let found = choices.iter().find(|choice| **choice == text).copied();
        if found.is_none() {
            self.unknown_choice(value, at, "unknown-choice", choices);
        }
        found
    }

    fn choices<'v>(
        &mut self,
        value: &Value<'_>,
        at: &str,
        choices: &'static [&'static str],
    ) -> Option<Decoded<'v>> {
        let items = self.array(value, at, choices.len());
        let mut chosen = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let at = format!("{at}/{index}");
            let choice = self.choice(item, &at, choices)?;
            if chosen.contains(&choice) {
                self.fail(item, &at, "duplicate-item", format_args!("`{choice}` stands twice"));
                return None;
            }
            chosen.push(choice);
        }
        if chosen.is_empty() {
            if matches!(&value.kind, json::Kind::Array(items) if items.is_empty()) {
                self.refuse(value, at, "out-of-range", format_args!("at least one item"));
            }
            return None;
        }
        let ordered = choices.iter().filter(|choice| chosen.contains(choice));
        Some(Decoded::Choices(ordered.copied().collect()))
    }
}

/// A value that is as it should be, which is nearly all of them: no pointer is made that nobody reads.
fn plain<'v>(value: &'v Value<'_>, kind: Kind) -> Option<Decoded<'v>> {
    Some(match (kind, &value.kind) {
        (Kind::Flag, json::Kind::Bool(flag)) => Decoded::Flag(*flag),
        (Kind::Integer { min, max }, json::Kind::Integer(integer)) => {
            let integer = u64::try_from(*integer).ok()?;
            Decoded::Integer((min..=max).contains(&integer).then_some(integer)?)
        }
        (Kind::Choice(choices), json::Kind::String(text)) => {
            Decoded::Choice(choices.iter().find(|choice| **choice == *text)?)
        }
        (Kind::Text { max }, json::Kind::String(text)) if text.len() <= max => {
            Decoded::Text(Cow::Borrowed(text))
        }
        _ => return None,
    })
}

impl Fields<'static> {
    /// What an object holds of which no member is given.
    #[must_use]
    pub fn defaults(table: &'static [Field]) -> Self {
        Self { list: table.iter().filter_map(|field| Some((field, default(field)?))).collect() }
    }
}

fn default(field: &Field) -> Option<Decoded<'static>> {
    Some(match (field.default?, field.kind) {
        (Default::All, Kind::Choices(choices)) => Decoded::Choices(choices.to_vec()),
        (Default::All, _) => return None,
        (Default::Choice(choice), _) => Decoded::Choice(choice),
        (Default::Choices(choices), _) => Decoded::Choices(choices.to_vec()),
        (Default::Duration(seconds), _) => Decoded::Duration(seconds),
        (Default::Flag(flag), _) => Decoded::Flag(flag),
        (Default::Integer(integer), _) => Decoded::Integer(integer),
        (Default::Text(text), _) => Decoded::Text(Cow::Borrowed(text)),
    })
}

const WRONG_TYPE: &str = "wrong-type";
/// Most bytes of a note.
const MAX_NOTE: usize = 4096;
