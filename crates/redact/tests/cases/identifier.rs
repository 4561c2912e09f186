//! Kinds of the United States, the United Kingdom, India, Germany, France, Spain, Italy and Brazil against what
//! other tools take and reject.
//!
//! The cases stand beside the repository, in `../shared/cases/redaction`, and are not part of it.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;
use wicketgate_redact::{Confidence, Format, KINDS, Plan, Rules, Stream};

/// Entities of the cases, and the codes of their kinds.
const ENTITIES: &[(&str, &str)] = &[
    ("ABA_ROUTING_NUMBER", "aba-routing-number"),
    ("DE_ID_CARD", "de-id-card"),
    ("DE_PASSPORT", "de-passport"),
    ("DE_SOCIAL_SECURITY", "de-social-security"),
    ("DE_TAX_ID", "de-tax-id"),
    ("DE_VAT_ID", "de-vat-id"),
    ("ES_NIE", "es-nie"),
    ("ES_NIF", "es-nif"),
    ("IN_AADHAAR", "in-aadhaar"),
    ("IN_GSTIN", "in-gstin"),
    ("IN_PAN", "in-pan"),
    ("IN_PASSPORT", "in-passport"),
    ("IT_FISCAL_CODE", "it-fiscal-code"),
    ("IT_VAT_CODE", "it-vat-code"),
    ("MEDICAL_LICENSE", "us-dea"),
    ("UK_NHS", "uk-nhs"),
    ("UK_NINO", "uk-nino"),
    ("UK_PASSPORT", "uk-passport"),
    ("US_ITIN", "us-itin"),
    ("US_MBI", "us-mbi"),
    ("US_NPI", "us-npi"),
    ("US_PASSPORT", "us-passport"),
    ("US_SSN", "us-ssn"),
];

/// Validators of other tools, the kinds that say the same, and how sure a match must be.
const VALIDATORS: &[(&str, &[&str], Confidence)] = &[
    ("br.cnpj", &["br-cnpj"], Confidence::Possible),
    ("br.cpf", &["br-cpf"], Confidence::Possible),
    ("dd:aba_rtn_checksum", &["aba-routing-number"], Confidence::Possible),
    ("dd:brazilian_cnpj_checksum", &["br-cnpj"], Confidence::Possible),
    ("dd:brazilian_cpf_checksum", &["br-cpf"], Confidence::Possible),
    ("dd:france_ssn_checksum", &["fr-nir"], Confidence::Possible),
    ("dd:german_ids_checksum", &["de-id-card"], Confidence::Possible),
    ("dd:german_svnr_checksum", &["de-social-security"], Confidence::Possible),
    ("dd:italian_national_id_checksum", &["it-fiscal-code"], Confidence::Likely),
    ("dd:nhs_check_digit", &["uk-nhs"], Confidence::Possible),
    ("dd:spain_dni_checksum", &["es-nif"], Confidence::Possible),
    ("dd:uk_nino_format_check", &["uk-nino"], Confidence::Possible),
    ("dd:uk_trn_checksum", &["uk-utr"], Confidence::Possible),
    ("dd:us_dea_checksum", &["us-dea"], Confidence::Possible),
    ("dd:us_npi_checksum", &["us-npi"], Confidence::Possible),
    ("de.idnr", &["de-tax-id"], Confidence::Possible),
    ("es.dni", &["es-nif"], Confidence::Possible),
    ("es.nie", &["es-nie"], Confidence::Possible),
    ("es.nif", &["es-nif", "es-nie"], Confidence::Possible),
    ("fr.nir", &["fr-nir"], Confidence::Possible),
    ("gb.utr", &["uk-utr"], Confidence::Possible),
    ("in_.aadhaar", &["in-aadhaar"], Confidence::Possible),
    ("in_.gstin", &["in-gstin"], Confidence::Possible),
    ("in_.pan", &["in-pan"], Confidence::Possible),
    ("it.codicefiscale", &["it-fiscal-code"], Confidence::Likely),
    ("it.iva", &["it-vat-code"], Confidence::Possible),
    ("us.itin", &["us-itin"], Confidence::Possible),
    ("us.rtn", &["aba-routing-number"], Confidence::Possible),
    ("us.ssn", &["us-ssn"], Confidence::Possible),
];

/// Where a kind and a case disagree, and why.
const DISAGREEMENTS: &[(&str, &str, &str)] = &[
    (
        "dd:aba_rtn_checksum",
        "000000000",
        "nine zeros are nobody's, and often stand for nothing; the sum alone holds",
    ),
    (
        "dd:brazilian_cnpj_checksum",
        "00....623.904\n            ",
        "eight digits are no number; that check only fails where digits contradict it",
    ),
    ("dd:us_npi_checksum", "0000000006", "identifiers begin with 1 or 2 (45 CFR 162.406)"),
    ("dd:us_npi_checksum", "1111111112", "a case of US_NPI says that it is none"),
    ("de.idnr", "1234567890 3", "three cases of DE_TAX_ID want ten different digits to be found"),
    ("es.nif", "A11111119", "a company: no personal data"),
    ("es.nif", "ES B-58378431", "a company: no personal data"),
    (
        "uk-nino",
        "Here is my National Insurance Number YZ 61 48 68 B",
        "the space before the number is not part of it",
    ),
    ("us.ssn", "1112-23333", "the digits are given; these groups are not, and are not found"),
];

#[test]
fn kinds_find_what_cases_say() {
    let Some(rows) = rows("cases.jsonl") else { return };
    let mut tally = Tally::default();
    for row in &rows {
        let (entity, text) = (string(row, "entity"), string(row, "text"));
        let Some((_, code)) = ENTITIES.iter().find(|(known, _)| *known == entity) else { continue };
        if row.get("conflict").is_some() || row.get("config").is_some() {
            continue;
        }
        let expected = spans_of(row);
        let scores = row["scores"].as_array().into_iter().flatten();
        let score = scores.filter_map(Value::as_f64).fold(1.0, f64::min);
        let found = |least| found(&[*code], least, text);
        let counts = tally.of(code);
        counts.rows += 1;
        let (likely, possible) = (found(Confidence::Likely), found(Confidence::Possible));
        let agrees = if expected.is_empty() || score >= 0.5 {
            likely == expected
        } else if score >= 0.3 {
            expected.iter().all(|span| possible.contains(span) || likely.contains(span))
        } else {
            // A weak shape: found where there is a word, and nothing else is.
            likely.iter().all(|span| expected.contains(span))
        };
        counts.found += expected.iter().filter(|span| likely.contains(span)).count();
        counts.missed += expected.iter().filter(|span| !likely.contains(span)).count();
        counts.extra += likely.iter().filter(|span| !expected.contains(span)).count();
        if !agrees {
            tally.disagree(code, text, &format!("{likely:?}, not {expected:?} ({score})"));
        }
    }
    tally.end("cases");
}

#[test]
fn checks_agree_with_validators() {
    let Some(rows) = rows("validator_vectors.jsonl") else { return };
    let mut tally = Tally::default();
    for row in &rows {
        let (validator, text) = (string(row, "validator"), string(row, "text"));
        let Some((_, codes, least)) = VALIDATORS.iter().find(|(known, ..)| *known == validator)
        else {
            continue;
        };
        let compact = row["compact"].as_str().map_or_else(
            || text.chars().filter(|it| it.is_ascii_alphanumeric()).collect(),
            str::to_owned,
        );
        // As it is written, or without its groups, which are not all ones that a text has.
        let is_whole = |text: &str| found(codes, *least, text) == [(0, text.chars().count())];
        let is_found = is_whole(text) || is_whole(&compact);
        let counts = tally.of(validator);
        counts.rows += 1;
        counts.found += usize::from(is_found);
        if row["valid"] != is_found {
            tally.disagree(validator, text, if is_found { "found" } else { "not found" });
        }
    }
    tally.end("validators");
}

#[test]
fn kinds_agree_with_recognizers() {
    let Some(rows) = rows("validators_presidio.jsonl") else { return };
    let mut tally = Tally::default();
    for row in &rows {
        let (entity, text) = (string(row, "entity"), string(row, "text"));
        let Some((_, code)) = ENTITIES.iter().find(|(known, _)| *known == entity) else { continue };
        let Some(valid) = row["result"].as_bool() else { continue };
        let is_found = !found(&[*code], Confidence::Likely, text).is_empty();
        let counts = tally.of(code);
        counts.rows += 1;
        counts.found += usize::from(is_found);
        if is_found != valid {
            tally.disagree(code, text, if is_found { "found" } else { "not found" });
        }
    }
    tally.end("recognizers");
}

#[test]
fn scrubadub_finds_national_insurance_numbers() {
    let Some(rows) = rows("pairs.jsonl") else { return };
    let mut tally = Tally::default();
    for row in rows.iter().filter(|row| string(row, "source").contains("_nino.py")) {
        let text = string(row, "input");
        let letters: Vec<char> = text.chars().collect();
        let (mut redacted, mut at) = (String::new(), 0);
        for (start, end) in found(&["uk-nino"], Confidence::Likely, text) {
            redacted.extend(letters.get(at..start).into_iter().flatten());
            redacted.push_str("{{NATIONAL_INSURANCE_NUMBER}}");
            at = end;
        }
        redacted.extend(letters.get(at..).into_iter().flatten());
        tally.of("uk-nino").rows += 1;
        if redacted != string(row, "expected") {
            tally.disagree("uk-nino", text, &redacted);
        }
    }
    tally.end("pairs");
}

/// What came of the rows of each kind.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<String, Counts>,
    failures: Vec<String>,
    listed: usize,
}

#[derive(Debug, Default)]
struct Counts {
    extra: usize,
    found: usize,
    missed: usize,
    rows: usize,
}

impl Tally {
    fn of(&mut self, name: &str) -> &mut Counts {
        self.counts.entry(name.to_owned()).or_default()
    }

    fn disagree(&mut self, name: &str, text: &str, what: &str) {
        match DISAGREEMENTS.iter().find(|(known, row, _)| *known == name && *row == text) {
            Some(_) => self.listed += 1,
            None => self.failures.push(format!("{name}: {text:?}: {what}")),
        }
    }

    fn end(self, title: &str) {
        for (name, Counts { extra, found, missed, rows }) in &self.counts {
            println!("{name}: {rows} rows, {found} found, {missed} missed, {extra} extra");
        }
        let rows: usize = self.counts.values().map(|counts| counts.rows).sum();
        println!("{title}: {rows} rows, {} disagreements with a reason", self.listed);
        assert!(self.failures.is_empty(), "{title}:\n{}", self.failures.join("\n"));
    }
}

/// Where some kinds are found in a text, in code points.
fn found(codes: &[&str], least: Confidence, text: &str) -> Vec<(usize, usize)> {
    let on = |code: &str| codes.contains(&code).then_some(least);
    assert!(codes.iter().all(|code| KINDS.iter().any(|kind| kind.code == *code)), "{codes:?}");
    let point = |byte: u64| {
        text.get(..usize::try_from(byte).expect("small")).expect("whole characters").chars().count()
    };
    let plan = Plan::new(Rules::new(|kind| on(kind.code)));
    let spans = Stream::new(Format::Text).with_spans().whole(&plan, text).1.spans;
    spans.iter().map(|span| (point(span.start), point(span.end))).collect()
}

fn spans_of(row: &Value) -> Vec<(usize, usize)> {
    let place = |value: &Value, at: usize| usize::try_from(value[at].as_u64()?).ok();
    let spans = row["spans"].as_array().into_iter().flatten();
    spans.filter_map(|span| Some((place(span, 0)?, place(span, 1)?))).collect()
}

fn string<'v>(row: &'v Value, name: &str) -> &'v str {
    row[name].as_str().unwrap_or_default()
}

/// The rows of a file of cases; nothing where there are none.
fn rows(file: &str) -> Option<Vec<Value>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/redaction");
    if !folder.is_dir() {
        println!("{file}: SKIPPED: there is no folder ../shared/cases beside the repository");
        return None;
    }
    let text = fs::read_to_string(folder.join(file)).expect("a file of cases");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect())
}
