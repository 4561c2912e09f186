//! The password that is judged: normalised once, counted as the rules ask.

use std::borrow::Cow;

use wicketgate_core::{Context, text};

use crate::{Class, word};

/// A password in Unicode normalisation form C; a character is a code point.
///
/// NIST SP 800-63B-4 counts code points after normalisation. The text is normalised before
/// anything else, so that two ways to type one password are one password.
pub struct Candidate<'p> {
    characters: Vec<char>,
    context: &'p Context,
    text: Cow<'p, str>,
}

impl<'p> Candidate<'p> {
    /// Largest password, in bytes of UTF-8 as given: 1,024 code points of four bytes.
    pub const MAX_BYTES: usize = 4096;

    /// Where a rule looks for a character.
    pub const PLACES: &'static [&'static str] = &["anywhere", "start", "end"];

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
        let characters = text.chars().collect();
        Some(Self { characters, context, text })
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
        self.characters.iter().copied().map(word::fold).collect()
    }

    /// The code points of the normalised text.
    #[must_use]
    pub fn characters(&self) -> &[char] {
        &self.characters
    }

    /// How many code points there are.
    #[must_use]
    pub fn chars(&self) -> u32 {
        u32::try_from(self.characters.len()).unwrap_or(u32::MAX)
    }

    /// Bytes of UTF-8, which is what a hash function is given.
    #[must_use]
    pub fn bytes(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Characters of a class; the mode says what a symbol is.
    #[must_use]
    pub fn of_class(&self, class: Class, mode: &str) -> u32 {
        count(self.characters.iter().filter(|character| class.contains(**character, mode)))
    }

    /// Characters in a place of [`Candidate::PLACES`], or at both edges, of which something holds.
    #[must_use]
    pub fn in_place(&self, place: &str, holds: &dyn Fn(char) -> bool) -> u32 {
        let last = self.characters.len().saturating_sub(1);
        let looked_at = |at| match place {
            "start" => at == 0,
            "end" => at == last,
            "edges" => at == 0 || at == last,
            _ => true,
        };
        let found = self.characters.iter().enumerate();
        count(found.filter(|(at, character)| looked_at(*at) && holds(**character)))
    }

    /// The longest run of neighbours of one kind, and in how many places runs of more than `max`
    /// must be broken so that none is left; a character without a kind ends every run.
    #[must_use]
    pub fn runs(&self, max: u32, kind: &dyn Fn(char) -> Option<u32>) -> (u32, u32) {
        let (mut previous, mut run, mut longest, mut breaks) = (None, 0_u32, 0, 0);
        for character in &self.characters {
            let current = kind(*character);
            run = match current {
                None => 0,
                Some(_) if current == previous => run + 1,
                Some(_) => 1,
            };
            previous = current;
            longest = longest.max(run);
            breaks += u32::from(run > 0 && run % (max + 1) == 0);
        }
        (longest, breaks)
    }

    /// Every character and how often it stands in the password, in the order of code points.
    #[must_use]
    pub fn tally(&self) -> Vec<(char, u32)> {
        let mut tally: Vec<(char, u32)> = Vec::new();
        for character in &self.characters {
            let at = tally.partition_point(|(known, _)| known < character);
            match tally.get_mut(at) {
                Some((known, times)) if known == character => *times += 1,
                _ => tally.insert(at, (*character, 1)),
            }
        }
        tally
    }
}

/// What is known where nothing is.
static NOTHING: Context = Context::new();

/// The length of an iterator over a bounded text.
pub(crate) fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
