//! Baking: an engine whose policy is parsed already, in one file that imports nothing.
//!
//! The engine is instrumented, given the document, and its memory is written back into the file as
//! it is after `load`. What was reviewed and signed is then exactly what decides, and a decision
//! saves the parse. The output is a function of engine and document, so that whoever receives a
//! baked file verifies it by baking again.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use serde::{Deserialize, Serialize};
use wasmtime::{
    Engine, Store,
    component::{ComponentExportIndex, ComponentNamedList, Instance, Lift, Lower},
};
use wasmtime_wizer::{ComponentInstanceState, Wizer};

use crate::{
    Digest, Error, answer,
    limit::{self, Cap, Limits, MAX_DOCUMENT},
    sandbox::{self, Sandbox},
    ticker::Ticker,
};

/// An engine with a policy inside.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Baked {
    /// The file.
    pub bytes: Vec<u8>,
    /// Digest of the engine that it was made from.
    pub engine: Digest,
    /// Digest of what a form may see of the policy.
    pub form: String,
    /// Digest of the policy.
    pub policy: String,
}

/// Bakes a policy document into an engine.
///
/// The file exports what the engine exports and holds a section `wicketgate.baked` that records
/// both digests. It is a note, not a proof: bake again and compare.
///
/// # Errors
///
/// [`Error::Refuse`] with every problem of the document; [`Error::Bake`] where the engine holds a
/// policy already; or that the engine is none, or failed.
pub fn bake(engine: &[u8], document: &str) -> Result<Baked, Error> {
    limit::size("the policy document", document, MAX_DOCUMENT)?;
    let digest = Digest::of(engine);
    let wizer = Wizer::new();
    let (context, instrumented) =
        wizer.instrument_component(engine).map_err(|error| sandbox::module(&error))?;
    let (mut store, instance, loaded) = load(&instrumented, document)?;

    let mut reader = Reader { failure: None, instance, store: &mut store };
    let bytes = ready(wizer.snapshot_component(&context, &mut reader))?;
    if let Some(failure) = reader.failure {
        return Err(failed(&failure));
    }
    let note = Note { engine: digest.to_string(), policy: loaded.digest.clone() };
    let mut bytes = bytes.map_err(|error| failed(&error))?;
    append_section(&mut bytes, &note)?;
    Ok(Baked { bytes, engine: digest, form: loaded.form_digest, policy: loaded.digest })
}

#[derive(Deserialize)]
struct Loaded {
    digest: String,
    form_digest: String,
}

#[derive(Serialize)]
struct Note {
    engine: String,
    policy: String,
}

/// Runs the instrumented engine until it holds the policy.
fn load(instrumented: &[u8], document: &str) -> Result<(Store<Cap>, Instance, Loaded), Error> {
    #[derive(Deserialize)]
    struct Described {
        policies: Vec<serde_json::Value>,
    }
    let engine = Engine::new(&sandbox::base()).map_err(|error| sandbox::host(&error))?;
    let component = sandbox::compile(&engine, instrumented)?;
    let limits = Limits::default();
    let sandbox = Sandbox::new(engine, &component, limits)?;
    let _ticker = Ticker::start(&sandbox.engine, limits.deadline)?;
    let (mut store, instance) = sandbox.instantiate().map_err(|error| failed(&error))?;

    let described: (String,) = call(&mut store, &instance, sandbox.exports.describe, ())?;
    let described: Described = answer::plain(&described.0)?;
    if !described.policies.is_empty() {
        return Err(Error::Bake("the engine holds a policy already".to_owned()));
    }
    sandbox.arm(&mut store, sandbox.decision);
    let loaded: (String,) = call(&mut store, &instance, sandbox.exports.load, (document,))?;
    // What follows reads the instance's state through functions of wizer's own; it takes the time
    // that it takes.
    store.set_epoch_deadline(u64::MAX / 2);
    store.set_hostcall_fuel(usize::MAX);
    store.data_mut().limit = usize::MAX;
    Ok((store, instance, answer::read(&loaded.0)?))
}

fn call<P, R>(
    store: &mut Store<Cap>,
    instance: &Instance,
    function: ComponentExportIndex,
    arguments: P,
) -> Result<R, Error>
where
    P: ComponentNamedList + Lower,
    R: ComponentNamedList + Lift,
{
    instance
        .get_typed_func::<P, R>(&mut *store, function)
        .and_then(|function| function.call(&mut *store, arguments))
        .map_err(|error| failed(&error))
}

/// How wizer reads memory and globals.
///
/// Its interface has no way to fail, so that the first failure is kept aside.
struct Reader<'a> {
    failure: Option<wasmtime::Error>,
    instance: Instance,
    store: &'a mut Store<Cap>,
}

impl Reader<'_> {
    fn get<R: Lift + Default + Send + Sync + 'static>(
        &mut self,
        instance: &str,
        function: &str,
    ) -> R {
        self.try_get(instance, function).unwrap_or_else(|error| {
            self.failure.get_or_insert(error);
            R::default()
        })
    }

    fn try_get<R: Lift + Send + Sync + 'static>(
        &mut self,
        instance: &str,
        function: &str,
    ) -> wasmtime::Result<R> {
        let missing = || wasmtime::format_err!("no `{function}` in `{instance}`");
        let interface = self.instance.get_export_index(&mut *self.store, None, instance);
        let interface = interface.ok_or_else(missing)?;
        let export = self.instance.get_export_index(&mut *self.store, Some(&interface), function);
        let export = export.ok_or_else(missing)?;
        let function = self.instance.get_typed_func::<(), (R,)>(&mut *self.store, export)?;
        Ok(function.call(&mut *self.store, ())?.0)
    }
}

impl ComponentInstanceState for Reader<'_> {
    async fn call_func_ret_list_u8(
        &mut self,
        instance: &str,
        func: &str,
        contents: impl FnOnce(&[u8]) + Send,
    ) {
        contents(&self.get::<Vec<u8>>(instance, func));
    }

    async fn call_func_ret_s32(&mut self, instance: &str, func: &str) -> i32 {
        self.get(instance, func)
    }

    async fn call_func_ret_s64(&mut self, instance: &str, func: &str) -> i64 {
        self.get(instance, func)
    }

    async fn call_func_ret_f32(&mut self, instance: &str, func: &str) -> u32 {
        self.get::<f32>(instance, func).to_bits()
    }

    async fn call_func_ret_f64(&mut self, instance: &str, func: &str) -> u64 {
        self.get::<f64>(instance, func).to_bits()
    }
}

/// Wizer is asynchronous for the sake of others; a [`Reader`] never waits.
fn ready<T>(future: impl Future<Output = T>) -> Result<T, Error> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Ok(value),
        Poll::Pending => Err(Error::Bake("the snapshot waits for something".to_owned())),
    }
}

fn failed(error: &wasmtime::Error) -> Error {
    Error::Bake(error.root_cause().to_string())
}

/// Appends a custom section: the number 0, a size, a name with its length, and the note.
fn append_section(component: &mut Vec<u8>, note: &Note) -> Result<(), Error> {
    let note = serde_json::to_vec(note).map_err(|error| Error::Bake(error.to_string()))?;
    let mut content = Vec::new();
    unsigned(&mut content, SECTION.len());
    content.extend_from_slice(SECTION.as_bytes());
    content.extend_from_slice(&note);
    component.push(0);
    unsigned(component, content.len());
    component.extend_from_slice(&content);
    Ok(())
}

/// Unsigned LEB128.
fn unsigned(bytes: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = u8::try_from(value & 0x7F).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

const SECTION: &str = "wicketgate.baked";
