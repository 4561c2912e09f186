//! The one unsafe line: taking compiled code from bytes.
//!
//! wasmtime checks that such bytes fit its version and configuration, and trusts the rest: they are
//! native code, and whoever chooses them runs as this process. [`Made`] is the proof that this
//! library made them; only the cache builds one, after it has verified owner, mode and seal.

use wasmtime::{Engine, Result, component::Component};

/// Bytes that this library got from wasmtime's compiler, now or in an earlier process.
pub(crate) struct Made(Vec<u8>);

impl Made {
    /// States where the bytes come from.
    // INVARIANT: called by `cache::vault` alone, on bytes whose seal it has just verified.
    pub(crate) const fn sealed(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The component in the bytes, or wasmtime's reason why it does not fit this engine.
    #[expect(unsafe_code, reason = "compiled code cannot be verified, only its origin can")]
    pub(crate) fn component(&self, engine: &Engine) -> Result<Component> {
        // SAFETY: the bytes are the output of `Component::serialize`, unmodified: `Made` is built
        // only from a file whose HMAC was made with a key that this user alone can read. They are
        // in our memory, so that nobody can change them between the check and this call.
        unsafe { Component::deserialize(engine, &self.0) }
    }
}
