//! The engine that was embedded when this library was built, where there was one.

/// `target/wicketgate/engine.wasm` as `cargo xtask build` made it, or nothing.
pub(crate) static ENGINE: Option<&[u8]> = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
