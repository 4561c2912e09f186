//! A JSON value that knows where it stood.

use std::borrow::Cow;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::order::ascending;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Value<'a> {
    /// The value.
    pub kind: Kind<'a>,
    /// Where it stood.
    pub place: Place,
}

/// What a value is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Kind<'a> {
    /// An array.
    Array(Vec<Value<'a>>),
    /// `true` or `false`.
    Bool(bool),
    /// A whole number within ±(2^53 - 1), written without fraction and exponent.
    Integer(i64),
    /// `null`.
    Null,
    /// Any other number, as written.
    Number(Cow<'a, str>),
    /// An object: members in document order, a key that stands twice included.
    Object(Vec<Member<'a>>),
    /// A string, well-formed.
    String(Cow<'a, str>),
}

/// One member of an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Member<'a> {
    /// The name.
    pub key: Cow<'a, str>,
    /// Line of the name.
    pub line: u32,
    /// The value.
    pub value: Value<'a>,
}

/// Where a value stood.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Place {
    /// Index of the layer, where several documents were merged.
    pub layer: Option<u8>,
    /// Line, from 1; 0 for a value that no text holds, such as a default.
    pub line: u32,
}

impl<'a> Value<'a> {
    /// A value that no text holds, such as a default.
    #[must_use]
    pub const fn new(kind: Kind<'a>) -> Self {
        Self { kind, place: Place { layer: None, line: 0 } }
    }

    /// An object that no text holds; members are sorted by key, the last of two with one key stays.
    #[must_use]
    pub fn object<K: Into<Cow<'a, str>>>(members: impl IntoIterator<Item = (K, Self)>) -> Self {
        let members = members.into_iter().map(|(key, value)| Member {
            key: key.into(),
            line: value.place.line,
            value,
        });
        Self::new(Kind::Object(sorted(members.collect())))
    }

    /// A string that no text holds.
    #[must_use]
    pub fn string(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Kind::String(text.into()))
    }

    /// Puts a value at the end of a path of names, with objects on the way where there are none.
    pub fn insert(&mut self, path: &[&'static str], value: Self) {
        let Some((key, rest)) = path.split_first() else {
            *self = value;
            return;
        };
        if self.members().is_none() {
            *self = Self::object::<&str>([]);
        }
        let Kind::Object(members) = &mut self.kind else { return };
        let at = members.partition_point(|member| *member.key < **key);
        if members.get(at).is_none_or(|member| member.key != *key) {
            let value = Self::new(Kind::Null);
            members.insert(at, Member { key: Cow::Borrowed(key), line: 0, value });
        }
        if let Some(member) = members.get_mut(at) {
            member.value.insert(rest, value);
        }
    }

    /// The first member of that name, where the value is an object that has one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members()?.iter().find(|member| member.key == key).map(|member| &member.value)
    }

    /// The first member of that name, unless it is `null`, which stands for none in a layer.
    #[must_use]
    pub fn given(&self, key: &str) -> Option<&Self> {
        self.get(key).filter(|value| value.kind != Kind::Null)
    }

    /// The value at a JSON Pointer.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, |value, step| {
            let step = step.replace("~1", "/").replace("~0", "~");
            match &value.kind {
                Kind::Array(items) => items.get(step.parse::<usize>().ok()?),
                _ => value.get(&step),
            }
        })
    }

    /// The members, where the value is an object.
    #[must_use]
    pub fn members(&self) -> Option<&[Member<'a>]> {
        match &self.kind {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The text, where the value is a string.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value, independent of the text that it was read from.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        let kind = match self.kind {
            Kind::Array(items) => Kind::Array(items.into_iter().map(Self::into_owned).collect()),
            Kind::Bool(bool) => Kind::Bool(bool),
            Kind::Integer(integer) => Kind::Integer(integer),
            Kind::Null => Kind::Null,
            Kind::Number(number) => Kind::Number(Cow::Owned(number.into_owned())),
            Kind::Object(members) => {
                Kind::Object(members.into_iter().map(Member::into_owned).collect())
            }
            Kind::String(text) => Kind::String(Cow::Owned(text.into_owned())),
        };
        Value { kind, place: self.place }
    }
}

impl Member<'_> {
    /// Where the name stood.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place { layer: self.value.place.layer, line: self.line }
    }

    fn into_owned(self) -> Member<'static> {
        Member {
            key: Cow::Owned(self.key.into_owned()),
            line: self.line,
            value: self.value.into_owned(),
        }
    }
}

/// Two values are equal whatever their places.
impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for Value<'_> {}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            Kind::Array(items) => serializer.collect_seq(items),
            Kind::Bool(bool) => serializer.serialize_bool(*bool),
            Kind::Integer(integer) => serializer.serialize_i64(*integer),
            Kind::Null => serializer.serialize_unit(),
            Kind::Number(text) | Kind::String(text) => serializer.serialize_str(text),
            Kind::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for member in members {
                    map.serialize_entry(member.key.as_ref(), &member.value)?;
                }
                map.end()
            }
        }
    }
}

/// Members by key, the last of two with one key.
fn sorted<'a>(members: Vec<Member<'a>>) -> Vec<Member<'a>> {
    let mut pairs = members.iter().zip(members.iter().skip(1));
    if pairs.all(|(member, next)| member.key < next.key) {
        return members;
    }
    let key = |place: usize| members.get(place).map(|member| &member.key);
    let places = ascending(members.len(), &|a, b| key(a) < key(b));
    let mut members: Vec<_> = members.into_iter().map(Some).collect();
    let mut sorted: Vec<Member<'a>> = Vec::with_capacity(members.len());
    for place in places {
        let Some(member) = members.get_mut(place).and_then(Option::take) else { continue };
        match sorted.last_mut() {
            Some(last) if last.key == member.key => *last = member,
            _ => sorted.push(member),
        }
    }
    sorted
}
