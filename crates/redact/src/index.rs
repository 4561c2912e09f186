//! Which forms groups of letters and digits may have: one look-up for all kinds.

use crate::{
    kind::{Class, Form},
    pieces::{MOST_GROUPS, Pieces},
};

/// The forms of every kind that is on.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Sorted by the lengths of groups.
    entries: Vec<Entry>,
    /// What may follow a first group, by its length: of those that begin with a digit, and of others.
    first: [Vec<First>; 2],
    /// The same, in short.
    lengths: [Lengths; 2],
    /// For each hash of lengths, the first entry that has it, plus one.
    slots: Vec<u16>,
}

/// Which lengths a first group may have that is all, and one that others follow, by bits.
#[derive(Clone, Copy, Debug, Default)]
struct Lengths {
    alone: u64,
    more: u64,
}

/// What may follow a first group of one length.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct First {
    /// Whether it may be all.
    pub(crate) is_single: bool,
    /// How many groups there may be, it among them.
    pub(crate) reach: usize,
    /// Which lengths the second group may have, by bits.
    seconds: u64,
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
            first: [vec![First::default(); REACH], vec![First::default(); REACH]],
            lengths: [Lengths::default(); 2],
            slots: Vec::new(),
        }
    }

    /// Adds the forms of a kind.
    pub(crate) fn add(&mut self, kind: usize, forms: &[Form], check: fn(&[u8]) -> bool) {
        for form in forms {
            let entry = Entry::of(kind, form, check);
            let first = entry.key & LENGTH;
            let seconds = if entry.groups > 1 { 1 << (entry.key >> 6 & LENGTH) } else { 0 };
            if !form.mask.starts_with('A') {
                self.reaches(true, first, entry.groups, seconds);
            }
            if !form.mask.starts_with('9') {
                self.reaches(false, first, entry.groups, seconds);
            }
            let place = self.entries.partition_point(|known| known.key <= entry.key);
            self.entries.insert(place, entry);
        }
    }

    /// Says what may follow a first group of a length: so many groups, the second one as long as these bits say.
    pub(crate) fn reaches(&mut self, is_digit: bool, first: u64, groups: usize, seconds: u64) {
        let lengths = self.lengths.get_mut(usize::from(!is_digit));
        if let Some(lengths) = lengths.filter(|_| first < REACH as u64) {
            *(if groups == 1 { &mut lengths.alone } else { &mut lengths.more }) |= 1 << first;
        }
        let [digits, others] = &mut self.first;
        let firsts = if is_digit { digits } else { others };
        if let Some(first) = usize::try_from(first).ok().and_then(|first| firsts.get_mut(first)) {
            first.reach = groups.max(first.reach);
            first.is_single |= groups == 1;
            first.seconds |= seconds;
        }
    }

    /// Makes it ready for look-ups.
    pub(crate) fn seal(&mut self) {
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

    /// What may follow a first group that begins with a byte and has this length.
    pub(crate) fn first(&self, byte: u8, length: usize) -> First {
        let [digits, others] = &self.first;
        let firsts = if byte.is_ascii_digit() { digits } else { others };
        firsts.get(length).copied().unwrap_or_default()
    }

    /// Whether groups may begin with one of this length: it alone, or with others after it.
    #[inline]
    pub(crate) fn may_begin(&self, is_digit: bool, length: usize, alone: bool) -> bool {
        let [digits, others] = &self.lengths;
        let Lengths { alone: one, more } = if is_digit { digits } else { others };
        let lengths = if alone { *one } else { one | more };
        length < REACH && lengths >> (length & 63) & 1 == 1
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

impl First {
    /// Whether a second group of this length may follow.
    pub(crate) const fn has_second(&self, length: usize) -> bool {
        self.seconds >> (length & 63) & 1 == 1
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
