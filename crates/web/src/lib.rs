//! The Wicketgate engine for browsers: the functions of every other host, and one shorter way to what a
//! form asks on every key stroke.
//!
//! Built twice: with the feature `full`, and without it for a form. `js/wicketgate` is the one
//! caller and makes typed values of the texts. Texts, because they are also the faster way: a
//! report built member by member from here takes longer than `JSON.parse` of its text.
//!
//! The conversion of a JavaScript string replaces what is not well-formed Unicode; the caller
//! refuses such a string before it gets here.

#[cfg(any(test, target_arch = "wasm32"))]
mod heap;

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;
use wicketgate_engine::Engine;

/// A page downloads the allocator too, so it is a small one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static HEAP: heap::Heap = heap::Heap::new(grow);

/// Adds pages to the memory of the module.
#[cfg(target_arch = "wasm32")]
fn grow(pages: usize) -> Option<usize> {
    match core::arch::wasm32::memory_grow(0, pages) {
        usize::MAX => None,
        page => page.checked_mul(65_536),
    }
}

thread_local! {
    /// The policies of this instance. The module has one thread, so this is a plain static there.
    static ENGINE: RefCell<Engine> = const { RefCell::new(Engine::new()) };
}

// INVARIANT: nothing below calls into the page, so no borrow of the engine meets another one.

/// What this engine is and holds, as JSON.
#[wasm_bindgen]
#[must_use]
pub fn describe() -> String {
    ENGINE.with_borrow(Engine::describe)
}

/// Parses a policy and holds it; the answer is JSON with the number that names it.
#[wasm_bindgen]
#[must_use]
pub fn load(document: &str) -> String {
    ENGINE.with_borrow_mut(|engine| engine.load(document))
}

/// Forgets a policy.
#[wasm_bindgen]
pub fn unload(policy: u32) {
    ENGINE.with_borrow_mut(|engine| engine.unload(policy));
}

/// Answers a request; both are JSON.
#[wasm_bindgen]
#[must_use]
pub fn call(request: &str) -> String {
    ENGINE.with_borrow(|engine| engine.call(request))
}

/// Answers `password.check` in mode `live` for a new password: without a request to write and to read,
/// it takes half the time, and one copy less is made of the password.
#[wasm_bindgen]
#[must_use]
pub fn check(policy: u32, password: &str, compact: bool, year: Option<u16>) -> String {
    ENGINE.with_borrow(|engine| engine.check_live(policy, password, compact, year))
}

/// Redacts a whole text; the request is JSON without the text.
///
/// # Errors
///
/// The answer of an error, as a JavaScript string.
#[cfg(feature = "full")]
#[wasm_bindgen]
pub fn redact(request: &str, text: &str) -> Result<String, String> {
    ENGINE.with_borrow(|engine| engine.redact(request, text))
}

/// Begins a stream of pieces of a text; the answer is JSON with the number that names it.
#[cfg(feature = "full")]
#[wasm_bindgen]
#[must_use]
pub fn redact_open(request: &str) -> String {
    ENGINE.with_borrow_mut(|engine| engine.redact_open(request))
}

/// Takes the next piece of a stream, and gives what is decided.
///
/// # Errors
///
/// The answer of an error, as a JavaScript string.
#[cfg(feature = "full")]
#[wasm_bindgen]
pub fn redact_push(stream: u32, text: &str) -> Result<String, String> {
    ENGINE.with_borrow_mut(|engine| engine.redact_push(stream, text))
}

/// Ends a stream: the rest of its text, and what was found in all of it.
#[cfg(feature = "full")]
#[wasm_bindgen]
#[must_use]
pub fn redact_close(stream: u32) -> String {
    ENGINE.with_borrow_mut(|engine| engine.redact_close(stream))
}

/// Entropy for `password.generate`, from the platform's random source, as hexadecimal digits.
///
/// # Errors
///
/// The platform has no random source, or it fails.
#[cfg(feature = "full")]
#[wasm_bindgen]
pub fn entropy() -> Result<String, wasm_bindgen::JsError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
