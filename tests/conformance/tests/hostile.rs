//! Nothing that anybody sends makes redaction slow, large or still: time grows with the length, memory does
//! not, and no more is held back than is promised.
//!
//! A sample in `cargo xtask test`; `cargo xtask prove` says by `WICKETGATE_PROVE_HOSTILE_BYTES` that each text
//! has ten megabytes: a token, a number, a nesting of that length.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use std::{env, fs, time::Instant};

use wicketgate_conformance::corpus::Text;
use wicketgate_core::pattern::Pattern;
use wicketgate_redact::{Action, Confidence, Custom, Format, MOST_HELD, Plan, Rules, Stream};

/// What begins many things and ends none.
const PIECES: &[&str] = &[
    "1",
    "1 ",
    "1-",
    "1.",
    "1:",
    "0/",
    "4111 ",
    "4111-",
    "+1 ",
    "(2",
    "a@",
    "@",
    "a.",
    "a.b@",
    "::",
    "f:",
    "=",
    "a=",
    "\"a\":",
    "\\",
    "\\\"",
    "\\u0040",
    "\\ud83d",
    "%",
    "%4",
    "%40",
    "&",
    "{",
    "[",
    "{\"a\":",
    "[1,",
    "\"",
    "'",
    ",",
    "\t",
    "\n",
    "eyJ",
    "eyJhbGciOiJIUzI1NiJ9.",
    "sk_live_",
    "ghp_",
    "xoxb-",
    "AKIA",
    "0x",
    "bc1q",
    "://",
    "a://b:",
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----\n",
    "-----END",
    "password=",
    "Authorization: Bearer ",
    "otp ",
    "code 1",
    "DE89 ",
    "P<",
    "é",
    "\u{200b}",
    "１",
    "＠",
    "*",
    "EMP-1",
    "ada lov",
];

fn plan() -> Plan {
    let mut plan = Plan::new(Rules::new(|_| Some(Confidence::Possible)));
    plan.fold();
    let pattern = Pattern::parse(r"EMP-\d+x|[a-z]*!").expect("a pattern");
    plan.custom(Custom { action: Action::Count, label: "OWN".to_owned(), pattern });
    plan
}

#[test]
fn time_grows_with_the_length_and_memory_does_not_whatever_is_sent() {
    let (plan, size) = (plan(), size());
    let corpus = Text::of_length(size.min(MOST_CORPUS)).text;
    let usual = Format::ALL.map(|(_, format)| passed(&plan, format, &corpus, corpus.len()));
    let usual = usual.into_iter().max_by(f64::total_cmp).expect("formats");
    let (before, mut slow, mut worst) = (memory(), Vec::new(), (0.0, String::new()));
    for piece in PIECES {
        for (name, format) in Format::ALL {
            let factor = passed(&plan, format, &piece.repeat(BLOCK / piece.len()), size) / usual;
            if factor > worst.0 {
                worst = (factor, format!("{name} {piece:?}"));
            }
            if factor > MOST_FACTOR {
                slow.push(format!("{name} {piece:?}: {factor:.1}"));
            }
        }
    }
    println!(
        "{size} bytes of each: the slowest takes {:.1} times the corpus's time: {}",
        worst.0, worst.1
    );
    assert!(slow.is_empty(), "times the time of the corpus: {slow:#?}");
    if let (Some(before), Some(after)) = (before, memory()) {
        println!("memory grew by {} MiB", after.saturating_sub(before) / 1024);
        assert!(after <= before + MOST_GROWTH, "from {before} KiB to {after}");
    }
}

/// Nanoseconds for a byte of a text that is repeated until it is so long.
fn passed(plan: &Plan, format: Format, block: &str, size: usize) -> f64 {
    let stream = Stream::new(format).with_known("NAME", "ada lovelace").with_known("A", "aaaaaaab");
    let (mut stream, mut out, mut given, mut made) = (stream, Vec::new(), 0, 0);
    let begun = Instant::now();
    while given < size {
        stream.push(plan, block.as_bytes(), &mut out);
        given += block.len();
        made += out.len();
        out.clear();
    }
    let _report = stream.finish(plan, &mut out);
    let took = begun.elapsed();
    made += out.len();
    assert!(made <= 32 * given + 64, "{made} bytes of {given}");
    took.as_secs_f64() * 1e9 / given as f64
}

/// KiB that this process has in memory, where that can be told.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// How long a hostile text is.
fn size() -> usize {
    let asked = env::var("WICKETGATE_PROVE_HOSTILE_BYTES").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(SAMPLE)
}

#[test]
fn no_more_is_held_back_than_is_promised() {
    let plan = plan();
    for piece in PIECES {
        let text = piece.repeat(48 * MOST_HELD / piece.len());
        for (name, format) in Format::ALL {
            let mut stream = Stream::new(format).with_spans();
            let (mut out, mut given, mut done) = (Vec::new(), 0, 0);
            for chunk in text.as_bytes().chunks(97) {
                stream.push(&plan, chunk, &mut out);
                given += chunk.len();
                // What was left out counts as done: a match is as long as it is.
                done = stream.position();
                // Of what stands for something else there may be more than what it stands for.
                let raw = if piece.is_ascii() && !piece.contains(['\\', '%']) { 1 } else { 32 };
                assert!(
                    given - done <= raw * MOST_HELD,
                    "{name} {piece:?}: {given} given, {done} done"
                );
            }
            assert!(done > 0, "{name} {piece:?}");
        }
    }
}

/// Bytes of a hostile text that a test has time for.
const SAMPLE: usize = 256 * 1024;
/// Bytes that come at once.
const BLOCK: usize = 64 * 1024;
/// Bytes of the corpus that tell what is usual.
const MOST_CORPUS: usize = 4_000_000;
/// How much more time than the corpus a byte may take: where time grows with the square it takes hundreds.
const MOST_FACTOR: f64 = 12.0;
/// KiB that all of them together may need.
const MOST_GROWTH: u64 = 32 * 1024;
