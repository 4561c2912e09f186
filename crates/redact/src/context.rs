//! Words that say what a number is: those before it in the text, or of the key that it belongs to.

use crate::window::Window;

/// The words of every kind that is on.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Sorted by the hash of the word.
    all: Vec<(u32, Kinds)>,
    /// Which hashes there may be, by their last bits.
    may_be: [u64; 32],
}

/// Kinds, by bits.
pub(crate) type Kinds = u128;

impl Words {
    /// Adds the words of a kind.
    pub(crate) fn add(&mut self, kind: usize, words: &[&str]) {
        for word in words {
            let hash = word.bytes().fold(SEED, mix);
            if let Some(bits) = self.may_be.get_mut(place(hash)) {
                *bits |= 1 << (hash & 63);
            }
            match self.all.iter_mut().find(|(known, _)| *known == hash) {
                Some((_, kinds)) => *kinds |= 1 << kind,
                None => self.all.push((hash, 1 << kind)),
            }
        }
    }

    /// The kinds whose words stand before a place, on its line.
    pub(crate) fn before(&self, window: &Window<'_>, place: usize) -> Kinds {
        let from = place.saturating_sub(REACH);
        let bytes = window.of(from, place);
        let line = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let mut bytes = bytes.get(line..).unwrap_or_default();
        // Half of a word is none, nor is half of a label.
        if line == 0 && (is_word(window.before(from)) || window.before(from) == b'_') {
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
        rest = rest.get(label(rest).unwrap_or(0)..).unwrap_or_default();
        while let Some(at) = rest.iter().position(|byte| *byte == b'[') {
            kinds |= self.words(rest.get(..at).unwrap_or_default());
            rest = rest.get(at + 1..).unwrap_or_default();
            rest = rest.get(label(rest).unwrap_or(0)..).unwrap_or_default();
        }
        kinds | self.words(rest)
    }

    /// The kinds whose words these are; `userEmail` and `user_email` are two words each.
    fn words(&self, text: &[u8]) -> Kinds {
        let (mut kinds, mut hash, mut stem, mut last) = (0, SEED, SEED, b' ');
        for byte in text.iter().copied().chain([b' ']) {
            let ends = !is_word(byte) || (byte.is_ascii_uppercase() && last.is_ascii_lowercase());
            if ends && hash != SEED {
                kinds |= self.known(hash);
                if last == b's' {
                    kinds |= self.known(stem);
                }
                (hash, stem) = (SEED, SEED);
            }
            if is_word(byte) {
                stem = hash;
                hash = mix(hash, byte.to_ascii_lowercase());
            }
            last = byte;
        }
        kinds
    }

    /// Makes it ready for look-ups.
    pub(crate) fn seal(&mut self) {
        self.all.sort_unstable_by_key(|(hash, _)| *hash);
    }

    fn known(&self, hash: u32) -> Kinds {
        let bits = self.may_be.get(place(hash)).copied().unwrap_or(0);
        if bits >> (hash & 63) & 1 == 0 {
            return 0;
        }
        let found = self.all.binary_search_by_key(&hash, |(known, _)| *known);
        found.ok().and_then(|at| self.all.get(at)).map_or(0, |(_, kinds)| *kinds)
    }
}

/// The length of what a text begins with, where it is a label of more than one word after its bracket; one
/// word in capitals is as likely somebody else's.
fn label(text: &[u8]) -> Option<usize> {
    let end = text
        .iter()
        .position(|byte| !matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))?;
    let name = text.get(..end)?.split(|byte| *byte == b'-').next()?;
    let is_label = text.get(end) == Some(&b']')
        && name.contains(&b'_')
        && !name.iter().any(u8::is_ascii_lowercase);
    is_label.then_some(end + 1)
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

const fn mix(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

const fn place(hash: u32) -> usize {
    (hash >> 6) as usize & 31
}

const SEED: u32 = 0x811C_9DC5;
/// Bytes before a place that are looked at.
const REACH: usize = 48;
