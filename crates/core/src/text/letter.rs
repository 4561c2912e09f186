//! Letters and digits by general category.

use super::{stream::Stream, table::LETTERS};

/// Whether `c` is a letter (categories Lu, Ll, Lt, Lm, Lo) or a decimal digit (Nd).
///
/// This is what Java's `Character.isLetterOrDigit` says, and not what [`char::is_alphanumeric`] does:
/// that one also takes letter numbers, other numbers and vowel signs, in the compiler's Unicode version.
#[must_use]
pub fn is_letter_or_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let code = u32::from(c);
    let after = LETTERS.partition_point(|page| Stream(page).number() <= code);
    let Some(page) = after.checked_sub(1).and_then(|page| LETTERS.get(page)) else {
        return false;
    };
    let mut page = Stream(page);
    // Of a page's first run there is the first code point, of the others the gap; 0 fills it up.
    let mut start = page.number();
    while code >= start {
        let length = page.number();
        let end = start.wrapping_add(length);
        if code < end || length == 0 {
            return length > 0;
        }
        start = end.wrapping_add(page.number());
    }
    false
}
