//! Look-ups of canonical equivalence: what a character is, decomposes into, composes to.
//!
//! `CLASSES` lists the runs of characters that are not plain, in pages. A page begins with its first
//! code point and with the *ranks* of the first pair and the first single on it or after it: how many
//! there are below. A run is the gap before it, its length, and a byte for its kind: a combining class
//! or one of the constants above those. A length of 0 fills the page up.
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
    stream::{Stream, pages_from},
    table::{
        AREAS, CHUNK, CLASSES, COMPOSITE, EXCLUDED, FAR, FIRSTS, HEADS, JOINING, JOINS, LENGTHS,
        NEAR, PAIRS, SECONDS, SINGLE, TAILS, TAILS_AT,
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
        if c < FIRST {
            Self::Plain
        } else {
            Run::around(c).class
        }
    }

    /// Whether NFC of a text is that of its parts when it is cut before such a character.
    pub(super) fn is_settled(self) -> bool {
        matches!(self, Self::Composite(_) | Self::Plain)
    }
}

/// Consecutive characters of one class.
pub(super) struct Run {
    /// From the first code point to the one after the last.
    pub(super) codes: Range<u32>,
    /// The class, with the rank of the character that was asked for.
    pub(super) class: Class,
}

impl Run {
    /// The run that `c` is in.
    pub(super) fn around(c: char) -> Self {
        let code = u32::from(c);
        let pages = pages_from(&CLASSES, code, |mut page| page.number());
        let Some([page, rest @ ..]) = pages else {
            return Self {
                codes: 0..FIRST.into(),
                class: Class::Plain,
            };
        };
        let mut plain = code;
        for entry in Entries::of(page) {
            if code < entry.start {
                return Self {
                    codes: plain..entry.start,
                    class: Class::Plain,
                };
            }
            if code < entry.end {
                return Self {
                    codes: entry.start..entry.end,
                    class: entry.class(code),
                };
            }
            plain = entry.end;
        }
        let end = rest.first().map_or(u32::MAX, |page| Stream(page).number());
        Self {
            codes: plain..end,
            class: Class::Plain,
        }
    }
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
    let of_group = |&(_, &pair): &(u32, &u8)| usize::from(pair) == group;
    let (rank, _) = (0..).zip(&PAIRS).filter(of_group).nth(number)?;
    composite(rank)
}

/// The first and the second of the pair of this rank.
fn pair(rank: u32) -> Option<(char, char)> {
    let (lower, rest) = PAIRS.split_at_checked(rank as usize)?;
    let pair = rest.first()?;
    let number = lower.iter().filter(|lower| *lower == pair).count();
    let group = usize::from(*pair);
    let first = firsts(group)?.nth(number)?;
    Some((
        char::from_u32(first)?,
        char::from_u32(*SECONDS.get(group)?)?,
    ))
}

/// The firsts of the pairs that have one second, in order of rank.
fn firsts(group: usize) -> Option<impl Iterator<Item = u32>> {
    let (lower, rest) = LENGTHS.split_at_checked(group)?;
    let start = lower
        .iter()
        .fold(0, |sum: usize, &length| sum.wrapping_add(length.into()));
    let (firsts, _) = FIRSTS
        .get(start..)?
        .split_at_checked(usize::from(*rest.first()?))?;
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
    let ranks = |mut page: Stream<'_>| {
        page.number();
        page.number()
    };
    let page = pages_from(&CLASSES, rank, ranks)?.first()?;
    let entry = Entries::of(page).find(|entry| rank < entry.pairs_end())?;
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
        let area = if head > FAR {
            head.wrapping_sub(FAR)
        } else {
            0
        };
        let last = last.get_mut(usize::from(area))?;
        *last = if head > FAR {
            tails.number_from(*last)
        } else if head >= NEAR {
            u32::from_be_bytes([0, 0, head.wrapping_sub(NEAR), tails.byte()])
                .wrapping_add(IDEOGRAPHS)
        } else {
            last.wrapping_add(head.into())
        };
        target = *last;
    }
    char::from_u32(target)
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
        self.pairs
            .wrapping_add(if pairs { self.length() } else { 0 })
    }

    /// Singles below `end`.
    fn singles_end(&self) -> u32 {
        self.singles.wrapping_add(if self.kind == SINGLE {
            self.length()
        } else {
            0
        })
    }

    fn length(&self) -> u32 {
        self.end.wrapping_sub(self.start)
    }
}

/// The entries of a page.
struct Entries<'a> {
    stream: Stream<'a>,
    end: u32,
    pairs: u32,
    singles: u32,
}

impl<'a> Entries<'a> {
    fn of(page: &'a [u8]) -> Self {
        let mut stream = Stream(page);
        let [end, pairs, singles] = [stream.number(), stream.number(), stream.number()];
        Self {
            stream,
            end,
            pairs,
            singles,
        }
    }
}

impl Iterator for Entries<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let start = self.end.wrapping_add(self.stream.number());
        let length = self.stream.number();
        if length == 0 {
            return None;
        }
        let kind = self.stream.byte();
        let end = start.wrapping_add(length);
        let entry = Entry {
            start,
            end,
            kind,
            pairs: self.pairs,
            singles: self.singles,
        };
        self.end = end;
        self.pairs = entry.pairs_end();
        self.singles = entry.singles_end();
        Some(entry)
    }
}

/// Everything below is plain.
const FIRST: char = '\u{C0}';
/// The first row of ideographs.
const IDEOGRAPHS: u32 = 0x4E00;
