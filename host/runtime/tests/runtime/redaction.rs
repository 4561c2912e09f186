//! Texts and streams of text through the typed interface.

use std::time::Duration;

use wicketgate_core::Secret;
use wicketgate_runtime::{
    Key, MAX_TEXT, Module, Policy, Redact, Reveal, Session, TextFormat, Tokens,
};

use crate::{
    engine::{load, module},
    toy::{Toy, UNREACHABLE},
};

const DOCUMENT: &str = r#"{"version":1,"redaction":{"kinds":{"us-ssn":{}},
    "profiles":[{"name":"support","kinds":{"email-address":{"enabled":false}}}]}}"#;
const TEXT: &str = "\u{1f4a9} write to ada@example.com \u{e9}, or bob@example.org";
const LEFT: &str = "\u{1f4a9} write to [EMAIL_ADDRESS] \u{e9}, or [EMAIL_ADDRESS]";

#[test]
fn a_text_and_its_pieces_give_the_same() {
    let policy = load(DOCUMENT);
    assert_eq!(policy.redact(TEXT, &Redact::default()).expect("a text"), LEFT);
    for size in [1, 2, 7, 100] {
        let options = Redact { spans: true, ..Redact::default() };
        let mut redaction = policy.redaction(&options).expect("a stream");
        let mut out = String::new();
        let characters: Vec<char> = TEXT.chars().collect();
        for piece in characters.chunks(size) {
            out += &redaction.push(&String::from_iter(piece)).expect("a part");
        }
        let (rest, report) = redaction.finish().expect("a report");
        assert_eq!(out + &rest, LEFT, "{size}");
        assert_eq!(report.counts.get("EMAIL_ADDRESS"), Some(&2), "{size}");
        let places = report.spans.iter().map(|span| span.start as usize..span.end as usize);
        let found: Vec<_> = places.map(|place| TEXT.get(place).unwrap_or_default()).collect();
        assert_eq!(found, ["ada@example.com", "bob@example.org"], "{size}");
    }
}

#[test]
fn options_reach_the_engine() {
    let policy = load(DOCUMENT);
    let redact = |text: &str, options: Redact<'_>| {
        policy.redact(text, &options).map_err(|error| error.code().to_owned())
    };
    let support = Redact { profile: Some("support"), ..Redact::default() };
    assert_eq!(redact("ada@example.com", support).as_deref(), Ok("ada@example.com"));
    let known = Redact { known: &[("NAME", "Lovelace")], ..Redact::default() };
    assert_eq!(redact("Ada LOVELACE", known).as_deref(), Ok("Ada [NAME]"));
    let json = Redact { format: TextFormat::Json, ..Redact::default() };
    assert_eq!(
        redact(r#"{"a":"ada@example.com"}"#, json).as_deref(),
        Ok(r#"{"a":"[EMAIL_ADDRESS]"}"#)
    );
    let short = Secret::from("00");
    for wrong in [
        Redact { profile: Some("none"), ..Redact::default() },
        Redact { key: Some(&short), ..Redact::default() },
    ] {
        assert_eq!(redact("", wrong).expect_err("refused"), "invalid-request");
        assert_eq!(policy.redaction(&wrong).expect_err("refused").code(), "invalid-request");
    }
}

#[test]
fn a_long_text_is_redacted_and_a_longer_one_only_in_pieces() {
    let policy = load(DOCUMENT);
    let text = format!("{TEXT}\n").repeat(MAX_TEXT / (TEXT.len() + 1));
    let redacted = policy.redact(&text, &Redact::default()).expect("a text");
    let expected = format!("{LEFT}\n").repeat(MAX_TEXT / (TEXT.len() + 1));
    // Not `assert_eq`: nobody wants to read either.
    assert!(redacted == expected);
    let longer = text + TEXT;
    assert_eq!(policy.redact(&longer, &Redact::default()).expect_err("long").code(), "too-large");
    let mut redaction = policy.redaction(&Redact::default()).expect("a stream");
    let mut out = redaction.push(&longer).expect("a part");
    out += &redaction.finish().expect("the rest").0;
    assert!(out == expected + LEFT);
}

#[test]
fn a_session_has_streams() {
    let mut session = Session::new(&module()).expect("a session");
    session.load(DOCUMENT).expect("a policy");
    let request = r#"{"policy":1}"#;
    assert_eq!(session.redact(request, TEXT).expect("an answer").as_deref(), Ok(LEFT));
    assert_eq!(session.redact_open(request).expect("an answer"), r#"{"ok":{"stream":1}}"#);
    let out = session.redact_push(1, TEXT).expect("an answer").expect("a part");
    let closed = session.redact_close(1).expect("an answer");
    let closed: serde_json::Value = serde_json::from_str(&closed).expect("JSON");
    assert_eq!(out + closed["ok"]["text"].as_str().expect("a text"), LEFT);
    let refused = session.redact_push(1, TEXT).expect("an answer").expect_err("no such stream");
    assert!(refused.contains("unknown-stream"), "{refused}");
    let long = "x".repeat(MAX_TEXT + 1);
    assert_eq!(session.redact(request, &long).expect_err("long").code(), "too-large");
    assert!(session.redact(request, TEXT).is_ok());
}

#[test]
fn an_engine_that_fails_gives_no_text() {
    let spin = "(loop $again (br $again)) (i32.const 0)";
    for (redact, code) in [(UNREACHABLE, "engine-trap"), (spin, "engine-deadline")] {
        let engine = Toy { redact, ..Toy::default() }.build();
        let module = Module::builder().engine_bytes(engine).deadline(Duration::from_millis(200));
        let policy = Policy::load(&module.open().expect("a module"), "{}").expect("loaded");
        let failed = policy.redact("hunter2", &Redact::default()).expect_err(code);
        assert_eq!(failed.code(), code);
        let mut redaction = policy.redaction(&Redact::default()).expect("a stream");
        assert_eq!(redaction.push("hunter2").expect_err(code).code(), code);
        assert_eq!(redaction.push("hunter2").expect_err("ended").code(), "session-ended");
        assert!(!format!("{redaction:?}").contains("hunter2"));
        assert_eq!(redaction.finish().expect_err("ended").code(), "session-ended");
    }
}

#[test]
fn tokens_open_with_the_key_that_made_them() {
    let key = |id: &str, pair: &str| Key { id: id.to_owned(), key: pair.repeat(64).into() };
    let keys = [key("k2", "22"), key("k1", "11")];
    let policy = load(r#"{"version":1,"redaction":{"action":"token"}}"#);
    let tokens = Some(Tokens { key: &keys[1], tenant: "acme" });
    let made = policy.redact(TEXT, &Redact { tokens, ..Redact::default() }).expect("a text");
    assert_eq!(policy.redact(TEXT, &Redact::default()).expect("a text"), LEFT, "without a key");
    let asked = Reveal { format: TextFormat::Text, keys: &keys, more: false, tenant: "acme" };
    let revealed = module().reveal(&made, &asked).expect("revealed");
    assert_eq!((revealed.text.as_str(), revealed.opened), (TEXT, 2));
    let (start, end) = made.split_at(made.len() - 9);
    let more = module().reveal(start, &Reveal { more: true, ..asked }).expect("revealed");
    let last = module().reveal(&(more.rest + end), &asked).expect("revealed");
    assert_eq!(more.text + &last.text, TEXT);
    let refused = |asked| module().reveal(&made, &asked).err().map(|error| error.code().to_owned());
    let short = [key("k1", "")];
    assert_eq!(refused(Reveal { keys: &short, ..asked }).as_deref(), Some("invalid-request"));
    let format = TextFormat::Auto;
    assert_eq!(refused(Reveal { format, ..asked }).as_deref(), Some("invalid-request"));
    assert_eq!(
        module()
            .reveal(&"x".repeat(200_000), &asked)
            .err()
            .map(|error| error.code().to_owned())
            .as_deref(),
        Some("too-large")
    );
}
