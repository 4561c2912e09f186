//! The characters that a password is made of.

use crate::{Place, rules::Check, satisfy::kind};

/// Characters that the rules permit, in groups that the counting need not tell apart.
pub(super) struct Alphabet {
    pub(super) groups: Vec<Group>,
    /// Every character with the index of its group.
    pub(super) letters: Vec<(char, usize)>,
}

/// Characters of one level that may stand in the same places.
pub(super) struct Group {
    pub(super) level: usize,
    pub(super) size: u32,
    pub(super) starts: bool,
    pub(super) ends: bool,
}

impl Alphabet {
    pub(super) fn new(rules: &[&dyn Check], characters: impl Iterator<Item = char>) -> Self {
        let mut alphabet = Self { groups: Vec::new(), letters: Vec::new() };
        for character in characters {
            let permits = |place| rules.iter().all(|rule| rule.permits(character, place));
            if !permits(Place::Anywhere) {
                continue;
            }
            let level = kind::level(character);
            let (starts, ends) = (permits(Place::Start), permits(Place::End));
            let same =
                |group: &Group| (group.level, group.starts, group.ends) == (level, starts, ends);
            let index = alphabet.groups.iter().position(same).unwrap_or(alphabet.groups.len());
            match alphabet.groups.get_mut(index) {
                Some(group) => group.size += 1,
                None => alphabet.groups.push(Group { level, size: 1, starts, ends }),
            }
            alphabet.letters.push((character, index));
        }
        alphabet
    }

    /// How many characters there are.
    pub(super) fn size(&self) -> u32 {
        self.groups.iter().map(|group| group.size).sum()
    }

    /// Whether each is one byte.
    pub(super) fn is_ascii(&self) -> bool {
        self.letters.iter().all(|(character, _)| character.is_ascii())
    }
}

/// Alphabets to try, from the most convenient to the widest that the rules may need: without
/// look-alikes and space, with the look-alikes, and with the space and what the rules name.
pub(super) fn alphabets(named: &str, look_alikes: bool) -> [Vec<char>; 3] {
    let without = ('!'..='~').filter(|character| !LOOK_ALIKES.contains(*character));
    let with = ('!'..='~').collect::<Vec<_>>();
    let mut others: Vec<char> = named.chars().filter(|named| !named.is_ascii()).collect();
    others.sort_unstable();
    others.dedup();
    let widest = (' '..='~').chain(others).collect();
    [if look_alikes { with.clone() } else { without.collect() }, with, widest]
}

/// Characters that are mistaken for each other when a password is copied from paper.
const LOOK_ALIKES: &str = "0O1Il|";
