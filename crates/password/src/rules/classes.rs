//! `classes`: the password has characters of at least `min` of the chosen classes.
//!
//! # Why
//! Products ask for "three of four" kinds of characters (Cloud Elements, Auth0, Entra). NIST
//! SP 800-63B-4 advises against such rules, and `preset:default` has none.
//!
//! # Counting
//! A class counts once, however many of its characters there are. Letters and digits are ASCII;
//! `symbol_mode` says what a symbol is, as `mode` does for the rule `symbol`.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{
    Candidate, Change, Class, Finding, Options, Rule,
    candidate::count,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// Options for `classes`.
pub struct Classes {
    /// Fewest classes accepted.
    pub min: u32,
    /// Classes that count.
    pub of: Vec<Class>,
    /// Which characters are symbols.
    pub symbol_mode: &'static str,
}

impl Rule for Classes {
    const CODE: Code = Code::new("classes");
    const MESSAGE: &'static str =
        "use at least {min} of these {min|kind|kinds} of characters: {of}";
    const OPTIONS: &'static [Field] = &[
        Field::integer("min", 1, 4).or(Default::Integer(3)).stricter(Direction::Higher),
        Field::choices("of", Class::NAMES).or(Default::All).stricter(Direction::Fewer),
        Field::choice("symbol_mode", Class::MODES)
            .or(Default::Choice(Class::DEFAULT_MODE))
            .stricter(Direction::Earlier),
    ];
    const ORDER: u16 = 80;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        let of: Vec<Class> =
            options.choices("of").iter().filter_map(|name| Class::of_name(name)).collect();
        let rule =
            Self { min: options.integer("min"), of, symbol_mode: options.choice("symbol_mode") };
        let (min, of) = (rule.min, count(rule.of.iter()));
        if min > of {
            options.refuse("min", format_args!("asks for {min} classes, but `of` lists {of}"));
        }
        rule
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let present = |class: &&Class| candidate.of_class(**class, self.symbol_mode) > 0;
        Finding::at_least(self.min, count(self.of.iter().filter(present)), MORE)
    }

    fn demand(&self, demand: &mut Demand) {
        demand.classes(self.min, self.of.clone(), self.symbol_mode, ("classes", "min"));
    }

    fn express(&self, words: &mut Words) -> Option<Gap> {
        words.of_classes(self.min, &self.of, self.symbol_mode);
        None
    }
}

const MORE: Change = Change::new("add-classes", "{count} more {count|kind|kinds} of characters");
