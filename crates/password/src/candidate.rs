//! The password that is judged: normalised once, counted as the rules ask.

use std::borrow::Cow;

use wicketgate_core::{Context, text};

use crate::{Class, word};

/// A password in Unicode normalisation form C; a character is a code point.
///
/// NIST SP 800-63B-4 counts code points after normalisation. The text is normalised before
/// anything else, so that two ways to type one password are one password.
pub struct Candidate<'p> {
    chars: u32,
    context: &'p Context,
    text: Cow<'p, str>,
}

impl<'p> Candidate<'p> {
    /// Largest password, in bytes of UTF-8 as given: 1,024 code points of four bytes.
    pub const MAX_BYTES: usize = 4096;

    /// A new password as typed, of which nothing else is known; `None` where it is larger than
    /// [`Candidate::MAX_BYTES`].
    #[must_use]
    pub fn new(password: &'p str) -> Option<Self> {
        Self::within(password, &NOTHING)
    }

    /// A password as typed, and what is known beside it; `None` where it is larger than
    /// [`Candidate::MAX_BYTES`].
    #[must_use]
    pub fn within(password: &'p str, context: &'p Context) -> Option<Self> {
        if password.len() > Self::MAX_BYTES {
            return None;
        }
        let text = text::nfc(password);
        let chars = count(text.chars());
        Some(Self { chars, context, text })
    }

    /// What is known beside the password.
    #[must_use]
    pub const fn context(&self) -> &Context {
        self.context
    }

    /// The normalised text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The characters, capital letters folded to small ones.
    #[must_use]
    pub(crate) fn folded(&self) -> Vec<char> {
        self.text.chars().map(word::fold).collect()
    }

    /// Code points.
    #[must_use]
    pub const fn chars(&self) -> u32 {
        self.chars
    }

    /// Bytes of UTF-8, which is what a hash function is given.
    #[must_use]
    pub fn bytes(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Characters of a class; the mode says what a symbol is.
    #[must_use]
    pub fn of_class(&self, class: Class, mode: &str) -> u32 {
        count(self.text.chars().filter(|character| class.contains(*character, mode)))
    }
}

/// What is known where nothing is.
static NOTHING: Context = Context::new();

/// The length of an iterator over a bounded text.
pub(crate) fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
