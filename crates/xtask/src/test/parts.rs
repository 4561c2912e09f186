//! What a module for browsers is made of, measured in the module itself.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasmparser::{DataKind, Operator, Parser, Payload};

use crate::{
    build::{BROWSER_BUILDS, brotli},
    repo::Repo,
    test::functions,
};

/// Prints the parts of each module that a page downloads.
pub fn print(repo: &Repo) -> Result<()> {
    println!("  {:<38}{:>9}{:>9}", "of which", "brotli", "bytes");
    for build in &BROWSER_BUILDS {
        let path = build.module(repo);
        let module = std::fs::read(&path).with_context(|| repo.show(&path))?;
        println!("  {}", build.name);
        for Part { name, bytes } in parts(repo, &module).with_context(|| repo.show(&path))? {
            println!("    {name:<36}{:>9}{:>9}", brotli(&bytes)?, bytes.len());
            if name == CODE {
                of_code(repo, &build.named(repo), &bytes)?;
            }
        }
    }
    Ok(())
}

/// What the code is for, told by the names of its functions in the module that still has them.
fn of_code(repo: &Repo, named: &Path, code: &[u8]) -> Result<()> {
    let module = std::fs::read(named).with_context(|| repo.show(named))?;
    ensure!(sections(&module)?.0 == code, "{} is not of this build", repo.show(named));
    for (name, bytes) in functions::parts(&module).with_context(|| repo.show(named))? {
        println!("      {name:<34}{:>9}{:>9}", brotli(&bytes)?, bytes.len());
    }
    Ok(())
}

struct Part {
    name: &'static str,
    bytes: Vec<u8>,
}

/// Code, each table that the module holds, and its other data. Compressed one by one they are a little
/// more than the whole.
fn parts(repo: &Repo, module: &[u8]) -> Result<Vec<Part>> {
    let (code, mut data) = sections(module)?;
    let mut parts = vec![Part { name: CODE, bytes: code }];
    for (name, files) in TABLES {
        let mut bytes = Vec::new();
        for file in *files {
            let table = std::fs::read(repo.path(file)).with_context(|| (*file).to_owned())?;
            if let Some(at) = find(&data, &table) {
                data.drain(at..at + table.len());
                bytes.extend(table);
            }
        }
        if !bytes.is_empty() {
            parts.push(Part { name, bytes });
        }
    }
    ensure!(parts.len() > 1, "no table was found in the data");
    parts.push(Part { name: "other tables and texts", bytes: data });
    Ok(parts)
}

/// The code, and the data as it stands in memory.
fn sections(module: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let (mut code, mut segments) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::CodeSectionStart { unchecked_range: range, .. } => {
                let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                code = module.get(range).context("code")?.to_vec();
            }
            Payload::DataSection(section) => {
                for segment in section {
                    let segment = segment?;
                    let DataKind::Active { offset_expr, .. } = segment.kind else { continue };
                    if let Operator::I32Const { value } =
                        offset_expr.get_operators_reader().read()?
                    {
                        segments.push((usize::try_from(value)?, segment.data));
                    }
                }
            }
            _ => {}
        }
    }
    segments.sort_by_key(|(at, _)| *at);
    let first = segments.first().map_or(0, |(at, _)| *at);
    let mut data = Vec::new();
    for (at, bytes) in segments {
        // A gap is a run of zeros, which a module need not write.
        data.resize(data.len().max(at - first), 0);
        data.extend(bytes);
    }
    Ok((code, data))
}

fn find(data: &[u8], table: &[u8]) -> Option<usize> {
    data.windows(table.len()).position(|window| window == table)
}

const CODE: &str = "code";

/// Tables that are files, by what they are for.
const TABLES: &[(&str, &[&str])] = &[
    (
        "common passwords",
        &[
            "crates/password/src/common/heads.bin",
            "crates/password/src/common/steps.bin",
            "crates/password/src/common/tails.bin",
        ],
    ),
    (
        "strength tables",
        &[
            "crates/password/src/strength/words/index.bin",
            "crates/password/src/strength/words/step_high.bin",
            "crates/password/src/strength/words/step_low.bin",
            "crates/password/src/strength/words/walk.bin",
        ],
    ),
];
