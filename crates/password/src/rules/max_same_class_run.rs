//! `max-same-class-run`: no more than `max` characters of one class stand in a row.
//!
//! # Why
//! `maxclassrepeat` of libpwquality, which the DISA STIG for RHEL sets to 4: it refuses words. NIST
//! SP 800-63B-4 advises against composition rules, and `preset:default` has none.
//!
//! # Counting
//! Neighbours of one class: a-z, A-Z, 0-9, and the symbols of `symbol_mode`; with `not_ascii_alnum`
//! every character has a class, as in libpwquality. A character without one ends the run. The fix
//! counts characters to replace: one in every `max + 1` of each run that is too long.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{Candidate, Change, Class, Finding, Options, Rule, demand::Demand};

/// Options for `max-same-class-run`.
pub struct MaxSameClassRun {
    /// Most characters of one class accepted in a row.
    pub max: u32,
    /// Which characters are symbols.
    pub symbol_mode: &'static str,
}

impl Rule for MaxSameClassRun {
    const CODE: Code = Code::new("max-same-class-run");
    const MESSAGE: &'static str =
        "use at most {max} {max|character|characters} of one kind in a row";
    // A wider mode makes longer runs, so here the mode that stands later is the stricter one: no
    // direction says that.
    const OPTIONS: &'static [Field] = &[
        Field::integer("max", 1, 128).stricter(Direction::Lower),
        Field::choice("symbol_mode", Class::MODES).or(Default::Choice(Class::DEFAULT_MODE)),
    ];
    const ORDER: u16 = 92;
    const STATED: bool = true;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { max: options.integer("max"), symbol_mode: options.choice("symbol_mode") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let class = |character| Class::of(character, self.symbol_mode).map(|class| class as u32);
        let (longest, breaks) = candidate.runs(self.max, &class);
        Finding::new(longest <= self.max, longest, REPLACE.times(breaks))
    }

    fn demand(&self, demand: &mut Demand) {
        demand.class_run(self.max, self.symbol_mode);
    }
}

const REPLACE: Change = Change::new(
    "replace-same-class",
    "replace {count} {count|character|characters} by {count|one|some} of another kind",
);
