//! An engine that is ready to decide: found, verified, compiled, and bounded.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use crate::{
    Digest, Error, cache, embedded,
    gate::{Gate, Permit},
    guest::Guest,
    limit::Limits,
    sandbox::Sandbox,
    ticker::Ticker,
};

/// A compiled engine. Cloning is cheap, and the clones share their places.
#[derive(Clone)]
pub struct Module(Arc<Inner>);

struct Inner {
    cache: cache::State,
    digest: Digest,
    gate: Arc<Gate>,
    hashing: Arc<Gate>,
    sandbox: Sandbox,
    _ticker: Ticker,
}

/// How to open a [`Module`].
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Builder {
    cache: Option<PathBuf>,
    digest: Option<Digest>,
    engine: Source,
    limits: Limits,
}

#[derive(Clone, Default)]
enum Source {
    Bytes(Vec<u8>),
    #[default]
    Default,
    File(PathBuf),
}

impl Module {
    /// Opens the default engine with default limits and without a cache.
    ///
    /// # Errors
    ///
    /// As [`Builder::open`].
    pub fn open() -> Result<Self, Error> {
        Self::builder().open()
    }

    /// Starts with the default engine, default limits and no cache.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The digest of the engine's file.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.0.digest
    }

    /// What became of the cache when the module was opened.
    #[must_use]
    pub fn cache(&self) -> &cache::State {
        &self.0.cache
    }

    /// What the engine says of itself, as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`], or that the engine failed.
    pub fn describe(&self) -> Result<String, Error> {
        Ok(self.guest()?.describe(self.sandbox())?.1)
    }

    /// A fresh instance, when there is a place for one.
    pub(crate) fn guest(&self) -> Result<Guest, Error> {
        Guest::new(&self.0.sandbox, self.0.gate.enter()?)
    }

    /// A place for a hash, when there is one.
    pub(crate) fn hashing(&self) -> Result<Permit, Error> {
        self.0.hashing.enter()
    }

    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.0.sandbox
    }
}

impl Builder {
    /// Uses the engine in this file.
    ///
    /// Without it the engine is the one that the environment variable `WICKETGATE_ENGINE` names,
    /// else the one that was embedded when this library was built.
    pub fn engine_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.engine = Source::File(path.into());
        self
    }

    /// Uses these bytes as the engine.
    pub fn engine_bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.engine = Source::Bytes(bytes.into());
        self
    }

    /// Refuses any engine but the one with this digest.
    pub fn digest(mut self, digest: Digest) -> Self {
        self.digest = Some(digest);
        self
    }

    /// Keeps compiled code in this directory, which is made where it does not exist.
    ///
    /// The directory must belong to this user alone; where it does not, the engine is compiled
    /// anew and [`Module::cache`] says why.
    pub fn cache(mut self, directory: impl Into<PathBuf>) -> Self {
        self.cache = Some(directory.into());
        self
    }

    /// Caps the memory of one decision, in bytes. Default 32 MiB.
    pub fn memory(mut self, bytes: usize) -> Self {
        self.limits.memory = bytes;
        self
    }

    /// Bounds the time of one call, with a tenth of it as slack. Default one second.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.limits.deadline = deadline;
        self
    }

    /// Bounds how many decisions and sessions there are at the same time. Default eight for each
    /// core, from 32 to 1024. Each costs address space, and memory only once it is used.
    pub fn concurrency(mut self, decisions: u32) -> Self {
        self.limits.concurrency = decisions.max(1);
        self
    }

    /// Bounds how many passwords are hashed or verified at the same time. Default one for each core:
    /// a hash keeps a core busy.
    pub fn hashing(mut self, hashes: u32) -> Self {
        self.limits.hashing = hashes.max(1);
        self
    }

    /// Bounds the time of one hash. Default ten seconds, for what the engine accepts at most.
    pub fn hashing_deadline(mut self, deadline: Duration) -> Self {
        self.limits.hashing_deadline = deadline;
        self
    }

    /// Caps the memory of one hash, in bytes. Default 272 MiB: the most that the engine spends on a
    /// stored hash, and what it needs itself. A policy that asks for more needs more here.
    pub fn hashing_memory(mut self, bytes: usize) -> Self {
        self.limits.hashing_memory = bytes;
        self
    }

    /// Bounds how long a hash waits for its turn. Default two seconds.
    pub fn hashing_wait(mut self, wait: Duration) -> Self {
        self.limits.hashing_wait = wait;
        self
    }

    /// Bounds how long a decision waits for its turn. Default 100 ms.
    pub fn wait(mut self, wait: Duration) -> Self {
        self.limits.wait = wait;
        self
    }

    /// Finds, verifies and compiles the engine.
    ///
    /// Compiling takes up to a second; a cache makes it a few milliseconds.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`], [`Error::Read`], [`Error::Digest`], [`Error::Import`],
    /// [`Error::Module`] or [`Error::Host`].
    pub fn open(self) -> Result<Module, Error> {
        let (bytes, digest) = self.read()?;
        let (sandbox, cache) = Sandbox::open(&bytes, digest, self.limits, self.cache.as_deref())?;
        let ticker = Ticker::start(&sandbox.engine, self.limits.deadline)?;
        let gate = Gate::new(self.limits.concurrency, self.limits.wait, self.limits.deadline);
        let Limits { hashing, hashing_wait, .. } = self.limits;
        let hashing = Gate::new(hashing, hashing_wait, hashing_wait);
        let inner = Inner { cache, digest, gate, hashing, sandbox, _ticker: ticker };
        let module = Module(Arc::new(inner));
        module.guest()?.typecheck(module.sandbox())?;
        Ok(module)
    }

    /// The bytes of the engine that [`Builder::open`] would open.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`], [`Error::Read`] or [`Error::Digest`].
    pub fn engine(&self) -> Result<Vec<u8>, Error> {
        Ok(self.read()?.0)
    }

    fn read(&self) -> Result<(Vec<u8>, Digest), Error> {
        let bytes = self.engine.read()?;
        let actual = Digest::of(&bytes);
        match self.digest {
            Some(expected) if expected != actual => Err(Error::Digest { actual, expected }),
            _ => Ok((bytes, actual)),
        }
    }
}

impl Source {
    fn read(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.clone()),
            Self::File(path) => read(path),
            Self::Default => match env::var_os(ENGINE_VARIABLE) {
                Some(path) => read(Path::new(&path)),
                None => embedded::ENGINE.map(<[u8]>::to_vec).ok_or(Error::Missing),
            },
        }
    }
}

/// The bytes of an engine may be many; what they are is told by their digest.
impl std::fmt::Debug for Source {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "Bytes({})", Digest::of(bytes)),
            Self::Default => formatter.write_str("Default"),
            Self::File(path) => formatter.debug_tuple("File").field(path).finish(),
        }
    }
}

impl std::fmt::Debug for Module {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Module")
            .field("digest", &self.0.digest)
            .field("cache", &self.0.cache)
            .field("limits", &self.0.sandbox.limits)
            .finish()
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// Names the engine's file, where a caller does not.
pub(crate) const ENGINE_VARIABLE: &str = "WICKETGATE_ENGINE";
