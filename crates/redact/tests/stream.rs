//! Any way to cut a text gives what the whole gives; what is redacted is not found again; JSON stays JSON.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper of a test fails the test"
)]

use std::{fs, path::Path};

use proptest::prelude::*;
use serde_json::Value;
use wicketgate_core::pattern::Pattern;
use wicketgate_redact::{
    Action, Confidence, Custom, Format, KINDS, MOST_HELD, Mask, Plan, PseudonymKey, Rules, Stream,
};

/// Every text of the vectors, and the least sure kinds of them all.
fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/redact");
    let mut texts: Vec<String> = TEXTS.iter().map(|text| (*text).to_owned()).collect();
    let key = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n".repeat(20);
    texts.push(format!("-----BEGIN PRIVATE KEY-----\n{key}-----END PRIVATE KEY-----\na@b.example"));
    texts.push(format!("-----BEGIN PRIVATE KEY-----\n{key}[info] a@b.example"));
    texts.push(format!("{}@example.org", "a".repeat(900)));
    texts.push(format!("é{}@example.org and {} 4111111111111111", "ü".repeat(90), "7".repeat(450)));
    texts.push(format!("a@{}.example.org,x", "b.".repeat(200)));
    for entry in fs::read_dir(folder).expect("a folder") {
        let file = fs::read_to_string(entry.expect("an entry").path()).expect("a file");
        let file: Value = serde_json::from_str(&file).expect("JSON");
        let groups = file["groups"].as_array().expect("groups").clone();
        let tests = groups.iter().flat_map(|group| group["tests"].as_array().expect("tests"));
        texts.extend(tests.map(|test| test["text"].as_str().expect("a text").to_owned()));
    }
    texts
}

fn plan(least: Confidence) -> Plan {
    Plan::new(Rules::new(|_| Some(least)).with_numbers_of(|_| true))
}

/// The same with characters read as what they look like, and a kind of the policy's own.
fn wide(least: Confidence) -> Plan {
    let mut plan = plan(least);
    plan.fold();
    let pattern = Pattern::parse(r"EMP-\d{2,6}|[a-c]{3}x").expect("a pattern");
    plan.custom(Custom { action: Action::Replace, label: "STAFF".to_owned(), pattern });
    plan
}

fn stream(format: Format) -> Stream {
    Stream::new(format)
        .with_known("NAME", "Ada Love")
        .with_known("WORD", "aaaab")
        .with_known("ÄMIL", "émile@")
}

fn pieces(plan: &Plan, format: Format, text: &[u8], cuts: &[usize]) -> (String, u64) {
    let (mut stream, mut out, mut from) = (stream(format), Vec::new(), 0);
    for cut in cuts.iter().copied().chain([text.len()]) {
        stream.push(plan, text.get(from..cut).expect("a cut"), &mut out);
        assert!(
            cut.saturating_sub(from) > 64
                || out.len() + MOST_HELD + 64 >= cut
                || out.contains(&b'['),
            "held back"
        );
        from = cut;
    }
    let report = stream.finish(plan, &mut out);
    (String::from_utf8(out).expect("UTF-8"), report.counts.values().sum())
}

#[test]
fn every_cut_in_two_gives_the_whole() {
    for least in [Confidence::Possible, Confidence::Likely] {
        let plan = wide(least);
        for text in texts() {
            for (name, format) in Format::ALL {
                let (whole, report) = stream(format).whole(&plan, &text);
                let count = report.counts.values().sum();
                for cut in 0..=text.len() {
                    let cut = pieces(&plan, format, text.as_bytes(), &[cut]);
                    assert_eq!(cut, (whole.clone(), count), "{name}: {text}");
                }
                let every: Vec<usize> = (1..text.len()).collect();
                assert_eq!(
                    pieces(&plan, format, text.as_bytes(), &every).0,
                    whole,
                    "{name}: {text}"
                );
            }
        }
    }
}

#[test]
fn what_is_redacted_is_not_found_again() {
    let mask = Mask { first: 0, fixed: None, keep_punctuation: true, last: 4 };
    let actions = [Action::Replace, Action::Count, Action::Pseudonym, Action::Mask(mask)];
    for least in [Confidence::Possible, Confidence::Likely] {
        for action in &actions {
            let mut plan = plan(least);
            for kind in 0..KINDS.len() {
                plan.act(kind, action.clone());
            }
            // What a mask leaves may be a number that may be anything.
            if least == Confidence::Possible && matches!(action, Action::Mask(_)) {
                continue;
            }
            for text in texts().into_iter().chain(joined()) {
                for (name, format) in Format::ALL {
                    let stream = || {
                        Stream::new(format).with_key(PseudonymKey::new(&[1; 32]).expect("a key"))
                    };
                    let (once, _) = stream().whole(&plan, &text);
                    let (twice, _) = stream().whole(&plan, &once);
                    assert_eq!(once, twice, "{name}, {action:?}, {least:?}: {text}");
                }
            }
        }
    }
}

/// Texts of the vectors beneath one another, others for other seeds.
fn joined() -> Vec<String> {
    let (texts, mut seed) = (texts(), 1_u64);
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let text = &texts[usize::try_from(seed >> 33).unwrap_or(0) % texts.len()];
        text.trim_end().to_owned() + "\n"
    };
    (0..400).map(|_| next() + &next()).collect()
}

#[test]
fn places_are_those_of_the_input() {
    let plan = plan(Confidence::Likely);
    for text in texts() {
        let (redacted, report) = Stream::new(Format::Text).with_spans().whole(&plan, &text);
        let (mut made, mut at) = (String::new(), 0);
        for span in &report.spans {
            let (start, end) = (
                usize::try_from(span.start).expect("small"),
                usize::try_from(span.end).expect("small"),
            );
            made.push_str(text.get(at..start).expect("whole characters"));
            made.push_str(&format!("[{}]", span.label));
            at = end;
        }
        made.push_str(text.get(at..).expect("whole characters"));
        // A label is a string where a number of JSON stood.
        let bare = |text: &str| {
            let labels = report.spans.iter().map(|span| format!("[{}]", span.label));
            labels.fold(text.to_owned(), |text, label| {
                let quoted = [format!("\\\"{label}\\\""), format!("\"{label}\"")];
                quoted.iter().fold(text, |text, quoted| text.replace(quoted, &label))
            })
        };
        assert_eq!(bare(&made), bare(&redacted), "{text}");
    }
}

/// JSON of all sorts, with something to find in it.
fn json() -> impl Strategy<Value = Value> {
    let found =
        prop::sample::select(TEXTS.to_vec()).prop_map(|text| Value::String(text.to_owned()));
    let number = prop::sample::select(vec![4_111_111_111_111_111_u64, 378_282_246_310_005, 7, 0])
        .prop_map(Value::from);
    let leaf = prop_oneof![
        found,
        number,
        any::<String>().prop_map(Value::String),
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(Value::from)
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::btree_map(
                prop_oneof![
                    "[a-z_]{1,8}",
                    prop::sample::select(vec![
                        "password".to_owned(),
                        "card".to_owned(),
                        "a@b.example".to_owned()
                    ]),
                    any::<String>()
                ],
                inner,
                0..6
            )
            .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn json_stays_json_and_every_cut_gives_the_same(value in json(), pretty: bool, cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..5)) {
        let plan = wide(Confidence::Likely);
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.expect("JSON");
        let (whole, report) = stream(Format::Json).whole(&plan, &text);
        let read: Result<Value, _> = serde_json::from_str(&whole);
        prop_assert!(read.is_ok(), "{text} gives {whole}");
        prop_assert_eq!(report.malformed, 0, "{}", text);
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
        cuts.sort_unstable();
        prop_assert_eq!(pieces(&plan, Format::Json, text.as_bytes(), &cuts).0, whole);
    }

    #[test]
    fn anything_is_redacted_without_a_panic_and_whole_characters_stay(text in any::<String>(), cut in any::<prop::sample::Index>()) {
        let plan = wide(Confidence::Possible);
        for (_, format) in Format::ALL {
            let (whole, _) = stream(format).whole(&plan, &text);
            let cut = cut.index(text.len() + 1);
            prop_assert_eq!(pieces(&plan, format, text.as_bytes(), &[cut]).0, whole);
        }
    }
}

const TEXTS: &[&str] = &[
    "my e-mail is john.smith+news@mail.example.co.uk, and the card 4111 1111 1111 1111.",
    "call (415) 555-2671 or +49 30 1234567; +1 212 555 0123",
    "from 192.0.2.1 and 2001:db8::1 at 2024-01-02T03:04:05.678Z, mac 00:1b:44:11:3a:b7",
    "DE89 3704 0044 0532 0130 00 / GB29NWBK60161331926819",
    r#"{"user":{"email":"j\u0040x.example","card":4111111111111111,"note":"line\n4111-1111-1111-1111"}}"#,
    r#"{"a":[1,2,{"b":"x@y.example"}],"c":"Gr\u00fc\u00dfe \ud83d\ude00 a@b.example"}"#,
    "name,email,card\nAda,ada@example.org,\"4111 1111 1111 1111\"\n\"A \"\"B\"\" C\",\"x@y.example\",1\n",
    "user=ada%40example.org&card=4111+1111+1111+1111&note=a%2Bb%40c.example",
    "{\"a\":1}\nno json 4111 1111 1111 1111\n{\"b\":\"a@b.example\"}\n4111 1111 1111 1111\ntrue 4111111111111111\n",
    "8f14e45f-ceea-467f-a0e6-123456789012 0.250750683890174 v1.2.3.4 1700000000000",
    "mail ａｄａ＠example．org or ada\u{200b}@example.org, card ４１１１ 1111 1111 1\u{ad}111, ada%40example.org",
    "{\"a\":\"\\uff14111 1111 1111 1111\",\"b\":\"4111\\u200b111111111111\",\"c\":\"ada%40example.org\"}",
    "ada love and ADA LOVE, EMP-12345 xEMP-123 abcx abcxy aaaaaaaab, ÉMILE@ émile@x",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org",
];
