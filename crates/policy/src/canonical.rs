//! A document as it is digested and printed, whoever wrote it.

use wicketgate_core::{
    field::COMMENT,
    json::{Kind, Member, Value},
};

/// A value without notes, removed members and places, keys sorted.
pub(crate) fn canonical(value: &Value<'_>) -> Value<'static> {
    match &value.kind {
        Kind::Object(members) => {
            let kept = members
                .iter()
                .filter(|member| member.key != COMMENT && member.value.kind != Kind::Null);
            Value::object(
                kept.map(|Member { key, value, .. }| (key.clone().into_owned(), canonical(value))),
            )
        }
        Kind::Array(items) => Value::new(Kind::Array(items.iter().map(canonical).collect())),
        _ => Value::new(value.clone().into_owned().kind),
    }
}
