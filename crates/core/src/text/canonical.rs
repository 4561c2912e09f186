//! Look-ups of canonical equivalence: what a character is, decomposes into, composes to.
//!
//! `CLASSES` lists the runs of characters that are not plain: the gap before a run, its length, and a
//! byte for its kind, which is a combining class or one of the constants above those. Kind 0 is no run:
//! the other two bytes are a wider gap. Every `ENTRIES` of them are a page, and `PAGES` has where each
//! begins: its first code point, and the *ranks* of the first pair and the first single on it or after
//! it, which is how many there are below.
//!
//! Pairs, the decompositions into two, are stored once for both directions. `PAIRS` says for each
//! rank which second character it has; `FIRSTS` has the first characters, grouped by second. So the
//! first of a pair is entry `n` of its second's group if `n` pairs of lower rank have that second, and
//! a first found there as entry `n` belongs to the pair that is number `n` with that second.
//!
//! Singles, the decompositions into one, are mostly ideographs that stand for another. `HEADS` has one
//! byte for each rank: the distance from the last ideograph, or its row of 256, with the cell in
//! `TAILS`, or an area elsewhere, with the distance from the last of that area in `TAILS`.

use std::{iter, ops::Range};

use super::{
    hangul,
    stream::Stream,
    table::{
        AREAS, CHUNK, CLASSES, COMPOSITE, ENTRIES, EXCLUDED, FAR, FIRSTS, HEADS, JOINING, JOINS,
        LENGTHS, NEAR, PAGES, PAIRS, SECONDS, SINGLE, TAILS, TAILS_AT,
    },
};

/// What a character is to the normaliser.
#[derive(Clone, Copy)]
pub(super) enum Class {
    /// The pair of this rank, which NFC composes.
    Composite(u32),
    /// The pair of this rank, which NFC leaves apart.
    Excluded(u32),
    /// The pair of this rank, which NFC composes, and whose start can compose with what precedes it.
    Joining(u32),
    /// A starter that can compose with what precedes it.
    Joins,
    /// A character of this combining class, above 0.
    Mark(u8),
    /// A starter that stays as it is unless something joins it; Hangul syllables too.
    Plain,
    /// The single of this rank.
    Single(u32),
}

impl Class {
    pub(super) fn of(c: char) -> Self {
        let code = u32::from(c);
        let page = page_of(|page| page.0 <= code);
        let entry = page.and_then(|page| entries(page).find(|entry| code < entry.end));
        entry.filter(|entry| entry.start <= code).map_or(Self::Plain, |entry| entry.class(code))
    }
}

/// The code points around `c` that are settled too; nothing if `c` is not. Where a text is cut before a
/// settled character, its NFC is that of the parts.
pub(super) fn settled(c: char) -> Option<Range<u32>> {
    let code = u32::from(c);
    let Some(page) = page_of(|page| page.0 <= code) else {
        return Some(code..code);
    };
    let mut start = code;
    for entry in entries(page).filter(|entry| entry.kind != COMPOSITE) {
        if code < entry.start {
            return Some(start..entry.start);
        }
        if code < entry.end {
            return None;
        }
        start = entry.end;
    }
    let end = PAGES.get(page.wrapping_add(1)).map_or(u32::MAX, |page| page.0);
    Some(start..end)
}

/// One step of the decomposition of `c`, which is of class `class`: a character, and what follows it.
pub(super) fn decompose(c: char, class: Class) -> Option<(char, Option<char>)> {
    match class {
        Class::Composite(rank) | Class::Excluded(rank) | Class::Joining(rank) => {
            let (first, second) = pair(rank)?;
            Some((first, Some(second)))
        }
        Class::Single(rank) => Some((single(rank)?, None)),
        Class::Plain => {
            let (first, second) = hangul::decompose(c)?;
            Some((first, Some(second)))
        }
        Class::Joins | Class::Mark(_) => None,
    }
}

/// The character that `first` and `second` compose to.
pub(super) fn compose(first: char, second: char) -> Option<char> {
    if let Some(syllable) = hangul::compose(first, second) {
        return Some(syllable);
    }
    let group = SECONDS.binary_search(&second.into()).ok()?;
    let number = firsts(group)?.position(|c| c == u32::from(first))?;
    composite(select(u8::try_from(group).ok()?, number)?)
}

/// The first and the second of the pair of this rank.
fn pair(rank: u32) -> Option<(char, char)> {
    let (lower, rest) = PAIRS.split_at_checked(rank as usize)?;
    let group = *rest.first()?;
    let number = lower.chunks(BLOCK).map(|block| count(group, block)).fold(0, usize::wrapping_add);
    let first = firsts(group.into())?.nth(number)?;
    Some((char::from_u32(first)?, char::from_u32(*SECONDS.get(usize::from(group))?)?))
}

/// The rank of the pair that is number `number` of its group.
fn select(group: u8, mut number: usize) -> Option<u32> {
    for (block, ranks) in PAIRS.chunks(BLOCK).zip((0..).step_by(BLOCK)) {
        let here = count(group, block);
        if number < here {
            let mut of_group = (ranks..).zip(block).filter(|(_, pair)| **pair == group);
            return Some(of_group.nth(number)?.0);
        }
        number = number.wrapping_sub(here);
    }
    None
}

/// How often `group` occurs in a block. The counter is a byte so that many can be counted at once.
fn count(group: u8, block: &[u8]) -> usize {
    block.iter().fold(0, |count: u8, &pair| count.wrapping_add((pair == group).into())).into()
}

/// The firsts of the pairs that have one second, in order of rank.
fn firsts(group: usize) -> Option<impl Iterator<Item = u32>> {
    let (lower, rest) = LENGTHS.split_at_checked(group)?;
    let start = lower.iter().fold(0, |sum: usize, &length| sum.wrapping_add(length.into()));
    let firsts = FIRSTS.get(start..)?.get(..usize::from(*rest.first()?))?;
    let mut stream = Stream(firsts);
    let mut last = 0;
    Some(iter::from_fn(move || {
        (!stream.0.is_empty()).then(|| {
            last = stream.number_from(last);
            last
        })
    }))
}

/// The composite of this rank; nothing if NFC leaves the pair apart.
fn composite(rank: u32) -> Option<char> {
    let page = page_of(|page| u32::from(page.1) <= rank)?;
    let entry = entries(page).find(|entry| rank < entry.pairs_end())?;
    if entry.kind == EXCLUDED {
        return None;
    }
    char::from_u32(entry.start.wrapping_add(rank.wrapping_sub(entry.pairs)))
}

/// What the single of this rank stands for.
fn single(rank: u32) -> Option<char> {
    let rank = rank as usize;
    let chunk = rank / CHUNK;
    let heads = HEADS.chunks(CHUNK).nth(chunk)?;
    let mut tails = Stream(TAILS.get(usize::from(*TAILS_AT.get(chunk)?)..)?);
    let mut last = AREAS;
    let mut target = 0;
    for &head in heads.iter().take((rank % CHUNK).wrapping_add(1)) {
        let area = head.saturating_sub(FAR);
        let last = last.get_mut(usize::from(area))?;
        *last = match head {
            _ if area > 0 => tails.number_from(*last),
            0..NEAR => last.wrapping_add(head.into()),
            _ => u32::from_be_bytes([0, 0, head.wrapping_sub(NEAR), tails.byte()])
                .wrapping_add(IDEOGRAPHS),
        };
        target = *last;
    }
    char::from_u32(target)
}

/// The last page that `starts` says yes to; it does to all before.
fn page_of(starts: impl Fn(&(u32, u16, u16)) -> bool) -> Option<usize> {
    PAGES.partition_point(starts).checked_sub(1)
}

/// The runs of a page.
fn entries(page: usize) -> impl Iterator<Item = Entry> {
    let (mut end, mut pairs, mut singles) = match PAGES.get(page) {
        Some(&(start, pairs, singles)) => (start, pairs.into(), singles.into()),
        None => (0, 0, 0),
    };
    CLASSES.chunks(ENTRIES).nth(page).unwrap_or_default().iter().filter_map(
        move |&[gap, length, kind]| {
            if kind == 0 {
                end = end.wrapping_add(u16::from_be_bytes([gap, length]).into());
                return None;
            }
            let start = end.wrapping_add(gap.into());
            end = start.wrapping_add(length.into());
            let entry = Entry { start, end, kind, pairs, singles };
            pairs = entry.pairs_end();
            singles = entry.singles_end();
            Some(entry)
        },
    )
}

/// A run as the table has it.
struct Entry {
    start: u32,
    end: u32,
    kind: u8,
    /// Pairs below `start`.
    pairs: u32,
    /// Singles below `start`.
    singles: u32,
}

impl Entry {
    /// The class of `code`, which is in this run.
    fn class(&self, code: u32) -> Class {
        let rank = |start: u32| start.wrapping_add(code.wrapping_sub(self.start));
        match self.kind {
            COMPOSITE => Class::Composite(rank(self.pairs)),
            EXCLUDED => Class::Excluded(rank(self.pairs)),
            JOINING => Class::Joining(rank(self.pairs)),
            JOINS => Class::Joins,
            SINGLE => Class::Single(rank(self.singles)),
            class => Class::Mark(class),
        }
    }

    /// Pairs below `end`.
    fn pairs_end(&self) -> u32 {
        let pairs = matches!(self.kind, COMPOSITE | EXCLUDED | JOINING);
        self.pairs.wrapping_add(if pairs { self.length() } else { 0 })
    }

    /// Singles below `end`.
    fn singles_end(&self) -> u32 {
        self.singles.wrapping_add(if self.kind == SINGLE { self.length() } else { 0 })
    }

    fn length(&self) -> u32 {
        self.end.wrapping_sub(self.start)
    }
}

/// The first row of ideographs.
const IDEOGRAPHS: u32 = 0x4E00;
/// Pairs that are counted at once.
const BLOCK: usize = 128;
