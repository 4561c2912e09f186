//! Members that were decoded: typed, in range, defaults filled in.

use std::{borrow::Cow, collections::BTreeSet};

use super::{Direction, Field, Kind, duration};
use crate::{
    json::{self, Value},
    param::{Param, Params},
};

/// One decoded value. It may be a password, so it has no `Debug`.
#[derive(Clone)]
pub enum Decoded<'v> {
    /// A value that its owner reads.
    Any(&'v Value<'v>),
    /// The chosen name.
    Choice(&'static str),
    /// The chosen names, in the order of the table.
    Choices(Vec<&'static str>),
    /// A time span in seconds.
    Duration(u64),
    /// A switch.
    Flag(bool),
    /// A number in its range.
    Integer(u64),
    /// Objects of one table.
    List(Vec<Fields<'v>>),
    /// An object.
    Object(Fields<'v>),
    /// A text within its bound.
    Text(Cow<'v, str>),
    /// Texts within their bounds.
    Texts(Vec<Cow<'v, str>>),
}

/// The decoded members of one object.
#[derive(Clone, Default)]
pub struct Fields<'v> {
    pub(super) list: Vec<(&'static Field, Decoded<'v>)>,
}

impl<'v> Fields<'v> {
    /// A value that its owner reads; none where the member is missing.
    #[must_use]
    pub fn any(&self, name: &str) -> Option<&'v Value<'v>> {
        match self.get(name)? {
            Decoded::Any(value) => Some(value),
            _ => None,
        }
    }

    /// The seconds of a time span that may be missing.
    #[must_use]
    pub fn duration(&self, name: &str) -> Option<u64> {
        match self.get(name)? {
            Decoded::Duration(seconds) => Some(*seconds),
            _ => None,
        }
    }

    /// A number; the largest of its type where the value is larger.
    #[must_use]
    pub fn integer(&self, name: &str) -> u32 {
        u32::try_from(self.long(name).unwrap_or_default()).unwrap_or(u32::MAX)
    }

    /// A number that may be missing.
    #[must_use]
    pub fn long(&self, name: &str) -> Option<u64> {
        match self.get(name)? {
            Decoded::Integer(integer) => Some(*integer),
            _ => None,
        }
    }

    /// A switch.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Decoded::Flag(true)))
    }

    /// The chosen name.
    #[must_use]
    pub fn choice(&self, name: &str) -> &'static str {
        match self.get(name) {
            Some(Decoded::Choice(choice)) => choice,
            _ => "",
        }
    }

    /// The chosen names, in the order of the table.
    #[must_use]
    pub fn choices(&self, name: &str) -> &[&'static str] {
        match self.get(name) {
            Some(Decoded::Choices(choices)) => choices,
            _ => &[],
        }
    }

    /// A text that may be missing.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Decoded::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Texts; none where there is no such member.
    #[must_use]
    pub fn texts(&self, name: &str) -> &[Cow<'v, str>] {
        match self.get(name) {
            Some(Decoded::Texts(texts)) => texts,
            _ => &[],
        }
    }

    /// An object that may be missing.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&Self> {
        match self.get(name)? {
            Decoded::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// Objects of one table; none where there is no such member.
    #[must_use]
    pub fn items(&self, name: &str) -> &[Self] {
        match self.get(name) {
            Some(Decoded::List(items)) => items,
            _ => &[],
        }
    }

    /// The members as parameters of a message; objects and what is private are left out.
    #[must_use]
    pub fn params(&self) -> Params {
        let mut params = Params::new();
        for (field, decoded) in self.list.iter().filter(|(field, _)| !field.private) {
            if let Some(param) = decoded.param() {
                params.insert(field.name, param);
            }
        }
        params
    }

    /// The members as an object, defaults included.
    #[must_use]
    pub fn value(&self) -> Value<'static> {
        Value::object(self.list.iter().map(|(field, decoded)| (field.name, decoded.value())))
    }

    /// The members in which these options are looser than others of the same table; one that is
    /// not there any more is.
    pub fn looser_than<'f>(&'f self, before: &'f Fields<'_>) -> impl Iterator<Item = &'static str> {
        before.list.iter().filter_map(|(field, before)| match self.get(field.name) {
            Some(after) if after.at_least_as_strict(before, field) => None,
            _ => Some(field.name),
        })
    }

    fn get(&self, name: &str) -> Option<&Decoded<'v>> {
        self.list.iter().find(|(field, _)| field.name == name).map(|(_, decoded)| decoded)
    }
}

impl Decoded<'_> {
    fn param(&self) -> Option<Param> {
        Some(match self {
            Self::Choice(choice) => Param::Text(Cow::Borrowed(choice)),
            Self::Choices(choices) => {
                Param::List(choices.iter().map(|choice| Cow::Borrowed(*choice)).collect())
            }
            Self::Flag(flag) => Param::Flag(*flag),
            Self::Integer(integer) => Param::Integer(*integer),
            Self::Duration(seconds) => Param::Integer(*seconds),
            Self::Any(_) | Self::List(_) | Self::Object(_) => return None,
            Self::Text(text) => Param::Text(Cow::Owned(text.clone().into_owned())),
            Self::Texts(texts) => Param::List(
                texts.iter().map(|text| Cow::Owned(text.clone().into_owned())).collect(),
            ),
        })
    }

    fn value(&self) -> Value<'static> {
        match self {
            Self::Choice(choice) => Value::string(*choice),
            Self::Choices(choices) => Value::new(json::Kind::Array(
                choices.iter().map(|choice| Value::string(*choice)).collect(),
            )),
            Self::Any(value) => (*value).clone().into_owned(),
            Self::Duration(seconds) => Value::string(duration::print(*seconds)),
            Self::Flag(flag) => Value::new(json::Kind::Bool(*flag)),
            Self::Integer(integer) => {
                Value::new(json::Kind::Integer(i64::try_from(*integer).unwrap_or(i64::MAX)))
            }
            Self::List(items) => {
                Value::new(json::Kind::Array(items.iter().map(Fields::value).collect()))
            }
            Self::Object(fields) => fields.value(),
            Self::Text(text) => Value::string(text.clone().into_owned()),
            Self::Texts(texts) => Value::new(json::Kind::Array(
                texts.iter().map(|text| Value::string(text.clone().into_owned())).collect(),
            )),
        }
    }

    fn at_least_as_strict(&self, before: &Decoded<'_>, field: &Field) -> bool {
        match (self, before, field.stricter) {
            (Self::Integer(after), Decoded::Integer(before), Direction::Higher)
            | (Self::Duration(after), Decoded::Duration(before), Direction::Higher) => {
                after >= before
            }
            (Self::Integer(after), Decoded::Integer(before), Direction::Lower)
            | (Self::Duration(after), Decoded::Duration(before), Direction::Lower) => {
                after <= before
            }
            (Self::Flag(after), Decoded::Flag(before), Direction::Higher) => after >= before,
            (Self::Flag(after), Decoded::Flag(before), Direction::Lower) => after <= before,
            (Self::Choices(after), Decoded::Choices(before), Direction::Fewer) => {
                after.iter().all(|choice| before.contains(choice))
            }
            (Self::Choices(after), Decoded::Choices(before), Direction::More) => {
                before.iter().all(|choice| after.contains(choice))
            }
            (Self::Texts(after), Decoded::Texts(before), Direction::Fewer) => holds(before, after),
            (Self::Texts(after), Decoded::Texts(before), Direction::More) => holds(after, before),
            (Self::Choice(after), Decoded::Choice(before), Direction::Earlier) => {
                rank(field, after) <= rank(field, before)
            }
            _ => self.value() == before.value(),
        }
    }
}

/// Whether a list has every item of another; sorted, so that long lists are compared in a moment.
fn holds(all: &[Cow<'_, str>], some: &[Cow<'_, str>]) -> bool {
    let all: BTreeSet<&str> = all.iter().map(AsRef::as_ref).collect();
    some.iter().all(|item| all.contains(item.as_ref()))
}

fn rank(field: &Field, choice: &str) -> usize {
    match field.kind {
        Kind::Choice(choices) => {
            choices.iter().position(|known| *known == choice).unwrap_or(usize::MAX)
        }
        _ => usize::MAX,
    }
}
