//! Lists of words that are asked for often and hold rarely.

/// Which words a list may have: by their first and last bytes, without their case, and the length.
#[derive(Debug)]
pub(crate) struct Listed([u64; 32]);

impl Listed {
    /// The words of a list too.
    pub(crate) const fn with(mut self, words: &[&str]) -> Self {
        let mut at = 0;
        while at < words.len() {
            #[expect(
                clippy::indexing_slicing,
                reason = "a constant is evaluated when it is compiled"
            )]
            self.add(words[at].as_bytes());
            at += 1;
        }
        self
    }

    /// The same of one word.
    pub(crate) const fn add(&mut self, word: &[u8]) {
        if let ([first, ..], [.., last]) = (word, word) {
            #[expect(clippy::indexing_slicing, reason = "five bits are below 32")]
            {
                self.0[(*first & 31) as usize] |= 1 << bit(*last, word.len());
            }
        }
    }

    /// No words.
    pub(crate) const fn none() -> Self {
        Self([0; 32])
    }

    /// Whether a word may be one of them.
    pub(crate) fn may_have(&self, word: &[u8]) -> bool {
        let [first, ..] = word else { return false };
        let last = word.last().copied().unwrap_or(0);
        let bits = self.0.get(usize::from(first & 31)).copied().unwrap_or(0);
        bits >> bit(last, word.len()) & 1 == 1
    }
}

/// Which of 64 bits stands for words of a length with a last byte.
const fn bit(last: u8, length: usize) -> usize {
    ((last & 31) as usize + 11 * length) & 63
}
