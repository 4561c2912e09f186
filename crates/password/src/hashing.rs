//! `password.hashing`: how passwords are hashed, and which stored hashes are still good enough.
//!
//! # Why
//! A stolen table of hashes is attacked offline: what a guess costs then is decided here. Argon2id
//! is what RFC 9106 and the OWASP Password Storage Cheat Sheet ask for.
//!
//! # Floor
//! OWASP lists settings that cost an attacker the same. A policy has at least one of them, with
//! more memory or more iterations where it likes: less is a problem of the document. Parallelism
//! counts for nothing there, because it changes how long a hash takes and not what it costs.

use wicketgate_core::{
    field::{Default, Direction, Echo, Field, Fields, Reader},
    json::{self, Value, pointer},
};

/// The section of a policy; without one, a policy hashes by the defaults.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hashing {
    /// Passes over the memory.
    pub iterations: u32,
    /// Memory, in KiB.
    pub memory: u32,
    /// Lanes.
    pub parallelism: u32,
    /// Bytes of a salt.
    pub salt_bytes: u32,
    /// Bytes of a tag.
    pub tag_bytes: u32,
}

impl Hashing {
    /// Reads the section of a policy.
    pub fn parse(value: Option<&Value<'_>>, parent: &str, reader: &mut Reader) -> Self {
        let at = pointer(parent, "hashing");
        let empty = Value::object::<&str>([]);
        let hashing = Self::of(&reader.fields(value.unwrap_or(&empty), &at, &[FIELDS]));
        // One layer of several may leave to another what makes up for it.
        let (Some(value), false) = (value, reader.is_partial()) else { return hashing };
        // What could not be read has a problem of its own, and a value of zero.
        let complete = hashing.memory > 0 && hashing.iterations > 0;
        if complete && !hashing.is_enough() {
            let floor = FLOOR.map(|(memory, iterations)| format!("{memory} with {iterations}"));
            let floor = floor.join(", ");
            let allowed = format_args!("memory and iterations of at least {floor}");
            reader.refuse(value, &at, "too-weak", allowed);
        }
        hashing
    }

    /// The section as a resolved document holds it, defaults filled in.
    #[must_use]
    pub fn value(&self) -> Value<'static> {
        let integer = |integer: u32| Value::new(json::Kind::Integer(integer.into()));
        Value::object([
            ("algorithm", Value::string(ALGORITHM)),
            ("iterations", integer(self.iterations)),
            ("memory", integer(self.memory)),
            ("parallelism", integer(self.parallelism)),
            ("salt_bytes", integer(self.salt_bytes)),
            ("tag_bytes", integer(self.tag_bytes)),
        ])
    }

    fn of(fields: &Fields<'_>) -> Self {
        Self {
            iterations: fields.integer("iterations"),
            memory: fields.integer("memory"),
            parallelism: fields.integer("parallelism"),
            salt_bytes: fields.integer("salt_bytes"),
            tag_bytes: fields.integer("tag_bytes"),
        }
    }

    /// Whether one of the floor's settings is reached.
    fn is_enough(&self) -> bool {
        FLOOR
            .iter()
            .any(|(memory, iterations)| self.memory >= *memory && self.iterations >= *iterations)
    }
}

impl std::default::Default for Hashing {
    fn default() -> Self {
        Self::parse(None, "", &mut Reader::new(Echo::Kind))
    }
}

/// The members in which a section is looser than an earlier one; both have all members.
#[must_use]
pub fn loosened(before: &Value<'_>, after: &Value<'_>) -> Vec<&'static str> {
    let mut reader = Reader::new(Echo::Kind);
    let before = reader.fields(before, "", &[FIELDS]);
    let after = reader.fields(after, "", &[FIELDS]);
    after.looser_than(&before).collect()
}

/// Members of the section.
pub const FIELDS: &[Field] = &[
    Field::choice("algorithm", &[ALGORITHM]).or(Default::Choice(ALGORITHM)),
    Field::integer("iterations", 1, 64).or(Default::Integer(2)).stricter(Direction::Higher),
    Field::integer("memory", 7168, 1_048_576)
        .or(Default::Integer(19_456))
        .stricter(Direction::Higher),
    Field::integer("parallelism", 1, 16).or(Default::Integer(1)),
    Field::integer("salt_bytes", 16, 64).or(Default::Integer(16)).stricter(Direction::Higher),
    Field::integer("tag_bytes", 16, 64).or(Default::Integer(32)).stricter(Direction::Higher),
];

/// The one algorithm of new hashes.
const ALGORITHM: &str = "argon2id";

/// SPEC: OWASP Password Storage Cheat Sheet, Argon2id: memory in KiB and iterations.
const FLOOR: [(u32, u32); 5] = [(47_104, 1), (19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5)];
