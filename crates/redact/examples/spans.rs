//! Spans of a file, one a line.
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
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let rules = wicketgate_redact::Rules::new(|_| Some(wicketgate_redact::Confidence::Likely));
    let mut best = f64::MAX;
    let plan = wicketgate_redact::Plan::new(rules);
    let mut spans = Vec::new();
    for _ in 0..5 {
        let t = std::time::Instant::now();
        spans = wicketgate_redact::Stream::new(wicketgate_redact::Format::Text)
            .with_spans()
            .whole(&plan, &text)
            .1
            .spans;
        best = best.min(t.elapsed().as_secs_f64());
    }
    eprintln!("{} spans, {:.1} MB/s", spans.len(), text.len() as f64 / best / 1e6);
    let mut out = String::new();
    for s in spans {
        let label = s.label;
        out.push_str(&format!("[{}, {}, \"{}\"]\n", s.start, s.end, label));
    }
    print!("{out}");
}
