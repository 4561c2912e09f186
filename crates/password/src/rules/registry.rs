//! Every rule, in the order of the report. Generated from this folder by `cargo xtask gen`.

use super::Kind;

#[path = "allowed_characters.rs"]
pub mod allowed_characters;
#[path = "breached.rs"]
pub mod breached;
#[path = "classes.rs"]
pub mod classes;
#[path = "common.rs"]
pub mod common;
#[path = "context.rs"]
pub mod context;
#[path = "deny_list.rs"]
pub mod deny_list;
#[path = "different.rs"]
pub mod different;
#[path = "digit.rs"]
pub mod digit;
#[path = "distinct.rs"]
pub mod distinct;
#[path = "forbidden_characters.rs"]
pub mod forbidden_characters;
#[path = "length_tiers.rs"]
pub mod length_tiers;
#[path = "lowercase.rs"]
pub mod lowercase;
#[path = "max_bytes.rs"]
pub mod max_bytes;
#[path = "max_identical_run.rs"]
pub mod max_identical_run;
#[path = "max_length.rs"]
pub mod max_length;
#[path = "max_occurrences.rs"]
pub mod max_occurrences;
#[path = "max_same_class_run.rs"]
pub mod max_same_class_run;
#[path = "min_length.rs"]
pub mod min_length;
#[path = "no_number.rs"]
pub mod no_number;
#[path = "no_palindrome.rs"]
pub mod no_palindrome;
#[path = "no_whitespace.rs"]
pub mod no_whitespace;
#[path = "pattern.rs"]
pub mod pattern;
#[path = "repeat.rs"]
pub mod repeat;
#[path = "sequence.rs"]
pub mod sequence;
#[path = "strength.rs"]
pub mod strength;
#[path = "symbol.rs"]
pub mod symbol;
#[path = "uppercase.rs"]
pub mod uppercase;
#[path = "weighted_length.rs"]
pub mod weighted_length;

/// Every kind of rule, in the order of the report.
pub const REGISTRY: &[Kind] = &[
    Kind::of::<min_length::MinLength>(),
    Kind::of::<weighted_length::WeightedLength>(),
    Kind::of::<max_length::MaxLength>(),
    Kind::of::<max_bytes::MaxBytes>(),
    Kind::of::<lowercase::Lowercase>(),
    Kind::of::<uppercase::Uppercase>(),
    Kind::of::<digit::Digit>(),
    Kind::of::<symbol::Symbol>(),
    Kind::of::<classes::Classes>(),
    Kind::of::<distinct::Distinct>(),
    Kind::of::<length_tiers::LengthTiers>(),
    Kind::of::<max_identical_run::MaxIdenticalRun>(),
    Kind::of::<max_same_class_run::MaxSameClassRun>(),
    Kind::of::<max_occurrences::MaxOccurrences>(),
    Kind::of::<sequence::Sequence>(),
    Kind::of::<repeat::Repeat>(),
    Kind::of::<no_palindrome::NoPalindrome>(),
    Kind::of::<allowed_characters::AllowedCharacters>(),
    Kind::of::<forbidden_characters::ForbiddenCharacters>(),
    Kind::of::<no_whitespace::NoWhitespace>(),
    Kind::of::<no_number::NoNumber>(),
    Kind::of::<pattern::Pattern>(),
    Kind::of::<context::Context>(),
    Kind::of::<deny_list::DenyList>(),
    Kind::of::<common::Common>(),
    Kind::of::<different::Different>(),
    Kind::of::<breached::Breached>(),
    Kind::of::<strength::Strength>(),
];
