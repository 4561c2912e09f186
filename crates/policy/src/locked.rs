//! `locked`: what a later layer may make stricter, and never looser.
//!
//! A lock is a JSON Pointer to a section, a rule or an option. A rule under a lock may be
//! tightened in the direction that its option table says, and may be added; it may not be
//! loosened or removed. Anything else under a lock, such as a date, may not change at all.

use std::collections::BTreeSet;

use wicketgate_core::{
    field::{Field, Reader},
    json::{Kind, Member, Value, pointer},
};
use wicketgate_password::{loosened, rules::REGISTRY};

/// The locks of all layers so far.
#[derive(Default)]
pub(crate) struct Locks {
    pointers: BTreeSet<String>,
}

impl Locks {
    pub(crate) fn is_empty(&self) -> bool {
        self.pointers.is_empty()
    }

    /// Adds the locks of a layer; what is wrong with them is reported when all is merged.
    pub(crate) fn extend(&mut self, layer: &Value<'_>) {
        let Some(Kind::Array(items)) = layer.get("locked").map(|value| &value.kind) else {
            return;
        };
        self.pointers
            .extend(items.iter().filter_map(Value::text).map(str::to_owned));
    }

    /// Writes all locks into the merged document, so that a later layer cannot remove one.
    pub(crate) fn write<'v>(self, mut merged: Value<'v>) -> Value<'v> {
        let Kind::Object(members) = &mut merged.kind else {
            return merged;
        };
        let given = members.iter_mut().find(|member| member.key == "locked");
        let well_formed = |value: &Value<'_>| matches!(&value.kind, Kind::Array(items) if items.iter().all(|item| item.text().is_some()));
        let place = merged.place;
        let locks = Value {
            kind: Kind::Array(
                self.pointers
                    .into_iter()
                    .map(|at| Value {
                        place,
                        ..Value::string(at)
                    })
                    .collect(),
            ),
            place,
        };
        match given {
            Some(member) if well_formed(&member.value) => {
                member.value = Value {
                    place: member.value.place,
                    ..locks
                };
            }
            None if matches!(&locks.kind, Kind::Array(items) if !items.is_empty()) => {
                members.push(Member {
                    key: "locked".into(),
                    line: place.line,
                    value: locks,
                });
            }
            _ => {}
        }
        merged
    }

    /// Reports each change of a layer that loosens what is locked.
    pub(crate) fn check(
        &self,
        before: &Value<'_>,
        after: &Value<'_>,
        layer: &Value<'_>,
        reader: &mut Reader,
    ) {
        let mut fail = |at: &str, message: String| {
            let mut value = layer;
            for (end, _) in at.match_indices('/').skip(1).chain([(at.len(), "")]) {
                value = at.get(..end).and_then(|at| layer.at(at)).unwrap_or(value);
            }
            reader.fail(value, at, "locked", message);
        };
        for unit in UNITS {
            if self.covers(unit) && before.at(unit) != after.at(unit) {
                fail(
                    unit,
                    "an earlier layer locks this; it cannot change here".to_owned(),
                );
            }
        }
        let rules = before
            .at(RULES)
            .and_then(Value::members)
            .unwrap_or_default();
        for Member {
            key: code,
            value: before,
            ..
        } in rules
        {
            let at = pointer(RULES, code);
            if !self.covers(&at) {
                continue;
            }
            let Some(after) = after.at(&at) else {
                fail(
                    &at,
                    format!("an earlier layer locks `{code}`; it cannot be removed here"),
                );
                continue;
            };
            if let Some(option) = loosened(code, before, after) {
                let option_at = pointer(&at, option);
                if self.covers_option(&at, &option_at) {
                    let message =
                        format!("an earlier layer locks `{code}`; here it may only be stricter");
                    fail(&option_at, message);
                }
            }
        }
    }

    /// Whether a lock stands at a unit, above it or inside it.
    fn covers(&self, unit: &str) -> bool {
        self.pointers
            .iter()
            .any(|lock| within(unit, lock) || within(lock, unit))
    }

    /// Whether a lock stands at a rule or above it, or at this option of it.
    fn covers_option(&self, rule: &str, option: &str) -> bool {
        self.pointers
            .iter()
            .any(|lock| within(rule, lock) || within(option, lock))
    }
}

/// Reads the locks of a merged document.
pub(crate) fn parse(merged: &Value<'_>, reader: &mut Reader) -> Option<Value<'static>> {
    let value = merged.get("locked")?;
    let mut locks = Vec::new();
    for (index, item) in reader.array(value, "/locked", MAX_LOCKS).iter().enumerate() {
        let at = format!("/locked/{index}");
        let Some(lock) = reader.text(item, &at, MAX_POINTER) else {
            continue;
        };
        if is_lockable(lock) {
            locks.push(Value::string(lock.to_owned()));
        } else {
            let allowed = "a JSON Pointer to a member of the policy, such as \
                           `/password/rules/min-length`";
            reader.refuse(item, &at, "unknown-choice", allowed.to_owned());
        }
    }
    (!locks.is_empty()).then(|| Value::new(Kind::Array(locks)))
}

/// Whether a pointer names something that a policy can have.
fn is_lockable(lock: &str) -> bool {
    let option = |kind: &wicketgate_password::rules::Kind, field: &Field| {
        pointer(&pointer(RULES, kind.code.as_str()), field.name) == lock
    };
    let rule = |kind: &wicketgate_password::rules::Kind| {
        pointer(RULES, kind.code.as_str()) == lock
            || kind.options.iter().any(|field| option(kind, field))
    };
    UNITS.contains(&lock) || ["/password", RULES].contains(&lock) || REGISTRY.iter().any(rule)
}

/// Whether a pointer is another one or stands below it.
fn within(inner: &str, outer: &str) -> bool {
    inner
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

const RULES: &str = "/password/rules";
/// What changes as a whole or not at all.
const UNITS: [&str; 3] = [
    "/conforms",
    "/password/effective_from",
    "/password/messages",
];
const MAX_LOCKS: usize = 64;
const MAX_POINTER: usize = 256;
