//! As many random bytes as are asked for, from the entropy that the caller gave.
//!
//! SHA-256 in counter mode: the key is the digest of the entropy, each block the digest of the key
//! and a number. Whoever cannot tell SHA-256 from random cannot tell the blocks from it, and no
//! block tells another. The engine has no random source of its own: the same entropy gives the same
//! bytes on every platform.

use sha2::{Digest, Sha256};

/// Bytes that look random to whoever does not know the entropy. It has no `Debug`.
pub(super) struct Stream {
    block: [u8; 32],
    key: [u8; 32],
    next: u64,
    used: usize,
}

impl Stream {
    pub(super) fn new(entropy: &[u8]) -> Self {
        let key = Sha256::new().chain_update(DOMAIN).chain_update(entropy).finalize();
        Self { block: [0; 32], key: key.into(), next: 0, used: 32 }
    }

    /// A number below `bound`, each as probable as the others.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        let bound = u64::from(bound.max(1));
        // What is left over beyond the last multiple of the bound would make small numbers more
        // probable: it is drawn again, which happens less than once in 2^31.
        let end = u64::MAX - u64::MAX % bound;
        loop {
            let drawn = self.number();
            if drawn < end {
                return u32::try_from(drawn % bound).unwrap_or_default();
            }
        }
    }

    /// Whether something happens that has this probability; never more often than it says.
    pub(super) fn happens(&mut self, probability: f64) -> bool {
        // 53 bits, which a float holds exactly.
        let drawn = (self.number() >> 11) + 1;
        drawn as f64 <= probability * TWO_53
    }

    fn number(&mut self) -> u64 {
        if self.used >= self.block.len() {
            let block = Sha256::new().chain_update(self.key).chain_update(self.next.to_be_bytes());
            (self.block, self.next, self.used) = (block.finalize().into(), self.next + 1, 0);
        }
        let bytes = self.block.iter().skip(self.used).take(8);
        self.used += 8;
        bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

/// Keeps these bytes apart from others that somebody may derive from the same entropy.
const DOMAIN: &[u8] = b"wicketgate password.generate 1\0";
const TWO_53: f64 = 9_007_199_254_740_992.0;

#[cfg(test)]
mod tests {
    use super::Stream;

    #[test]
    fn numbers_below_a_bound_are_as_probable_as_each_other() {
        for bound in [2, 3, 7, 10, 88, 95] {
            let mut stream = Stream::new(&[7; 32]);
            let mut counts = vec![0_u32; bound as usize];
            let draws = 2_000 * bound;
            for _ in 0..draws {
                counts[stream.below(bound) as usize] += 1;
            }
            let squares: f64 =
                counts.iter().map(|count| (f64::from(*count) - 2_000.0).powi(2)).sum();
            // Of 94 degrees of freedom, more than 160 come about once in 30,000.
            assert!(squares / 2_000.0 < f64::from(bound) + 66.0, "{bound}: {counts:?}");
        }
    }

    #[test]
    fn what_has_no_chance_never_happens_and_what_is_sure_always() {
        let mut stream = Stream::new(b"entropy");
        assert!((0..1000).all(|_| !stream.happens(0.0)));
        assert!((0..1000).all(|_| stream.happens(1.0)));
        let often = (0..10_000).filter(|_| stream.happens(0.25)).count();
        assert!((2_300..2_700).contains(&often), "{often}");
    }
}
