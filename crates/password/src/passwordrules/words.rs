//! What the rules of a policy say in the words of the format.
//!
//! The format is poorer than the rules: what it cannot say is told, rule by rule, so that nobody
//! takes its string for the whole policy. A password made after the string satisfies every rule
//! that is not told, and the string asks for no more than that. It speaks of printable ASCII only,
//! which is what password managers generate.

use wicketgate_core::text;

use super::{Ascii, PasswordRules, Set};
use crate::Class;

/// Gathers from each rule in turn what the format can say of it.
#[derive(Default)]
pub struct Words {
    alphabet: Option<Ascii>,
    /// Characters that a password has, and that are ASCII for certain, class by class.
    certain: u32,
    /// The same, where the classes may be those of `certain`.
    certain_classes: u32,
    /// One for each rule so far.
    gaps: Vec<Option<Gap>>,
    is_ascii: bool,
    max_consecutive: Option<u32>,
    max_length: Option<u32>,
    min_length: u32,
    /// Each with the number of the rule that asks for it.
    required: Vec<(usize, Ascii)>,
}

/// Why the format cannot say a rule, or not all of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Gap {
    /// The rule needs characters that the format cannot list.
    Characters,
    /// The rule asks for more than one character of a kind, and the format asks for one.
    Count,
    /// The format has no words for such a rule.
    NoWords,
    /// The rule speaks of places in the password.
    Position,
    /// This engine does not know the rule.
    UnknownRule,
}

/// What HTML can say of a policy.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Attributes {
    /// Why a rule is not said, or not in full; one for each rule, in their order.
    pub gaps: Vec<Option<Gap>>,
    /// The attribute `minlength`, which no accepted password fails; `None` where it says nothing.
    ///
    /// It counts UTF-16 units of what was typed, the rules count code points after NFC. One unit
    /// can become [`text::MOST_OF_ONE_UNIT`] of those, but only one that is ASCII.
    pub min_length: Option<u32>,
    /// The attribute `passwordrules`.
    pub rules: PasswordRules,
}

impl Words {
    /// A password has at least so many characters.
    pub fn min_length(&mut self, min: u32) {
        self.min_length = self.min_length.max(min);
    }

    /// A password has at most so many of a unit that a character of ASCII takes one of.
    pub fn max_length(&mut self, max: u32) {
        self.max_length = Some(self.max_length.map_or(max, |kept| kept.min(max)));
    }

    /// A password has at most so many equal characters in a row.
    pub fn max_consecutive(&mut self, max: u32) {
        self.max_consecutive = Some(self.max_consecutive.map_or(max, |kept| kept.min(max)));
    }

    /// A password has at least so many characters of a class.
    #[must_use]
    pub fn of_class(&mut self, min: u32, class: Class, mode: &str) -> Option<Gap> {
        self.require(Ascii::of(&|character| class.contains(character, mode)));
        if class.is_ascii(mode) {
            self.certain = self.certain.saturating_add(min);
        }
        (min > 1).then_some(Gap::Count)
    }

    /// A password has characters of at least so many of these classes.
    ///
    /// It lacks at most the others: of any `of - min + 1` classes it has one.
    pub fn of_classes(&mut self, min: u32, of: &[Class], mode: &str) {
        let ascii = of.iter().filter(|class| class.is_ascii(mode)).count();
        let beyond = u32::try_from(of.len().saturating_sub(ascii)).unwrap_or(u32::MAX);
        self.certain_classes = self.certain_classes.max(min.saturating_sub(beyond));
        let size = of.len().saturating_sub(min as usize).saturating_add(1);
        for chosen in 1_u32..1 << Class::ALL.len() {
            let (mut set, mut count) = (Ascii::NONE, 0);
            let is_chosen = |class: &Class| chosen & 1 << *class as u32 != 0;
            for class in Class::ALL.into_iter().filter(is_chosen) {
                // One class that does not count makes the choice none of those that are asked.
                count += if of.contains(&class) { 1 } else { Class::ALL.len() };
                set = set.or(Ascii::of(&|character| class.contains(character, mode)));
            }
            if count == size {
                self.require(set);
            }
        }
    }

    /// A password has a character of a set.
    fn require(&mut self, set: Ascii) {
        self.required.push((self.gaps.len(), set));
    }

    /// A password has no characters but those of a set; of what is no printable ASCII, none at all
    /// where that `is_ascii`.
    #[must_use]
    pub fn allow(&mut self, set: Ascii, is_ascii: bool) -> Option<Gap> {
        self.is_ascii |= is_ascii;
        let alphabet = self.alphabet().and(set);
        if alphabet.is_empty() {
            return Some(Gap::Characters);
        }
        self.alphabet = Some(alphabet);
        None
    }

    /// Ends a rule: what it said last, and why that is not all.
    pub(crate) fn end(&mut self, gap: Option<Gap>) {
        self.gaps.push(gap);
    }

    /// What was gathered.
    pub(crate) fn finish(mut self) -> Attributes {
        let alphabet = self.alphabet();
        let mut required: Vec<Ascii> = Vec::new();
        for (rule, set) in std::mem::take(&mut self.required) {
            let set = set.and(alphabet);
            if set.is_empty() {
                if let Some(gap) = self.gaps.get_mut(rule) {
                    *gap = Some(Gap::Characters);
                }
            } else if set == alphabet {
                self.min_length(1);
            } else if !required.contains(&set) {
                required.push(set);
            }
        }
        // What holds another required set is said by that one already.
        let narrowest =
            |set: &Ascii| !required.iter().any(|other| other != set && other.is_within(*set));
        let required: Vec<Ascii> = required.iter().copied().filter(narrowest).collect();
        let listed = required.iter().fold(Ascii::NONE, |all, set| all.or(*set));
        let implied = if required.is_empty() { Ascii::PRINTABLE } else { listed };
        let rules = PasswordRules {
            allowed: (alphabet != implied).then_some(Set::Ascii(alphabet)),
            alphabet: Set::Ascii(alphabet),
            max_consecutive: self.max_consecutive.map(u64::from),
            max_length: self.max_length.map(u64::from),
            min_length: Some(self.min_length.into()).filter(|min| *min > 0),
            required: required.into_iter().map(Set::Ascii).collect(),
        };
        Attributes { min_length: self.typed(), gaps: self.gaps, rules }
    }

    fn alphabet(&self) -> Ascii {
        self.alphabet.unwrap_or(Ascii::PRINTABLE)
    }

    /// Fewest UTF-16 units of what is typed that can make an accepted password.
    fn typed(&self) -> Option<u32> {
        let certain = self.certain.max(self.certain_classes);
        let rest = self.min_length.saturating_sub(certain);
        let units = match self.is_ascii {
            true => rest,
            false => rest.div_ceil(text::MOST_OF_ONE_UNIT),
        };
        // An empty field never fails `minlength`, so that 1 would say nothing.
        Some(certain.saturating_add(units)).filter(|units| *units > 1)
    }
}
