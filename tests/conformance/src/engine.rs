//! An engine as the vectors see it: text in and text out.

/// What every engine can be asked.
///
/// A failure is a text: an engine that traps has no answer, and nothing else of it matters here.
pub trait Engine {
    /// Name of the engine, as the runner's line gives it.
    fn name(&self) -> &str;

    /// What the engine says about itself.
    ///
    /// # Errors
    ///
    /// Fails when the engine traps.
    fn describe(&mut self) -> Result<String, String>;

    /// Loads a document.
    ///
    /// # Errors
    ///
    /// Fails when the engine traps.
    fn load(&mut self, document: &str) -> Result<String, String>;

    /// Forgets a policy.
    ///
    /// # Errors
    ///
    /// Fails when the engine traps.
    fn unload(&mut self, policy: u32) -> Result<(), String>;

    /// Answers a request.
    ///
    /// # Errors
    ///
    /// Fails when the engine traps.
    fn call(&mut self, request: &str) -> Result<String, String>;

    /// Redacts a whole text: its output, or the answer of an error.
    ///
    /// # Errors
    ///
    /// Fails when the engine traps.
    fn redact(&mut self, request: &str, text: &str) -> Result<Output, String>;

    /// Begins a stream.
    ///
    /// # Errors
    ///
    /// Fails when the engine traps.
    fn redact_open(&mut self, request: &str) -> Result<String, String>;

    /// Gives a stream its next piece: its output, or the answer of an error.
    ///
    /// # Errors
    ///
    /// Fails when the engine traps.
    fn redact_push(&mut self, stream: u32, text: &str) -> Result<Output, String>;

    /// Ends a stream.
    ///
    /// # Errors
    ///
    /// Fails when the engine traps.
    fn redact_close(&mut self, stream: u32) -> Result<String, String>;
}

/// A text, or the answer of an error.
pub type Output = Result<String, String>;

/// The engine as a Rust library.
#[derive(Default)]
pub struct Native(wicketgate_engine::Engine);

impl Native {
    /// An engine without policies.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Engine for Native {
    fn name(&self) -> &'static str {
        "native"
    }

    fn describe(&mut self) -> Result<String, String> {
        Ok(self.0.describe())
    }

    fn load(&mut self, document: &str) -> Result<String, String> {
        Ok(self.0.load(document))
    }

    fn unload(&mut self, policy: u32) -> Result<(), String> {
        self.0.unload(policy);
        Ok(())
    }

    fn call(&mut self, request: &str) -> Result<String, String> {
        Ok(self.0.call(request))
    }

    fn redact(&mut self, request: &str, text: &str) -> Result<Output, String> {
        Ok(self.0.redact(request, text))
    }

    fn redact_open(&mut self, request: &str) -> Result<String, String> {
        Ok(self.0.redact_open(request))
    }

    fn redact_push(&mut self, stream: u32, text: &str) -> Result<Output, String> {
        Ok(self.0.redact_push(stream, text))
    }

    fn redact_close(&mut self, stream: u32) -> Result<String, String> {
        Ok(self.0.redact_close(stream))
    }
}
