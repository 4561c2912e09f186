//! Which engine a command asks, and the policy in it.

use std::{env, path::PathBuf};

use clap::Args;
use wicketgate_runtime::{Builder, Digest, Error, Module, Policy, Session, ok};

use crate::{
    document::{Document, Source},
    exit::Failure,
};

/// Which engine is asked.
#[derive(Args, Debug)]
pub(crate) struct Engine {
    /// Use this engine [default: $WICKETGATE_ENGINE, else the one inside this program]
    #[arg(long = "engine", value_name = "FILE", global = true)]
    file: Option<PathBuf>,
    /// Refuse any engine but the one with this digest
    #[arg(long = "engine-digest", value_name = "SHA256", global = true)]
    digest: Option<Digest>,
    /// Compile the engine anew instead of keeping its compiled code in the user's cache
    #[arg(long, global = true)]
    no_cache: bool,
}

impl Engine {
    /// How the engine is opened.
    pub(crate) fn builder(&self) -> Builder {
        let mut builder = Module::builder();
        if let Some(file) = &self.file {
            builder = builder.engine_file(file);
        }
        if let Some(digest) = self.digest {
            builder = builder.digest(digest);
        }
        if let Some(directory) = cache_directory().filter(|_| !self.no_cache) {
            builder = builder.cache(directory);
        }
        builder
    }

    /// The engine, ready.
    pub(crate) fn open(&self) -> Result<Module, Failure> {
        Ok(self.builder().open()?)
    }
}

/// The policy that was named; where none was, the one that is baked in, else the default preset.
pub(crate) fn policy(module: &Module, sources: &[Source]) -> Result<Policy, Failure> {
    if sources.is_empty() {
        match Policy::baked(module) {
            Err(Error::Plain) => {}
            baked => return Ok(baked?),
        }
    }
    let document = Document::read(sources)?;
    Policy::load(module, document.text()).map_err(|error| document.failure(error))
}

/// A session with the policy loaded, and the policy's handle; `baked` prefers the policy that the
/// engine holds already.
pub(crate) fn session(
    module: &Module,
    document: &Document,
    baked: bool,
) -> Result<(Session, u32), Failure> {
    let mut session = Session::new(module)?;
    let handle = |answer: &str, pointer: &str| {
        let answer = serde_json::from_str::<serde_json::Value>(answer).ok()?;
        u32::try_from(answer.pointer(pointer)?.as_u64()?).ok()
    };
    if baked && let Some(policy) = handle(&session.describe()?, "/policies/0/policy") {
        return Ok((session, policy));
    }
    let answer = session.load(document.text())?;
    ok(&answer).map_err(|error| document.failure(error))?;
    let policy = handle(&answer, "/ok/policy");
    Ok((session, policy.ok_or_else(|| Failure::engine("the engine loaded no policy"))?))
}

/// The user's cache directory by the XDG convention; none where there is no home.
fn cache_directory() -> Option<PathBuf> {
    let absolute =
        |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
    Some(base.join("wicketgate"))
}
