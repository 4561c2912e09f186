//! One instance of the engine, and what becomes of it when a call fails.

use wasmtime::{
    Store, Trap,
    component::{ComponentExportIndex, ComponentNamedList, Instance, Lift, Lower},
};

use crate::{
    Error,
    gate::Permit,
    limit::{Bounds, Cap, MAX_TEXT},
    sandbox::Sandbox,
};

/// An instance that has not failed yet.
///
/// Every method takes the instance and gives it back only after success.
// INVARIANT: a guest that trapped, ran out of time or of memory is never called again.
pub(crate) struct Guest {
    store: Store<Cap>,
    instance: Instance,
    // Dropped last: the place is free when the instance's slot is.
    _permit: Permit,
}

impl Guest {
    /// Makes an instance.
    pub(crate) fn new(sandbox: &Sandbox, permit: Permit) -> Result<Self, Error> {
        let (store, instance) = sandbox.instantiate().map_err(|error| match error.downcast() {
            Ok(trap) => stopped(sandbox.decision, trap),
            Err(error) => Error::Module(error.root_cause().to_string()),
        })?;
        Ok(Self { store, instance, _permit: permit })
    }

    /// Checks that every function has the type that the interface gives it.
    pub(crate) fn typecheck(mut self, sandbox: &Sandbox) -> Result<(), Error> {
        let exports = sandbox.exports;
        let (store, instance) = (&mut self.store, &self.instance);
        instance
            .get_typed_func::<(), (String,)>(&mut *store, exports.describe)
            .and_then(|_| instance.get_typed_func::<(&str,), (String,)>(&mut *store, exports.load))
            .and_then(|_| instance.get_typed_func::<(u32,), ()>(&mut *store, exports.unload))
            .and_then(|_| instance.get_typed_func::<(&str,), (String,)>(&mut *store, exports.call))
            .and_then(|_| instance.get_typed_func::<(&str, &str), Out>(&mut *store, exports.redact))
            .and_then(|_| {
                instance.get_typed_func::<(&str,), (String,)>(&mut *store, exports.redact_open)
            })
            .and_then(|_| {
                instance.get_typed_func::<(u32, &str), Out>(&mut *store, exports.redact_push)
            })
            .and_then(|_| {
                instance.get_typed_func::<(u32,), (String,)>(&mut *store, exports.redact_close)
            })
            .map(drop)
            .map_err(|error| Error::Module(error.root_cause().to_string()))
    }

    /// What the engine says of itself.
    pub(crate) fn describe(self, sandbox: &Sandbox) -> Result<(Self, String), Error> {
        let (guest, (answer,)) =
            self.run::<(), (String,)>(sandbox, sandbox.exports.describe, ())?;
        Ok((guest, answer))
    }

    /// Gives the engine a policy document.
    pub(crate) fn load(self, sandbox: &Sandbox, document: &str) -> Result<(Self, String), Error> {
        let (guest, (answer,)) = self.run(sandbox, sandbox.exports.load, (document,))?;
        Ok((guest, answer))
    }

    /// Drops a policy.
    pub(crate) fn unload(self, sandbox: &Sandbox, policy: u32) -> Result<Self, Error> {
        Ok(self.run::<_, ()>(sandbox, sandbox.exports.unload, (policy,))?.0)
    }

    /// Asks the engine.
    pub(crate) fn call(self, sandbox: &Sandbox, request: &str) -> Result<(Self, String), Error> {
        let (guest, (answer,)) = self.run(sandbox, sandbox.exports.call, (request,))?;
        Ok((guest, answer))
    }

    /// Asks the engine for what costs time and memory on purpose.
    pub(crate) fn hash(self, sandbox: &Sandbox, request: &str) -> Result<(Self, String), Error> {
        let (call, bounds) = (sandbox.exports.call, sandbox.hashing);
        let (guest, (answer,)) = self.within(bounds, sandbox, call, (request,))?;
        Ok((guest, answer))
    }

    /// Redacts a whole text.
    pub(crate) fn redact(
        self,
        sandbox: &Sandbox,
        request: &str,
        text: &str,
    ) -> Result<(Self, Result<String, String>), Error> {
        let bounds = sandbox.limits.redaction(text.len());
        let function = sandbox.exports.redact;
        let (guest, (out,)) = self.within::<_, Out>(bounds, sandbox, function, (request, text))?;
        Ok((guest, out))
    }

    /// Begins a stream.
    pub(crate) fn redact_open(
        self,
        sandbox: &Sandbox,
        request: &str,
    ) -> Result<(Self, String), Error> {
        let (guest, (answer,)) = self.run(sandbox, sandbox.exports.redact_open, (request,))?;
        Ok((guest, answer))
    }

    /// Gives a stream its next piece.
    pub(crate) fn redact_push(
        self,
        sandbox: &Sandbox,
        stream: u32,
        text: &str,
    ) -> Result<(Self, Result<String, String>), Error> {
        let bounds = sandbox.limits.redaction(text.len());
        let function = sandbox.exports.redact_push;
        let (guest, (out,)) = self.within::<_, Out>(bounds, sandbox, function, (stream, text))?;
        Ok((guest, out))
    }

    /// Ends a stream, whose report may be as long as a text.
    pub(crate) fn redact_close(
        self,
        sandbox: &Sandbox,
        stream: u32,
    ) -> Result<(Self, String), Error> {
        let bounds = sandbox.limits.redaction(MAX_TEXT);
        let function = sandbox.exports.redact_close;
        let (guest, (answer,)) = self.within(bounds, sandbox, function, (stream,))?;
        Ok((guest, answer))
    }

    fn run<P, R>(
        self,
        sandbox: &Sandbox,
        function: ComponentExportIndex,
        arguments: P,
    ) -> Result<(Self, R), Error>
    where
        P: ComponentNamedList + Lower,
        R: ComponentNamedList + Lift,
    {
        self.within(sandbox.decision, sandbox, function, arguments)
    }

    fn within<P, R>(
        mut self,
        bounds: Bounds,
        sandbox: &Sandbox,
        function: ComponentExportIndex,
        arguments: P,
    ) -> Result<(Self, R), Error>
    where
        P: ComponentNamedList + Lower,
        R: ComponentNamedList + Lift,
    {
        sandbox.arm(&mut self.store, bounds);
        let result = self
            .instance
            .get_typed_func::<P, R>(&mut self.store, function)
            .and_then(|function| function.call(&mut self.store, arguments));
        match result {
            Ok(answer) => Ok((self, answer)),
            Err(error) => Err(self.failure(bounds, error)),
        }
    }

    fn failure(self, bounds: Bounds, error: wasmtime::Error) -> Error {
        if self.store.data().exceeded {
            return Error::Memory { limit: bounds.memory };
        }
        match error.downcast() {
            Ok(trap) => stopped(bounds, trap),
            // What is left is the canonical ABI: a pointer out of bounds, text that is no UTF-8, or
            // more of it than is taken. wasmtime's words for it hold none of the text.
            Err(error) => Error::Answer(error.root_cause().to_string()),
        }
    }
}

/// A text, or the answer of an error.
type Out = (Result<String, String>,);

fn stopped(bounds: Bounds, trap: Trap) -> Error {
    match trap {
        Trap::Interrupt => Error::Deadline { limit: bounds.deadline },
        trap => Error::Trap { reason: trap.to_string() },
    }
}
