//! Which kinds are on, and how sure a match must be: made once of a policy.

use crate::{
    context::{Kinds, Words},
    index::Index,
    kind::{Class, Confidence, Find, Kind, Trigger},
    kinds::KINDS,
    pieces::Pieces,
    window::{Found, Run, Window},
};

/// The kinds that are on, made ready for scanning.
#[derive(Debug)]
pub struct Rules {
    at: [Vec<(usize, Finder)>; TRIGGERS],
    /// Which pairs of letters a name ends with that somebody looks at.
    endings: [u32; 32],
    pub(crate) groups: Vec<(usize, Class, Grouper)>,
    pub(crate) index: Index,
    /// How sure a match of each kind must be; nothing where it is off.
    least: Vec<Option<Confidence>>,
    /// Which finders of tokens look at a run, by its first character.
    starts: [u32; 128],
    pub(crate) words: Words,
}

pub(crate) type Finder = fn(&Window<'_>, Run) -> Found;
type Grouper = fn(&Pieces) -> Option<usize>;

impl Rules {
    /// The rules of the kinds that are on, each with how sure a match must be.
    pub fn new(on: impl Fn(&'static Kind) -> Option<Confidence>) -> Self {
        let mut rules = Self {
            at: Default::default(),
            endings: [0; 32],
            groups: Vec::new(),
            index: Index::new(),
            least: Vec::new(),
            starts: [0; 128],
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

    fn add(&mut self, kind: usize, find: &'static Find) {
        match find {
            Find::Forms(forms, check) => self.index.add(kind, forms, *check),
            Find::Groups(class, reach, find) => {
                for (first, groups) in *reach {
                    self.index.reaches(*first, *groups);
                    self.index.stands(*first, true);
                }
                self.groups.push((kind, *class, *find));
            }
            Find::At(trigger, find) => {
                let bit = self.push(kind, *trigger, *find);
                match trigger {
                    Trigger::Name => self.endings = [u32::MAX; 32],
                    Trigger::Token => self.starts.iter_mut().for_each(|finders| *finders |= bit),
                    _ => {}
                }
            }
            Find::Named(names, find) => {
                let _bit = self.push(kind, Trigger::Name, *find);
                for name in *names {
                    if let [.., first, second] = name.as_bytes()
                        && let Some(seconds) = self.endings.get_mut(usize::from(first & 31))
                    {
                        *seconds |= 1 << (second & 31);
                    }
                }
            }
            Find::Starts(characters, find) => {
                let bit = self.push(kind, Trigger::Token, *find);
                for byte in characters.bytes() {
                    if let Some(finders) = self.starts.get_mut(usize::from(byte)) {
                        *finders |= bit;
                    }
                }
            }
        }
    }

    /// Adds a finder; its bit among those of its trigger.
    fn push(&mut self, kind: usize, trigger: Trigger, find: Finder) -> u32 {
        let Some(list) = self.at.get_mut(trigger as usize) else { return 0 };
        list.push((kind, find));
        u32::try_from(list.len() - 1).ok().and_then(|bit| 1_u32.checked_shl(bit)).unwrap_or(0)
    }

    /// Whether somebody looks at names that end so; numbers after a name do not count.
    pub(crate) fn is_ending(&self, first: u8, second: u8) -> bool {
        second.is_ascii_digit()
            || self
                .endings
                .get(usize::from(first & 31))
                .is_some_and(|seconds| seconds >> (second & 31) & 1 == 1)
    }

    /// The finders of tokens that look at a run with this first character.
    pub(crate) fn starting(&self, first: u8) -> impl Iterator<Item = &(usize, Finder)> {
        let mut left = self.starts.get(usize::from(first)).copied().unwrap_or(0);
        let finders = self.finders(Trigger::Token);
        std::iter::from_fn(move || {
            let next = (left != 0).then_some(left.trailing_zeros())?;
            left &= left - 1;
            finders.get(next as usize)
        })
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

const TRIGGERS: usize = Trigger::Token as usize + 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finder_of_tokens_has_a_bit() {
        let rules = Rules::new(|_| Some(Confidence::Possible));
        assert!(rules.finders(Trigger::Token).len() <= 32);
    }
}
