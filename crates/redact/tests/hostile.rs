//! Nothing that anybody sends makes redaction slow, large or still: time grows with the length, and no more
//! is held back than is promised.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a helper of a test fails the test, and reads a clock"
)]

use std::time::{Duration, Instant};

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
fn time_grows_with_the_length_whatever_is_sent() {
    let plan = plan();
    let mut slow = Vec::new();
    for piece in PIECES {
        let text = piece.repeat(SIZE / piece.len());
        for (name, format) in Format::ALL {
            let begun = Instant::now();
            let stream =
                Stream::new(format).with_known("NAME", "ada lovelace").with_known("A", "aaaaaaab");
            let (redacted, _) = stream.whole(&plan, &text);
            let took = begun.elapsed();
            assert!(
                redacted.len() <= 32 * text.len() + 64,
                "{name} {piece:?}: {} bytes",
                redacted.len()
            );
            if took > MOST {
                slow.push(format!("{name} {piece:?}: {took:?}"));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
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

/// Bytes of a hostile text.
const SIZE: usize = 64 * 1024;
/// The longest that it may take on a busy machine: where time grows with the square it takes minutes.
const MOST: Duration = Duration::from_secs(8);
