//! Sets of printable ASCII characters, one bit each: the alphabet of the format.

/// A set of printable ASCII characters, the space included.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Ascii(u128);

impl Ascii {
    /// No character.
    pub const NONE: Self = Self(0);
    /// A-Z.
    pub const UPPER: Self = Self::range('A', 'Z');
    /// a-z.
    pub const LOWER: Self = Self::range('a', 'z');
    /// 0-9.
    pub const DIGIT: Self = Self::range('0', '9');
    /// Every printable ASCII character.
    pub const PRINTABLE: Self = Self::range(FIRST, LAST);
    /// The 33 that are neither letter nor digit, the space among them.
    pub const SPECIAL: Self =
        Self(Self::PRINTABLE.0 & !(Self::UPPER.0 | Self::LOWER.0 | Self::DIGIT.0));

    /// The characters from one of ASCII to another, as far as they are printable.
    #[must_use]
    pub const fn range(first: char, last: char) -> Self {
        let (mut set, mut code) = (Self::NONE, first as u8);
        while code <= last as u8 && first.is_ascii() && last.is_ascii() {
            set.insert(code as char);
            code += 1;
        }
        set
    }

    /// The printable ASCII characters of which something holds.
    #[must_use]
    pub fn of(holds: &dyn Fn(char) -> bool) -> Self {
        let mut set = Self::NONE;
        for character in FIRST..=LAST {
            if holds(character) {
                set.insert(character);
            }
        }
        set
    }

    /// Adds a character; one that is not printable ASCII is ignored, as the format has it.
    pub const fn insert(&mut self, character: char) {
        self.0 |= bit(character);
    }

    /// The characters, by code.
    pub fn chars(self) -> impl Iterator<Item = char> {
        (FIRST..=LAST).filter(move |character| self.contains(*character))
    }

    /// Whether the set holds a character.
    #[must_use]
    pub const fn contains(self, character: char) -> bool {
        self.0 & bit(character) != 0
    }

    /// Whether the set holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether another set holds all of this one.
    #[must_use]
    pub const fn is_within(self, other: Self) -> bool {
        self.minus(other).is_empty()
    }

    /// What both sets hold.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What one of the sets holds.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What this set holds and the other does not.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// The bit of a character; none of one that is not printable ASCII.
const fn bit(character: char) -> u128 {
    match character {
        FIRST..=LAST => 1 << (character as u32),
        _ => 0,
    }
}

const FIRST: char = ' ';
const LAST: char = '~';
