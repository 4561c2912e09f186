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
#[path = "lowercase.rs"]
pub mod lowercase;
#[path = "max_bytes.rs"]
pub mod max_bytes;
#[path = "max_identical_run.rs"]
pub mod max_identical_run;
#[path = "max_length.rs"]
pub mod max_length;
#[path = "min_length.rs"]
pub mod min_length;
#[path = "symbol.rs"]
pub mod symbol;
#[path = "uppercase.rs"]
pub mod uppercase;

/// Every kind of rule, in the order of the report.
pub const REGISTRY: &[Kind] = &[
    Kind::of::<min_length::MinLength>(),
    Kind::of::<max_length::MaxLength>(),
    Kind::of::<max_bytes::MaxBytes>(),
    Kind::of::<lowercase::Lowercase>(),
    Kind::of::<uppercase::Uppercase>(),
    Kind::of::<digit::Digit>(),
    Kind::of::<symbol::Symbol>(),
    Kind::of::<classes::Classes>(),
    Kind::of::<max_identical_run::MaxIdenticalRun>(),
    Kind::of::<allowed_characters::AllowedCharacters>(),
    Kind::of::<context::Context>(),
    Kind::of::<deny_list::DenyList>(),
    Kind::of::<common::Common>(),
    Kind::of::<different::Different>(),
    Kind::of::<breached::Breached>(),
];
