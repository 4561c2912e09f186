//! Hashing in fresh instances: bounds of its own, places of its own, and nothing of it in an error.

use std::{thread, time::Duration};

use crate::{engine::load_in, toy::calling};
use wicketgate_core::{Context, Secret};
use wicketgate_runtime::{Builder, Error, Module, Policy, Verification};

const SMALL: &str = r#"{"version":1,"password":{"hashing":{"memory":7168,"iterations":5}}}"#;
const PASSWORD: &str = "CanaryPassword";

fn open(bounds: impl FnOnce(Builder) -> Builder) -> Module {
    let cache = concat!(env!("CARGO_TARGET_TMPDIR"), "/runtime-cache");
    bounds(Module::builder().cache(cache)).open().expect("run `cargo xtask build` first")
}

fn small() -> Policy {
    load_in(&open(|builder| builder), SMALL)
}

fn password() -> Secret {
    PASSWORD.into()
}

#[test]
fn a_hash_is_of_its_password_and_salted_anew_each_time() {
    let policy = small();
    let (first, second) = (policy.hash(&password()).expect("a hash"), policy.hash(&password()));
    assert!(first.starts_with("$argon2id$v=19$m=7168,t=5,p=1$"), "{first}");
    assert_ne!(first, second.expect("a hash"));
    let right = policy.verify(&password(), &first).expect("a verdict");
    assert_eq!(right, Verification { because: vec![], matches: true, rehash: false });
    let wrong = policy.verify(&"CanaryPassworf".into(), &first).expect("a verdict");
    assert_eq!(wrong, Verification { because: vec![], matches: false, rehash: false });
    let default = load_in(&open(|builder| builder), r#"{"version":1}"#);
    let again = default.verify(&password(), &first).expect("a verdict");
    assert_eq!(
        (again.matches, again.rehash, again.because),
        (true, true, vec!["memory".to_owned()])
    );
    assert_eq!(default.hashing().expect("a section").salt_bytes, 16);
}

#[test]
fn the_salt_has_the_length_that_the_policy_asks_for() {
    let section = r#"{"memory":7168,"iterations":5,"salt_bytes":20}"#;
    let document = format!(r#"{{"version":1,"password":{{"hashing":{section}}}}}"#);
    let policy = load_in(&open(|builder| builder), &document);
    assert_eq!(policy.hashing().expect("a section").salt_bytes, 20);
    let hash = policy.hash(&password()).expect("a hash");
    assert_eq!(hash.split('$').nth(4).map(str::len), Some(27), "{hash}");
    let error = policy.hash_with(&password(), &[0; 16]).expect_err("too short");
    assert_eq!(error.code(), "invalid-request");
}

#[test]
fn a_hash_of_the_text_as_typed_matches_where_it_is_asked_for() {
    // bcrypt of "é" as two characters, which the engine would hash as one.
    let (typed, hash) = ("e\u{301}", BCRYPT);
    let policy = small();
    assert!(!policy.verify(&typed.into(), hash).expect("a verdict").matches);
    let found = policy.verify_typed(&typed.into(), hash).expect("a verdict");
    assert_eq!((found.matches, found.rehash), (true, true));
    assert_eq!(found.because, ["algorithm", "text"]);
}

#[test]
fn what_is_no_verdict_is_an_error_without_secrets() {
    let policy = small();
    let hash = policy.hash(&password()).expect("a hash");
    let dear = hash.replace("m=7168", "m=9999999");
    let cases = [
        (format!("{hash}="), "invalid-hash"),
        ("$6$CanarySalt$CanaryTag".to_owned(), "unknown-hash-scheme"),
        (dear, "hash-too-costly"),
        ("$".repeat(513), "invalid-request"),
    ];
    for (hash, code) in cases {
        let error = policy.verify(&password(), &hash).expect_err(code);
        assert_eq!(error.code(), code);
        let shown = format!("{error} {error:?} {policy:?}");
        let salt = hash.split('$').nth(4).filter(|salt| salt.len() > 4).unwrap_or("Canary");
        assert!(!shown.contains("Canary") && !shown.contains(salt), "{shown}");
    }
    let error = policy.hash(&"x".repeat(4097).into()).expect_err("too large");
    assert_eq!(error.code(), "password-too-large");
}

#[test]
fn memory_that_does_not_suffice_is_an_error_and_other_decisions_go_on() {
    let small = 16 * 1024 * 1024;
    let module = open(|builder| builder.memory(small).hashing_memory(small));
    let (default, lean) = (load_in(&module, r#"{"version":1}"#), load_in(&module, SMALL));
    for policy in [&default, &lean, &default] {
        match policy.hash(&password()) {
            Ok(hash) => assert!(hash.contains("m=7168,"), "{hash}"),
            Err(error) => {
                assert!(matches!(error, Error::Memory { limit } if limit == small), "{error}");
                assert_eq!(policy.hashing().expect("a section").memory, 19_456);
            }
        }
        assert!(policy.check(&password(), &Context::default()).expect("a report").ok);
    }
    // The usual decisions keep the small cap where hashing has a large one.
    let module = open(|builder| builder.memory(small));
    let policy = load_in(&module, r#"{"version":1}"#);
    policy.hash(&password()).expect("enough memory");
    let (salt, handle) = ("00".repeat(16), policy.handle());
    let request =
        format!(r#"{{"op":"password.hash","policy":{handle},"password":"a","salt":"{salt}"}}"#);
    assert_eq!(policy.call(&request).expect_err("no bounds of hashing").code(), "engine-memory");
}

#[test]
fn a_policy_may_ask_for_as_much_as_is_allowed() {
    let section = r#"{"memory":65536,"iterations":2,"parallelism":4}"#;
    let document = format!(r#"{{"version":1,"password":{{"hashing":{section}}}}}"#);
    let policy = load_in(&open(|builder| builder.hashing_memory(68 * 1024 * 1024)), &document);
    let hash = policy.hash(&password()).expect("enough memory");
    assert!(policy.verify(&password(), &hash).expect("a verdict").matches);
    // 64 MiB and nothing beside them for the engine itself.
    let policy = load_in(&open(|builder| builder.hashing_memory(64 * 1024 * 1024)), &document);
    assert_eq!(policy.hash(&password()).expect_err("too little").code(), "engine-memory");
}

#[test]
fn hashes_beyond_their_places_wait_and_then_are_refused() {
    let module = open(|builder| builder.hashing(1).hashing_wait(Duration::from_secs(60)));
    let policy = load_in(&module, SMALL);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| policy.hash(&password()).expect("its turn"));
        }
    });
    // An engine that never answers holds the one place; decisions have places of their own.
    let endless = calling("(loop $again (br $again)) (i32.const 0)");
    let module = Module::builder()
        .engine_bytes(endless)
        .deadline(Duration::from_millis(50))
        .hashing(1)
        .hashing_deadline(Duration::from_millis(600))
        .hashing_wait(Duration::from_millis(20))
        .open()
        .expect("a module");
    let policy = Policy::load(&module, "{}").expect("loaded");
    thread::scope(|scope| {
        let first = scope.spawn(|| policy.verify(&password(), "$"));
        thread::sleep(Duration::from_millis(150));
        let error = policy.verify(&password(), "$").expect_err("no place");
        assert_eq!(error.code(), "engine-busy");
        assert_eq!(policy.call("{}").expect_err("endless").code(), "engine-deadline");
        let error = first.join().expect("no panic").expect_err("endless");
        assert!(
            matches!(error, Error::Deadline { limit } if limit == Duration::from_millis(600)),
            "{error}"
        );
    });
}

const BCRYPT: &str = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.i8ftF58kCptWNIH/1.KWbsnT7cwIchS";
