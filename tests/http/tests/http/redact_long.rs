//! A long log through `wicketgate redact`: memory, what is told of it, and a run that was killed.
//!
//! A sample of a few megabytes in `cargo xtask test`; `cargo xtask prove` says by
//! `WICKETGATE_PROVE_BYTES` that it is a gigabyte, and builds the program as it is released.

use std::{
    collections::BTreeMap,
    env,
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use wicketgate_conformance::{
    corpus::{Corpus, SEED, Text},
    redaction::countries,
};
use wicketgate_http_tests::command;

use crate::files;

#[test]
fn memory_is_flat_and_the_counts_are_those_of_the_places() {
    let (folder, policy) = policy();
    let log = folder.path().join("long.log");
    let length = write(&log, bytes(), SEED);
    let out = folder.path().join("out.log");
    let first = folder.path().join("first.log");
    write(&first, bytes() / 16, SEED);
    let small = redact(&first, &out, &policy);
    fs::remove_file(&out).expect("removed");
    let whole = redact(&log, &out, &policy);
    let redacted = fs::metadata(&out).expect("written").len();
    assert!(redacted > length / 2 && whole.report["bytes"] == length, "{redacted} of {length}");
    let places = Places::of(&log, &policy);
    assert_eq!(whole.report["counts"], json!(places.counts), "counts and places");
    assert_eq!(places.report["counts"], json!(places.counts), "places and their own counts");
    let leaked = places.leaked as f64 * 100.0 / places.expected as f64;
    assert!(leaked <= LEAKED, "{} of {} places leaked", places.leaked, places.expected);
    let mebibytes = |run: &Run| run.memory / 1024;
    println!(
        "{length} bytes in {:.1} s, {:.0} MB/s, {} places; at most {} MiB of memory, {} MiB for a \
         sixteenth of it; {} places leaked",
        whole.time.as_secs_f64(),
        length as f64 / 1e6 / whole.time.as_secs_f64(),
        places.counts.values().sum::<u64>(),
        mebibytes(&whole),
        mebibytes(&small),
        places.leaked,
    );
    if cfg!(target_os = "linux") {
        assert!(mebibytes(&whole) <= MEMORY, "{} MiB", mebibytes(&whole));
        assert!(mebibytes(&whole) <= mebibytes(&small) + GROWTH, "memory grows with the text");
    } else {
        println!("SKIPPED: memory is measured on Linux alone");
    }
}

#[test]
fn a_run_that_was_killed_is_resumed_where_it_was() {
    let (folder, policy) = policy();
    let logs = folder.path().join("logs");
    fs::create_dir(&logs).expect("made");
    let parts = 64;
    for part in 0..parts {
        write(&logs.join(format!("{part:02}.log")), bytes() / 4 / parts, SEED + part);
    }
    let (whole, broken) = (folder.path().join("whole"), folder.path().join("broken"));
    assert!(start(&logs, &whole, &policy, &[]).wait().expect("ended").success());
    let mut killed = start(&logs, &broken, &policy, &[]);
    while (done(&broken).len() as u64) < parts / 2
        && killed.try_wait().expect("a process").is_none()
    {
        thread::sleep(Duration::from_millis(1));
    }
    killed.kill().expect("killed");
    assert!(!killed.wait().expect("ended").success(), "it ended before it was killed");
    let before = done(&broken);
    assert!(before.len() >= 32 && before.len() < 64, "{} files", before.len());
    for name in &before {
        same(&whole.join(name), &broken.join(name));
    }
    assert!(start(&logs, &broken, &policy, &["--resume"]).wait().expect("ended").success());
    assert_eq!(done(&whole), done(&broken));
    for name in &done(&whole) {
        same(&whole.join(name), &broken.join(name));
    }
    println!("killed with {} of 64 files done, and resumed", before.len());
}

#[cfg(unix)]
#[test]
fn a_terminal_is_told_the_rate_and_the_time_left() {
    use rustix::{pty, termios};

    let (folder, policy) = policy();
    let log = folder.path().join("long.log");
    write(&log, bytes().max(48_000_000), SEED);
    let flags = pty::OpenptFlags::RDWR | pty::OpenptFlags::NOCTTY;
    let terminal = pty::openpt(flags).expect("a terminal");
    pty::grantpt(&terminal).expect("granted");
    pty::unlockpt(&terminal).expect("unlocked");
    let size = termios::Winsize { ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 };
    termios::tcsetwinsize(&terminal, size).expect("a size");
    let name = pty::ptsname(&terminal, Vec::new()).expect("a name");
    let name = name.into_string().expect("a name of letters");
    let seen = File::options().read(true).write(true).open(name).expect("a terminal");
    let mut command = command().expect("a program");
    command.args(["redact", "--policy"]).arg(&policy).arg(&log).arg("--output");
    command.arg(folder.path().join("out.log")).env("TERM", "xterm-256color").stderr(seen);
    let mut child = command.spawn().expect("started");
    // The terminal ends when nobody has it open any more.
    drop(command);
    let mut told = Vec::new();
    let mut terminal = File::from(terminal);
    let mut block = [0; 4096];
    while let Ok(count @ 1..) = terminal.read(&mut block) {
        told.extend_from_slice(block.get(..count).unwrap_or_default());
    }
    assert!(child.wait().expect("ended").success());
    let told = String::from_utf8_lossy(&told).into_owned();
    let is_bar = |line: &&str| line.contains("% ") && line.ends_with(" left");
    let bars: Vec<_> = told.split(['\r', '\n', '\x1b']).map(str::trim_end).filter(is_bar).collect();
    let is_midway = |bar: &&&str| !bar.contains(" 0% ") && bar.contains("iB/s, ");
    assert!(bars.iter().any(|bar| is_midway(&bar)), "{told:?}");
}

/// One run of the program.
struct Run {
    /// The most memory that it had, in KiB.
    memory: u64,
    report: Value,
    time: Duration,
}

/// Redacts a file into another one.
fn redact(log: &Path, out: &Path, policy: &Path) -> Run {
    let begun = Instant::now();
    let mut child = start(log, out, policy, &["--report=json"]);
    let mut memory = 0;
    while child.try_wait().expect("a process").is_none() {
        memory = memory.max(peak(child.id()).unwrap_or_default());
        thread::sleep(Duration::from_millis(2));
    }
    let time = begun.elapsed();
    let mut told = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("text");
    assert!(child.wait().expect("ended").success(), "{told}");
    Run { memory, report: serde_json::from_str(&told).expect("a report"), time }
}

fn start(input: &Path, out: &Path, policy: &Path, options: &[&str]) -> Child {
    let mut command = command().expect("a program");
    command.args(["redact", "--jobs", "1", "--policy"]).arg(policy).arg(input);
    command.arg("--output").arg(out).args(options);
    command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().expect("started")
}

/// The most memory that a process had so far, in KiB.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// What `--spans` tells, beside what is to be found.
struct Places {
    counts: BTreeMap<String, u64>,
    expected: u64,
    leaked: u64,
    report: Value,
}

impl Places {
    /// Reads the places as they come, and makes the log again to know what is to be found.
    fn of(log: &Path, policy: &Path) -> Self {
        let mut command = command().expect("a program");
        command.args(["redact", "--spans", "--report=json", "--policy"]).arg(policy).arg(log);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("started");
        let mut counts = BTreeMap::<String, u64>::new();
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut found = lines.map(|line| {
            let line = line.expect("a line");
            let place: (u64, u64, String) = serde_json::from_str(&line).expect("a place");
            *counts.entry(place.2.clone()).or_default() += 1;
            place
        });
        let (mut expected, mut leaked, mut last) = (0, 0, found.next());
        records(bytes(), SEED, |text, at| {
            for span in &text.spans {
                let [start, end] = [span.start, span.end].map(|place| at + place as u64);
                expected += 1;
                while last.as_ref().is_some_and(|it| it.1 <= start) {
                    last = found.next();
                }
                leaked += u64::from(!last.as_ref().is_some_and(|it| it.0 <= start && end <= it.1));
            }
        });
        found.for_each(drop);
        let mut told = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("text");
        assert!(child.wait().expect("ended").success(), "{told}");
        Self { counts, expected, leaked, report: serde_json::from_str(&told).expect("a report") }
    }
}

/// Writes a log of about so many bytes, and tells how many it has.
fn write(path: &Path, bytes: u64, seed: u64) -> u64 {
    let mut file = BufWriter::new(File::create(path).expect("created"));
    let mut length = 0;
    records(bytes, seed, |text, _| {
        file.write_all(text.text.as_bytes()).expect("written");
        length += text.text.len() as u64;
    });
    file.flush().expect("written");
    length
}

/// Makes records, each with how many bytes come before it.
fn records(bytes: u64, seed: u64, mut take: impl FnMut(&Text, u64)) {
    let (mut corpus, mut at) = (Corpus::new(seed), 0);
    while at < bytes {
        let mut text = Text::default();
        corpus.write(&mut text);
        take(&text, at);
        at += text.text.len() as u64;
    }
}

/// A folder with a policy that finds the kinds of every country.
fn policy() -> (tempfile::TempDir, PathBuf) {
    let document = json!({"version": 1, "redaction": {"countries": countries()}}).to_string();
    let (folder, paths) = files(&[("policy.json", &document)]);
    (folder, PathBuf::from(&paths[0]))
}

/// The files that are in their place.
fn done(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.into_string().expect("a name of letters"));
    let mut names: Vec<_> = names.filter(|name| name.ends_with(".log")).collect();
    names.sort();
    names
}

fn same(one: &Path, other: &Path) {
    let [a, b] = [one, other].map(|path| fs::read(path).expect("readable"));
    assert!(a == b, "{} and {} differ", one.display(), other.display());
}

/// How long the log is.
fn bytes() -> u64 {
    env::var("WICKETGATE_PROVE_BYTES").ok().and_then(|text| text.parse().ok()).unwrap_or(SAMPLE)
}

/// Bytes of a log that a test has time for.
const SAMPLE: u64 = 4_000_000;
/// Percent of the places that may be leaked.
const LEAKED: f64 = 0.1;
/// MiB that the program may have, whatever it reads: its code, some blocks, and an engine that is compiled first.
const MEMORY: u64 = 160;
/// MiB that it may have more for a text sixteen times as long.
const GROWTH: u64 = 16;
