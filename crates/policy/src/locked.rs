//! `locked`: what a later layer may make stricter, and never looser.
//!
//! A lock is a JSON Pointer to a section, a rule or an option. A rule under a lock may be
//! tightened in the direction that its option table says, and may be added; it may not be
//! loosened or removed. How passwords are hashed is locked and tightened in the same way. Anything else under a lock, such as a date, may not change at all.

use std::collections::BTreeSet;

use wicketgate_core::{
    field::{Echo, Field, Reader, Section},
    json::{Kind, Member, Value, pointer},
};
use wicketgate_password::{Hashing, hashing, loosened, rules::REGISTRY};

use crate::section;

/// The locks of all layers so far.
#[derive(Default)]
pub(crate) struct Locks {
    pointers: BTreeSet<String>,
}

impl Locks {
    pub(crate) fn is_empty(&self) -> bool {
        self.pointers.is_empty()
    }

    /// Adds the locks of a layer.
    pub(crate) fn extend(&mut self, layer: &Value<'_>, reader: &mut Reader) {
        let Some(value) = layer.given("locked") else { return };
        for (index, item) in reader.array(value, "/locked", MAX_LOCKS).iter().enumerate() {
            let at = format!("/locked/{index}");
            let Some(lock) = reader.text(item, &at, MAX_POINTER) else { continue };
            if is_lockable(lock) {
                self.pointers.insert(lock.to_owned());
            } else {
                let allowed = "a JSON Pointer to a member of the policy, such as \
                               `/password/rules/min-length`";
                reader.refuse(item, &at, "unknown-choice", format_args!("{allowed}"));
            }
        }
    }

    /// All locks, as a policy writes them.
    pub(crate) fn value(self) -> Option<Value<'static>> {
        let locks: Vec<_> = self.pointers.into_iter().map(Value::string).collect();
        (!locks.is_empty()).then(|| Value::new(Kind::Array(locks)))
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
            reader.fail(value, at, "locked", format_args!("{message}"));
        };
        for unit in UNITS {
            // A date decides when a rule binds: whoever could move it could loosen every rule.
            let dates = unit == DATES && self.pointers.iter().any(|lock| within(lock, RULES));
            if (dates || self.covers(unit)) && before.at(unit) != after.at(unit) {
                fail(unit, "an earlier layer locks this; it cannot change here".to_owned());
            }
        }
        if self.covers(HASHING) {
            let default = Hashing::default().value();
            let section = |document| Value::at(document, HASHING).unwrap_or(&default);
            for option in hashing::loosened(section(before), section(after)) {
                let at = pointer(HASHING, option);
                if self.covers_option(HASHING, &at) {
                    let message = "an earlier layer locks this; here it may only be stricter";
                    fail(&at, message.to_owned());
                }
            }
        }
        for section in section::all() {
            self.section(section, before, after, &mut fail);
        }
        let rules = before.at(RULES).and_then(Value::members).unwrap_or_default();
        for Member { key: code, value: before, .. } in rules {
            let at = pointer(RULES, code);
            if !self.covers(&at) {
                continue;
            }
            let Some(after) = after.at(&at) else {
                fail(&at, format!("an earlier layer locks `{code}`; it cannot be removed here"));
                continue;
            };
            for option in loosened(code, before, after) {
                let option_at = pointer(&at, option);
                if self.covers_option(&at, &option_at) {
                    let message =
                        format!("an earlier layer locks `{code}`; here it may only be stricter");
                    fail(&option_at, message);
                }
            }
        }
    }

    /// Reports each member of a section that a layer loosens or takes away.
    fn section(
        &self,
        section: &Section,
        before: &Value<'_>,
        after: &Value<'_>,
        fail: &mut impl FnMut(&str, String),
    ) {
        let Some(earlier) = before.at(section.pointer).filter(|_| self.covers(section.pointer))
        else {
            return;
        };
        let nothing = Value::object::<&str>([]);
        let later = after.at(section.pointer).unwrap_or(&nothing);
        let mut reader = Reader::new(Echo::Kind);
        let earlier = reader.fields(earlier, "", &[section.fields]);
        let later = reader.fields(later, "", &[section.fields]);
        for member in later.looser_than(&earlier) {
            let at = pointer(section.pointer, member);
            if self.covers_option(section.pointer, &at) {
                let message = "an earlier layer locks this; here it may only be stricter";
                fail(&at, message.to_owned());
            }
        }
    }

    /// Whether a lock stands at a unit, above it or inside it.
    fn covers(&self, unit: &str) -> bool {
        self.pointers.iter().any(|lock| within(unit, lock) || within(lock, unit))
    }

    /// Whether a lock stands at a rule or above it, or at this option of it.
    fn covers_option(&self, rule: &str, option: &str) -> bool {
        self.pointers.iter().any(|lock| within(rule, lock) || within(option, lock))
    }
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
    let hashing = |field: &Field| pointer(HASHING, field.name) == lock;
    let member = |section: &Section, field: &Field| pointer(section.pointer, field.name) == lock;
    let account = |section: &Section| {
        section.pointer == lock || section.fields.iter().any(|field| member(section, field))
    };
    ["/password", HASHING, RULES].contains(&lock)
        || section::all().any(account)
        || UNITS.contains(&lock)
        || hashing::FIELDS.iter().any(hashing)
        || REGISTRY.iter().any(rule)
}

/// Whether a pointer is another one or stands below it.
fn within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

const HASHING: &str = "/password/hashing";
const RULES: &str = "/password/rules";
/// What changes as a whole or not at all.
const UNITS: [&str; 3] = ["/conforms", DATES, "/password/messages"];
const DATES: &str = "/password/effective_from";
const MAX_LOCKS: usize = 64;
const MAX_POINTER: usize = 256;
