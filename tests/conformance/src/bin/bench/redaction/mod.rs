//! Redaction in MB/s: natively, in the component, and by what a Rust program would take instead.
//!
//! Everything reads the same text, and those that are compared are interleaved. A peer that is slow reads
//! the first part of it, so that a round ends.

mod engine;
mod peer;

use std::{
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use wicketgate_conformance::{
    corpus::Text,
    redaction::{accuracy, beside, every_country, no_country, others_corpus},
};
use wicketgate_redact::{Format, Plan, Stream};

use crate::rounds::{ROUNDS, median, processor};

/// Redacts a text once, and tells how long what it made is, so that nothing is left out.
type Pass<'t> = Box<dyn FnMut(&str) -> Result<usize, String> + 't>;

/// What is measured beside others.
struct Contender<'t> {
    name: &'static str,
    pass: Pass<'t>,
    text: &'t str,
    /// Whether it is measured by the clock: it has more than this thread.
    clocked: bool,
    rates: Vec<f64>,
}

/// Measures, and writes the rows of the tables, and how exact it is.
pub(crate) fn rows() -> Result<String, String> {
    let text = Text::of_length(LENGTH);
    keep(&text)?;
    let json = Text::json_of_length(LENGTH).text;
    let mut rows = vec![table("redaction", &text.text, Some(&json))?];
    if let Some(others) = others_corpus()? {
        rows.push(table("redaction-shared", &others.text, None)?);
    }
    rows.push(accuracy::tables()?);
    Ok(rows.join("\n"))
}

/// Leaves the text to the benchmarks of packages and peers.
fn keep(text: &Text) -> Result<(), String> {
    let folder = beside("target/bench");
    let write = |name, content: &str| fs::write(folder.join(name), content);
    fs::create_dir_all(&folder)
        .and_then(|()| write("redaction.txt", &text.text))
        .and_then(|()| write("redaction.spans.jsonl", &text.places()))
        .map_err(|error| format!("{}: {error}", folder.display()))
}

/// Measures everything on a text, and JSON on another one.
fn table(table: &str, text: &str, json: Option<&str>) -> Result<String, String> {
    let (none, all) = (no_country(), every_country());
    let mut contenders = vec![
        Contender::new("native, no country", text, native(&none, Format::Text)),
        Contender::new("native, every country", text, native(&all, Format::Text)),
        Contender::new("native, in pieces of 64 KiB", text, pieces(&none, Format::Text)),
    ];
    let halves = halves(text);
    let mut both = Contender::new("native, two threads", text, both(&none, halves));
    both.clocked = true;
    contenders.push(both);
    contenders.extend(engine::contenders(text)?);
    if let Some(json) = json {
        contenders.push(Contender::new("native, JSON", json, native(&none, Format::Json)));
        contenders.push(engine::json(json)?);
    }
    contenders.extend(peer::contenders(text)?);
    for contender in &mut contenders {
        // Once for the caches, and for what compiles itself when it is used.
        (contender.pass)(contender.text)?;
    }
    for _ in 0..ROUNDS {
        for contender in &mut contenders {
            contender.round()?;
        }
    }
    let row = |Contender { name, mut rates, .. }: Contender<'_>| {
        format!("row\t{table}\t{name}\t{}", median(&mut rates))
    };
    Ok(contenders.into_iter().map(row).collect::<Vec<_>>().join("\n"))
}

impl<'t> Contender<'t> {
    fn new(name: &'static str, text: &'t str, pass: Pass<'t>) -> Self {
        Self { name, pass, text, clocked: false, rates: Vec::new() }
    }

    /// Redacts the text again and again for some time: the clock of a thread may go in steps of four milliseconds.
    fn round(&mut self) -> Result<(), String> {
        let (start, before, mut bytes) = (Instant::now(), processor(), 0);
        while start.elapsed() < LONG_ROUND {
            black_box((self.pass)(black_box(self.text))?);
            bytes += self.text.len();
        }
        let spent = match (before, processor()) {
            (Some(before), Some(after)) if !self.clocked => after.saturating_sub(before),
            _ => start.elapsed(),
        };
        self.rates.push(bytes as f64 / 1e6 / spent.as_secs_f64());
        Ok(())
    }
}

fn native<'t>(plan: &'t Plan, format: Format) -> Pass<'t> {
    Box::new(move |text| Ok(plan.redact(text, format).0.len()))
}

fn pieces<'t>(plan: &'t Plan, format: Format) -> Pass<'t> {
    Box::new(move |text| {
        let (mut stream, mut out, mut length) = (Stream::new(format), Vec::new(), 0);
        for piece in text.as_bytes().chunks(PIECE) {
            stream.push(plan, piece, &mut out);
            length += out.len();
            out.clear();
        }
        let _report = stream.finish(plan, &mut out);
        Ok(length + out.len())
    })
}

/// Both halves of a text at the same time.
fn both<'t>(plan: &'t Plan, (first, second): (&'t str, &'t str)) -> Pass<'t> {
    let redact = move |text: &str| plan.redact(text, Format::Text).0.len();
    Box::new(move |_| {
        std::thread::scope(|scope| {
            let other = scope.spawn(|| redact(second));
            let first = redact(first);
            other.join().map(|other| first + other).map_err(|_| "a thread failed".to_owned())
        })
    })
}

/// A text in two, between lines.
fn halves(text: &str) -> (&str, &str) {
    let half = text.floor_char_boundary(text.len() / 2);
    let end = text.get(half..).and_then(|rest| rest.find('\n')).map_or(half, |at| half + at + 1);
    text.split_at(end)
}

/// The first part of a text, up to the end of a line.
fn first(text: &str, bytes: usize) -> &str {
    let part = text.split_at(text.floor_char_boundary(bytes.min(text.len()))).0;
    part.rfind('\n').map_or(part, |end| part.split_at(end + 1).0)
}

/// Bytes that our own engines read.
const LENGTH: usize = accuracy::MEASURED;
/// How long a round redacts, at least.
const LONG_ROUND: Duration = Duration::from_millis(400);
/// Bytes that peers read at once.
const PART: usize = 1_000_000;
const PIECE: usize = 64 * 1024;
