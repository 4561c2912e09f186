//! What one rule finds in one password.

use wicketgate_core::{
    Code, message,
    param::{Param, Params},
    report::{Fix, Needs, Status},
};

/// How a rule judges a password: a status, the values that explain it, and a way out.
///
/// It holds no text, so that no part of a password can reach a report, and it allocates nothing,
/// so that a check costs what its counting costs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Finding {
    /// Whether the rule holds.
    pub status: Status,
    change: Option<Change>,
    details: [Option<(&'static str, Detail)>; MAX_DETAILS],
    range: Option<[u8; 5]>,
}

/// One value that explains a finding.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Detail {
    /// A switch.
    Flag(bool),
    /// A count.
    Integer(u32),
    /// A name that the rule defines.
    Name(&'static str),
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
        Self::plain(holds, change).with("actual", Detail::Integer(actual))
    }

    /// The same without an actual value.
    #[must_use]
    pub const fn plain(holds: bool, change: Change) -> Self {
        if holds {
            Self::of(Status::Satisfied, None)
        } else {
            Self::of(Status::Violated, Some(change))
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
        Self::of(Status::Undecided, None)
    }

    /// The rule must know what a list of breached passwords says of a range: five hexadecimal
    /// digits.
    #[must_use]
    pub const fn needs(range: [u8; 5]) -> Self {
        let mut finding = Self::undecided();
        finding.range = Some(range);
        finding
    }

    /// The same finding with one more value that explains it; a rule has a handful at most.
    #[must_use]
    pub const fn with(mut self, name: &'static str, detail: Detail) -> Self {
        let [first, second, third] = &mut self.details;
        if first.is_none() {
            *first = Some((name, detail));
        } else if second.is_none() {
            *second = Some((name, detail));
        } else {
            *third = Some((name, detail));
        }
        self
    }

    /// What the rule must know.
    #[must_use]
    pub fn question(&self) -> Option<Needs> {
        let range = self.range?;
        Some(Needs { range: range.into_iter().map(char::from).collect() })
    }

    /// The actual values, beside a rule's options.
    pub(crate) fn explain(&self, params: &mut Params) {
        for (name, detail) in self.details.into_iter().flatten() {
            let param = match detail {
                Detail::Flag(flag) => Param::Flag(flag),
                Detail::Integer(integer) => Param::Integer(integer.into()),
                Detail::Name(name) => Param::Text(name.into()),
            };
            params.insert(name, param);
        }
    }

    /// The way out, in words.
    pub(crate) fn fix(&self) -> Option<Fix> {
        let Change { code, count, template } = self.change?;
        let mut params = Params::new();
        params.insert("count", Param::Integer(count.into()));
        Some(Fix { code: Code::new(code), message: message::render(template, &params), params })
    }

    const fn of(status: Status, change: Option<Change>) -> Self {
        Self { status, change, details: [None; MAX_DETAILS], range: None }
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

/// Most values that explain one finding.
const MAX_DETAILS: usize = 3;
