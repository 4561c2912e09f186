//! State as JSON: what is written is read back the same, and nothing else is read at all.
//!
//! A member that has its usual value (nothing, zero, no items) is left out, so that a state stays
//! small and an old one reads as a new one would. A member that is not known, or of another type,
//! makes the whole state unreadable: a state is never guessed.

use std::collections::BTreeMap;

use wicketgate_core::{
    Secret, Timestamp,
    json::{Kind, Value},
};

/// A value that a state holds.
pub(crate) trait Record: Sized {
    /// The value as JSON; nothing where a missing member stands for it.
    fn write(&self) -> Option<Value<'static>>;

    /// Reads what was written; nothing where it is something else.
    fn read(value: Option<&Value<'_>>) -> Option<Self>;
}

/// Declares a struct whose members are a state's.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $($(#[$member_meta:meta])* $member_vis:vis $member:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Eq, PartialEq)]
        $vis struct $name {
            $($(#[$member_meta])* $member_vis $member: $type,)*
        }

        impl $crate::record::Record for $name {
            fn write(&self) -> Option<wicketgate_core::json::Value<'static>> {
                let members = [$((stringify!($member), self.$member.write()),)*];
                let there = members.into_iter().filter_map(|(name, value)| Some((name, value?)));
                Some(wicketgate_core::json::Value::object(there))
            }

            fn read(value: Option<&wicketgate_core::json::Value<'_>>) -> Option<Self> {
                let members = match value {
                    Some(value) => value.members()?,
                    None => &[],
                };
                let known = [$(stringify!($member),)*];
                if !members.iter().all(|member| known.contains(&member.key.as_ref())) {
                    return None;
                }
                Some(Self {
                    $($member: $crate::record::Record::read(
                        value.and_then(|value| value.get(stringify!($member))),
                    )?,)*
                })
            }
        }
    };
}

pub(crate) use record;

impl Record for bool {
    fn write(&self) -> Option<Value<'static>> {
        self.then(|| Value::new(Kind::Bool(true)))
    }

    fn read(value: Option<&Value<'_>>) -> Option<Self> {
        match value.map(|value| &value.kind) {
            None => Some(false),
            Some(Kind::Bool(flag)) => Some(*flag),
            Some(_) => None,
        }
    }
}

impl Record for u64 {
    fn write(&self) -> Option<Value<'static>> {
        let number = i64::try_from(*self).unwrap_or(i64::MAX);
        (number != 0).then(|| Value::new(Kind::Integer(number)))
    }

    fn read(value: Option<&Value<'_>>) -> Option<Self> {
        match value.map(|value| &value.kind) {
            None => Some(0),
            Some(Kind::Integer(number)) => Self::try_from(*number).ok(),
            Some(_) => None,
        }
    }
}

impl Record for u32 {
    fn write(&self) -> Option<Value<'static>> {
        u64::from(*self).write()
    }

    fn read(value: Option<&Value<'_>>) -> Option<Self> {
        Self::try_from(u64::read(value)?).ok()
    }
}

impl Record for Timestamp {
    fn write(&self) -> Option<Value<'static>> {
        let millis = i64::try_from(self.millis()).unwrap_or(i64::MAX);
        Some(Value::new(Kind::Integer(millis)))
    }

    fn read(value: Option<&Value<'_>>) -> Option<Self> {
        let millis = u64::read(Some(value?))?;
        (millis <= Self::MAX).then_some(Self::from_millis(millis))
    }
}

impl Record for String {
    fn write(&self) -> Option<Value<'static>> {
        Some(Value::string(self.clone()))
    }

    fn read(value: Option<&Value<'_>>) -> Option<Self> {
        Some(value?.text()?.to_owned())
    }
}

impl Record for Secret {
    fn write(&self) -> Option<Value<'static>> {
        Some(Value::string(self.reveal().to_owned()))
    }

    fn read(value: Option<&Value<'_>>) -> Option<Self> {
        Some(Self::from(value?.text()?))
    }
}

impl<T: Record> Record for Option<T> {
    fn write(&self) -> Option<Value<'static>> {
        // A number that is there stays there, zero too.
        self.as_ref().map(|value| value.write().unwrap_or(Value::new(Kind::Null)))
    }

    fn read(value: Option<&Value<'_>>) -> Option<Self> {
        match value {
            None => Some(None),
            Some(Value { kind: Kind::Null, .. }) => Some(Some(T::read(None)?)),
            Some(value) => Some(Some(T::read(Some(value))?)),
        }
    }
}

impl<T: Record> Record for Vec<T> {
    fn write(&self) -> Option<Value<'static>> {
        let items = self.iter().map(|item| item.write().unwrap_or(Value::new(Kind::Null)));
        (!self.is_empty()).then(|| Value::new(Kind::Array(items.collect())))
    }

    fn read(value: Option<&Value<'_>>) -> Option<Self> {
        let items = match value.map(|value| &value.kind) {
            None => return Some(Self::new()),
            Some(Kind::Array(items)) => items,
            Some(_) => return None,
        };
        let item = |item: &Value<'_>| match item.kind {
            Kind::Null => T::read(None),
            _ => T::read(Some(item)),
        };
        items.iter().map(item).collect()
    }
}

impl<T: Record> Record for BTreeMap<String, T> {
    fn write(&self) -> Option<Value<'static>> {
        let members = self
            .iter()
            .map(|(name, value)| (name.clone(), value.write().unwrap_or(Value::new(Kind::Null))));
        (!self.is_empty()).then(|| Value::object(members))
    }

    fn read(value: Option<&Value<'_>>) -> Option<Self> {
        let Some(value) = value else { return Some(Self::new()) };
        let member = |member: &wicketgate_core::json::Member<'_>| {
            let value = match member.value.kind {
                Kind::Null => T::read(None),
                _ => T::read(Some(&member.value)),
            };
            Some((member.key.clone().into_owned(), value?))
        };
        value.members()?.iter().map(member).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use wicketgate_core::{Secret, Timestamp, json};

    use super::Record;
    use crate::name::names;

    names! {
        /// Colours.
        enum Colour {
            /// Red.
            Red = "red",
        }
    }

    record! {
        struct Inner {
            at: Timestamp,
        }
    }

    record! {
        struct Outer {
            colour: Option<Colour>,
            count: u32,
            flag: bool,
            inner: Vec<Inner>,
            map: BTreeMap<String, u64>,
            maybe: Option<u64>,
            secret: Secret,
        }
    }

    fn read(text: &str) -> Option<Outer> {
        Outer::read(Some(&json::parse(text).expect(text)))
    }

    fn print(outer: &Outer) -> String {
        serde_json::to_string(&outer.write()).expect("printable")
    }

    #[test]
    fn what_is_written_is_read_back() {
        let outer = Outer {
            colour: Some(Colour::Red),
            count: 3,
            flag: true,
            inner: vec![Inner { at: Timestamp::from_millis(0) }],
            map: BTreeMap::from([("a".to_owned(), 0), ("b".to_owned(), 7)]),
            maybe: Some(0),
            secret: Secret::from("hidden"),
        };
        assert_eq!(read(&print(&outer)).as_ref(), Some(&outer), "{}", print(&outer));
        assert!(!format!("{outer:?}").contains("hidden"));
    }

    #[test]
    fn what_is_usual_is_left_out() {
        let text = r#"{"secret":""}"#;
        assert_eq!(read(text).map(|outer| print(&outer)).as_deref(), Some(text));
    }

    #[test]
    fn nothing_is_guessed() {
        let refused = [
            "{}",
            "[]",
            "null",
            r#"{"secret":1}"#,
            r#"{"secret":"","count":-1}"#,
            r#"{"secret":"","count":4294967296}"#,
            r#"{"secret":"","count":1.0}"#,
            r#"{"secret":"","flag":1}"#,
            r#"{"secret":"","colour":"green"}"#,
            r#"{"secret":"","inner":{}}"#,
            r#"{"secret":"","inner":[{}]}"#,
            r#"{"secret":"","inner":[{"at":9007199254740992}]}"#,
            r#"{"secret":"","map":{"a":"b"}}"#,
            r#"{"secret":"","more":1}"#,
        ];
        for text in refused {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
