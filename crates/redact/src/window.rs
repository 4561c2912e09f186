//! What a finder sees of a text: the bytes around a place, and where they end for now.

use crate::kind::Class;

/// The bytes around a place.
#[derive(Clone, Copy, Debug)]
pub struct Window<'b> {
    /// What is there: first what was decided already, as far as anybody looks back.
    pub bytes: &'b [u8],
    /// The countries that the policy names, by bits: in whose forms telephone numbers are looked for.
    pub countries: u32,
    /// The first byte that nothing before has taken.
    pub floor: usize,
    /// Whether the text ends where the bytes do.
    pub last: bool,
    /// The byte after what was found last, as far as anybody looks back.
    pub taken: usize,
    /// What is written up to there.
    pub(crate) written: Written,
}

/// The last bytes of what is written, as many as anybody looks back to: labels stand where values stood.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    /// At the end of these.
    bytes: [u8; BEHIND],
    length: usize,
}

/// A run of ASCII letters, digits and underscores: its first byte, and the one after it.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// The byte after it.
    pub end: usize,
    /// Its first byte.
    pub start: usize,
}

/// What a finder found.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    /// A match.
    Match(Match),
    /// It cannot be told before more of the text is there.
    More,
    /// Nothing.
    Nothing,
}

/// A match of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// How sure it is.
    pub class: Class,
    /// The byte after it, as far as it is known.
    pub end: usize,
    /// What it goes on with, where it may be longer than anybody waits for.
    pub rest: Rest,
    /// Its first byte.
    pub start: usize,
}

/// What a match goes on with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rest {
    /// It is whole.
    Whole,
    /// Bytes of a token: letters, digits and `-._~+/=`.
    Token,
    /// Everything up to the end of the line or this quotation mark.
    Line(u8),
    /// Everything up to the end of a PEM block.
    Pem,
}

impl<'b> Window<'b> {
    /// A whole text.
    #[must_use]
    pub const fn of_text(bytes: &'b [u8]) -> Self {
        Self { bytes, countries: 0, floor: 0, last: true, taken: 0, written: Written::new() }
    }

    /// The byte at a place; zero beyond the end.
    #[must_use]
    pub fn at(&self, index: usize) -> u8 {
        self.bytes.get(index).copied().unwrap_or(0)
    }

    /// The byte before a place, of what was found the last one that stands for it; zero at the beginning.
    #[must_use]
    pub fn before(&self, index: usize) -> u8 {
        if index == self.taken { self.written.last() } else { self.at(index.wrapping_sub(1)) }
    }

    /// The bytes before a place as they are written, as many as anybody looks back: what follows a value sees
    /// what whoever redacts the result again sees.
    pub(crate) fn written<'w>(&self, place: usize, room: &'w mut Written) -> &'w [u8]
    where
        'b: 'w,
    {
        let from = place.saturating_sub(BEHIND);
        if from >= self.taken {
            return self.of(from, place);
        }
        *room = self.written;
        room.push(self.of(self.taken, place));
        room.bytes()
    }

    /// The bytes of a run.
    #[must_use]
    pub fn of(&self, start: usize, end: usize) -> &'b [u8] {
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The bytes from a place on.
    #[must_use]
    pub fn from(&self, start: usize) -> &'b [u8] {
        self.bytes.get(start..).unwrap_or_default()
    }

    /// Where bytes of some kind end, from a place on, at most so many of them.
    #[must_use]
    pub fn span(&self, start: usize, most: usize, is: fn(u8) -> bool) -> usize {
        let bytes = self.bytes.get(start..).unwrap_or_default();
        let bytes = bytes.get(..most).unwrap_or(bytes);
        start + bytes.iter().position(|byte| !is(*byte)).unwrap_or(bytes.len())
    }

    /// Where bytes of some kind begin that end at a place, at most so many, and none that is taken.
    #[must_use]
    pub fn back(&self, end: usize, most: usize, is: fn(u8) -> bool) -> usize {
        self.back_to(self.floor, end, most, is)
    }

    /// The same of what was decided too, but for what stands for something.
    #[must_use]
    pub fn back_any(&self, end: usize, most: usize, is: fn(u8) -> bool) -> usize {
        self.back_to(self.taken, end, most, is)
    }

    fn back_to(&self, floor: usize, end: usize, most: usize, is: fn(u8) -> bool) -> usize {
        let from = end.saturating_sub(most).max(floor);
        let bytes = self.bytes.get(from..end).unwrap_or_default();
        let count = bytes.iter().rev().position(|byte| !is(*byte)).unwrap_or(bytes.len());
        end - count
    }

    /// Whether more of the text might change what stands at a place.
    #[must_use]
    pub const fn is_open(&self, index: usize) -> bool {
        index >= self.bytes.len() && !self.last
    }
}

impl Written {
    /// Nothing is.
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; BEHIND], length: 0 }
    }

    /// The last bytes of what is written.
    pub(crate) fn of(text: &[u8]) -> Self {
        if let Some(bytes) = text.last_chunk() {
            return Self { bytes: *bytes, length: BEHIND };
        }
        let mut written = Self::new();
        written.push(text);
        written
    }

    /// Adds bytes, of which the last ones are kept.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let bytes = bytes.get(bytes.len().saturating_sub(BEHIND)..).unwrap_or_default();
        self.bytes.copy_within(bytes.len().., 0);
        if let Some(room) = self.bytes.get_mut(BEHIND - bytes.len()..) {
            room.copy_from_slice(bytes);
        }
        self.length = BEHIND.min(self.length + bytes.len());
    }

    /// The bytes that are kept.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(BEHIND - self.length..).unwrap_or_default()
    }

    /// The last of them; zero where there is none.
    pub(crate) const fn last(&self) -> u8 {
        let [.., last] = self.bytes;
        last
    }
}

impl Default for Written {
    fn default() -> Self {
        Self::new()
    }
}

impl Found {
    /// A whole match.
    #[must_use]
    pub const fn whole(class: Class, start: usize, end: usize) -> Self {
        Self::Match(Match { class, end, rest: Rest::Whole, start })
    }
}

/// Most bytes that are looked at after the first byte of a match.
pub(crate) const AHEAD: usize = 384;
/// Most bytes that are looked at before the first byte of a run: by an e-mail address, which begins with
/// at most 64, and by context.
pub(crate) const BEHIND: usize = 64;
