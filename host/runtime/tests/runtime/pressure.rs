//! Back-pressure: more decisions than places wait, and then get a typed error.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::toy::{Toy, calling};
use wicketgate_runtime::{Error, Module, Policy, Session};

#[test]
fn a_full_module_is_busy_and_free_again_afterwards() {
    let module = Module::builder()
        .engine_bytes(calling("(loop $again (br $again)) (i32.const 0)"))
        .concurrency(1)
        .deadline(Duration::from_millis(400))
        .wait(Duration::from_millis(20))
        .open()
        .expect("a module");
    let mut session = Session::new(&module).expect("the only place");
    thread::scope(|scope| {
        let endless = scope.spawn(move || session.call("{}").map(drop));
        let start = Instant::now();
        let error = Policy::load(&module, "{}").expect_err("no place");
        assert!(start.elapsed() >= Duration::from_millis(20));
        let Error::Busy { retry_after } = error else { panic!("{error}") };
        assert_eq!(retry_after, Duration::from_millis(400));
        assert_eq!(
            endless.join().expect("no panic").expect_err("endless").code(),
            "engine-deadline"
        );
    });
    Policy::load(&module, "{}").expect("free again");
}

#[test]
fn decisions_beyond_the_places_queue_and_succeed() {
    let module = Module::builder()
        .engine_bytes(Toy::default().build())
        .concurrency(2)
        .wait(Duration::from_secs(60))
        .open()
        .expect("a module");
    let policy = Policy::load(&module, "{}").expect("loaded");
    let answered = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..100 {
                    assert_eq!(policy.call("{}").expect("an answer"), r#"{"ok":1}"#);
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(answered.into_inner(), 1600);
}

#[test]
fn overload_is_refused_and_nothing_leaks() {
    let module = Module::builder()
        .engine_bytes(Toy::default().build())
        .concurrency(2)
        .wait(Duration::ZERO)
        .open()
        .expect("a module");
    let policy = Policy::load(&module, "{}").expect("loaded");
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..200 {
                    match policy.call("{}") {
                        Ok(answer) => assert_eq!(answer, r#"{"ok":1}"#),
                        Err(error) => assert_eq!(error.code(), "engine-busy", "{error}"),
                    }
                }
            });
        }
    });
    let sessions: Vec<_> = (0..2).map(|_| Session::new(&module)).collect();
    assert!(sessions.iter().all(Result::is_ok), "both places are free again");
    assert_eq!(Session::new(&module).expect_err("both are taken").code(), "engine-busy");
}
