//! Letters and digits in groups: `4111 1111 1111 1111`, `078-05-1120`, `AB 12 34 56 C`.

use crate::window::{Run, Window};

/// Groups that follow one another, each after a single separator.
#[derive(Clone, Copy, Debug)]
pub struct Pieces {
    compact: [u8; MOST_BYTES],
    count: usize,
    groups: [Group; MOST_GROUPS],
    letters: u64,
    run: Run,
}

/// One group.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group {
    /// How many letters and digits there are up to its end.
    pub compact: u8,
    /// How many bytes of the text.
    pub raw: u8,
    /// What stands before it; zero before the first.
    pub separator: u8,
}

impl Pieces {
    /// Groups from the beginning of a run on, of which none is read yet.
    pub(crate) const fn new(run: Run) -> Self {
        Self {
            compact: [0; MOST_BYTES],
            count: 0,
            groups: [Group { compact: 0, raw: 0, separator: 0 }; MOST_GROUPS],
            letters: 0,
            run,
        }
    }

    /// Reads at most so many groups; false where the text may go on with another one.
    pub(crate) fn read(&mut self, window: &Window<'_>, most: usize) -> bool {
        let (mut at, mut separator, mut length) = (self.run.start, 0, 0);
        while self.count < most.min(MOST_GROUPS) {
            let begin = at;
            let rest = window.bytes.get(at..).unwrap_or_default();
            let places = self.compact.get_mut(length..).unwrap_or_default();
            for (byte, place) in rest.iter().zip(places) {
                let letter = byte.is_ascii_alphabetic();
                if !letter && !byte.is_ascii_digit() {
                    break;
                }
                *place = if letter { byte & !0x20 } else { *byte };
                self.letters |= u64::from(letter) << length;
                length += 1;
                at += 1;
            }
            let byte = window.at(at);
            if byte.is_ascii_alphanumeric() {
                // Longer than anything that is looked for: the groups before it are what there is.
                break;
            }
            if window.is_open(at) {
                return false;
            }
            if at == begin {
                break;
            }
            if let Some(group) = self.groups.get_mut(self.count) {
                // Forty letters and digits, and a separator between any two of them.
                *group =
                    Group { compact: length as u8, raw: (at - self.run.start) as u8, separator };
            }
            self.count += 1;
            if !matches!(byte, b' ' | b'-' | b'.' | b'/') {
                break;
            }
            separator = byte;
            at += 1;
            if window.is_open(at) {
                return false;
            }
        }
        true
    }

    /// Where the groups up to one begin and end.
    pub(crate) fn place(&self, last: usize) -> Option<(usize, usize)> {
        let group = self.groups().get(last)?;
        Some((self.run.start, self.run.start + usize::from(group.raw)))
    }

    /// How many groups there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The first so many groups together, in capitals.
    #[must_use]
    pub fn compact(&self, groups: usize) -> &[u8] {
        let end = groups.checked_sub(1).and_then(|last| self.groups.get(last));
        self.compact.get(..end.map_or(0, |group| usize::from(group.compact))).unwrap_or_default()
    }

    /// Every group.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        self.groups.get(..self.count).unwrap_or_default()
    }

    /// Which of the letters and digits are letters, by bits.
    #[must_use]
    pub const fn letters(&self) -> u64 {
        self.letters
    }
}

/// Most letters and digits of all groups together.
pub(crate) const MOST_BYTES: usize = 40;
/// Most groups.
pub(crate) const MOST_GROUPS: usize = 10;
