//! What a `passwordrules` attribute says, however it was written.

use super::Ascii;

/// The rules of one attribute, merged: the longest minimum, the shortest maximum, one alphabet.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PasswordRules {
    /// What `allowed` lists; `None` where it lists nothing.
    pub allowed: Option<Set>,
    /// Characters that a password may have: what is allowed and what is required together,
    /// printable ASCII where neither is given.
    pub alphabet: Set,
    /// Most equal characters in a row.
    pub max_consecutive: Option<u64>,
    /// Most characters.
    pub max_length: Option<u64>,
    /// Fewest characters.
    pub min_length: Option<u64>,
    /// Sets, of each of which a password has at least one character.
    pub required: Vec<Set>,
}

/// A set of characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Set {
    /// Printable ASCII characters.
    Ascii(Ascii),
    /// Every character of Unicode.
    Unicode,
}

/// A part of a set, as the format writes it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Class {
    /// Characters listed one by one.
    Custom(String),
    /// A class with a name.
    Named(&'static str),
}

/// In which order the characters of a custom class stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// Letters, digits, symbols, each by code.
    Code,
    /// The same, but the first of the symbols is `-` and the last is `]`.
    Written,
}

/// How much an attribute repeats.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// `allowed` is the whole alphabet.
    Expanded,
    /// `allowed` lists what the source lists.
    Minified,
}

impl PasswordRules {
    /// The longest number that is kept: larger ones become this one.
    pub const MAX: u64 = (1 << 53) - 1;

    /// What `allowed` lists in a form.
    #[must_use]
    pub const fn allowed(&self, form: Form) -> Option<Set> {
        match form {
            Form::Expanded => Some(self.alphabet),
            Form::Minified => self.allowed,
        }
    }
}

impl Set {
    /// Every printable ASCII character.
    pub const PRINTABLE: Self = Self::Ascii(Ascii::PRINTABLE);

    /// Whether the set holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        matches!(self, Self::Ascii(set) if set.is_empty())
    }

    /// The set in as few classes as the format has for it.
    #[must_use]
    pub fn classes(self, order: Order) -> Vec<Class> {
        let set = match self {
            Self::Unicode => return vec![Class::Named("unicode")],
            Self::PRINTABLE => return vec![Class::Named("ascii-printable")],
            Self::Ascii(set) => set,
        };
        let (mut classes, mut rest) = (Vec::new(), String::new());
        for (name, class) in NAMED {
            match set.and(class) {
                whole if whole == class => classes.push(Class::Named(name)),
                part if order == Order::Written => write(&mut rest, part),
                part => rest.extend(part.chars()),
            }
        }
        if !rest.is_empty() {
            classes.push(Class::Custom(rest));
        }
        classes
    }

    /// The set that a class of this name is, whatever the case of its letters.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let of_ascii = NAMED.into_iter().chain([("ascii-printable", Ascii::PRINTABLE)]);
        let sets = of_ascii.map(|(name, set)| (name, Self::Ascii(set)));
        let mut sets = sets.chain([("unicode", Self::Unicode)]);
        sets.find_map(|(known, set)| known.eq_ignore_ascii_case(name).then_some(set))
    }
}

impl Default for Set {
    fn default() -> Self {
        Self::PRINTABLE
    }
}

/// Writes characters so that `-` stands first and `]` last, as a custom class needs it.
fn write(text: &mut String, set: Ascii) {
    let special = |character| matches!(character, '-' | ']');
    text.extend(set.chars().filter(|character| *character == '-'));
    text.extend(set.chars().filter(|character| !special(*character)));
    text.extend(set.chars().filter(|character| *character == ']'));
}

/// Named classes in the order in which a set lists them.
const NAMED: [(&str, Ascii); 4] = [
    ("upper", Ascii::UPPER),
    ("lower", Ascii::LOWER),
    ("digit", Ascii::DIGIT),
    ("special", Ascii::SPECIAL),
];
