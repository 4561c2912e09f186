//! Characters that all rules of a policy treat alike.

use wicketgate_core::text::is_letter_or_digit;

use crate::{Class, Place, demand::Demand, rules::Check};

/// Characters that no rule tells apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Kind {
    /// What they count as.
    pub(super) level: usize,
    /// Bytes of UTF-8 of each.
    pub(super) bytes: u32,
    /// How many there are.
    pub(super) size: u32,
    /// Whether a password may begin with one.
    pub(super) starts: bool,
    /// Whether a password may end with one.
    pub(super) ends: bool,
}

/// The first level of what is no letter or digit of ASCII; the levels above it are the symbol
/// modes, from the narrowest.
pub(crate) const SYMBOLS: usize = 3;
/// How many levels there are.
pub(crate) const LEVELS: usize = SYMBOLS + Class::MODES.len();

/// The level of the characters that a symbol mode has and the one before it has not.
pub(crate) fn mode_level(mode: &str) -> usize {
    let place = Class::MODES.iter().position(|known| *known == mode);
    SYMBOLS + place.unwrap_or(Class::MODES.len() - 1)
}

/// Every character that the rules permit, in kinds, sorted by level and then by bytes.
///
/// ASCII is asked character by character. What stands beyond it is as good as inexhaustible: one
/// letter and one symbol speak for all that no rule names, at the fewest bytes that any has, so
/// that what is found to be impossible is impossible.
pub(super) fn kinds(rules: &[&dyn Check], demand: &Demand) -> Vec<Kind> {
    let mut kinds = Vec::new();
    let mut add = |character: char, size: u32, bytes: usize| {
        let permits = |place| rules.iter().all(|rule| rule.permits(character, place));
        if !permits(Place::Anywhere) {
            return;
        }
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let (starts, ends) = (permits(Place::Start), permits(Place::End));
        let kind = Kind { level: level(character), bytes, size, starts, ends };
        let same = |other: &&mut Kind| Kind { size, ..**other } == kind;
        match kinds.iter_mut().find(same) {
            Some(other) => other.size = other.size.saturating_add(size),
            None => kinds.push(kind),
        }
    };
    for character in '\0'..='\x7f' {
        add(character, 1, 1);
    }
    let named = demand.detail.named.as_deref().unwrap_or_default();
    let mut apart: Vec<char> = named.chars().filter(|named| !named.is_ascii()).collect();
    apart.sort_unstable();
    apart.dedup();
    for range in ['一'..='鿿', '─'..='➿'] {
        let other = range.into_iter().find(|character| apart.binary_search(character).is_err());
        if let Some(character) = other {
            add(character, BEYOND, 2);
        }
    }
    for character in apart {
        add(character, 1, character.len_utf8());
    }
    kinds.sort_unstable_by_key(|kind| (kind.level, kind.bytes));
    kinds
}

/// What a character counts as: a class of letters, a digit, or the narrowest symbol mode that has it.
pub(crate) fn level(character: char) -> usize {
    match character {
        'a'..='z' => Class::Lowercase as usize,
        'A'..='Z' => Class::Uppercase as usize,
        '0'..='9' => Class::Digit as usize,
        _ if character.is_ascii_punctuation() => mode_level("ascii_punct"),
        ' ' => mode_level("ascii_punct_space"),
        _ if is_letter_or_digit(character) => mode_level("not_ascii_alnum"),
        _ => mode_level("unicode_not_letter_digit"),
    }
}

/// Characters that stand for all beyond ASCII: more than any password can have.
const BEYOND: u32 = 4096;

#[cfg(test)]
mod tests {
    use super::{LEVELS, SYMBOLS, level};
    use crate::Class;

    #[test]
    fn a_level_says_in_which_classes_a_character_is() {
        for character in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let level = level(character);
            assert!(level < LEVELS);
            for (index, class) in Class::ALL.into_iter().enumerate() {
                for (mode, name) in Class::MODES.iter().enumerate() {
                    let expected = match class {
                        Class::Symbol => (SYMBOLS..=SYMBOLS + mode).contains(&level),
                        _ => level == index,
                    };
                    assert_eq!(class.contains(character, name), expected, "{character:?} {name}");
                }
            }
        }
    }
}
