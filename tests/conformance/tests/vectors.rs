//! Every vector on both engines that are Rust, and the runner's own eyes.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use std::{fs, path::Path};

use wicketgate_conformance::{
    Component, Engine, Native, Outcome,
    liar::{Liar, Lie},
    run, runner,
};

fn outcome(engine: &mut dyn Engine) -> Outcome {
    let outcome = run(engine, &runner::folder());
    let failures: Vec<_> = outcome.failures.iter().map(ToString::to_string).collect();
    assert!(outcome.is_success(), "{outcome}\n{}", failures.join("\n"));
    outcome
}

#[test]
fn native_holds_every_vector() {
    println!("{}", outcome(&mut Native::new()));
}

#[test]
fn component_holds_every_vector_that_native_holds() {
    let mut component = Component::open().expect("cargo xtask build makes the component");
    let (native, component) = (outcome(&mut Native::new()), outcome(&mut component));
    let counts = |outcome: &Outcome| (outcome.files, outcome.tests, outcome.outside_build);
    assert_eq!(counts(&native), counts(&component));
}

#[test]
fn a_lie_is_noticed() {
    let honest = run(&mut Native::new(), &runner::folder());
    for lie in Lie::ALL {
        let lied = run(&mut Liar { honest: Native::new(), lie }, &runner::folder());
        let (before, after) = (honest.failures.len(), lied.failures.len());
        assert!(!lied.is_success() && after > before, "{lie:?}: {before} failures, then {after}");
    }
}

#[test]
fn a_run_without_vectors_fails() {
    let folder = Folder::new("empty");
    for at in [folder.path(), Path::new("no-such-folder")] {
        assert!(!run(&mut Native::new(), at).is_success(), "{}", at.display());
    }
}

#[test]
fn a_file_that_cannot_be_run_fails() {
    let good = r#"{"suite":"password/x","schema":"password-v1.json","groups":[{"policy":{},"tests":[
        {"id":1,"comment":"c","password":"","violations":[]}]}]}"#;
    let cases = [
        ("as it is", good.to_owned(), true),
        ("no JSON", good.replace("]}]}", "]}"), false),
        ("an unknown member of the file", good.replace("\"suite\"", "\"also\":1,\"suite\""), false),
        (
            "an unknown member of a group",
            good.replace("\"policy\"", "\"skip\":true,\"policy\""),
            false,
        ),
        ("an unknown member of a test", good.replace("\"id\"", "\"skip\":true,\"id\""), false),
        ("a misspelt expectation", good.replace("violations", "violation"), false),
        ("an unknown schema", good.replace("password-v1", "password-v2"), false),
        ("no schema", good.replace("\"schema\":\"password-v1.json\",", ""), false),
        ("the suite of another file", good.replace("password/x", "password/y"), false),
        (
            "no tests",
            good.replace("{\"id\":1,\"comment\":\"c\",\"password\":\"\",\"violations\":[]}", ""),
            false,
        ),
        (
            "a flag without a note",
            good.replace("\"password\":\"\"", "\"flags\":[\"f\"],\"password\":\"\""),
            false,
        ),
        (
            "a policy and a document",
            good.replace("\"policy\":{}", "\"policy\":{},\"document\":{}"),
            false,
        ),
        ("a rule that is unknown", good.replace("\"policy\":{}", "\"policy\":{\"x\":{}}"), false),
        (
            "a wrong expectation",
            good.replace("\"violations\"", "\"binds\":false,\"violations\""),
            false,
        ),
    ];
    for (case, text, holds) in cases {
        let folder = Folder::new("unusable");
        fs::create_dir(folder.path().join("password")).expect("a folder");
        fs::write(folder.path().join("password/x.json"), text).expect("a file");
        let outcome = run(&mut Native::new(), folder.path());
        assert_eq!(outcome.is_success(), holds, "{case}: {:?}", outcome.failures);
    }
}

/// A folder of its own for one test, gone when the test ends.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("wicketgate-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).expect("a temporary folder");
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
