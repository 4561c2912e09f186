//! Configurations of every system, against the policy and the report that each becomes.
//!
//! They stand with the tests of the command line, which have an engine judge passwords by them. With
//! `WICKETGATE_UPDATE` in the environment policies and reports are written instead of compared.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use clap::ValueEnum;

use super::{Imported, System, json, table};

#[test]
fn configurations_become_their_policies_and_reports() {
    let mut count = 0;
    for system in System::value_variants() {
        let name = system.to_possible_value().expect("a name").get_name().to_owned();
        let sources = sources(&name);
        assert!(!sources.is_empty(), "{name}");
        for path in sources {
            let imported = import(*system, &path);
            let policy = serde_json::to_string_pretty(&imported.policy).expect("JSON") + "\n";
            let report = json(&imported).expect("JSON");
            compare(&policy, &path.with_extension("policy.json"));
            compare(&report, &path.with_extension("report.json"));
            // What stands for a secret in the examples.
            assert!(!(report + &table(&imported)).contains("canary"), "{}", path.display());
            count += 1;
        }
    }
    println!("{count} configurations");
}

fn import(system: System, path: &Path) -> Imported {
    let text = fs::read_to_string(path).expect("readable");
    let parsed = path.with_extension("parsed.json");
    let mut ask = |_: &str| fs::read_to_string(&parsed).map_err(|error| error.to_string());
    let imported = system.import(&text, &mut ask);
    imported.map_err(|problems| format!("{}: {problems:?}", path.display())).expect("read")
}

fn sources(system: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/http/import").join(system);
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| !DERIVED.iter().any(|end| path.to_string_lossy().ends_with(end)));
    paths.sort();
    paths
}

fn compare(actual: &str, expected: &Path) {
    if env::var_os("WICKETGATE_UPDATE").is_some() {
        fs::write(expected, actual).expect("written");
    }
    let golden = fs::read_to_string(expected).unwrap_or_default();
    assert_eq!(actual, golden, "{}", expected.display());
}

/// What stands beside each configuration: what it becomes, verdicts, and what the engine reads in an
/// attribute.
const DERIVED: [&str; 4] = [".parsed.json", ".policy.json", ".report.json", ".verdicts.json"];
