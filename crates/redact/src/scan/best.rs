//! The best of what may stand at one place.

use super::Hit;

/// The best of several things at one place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Best {
    Hit(Hit),
    More,
    Nothing,
}

impl Best {
    /// Nothing can be told before more of the text is there.
    pub(super) const fn more(&mut self) {
        *self = Self::More;
    }

    /// Adds something: the stronger one stays; of equals the one that begins first, then the longer, then
    /// the first kind.
    pub(super) fn hit(&mut self, other: Hit) {
        let key = |hit: &Hit| (hit.rank, usize::MAX - hit.start, hit.end, usize::MAX - hit.kind);
        match self {
            Self::More => {}
            Self::Hit(this) if key(&other) <= key(this) => {}
            _ => *self = Self::Hit(other),
        }
    }
}
