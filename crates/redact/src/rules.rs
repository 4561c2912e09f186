//! Which kinds are on, and how sure a match must be: made once of a policy.

use crate::{
    bytes::of,
    context::{Kinds, Words},
    index::Index,
    kind::{Class, Confidence, Find, Kind, Trigger},
    kinds::{KINDS, phone_plan},
    pieces::Pieces,
    window::{Found, Run, Window},
};

/// The kinds that are on, made ready for scanning.
#[derive(Debug)]
pub struct Rules {
    at: [Vec<(usize, Finder)>; TRIGGERS],
    /// The countries in whose forms telephone numbers are looked for.
    pub(crate) countries: u32,
    /// Which finders of digits look at a run of nothing else, by its length and the byte after it.
    counts: [u32; LENGTHS],
    counts_before: [u32; 256],
    /// Which finders of digits look at runs that have letters too.
    digits: u32,
    /// Which pairs of letters a name ends with that somebody looks at.
    endings: [u32; 32],
    pub(crate) groups: Vec<(usize, Class, Grouper)>,
    pub(crate) index: Index,
    /// How sure a match of each kind must be; nothing where it is off.
    least: Vec<Option<Confidence>>,
    /// Which finders of tokens look at a run: by its first byte, and by its length or the byte after it.
    starts: [u32; 256],
    starts_before: [u32; 256],
    starts_long: [u32; LENGTHS],
    tokens: Vec<(usize, Finder)>,
    pub(crate) words: Words,
}

pub(crate) type Finder = fn(&Window<'_>, Run) -> Found;
type Grouper = fn(&Pieces) -> Option<usize>;

impl Rules {
    /// The rules of the kinds that are on, each with how sure a match must be.
    pub fn new(on: impl Fn(&'static Kind) -> Option<Confidence>) -> Self {
        let mut rules = Self {
            at: Default::default(),
            countries: 0,
            counts: [0; LENGTHS],
            counts_before: [0; 256],
            digits: 0,
            endings: [0; 32],
            groups: Vec::new(),
            index: Index::new(),
            least: Vec::new(),
            starts: [0; 256],
            starts_before: [0; 256],
            starts_long: [0; LENGTHS],
            tokens: Vec::new(),
            words: Words::default(),
        };
        for (number, kind) in KINDS.iter().copied().enumerate() {
            let least = on(kind);
            rules.least.push(least);
            if least.is_none() {
                continue;
            }
            rules.words.add(number, kind.context);
            for find in kind.find {
                rules.add(number, find);
            }
        }
        rules.index.seal();
        rules
    }

    /// The same with telephone numbers as they are written in the countries that are named (ISO 3166-1, small
    /// letters).
    #[must_use]
    pub fn with_numbers_of(mut self, is_named: impl Fn(&str) -> bool) -> Self {
        self.countries = phone_plan::named(is_named);
        self
    }

    fn add(&mut self, kind: usize, find: &'static Find) {
        match find {
            Find::Forms(forms, check) => self.index.add(kind, forms, *check),
            Find::Groups(class, reach, find) => {
                for (first, groups) in *reach {
                    self.index.reaches(false, *first as u64, *groups, u64::MAX);
                }
                self.groups.push((kind, *class, *find));
            }
            Find::At(trigger, find) => {
                let bit = push(self.at.get_mut(*trigger as usize), kind, *find);
                match trigger {
                    Trigger::Name => self.endings = [u32::MAX; 32],
                    Trigger::Digits => {
                        self.digits |= bit;
                        self.counts.iter_mut().for_each(|finders| *finders |= bit);
                        self.counts_before.iter_mut().for_each(|finders| *finders |= bit);
                    }
                    _ => {}
                }
            }
            Find::Counted(lengths, next, find) => {
                let bit = push(self.at.get_mut(Trigger::Digits as usize), kind, *find);
                let counts = self.counts.iter_mut().enumerate();
                counts.filter(|(length, _)| lengths.contains(length)).for_each(|(_, f)| *f |= bit);
                add(&mut self.counts_before, next, bit);
            }
            Find::Named(names, find) => {
                let _bit = push(self.at.get_mut(Trigger::Name as usize), kind, *find);
                for name in *names {
                    if let [.., first, second] = name.as_bytes()
                        && let Some(seconds) = self.endings.get_mut(usize::from(first & 31))
                    {
                        *seconds |= 1 << (second & 31);
                    }
                }
            }
            Find::Starts(characters, least, next, find) => {
                let bit = push(Some(&mut self.tokens), kind, *find);
                add(&mut self.starts, characters, bit);
                if !next.is_empty() {
                    add(&mut self.starts_before, next, bit);
                }
                let least = *least.min(&(LENGTHS - 1));
                self.starts_long.iter_mut().skip(least).for_each(|finders| *finders |= bit);
            }
        }
    }

    /// Whether somebody looks at a name that ends at a place, by its last two letters; numbers that it ends
    /// with are not of it.
    #[inline]
    pub(crate) fn is_name(&self, window: &Window<'_>, end: usize) -> bool {
        let last = window.bytes.get(end.wrapping_sub(2)..end);
        last.is_some_and(|last| matches!(last, [first, second] if self.ends_name(*first, *second)))
    }

    /// Whether somebody looks at a name that ends with two letters.
    #[inline]
    pub(crate) fn ends_name(&self, first: u8, second: u8) -> bool {
        let seconds = self.endings.get(usize::from(first & 31)).copied().unwrap_or(0);
        seconds >> (second & 31) & 1 == 1
    }

    /// Which finders of tokens look at a run of so many bytes, by bits.
    #[inline]
    pub(crate) fn starting(&self, first: u8, length: usize, next: u8) -> u32 {
        let finders = of(&self.starts, first);
        if finders == 0 {
            return 0;
        }
        let long = self.starts_long.get(length.min(LENGTHS - 1)).copied().unwrap_or(0);
        finders & (long | of(&self.starts_before, next))
    }

    /// Which finders of digits look at a run of so many digits, by bits.
    pub(crate) fn counting(&self, length: usize, next: u8) -> u32 {
        let counts = self.counts.get(length.min(LENGTHS - 1)).copied().unwrap_or(0);
        counts & of(&self.counts_before, next)
    }

    /// Which finders of digits look at runs that have letters too, by bits.
    pub(crate) const fn mixed(&self) -> u32 {
        self.digits
    }

    /// The finders of tokens.
    pub(crate) fn tokens(&self) -> &[(usize, Finder)] {
        &self.tokens
    }

    pub(crate) fn finders(&self, trigger: Trigger) -> &[(usize, Finder)] {
        self.at.get(trigger as usize).map_or(&[], Vec::as_slice)
    }

    /// How sure a match of a kind must be.
    pub(crate) fn least(&self, kind: usize) -> Option<Confidence> {
        *self.least.get(kind)?
    }

    /// The kinds that a key is a word of.
    pub(crate) fn context_of(&self, key: &[u8]) -> Kinds {
        self.words.of(key)
    }
}

/// Adds a finder; its bit among those of its list.
fn push(list: Option<&mut Vec<(usize, Finder)>>, kind: usize, find: Finder) -> u32 {
    let Some(list) = list else { return 0 };
    list.push((kind, find));
    u32::try_from(list.len() - 1).ok().and_then(|bit| 1_u32.checked_shl(bit)).unwrap_or(0)
}

/// Adds a bit to each of these characters; to all where there are none.
fn add(masks: &mut [u32; 256], characters: &str, bit: u32) {
    for (byte, mask) in (0_u8..=255).zip(masks) {
        if characters.is_empty() || characters.as_bytes().contains(&byte) {
            *mask |= bit;
        }
    }
}

/// Lengths of runs that are told apart; the last stands for all longer ones too.
const LENGTHS: usize = 64;
const TRIGGERS: usize = Trigger::Scheme as usize + 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finder_of_tokens_and_digits_has_a_bit() {
        let rules = Rules::new(|_| Some(Confidence::Possible));
        assert!(rules.tokens.len() <= 32 && rules.finders(Trigger::Digits).len() <= 32);
    }
}
