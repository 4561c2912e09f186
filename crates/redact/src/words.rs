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
    #[inline]
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

/// How the words of a list end, each of them with a letter: by their last two bytes, without their case.
#[derive(Debug)]
pub(crate) struct Ends([u32; 32]);

impl Ends {
    /// No words.
    pub(crate) const fn none() -> Self {
        Self([0; 32])
    }

    /// The words of a list too. One of a single byte may stand after any other.
    pub(crate) const fn with(mut self, words: &[&str]) -> Self {
        let mut at = 0;
        #[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
        while at < words.len() {
            match words[at].as_bytes() {
                [.., before, last] => self.0[(*last & 31) as usize] |= 1 << (*before & 31),
                [last] => self.0[(*last & 31) as usize] = u32::MAX,
                [] => {}
            }
            at += 1;
        }
        self
    }

    /// Whether a text may end with one of them.
    #[inline]
    pub(crate) fn may_end(&self, text: &[u8]) -> bool {
        let [.., before, last] = text else { return true };
        let befores = self.0.get(usize::from(last & 31)).copied().unwrap_or(0);
        *last >= b'A' && befores >> (before & 31) & 1 == 1
    }
}
