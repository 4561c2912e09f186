//! Lists of words that are asked for often and hold rarely.

/// Which words a list may have: by the first byte, without its case, and the length.
#[derive(Debug)]
pub(crate) struct Listed([u32; 32]);

impl Listed {
    /// The words of a list too.
    pub(crate) const fn with(mut self, words: &[&str]) -> Self {
        let mut at = 0;
        while at < words.len() {
            #[expect(
                clippy::indexing_slicing,
                reason = "a constant is evaluated when it is compiled"
            )]
            let word = words[at].as_bytes();
            #[expect(
                clippy::indexing_slicing,
                reason = "a constant is evaluated when it is compiled"
            )]
            {
                self.0[(word[0] & 31) as usize] |= 1 << (word.len() & 31);
            }
            at += 1;
        }
        self
    }

    /// No words.
    pub(crate) const fn none() -> Self {
        Self([0; 32])
    }

    /// Whether a word may be one of them.
    pub(crate) fn may_have(&self, word: &[u8]) -> bool {
        let lengths = word.first().and_then(|first| self.0.get(usize::from(first & 31)));
        lengths.is_some_and(|lengths| lengths >> (word.len() & 31) & 1 == 1)
    }
}
