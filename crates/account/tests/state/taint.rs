//! Nothing secret that is given in comes out again, but where it belongs.

use serde_json::Value;

use crate::world::{Came, GUESS, KEY, MARK, play, sequences};

/// The answer without the places that exist for secrets: hashes that the host verifies, and what
/// was just made.
fn public(came: &Came) -> String {
    let mut decision = came.decision.clone();
    if let Some(verify) = decision["verify"].as_object_mut() {
        verify.remove("hashes");
    }
    if let Some(members) = decision.as_object_mut() {
        members.remove("issued");
    }
    let mut effects = came.effects.clone();
    for effect in effects.as_array_mut().into_iter().flatten() {
        for made in ["code", "codes", "token"] {
            if let Some(members) = effect.as_object_mut() {
                members.remove(made);
            }
        }
    }
    format!("{decision}{effects}{}", came.rest)
}

/// Whatever an answer just made.
fn made(came: &Came, into: &mut Vec<String>) {
    let issued = came.decision["issued"].as_object().into_iter().flatten();
    let sent = came.effects.as_array().into_iter().flatten();
    let issued = issued.map(|(_, value)| value);
    for value in issued.chain(sent.flat_map(|effect| [&effect["token"], &effect["codes"]])) {
        let list = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
        into.extend(list.into_iter().filter_map(Value::as_str).map(str::to_owned));
    }
}

#[test]
fn what_is_given_in_never_comes_out() {
    let (mut verified, mut issued) = (0, 0);
    for seed in 100..100 + sequences() {
        let mut secrets = Vec::new();
        play(seed, 200, false, |world, event, came| {
            made(came, &mut secrets);
            let public = public(came);
            for secret in [MARK, GUESS, KEY].into_iter().chain(secrets.iter().map(String::as_str)) {
                assert!(!public.contains(secret), "{secret} after {event}: {public}");
                assert!(!came.debug.contains(secret), "{secret} after {event}: {}", came.debug);
            }
            // The places that exist for secrets hold them, or nothing was marked.
            verified += usize::from(came.decision["verify"].to_string().contains(MARK));
            issued = issued.max(secrets.len());
            assert!(world.written().contains(MARK), "{event}");
        });
    }
    assert!(verified > 0 && issued > 0, "{verified} attempts, {issued} secrets");
}
