//! Engines that misbehave: each ends in a typed error, and never in a verdict.

use std::time::{Duration, Instant};

use crate::toy::{self, Toy, calling};
use wicketgate_core::Context;
use wicketgate_runtime::{Builder, Digest, Error, MAX_REQUEST, Module, Policy, Session};

fn builder(engine: Vec<u8>) -> Builder {
    Module::builder().engine_bytes(engine).deadline(Duration::from_millis(200)).memory(1 << 20)
}

fn open(engine: Vec<u8>) -> Module {
    builder(engine).open().expect("a module")
}

fn check(module: &Module) -> Result<(), Error> {
    let policy = Policy::load(module, "{}")?;
    policy.check(&"hunter2".into(), &Context::default()).map(drop)
}

#[test]
fn a_call_that_fails_is_an_error_and_the_next_one_is_not_affected() {
    let huge =
        "(i32.store (i32.const 8) (i32.const 0)) (i32.store (i32.const 12) (i32.const 1048577))
        (drop (memory.grow (i32.const 14))) (i32.const 8)";
    let outside = "(i32.store (i32.const 8) (i32.const 131072))
        (i32.store (i32.const 12) (i32.const 1)) (i32.const 8)";
    let ill_formed = "(i32.store (i32.const 8) (i32.const 512))
        (i32.store (i32.const 12) (i32.const 4)) (i32.const 8)";
    let no_json = "(i32.store (i32.const 8) (i32.const 768))
        (i32.store (i32.const 12) (i32.const 7)) (i32.const 8)";
    let empty = "(i32.store (i32.const 8) (i32.const 0))
        (i32.store (i32.const 12) (i32.const 0)) (i32.const 8)";
    let cases = [
        ("trap", "unreachable", "engine-trap"),
        ("division by zero", "(i32.div_u (i32.const 1) (i32.const 0))", "engine-trap"),
        ("wild read", "(i32.load (i32.const -16))", "engine-trap"),
        ("endless recursion", "(call $call (i32.const 0) (i32.const 0))", "engine-trap"),
        ("endless loop", "(loop $again (br $again)) (i32.const 0)", "engine-deadline"),
        ("one page too many", "(drop (memory.grow (i32.const 15))) (i32.const 8)", "engine-memory"),
        ("all memory", "(drop (memory.grow (i32.const 65000))) (i32.const 8)", "engine-memory"),
        (
            "more memory, then a trap",
            "(drop (memory.grow (i32.const 99))) unreachable",
            "engine-memory",
        ),
        ("an answer that is too long", huge, "engine-answer"),
        ("an answer outside of memory", outside, "engine-answer"),
        ("a return pointer outside of memory", "(i32.const -4)", "engine-answer"),
        ("an answer that is no text", ill_formed, "engine-answer"),
        ("an answer that is no JSON", no_json, "engine-answer"),
        ("an empty answer", empty, "engine-answer"),
        ("a number instead of a report", toy::COUNT, "engine-answer"),
    ];
    for (case, call, code) in cases {
        let module = open(calling(call));
        for _ in 0..3 {
            let error = check(&module).expect_err(case);
            assert_eq!(error.code(), code, "{case}: {error}");
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{case}: {error:?}");
        }
    }
}

#[test]
fn loading_is_bounded_like_a_call() {
    let cases = [
        ("unreachable", "engine-trap"),
        ("(loop $again (br $again)) (i32.const 0)", "engine-deadline"),
        ("(drop (memory.grow (i32.const 65000))) (i32.const 0)", "engine-memory"),
    ];
    for (load, code) in cases {
        let module = open(Toy { load, ..Toy::default() }.build());
        assert_eq!(Policy::load(&module, "{}").expect_err(load).code(), code, "{load}");
    }
}

#[test]
fn an_allocator_that_lies_is_an_error() {
    for realloc in ["unreachable", "(i32.const -1)", "(i32.const 131072)"] {
        let module = open(Toy { realloc, ..Toy::default() }.build());
        let code = Policy::load(&module, "{}").expect_err(realloc).code().to_owned();
        assert!(["engine-trap", "engine-answer"].contains(&code.as_str()), "{realloc}: {code}");
    }
}

#[test]
fn a_deadline_holds_within_its_slack() {
    let module = open(calling("(loop $again (br $again)) (i32.const 0)"));
    let mut session = Session::new(&module).expect("a session");
    let start = Instant::now();
    assert_eq!(session.call("{}").expect_err("endless").code(), "engine-deadline");
    let taken = start.elapsed();
    // The upper bound is generous for machines that are busy with other tests.
    assert!(taken >= Duration::from_millis(200), "{taken:?}");
    assert!(taken < Duration::from_secs(10), "{taken:?}");
}

#[test]
fn a_session_ends_with_its_first_failure() {
    let module = builder(calling("unreachable")).concurrency(1).open().expect("a module");
    let mut session = Session::new(&module).expect("a session");
    assert!(session.load("{}").is_ok());
    session.unload(1).expect("ignored");
    assert_eq!(session.call("{}").expect_err("trap").code(), "engine-trap");
    for _ in 0..2 {
        assert_eq!(session.call("{}").expect_err("ended").code(), "session-ended");
        assert_eq!(session.load("{}").expect_err("ended").code(), "session-ended");
        assert_eq!(session.describe().expect_err("ended").code(), "session-ended");
    }
    // The place of the failed instance is free although the session still exists.
    Session::new(&module).expect("another session");
}

#[test]
fn decisions_share_nothing_and_a_sessions_calls_do() {
    let module = open(Toy::default().build());
    let policy = Policy::load(&module, "{}").expect("loaded");
    for _ in 0..3 {
        assert_eq!(policy.call("{}").expect("an answer"), r#"{"ok":1}"#);
    }
    let mut session = Session::new(&module).expect("a session");
    for expected in [r#"{"ok":1}"#, r#"{"ok":2}"#, r#"{"ok":3}"#] {
        assert_eq!(session.call("{}").expect("an answer"), expected);
    }
}

#[test]
fn too_much_is_refused_before_the_engine_sees_it() {
    let module = open(Toy { load: "unreachable", ..Toy::default() }.build());
    let long = "x".repeat(256 * 1024 + 1);
    assert_eq!(Policy::load(&module, long.as_str()).expect_err("long").code(), "too-large");
    let mut session = Session::new(&module).expect("a session");
    assert_eq!(session.load(&long).expect_err("long").code(), "too-large");
    assert_eq!(session.call(&"x".repeat(MAX_REQUEST + 1)).expect_err("long").code(), "too-large");
    assert_eq!(session.call("{}").expect("the session goes on"), r#"{"ok":1}"#);
}

#[test]
fn what_is_no_engine_is_not_opened() {
    let core = wat::parse_str("(module)").expect("valid text");
    let bare = wat::parse_str("(component)").expect("valid text");
    let other = wat::parse_str(
        r#"(component
            (core module $m (func (export "f") (result i32) (i32.const 1)))
            (core instance $i (instantiate $m))
            (func $f (result u32) (canon lift (core func $i "f")))
            (instance $e (export "describe" (func $f)) (export "load" (func $f))
                (export "unload" (func $f)) (export "call" (func $f)))
            (export "wicketgate:policy/engine@1.0.0" (instance $e)))"#,
    );
    let cases = [
        ("nothing", Vec::new(), "engine-module"),
        ("text", b"(component)".to_vec(), "engine-module"),
        ("a core module", core, "engine-module"),
        ("an empty component", bare, "engine-module"),
        ("functions of other types", other.expect("valid text"), "engine-module"),
        ("half of an engine", half(), "engine-module"),
        ("an engine with an import", toy::importing(), "engine-import"),
        ("more memory than allowed", Toy { pages: 17, ..Toy::default() }.build(), "engine-module"),
    ];
    for (case, engine, code) in cases {
        let error = builder(engine).open().expect_err(case);
        assert_eq!(error.code(), code, "{case}: {error}");
    }
}

fn half() -> Vec<u8> {
    let engine = Toy::default().build();
    engine[..engine.len() / 2].to_vec()
}

#[test]
fn only_the_engine_that_was_meant_is_opened() {
    let engine = Toy::default().build();
    let digest = Digest::of(&engine);
    let module = builder(engine.clone()).digest(digest).open().expect("the right one");
    assert_eq!(module.digest(), digest);
    let error = builder(engine).digest(Digest::of(b"another")).open().expect_err("another one");
    assert!(matches!(&error, Error::Digest { actual, .. } if *actual == digest), "{error}");
}

#[test]
fn an_engine_that_cannot_be_read_is_named() {
    let error = Module::builder().engine_file("/nonexistent/engine.wasm").open();
    let error = error.expect_err("no file");
    assert_eq!(error.code(), "engine-read");
    assert!(error.to_string().contains("/nonexistent/engine.wasm"), "{error}");
}
