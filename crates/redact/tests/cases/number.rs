//! Rows of other recognizers and validators, for the kinds of this file's table.
//!
//! The rows are kept beside the repository and are not part of it: a clone has none, and says so. A row
//! that is judged otherwise must stand in [`OURS`] with the reason.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;
use wicketgate_redact::{Confidence, Format, KINDS, Plan, Rules, Stream};

/// What became of the rows of a kind.
#[derive(Default)]
struct Tally {
    extra: Vec<String>,
    found: usize,
    known: usize,
    missed: Vec<String>,
    rows: usize,
}

#[test]
fn kinds_agree_with_rows_of_others() {
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
    for row in read("cases.jsonl") {
        let code = text(&row, "entity").to_lowercase().replace('_', "-");
        let known = ENTITIES.contains(&code.as_str());
        if known && row.get("conflict").is_none() && row.get("config").is_none() {
            recognized(tallies.entry(code.clone()).or_default(), &code, &row);
        }
    }
    for row in read("phone.jsonl") {
        let format = text(&row, "format");
        if format != "matcher-test" {
            let tally = tallies.entry(format!("phone-number {format}")).or_default();
            recognized(tally, "phone-number", &row);
        }
        if format == "NATIONAL" {
            at_home(tallies.entry("phone-number at home".to_owned()).or_default(), &row);
        }
    }
    for row in read("validator_vectors.jsonl") {
        let validator = text(&row, "validator");
        if let Some((_, code)) = VALIDATORS.iter().find(|(name, _)| *name == validator) {
            validated(tallies.entry(format!("{code} {validator}")).or_default(), code, &row);
        }
    }
    for row in read("synth.jsonl") {
        cards(&mut tallies, &row);
    }
    let mut failures = Vec::new();
    for (name, tally) in &tallies {
        let Tally { extra, found, known, missed, rows } = tally;
        println!(
            "{name}: {rows} rows, {found} found, {} missed, {} extra, {known} otherwise for a reason",
            missed.len(),
            extra.len()
        );
        // National numbers are written in too many ways for all of them, and cards are made up.
        let least = match name.as_str() {
            "credit-card SYNTH" => 95,
            "credit-card SYNTH, wrong check digit" => 0,
            "phone-number NATIONAL" => 80,
            _ => 100,
        };
        if found * 100 < (rows - known) * least || !extra.is_empty() {
            failures.extend(missed.iter().map(|row| format!("{name} misses {row}")));
            failures.extend(extra.iter().map(|row| format!("{name} finds {row}")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Counts a row of a recognizer: spans that are as sure as 0.5 are found without more ado, the others
/// where the least sure matches are wanted; those below 0.3 are nobody's goal.
fn recognized(tally: &mut Tally, code: &str, row: &Value) {
    let text = text(row, "text");
    let scores: Vec<f64> = numbers(row.get("scores"));
    if scores.iter().any(|score| *score < 0.3) {
        return;
    }
    let sure = scores.iter().all(|score| *score >= 0.5);
    let spans = row.get("spans").and_then(Value::as_array).expect("spans");
    let expected: Vec<_> = spans.iter().map(|span| numbers::<usize>(Some(span))).collect();
    let least = if sure { Confidence::Likely } else { Confidence::Possible };
    let found = spans_of(code, text, least);
    tally.rows += 1;
    if found == expected {
        tally.found += 1;
    } else if OURS.iter().any(|(ours, row, _)| *ours == code && *row == text) {
        tally.known += 1;
    } else if found.len() > expected.len() {
        tally.extra.push(format!("{text:?}: {found:?}, expected {expected:?}"));
    } else {
        tally.missed.push(format!("{text:?}: {found:?}, expected {expected:?}"));
    }
}

/// Counts a national number of a country that has kinds: no word says what it is, and the policy names the
/// country.
fn at_home(tally: &mut Tally, row: &Value) {
    let region = text(row, "region").to_lowercase();
    if !KINDS.iter().any(|kind| kind.country == Some(&region)) {
        return;
    }
    let span: Vec<usize> = numbers(row.get("spans").and_then(|spans| spans.get(0)));
    let [start, end] = <[usize; 2]>::try_from(span).expect("a span");
    let number: String = text(row, "text").chars().skip(start).take(end - start).collect();
    let rules = Rules::new(|kind| (kind.code == "phone-number").then_some(Confidence::Likely));
    let plan = Plan::new(rules.with_numbers_of(|country| country == region));
    let (found, _) = Stream::new(Format::Text).whole(&plan, &number);
    tally.rows += 1;
    if found == "[PHONE_NUMBER]" {
        tally.found += 1;
    } else {
        tally.missed.push(format!("{number:?} of {region}: {found}"));
    }
}

/// Counts the cards of a made-up document, those with a wrong check digit apart: they are made up too.
fn cards(tallies: &mut BTreeMap<String, Tally>, row: &Value) {
    let text = text(row, "text");
    let found = spans_of("credit-card", text, Confidence::Likely);
    for span in row.get("spans").and_then(Value::as_array).expect("spans") {
        let Some((Some(start), Some(end), "CREDIT_CARD")) =
            span.as_array().and_then(|it| match &**it {
                [start, end, kind] => Some((start.as_u64(), end.as_u64(), kind.as_str()?)),
                _ => None,
            })
        else {
            continue;
        };
        let [start, end] = [start, end].map(|place| usize::try_from(place).expect("a place"));
        let card: String = text.chars().skip(start).take(end - start).collect();
        let name =
            if luhn(&card) { "credit-card SYNTH" } else { "credit-card SYNTH, wrong check digit" };
        let tally = tallies.entry(name.to_owned()).or_default();
        tally.rows += 1;
        let exact = found.contains(&vec![start, end]);
        tally.found += usize::from(exact);
        if !exact {
            tally.missed.push(format!("{card}: {found:?}"));
        }
    }
}

/// Luhn's rule, the slow way.
fn luhn(card: &str) -> bool {
    let digits = card.chars().rev().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 => digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Counts a row of a validator: it is valid if the whole of it is found, as it is or without separators.
fn validated(tally: &mut Tally, code: &str, row: &Value) {
    let text = text(row, "text");
    let bare = text.replace([' ', '-', '.'], "");
    let compact = row.get("compact").and_then(Value::as_str).unwrap_or(&bare);
    let found = [text, compact].iter().any(|text| {
        let whole = vec![0, text.chars().count()];
        spans_of(code, text, Confidence::Possible) == [whole]
    });
    let valid = row.get("valid").and_then(Value::as_bool).expect("a verdict");
    tally.rows += 1;
    match (found, valid) {
        _ if found == valid => tally.found += 1,
        _ if OURS.iter().any(|(ours, row, _)| *ours == code && *row == text) => tally.known += 1,
        (true, _) => tally.extra.push(format!("{text:?}")),
        (false, _) => tally.missed.push(format!("{text:?}")),
    }
}

/// What is found of one kind, in characters.
fn spans_of(code: &str, text: &str, least: Confidence) -> Vec<Vec<usize>> {
    assert!(KINDS.iter().any(|kind| kind.code == code), "no kind `{code}`");
    let rules = Rules::new(|kind| (kind.code == code).then_some(least));
    let place = |byte: u64| {
        text.get(..usize::try_from(byte).expect("small")).expect("whole characters").chars().count()
    };
    let stream = Stream::new(Format::Text).with_spans();
    stream
        .whole(&Plan::new(rules), text)
        .1
        .spans
        .iter()
        .map(|span| vec![place(span.start), place(span.end)])
        .collect()
}

fn text<'v>(row: &'v Value, member: &str) -> &'v str {
    row.get(member).and_then(Value::as_str).expect("a text")
}

fn numbers<T: serde::de::DeserializeOwned>(value: Option<&Value>) -> Vec<T> {
    value.map_or_else(Vec::new, |value| serde_json::from_value(value.clone()).expect("numbers"))
}

/// Kinds that rows of recognizers are about.
const ENTITIES: &[&str] = &[
    "au-abn",
    "au-acn",
    "au-medicare",
    "au-tfn",
    "ca-sin",
    "credit-card",
    "email-address",
    "fi-personal-identity-code",
    "iban-code",
    "ip-address",
    "kr-rrn",
    "mac-address",
    "phone-number",
    "pl-pesel",
    "se-personnummer",
    "sg-nric-fin",
    "th-tnin",
    "tr-national-id",
    "za-id-number",
];

/// Validators, and the kind that each is about.
const VALIDATORS: &[(&str, &str)] = &[
    ("au.abn", "au-abn"),
    ("au.acn", "au-acn"),
    ("au.tfn", "au-tfn"),
    ("be.bis", "be-national-number"),
    ("be.nn", "be-national-number"),
    ("be.ssn", "be-national-number"),
    ("ca.sin", "ca-sin"),
    ("cn.ric", "cn-ric"),
    ("dd:australian_medicare_checksum", "au-medicare"),
    ("dd:australian_tfn_checksum", "au-tfn"),
    ("dd:belgium_national_register_checksum", "be-national-number"),
    ("dd:chinese_id_checksum", "cn-ric"),
    ("dd:coordination_number_checksum", "se-personnummer"),
    ("dd:dutch_bsn_checksum", "nl-bsn"),
    ("dd:finnish_hetu_checksum", "fi-personal-identity-code"),
    ("dd:iban_checker", "iban-code"),
    ("dd:polish_national_id_checksum", "pl-pesel"),
    ("dd:singapore_nric_checksum", "sg-nric-fin"),
    ("dd:sweden_pin_checksum", "se-personnummer"),
    ("dk.cpr", "dk-cpr"),
    ("fi.hetu", "fi-personal-identity-code"),
    ("iban", "iban-code"),
    ("kr.rrn", "kr-rrn"),
    ("mac", "mac-address"),
    ("mx.curp", "mx-curp"),
    ("nl.bsn", "nl-bsn"),
    ("no.fodselsnummer", "no-national-id"),
    ("pl.pesel", "pl-pesel"),
    ("se.personnummer", "se-personnummer"),
    ("th.pin", "th-tnin"),
    ("tr.tckimlik", "tr-national-id"),
    ("za.idnr", "za-id-number"),
];

/// Rows that are judged otherwise, and why.
const OURS: &[(&str, &str, &str)] = &[
    ("be-national-number", "00000100195", "a number of the other register, which the kind has too"),
    ("be-national-number", "00400100184", "a number of the other register, which the kind has too"),
    ("cn-ric", "110111198012010078", "counties of a province change, and are not looked at"),
    ("fi-personal-identity-code", "131052-9993", "numbers from 900 on are somebody's for a while"),
    ("iban-code", "ES2121000418450200051331", "check digits of a country's own are not looked at"),
    (
        "iban-code",
        "ES89 3183 1500 9500 0121 0562",
        "check digits of a country's own are not looked at",
    ),
    ("iban-code", "LV80 bANK 0000 4351 9500 1", "small letters are as good as capitals"),
    ("ip-address", "192.168.1.1.1", "five numbers are a version, or an object identifier"),
    ("kr-rrn", "0005053637892", "without hyphen and check digit it may be milliseconds"),
    ("kr-rrn", "810819-6901483", "a foreigner's number is another kind"),
    ("kr-rrn", "881219-5460537", "a foreigner's number is another kind"),
    ("kr-rrn", "931112-6271351", "a foreigner's number is another kind"),
    ("kr-rrn", "9601211234567", "without hyphen and check digit it may be milliseconds"),
    ("kr-rrn", "9710139-019902", "nobody who was born before 1900 is alive"),
    ("mac-address", "FF-FF-FF-FF-FF-FF", "the address of everybody is nobody's"),
    (
        "mac-address",
        "d0:5:9:04:a2:a0",
        "found without separators only, with the zeros that it lacks",
    ),
    ("mac-address", "fd:ff:ff:84:a2:a0", "who made the interface is not asked"),
    ("no-national-id", "18103970861", "what day it is today is not known"),
    ("pl-pesel", "12345678903", "the date must be one: there is no month 34"),
    ("pl-pesel", "12345678910", "the date must be one: there is no month 34"),
    ("sg-nric-fin", "A1234567Z", "no such prefix is given"),
    ("sg-nric-fin", "B1234567Z", "no such prefix is given"),
    ("sg-nric-fin", "T1234567Z", "the check letter is another one"),
];
