//! Spans of a file, one a line; or, with `bench` after the file, how fast they are found; with `once` or
//! `default`, one pass with every kind or with those of no country, for a profiler.
#![allow(
    clippy::all,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::disallowed_types
)]

use std::{hint::black_box, time::Instant};

use wicketgate_redact::{Confidence, Format, Plan, Rules, Stream};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&arguments[1]).unwrap();
    let (all, default) = (plan(true), plan(false));
    match arguments.get(2).map(String::as_str) {
        None => {
            let spans = Stream::new(Format::Text).with_spans().whole(&all, &text).1.spans;
            let lines =
                spans.iter().map(|s| format!("[{}, {}, \"{}\"]\n", s.start, s.end, s.label));
            print!("{}", lines.collect::<String>());
        }
        Some("once") => drop(black_box(all.redact(&text, Format::Text))),
        Some("default") => drop(black_box(default.redact(&text, Format::Text))),
        Some("json") => drop(black_box(default.redact(&text, Format::Json))),
        Some("pieces") => pieces(&default, &text, Format::Text),
        _ => bench(&default, &all, &text),
    }
}

/// Every kind, or those of no country.
fn plan(all: bool) -> Plan {
    let rules = |on: bool| on.then_some(Confidence::Likely);
    Plan::new(Rules::new(|kind| rules(all || kind.country.is_none())))
}

fn pieces(plan: &Plan, text: &str, format: Format) {
    let (mut stream, mut out) = (Stream::new(format), Vec::new());
    for piece in text.as_bytes().chunks(65_536) {
        out.clear();
        stream.push(plan, piece, &mut out);
    }
    black_box(stream.finish(plan, &mut out));
}

/// The best of several rounds, each of them all of these in turn.
fn bench(default: &Plan, all: &Plan, text: &str) {
    let table: [u8; 256] = std::array::from_fn(|byte| u8::from((byte as u8).is_ascii_digit()));
    let passes: [(&str, &dyn Fn()); 6] = [
        ("byte table", &|| {
            let sum: usize = text.bytes().map(|byte| usize::from(table[usize::from(byte)])).sum();
            black_box(sum);
        }),
        ("text", &|| drop(black_box(default.redact(text, Format::Text)))),
        ("text, every country", &|| drop(black_box(all.redact(text, Format::Text)))),
        ("text in pieces", &|| pieces(default, text, Format::Text)),
        ("JSON", &|| drop(black_box(default.redact(text, Format::Json)))),
        ("JSON in pieces", &|| pieces(default, text, Format::Json)),
    ];
    let mut best = [f64::MAX; 6];
    for _ in 0..9 {
        for ((_, pass), best) in passes.iter().zip(&mut best) {
            let begin = Instant::now();
            pass();
            *best = best.min(begin.elapsed().as_secs_f64());
        }
    }
    for ((name, _), best) in passes.iter().zip(best) {
        println!("{name:20} {:7.1} MB/s", text.len() as f64 / best / 1e6);
    }
}
