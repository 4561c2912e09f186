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
    pub(crate) groups: Vec<(usize, Class, Grouper)>,
    pub(crate) index: Index,
    /// How sure a match of each kind must be; nothing where it is off.
    least: Vec<Option<Confidence>>,
    pub(crate) words: Words,
}

type Finder = fn(&Window<'_>, Run) -> Found;
type Grouper = fn(&Pieces) -> Option<usize>;

impl Rules {
    /// The rules of the kinds that are on, each with how sure a match must be.
    pub fn new(on: impl Fn(&'static Kind) -> Option<Confidence>) -> Self {
        let mut rules = Self {
            at: Default::default(),
            groups: Vec::new(),
            index: Index::new(),
            least: Vec::new(),
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
                if let Some(list) = self.at.get_mut(*trigger as usize) {
                    list.push((kind, *find));
                }
            }
        }
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
