//! `wicketgate policy import`: a policy from another system's configuration.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use wicketgate_core::Problem as Refusal;
use wicketgate_runtime::{Module, Policy, Session, ok};

use super::engine::Engine;
use crate::{
    document::Document,
    exit::{Exit, Failure},
    import::{self, Imported, MAX_SOURCE, Problem, System},
};

/// What is read, and whereto it goes.
#[derive(Args, Debug)]
pub(crate) struct Import {
    /// The system that the file belongs to
    #[arg(long, value_enum, value_name = "SYSTEM")]
    from: System,
    /// Its configuration; `-` is standard input
    #[arg(value_name = "FILE")]
    source: PathBuf,
    /// Write the policy here [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write the report here [default: standard output where the policy goes to a file, else
    /// standard error]
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// How to write the report
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Every setting with line, value, outcome and pointers into the policy
    Json,
    /// One line for each setting, what was lost first
    Table,
}

impl Import {
    /// Reads, has the engine load what came of it, and writes policy and report.
    pub(crate) fn run(self, engine: &Engine) -> Result<Exit, Failure> {
        let text = self.read()?;
        let module = engine.open()?;
        let mut ask = |request: &str| answer(&module, request);
        let mut imported =
            self.from.import(&text, &mut ask).map_err(|problems| self.failure(&problems))?;
        imported.name(&self.name());
        let document = self.load(&module, &mut imported)?;
        match &self.output {
            Some(path) => write(path, document.text())?,
            None => io::stdout().lock().write_all(document.text().as_bytes())?,
        }
        self.tell(&imported)?;
        Ok(if imported.is_lossy() { Exit::Refuse } else { Exit::Accept })
    }

    /// The policy as a document that the engine has loaded. An older engine may not have every rule.
    fn load(&self, module: &Module, imported: &mut Imported) -> Result<Document, Failure> {
        loop {
            let policy = serde_json::to_string_pretty(&imported.policy).map_err(io::Error::from)?;
            let name = format!("the policy made of {}", self.name());
            let document = Document::of(&name, policy + "\n");
            let Err(error) = Policy::load(module, document.text()) else { return Ok(document) };
            let lacking = |problem: &&Refusal| {
                ["unknown-key", "unknown-rule"].contains(&problem.code.as_str())
            };
            let rule = |problem: &'_ Refusal| {
                let rest = problem.pointer.strip_prefix("/password/rules/")?;
                rest.split('/').next().map(str::to_owned)
            };
            let unknown: Vec<String> =
                error.problems().iter().filter(lacking).filter_map(rule).collect();
            if unknown.is_empty() {
                return Err(document.failure(error));
            }
            unknown.iter().for_each(|code| imported.without(code));
        }
    }

    fn tell(&self, imported: &Imported) -> Result<(), Failure> {
        let report = match self.format {
            Format::Json => import::json(imported).map_err(io::Error::from)?,
            Format::Table => import::table(imported),
        };
        match (&self.report, &self.output) {
            (Some(path), _) => write(path, &report)?,
            (None, Some(_)) => io::stdout().lock().write_all(report.as_bytes())?,
            (None, None) => io::stderr().lock().write_all(report.as_bytes())?,
        }
        Ok(())
    }

    fn read(&self) -> Result<String, Failure> {
        let failed = |error| Failure::usage(format!("cannot read `{}`: {error}", self.name()));
        let input: Box<dyn Read> = if self.source.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            Box::new(File::open(&self.source).map_err(failed)?)
        };
        let limit = u64::try_from(MAX_SOURCE).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        input.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() > MAX_SOURCE {
            let message = format!("`{}` is larger than {MAX_SOURCE} bytes", self.name());
            return Err(Failure::usage(message));
        }
        decode(bytes).ok_or_else(|| Failure::usage(format!("`{}` is no text", self.name())))
    }

    /// Every problem with its line.
    fn failure(&self, problems: &[Problem]) -> Failure {
        let name = self.name();
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| format!("{name}:{}: {}", problem.line, problem.message))
            .collect();
        Failure::usage(format!("nothing is imported\n{}", lines.join("\n")))
    }

    fn name(&self) -> String {
        match self.source.file_name() {
            Some(name) if name != "-" => name.to_string_lossy().into_owned(),
            _ => "standard input".to_owned(),
        }
    }
}

fn answer(module: &Module, request: &str) -> Result<String, String> {
    let answer = Session::new(module).and_then(|mut session| session.call(request));
    let answer = answer.map_err(|error| error.to_string())?;
    ok(&answer).map(str::to_owned).map_err(|error| error.to_string())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text)
        .map_err(|error| Failure::usage(format!("cannot write `{}`: {error}", path.display())))
}

/// Text in UTF-8, or in UTF-16 with a mark, which Windows writes security templates in.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let units = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| read(*pair)).collect();
        String::from_utf16(&units).ok().filter(|_| rest.is_empty())
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn texts_of_windows_are_read_and_others_refused() {
        let cases: [(&[u8], Option<&str>); 7] = [
            (b"a\xc3\xa9", Some("a\u{e9}")),
            (b"\xef\xbb\xbfa", Some("a")),
            (b"\xff\xfea\0\xe9\0", Some("a\u{e9}")),
            (b"\xfe\xff\0a", Some("a")),
            (b"\xff\xfea", None),
            (b"\xff\xfe\0\xd8", None),
            (b"\xff", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes.to_vec()).as_deref(), expected, "{bytes:?}");
        }
    }
}
