//! From clauses, as a parser meets them, to what they say together.

use super::{Ascii, PasswordRules, Set};

/// One clause of an attribute.
pub(super) enum Clause {
    Allowed(Pool),
    MaxConsecutive(u64),
    MaxLength(u64),
    MinLength(u64),
    Required(Pool),
}

/// Classes that were listed together.
#[derive(Clone, Copy, Default)]
pub(super) struct Pool {
    listed: Ascii,
    /// The first of the two widest classes that was named; each covers what else is listed.
    widest: Option<Set>,
    /// Whether `unicode` was named, though it may not be the first.
    unicode: bool,
}

impl Pool {
    /// Adds a class by its name.
    pub(super) fn name(&mut self, set: Set) {
        match set {
            Set::Ascii(set) if set != Ascii::PRINTABLE => self.list(set),
            wide => {
                self.unicode |= wide == Set::Unicode;
                self.widest = self.widest.or(Some(wide));
            }
        }
    }

    /// Adds characters that were listed.
    pub(super) const fn list(&mut self, set: Ascii) {
        self.listed = self.listed.or(set);
    }

    fn add(&mut self, other: Self) {
        self.list(other.listed);
        self.unicode |= other.unicode;
        self.widest = self.widest.or(other.widest);
    }

    /// What is listed; of the two widest classes the first decides, or else `unicode`.
    fn set(self, wide: Wide) -> Set {
        match (self.widest, wide) {
            (Some(_), Wide::Unicode) if self.unicode => Set::Unicode,
            (Some(widest), _) => widest,
            (None, _) => Set::Ascii(self.listed),
        }
    }
}

/// Which of `ascii-printable` and `unicode` decides where both are named.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Wide {
    First,
    Unicode,
}

/// What clauses say together.
pub(super) fn merge(clauses: Vec<Clause>, wide: Wide) -> PasswordRules {
    let mut rules = PasswordRules::default();
    let (mut allowed, mut alphabet) = (Pool::default(), Pool::default());
    for clause in clauses {
        match clause {
            Clause::Allowed(pool) => {
                allowed.add(pool);
                alphabet.add(pool);
            }
            Clause::Required(pool) => {
                let set = pool.set(wide);
                alphabet.name(set);
                rules.required.push(set);
            }
            Clause::MaxConsecutive(most) => least(&mut rules.max_consecutive, most),
            Clause::MaxLength(most) => least(&mut rules.max_length, most),
            Clause::MinLength(fewest) => rules.min_length = rules.min_length.max(Some(fewest)),
        }
    }
    let given = |pool: Pool| Some(pool.set(wide)).filter(|set| !set.is_empty());
    rules.allowed = given(allowed);
    rules.alphabet = given(alphabet).unwrap_or_default();
    rules
}

fn least(kept: &mut Option<u64>, new: u64) {
    *kept = Some(kept.map_or(new, |kept| kept.min(new)));
}
