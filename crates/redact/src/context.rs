//! Words that say what a number is: those before it in the text, or of the key that it belongs to.

use memchr::{memchr, memrchr};

use crate::{
    bytes::{of, table},
    label,
    window::{Window, Written},
    words::Listed,
};

/// The words of every kind that is on.
#[derive(Debug)]
pub(crate) struct Words {
    /// Sorted by the hash of the word.
    all: Vec<(u32, Kinds)>,
    /// Which words and plurals there may be: most of a text are none of them.
    listed: Listed,
}

/// Kinds, by bits.
pub(crate) type Kinds = u128;

impl Default for Words {
    fn default() -> Self {
        Self { all: Vec::new(), listed: Listed::none() }
    }
}

impl Words {
    /// Adds the words of a kind.
    pub(crate) fn add(&mut self, kind: usize, words: &[&str]) {
        for word in words {
            let hash = hash(word.as_bytes());
            self.listed.add(word.as_bytes());
            self.listed.add(format!("{word}s").as_bytes());
            let place = self.all.partition_point(|(known, _)| *known < hash);
            match self.all.get_mut(place) {
                Some((known, kinds)) if *known == hash => *kinds |= 1 << kind,
                _ => self.all.insert(place, (hash, 1 << kind)),
            }
        }
    }

    /// The kinds whose words stand before a place, on its line.
    pub(crate) fn before(&self, window: &Window<'_>, place: usize) -> Kinds {
        let mut room = Written::new();
        let text = window.written(place, &mut room);
        let (before, bytes) = text.split_at(text.len().saturating_sub(REACH));
        let line = memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        let mut bytes = bytes.get(line..).unwrap_or_default();
        // Half of a word is none, nor is half of a label.
        if line == 0 && before.last().is_some_and(|byte| is_word(*byte) || *byte == b'_') {
            let cut = bytes.iter().position(|byte| !is_word(*byte)).unwrap_or(bytes.len());
            bytes = bytes.get(cut..).unwrap_or_default();
        }
        self.of(bytes)
    }

    /// The kinds whose words stand in a text, but for labels: what was redacted says nothing of what stands
    /// beside it, as little as it did before.
    pub(crate) fn of(&self, text: &[u8]) -> Kinds {
        let (mut kinds, mut rest) = (0, text);
        // Of a label that begins before the text its end is there.
        rest = rest.get(label::length(rest).unwrap_or(0)..).unwrap_or_default();
        while let Some(at) = memchr(b'[', rest) {
            kinds |= self.words(rest.get(..at).unwrap_or_default());
            rest = rest.get(at + 1..).unwrap_or_default();
            rest = rest.get(label::length(rest).unwrap_or(0)..).unwrap_or_default();
        }
        kinds | self.words(rest)
    }

    /// The kinds whose words these are; `userEmail` and `user_email` are two words each.
    fn words(&self, text: &[u8]) -> Kinds {
        let (mut kinds, mut start, mut last) = (0, 0, NONE << ENDS);
        for (at, byte) in text.iter().enumerate() {
            let part = of(&PARTS, *byte);
            if part & last >> ENDS != 0 {
                if start < at {
                    kinds |= self.known(text.get(start..at).unwrap_or_default());
                }
                start = at + usize::from(part & NONE);
            }
            last = part;
        }
        kinds | self.known(text.get(start..).unwrap_or_default())
    }

    /// The kinds that a word speaks of, or that it is the plural of.
    #[inline]
    fn known(&self, word: &[u8]) -> Kinds {
        if self.listed.may_have(word) { self.either(word) } else { 0 }
    }

    #[inline(never)]
    fn either(&self, word: &[u8]) -> Kinds {
        let one = word.strip_suffix(b"s").map_or(0, |one| self.exactly(one));
        self.exactly(word) | one
    }

    fn exactly(&self, word: &[u8]) -> Kinds {
        let hash = hash(word);
        let found = self.all.binary_search_by_key(&hash, |(known, _)| *known);
        found.ok().and_then(|at| self.all.get(at)).map_or(0, |(_, kinds)| *kinds)
    }
}

const fn is_word(byte: u8) -> bool {
    of(&PARTS, byte) & NONE == 0
}

/// What a byte is of a word, and what ends the word after it.
static PARTS: [u8; 256] = table!(byte => match byte {
    b'a'..=b'z' => (NONE | CAPITAL) << ENDS,
    b'A'..=b'Z' => CAPITAL | NONE << ENDS,
    b'0'..=b'9' | 0x80.. => NONE << ENDS,
    _ => NONE | NONE << ENDS,
});

/// The hash of a word without its case.
pub(crate) fn hash(word: &[u8]) -> u32 {
    let mix = |hash: u32, byte: &u8| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    };
    word.iter().fold(SEED, mix)
}

const NONE: u8 = 1;
const CAPITAL: u8 = 2;
const ENDS: u8 = 4;
const SEED: u32 = 0x811C_9DC5;
/// Bytes before a place that are looked at.
const REACH: usize = 48;
