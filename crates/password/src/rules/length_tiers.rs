//! `length-tiers`: the shorter the password, the more kinds of characters it has.
//!
//! # Why
//! Stanford asks for all four classes below 12 characters and for none from 20 on: length makes up
//! for what composition rules force, and people learn to use it. Passay has the rule.
//!
//! # Counting
//! Code points after NFC. The tier with the largest `from` that the password reaches says how many
//! characters it has of each class and how many classes; a password that reaches none is too short.
//! Classes are ASCII; `symbol_mode` says what a symbol is. The report tells the tier's `from`, 0
//! where none is reached. The fix is the fewest characters that, added to the password, satisfy the
//! tier that it then reaches.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field, Fields},
};

use crate::{
    Candidate, Change, Class, Detail, Finding, Options, Rule,
    demand::{self, Demand},
    passwordrules::{Gap, Words},
};

/// Options for `length-tiers`.
pub struct LengthTiers {
    /// From which length on what is asked.
    pub tiers: Vec<Tier>,
    /// Which characters are symbols.
    pub symbol_mode: &'static str,
}

/// What a password from a length on must have.
pub struct Tier {
    /// Fewest characters.
    pub from: u32,
    /// Fewest characters of each class.
    pub of_class: [u32; Class::NAMES.len()],
    /// Fewest classes.
    pub classes: u32,
}

impl Tier {
    fn new(fields: &Fields<'_>) -> Self {
        let of_class = Class::ALL.map(|class| fields.integer(class.name()));
        Self { from: fields.integer("from"), of_class, classes: fields.integer("classes") }
    }

    /// How many characters must be added to one that has so many of each class.
    fn missing(&self, present: [u32; Class::NAMES.len()]) -> u32 {
        let (mut missing, mut classes) = (0, 0);
        for (min, present) in self.of_class.iter().zip(present) {
            missing += min.saturating_sub(present);
            classes += u32::from(present.max(*min) > 0);
        }
        missing + self.classes.saturating_sub(classes)
    }
}

impl LengthTiers {
    /// How many characters a password of a length lacks, and from where on that is asked; what
    /// reaches no tier lacks more than anything.
    fn missing(&self, length: u32, present: [u32; Class::NAMES.len()]) -> (u32, u32) {
        match self.tiers.iter().rev().find(|tier| tier.from <= length) {
            Some(tier) => (tier.missing(present), tier.from),
            None if self.tiers.is_empty() => (0, 0),
            None => (u32::MAX, 0),
        }
    }

    fn shortest(&self) -> u32 {
        self.tiers.first().map_or(0, |tier| tier.from)
    }
}

impl Rule for LengthTiers {
    const CODE: Code = Code::new("length-tiers");
    const MESSAGE: &'static str = "use more kinds of characters or a longer password";
    const OPTIONS: &'static [Field] = &[
        Field::list("tiers", 16, TIER),
        Field::choice("symbol_mode", Class::MODES)
            .or(Default::Choice(Class::DEFAULT_MODE))
            .stricter(Direction::Earlier),
    ];
    const ORDER: u16 = 86;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        let tiers: Vec<Tier> = options.items("tiers").iter().map(Tier::new).collect();
        if !tiers.is_sorted_by(|before, after| before.from < after.from) {
            options.refuse("tiers", format_args!("each `from` must be larger than the one before"));
        }
        Self { tiers, symbol_mode: options.choice("symbol_mode") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let length = candidate.chars();
        let present = Class::ALL.map(|class| candidate.of_class(class, self.symbol_mode));
        let (missing, from) = self.missing(length, present);
        // Longer passwords may need less: the first length at which so many more are enough.
        let enough = |more: &u32| self.missing(length + more, present).0 <= *more;
        let more = (0..MOST).find(enough).unwrap_or(missing);
        Finding::new(missing == 0, length, ADD.times(more)).with("from", Detail::Integer(from))
    }

    fn demand(&self, demand: &mut Demand) {
        demand.min_chars(self.shortest(), ("length-tiers", "tiers"));
        let tier = |tier: &Tier| demand::Tier {
            classes: tier.classes,
            from: tier.from,
            of_class: tier.of_class,
        };
        demand.tiers(self.tiers.iter().map(tier).collect(), self.symbol_mode);
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.min_length(self.shortest());
        Some(Gap::NoWords)
    }
}

/// One of `tiers`.
const TIER: &[Field] = &[
    Field::integer("from", 1, 1024),
    least("lowercase", 128),
    least("uppercase", 128),
    least("digit", 128),
    least("symbol", 128),
    least("classes", 4),
];

const fn least(name: &'static str, max: u64) -> Field {
    Field::integer(name, 0, max).or(Default::Integer(0))
}

/// More characters than any tier asks for, behind the last length that one begins with.
const MOST: u32 = 1024 + 4 * 128 + 4 + 1;

const ADD: Change = Change::new(
    "add-kinds",
    "{count} more {count|character|characters} of the kinds that are missing",
);
