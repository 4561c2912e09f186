//! Rows of other recognizers and validators, for secrets and addresses of wallets.
//!
//! The rows are kept beside the repository and are not part of it: a clone has none, and says so. A row
//! that is judged otherwise must stand in [`OURS`] with the reason.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;
use wicketgate_redact::{Confidence, Format, Plan, Rules, Stream};

/// What became of the rows of a kind.
#[derive(Default)]
struct Tally {
    extra: usize,
    found: usize,
    known: usize,
    missed: usize,
    rows: usize,
}

#[test]
fn secrets_agree_with_rows_of_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/redaction");
    if !folder.is_dir() {
        println!("no cases beside the repository: skipped");
        return;
    }
    let read = |name: &str| -> Vec<Value> {
        let text = fs::read_to_string(folder.join(name)).expect("a file");
        text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
    };
    let mut tallies = BTreeMap::<String, Tally>::new();
    let mut failures = Vec::new();
    let mut row_of = |name: &str, text: &str, found: &[[usize; 2]], expected: &[[usize; 2]]| {
        let tally = tallies.entry(name.to_owned()).or_default();
        tally.rows += 1;
        if found == expected {
            tally.found += 1;
        } else if OURS.iter().any(|(ours, row, _)| *ours == name && *row == text) {
            tally.known += 1;
        } else {
            let more = found.len() > expected.len();
            *if more { &mut tally.extra } else { &mut tally.missed } += 1;
            failures.push(format!("{name} {text:?}: {found:?}, expected {expected:?}"));
        }
    };
    for row in read("cases.jsonl") {
        if text(&row, "entity") == "CRYPTO" {
            let spans: Vec<[usize; 2]> =
                serde_json::from_value(row.get("spans").cloned().expect("spans")).expect("places");
            let text = text(&row, "text");
            row_of("crypto", text, &spans_of(&["crypto"], text, Confidence::Likely), &spans);
        }
    }
    for row in read("validator_vectors.jsonl") {
        let validator = text(&row, "validator");
        let Some((_, kind, least)) = VALIDATORS.iter().find(|(name, ..)| *name == validator) else {
            continue;
        };
        // Rows of a program's source have its escapes.
        let text = text(&row, "text").replace("\\n", "\n").replace("\\t", "\t");
        let found = spans_of(&[kind], &text, *least);
        let valid = row.get("valid").and_then(Value::as_bool).expect("a verdict");
        // All of the row but white space, and but the name before a token.
        let start = text.find("ghp_").unwrap_or(text.len() - text.trim_start().len());
        let expected = if valid { vec![[start, text.trim_end().len()]] } else { Vec::new() };
        row_of(&format!("{kind} {validator}"), &text, &found, &expected);
    }
    for row in read("pairs.jsonl") {
        if text(&row, "source").contains("test_detector_credentials") {
            let text = text(&row, "input");
            let found = spans_of(&["password", "secret", "otp-code"], text, Confidence::Likely);
            let at = text.rfind(' ').map_or(0, |at| at + 1);
            row_of("password", text, &found, &[[at, text.len()]]);
        }
    }
    for (name, Tally { extra, found, known, missed, rows }) in &tallies {
        println!(
            "{name}: {rows} rows, {found} found, {missed} missed, {extra} extra, {known} otherwise for a reason"
        );
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Where kinds are found, in characters.
fn spans_of(kinds: &[&str], text: &str, least: Confidence) -> Vec<[usize; 2]> {
    let rules = Rules::new(|kind| kinds.contains(&kind.code).then_some(least));
    let (_, report) = Stream::new(Format::Text).with_spans().whole(&Plan::new(rules), text);
    let place = |byte: u64| {
        let byte = usize::try_from(byte).expect("small");
        text.get(..byte).expect("whole characters").chars().count()
    };
    report.spans.iter().map(|span| [place(span.start), place(span.end)]).collect()
}

fn text<'v>(row: &'v Value, name: &str) -> &'v str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Validators, what they judge, and how sure a match is that they call valid.
const VALIDATORS: [(&str, &str, Confidence); 5] = [
    ("bitcoin", "crypto", Confidence::Certain),
    ("dd:btc_checksum", "crypto", Confidence::Certain),
    ("dd:ethereum_checksum", "crypto", Confidence::Likely),
    ("dd:github_token_checksum", "github-token", Confidence::Certain),
    ("dd:jwt_claims_validator", "jwt", Confidence::Certain),
];

/// Rows that are judged otherwise, and why.
const OURS: &[(&str, &str, &str)] = &[
    (
        "crypto bitcoin",
        "BC1SW50QA3JX3S",
        "shorter than any run that is looked at, and nobody's wallet",
    ),
    (
        "crypto dd:ethereum_checksum",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee",
        "capitals are not looked at: a wrong address is nearly the right one",
    ),
    (
        "crypto dd:ethereum_checksum",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
        "capitals are not looked at: a wrong address is nearly the right one",
    ),
    (
        "github-token dd:github_token_checksum",
        "b62_QdwULL38u41vs1OcAjhKqcaSZ9W63r0Zu4ln",
        "the checksum is right, but no token begins so",
    ),
    (
        "password",
        "username root\\npassword crickets",
        "without a colon it is prose: password reset",
    ),
    ("password", "login snoop pw biggreenhat", "without a colon it is prose"),
    ("password", "u: snoop\\np: biggreenhat", "one letter names nothing"),
];
