//! Compares the public cases and writes the report, `tests/conformance/CASES.md`.
//!
//! Exits with 1 where a disagreement has no reason, and says so where the cases are not there.

use std::{fs, path::Path, process::ExitCode};

use wicketgate_conformance::{Native, case};

fn main() -> ExitCode {
    let Some(folder) = case::folder() else {
        println!("cases: SKIPPED: there is no folder ../shared/cases beside the repository");
        return ExitCode::SUCCESS;
    };
    match write(&folder) {
        Ok(unexplained) if unexplained.is_empty() => ExitCode::SUCCESS,
        Ok(unexplained) => {
            eprintln!("cases: disagreements without a reason: {unexplained:?}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("cases: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> Result<Vec<String>, String> {
    let tallies = case::run(&mut Native::new(), folder)?;
    for tally in &tallies {
        let (name, disagree) = (tally.source.name, tally.disagree.len());
        let expressible = tally.agree + disagree;
        println!("{name}: {} rows, {expressible} expressible, {disagree} disagree", tally.rows);
    }
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("CASES.md");
    fs::write(&report, case::render(&tallies)).map_err(|error| error.to_string())?;
    Ok(case::unexplained(&tallies))
}
