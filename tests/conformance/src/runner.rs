//! The vector runner: walks the folders, runs every file, counts.
//!
//! It has no list of files and none of exceptions: a file that it cannot read, a member or a schema
//! that it does not know, a suite with the wrong name, and a folder without files are failures. The
//! counts are compared with those of the runners in other languages.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use crate::{
    answer::Answer,
    engine::Engine,
    vector::{self, File},
};

/// What became of a run.
#[derive(Debug)]
pub struct Outcome {
    /// Name of the engine.
    pub engine: String,
    /// Files that were run.
    pub files: usize,
    /// Tests that were run.
    pub tests: usize,
    /// Answers that named an operation or a feature which this build leaves out.
    pub outside_build: usize,
    /// What went wrong.
    pub failures: Vec<Failure>,
}

/// One expectation that did not hold.
#[derive(Debug)]
pub struct Failure {
    /// Suite, or the path of a file that could not be read.
    pub suite: String,
    /// Test, where one is to blame.
    pub id: Option<u32>,
    /// What was expected and what happened.
    pub reason: String,
}

/// Where the vectors of this repository are.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors")
}

/// Runs every vector under a folder.
pub fn run(engine: &mut dyn Engine, folder: &Path) -> Outcome {
    let mut tally = Tally::new(engine);
    match files(folder) {
        Err(error) => tally.fail_file(folder, format!("cannot list the vectors: {error}")),
        Ok(paths) => paths.iter().for_each(|path| run_file(engine, path, &mut tally)),
    }
    tally.outcome
}

/// The vector files of every folder but `schema`, in order of their names.
///
/// # Errors
///
/// Fails when a folder cannot be listed.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let suite = entry?.path();
        if suite.is_dir() && !suite.ends_with("schema") {
            for file in fs::read_dir(suite)? {
                paths.push(file?.path());
            }
        }
    }
    paths.sort();
    Ok(paths)
}

fn run_file(engine: &mut dyn Engine, path: &Path, tally: &mut Tally) {
    let file = match vector::read(path) {
        Ok(file) => file,
        Err(reason) => return tally.fail_file(path, reason),
    };
    file.suite().clone_into(&mut tally.suite);
    tally.outcome.files += 1;
    match file {
        File::Call(file) => file.run(engine, tally),
        File::Password(file) => file.run(engine, tally),
        File::Policy(file) => file.run(engine, tally),
        File::Redact(file) => file.run(engine, tally),
        File::Script(file) => file.run(engine, tally),
    }
}

/// What a run has counted so far, and what an engine says about itself.
#[derive(Debug)]
pub struct Tally {
    outcome: Outcome,
    suite: String,
    is_base: bool,
    rules: Vec<String>,
}

impl Tally {
    fn new(engine: &mut dyn Engine) -> Self {
        let mut tally = Self {
            outcome: Outcome {
                engine: engine.name().to_owned(),
                files: 0,
                tests: 0,
                outside_build: 0,
                failures: Vec::new(),
            },
            suite: "describe".to_owned(),
            is_base: false,
            rules: Vec::new(),
        };
        match engine.describe().and_then(|text| description(&text)) {
            Ok((is_base, rules)) => (tally.is_base, tally.rules) = (is_base, rules),
            Err(reason) => tally.fail(None, reason),
        }
        tally
    }

    /// Rule codes in the engine's order.
    #[must_use]
    pub fn rules(&self) -> &[String] {
        &self.rules
    }

    /// Counts one test, and what went wrong with it.
    pub fn count(&mut self, id: u32, result: Result<Done, String>) {
        self.outcome.tests += 1;
        match result {
            Ok(Done::AsExpected) => {}
            Ok(Done::OutsideBuild) if self.is_base => self.outcome.outside_build += 1,
            Ok(Done::OutsideBuild) => {
                self.fail(Some(id), "a full build answers `not-in-this-build`".to_owned());
            }
            Err(reason) => self.fail(Some(id), reason),
        }
    }

    /// Notes what went wrong between tests.
    pub fn note(&mut self, result: Result<(), String>) {
        if let Err(reason) = result {
            self.fail(None, reason);
        }
    }

    fn fail(&mut self, id: Option<u32>, reason: String) {
        self.outcome.failures.push(Failure { suite: self.suite.clone(), id, reason });
    }

    fn fail_file(&mut self, path: &Path, reason: String) {
        let suite = path.display().to_string();
        self.outcome.failures.push(Failure { suite, id: None, reason });
    }
}

/// How a test ended that did not fail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Done {
    /// The engine answered what the vector says.
    AsExpected,
    /// The engine answered that its build leaves this out.
    OutsideBuild,
}

fn description(text: &str) -> Result<(bool, Vec<String>), String> {
    let value = serde_json::from_str(text).map_err(|error| format!("describe: {error}"))?;
    let rules = crate::answer::strings(&value, "rules")?;
    let is_base = match crate::answer::member(&value, "build")?.as_str() {
        Some("base") => true,
        Some("full") => false,
        other => return Err(format!("describe: unknown build {other:?}")),
    };
    Ok((is_base, rules.into_iter().map(str::to_owned).collect()))
}

impl Outcome {
    /// Whether everything that was run held, and something was.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        self.failures.is_empty() && self.files > 0 && self.tests > 0
    }
}

impl fmt::Display for Outcome {
    /// The line that all runners print and `cargo xtask test` compares.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "vectors: engine={} files={} tests={} not-in-this-build={}",
            self.engine, self.files, self.tests, self.outside_build
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id {
            Some(id) => write!(formatter, "{} test {id}: {}", self.suite, self.reason),
            None => write!(formatter, "{}: {}", self.suite, self.reason),
        }
    }
}

/// Loads a document and gives the handle, or the answer where it is an error.
///
/// # Errors
///
/// Fails when the engine traps or answers in an unknown shape.
pub fn load(engine: &mut dyn Engine, document: &str) -> Result<Result<u32, Answer>, String> {
    let answer = Answer::parse(&engine.load(document)?)?;
    match answer {
        Answer::Error(_) => Ok(Err(answer)),
        Answer::Ok(value) => value
            .get("policy")
            .and_then(serde_json::Value::as_u64)
            .and_then(|handle| u32::try_from(handle).ok())
            .map(Ok)
            .ok_or_else(|| format!("load gives no handle: {value}")),
    }
}

/// Runs tests that share a document, and counts them.
pub(crate) fn share<T>(
    engine: &mut dyn Engine,
    document: &serde_json::Value,
    tests: impl Iterator<Item = (u32, T)>,
    tally: &mut Tally,
    run: impl Fn(T, &mut dyn Engine, u32) -> Result<Done, String>,
) {
    let loaded = load(engine, &document.to_string());
    for (id, test) in tests {
        let result = match &loaded {
            Ok(Ok(handle)) => run(test, engine, *handle),
            Ok(Err(answer)) if answer.is_outside_build() => Ok(Done::OutsideBuild),
            Ok(Err(answer)) => Err(format!("the document was refused: {answer:?}")),
            Err(reason) => Err(reason.clone()),
        };
        tally.count(id, result);
    }
    if let Ok(Ok(handle)) = loaded {
        tally.note(engine.unload(handle));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Native;

    /// Mutants of accounts are tried against these: the other vectors see no account. The first file
    /// that fails ends it.
    #[test]
    fn native_holds_every_vector_that_reaches_accounts() {
        let mut engine = Native::new();
        let mut count = 0;
        for path in files(&folder()).expect("vectors") {
            let text = fs::read_to_string(&path).expect("a file");
            if REACH.iter().any(|mark| text.contains(mark)) {
                let mut tally = Tally::new(&mut engine);
                run_file(&mut engine, &path, &mut tally);
                assert!(tally.outcome.is_success(), "{:#?}", tally.outcome.failures);
                count += tally.outcome.tests;
            }
        }
        assert!(count > 0, "no vector reaches accounts");
    }

    /// What a file has that reaches accounts: scripts, operations, and documents with such sections.
    const REACH: [&str; 4] = ["script-v1.json", "policy-v1.json", "\"account.", "\"otp."];
}
