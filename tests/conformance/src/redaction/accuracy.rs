//! How exact redaction is, in tables: on documents and cases of others, and on the corpora.
//!
//! A span counts where its first byte, the byte after it and its kind are right.

use std::collections::BTreeMap;

use serde_json::Value;
use wicketgate_redact::{Confidence, KINDS, Plan};

use super::{cases, every_country, everything, find, others_corpus, plan};
use crate::corpus::{Score, Text};

/// A kind in documents that were made up for judging recognizers.
#[derive(Clone, Debug)]
pub struct Recall {
    /// Its label.
    pub label: &'static str,
    /// Spans that were found exactly, where the least sure matches are wanted.
    pub found: usize,
    /// Spans that were found exactly by default.
    pub likely: usize,
    /// Spans that there are.
    pub of: usize,
    /// What Presidio finds of them, whatever its score: its telephone numbers have 0.4.
    pub presidio: usize,
    /// What it is said to find, of how many, on another part of the set.
    pub said: (usize, usize),
}

impl Recall {
    /// Whether at least as many are found by default as Presidio finds, and at least as large a share as it is
    /// said to.
    #[must_use]
    pub const fn is_met(&self) -> bool {
        let (found, of) = self.said;
        self.of > 0 && self.likely >= self.presidio && self.likely * of >= found * self.of
    }
}

/// What came of the cases of a recognizer that it is sure of.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// Texts in which more was found than there is.
    pub extra: Vec<String>,
    /// Texts in which everything was found, and nothing else.
    pub right: usize,
    /// All texts.
    pub texts: usize,
}

/// Exact spans in the documents of presidio-research (`synth_dataset_v2`); nothing in a clone.
///
/// # Errors
///
/// The documents cannot be read.
pub fn recall() -> Result<Option<Vec<Recall>>, String> {
    let Some(rows) = cases("synth.jsonl")? else { return Ok(None) };
    let mut all = PRESIDIO.map(|(label, presidio, said)| Recall {
        label,
        found: 0,
        likely: 0,
        of: 0,
        presidio,
        said,
    });
    let (likely, possible) = (every_country(), everything(Confidence::Possible));
    for row in &rows {
        let text = row.get("text").and_then(Value::as_str).unwrap_or_default();
        let (likely, possible) = (places(&likely, text), places(&possible, text));
        for span in spans(row) {
            if let Some(recall) = all.iter_mut().find(|recall| recall.label == span.2) {
                recall.of += 1;
                recall.likely += usize::from(likely.contains(&span));
                recall.found += usize::from(possible.contains(&span));
            }
        }
    }
    Ok(Some(all.to_vec()))
}

/// The cases of others' recognizers that are as sure as 0.5, and those without a match; nothing in a clone.
///
/// Each kind is tried by itself, as the cases were recorded.
///
/// # Errors
///
/// The cases cannot be read.
pub fn cases_by_kind() -> Result<Option<BTreeMap<&'static str, Cases>>, String> {
    let Some(rows) = cases("cases.jsonl")? else { return Ok(None) };
    let mut all = BTreeMap::<_, Cases>::new();
    for row in &rows {
        let entity = row.get("entity").and_then(Value::as_str).unwrap_or_default();
        let scores = row.get("scores").and_then(Value::as_array).into_iter().flatten();
        let is_sure = scores.filter_map(Value::as_f64).all(|score| score >= 0.5);
        let is_disputed = row.get("conflict").is_some() || row.get("config").is_some();
        let Some(code) = code(entity).filter(|_| is_sure && !is_disputed) else { continue };
        let text = row.get("text").and_then(Value::as_str).unwrap_or_default();
        let one = plan(|kind| (kind.code == code).then_some(Confidence::Likely));
        let found: Vec<_> =
            places(&one, text).iter().map(|(start, end, _)| (*start, *end)).collect();
        let expected: Vec<_> = spans(row).iter().map(|(start, end, _)| (*start, *end)).collect();
        let cases = all.entry(code).or_default();
        cases.texts += 1;
        cases.right += usize::from(found == expected);
        if found.iter().any(|span| !expected.contains(span)) {
            cases.extra.push(text.to_owned());
        }
    }
    Ok(Some(all))
}

/// Every table, as Markdown.
///
/// # Errors
///
/// What is there cannot be read.
pub fn tables() -> Result<String, String> {
    let mut tables = vec![corpora()?];
    match (recall()?, cases_by_kind()?) {
        (Some(recall), Some(cases)) => tables.extend([recall_table(&recall), cases_table(&cases)]),
        _ => tables.push(SKIPPED.to_owned()),
    }
    Ok(tables.join("\n\n"))
}

fn corpora() -> Result<String, String> {
    let mut lines = vec![
        "what is leaked and destroyed of a corpus, every kind of every country on\n\
         leaked: places of which a byte is left; destroyed: bytes of anything else that are redacted"
            .to_owned(),
        String::new(),
        "| corpus | bytes | places | found exactly | leaked | destroyed |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    let ours = Some(("this repository's, seed 7", Text::of_length(MEASURED)));
    let others = others_corpus()?.map(|text| ("../shared/bench", text));
    for (name, text) in ours.into_iter().chain(others) {
        let score = Score::of(&text, &find(&every_country(), &text.text));
        lines.push(format!(
            "| {name} | {} | {} | {:.2} % | {:.3} % | {:.3} % |",
            text.text.len(),
            score.expected,
            score.exact as f64 * 100.0 / score.expected as f64,
            score.leaked_percent(),
            score.destroyed_percent()
        ));
    }
    Ok(lines.join("\n"))
}

fn recall_table(all: &[Recall]) -> String {
    let mut lines = vec![
        "exact spans in documents of presidio-research, synth v2 (../shared/cases/redaction/synth.jsonl), every \
         country on\n\
         likely: what a policy wants by default, which is held against Presidio; possible, and Presidio: whatever \
         is found, however sure, because its telephone numbers score 0.4\n\
         Presidio 2.2.366 in the same documents: `cargo xtask bench --only redaction --peers` measures it again; \
         said: on another part of the set"
            .to_owned(),
        String::new(),
        "| kind | likely | possible | Presidio | said of it | at or above |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    let told = |part: usize, of: usize| {
        format!("{part} of {of}, {:.1} %", part as f64 * 100.0 / of.max(1) as f64)
    };
    for recall @ Recall { label, found, likely, of, presidio, said: (said, all) } in all {
        let met = if recall.is_met() { "met" } else { "MISSED" };
        let [likely, found, theirs] = [*likely, *found, *presidio].map(|part| told(part, *of));
        let said = told(*said, *all);
        lines.push(format!("| {label} | {likely} | {found} | {theirs} | {said} | {met} |"));
    }
    lines.join("\n")
}

fn cases_table(all: &BTreeMap<&'static str, Cases>) -> String {
    let mut lines = vec![
        "cases of Presidio's recognizers: those as sure as 0.5, and those without a match\n\
         (../shared/cases/redaction/cases.jsonl); what is judged otherwise stands in crates/redact/tests/cases \
         with the reason"
            .to_owned(),
        String::new(),
        "| kind | texts | as expected | more found |".to_owned(),
        "|---|---|---|---|".to_owned(),
    ];
    let mut sum = [0; 3];
    for (code, Cases { extra, right, texts }) in all {
        lines.push(format!("| `{code}` | {texts} | {right} | {} |", extra.len()));
        for (sum, count) in sum.iter_mut().zip([*texts, *right, extra.len()]) {
            *sum += count;
        }
    }
    let [texts, right, extra] = sum;
    let percent = right as f64 * 100.0 / texts.max(1) as f64;
    lines.push(format!("| all | {texts} | {right} ({percent:.1} %) | {extra} |"));
    lines.join("\n")
}

/// Where something is found, in code points.
fn places(plan: &Plan, text: &str) -> Vec<(usize, usize, String)> {
    let point = |byte| text.get(..byte).unwrap_or_default().chars().count();
    find(plan, text).into_iter().map(|it| (point(it.start), point(it.end), it.label)).collect()
}

/// What a row says is there, in code points.
fn spans(row: &Value) -> Vec<(usize, usize, String)> {
    let spans = row.get("spans").and_then(Value::as_array).into_iter().flatten();
    let place = |value: Option<&Value>| usize::try_from(value?.as_u64()?).ok();
    spans
        .filter_map(|span| {
            let label = span.get(2).and_then(Value::as_str).unwrap_or_default();
            Some((place(span.get(0))?, place(span.get(1))?, label.to_owned()))
        })
        .collect()
}

/// The kind that an entity of the cases is.
fn code(entity: &str) -> Option<&'static str> {
    let code = match entity {
        "MEDICAL_LICENSE" => "us-dea".to_owned(),
        entity => entity.to_lowercase().replace('_', "-"),
    };
    KINDS.iter().map(|kind| kind.code).find(|known| **known == code)
}

/// Kinds, what Presidio finds of the spans that there are, and what it is said to find of how many.
const PRESIDIO: [(&str, usize, (usize, usize)); 6] = [
    ("EMAIL_ADDRESS", 72, (49, 49)),
    ("US_SSN", 39, (16, 16)),
    ("IP_ADDRESS", 15, (14, 14)),
    ("IBAN_CODE", 35, (21, 21)),
    ("CREDIT_CARD", 230, (105, 136)),
    ("PHONE_NUMBER", 87, (51, 92)),
];

/// Bytes of the corpus that are judged.
pub const MEASURED: usize = 8_000_000;
const SKIPPED: &str =
    "SKIPPED: there is no folder ../shared/cases beside the repository, with the cases of others";
