//! Writes the digests of states into the script vectors that leave them empty: `digests`.
//!
//! Whoever writes a script writes `"digests": []` and reviews decisions and effects; the digests then
//! hold every later engine to the very same states. A digest that is there already is never changed.

use std::{fs, process::ExitCode};

use wicketgate_conformance::{
    Native, runner,
    vector::{self, File},
};

fn main() -> ExitCode {
    match fill() {
        Ok(filled) => {
            println!("digests: {filled} scripts filled in");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("digests: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn fill() -> Result<usize, String> {
    let mut filled = 0;
    let mut engine = Native::new();
    for path in runner::files(&runner::folder()).map_err(|error| error.to_string())? {
        let File::Script(file) = vector::read(&path)? else { continue };
        let tests = file.groups.iter().flat_map(|group| &group.tests);
        if tests.clone().all(|test| !test.digests.is_empty()) {
            continue;
        }
        let all =
            file.digests(&mut engine).map_err(|error| format!("{}: {error}", path.display()))?;
        let empty = tests.zip(all).filter(|(test, _)| test.digests.is_empty());
        let mut text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        for (test, digests) in empty {
            let list = digests.iter().map(|digest| format!("\"{digest}\"")).collect::<Vec<_>>();
            let list = list.join(",\n            ");
            if !text.contains(EMPTY) {
                return Err(format!("{} test {}: no `{EMPTY}`", path.display(), test.id));
            }
            text = text.replacen(
                EMPTY,
                &format!("\"digests\": [\n            {list}\n          ]"),
                1,
            );
            filled += 1;
        }
        fs::write(&path, text).map_err(|error| error.to_string())?;
    }
    Ok(filled)
}

/// What a script has whose digests are to be written; scripts stand in a file in the order of the tests.
const EMPTY: &str = "\"digests\": []";
