//! `wicketgate policy`: checking, showing, importing and baking policy documents.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

use clap::{Args, Subcommand};
use serde::Deserialize;
use wicketgate_runtime::{self as runtime, Digest, Module};

use super::{
    engine::{self, Engine},
    import::Import,
};
use crate::{
    document::{Document, Source},
    exit::{Exit, Failure},
};

/// What can be done with policy documents.
#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    /// Tell every problem of a policy, with file and line
    #[command(after_long_help = CHECK)]
    Check(Files),
    /// Print a policy with its preset and layers merged and its defaults filled in
    #[command(after_long_help = SHOW)]
    Show(Files),
    /// Print the JSON Schema of policy documents
    #[command(after_long_help = "Examples:\n  wicketgate policy schema > policy.schema.json")]
    Schema,
    /// List the presets, or print one of them in full
    #[command(after_long_help = PRESETS)]
    Presets {
        /// The preset to print
        name: Option<String>,
    },
    /// Make a policy of another system's configuration, and tell what became of each setting
    #[command(after_long_help = IMPORT)]
    Import(Import),
    /// Write an engine with the policy inside
    #[command(after_long_help = BAKE)]
    Bake(Bake),
}

/// A policy in one or more files.
#[derive(Args, Debug)]
pub(crate) struct Files {
    /// Files in JSON or TOML, `preset:NAME`, or `-` for standard input; each is laid over the ones
    /// before
    #[arg(value_name = "FILE", required = true)]
    sources: Vec<Source>,
}

/// What is baked, and whereto.
#[derive(Args, Debug)]
pub(crate) struct Bake {
    #[command(flatten)]
    files: Files,
    /// The file to write
    #[arg(short, long, value_name = "FILE", required_unless_present = "verify")]
    output: Option<PathBuf>,
    /// Bake again, and tell whether the result is this file
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    verify: Option<PathBuf>,
}

impl Policy {
    /// Does what was asked.
    pub(crate) fn run(self, engine: &Engine) -> Result<Exit, Failure> {
        match self {
            Self::Check(files) => check(&engine.open()?, &files.sources),
            Self::Show(files) => show(&engine.open()?, &files.sources),
            Self::Schema => {
                io::stdout().lock().write_all(SCHEMA.as_bytes())?;
                Ok(Exit::Accept)
            }
            Self::Presets { name: None } => presets(&engine.open()?),
            Self::Presets { name: Some(name) } => show(&engine.open()?, &[Source::Preset(name)]),
            Self::Import(import) => import.run(engine),
            Self::Bake(bake) => bake.run(engine),
        }
    }
}

fn check(module: &Module, sources: &[Source]) -> Result<Exit, Failure> {
    let document = Document::read(sources)?;
    let policy = runtime::Policy::load(module, document.text());
    let policy = policy.map_err(|error| document.failure(error))?;
    let mut out = io::stdout().lock();
    writeln!(out, "policy {}\nform   {}", policy.digest(), policy.form_digest())?;
    for warning in policy.warnings() {
        writeln!(out, "warning {}", document.line(warning))?;
    }
    Ok(Exit::Accept)
}

fn show(module: &Module, sources: &[Source]) -> Result<Exit, Failure> {
    let description = engine::policy(module, sources)?.describe()?;
    let text = serde_json::to_string_pretty(&description.document).map_err(io::Error::from)?;
    writeln!(io::stdout().lock(), "{text}")?;
    Ok(Exit::Accept)
}

fn presets(module: &Module) -> Result<Exit, Failure> {
    #[derive(Deserialize)]
    struct Described {
        presets: Vec<String>,
    }
    let described = module.describe()?;
    let described: Described = serde_json::from_str(&described)
        .map_err(|_| Failure::engine("the engine does not tell its presets"))?;
    let mut out = io::stdout().lock();
    for preset in described.presets {
        writeln!(out, "{preset}")?;
    }
    Ok(Exit::Accept)
}

impl Bake {
    fn run(self, engine: &Engine) -> Result<Exit, Failure> {
        let document = Document::read(&self.files.sources)?;
        let bytes = engine.builder().engine()?;
        let baked =
            runtime::bake(&bytes, document.text()).map_err(|error| document.failure(error))?;
        let mut out = io::stdout().lock();
        writeln!(out, "engine {}\npolicy {}\nform   {}", baked.engine, baked.policy, baked.form)?;
        writeln!(out, "file   {}", Digest::of(&baked.bytes))?;
        match (self.output, self.verify) {
            (Some(path), _) => fs::write(&path, &baked.bytes).map_err(|error| {
                Failure::usage(format!("cannot write `{}`: {error}", path.display()))
            })?,
            (None, Some(path)) => verify(&path, &baked.bytes)?,
            (None, None) => {}
        }
        Ok(Exit::Accept)
    }
}

fn verify(path: &PathBuf, expected: &[u8]) -> Result<(), Failure> {
    let actual = fs::read(path)
        .map_err(|error| Failure::usage(format!("cannot read `{}`: {error}", path.display())))?;
    if actual == expected {
        return Ok(());
    }
    let message = format!("`{}` is another file: {}", path.display(), Digest::of(&actual));
    Err(Failure { exit: Exit::Refuse, message })
}

const CHECK: &str = "\
Examples:
  wicketgate policy check policy.json
  wicketgate policy check organisation.json group.toml

Exit codes: 0 the policy is good, 2 it has problems, each told as FILE:LINE: CODE: MESSAGE (POINTER).
Warnings are told in the same way after the digests, and change no exit code.";

const SHOW: &str = "\
Examples:
  wicketgate policy show policy.toml
  wicketgate policy show organisation.json group.json > merged.json";

const PRESETS: &str = "\
Examples:
  wicketgate policy presets
  wicketgate policy presets b3networks";

const IMPORT: &str = "\
Examples:
  wicketgate policy import --from keycloak realm-export.json -o policy.json
  wicketgate policy import --from pwquality /etc/security/pwquality.conf -o policy.json --format json
  echo 'minlength: 8; required: lower; required: digit;' | wicketgate policy import --from passwordrules -

Every setting is in the report: what it became, what comes nearest where no rule says it, or the part
of the product that will decide it (not yet). Where a setting is not said exactly, the policy refuses
rather more than less. Values of settings that are not known are not repeated.

Exit codes: 0 the policy says everything that the file asks; 1 something is not or not exactly in it,
which the report tells; 2 the file cannot be read, each problem told as FILE:LINE: MESSAGE; 4 no engine.";

const BAKE: &str = "\
Examples:
  wicketgate policy bake policy.json -o engine-with-policy.wasm
  wicketgate policy bake policy.json --verify engine-with-policy.wasm
  wicketgate serve --engine engine-with-policy.wasm

The same engine and policy give the same file. What is printed are SHA-256 digests.

Exit codes: 0 done, or the same file; 1 another file; 2 a policy with problems; 4 no engine.";

/// Generated by `cargo xtask gen`.
const SCHEMA: &str = include_str!("../../../../tests/vectors/schema/policy-document-v1.json");
