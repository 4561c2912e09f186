//! The Wicketgate engine as a WebAssembly component: exports only, imports nothing.
//!
//! The interface stands in `wit/wicketgate.wit`. This crate adds no behaviour: it keeps one
//! [`Engine`] per instance, passes text in and out, and clears what is freed (see `zeroing`).
//! `cargo xtask build` compiles it for `wasm32-unknown-unknown`, which is what leaves the module
//! without imports, and wraps the result as a component. Only there is it a library of its own
//! (`--crate-type cdylib`): natively the linker cannot spell the names of the exports.

use std::cell::RefCell;

use wicketgate_engine::Engine;

use self::generated::exports::wicketgate::policy::engine::Guest;
use self::zeroing::Zeroing;

mod generated;
mod zeroing;

#[global_allocator]
static ALLOCATOR: Zeroing = Zeroing;

thread_local! {
    /// The policies of this instance. The module has one thread, so this is a plain static there.
    static ENGINE: RefCell<Engine> = const { RefCell::new(Engine::new()) };
}

/// The exports of the world `policy-module`.
struct PolicyModule;

// INVARIANT: nothing below calls back into an export, so no borrow of the engine meets another one.
impl Guest for PolicyModule {
    fn describe() -> String {
        ENGINE.with_borrow(Engine::describe)
    }

    fn load(document: String) -> String {
        ENGINE.with_borrow_mut(|engine| engine.load(&document))
    }

    fn unload(policy: u32) {
        ENGINE.with_borrow_mut(|engine| engine.unload(policy));
    }

    fn call(request: String) -> String {
        ENGINE.with_borrow(|engine| engine.call(&request))
    }

    fn redact(request: String, text: String) -> Result<String, String> {
        ENGINE.with_borrow(|engine| engine.redact(&request, &text))
    }

    fn redact_open(request: String) -> String {
        ENGINE.with_borrow_mut(|engine| engine.redact_open(&request))
    }

    fn redact_push(handle: u32, text: String) -> Result<String, String> {
        ENGINE.with_borrow_mut(|engine| engine.redact_push(handle, &text))
    }

    fn redact_close(handle: u32) -> String {
        ENGINE.with_borrow_mut(|engine| engine.redact_close(handle))
    }
}
