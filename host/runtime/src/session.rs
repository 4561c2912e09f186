//! One instance that is kept: the engine's own interface, text in and text out.

use crate::{
    Error, Module,
    guest::Guest,
    limit::{self, MAX_DOCUMENT, MAX_REQUEST, MAX_TEXT},
};

/// An instance of the engine that keeps its policies from call to call.
///
/// Its calls share memory, so one session serves one tenant. It occupies one of the module's places
/// until it is dropped. After a failure every further call is [`Error::Ended`].
pub struct Session {
    guest: Option<Guest>,
    module: Module,
}

impl Session {
    /// Opens a session.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`], or that the engine failed.
    pub fn new(module: &Module) -> Result<Self, Error> {
        Ok(Self { guest: Some(module.guest()?), module: module.clone() })
    }

    /// What the engine says of itself, as JSON.
    ///
    /// # Errors
    ///
    /// That the engine failed, or has failed before.
    pub fn describe(&mut self) -> Result<String, Error> {
        let (guest, answer) = self.take()?.describe(self.module.sandbox())?;
        self.guest = Some(guest);
        Ok(answer)
    }

    /// Loads a policy document and answers what the engine says to it, as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Size`], after which the session goes on; or that the engine failed.
    pub fn load(&mut self, document: &str) -> Result<String, Error> {
        limit::size("the policy document", document, MAX_DOCUMENT)?;
        let (guest, answer) = self.take()?.load(self.module.sandbox(), document)?;
        self.guest = Some(guest);
        Ok(answer)
    }

    /// Drops a policy; a handle that is not loaded is ignored.
    ///
    /// # Errors
    ///
    /// That the engine failed, or has failed before.
    pub fn unload(&mut self, policy: u32) -> Result<(), Error> {
        self.guest = Some(self.take()?.unload(self.module.sandbox(), policy)?);
        Ok(())
    }

    /// Performs one operation, JSON in and JSON out.
    ///
    /// # Errors
    ///
    /// [`Error::Size`], after which the session goes on; or that the engine failed.
    pub fn call(&mut self, request: &str) -> Result<String, Error> {
        limit::size("the request", request, MAX_REQUEST)?;
        let (guest, answer) = self.take()?.call(self.module.sandbox(), request)?;
        self.guest = Some(guest);
        Ok(answer)
    }

    /// Redacts a whole text: the text that stands for it, or the engine's answer of an error.
    ///
    /// # Errors
    ///
    /// [`Error::Size`], after which the session goes on; or that the engine failed.
    pub fn redact(&mut self, request: &str, text: &str) -> Result<Result<String, String>, Error> {
        limit::size("the request", request, MAX_REQUEST)?;
        limit::size("the text", text, MAX_TEXT)?;
        let (guest, out) = self.take()?.redact(self.module.sandbox(), request, text)?;
        self.guest = Some(guest);
        Ok(out)
    }

    /// Begins a stream and answers its handle, as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Size`], after which the session goes on; or that the engine failed.
    pub fn redact_open(&mut self, request: &str) -> Result<String, Error> {
        limit::size("the request", request, MAX_REQUEST)?;
        let (guest, answer) = self.take()?.redact_open(self.module.sandbox(), request)?;
        self.guest = Some(guest);
        Ok(answer)
    }

    /// Gives a stream its next piece: what is decided, or the engine's answer of an error.
    ///
    /// # Errors
    ///
    /// [`Error::Size`], after which the session goes on; or that the engine failed.
    pub fn redact_push(
        &mut self,
        stream: u32,
        text: &str,
    ) -> Result<Result<String, String>, Error> {
        limit::size("the text", text, MAX_TEXT)?;
        let (guest, out) = self.take()?.redact_push(self.module.sandbox(), stream, text)?;
        self.guest = Some(guest);
        Ok(out)
    }

    /// Ends a stream: the rest of its text and what was found, as JSON.
    ///
    /// # Errors
    ///
    /// That the engine failed, or has failed before.
    pub fn redact_close(&mut self, stream: u32) -> Result<String, Error> {
        let (guest, answer) = self.take()?.redact_close(self.module.sandbox(), stream)?;
        self.guest = Some(guest);
        Ok(answer)
    }

    fn take(&mut self) -> Result<Guest, Error> {
        self.guest.take().ok_or(Error::Ended)
    }
}

/// SECURITY: an instance's memory may hold a password; nothing of it is shown.
impl std::fmt::Debug for Session {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ended = self.guest.is_none();
        formatter.debug_struct("Session").field("ended", &ended).finish_non_exhaustive()
    }
}
