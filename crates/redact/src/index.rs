//! Which forms groups of letters and digits may have: one look-up for all kinds.

use crate::{
    kind::{Class, Form},
    pieces::{MOST_GROUPS, Pieces},
};

/// The forms of every kind that is on.
#[derive(Debug, Default)]
pub(crate) struct Index {
    entries: Vec<Entry>,
    /// How many groups there may be, by the length of the first one.
    reach: Vec<usize>,
    /// Whether one group of this length may be all.
    single: Vec<bool>,
    /// For each hash of lengths, the first entry that has it, plus one.
    slots: Vec<u16>,
}

/// One form of one kind.
#[derive(Debug)]
pub(crate) struct Entry {
    check: fn(&[u8]) -> bool,
    pub(crate) class: Class,
    groups: usize,
    /// Which characters must be letters, of those that must be one thing or the other.
    is_letter: u64,
    pub(crate) key: u64,
    pub(crate) kind: usize,
    matters: u64,
    separators: Vec<u8>,
}

impl Index {
    pub(crate) fn new() -> Self {
        Self {
            entries: Vec::new(),
            reach: vec![0; REACH],
            single: vec![false; REACH],
            slots: Vec::new(),
        }
    }

    /// Adds the forms of a kind.
    pub(crate) fn add(&mut self, kind: usize, forms: &[Form], check: fn(&[u8]) -> bool) {
        for form in forms {
            let entry = Entry::of(kind, form, check);
            let first = usize::try_from(entry.key & LENGTH).unwrap_or(0);
            self.reaches(first, entry.groups);
            self.stands(first, entry.groups == 1);
            self.entries.push(entry);
        }
    }

    /// Says that a first group of this length may be followed by others, so many together.
    pub(crate) fn reaches(&mut self, first: usize, groups: usize) {
        if let Some(reach) = self.reach.get_mut(first) {
            *reach = groups.max(*reach);
        }
    }

    /// Says whether one group of this length may be all.
    pub(crate) fn stands(&mut self, first: usize, alone: bool) {
        if let Some(single) = self.single.get_mut(first) {
            *single |= alone;
        }
    }

    /// Makes it ready for look-ups.
    pub(crate) fn seal(&mut self) {
        self.entries.sort_by_key(|entry| (entry.key, entry.kind));
        self.slots = vec![0; SLOTS];
        let mut last = None;
        for (at, entry) in self.entries.iter().enumerate() {
            if last != Some(entry.key) {
                let mut slot = hash(entry.key);
                while self.slots.get(slot).is_some_and(|taken| *taken != 0) {
                    slot = (slot + 1) % SLOTS;
                }
                if let Some(place) = self.slots.get_mut(slot) {
                    *place = u16::try_from(at + 1).unwrap_or(0);
                }
            }
            last = Some(entry.key);
        }
    }

    /// Most groups that there may be after a first one of this length, if any follows it.
    pub(crate) fn reach(&self, first: usize, is_alone: bool) -> usize {
        if is_alone {
            return usize::from(self.single.get(first).copied().unwrap_or(false));
        }
        self.reach.get(first).copied().unwrap_or(0)
    }

    /// The forms from the first on that groups of these lengths have, if any.
    pub(crate) fn entries(&self, key: u64) -> Option<&[Entry]> {
        let mut slot = hash(key);
        loop {
            let at = usize::from(*self.slots.get(slot)?).checked_sub(1)?;
            let entries = self.entries.get(at..)?;
            if entries.first()?.key == key {
                return Some(entries);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

impl Entry {
    fn of(kind: usize, form: &Form, check: fn(&[u8]) -> bool) -> Self {
        let mut entry = Self {
            check,
            class: form.class,
            groups: 0,
            is_letter: 0,
            key: 0,
            kind,
            matters: 0,
            separators: vec![0],
        };
        let (mut length, mut bit) = (0, 1_u64);
        for byte in form.mask.bytes() {
            match byte {
                b'9' => entry.matters |= bit,
                b'A' => {
                    (entry.matters, entry.is_letter) = (entry.matters | bit, entry.is_letter | bit)
                }
                b'X' => {}
                separator => {
                    entry.key = join(entry.key, entry.groups, length);
                    entry.groups += 1;
                    entry.separators.push(separator);
                    length = 0;
                    continue;
                }
            }
            length += 1;
            bit <<= 1;
        }
        entry.key = join(entry.key, entry.groups, length);
        entry.groups += 1;
        entry
    }

    /// Whether the first so many groups have this form, and hold together.
    pub(crate) fn is(&self, pieces: &Pieces, groups: usize) -> bool {
        self.holds(pieces) && (self.check)(pieces.compact(groups))
    }

    /// Whether letters and separators stand where they should.
    fn holds(&self, pieces: &Pieces) -> bool {
        if pieces.letters() & self.matters != self.is_letter {
            return false;
        }
        let mut uniform = 0;
        let mut groups = pieces.groups().iter().zip(&self.separators).skip(1);
        groups.all(|(group, expected)| {
            if *expected != b' ' {
                return group.separator == *expected;
            }
            let first = uniform == 0;
            if first {
                uniform = group.separator;
            }
            uniform == group.separator && matches!(uniform, b' ' | b'-')
        })
    }
}

/// The lengths of groups, each after the ones before it.
pub(crate) const fn join(key: u64, groups: usize, length: usize) -> u64 {
    key | (length as u64) << (6 * groups)
}

const fn hash(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize
}

/// Places in the table: four times as many as there are different lengths.
const SLOTS: usize = 1024;
/// The bits of a length.
const LENGTH: u64 = 63;
const REACH: usize = crate::pieces::MOST_BYTES + 1;
const _: () = assert!(6 * MOST_GROUPS <= 64);
