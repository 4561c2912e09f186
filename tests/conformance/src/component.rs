//! The engine as a component in wasmtime.

use wicketgate_runtime::{Error, Module, Session};

use crate::engine::{Engine, Output};

/// The engine as a component in wasmtime.
#[derive(Debug)]
pub struct Component(Session);

impl Component {
    /// One instance of the component that `cargo xtask build` made.
    ///
    /// # Errors
    ///
    /// Fails when there is no component, or it does not run.
    pub fn open() -> Result<Self, String> {
        Module::open().and_then(|module| Self::of(&module)).map_err(|error| error.to_string())
    }

    /// One instance of a module.
    ///
    /// # Errors
    ///
    /// Fails when the instance cannot be made.
    pub fn of(module: &Module) -> Result<Self, Error> {
        Session::new(module).map(Self)
    }
}

impl Engine for Component {
    fn name(&self) -> &'static str {
        "wasmtime"
    }

    fn describe(&mut self) -> Result<String, String> {
        self.0.describe().map_err(|error| error.to_string())
    }

    fn load(&mut self, document: &str) -> Result<String, String> {
        self.0.load(document).or_else(|error| refused_by_host(&error))
    }

    fn unload(&mut self, policy: u32) -> Result<(), String> {
        self.0.unload(policy).map_err(|error| error.to_string())
    }

    fn call(&mut self, request: &str) -> Result<String, String> {
        self.0.call(request).or_else(|error| refused_by_host(&error))
    }

    fn redact(&mut self, request: &str, text: &str) -> Result<Output, String> {
        self.0.redact(request, text).or_else(|error| refused_by_host(&error).map(Err))
    }

    fn redact_open(&mut self, request: &str) -> Result<String, String> {
        self.0.redact_open(request).or_else(|error| refused_by_host(&error))
    }

    fn redact_push(&mut self, stream: u32, text: &str) -> Result<Output, String> {
        self.0.redact_push(stream, text).or_else(|error| refused_by_host(&error).map(Err))
    }

    fn redact_close(&mut self, stream: u32) -> Result<String, String> {
        self.0.redact_close(stream).map_err(|error| error.to_string())
    }
}

/// The host refuses a text by its size before the engine sees it, with the engine's code.
fn refused_by_host(error: &Error) -> Result<String, String> {
    match error {
        Error::Size { .. } => Ok(serde_json::json!({
            "error": {"code": error.code(), "message": error.to_string()}
        })
        .to_string()),
        _ => Err(error.to_string()),
    }
}
