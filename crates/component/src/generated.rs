//! Bindings for `wit/wicketgate.wit`, written by wit-bindgen while compiling. Nobody edits them.

#![expect(unsafe_code, reason = "the canonical ABI: text arrives as a pointer and a length")]

use crate::PolicyModule;

wit_bindgen::generate!({ path: "wit", world: "policy-module" });

export!(PolicyModule with_types_in self);
