//! `wicketgate redact --reveal`: values in the place of their tokens.
//!
//! It goes piece by piece, as redaction does. It is a command and no part of the server, on purpose: whoever
//! can ask a server for values needs no key.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use wicketgate_core::Secret;
use wicketgate_runtime::{Key, Module, TextFormat};

use super::{
    Redact, complain,
    edge::Edge,
    format::Format,
    job::{self, Job, Target, unreadable},
    output::Output,
    refused,
};
use crate::{
    cli::engine::Engine,
    exit::{Exit, Failure},
};

/// Keys of tokens, and what they are for.
#[derive(Args, Debug)]
pub(super) struct Tokens {
    /// The keys of tokens: a file with `ID:DIGITS` on each line, 128 hexadecimal digits each. The first one
    /// makes tokens, all of them open theirs
    #[arg(long, value_name = "FILE")]
    token_keys: Option<PathBuf>,
    /// For whom tokens are made: those of one tenant do not open as another's
    #[arg(long, value_name = "NAME", requires = "token_keys")]
    pub(super) tenant: Option<String>,
    /// Put values in the place of their tokens; exit code 1 where one stays closed
    #[arg(long, requires = "token_keys", conflicts_with_all = OTHERS)]
    pub(super) reveal: bool,
}

/// What became of tokens.
#[derive(Default)]
struct Tally {
    forged: u64,
    opened: u64,
    unknown_key: u64,
}

impl Tokens {
    /// Reads the keys, the current one first; none where none are named.
    pub(super) fn keys(&self) -> Result<Vec<Key>, Failure> {
        let Some(path) = &self.token_keys else { return Ok(Vec::new()) };
        let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
        read(&text, path)
    }
}

/// Opens the tokens of a text.
pub(super) fn run(redact: &Redact, engine: &Engine) -> Result<Exit, Failure> {
    let keys = redact.tokens.keys()?;
    let listing = job::list(&redact.paths, &redact.destination(), redact.format, false)?;
    let [job] = listing.jobs.as_slice() else {
        return Err(Failure::usage("`--reveal` takes one text"));
    };
    let tenant = redact.tokens.tenant.as_deref().unwrap_or_default();
    let opener = Opener { keys: &keys, module: engine.open()?, tenant };
    let tally = match &job.input {
        None => opener.read(job, io::stdin().lock())?,
        Some(path) => {
            let file = File::open(path).map_err(|error| unreadable(path, &error))?;
            opener.read(job, file)?
        }
    };
    let Tally { forged, opened, unknown_key } = tally;
    complain(&format!(
        "{opened} tokens opened, {unknown_key} of keys that are not given, {forged} that no key here has made"
    ));
    Ok(if forged + unknown_key > 0 { Exit::Refuse } else { Exit::Accept })
}

/// What opens the tokens of a text.
struct Opener<'o> {
    keys: &'o [Key],
    module: Module,
    tenant: &'o str,
}

impl Opener<'_> {
    fn read(&self, job: &Job, input: impl Read) -> Result<Tally, Failure> {
        match &job.target {
            Target::File(path) => {
                let mut output = Output::create(path)?;
                let tally = self.reveal(job.format, input, &mut output)?;
                output.finish(job.input.as_deref().filter(|path| path.is_file()))?;
                Ok(tally)
            }
            Target::Nothing | Target::Stdout => {
                self.reveal(job.format, input, &mut io::stdout().lock())
            }
        }
    }

    fn reveal(
        &self,
        format: Format,
        input: impl Read,
        out: &mut impl Write,
    ) -> Result<Tally, Failure> {
        let (mut edge, mut tally) = (Edge::new(input), Tally::default());
        edge.begin()?;
        let (mut format, mut held) = (format, String::new());
        while let Some(piece) = edge.piece()? {
            held.push_str(piece);
            format = format.begun(&held);
            // All but the last part goes on: what may begin a token waits for the rest of it.
            let mut rest = held.as_str();
            let mut waits = String::new();
            while !rest.is_empty() {
                let (part, after) = rest.split_at(rest.floor_char_boundary(PART));
                waits = self.pass(format, &(waits + part), true, &mut tally, out)?;
                rest = after;
            }
            held = waits;
        }
        self.pass(format, &held, false, &mut tally, out)?;
        out.flush()?;
        Ok(tally)
    }

    /// Opens a part of the text, and gives back what waits for more.
    fn pass(
        &self,
        format: Format,
        text: &str,
        more: bool,
        tally: &mut Tally,
        out: &mut impl Write,
    ) -> Result<String, Failure> {
        let format = if format == Format::Auto { TextFormat::Text } else { format.into() };
        let options =
            wicketgate_runtime::Reveal { format, keys: self.keys, more, tenant: self.tenant };
        let revealed = self.module.reveal(text, &options).map_err(refused)?;
        tally.forged += revealed.forged;
        tally.opened += revealed.opened;
        tally.unknown_key += revealed.unknown_key;
        out.write_all(revealed.text.as_bytes())?;
        Ok(revealed.rest)
    }
}

/// Reads `ID:DIGITS` from each line.
///
/// SECURITY: the message names a line, and nothing that stands in it.
fn read(text: &str, path: &Path) -> Result<Vec<Key>, Failure> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let key = |(at, line): (usize, &str)| match line.trim().split_once(':') {
        Some((id, digits)) => Ok(Key { id: id.to_owned(), key: Secret::from(digits) }),
        None => {
            let place = format!("`{}` line {}", path.display(), at + 1);
            Err(Failure::usage(format!("{place}: a key of tokens is written ID:DIGITS")))
        }
    };
    let keys: Vec<Key> = lines.map(key).collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err(Failure::usage(format!("`{}` has no key of tokens", path.display())));
    }
    Ok(keys)
}

/// Options of redaction that say nothing here.
const OTHERS: [&str; 12] = [
    "check", "dry_run", "explain", "in_place", "jobs", "key_file", "known", "profile", "report",
    "resume", "sources", "spans",
];
/// Bytes that are opened at once: as JSON they have room in a request, whatever they are.
const PART: usize = 16 * 1024;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::read;

    #[test]
    fn a_line_is_a_key_and_messages_hold_none() {
        let keys = read("k2:00ff\n\n k1:11 \n", Path::new("f")).expect("keys");
        let ids: Vec<_> = keys.iter().map(|key| (key.id.as_str(), key.key.reveal())).collect();
        assert_eq!(ids, [("k2", "00ff"), ("k1", "11")]);
        let wrong = read("k1:11\nhunter2\n", Path::new("f")).expect_err("no key").message;
        assert_eq!(wrong, "`f` line 2: a key of tokens is written ID:DIGITS");
        assert_eq!(
            read("\n", Path::new("f")).expect_err("none").message,
            "`f` has no key of tokens"
        );
    }
}
