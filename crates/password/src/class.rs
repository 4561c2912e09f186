//! The character classes that the four products print: A-Z, a-z, 0-9 and symbols.
//!
//! Letters and digits are ASCII, as printed. What counts as a symbol differs between products, so
//! it is a mode; the modes stand from the narrowest to the widest, and each holds the one before.

use wicketgate_core::text;

/// A class of characters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Class {
    /// a-z.
    Lowercase,
    /// A-Z.
    Uppercase,
    /// 0-9.
    Digit,
    /// What the symbol mode says.
    Symbol,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 4] = [Self::Lowercase, Self::Uppercase, Self::Digit, Self::Symbol];

    /// Names as a policy writes them, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["lowercase", "uppercase", "digit", "symbol"];

    /// Names of the symbol modes, from the narrowest to the widest.
    ///
    /// - `ascii_punct`: the 32 printable ASCII characters that are neither letter, digit nor space.
    /// - `ascii_punct_space`: those and the space (Cloud Elements, Auth0).
    /// - `unicode_not_letter_digit`: every character whose general category is neither L* nor Nd
    ///   (Keycloak).
    /// - `not_ascii_alnum`: every character but A-Z, a-z and 0-9 (Authelia, Zitadel).
    pub const MODES: &'static [&'static str] =
        &["ascii_punct", "ascii_punct_space", "unicode_not_letter_digit", "not_ascii_alnum"];

    /// The mode of a policy that names none.
    pub const DEFAULT_MODE: &'static str = "ascii_punct_space";

    /// The name from [`Class::NAMES`].
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or_default()
    }

    /// The class of a name from [`Class::NAMES`].
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .zip(Self::NAMES)
            .find_map(|(class, known)| (*known == name).then_some(class))
    }

    /// The class of a character, where it has one.
    #[must_use]
    pub fn of(character: char, mode: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.contains(character, mode))
    }

    /// Whether the class holds a character.
    #[must_use]
    pub fn contains(self, character: char, mode: &str) -> bool {
        match self {
            Self::Lowercase => character.is_ascii_lowercase(),
            Self::Uppercase => character.is_ascii_uppercase(),
            Self::Digit => character.is_ascii_digit(),
            Self::Symbol => is_symbol(character, mode),
        }
    }
}

impl Class {
    /// Whether every character of the class is ASCII.
    #[must_use]
    pub fn is_ascii(self, mode: &str) -> bool {
        self != Self::Symbol || matches!(mode, "ascii_punct" | "ascii_punct_space")
    }
}

fn is_symbol(character: char, mode: &str) -> bool {
    match mode {
        "ascii_punct" => character.is_ascii_punctuation(),
        "ascii_punct_space" => character.is_ascii_punctuation() || character == ' ',
        "unicode_not_letter_digit" => !text::is_letter_or_digit(character),
        _ => !character.is_ascii_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::Class;

    #[test]
    fn each_symbol_mode_holds_the_one_before() {
        for character in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let held: Vec<bool> =
                Class::MODES.iter().map(|mode| Class::Symbol.contains(character, mode)).collect();
            assert!(held.is_sorted(), "{:04X}: {held:?}", u32::from(character));
        }
    }
}
