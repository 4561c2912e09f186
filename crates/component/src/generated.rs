//! Bindings for `wit/wicketgate.wit`, written by wit-bindgen while compiling. Nobody edits them.

#![expect(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    reason = "generated text; its unsafe code is the canonical ABI, and nothing calls it but a host"
)]

use crate::PolicyModule;

wit_bindgen::generate!({ path: "wit", world: "policy-module" });

export!(PolicyModule with_types_in self);
