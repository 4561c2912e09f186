//! Layers: a preset, an organisation's policy, a group's, merged by RFC 7396.
//!
//! A member of a later layer replaces that of an earlier one, `null` removes it. Every value
//! keeps the layer and line that it came from, so that a problem names the text to mend.

use std::{borrow::Cow, collections::BTreeMap};

use wicketgate_core::{
    field::{Echo, Reader},
    json::{self, Kind, Member, Place, Value},
};

use crate::{assemble, locked, preset};

/// Merges all layers of a document, the presets that they extend first, and gathers the locks.
///
/// Nothing comes of a bundle that has no layers to merge.
pub(crate) fn merge<'v>(
    document: Value<'v>,
    layered: bool,
    reader: &mut Reader,
) -> Option<(Value<'v>, Option<Value<'static>>)> {
    let layers = if layered { split(document, reader)? } else { vec![document] };
    let mut merged = Value::object::<&str>([]);
    let mut locks = locked::Locks::default();
    let last = layers.len().saturating_sub(1);
    for (index, layer) in layers.into_iter().enumerate() {
        let layer = stamp(layer, |place| Place { layer: u8::try_from(index).ok(), ..place });
        if index == 0 {
            // The first layer says which version it is written in, whatever its preset says.
            if layer.members().is_some() && layer.given("version").is_none() {
                reader.missing(&layer, "", "version");
            }
            merged = base(&layer, merged, &mut locks, reader, 0);
        } else if let Some(extends) = extends(&layer) {
            let message = format_args!("only the first layer may extend a preset");
            reader.fail(extends, "/extends", "contradiction", message);
        }
        // What a later layer replaces is not there when all is merged: judge it while it is.
        if index < last {
            reader.partially(|reader| assemble::policy(&layer, None, reader));
        }
        merged = apply(merged, &layer, &mut locks, reader);
    }
    Some((merged, locks.value()))
}

/// Merges one layer, which may not loosen what an earlier one locked.
fn apply<'v>(
    before: Value<'v>,
    layer: &Value<'v>,
    locks: &mut locked::Locks,
    reader: &mut Reader,
) -> Value<'v> {
    let unlocked = (!locks.is_empty()).then(|| before.clone());
    let after = patch(before, layer);
    if let Some(before) = unlocked {
        let resolve = |merged: &Value<'_>| {
            assemble::policy(merged, None, &mut Reader::new(Echo::Value).nullable()).document
        };
        locks.check(&resolve(&before), &resolve(&after), layer, reader);
    }
    locks.extend(layer, reader);
    after
}

/// Merges the preset that a layer extends, and what that one extends.
fn base<'v>(
    layer: &Value<'_>,
    merged: Value<'v>,
    locks: &mut locked::Locks,
    reader: &mut Reader,
    depth: usize,
) -> Value<'v> {
    let Some(extends) = extends(layer) else { return merged };
    let Some(text) = reader.text(extends, "/extends", MAX_NAME) else {
        return merged;
    };
    let found = text.strip_prefix("preset:").and_then(preset::find).map(json::parse);
    match found {
        Some(Ok(preset)) if depth < MAX_CHAIN => {
            let merged = base(&preset, merged, locks, reader, depth + 1);
            apply(merged, &stamp(preset.into_owned(), |_| Place::default()), locks, reader)
        }
        _ => {
            let names: Vec<String> = preset::names().map(|name| format!("preset:{name}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            reader.unknown_choice(extends, "/extends", "unknown-preset", &names);
            merged
        }
    }
}

/// RFC 7396 MergePatch, but that `null` stays as a mark where it removes: a misspelt name that is
/// to be removed is then still told. Whoever reads a merged document takes it for none.
fn patch<'v>(target: Value<'v>, patch_with: &Value<'v>) -> Value<'v> {
    let Kind::Object(changes) = &patch_with.kind else { return patch_with.clone() };
    let mut members = match target.kind {
        Kind::Object(members) => members,
        _ => Vec::new(),
    };
    // An index, so that a document of thousands of members costs no more than it should.
    let mut index: BTreeMap<Cow<'v, str>, usize> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        index.insert(member.key.clone(), at);
    }
    for change in changes {
        match index.get(&change.key).and_then(|at| members.get_mut(*at)) {
            Some(member) => {
                let before = std::mem::replace(&mut member.value, Value::new(Kind::Null));
                *member = Member { value: patch(before, &change.value), ..change.clone() };
            }
            None => {
                let value = patch(Value::new(Kind::Null), &change.value);
                index.insert(change.key.clone(), members.len());
                members.push(Member { value, ..change.clone() });
            }
        }
    }
    Value { kind: Kind::Object(members), place: patch_with.place }
}

fn split<'v>(document: Value<'v>, reader: &mut Reader) -> Option<Vec<Value<'v>>> {
    let _ = reader.members(&document, "", &["layers"]);
    let Kind::Object(members) = document.kind else { return None };
    let value = members.into_iter().find(|member| member.key == "layers")?.value;
    let many = !reader.array(&value, "/layers", MAX_LAYERS).is_empty();
    match value.kind {
        Kind::Array(items) if many => Some(items),
        Kind::Array(ref items) if items.is_empty() => {
            reader.refuse(&value, "/layers", "out-of-range", format_args!("at least one policy"));
            None
        }
        _ => None,
    }
}

/// The preset that a layer extends; `null` stands for none, as everywhere in a layer.
fn extends<'v>(layer: &'v Value<'_>) -> Option<&'v Value<'v>> {
    layer.given("extends")
}

/// Changes the place of a value and of all inside it.
fn stamp(value: Value<'_>, place: impl Fn(Place) -> Place + Copy) -> Value<'_> {
    let kind = match value.kind {
        Kind::Array(items) => {
            Kind::Array(items.into_iter().map(|item| stamp(item, place)).collect())
        }
        Kind::Object(members) => {
            let stamped = members.into_iter().map(|member| {
                let value = stamp(member.value, place);
                Member {
                    line: place(Place { line: member.line, ..value.place }).line,
                    value,
                    ..member
                }
            });
            Kind::Object(stamped.collect())
        }
        other => other,
    };
    Value { kind, place: place(value.place) }
}

/// Most layers of a bundle: organisation, division, group, and one to spare.
const MAX_LAYERS: usize = 4;
/// Most presets that extend one another.
const MAX_CHAIN: usize = 8;
const MAX_NAME: usize = 64;
