//! The rules, one file each. `cargo xtask new-rule CODE` starts one.

mod registry;

pub use registry::*;

use wicketgate_core::{Code, field::Field};

use crate::{Candidate, Finding, rule::Options, rule::Rule};
#[cfg(feature = "policy")]
use crate::{
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// A kind of rule, as the registry lists it.
pub struct Kind {
    /// The rule's name.
    pub code: Code,
    /// The default message.
    pub message: &'static str,
    /// The options.
    pub options: &'static [Field],
    pub(crate) parse: fn(&mut Options<'_>) -> Box<dyn Check>,
}

impl Kind {
    const fn of<R: Rule>() -> Self {
        Self {
            code: R::CODE,
            message: R::MESSAGE,
            options: R::OPTIONS,
            parse: |options| Box::new(R::parse(options)),
        }
    }

    /// The kind of a code, and its place in the registry.
    pub(crate) fn find(code: &str) -> Option<(usize, &'static Self)> {
        REGISTRY.iter().enumerate().find(|(_, kind)| kind.code.as_str() == code)
    }
}

/// A configured rule, whatever its kind.
pub(crate) trait Check {
    fn check(&self, candidate: &Candidate<'_>) -> Finding;
    #[cfg(feature = "policy")]
    fn demand(&self, demand: &mut Demand);
    #[cfg(feature = "policy")]
    fn express(&self, words: &mut Words) -> Option<Gap>;
    #[cfg(feature = "policy")]
    fn warn(&self, demand: &Demand) -> Option<wicketgate_core::Problem>;
    #[cfg(feature = "policy")]
    fn is_stated(&self) -> bool;
    #[cfg(feature = "policy")]
    fn permits(&self, character: char, place: crate::Place) -> bool;
}

impl<R: Rule> Check for R {
    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        Rule::check(self, candidate)
    }

    #[cfg(feature = "policy")]
    fn demand(&self, demand: &mut Demand) {
        Rule::demand(self, demand);
    }

    #[cfg(feature = "policy")]
    fn express(&self, words: &mut Words) -> Option<Gap> {
        Rule::express(self, words)
    }

    #[cfg(feature = "policy")]
    fn warn(&self, demand: &Demand) -> Option<wicketgate_core::Problem> {
        Rule::warn(self, demand)
    }

    #[cfg(feature = "policy")]
    fn is_stated(&self) -> bool {
        R::STATED
    }

    #[cfg(feature = "policy")]
    fn permits(&self, character: char, place: crate::Place) -> bool {
        Rule::permits(self, character, place)
    }
}
