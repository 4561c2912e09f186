//! What an object may hold, as data: one table serves parser, schema, types and documentation.
//!
//! A rule's options and a request's members are tables of [`Field`]. The same table decodes what
//! was given and reports every problem in it, is printed as JSON Schema, becomes a TypeScript
//! type, and says which of two values is the stricter.

mod decode;
mod decoded;
mod duration;
mod reader;
mod section;

pub use decode::COMMENT;
pub use decoded::{Decoded, Fields};
pub use duration::{DAY, HOUR, MINUTE, parse as parse_duration, print as print_duration};
pub use reader::{Echo, Reader};
pub use section::Section;

/// One member of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Value where the member is missing; without one the member is required, unless optional.
    pub default: Option<Default>,
    /// What the member means, with the source of a number; empty where its owner says so elsewhere, and
    /// without the feature `schema`.
    pub doc: &'static str,
    /// What the member holds.
    pub kind: Kind,
    /// The member's name, in `snake_case`.
    pub name: &'static str,
    /// Whether the member may be missing although it has no default.
    pub optional: bool,
    /// Whether the member is the organisation's own: no report and no form document holds it.
    pub private: bool,
    /// Which way is stricter.
    pub stricter: Direction,
}

/// What a member holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any value, which its owner reads.
    Any,
    /// One of these names.
    Choice(&'static [&'static str]),
    /// At least one of these names, each once.
    Choices(&'static [&'static str]),
    /// A time span such as `1h30m`, in seconds, both ends included.
    Duration {
        /// Shortest.
        min: u64,
        /// Longest.
        max: u64,
    },
    /// `true` or `false`.
    Flag,
    /// A whole number in a range, both ends included.
    Integer {
        /// Smallest value.
        min: u64,
        /// Largest value.
        max: u64,
    },
    /// Objects of one table, at most so many.
    List {
        /// Most objects.
        items: usize,
        /// Their members.
        of: &'static [Field],
    },
    /// An object of a table.
    Object(&'static [Field]),
    /// Text of at most so many bytes of UTF-8.
    Text {
        /// Most bytes.
        max: usize,
    },
    /// Texts, at most so many.
    Texts {
        /// Most texts.
        items: usize,
        /// Most bytes of each.
        max: usize,
    },
}

/// The value of a member that is missing.
#[derive(Clone, Copy, Debug)]
pub enum Default {
    /// Every name that may be chosen.
    All,
    /// One of the names.
    Choice(&'static str),
    /// Some of the names.
    Choices(&'static [&'static str]),
    /// A time span in seconds.
    Duration(u64),
    /// A switch.
    Flag(bool),
    /// A number.
    Integer(u64),
    /// A text.
    Text(&'static str),
}

/// Which of two values refuses more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    /// The choice that stands earlier in the list.
    Earlier,
    /// A list of which the other holds all.
    Fewer,
    /// The larger number, or `true`.
    Higher,
    /// The smaller number, or `false`.
    Lower,
    /// A list that holds all of the other.
    More,
    /// Neither: two different values cannot be compared.
    Neither,
}

impl Field {
    /// Any value, which its owner reads.
    #[must_use]
    pub const fn any(name: &'static str) -> Self {
        Self::new(name, Kind::Any)
    }

    /// One of these names; names stand from the strictest to the most lenient where that is so.
    #[must_use]
    pub const fn choice(name: &'static str, choices: &'static [&'static str]) -> Self {
        Self::new(name, Kind::Choice(choices))
    }

    /// At least one of these names.
    #[must_use]
    pub const fn choices(name: &'static str, choices: &'static [&'static str]) -> Self {
        Self::new(name, Kind::Choices(choices))
    }

    /// A time span from `min` to `max` seconds, written as `90m` or `1h30m`.
    #[must_use]
    pub const fn duration(name: &'static str, min: u64, max: u64) -> Self {
        Self::new(name, Kind::Duration { min, max })
    }

    /// A switch.
    #[must_use]
    pub const fn flag(name: &'static str) -> Self {
        Self::new(name, Kind::Flag)
    }

    /// A whole number from `min` to `max`.
    #[must_use]
    pub const fn integer(name: &'static str, min: u64, max: u64) -> Self {
        Self::new(name, Kind::Integer { min, max })
    }

    /// At most `items` objects of a table.
    #[must_use]
    pub const fn list(name: &'static str, items: usize, of: &'static [Self]) -> Self {
        Self::new(name, Kind::List { items, of })
    }

    /// An object of a table.
    #[must_use]
    pub const fn object(name: &'static str, table: &'static [Self]) -> Self {
        Self::new(name, Kind::Object(table))
    }

    /// Text of at most `max` bytes.
    #[must_use]
    pub const fn text(name: &'static str, max: usize) -> Self {
        Self::new(name, Kind::Text { max })
    }

    /// At most `items` texts of at most `max` bytes each.
    #[must_use]
    pub const fn texts(name: &'static str, items: usize, max: usize) -> Self {
        Self::new(name, Kind::Texts { items, max })
    }

    /// The same member with what it means, for the schema: builds that print none do without.
    #[must_use]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        if cfg!(feature = "schema") {
            self.doc = doc;
        }
        self
    }

    /// The same member with a value where it is missing.
    #[must_use]
    pub const fn or(mut self, default: Default) -> Self {
        self.default = Some(default);
        self
    }

    /// The same member, which may be missing.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The same member, which neither a report nor a form document holds.
    #[must_use]
    pub const fn private(mut self) -> Self {
        self.private = true;
        self
    }

    /// The same member with the direction that is stricter.
    #[must_use]
    pub const fn stricter(mut self, direction: Direction) -> Self {
        self.stricter = direction;
        self
    }

    const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            default: None,
            doc: "",
            kind,
            name,
            optional: false,
            private: false,
            stricter: Direction::Neither,
        }
    }
}
