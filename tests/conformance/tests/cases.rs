//! The public cases, where they are: every disagreement has a reason, and the report is current.

use std::{fs, path::Path};

use wicketgate_conformance::{
    Native, case,
    liar::{Liar, Lie},
};

#[test]
fn disagreements_have_reasons_and_the_report_is_current() {
    let Some(folder) = case::folder() else {
        println!("SKIPPED: there are no public cases beside the repository (../shared/cases)");
        return;
    };
    let tallies = case::run(&mut Native::new(), &folder).expect("the cases can be read");
    assert_eq!(case::unexplained(&tallies), Vec::<String>::new());
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("CASES.md");
    let kept = fs::read_to_string(&report).expect("CASES.md is there");
    let command = "cargo run -p wicketgate-conformance --bin cases";
    assert!(kept == case::render(&tallies), "CASES.md is stale: run `{command}`");
}

#[test]
fn a_disagreement_without_a_reason_is_noticed() {
    let Some(folder) = case::folder() else {
        println!("SKIPPED: there are no public cases beside the repository (../shared/cases)");
        return;
    };
    for lie in [Lie::FlipVerdict, Lie::Miscount] {
        let tallies = case::run(&mut Liar { honest: Native::new(), lie }, &folder);
        let unexplained = case::unexplained(&tallies.expect("the cases can be read"));
        assert!(!unexplained.is_empty(), "{lie:?}");
    }
}
