//! Native and component side by side: the same bytes, whatever they are given.

use std::panic::{AssertUnwindSafe, catch_unwind};

use wicketgate_runtime::Module;

use super::hostile::Step;
use crate::{Component, Engine, Native};

/// Both engines take the same steps, each from a fresh start, and must answer byte for byte alike.
///
/// The input counts where at least one step after the first was no mistake: noise alone would prove little.
///
/// # Errors
///
/// Says which step they differ in, or which of them failed.
pub fn agree(module: &Module, steps: &[Step]) -> Result<bool, String> {
    let mut native = Native::new();
    let mut component = Component::of(module).map_err(|error| error.to_string())?;
    let mut counts = false;
    for (index, step) in steps.iter().enumerate() {
        if is_for_the_host(step) {
            continue;
        }
        // A panic is a finding like any other: it is reported with the input that causes it.
        let ours = catch_unwind(AssertUnwindSafe(|| take(&mut native, step)))
            .map_err(|_| format!("step {index}: the native engine panics"))?;
        let ours = ours.map_err(|reason| format!("step {index}: native: {reason}"))?;
        let theirs = take(&mut component, step)
            .map_err(|reason| format!("step {index}: component: {reason}"))?;
        if ours != theirs {
            return Err(format!("step {index}: native {ours:?}, component {theirs:?}"));
        }
        counts |= index > 0 && ours.is_some_and(|answer| answer.starts_with(r#"{"ok""#));
    }
    Ok(counts)
}

/// A text above a limit never reaches the component; the tests of limits have it.
fn is_for_the_host(step: &Step) -> bool {
    match step {
        Step::Call(request) => request.len() > wicketgate_runtime::MAX_REQUEST,
        Step::Load(document) => document.len() > wicketgate_runtime::MAX_DOCUMENT,
        Step::Describe | Step::Unload(_) => false,
    }
}

/// Takes one step; a step without an answer gives none.
///
/// # Errors
///
/// Fails when the engine traps.
pub fn take(engine: &mut dyn Engine, step: &Step) -> Result<Option<String>, String> {
    match step {
        Step::Call(request) => engine.call(request).map(Some),
        Step::Describe => engine.describe().map(Some),
        Step::Load(document) => engine.load(document).map(Some),
        Step::Unload(policy) => engine.unload(*policy).map(|()| None),
    }
}
