//! Hangul syllables, which are computed: leading consonant, vowel, trailing consonant.
// SPEC: The Unicode Standard, section 3.12, "Conjoining Jamo Behavior".

/// What a syllable decomposes into: one without a trailing consonant, and that; or the two others.
pub(super) fn decompose(c: char) -> Option<(char, char)> {
    let index = u32::from(c).checked_sub(SYLLABLES).filter(|index| *index < SYLLABLE_COUNT)?;
    let (first, second) = match index % TRAILING_COUNT {
        0 => (
            LEADING + index / (VOWEL_COUNT * TRAILING_COUNT),
            VOWELS + index / TRAILING_COUNT % VOWEL_COUNT,
        ),
        trailing => (SYLLABLES + index - trailing, TRAILING + trailing),
    };
    Some((char::from_u32(first)?, char::from_u32(second)?))
}

/// The syllable of a leading consonant and a vowel, or of a syllable and a trailing consonant.
pub(super) fn compose(first: char, second: char) -> Option<char> {
    let (first, second) = (u32::from(first), u32::from(second));
    let index =
        |code: u32, start: u32, count: u32| code.checked_sub(start).filter(|index| *index < count);
    if let Some(vowel) = index(second, VOWELS, VOWEL_COUNT) {
        let leading = index(first, LEADING, LEADING_COUNT)?;
        return char::from_u32(SYLLABLES + (leading * VOWEL_COUNT + vowel) * TRAILING_COUNT);
    }
    let trailing = index(second, TRAILING, TRAILING_COUNT).filter(|trailing| *trailing > 0)?;
    let syllable = index(first, SYLLABLES, SYLLABLE_COUNT)?;
    if syllable % TRAILING_COUNT != 0 {
        return None;
    }
    char::from_u32(SYLLABLES + syllable + trailing)
}

const SYLLABLES: u32 = 0xAC00;
const LEADING: u32 = 0x1100;
const LEADING_COUNT: u32 = 19;
const VOWELS: u32 = 0x1161;
const VOWEL_COUNT: u32 = 21;
/// One below the first trailing consonant: 0 stands for none.
const TRAILING: u32 = 0x11A7;
const TRAILING_COUNT: u32 = 28;
const SYLLABLE_COUNT: u32 = LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT;
