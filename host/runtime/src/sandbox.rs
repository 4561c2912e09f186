//! The engine made ready: compiled, checked, and instantiable in microseconds.
//!
//! What a fresh instance costs is page faults and the reset of its memory, not wasm. Hence the
//! pool, the copy-on-write image and `PAGEMAP_SCAN`: a slot keeps its pages, and only those that a
//! decision wrote are reset. On a kernel older than 6.7 the same code runs, slower.

use std::path::Path;

use wasmtime::{
    Config, Enabled, Engine, PoolingAllocationConfig, Store,
    component::{Component, ComponentExportIndex, Instance, InstancePre, Linker},
};

use crate::{
    Digest, Error, cache,
    limit::{Bounds, Cap, Limits, MAX_TABLE},
};

/// A compiled engine that makes instances.
pub(crate) struct Sandbox {
    pub(crate) engine: Engine,
    pub(crate) exports: Exports,
    /// Bounds of a call that decides.
    pub(crate) decision: Bounds,
    /// Bounds of a call that hashes.
    pub(crate) hashing: Bounds,
    pub(crate) limits: Limits,
    pre: InstancePre<Cap>,
}

/// Where the engine's functions stand in the component.
#[derive(Clone, Copy)]
pub(crate) struct Exports {
    pub(crate) call: ComponentExportIndex,
    pub(crate) describe: ComponentExportIndex,
    pub(crate) load: ComponentExportIndex,
    pub(crate) redact: ComponentExportIndex,
    pub(crate) redact_close: ComponentExportIndex,
    pub(crate) redact_open: ComponentExportIndex,
    pub(crate) redact_push: ComponentExportIndex,
    pub(crate) unload: ComponentExportIndex,
}

impl Sandbox {
    /// Compiles an engine, or takes it from the cache.
    pub(crate) fn open(
        bytes: &[u8],
        digest: Digest,
        limits: Limits,
        directory: Option<&Path>,
    ) -> Result<(Self, cache::State), Error> {
        recognise(bytes)?;
        let engine = Engine::new(&pooled(&limits)).map_err(|error| host(&error))?;
        let (component, state) = match directory {
            Some(directory) => cache::component(&engine, bytes, digest, directory)?,
            None => (compile(&engine, bytes)?, cache::State::Off),
        };
        Ok((Self::new(engine, &component, limits)?, state))
    }

    /// Makes a compiled component ready.
    pub(crate) fn new(
        engine: Engine,
        component: &Component,
        limits: Limits,
    ) -> Result<Self, Error> {
        if let Some((name, _)) = component.component_type().imports(&engine).next() {
            return Err(Error::Import { name: name.to_owned() });
        }
        let exports = Exports::find(component)?;
        let pre =
            Linker::new(&engine).instantiate_pre(component).map_err(|error| module(&error))?;
        let (decision, hashing) = (limits.decision(), limits.hash());
        Ok(Self { engine, exports, decision, hashing, limits, pre })
    }

    /// A fresh instance in a store of its own.
    pub(crate) fn instantiate(&self) -> Result<(Store<Cap>, Instance), wasmtime::Error> {
        let mut store =
            Store::new(&self.engine, Cap { limit: self.decision.memory, exceeded: false });
        store.limiter(|cap| cap);
        self.arm(&mut store, self.decision);
        let instance = self.pre.instantiate(&mut store)?;
        Ok((store, instance))
    }

    /// Sets the bounds of what comes next; it traps where it exceeds them.
    pub(crate) fn arm(&self, store: &mut Store<Cap>, bounds: Bounds) {
        store.data_mut().limit = bounds.memory;
        store.set_hostcall_fuel(bounds.answer);
        store.set_epoch_deadline(bounds.ticks);
    }
}

impl Exports {
    fn find(component: &Component) -> Result<Self, Error> {
        let interface = component
            .get_export_index(None, INTERFACE)
            .ok_or_else(|| Error::Module(format!("it does not export `{INTERFACE}`")))?;
        let function = |name: &str| {
            component
                .get_export_index(Some(&interface), name)
                .ok_or_else(|| Error::Module(format!("`{INTERFACE}` has no function `{name}`")))
        };
        Ok(Self {
            call: function("call")?,
            describe: function("describe")?,
            load: function("load")?,
            redact: function("redact")?,
            redact_close: function("redact-close")?,
            redact_open: function("redact-open")?,
            redact_push: function("redact-push")?,
            unload: function("unload")?,
        })
    }
}

/// Compiles a component.
pub(crate) fn compile(engine: &Engine, bytes: &[u8]) -> Result<Component, Error> {
    Component::from_binary(engine, bytes).map_err(|error| module(&error))
}

/// What every engine is run with, whatever its memory comes from.
pub(crate) fn base() -> Config {
    let mut config = Config::new();
    config.epoch_interruption(true);
    config.memory_init_cow(true);
    // A backtrace names functions of the engine to callers who cannot use them.
    config.wasm_backtrace_max_frames(None);
    // Everything that may differ from one machine to another stays out.
    config.wasm_relaxed_simd(false);
    config.cranelift_nan_canonicalization(true);
    config
}

/// [`base`], with a pool of exactly as many slots as there are places.
fn pooled(limits: &Limits) -> Config {
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(limits.concurrency);
    pool.total_core_instances(limits.concurrency.saturating_mul(MAX_CORE_INSTANCES));
    pool.max_core_instances_per_component(MAX_CORE_INSTANCES);
    pool.total_memories(limits.concurrency);
    pool.max_memories_per_component(1);
    // Address space is set aside for more than any cap; memory is used only where a cap allows it.
    pool.max_memory_size(limits.hash().memory);
    pool.total_tables(limits.concurrency.saturating_mul(MAX_TABLES));
    pool.max_tables_per_component(MAX_TABLES);
    pool.table_elements(MAX_TABLE);
    if PoolingAllocationConfig::is_pagemap_scan_available() {
        pool.pagemap_scan(Enabled::Yes);
        pool.linear_memory_keep_resident(KEEP_RESIDENT);
        pool.table_keep_resident(KEEP_RESIDENT);
    }
    let mut config = base();
    config.allocation_strategy(pool);
    config
}

/// Tells a core module from a component before the compiler says so in its own words.
fn recognise(bytes: &[u8]) -> Result<(), Error> {
    match bytes.get(..8) {
        Some(b"\0asm\x0d\0\x01\0") => Ok(()),
        Some(b"\0asm\x01\0\0\0") => {
            Err(Error::Module("a core module; the component is `engine.wasm`".to_owned()))
        }
        _ => Err(Error::Module("not WebAssembly".to_owned())),
    }
}

pub(crate) fn module(error: &wasmtime::Error) -> Error {
    Error::Module(error.root_cause().to_string())
}

pub(crate) fn host(error: &wasmtime::Error) -> Error {
    Error::Host(error.root_cause().to_string())
}

/// The interface that an engine exports.
const INTERFACE: &str = "wicketgate:policy/engine@1.0.0";

/// `wit-component` puts at most three modules into a component: the engine, a shim and its fix-up.
const MAX_CORE_INSTANCES: u32 = 4;
const MAX_TABLES: u32 = 2;

/// Memory of a slot that is reset in place; beyond it pages go back to the kernel.
const KEEP_RESIDENT: usize = 128 * 1024;
