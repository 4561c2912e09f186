//! What one rule finds in one password.

use wicketgate_core::{
    Code, message,
    param::{Param, Params},
    report::{Fix, Status},
};

/// How a rule judges a password: a status, the values that explain it, and a way out.
///
/// It holds no text, so that no part of a password can reach a report, and it allocates nothing,
/// so that a check costs what its counting costs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Finding {
    /// Whether the rule holds.
    pub status: Status,
    actual: Option<u32>,
    change: Option<Change>,
}

/// The smallest change that would satisfy a rule.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Change {
    code: &'static str,
    count: u32,
    template: &'static str,
}

impl Finding {
    /// The rule holds if the condition does; `change` says what would make it so.
    #[must_use]
    pub const fn new(holds: bool, actual: u32, change: Change) -> Self {
        if holds {
            Self { status: Status::Satisfied, actual: Some(actual), change: None }
        } else {
            Self { status: Status::Violated, actual: Some(actual), change: Some(change) }
        }
    }

    /// At least `min` is asked; the change counts what is missing.
    #[must_use]
    pub const fn at_least(min: u32, actual: u32, change: Change) -> Self {
        Self::new(actual >= min, actual, change.times(min.saturating_sub(actual)))
    }

    /// At most `max` is allowed; the change counts what is too much.
    #[must_use]
    pub const fn at_most(max: u32, actual: u32, change: Change) -> Self {
        Self::new(actual <= max, actual, change.times(actual.saturating_sub(max)))
    }

    /// This engine cannot tell.
    #[must_use]
    pub const fn undecided() -> Self {
        Self { status: Status::Undecided, actual: None, change: None }
    }

    /// The actual values, beside a rule's options.
    pub(crate) fn explain(&self, params: &mut Params) {
        if let Some(actual) = self.actual {
            params.insert("actual", Param::Integer(actual.into()));
        }
    }

    /// The way out, in words.
    pub(crate) fn fix(&self) -> Option<Fix> {
        let Change { code, count, template } = self.change?;
        let mut params = Params::new();
        params.insert("count", Param::Integer(count.into()));
        Some(Fix { code: Code::new(code), message: message::render(template, &params), params })
    }
}

impl Change {
    /// A kind of change; the template may name `{count}`.
    #[must_use]
    pub const fn new(code: &'static str, template: &'static str) -> Self {
        Self { code, count: 1, template }
    }

    /// The same change, so many times.
    #[must_use]
    pub const fn times(mut self, count: u32) -> Self {
        self.count = count;
        self
    }
}
