//! `tokens`: how secrets of programs and bulk tokens are made, and who may reset them.

use wicketgate_core::field::{Default, Direction, Field, Fields};

use super::Members;
use crate::name::names;

names! {
    /// How bulk tokens are made.
    pub enum Complexity {
        /// Letters and digits, at least 128 bits.
        High = "high",
        /// Digits, short: kept for fidelity to products that have it.
        Low = "low",
    }
}

/// The section of a policy.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// How bulk tokens are made.
    pub bulk_complexity: Complexity,
    /// Characters of a bulk token of high complexity.
    pub bulk_length: u32,
    /// The privilege that a reset of the organisation's secret needs.
    pub organization_reset: &'static str,
}

impl Members for Tokens {
    fn of(fields: &Fields<'_>) -> Self {
        Self {
            bulk_complexity: Complexity::parse(fields.choice("bulk_complexity"))
                .unwrap_or(Complexity::High),
            bulk_length: fields.integer("bulk_length"),
            organization_reset: fields.choice("organization_reset"),
        }
    }
}

pub(super) const FIELDS: &[Field] = &[
    Field::choice("bulk_complexity", Complexity::NAMES)
        .or(Default::Choice("high"))
        .stricter(Direction::Earlier)
        .doc("Whether bulk tokens are random letters and digits, or a few digits (A-8)."),
    Field::integer("bulk_length", 22, 128)
        .or(Default::Integer(22))
        .stricter(Direction::Higher)
        .doc("Characters of a bulk token of high complexity, each of 62: 22 have 130 bits (A-8)."),
    Field::choice("organization_reset", &["modify-security", "org-admin"])
        .or(Default::Choice("modify-security"))
        .doc("What a reset of the organisation's secret needs: the privilege, or the role."),
];
