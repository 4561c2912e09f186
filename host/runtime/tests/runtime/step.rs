//! Accounts and organisations, stepped as a host does it.

use serde_json::{Value, json};
use wicketgate_core::{Secret, Timestamp};
use wicketgate_runtime::{Key, Module, Policy, StepRequest, Stepped};

use crate::engine::load_in;

const SMALL: &str = r#"{"version":1,"password":{"hashing":{"memory":7168,"iterations":5}},
    "session":{"web":{"absolute":"24h"}}}"#;
const PASSWORD: &str = "CanaryPassword";

fn small() -> Policy {
    let cache = concat!(env!("CARGO_TARGET_TMPDIR"), "/runtime-cache");
    let module = Module::builder().cache(cache).open().expect("run `cargo xtask build` first");
    load_in(&module, SMALL)
}

fn request<'a>(
    keys: &'a [Key],
    state: Option<&'a Value>,
    event: Value,
    now: u64,
) -> StepRequest<'a> {
    StepRequest { state, ..StepRequest::new(event, keys, Timestamp::from_millis(now)) }
}

fn keys() -> Vec<Key> {
    vec![Key { id: "k1".to_owned(), key: "11".repeat(32).as_str().into() }]
}

fn create(hash: &str) -> Value {
    let (id, actor) = ("e1", json!({"role": "system"}));
    json!({"type": "create", "id": id, "account": "a1", "login": "ada", "hash": hash, "actor": actor})
}

/// Asks for a session, and settles with what came of the password.
fn sign_in(policy: &Policy, keys: &[Key], state: &Value, password: &Secret, now: u64) -> Stepped {
    let event = json!({"type": "sign-in", "id": format!("{now}-a")});
    let asked = policy.step(&request(keys, Some(state), event, now)).expect("a decision");
    assert_eq!(asked.decision["outcome"], "verify");
    let hash = asked.decision["verify"]["hashes"][0]["hash"].as_str().expect("a hash");
    let matches = policy.verify(password, hash).expect("a verdict").matches;
    let result = if matches { "match" } else { "mismatch" };
    let event = json!({
        "type": "settle", "id": format!("{now}-b"),
        "attempt": asked.decision["verify"]["attempt"],
        "results": [{"name": "current", "result": result}],
    });
    policy.step(&request(keys, asked.state.as_ref(), event, now)).expect("a decision")
}

#[test]
fn a_right_password_opens_a_session_and_a_wrong_one_does_not() {
    let (policy, keys) = (small(), keys());
    let hash = policy.hash(&PASSWORD.into()).expect("a hash");
    let made = policy.step(&request(&keys, None, create(&hash), 0)).expect("a decision");
    assert_eq!((made.decision["outcome"].as_str(), made.unique.len()), (Some("allow"), 1));
    let state = made.state.expect("an account");

    let wrong = sign_in(&policy, &keys, &state, &"Another".into(), 1000);
    assert_eq!(wrong.decision["outcome"], "deny");
    let right = sign_in(&policy, &keys, &wrong.state.expect("an account"), &PASSWORD.into(), 2000);
    assert_eq!(right.decision["outcome"], "allow");
    let session = right.decision["issued"]["session"].as_str().expect("a token");
    assert_eq!(right.deadline, Some(Timestamp::from_millis(2000 + 86_400_000)));
    assert!(right.digest.is_some_and(|digest| digest.starts_with("sha256:")));

    let again = sign_in(&policy, &keys, &state, &PASSWORD.into(), 2000);
    assert_ne!(again.decision["issued"]["session"], session, "the entropy is drawn anew");
}

#[test]
fn an_organisation_begins() {
    let (policy, keys) = (small(), keys());
    let actor = json!({"role": "system"});
    let event = json!({"type": "create", "id": "e1", "organization": "o1", "actor": actor});
    let made = policy.step_organization(&request(&keys, None, event, 0)).expect("a decision");
    assert_eq!(made.decision["outcome"], "allow");
    assert!(made.state.is_some());
}

#[test]
fn what_cannot_be_read_is_an_error_without_secrets() {
    let (policy, keys) = (small(), keys());
    let cases = [
        (None, json!({"type": "no-such", "id": "e1"}), "invalid-request"),
        (Some(json!({"v": 999})), json!({"type": "tick", "id": "e1"}), "newer-state"),
    ];
    for (state, event, code) in cases {
        let refused = policy.step(&request(&keys, state.as_ref(), event, 0));
        assert_eq!(refused.err().map(|error| error.code().to_owned()).as_deref(), Some(code));
    }
    assert!(!format!("{keys:?}").contains("1111"), "{keys:?}");
}
