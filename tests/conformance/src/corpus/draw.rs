//! Numbers that look random and are the same for a seed: SplitMix64, which is four lines.

/// What draws them.
#[derive(Debug)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another one.
    pub(super) const fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    pub(super) const fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(super) fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        let index = usize::try_from(self.below(of.len() as u64)).unwrap_or_default();
        of.get(index).copied().unwrap_or_default()
    }

    /// So many decimal digits.
    pub(super) fn digits(&mut self, count: usize) -> String {
        self.of("0123456789", count)
    }

    /// So many letters and digits.
    pub(super) fn letters(&mut self, count: usize) -> String {
        self.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", count)
    }

    /// So many hexadecimal digits.
    pub(super) fn hex(&mut self, count: usize) -> String {
        self.of("0123456789abcdef", count)
    }

    /// So many characters of these, which are ASCII.
    pub(super) fn of(&mut self, characters: &str, count: usize) -> String {
        let all = characters.as_bytes();
        let mut character = || {
            let index = usize::try_from(self.below(all.len() as u64)).unwrap_or_default();
            char::from(all.get(index).copied().unwrap_or_default())
        };
        (0..count).map(|_| character()).collect()
    }
}
