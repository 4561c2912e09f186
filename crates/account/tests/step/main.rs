//! Laws of accounts: what holds for every sequence of events, under every policy that is tried.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of a test fails the test"
)]

mod world;

use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};
use world::{World, settle};

/// An event that is drawn: its kind, what it refers to, how the host answers, and how time moves.
#[derive(Clone, Debug)]
struct Drawn {
    elapsed: i64,
    kind: usize,
    ok: bool,
    which: Index,
}

const PASSWORD: &str = "a password that nobody is told";

/// Policies, from the most lenient to the most curious.
fn policies() -> Vec<Value> {
    let stages = json!([{ "after": 2, "lock": "30m", "while_locked": "extend", "bars_recovery": true },
        { "counts": "attempts-while-locked", "after": 3 }]);
    let growing = json!([{ "after": 3, "again_after": 1, "lock": "1s", "growth": { "max": "15m" } },
        { "counts": "locks", "after": 5 }]);
    let documented = json!({ "disclosure": "documented", "providers": ["google"] });
    let web =
        json!({ "web": { "absolute": "24h", "idle": "30m", "client_idle": "20m", "max": 2 } });
    let lifecycle = json!({ "history": { "count": 3 }, "max_age": "90d", "min_age": "1h",
        "temporary_life": "1d", "notify_admin": true });
    vec![
        json!({}),
        json!({ "lockout": { "stages": stages }, "sign_in": documented, "session": web,
            "password": { "lifecycle": lifecycle } }),
        json!({ "lockout": { "stages": stages, "right_counts_while_locked": false,
            "abandoned": "failure", "end_sessions": true }, "session": web }),
        json!({ "lockout": { "stages": growing, "per": "account-and-address", "forget_after": "1h" },
            "sign_in": documented }),
        json!({ "lockout": { "stages": growing, "per": "familiarity", "counting": "cumulative" } }),
        json!({ "lockout": { "stages": [{ "after": 2, "lock": "1h" }], "counting": "window",
            "window": "10m", "unlock": { "member": ["self-by-mail", "support"] } } }),
    ]
}

/// The event that was drawn, of a world as it is.
fn event(world: &World, drawn: &Drawn) -> Value {
    let token = if world.tokens.is_empty() {
        "none".to_owned()
    } else {
        drawn.which.get(&world.tokens).clone()
    };
    let ip = format!("192.0.2.{}", drawn.which.index(20));
    let sso = |kind: &str| json!({ "type": kind, "provider": "google", "subject": ip, "verified": drawn.ok });
    let with = |mut event: Value, name: &str, value: &str| {
        event[name] = json!(value);
        event
    };
    match drawn.kind {
        0 | 1 => json!({ "type": "sign-in", "ip": ip }),
        2 | 3 if !world.attempts.is_empty() => {
            let (attempt, names) = drawn.which.get(&world.attempts);
            settle(*attempt, names, if drawn.ok { "match" } else { "mismatch" })
        }
        4 => json!({ "type": "touch", "session": token, "active": drawn.ok }),
        5 => json!({ "type": "sign-out", "session": token, "everywhere": drawn.ok }),
        6 => json!({ "type": "forgot-password" }),
        7 => json!({ "type": "reset-password", "token": token, "password": PASSWORD }),
        8 => {
            json!({ "type": "change-password", "session": token, "current": PASSWORD, "password": PASSWORD })
        }
        9 => json!({ "type": "change-password", "flow": token, "password": PASSWORD }),
        10 => {
            json!({ "type": "set-password", "password": PASSWORD, "actor": { "role": "support" } })
        }
        11 => json!({ "type": "tick", "actor": { "role": "system" } }),
        12 => json!({ "type": "unlock", "actor": { "role": "support" } }),
        13 => json!({ "type": "unlock-by-mail" }),
        14 => json!({ "type": "unlock-by-mail", "token": token }),
        15 => with(with(sso("sign-in"), "method", "sso"), "ip", &ip),
        16 => with(sso("bind"), "session", &token),
        17 => json!({ "type": "unbind", "provider": "google", "session": token }),
        18 => json!({ "type": "sign-in", "method": "email-on-file" }),
        19 => json!({ "type": "enter-link", "token": token }),
        20 => json!({ "type": "list-sessions", "session": token }),
        21 => {
            json!({ "type": "end-session", "session": token, "target": drawn.which.index(9).to_string() })
        }
        22 => json!({ "type": "repair-clock", "actor": { "role": "support" } }),
        _ => json!({ "type": "issue-oauth-token", "session": token, "client": "c" }),
    }
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let elapsed = prop_oneof![
        16 => prop_oneof![Just(0_i64), Just(1), Just(500), Just(1000), Just(9_999), Just(10_000)],
        2 => prop_oneof![Just(60_000_i64), Just(1_200_000), Just(1_800_000), Just(86_400_000)],
        1 => prop_oneof![Just(-1_i64), Just(-300_000), Just(-300_001), Just(i64::MIN / 4)],
        1 => Just(i64::MAX / 4),
    ];
    let kind = prop_oneof![1 => 0..4_usize, 2 => 0..24_usize];
    (elapsed, kind, any::<bool>(), any::<Index>()).prop_map(|(elapsed, kind, ok, which)| Drawn {
        elapsed,
        kind,
        ok,
        which,
    })
}

/// Plays what was drawn and tells the latest time.
fn play(world: &mut World, all: &[Drawn]) -> u64 {
    let (mut now, mut latest) = (0_u64, 0);
    for drawn in all {
        now = now.saturating_add_signed(drawn.elapsed).min((1 << 53) - 1);
        let event = event(world, drawn);
        if event["type"] == "repair-clock" {
            latest = now;
        }
        latest = latest.max(now);
        world.step(now, event);
    }
    latest
}

/// When each lock of an account lapses: at the end of time, where it does not.
fn ends(world: &World) -> Vec<(String, u64)> {
    let state: Value = serde_json::from_str(&world.written()).expect("a state");
    let counters = state["counters"].as_object().into_iter().flatten();
    let locked = counters.filter(|(_, counter)| counter["lock"].is_object());
    let end = |counter: &Value| counter["lock"]["until"].as_u64().unwrap_or(u64::MAX);
    locked.map(|(name, counter)| (name.clone(), end(counter))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// No sequence of events panics; what is given in never comes out; states read back the same.
    #[test]
    fn every_sequence_is_survived(policy in any::<Index>(), all in prop::collection::vec(drawn(), 1..60)) {
        let mut world = World::new(policy.get(&policies()));
        play(&mut world, &all);
        for answer in &world.answers {
            prop_assert!(!answer.contains(PASSWORD), "{answer}");
        }
        let written = world.written();
        let value = wicketgate_core::json::parse(&written).expect("a state");
        let read = wicketgate_account::Account::read(&value);
        prop_assert_eq!(read.as_ref().ok(), world.state.as_ref());
        prop_assert!(written.len() < 40_000, "{} bytes", written.len());
    }

    /// A time that goes back opens nothing that is locked at the latest time.
    #[test]
    fn going_back_unlocks_nothing(
        policy in any::<Index>(),
        all in prop::collection::vec(drawn(), 1..60),
        back in prop_oneof![0..400_000_u64, Just(u64::MAX)],
    ) {
        let mut world = World::new(policy.get(&policies()));
        let latest = play(&mut world, &all);
        let ask = json!({ "type": "sign-in", "ip": "192.0.2.1" });
        for _ in 0..3 {
            world.fail(latest, "192.0.2.1");
        }
        let mut at_latest = world.clone();
        let mut back_then = world;
        let now = at_latest.step(latest, ask.clone());
        if now["internal"]["reason"] == "locked" {
            let before = ends(&back_then);
            let then = back_then.step(latest.saturating_sub(back), ask);
            let reason = then["internal"]["reason"].as_str();
            prop_assert!(matches!(reason, Some("locked" | "clock-skew")), "{then}");
            for (name, end) in ends(&back_then) {
                let earlier = before.iter().find(|(known, _)| *known == name);
                prop_assert!(earlier.is_none_or(|(_, before)| *before <= end), "{name}");
            }
        }
    }

    /// It does not matter when or how often the host ticks.
    #[test]
    fn ticks_change_nothing(
        all in prop::collection::vec(drawn(), 1..40),
        ticks in prop::collection::vec(any::<bool>(), 40),
        policy in 1..4_usize,
    ) {
        let tick = || json!({ "type": "tick", "actor": { "role": "system" } });
        let (mut plain, mut ticked) = (World::new(&policies()[policy]), World::new(&policies()[policy]));
        let mut now = 0_u64;
        for (drawn, tick_first) in all.iter().zip(ticks) {
            let elapsed = drawn.elapsed.unsigned_abs().min(86_400_000);
            let event = event(&plain, drawn);
            if tick_first {
                ticked.step(now + elapsed / 2, tick());
                // Tokens depend on the number of the event: both worlds count the same.
                plain.answers.push(String::new());
            }
            now += elapsed;
            let (one, other) = (plain.step(now, event.clone()), ticked.step(now, event));
            prop_assert_eq!(&one["outcome"], &other["outcome"]);
        }
        for world in [&mut plain, &mut ticked] {
            world.step(now, json!({ "type": "unlock-by-mail" }));
        }
        prop_assert_eq!(plain.written(), ticked.written());
    }

    /// Failures from two addresses and uses of two sessions come to the same in any order.
    #[test]
    fn what_is_apart_commutes(order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let run = |order: &[usize]| {
            let mut world = World::new(&policies()[3]);
            for ip in ["198.51.100.1", "198.51.100.2"] {
                let decision = world.step(0, json!({ "type": "sign-in", "ip": ip }));
                let attempt = decision["verify"]["attempt"].as_u64().expect("an attempt");
                world.step(0, settle(attempt, &["current".to_owned()], "match"));
            }
            for index in order {
                let place = ["192.0.2.1", "192.0.2.2"][index % 2];
                match index / 2 {
                    0..=2 => { world.fail(60_000, place); }
                    _ => { world.step(60_000, json!({ "type": "touch", "session": world.tokens[index % 2] })); }
                }
            }
            world.written()
        };
        prop_assert_eq!(run(&order), run(&[0, 1, 2, 3, 4, 5, 6, 7]));
    }

    /// However attempts overlap, no more than N wrong guesses are verified before a lock.
    #[test]
    fn a_limit_holds(limit in 1..6_u32, moves in prop::collection::vec((any::<bool>(), any::<Index>(), 0..4_000_u64), 1..120)) {
        let mut world = World::new(&json!({
            "lockout": { "stages": [{ "after": limit }] }, "sign_in": { "disclosure": "documented" },
        }));
        let (mut now, mut verified) = (0, 0);
        for (reserve, which, elapsed) in moves {
            now += elapsed;
            if reserve || world.attempts.is_empty() {
                world.step(now, json!({ "type": "sign-in" }));
                continue;
            }
            let at = which.index(world.attempts.len());
            let (attempt, names) = world.attempts.remove(at);
            let decision = world.step(now, settle(attempt, &names, "mismatch"));
            // Nobody is told anything of an attempt that was void.
            if decision["internal"]["reason"] != "attempt-void" {
                verified += 1;
            }
        }
        prop_assert!(verified <= limit, "{verified} of {limit}");
    }

    /// No repair of the clock makes a lock end sooner.
    #[test]
    fn a_repair_shortens_no_lock(policy in 1..6_usize, all in prop::collection::vec(drawn(), 1..60), to in any::<u64>()) {
        let mut world = World::new(&policies()[policy]);
        let latest = play(&mut world, &all);
        let ask = json!({ "type": "sign-in", "ip": "192.0.2.1" });
        let is_locked = |world: &World| {
            world.clone().step(latest, ask.clone())["internal"]["reason"] == "locked"
        };
        let before = is_locked(&world);
        world.step(to % (latest + 1), json!({ "type": "repair-clock", "actor": { "role": "support" } }));
        prop_assert!(!before || is_locked(&world));
    }
}

/// CC-06: a thousand failures lock nothing where the policy has no stage, and the state stays small.
#[test]
fn without_a_stage_nothing_ever_locks() {
    let mut world = World::new(&json!({ "sign_in": { "disclosure": "documented" } }));
    let before = world.written().len();
    for now in 0..1000 {
        assert_eq!(world.fail(now, "192.0.2.1")["reason"], "wrong-password");
    }
    assert_eq!(world.step(1000, json!({ "type": "sign-in" }))["outcome"], "verify");
    assert!(world.written().len() < before + 300);
}

/// A use of which nothing needs to be remembered gives back the very same state, mark and all.
#[test]
fn a_use_that_changes_nothing_writes_nothing() {
    let mut world = World::new(&json!({ "session": { "web": { "idle": "30m" } } }));
    let decision = world.step(0, json!({ "type": "sign-in" }));
    let attempt = decision["verify"]["attempt"].as_u64().expect("an attempt");
    world.step(0, settle(attempt, &["current".to_owned()], "match"));
    let (session, before) = (world.tokens[0].clone(), world.written());
    let touch = json!({ "type": "touch", "session": session });
    for (now, same) in [(1, true), (59_999, true), (60_000, false)] {
        assert_eq!(world.step(now, touch.clone())["reason"], "session-live");
        assert_eq!(world.written() == before, same, "{now}");
    }
}
