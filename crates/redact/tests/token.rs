//! What holds of tokens in whole texts: nothing is found again, any cut gives the same, and all of it comes
//! back.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper of a test fails the test"
)]

use std::{fs, path::Path};

use proptest::prelude::*;
use serde_json::Value;
use wicketgate_redact::{
    Action, Confidence, Format, KINDS, KeyRule, Path as Place, Plan, Rules, Stream, TokenKey,
    reveal,
};

fn key() -> TokenKey {
    TokenKey::new("abcdefghijkl123", &[3; 64]).expect("a key")
}

/// Everything that is found, in whatever letters, gets a token; as does what stands under a key.
fn plan(least: Confidence, action: &Action) -> Plan {
    let mut plan = Plan::new(Rules::new(|_| Some(least)).with_numbers_of(|_| true));
    for kind in 0..KINDS.len() {
        plan.act(kind, action.clone());
    }
    let path = Place::Exact(b"name".to_vec());
    plan.under(KeyRule { action: action.clone(), label: "NAME".to_owned(), path });
    plan
}

fn tokens(plan: &Plan, format: Format, text: &str) -> (String, u64) {
    let stream = Stream::new(format).with_token_key(key(), "acme");
    let (out, report) = stream.whole(plan, text);
    (out, report.counts.values().sum())
}

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/redact");
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let file = fs::read_to_string(entry.expect("an entry").path()).expect("a file");
        let file: Value = serde_json::from_str(&file).expect("JSON");
        let groups = file["groups"].as_array().expect("groups").clone();
        let tests = groups.iter().flat_map(|group| group["tests"].as_array().expect("tests"));
        texts.extend(tests.filter_map(|test| Some(test["text"].as_str()?.to_owned())));
    }
    for length in [1, 100, 149, 150, 151, 152, 153, 154, 155, 160, 300, 500] {
        texts.push(format!("{{\"name\":\"{}\"}}", "n".repeat(length)));
        texts.push(format!("name,other\n{},x\n", "n".repeat(length)));
        texts.push(format!("name={}&other=x", "n".repeat(length)));
        texts.push(format!("{}@example.com wrote", "n".repeat(length.min(64))));
        texts.push(format!("a {}password: {}", "x_".repeat(10), "n0".repeat(length / 2)));
        texts.push(format!("{{\"api_key\": \"{}\"}}", "n0".repeat(length / 2)));
    }
    texts
}

#[test]
fn tokens_are_not_found_again_and_any_cut_gives_them() {
    for least in [Confidence::Possible, Confidence::Likely] {
        let (plan, labels) = (plan(least, &Action::Token), plan(least, &Action::Replace));
        for text in texts() {
            for (name, format) in Format::ALL {
                let (once, found) = tokens(&plan, format, &text);
                let (twice, _) = tokens(&plan, format, &once);
                // Of the least sure kinds one may hide the next: what labels leave to be found is no token's.
                let (labelled, _) = labels.redact(&text, format);
                let settles = labels.redact(&labelled, format).0 == labelled;
                assert!(settles || least == Confidence::Possible, "{name}: {text}");
                assert!(once == twice || !settles, "{name}, {least:?}: {text}: {once}, {twice}");
                let mut stream = Stream::new(format).with_token_key(key(), "acme");
                let mut out = Vec::new();
                for byte in text.as_bytes() {
                    stream.push(&plan, &[*byte], &mut out);
                }
                let report = stream.finish(&plan, &mut out);
                let pieces = String::from_utf8(out).expect("UTF-8");
                assert_eq!((pieces, report.counts.values().sum()), (once, found), "{name}: {text}");
            }
        }
    }
}

proptest! {
    /// What is read of JSON is the same before and after, but for numbers: they come back as texts.
    #[test]
    fn what_comes_back_is_what_was_there(name in any::<String>(), note in any::<String>()) {
        let plan = plan(Confidence::Likely, &Action::Token);
        let value = serde_json::json!({ "name": name, "note": format!("{note} ada@example.com {note}") });
        let text = value.to_string();
        let (redacted, _) = tokens(&plan, Format::Json, &text);
        let read: Value = serde_json::from_str(&redacted).expect("JSON");
        if !name.is_empty() {
            prop_assert!(read["name"].as_str() != Some(name.as_str()) || name.bytes().all(|byte| byte == b'*'));
        }
        let revealed = reveal(&redacted, &mut [key()], "acme", Format::Json, false);
        prop_assert_eq!((revealed.forged, revealed.unknown_key), (0, 0));
        // A value that has a token at all comes back to the byte.
        if !redacted.contains("[NAME]") && !redacted.contains("[EMAIL_ADDRESS]") {
            let read: Value = serde_json::from_str(&revealed.text).expect("JSON");
            prop_assert_eq!(read, value);
        }
    }

    #[test]
    fn csv_and_forms_come_back(name in "[^\\p{Cc}]{1,40}") {
        let plan = plan(Confidence::Likely, &Action::Token);
        let csv = format!("name,x\r\n\"{}\",1\r\n", name.replace('"', "\"\""));
        let (redacted, _) = tokens(&plan, Format::Csv, &csv);
        let revealed = reveal(&redacted, &mut [key()], "acme", Format::Csv, false);
        prop_assert_eq!(revealed.text, csv);
        let escaped: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let (redacted, _) = tokens(&plan, Format::Form, &format!("name={escaped}&x=1"));
        let revealed = reveal(&redacted, &mut [key()], "acme", Format::Form, false);
        let read = revealed.text.strip_prefix("name=").and_then(|rest| rest.strip_suffix("&x=1"));
        prop_assert_eq!(decoded(read.expect("one field")), name.into_bytes());
    }
}

/// What a form's field stands for.
fn decoded(field: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = field.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next().expect("a digit")).to_digit(16).expect("a digit");
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => u8::try_from(digit() * 16 + digit()).expect("a byte"),
            byte => byte,
        });
    }
    bytes
}
