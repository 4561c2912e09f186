//! Values that are known, such as the name and the address of the account's owner: they are redacted
//! wherever they stand, in any letters.

use crate::window::Window;

/// The values of one stream.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// The first bytes of values, in both letters.
    begins: Vec<u8>,
    values: Vec<(String, Vec<u8>)>,
}

/// What is known of a place.
pub(crate) enum Told {
    /// A value stands there: which, and the byte after it.
    Ends(usize, usize),
    /// A value may stand there, and its end is not there yet.
    More,
    /// None.
    Not,
}

impl Known {
    /// Adds a value with its label; one that is too short to be told from chance, or too long, is left out.
    pub(crate) fn add(&mut self, label: &str, value: &str) {
        if self.values.len() >= MOST || !(LEAST..=LONGEST).contains(&value.len()) {
            return;
        }
        let value = value.as_bytes().to_ascii_lowercase();
        if let Some(first) = value.first() {
            self.begins.extend([*first, first.to_ascii_uppercase()]);
        }
        self.values.push((label.to_owned(), value));
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(crate) fn label(&self, value: usize) -> &str {
        self.values.get(value).map_or("", |(label, _)| label)
    }

    /// The first place from which on a value stands, or may stand; the longest of those that do.
    pub(crate) fn next(
        &self,
        window: &Window<'_>,
        from: usize,
        to: usize,
    ) -> Option<(usize, Told)> {
        let bytes = window.bytes.get(from..to).unwrap_or_default();
        let places = bytes.iter().enumerate().filter(|(_, byte)| self.begins.contains(byte));
        places
            .map(|(at, _)| (from + at, self.at(window, from + at)))
            .find(|(_, told)| !matches!(told, Told::Not))
    }

    fn at(&self, window: &Window<'_>, place: usize) -> Told {
        let rest = window.bytes.get(place..).unwrap_or_default();
        let (mut best, mut is_open) = (None, false);
        for (index, (_, value)) in self.values.iter().enumerate() {
            let there = rest.get(..value.len()).unwrap_or(rest);
            let same =
                value.get(..there.len()).is_some_and(|value| value.eq_ignore_ascii_case(there));
            if !same {
                continue;
            }
            let end = place + there.len();
            if there.len() < value.len() {
                is_open |= !window.last;
            } else if best.is_none_or(|(_, before)| end > before) {
                best = Some((index, end));
            }
        }
        match best {
            _ if is_open => Told::More,
            Some((index, end)) => Told::Ends(index, end),
            None => Told::Not,
        }
    }
}

/// Most values, and bytes of one.
pub(crate) const MOST: usize = 32;
pub(crate) const LONGEST: usize = 128;
/// Fewest bytes of a value.
pub const LEAST: usize = 3;
