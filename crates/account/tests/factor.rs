//! Properties of second factors: what holds for every sequence of events.

#![cfg(test)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use wicketgate_account::{Account, Entropy, Event, Given, Keys, Stepped, policy::Sections, step};
use wicketgate_core::{
    Secret, Timestamp,
    field::{Echo, Reader},
    json as text,
};

/// Wrong codes that the policy allows.
const MAX: u32 = 4;

/// An account and whatever a host keeps beside it.
struct World {
    digest: &'static str,
    events: u64,
    keys: Keys,
    now: u64,
    policy: Sections,
    seed: u8,
    state: Option<Account>,
}

/// A policy that keeps backup codes in one way or the other.
fn policy(storage: &str) -> Sections {
    let document = json!({
        "second_factor": {
            "attempts": { "max": MAX, "warn_from": 2 },
            "backup": { "count": 3, "storage": storage },
            "code": { "automatic_renewals": 1 },
            "methods": ["email", "hotp", "sms", "totp"],
            "remember": "14d",
        },
    })
    .to_string();
    let mut reader = Reader::new(Echo::Kind);
    let policy = Sections::parse(&text::parse(&document).expect("JSON"), &mut reader).0;
    assert!(reader.problems.into_list().is_empty(), "the policy is one");
    policy
}

impl World {
    fn new(id: &str) -> Self {
        let policy = policy("sealed");
        let keys = Keys::new(vec![("k1".to_owned(), Secret::new("11".repeat(32)))]);
        let keys = keys.expect("a key");
        let seed = id.bytes().last().expect("a name");
        let mut world = Self { digest: "a", events: 0, keys, now: 0, policy, seed, state: None };
        world.send(json!({
            "account": id, "actor": { "role": "system" }, "email": "ada@example.org",
            "hash": "$hash$", "login": "ada", "type": "create",
        }));
        world
    }

    /// Sends an event, and tells decision and effects as JSON.
    fn send(&mut self, mut event: Value) -> Value {
        self.events += 1;
        event["id"] = json!(self.events.to_string());
        let event = event.to_string();
        let event = text::parse(&event).expect("JSON");
        let mut reader = Reader::new(Echo::Kind);
        let Some(event) = Event::<Account>::parse(&event, "", &mut reader) else {
            panic!("{:?}", reader.problems.into_list());
        };
        let given = Given {
            decoy: Secret::from("$decoy$"),
            digest: self.digest,
            document: None,
            entropy: Entropy::new(&format!("{:02x}{:062x}", self.seed, self.events))
                .expect("enough"),
            judged: None,
            keys: &self.keys,
            now: Timestamp::from_millis(self.now),
            policy: &self.policy,
        };
        let stepped: Stepped<Account> = step(self.state.take(), event, given);
        let debug = format!("{stepped:?}");
        let answer = json!({ "decision": stepped.decision, "effects": stepped.effects });
        for secret in secrets(&answer) {
            assert!(!debug.contains(&secret), "`Debug` prints {secret}");
        }
        let written = stepped.state.as_ref().expect("an account").write();
        let read = Account::read(&written).expect("what is written is read");
        assert_eq!(read.write(), written, "and is the same");
        self.state = stepped.state;
        answer
    }

    fn password(&mut self, device: Option<&Value>) -> Value {
        let mut event = json!({ "type": "sign-in" });
        if let Some(device) = device {
            event["device"] = device.clone();
        }
        let answer = self.send(event);
        let attempt = &answer["decision"]["verify"]["attempt"];
        self.send(json!({
            "attempt": attempt, "results": [{ "name": "current", "result": "match" }],
            "type": "settle",
        }))
    }

    /// A session of an account that has enrolled e-mail.
    fn enrolled(&mut self) -> Value {
        let session = self.password(None)["decision"]["issued"]["session"].clone();
        let sent = self.send(json!({ "method": "email", "session": session, "type": "enroll" }));
        let code = &sent["effects"][0]["code"];
        let event = json!({
            "code": code, "method": "email", "session": session, "type": "confirm-factor",
        });
        assert_eq!(self.send(event)["decision"]["reason"], "factor-enrolled");
        session
    }

    /// The answer to a sign-in by password and code, from a browser that is to be remembered.
    fn remembered(&mut self) -> Value {
        let asked = self.password(None);
        self.send(json!({
            "code": asked["effects"][0]["code"], "flow": asked["decision"]["issued"]["flow"],
            "method": "email", "remember": true, "type": "enter-code",
        }))
    }

    fn count(&self, list: &str) -> usize {
        let state = self.state.as_ref().expect("an account").write();
        let state: Value = serde_json::to_value(&state).expect("JSON");
        state[list].as_array().map_or(0, Vec::len)
    }
}

/// Every secret of an answer.
fn secrets(answer: &Value) -> Vec<String> {
    let issued = &answer["decision"]["issued"];
    let mut found: Vec<&Value> =
        ["device", "flow", "otpauth", "secret", "session"].map(|name| &issued[name]).into();
    found.extend(issued["backup_codes"].as_array().into_iter().flatten());
    for effect in answer["effects"].as_array().into_iter().flatten() {
        found.extend([&effect["code"], &effect["token"]]);
        found.extend(effect["codes"].as_array().into_iter().flatten());
    }
    found.into_iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn trust_ends_when_the_policy_asks_something_else() {
    let mut world = World::new("a1");
    world.enrolled();
    let device = world.remembered()["decision"]["issued"]["device"].clone();
    assert_eq!(world.password(Some(&device))["decision"]["reason"], "signed-in");
    world.digest = "b";
    assert_eq!(world.password(Some(&device))["decision"]["reason"], "second-factor-required");
    world.digest = "a";
    assert_eq!(world.password(Some(&device))["decision"]["reason"], "signed-in");
}

#[test]
fn readable_codes_are_forgotten_when_the_policy_wants_hashes() {
    let mut world = World::new("a1");
    let session = world.enrolled();
    let view = || json!({ "session": session, "type": "view-backup-codes" });
    let shown = world.send(view());
    assert_eq!(secrets(&shown).len(), 3);
    let code = secrets(&shown).swap_remove(0);
    world.policy = policy("hashed");
    assert_eq!(world.send(view())["decision"]["reason"], "not-kept");
    let state = world.state.as_ref().expect("an account").write();
    let state = serde_json::to_string(&state).expect("JSON");
    assert!(!state.contains(&code), "{state}");
    world.policy = policy("sealed");
    assert_eq!(world.send(view())["decision"]["reason"], "not-kept");
    let flow = world.password(None)["decision"]["issued"]["flow"].clone();
    let event = json!({ "code": code, "flow": flow, "type": "enter-backup-code" });
    assert_eq!(world.send(event)["decision"]["reason"], "signed-in");
}

#[test]
fn tokens_are_of_one_account() {
    let (mut one, mut other) = (World::new("a1"), World::new("a2"));
    let session = one.enrolled();
    other.enrolled();
    let device = one.remembered()["decision"]["issued"]["device"].clone();
    let asked = other.password(Some(&device));
    assert_eq!(asked["decision"]["reason"], "second-factor-required");
    let event = json!({ "session": session, "type": "new-backup-codes" });
    assert_eq!(other.send(event)["decision"]["reason"], "reauthenticate");
    let (flow, code) = (&asked["decision"]["issued"]["flow"], &asked["effects"][0]["code"]);
    let event = json!({ "code": code, "flow": flow, "method": "email", "type": "enter-code" });
    assert_eq!(one.send(event)["decision"]["reason"], "flow-ended");
}

#[test]
fn states_are_bounded() {
    let mut world = World::new("a1");
    let session = world.enrolled();
    for _ in 0..40 {
        world.now += 1;
        world.remembered();
        world.password(None);
        let event = json!({ "session": session, "type": "new-backup-codes" });
        world.send(event);
    }
    let bounds = [("devices", 16), ("factors", 4), ("flows", 8), ("sessions", 32)];
    for (list, most) in bounds {
        assert!(world.count(list) <= most, "{list}: {}", world.count(list));
    }
    assert_eq!((world.count("devices"), world.count("flows")), (16, 8));
}

/// What somebody tries.
#[derive(Clone, Debug)]
enum Try {
    Backup(u32),
    Code(&'static str, u32),
    Confirm(&'static str, u32),
    Enroll(&'static str),
    Renew,
    Reset(&'static str),
    Right,
    Send(&'static str),
    SignIn,
    Turn(&'static str),
    Unlock,
    Wait(u64),
}

fn attempt() -> impl Strategy<Value = Try> {
    let method = || prop::sample::select(vec!["email", "hotp", "sms", "totp"]);
    let digits = || 0..1_000_000_u32;
    prop_oneof![
        2 => digits().prop_map(Try::Backup),
        9 => (method(), digits()).prop_map(|(method, code)| Try::Code(method, code)),
        3 => (method(), digits()).prop_map(|(method, code)| Try::Confirm(method, code)),
        3 => method().prop_map(Try::Enroll),
        1 => Just(Try::Renew),
        1 => method().prop_map(Try::Reset),
        2 => Just(Try::Right),
        3 => prop::sample::select(vec!["email", "sms"]).prop_map(Try::Send),
        4 => Just(Try::SignIn),
        1 => method().prop_map(Try::Turn),
        1 => Just(Try::Unlock),
        2 => (0..2_000_000_u64).prop_map(Try::Wait),
    ]
}

/// The event of a try; the code that was sent last is the right one.
fn event(tried: &Try, flow: &Value, session: &Value, sent: &Value) -> Value {
    match tried {
        Try::Backup(code) => {
            json!({ "code": format!("{code:010}"), "flow": flow, "type": "enter-backup-code" })
        }
        Try::Code(method, code) => json!({
            "code": format!("{code:06}"), "flow": flow, "method": method, "type": "enter-code",
        }),
        Try::Confirm(method, code) => json!({
            "code": format!("{code:06}"), "method": method, "session": session,
            "type": "confirm-factor",
        }),
        Try::Enroll(method) => json!({
            "method": method, "phone": "+15550100123", "session": session, "type": "enroll",
        }),
        Try::Renew => json!({ "session": session, "type": "new-backup-codes" }),
        Try::Reset(method) => {
            json!({ "method": method, "session": session, "type": "reset-factor" })
        }
        Try::Right => json!({
            "code": sent["code"], "flow": flow, "method": sent["method"], "remember": true,
            "type": "enter-code",
        }),
        Try::Send(method) => json!({ "flow": flow, "method": method, "type": "send-code" }),
        Try::Turn(method) => {
            json!({ "method": method, "session": session, "type": "turn-off-factor" })
        }
        Try::Unlock => json!({ "actor": { "role": "support" }, "type": "unlock" }),
        Try::SignIn | Try::Wait(_) => json!({ "actor": { "role": "system" }, "type": "tick" }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Between two resets of a method's count no more wrong codes are taken than the policy allows,
    /// whatever is sent, enrolled or reset in between; a tick that is repeated changes nothing; and
    /// no code that was sent stands in the state.
    #[test]
    fn wrong_codes_are_limited(tries in prop::collection::vec(attempt(), 1..80)) {
        let mut world = World::new("a1");
        let session = world.enrolled();
        let (mut flow, mut sent) = (json!("none"), json!({ "code": "0", "method": "email" }));
        let mut wrong: BTreeMap<String, u32> = BTreeMap::new();
        for tried in tries {
            if let Try::Wait(span) = tried {
                world.now += span;
            }
            let answer = match tried {
                Try::SignIn => world.password(None),
                _ => world.send(event(&tried, &flow, &session, &sent)),
            };
            if let Some(token) = answer["decision"]["issued"].get("flow") {
                flow = token.clone();
            }
            for effect in answer["effects"].as_array().into_iter().flatten() {
                if effect["kind"] == "send-code" {
                    sent = effect.clone();
                    let state = world.state.as_ref().expect("an account").write();
                    let state = serde_json::to_string(&state).expect("JSON");
                    let code = format!("\"{}\"", sent["code"].as_str().expect("a code"));
                    prop_assert!(!state.contains(&code), "{code} in {state}");
                }
            }
            let method = match &tried {
                Try::Backup(_) => "backup-code",
                Try::Code(method, _) | Try::Confirm(method, _) => method,
                Try::Right => sent["method"].as_str().expect("a method"),
                _ => "",
            };
            let count = wrong.entry(method.to_owned()).or_default();
            match answer["decision"]["reason"].as_str().expect("a reason") {
                "wrong-code" => {
                    *count += 1;
                    prop_assert_eq!(&answer["decision"]["attempts_left"], &json!(MAX - *count));
                    prop_assert_eq!(
                        answer["decision"]["warnings"].is_array(), *count >= 2, "{}", answer
                    );
                }
                "factor-locked" if answer["effects"].as_array().is_some_and(|it| !it.is_empty()) => {
                    *count += 1;
                    prop_assert_eq!(*count, MAX);
                }
                "signed-in" | "factor-enrolled" if !method.is_empty() => *count = 0,
                "unlocked" => wrong.clear(),
                _ => {}
            }
            // A lock that lapsed has cleared its count: ask the state which ones are left.
            let tick = || json!({ "actor": { "role": "system" }, "type": "tick" });
            world.send(tick());
            let state = world.state.as_ref().expect("an account").write();
            let state: Value = serde_json::to_value(&state).expect("JSON");
            wrong.retain(|method, _| state["guards"].get(method).is_some());
            let again = world.send(tick());
            prop_assert_eq!(&again["effects"], &json!([]));
            let after = world.state.as_ref().expect("an account").write();
            prop_assert_eq!(serde_json::to_value(&after).expect("JSON"), state);
        }
    }
}
