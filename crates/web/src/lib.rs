//! The Wicketgate engine for browsers: the four functions of every other host, and one shorter way to
//! what a form asks on every key stroke.
//!
//! Built twice: with the feature `full`, and without it for a form. `js/wicketgate` is the one
//! caller and makes typed values of the texts. Texts, because they are also the faster way: a
//! report built member by member from here takes longer than `JSON.parse` of its text.
//!
//! The conversion of a JavaScript string replaces what is not well-formed Unicode; the caller
//! refuses such a string before it gets here.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wicketgate_core::{Context, Error, context::Mode};
use wicketgate_engine::Engine;

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
    let new = Context { mode: Mode::Live, year, ..Context::new() };
    ENGINE.with_borrow(|engine| {
        if compact {
            answer(engine.summary(policy, password, &new))
        } else {
            answer(engine.check(policy, password, &new))
        }
    })
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

fn answer<T: Serialize>(result: Result<T, wicketgate_engine::Error>) -> String {
    let answer = match result {
        Ok(value) => Answer::Ok(value),
        Err(error) => Answer::Error(error.wire()),
    };
    // Writing plain values to a string cannot fail; if it did, the caller refuses what is no JSON.
    serde_json::to_string(&answer).unwrap_or_default()
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer<T> {
    Error(Error),
    Ok(T),
}
