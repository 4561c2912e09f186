//! redact-core and Datadog's scanner on the first part of the corpus; `cargo xtask bench --peers` runs it.
//!
//! Both read lines, which are the events of a log. The scanner has the twenty patterns that the regex
//! beside it has, with its own validators where it has one.

use std::{
    env,
    error::Error,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use dd_sds::{
    MatchAction, RegexRuleConfig, RootRuleConfig, Scanner, SecondaryValidator, SimpleEvent,
};
use redact_core::{AnalyzerEngine, AnonymizerConfig};

/// Redacts a text once.
type Pass = Box<dyn Fn(&str) -> Result<usize, Box<dyn Error>>>;

fn main() -> Result<(), Box<dyn Error>> {
    let whole = fs::read_to_string(env::var("TEXT")?)?;
    let part = whole.split_at(whole.floor_char_boundary(BYTES.min(whole.len()))).0;
    let text = part.rsplit_once('\n').map_or(part, |(text, _)| text);
    let passes: [(&str, Pass); 2] = [
        ("redact-core 0.12.7, 200 KB", Box::new(redact_core)),
        ("Datadog's sensitive data scanner, 20 rules, 200 KB", scanner()?),
    ];
    let mut rates = [const { Vec::new() }; 2];
    for _ in 0..ROUNDS {
        for ((_, pass), rates) in passes.iter().zip(&mut rates) {
            let (start, before, mut bytes) = (Instant::now(), processor(), 0);
            // The clock of a thread may go in steps of four milliseconds.
            while start.elapsed() < ROUND {
                black_box(pass(black_box(text))?);
                bytes += text.len();
            }
            let spent = match (before, processor()) {
                (Some(before), Some(after)) => after.saturating_sub(before),
                _ => start.elapsed(),
            };
            rates.push(bytes as f64 / 1e6 / spent.as_secs_f64());
        }
    }
    for ((name, _), mut rates) in passes.into_iter().zip(rates) {
        rates.sort_by(f64::total_cmp);
        println!("row\tredaction\t{name}\t{}", rates[ROUNDS / 2]);
    }
    Ok(())
}

fn redact_core(text: &str) -> Result<usize, Box<dyn Error>> {
    let (engine, config) = (AnalyzerEngine::new(), AnonymizerConfig::default());
    let mut length = 0;
    for line in text.lines() {
        length += engine.anonymize(line, None, &config)?.text.len();
    }
    Ok(length)
}

fn scanner() -> Result<Pass, Box<dyn Error>> {
    let rules = PATTERNS.lines().filter_map(|line| line.split_once('\t')).map(|(name, pattern)| {
        let validator = match name {
            "aadhaar" => Some(SecondaryValidator::VerhoeffChecksum),
            "card" => Some(SecondaryValidator::LuhnChecksum),
            "github" => Some(SecondaryValidator::GithubTokenChecksum),
            "iban" => Some(SecondaryValidator::IbanChecker),
            "nino" => Some(SecondaryValidator::UkNinoFormatCheck),
            _ => None,
        };
        let rule = RegexRuleConfig::new(pattern).with_validator(validator).build();
        RootRuleConfig::new(rule).match_action(MatchAction::redact("[X]"))
    });
    let rules: Vec<_> = rules.collect();
    let scanner = Scanner::builder(&rules).build().map_err(|error| format!("{error:?}"))?;
    Ok(Box::new(move |text| {
        let mut length = 0;
        for line in text.lines() {
            let mut event = SimpleEvent::String(line.to_owned());
            scanner.scan(&mut event).map_err(|error| format!("{error:?}"))?;
            if let SimpleEvent::String(line) = event {
                length += line.len();
            }
        }
        Ok(length)
    }))
}

/// Time that this thread had a processor.
fn processor() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

const BYTES: usize = 200_000;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_millis(400);
/// A name and a pattern on each line.
const PATTERNS: &str = include_str!("../../patterns.txt");
