//! States that an earlier engine wrote: they are read as they were, and written the same.
//!
//! `golden/*-v1.jsonl` holds a state and its policy in each line, which together use every member
//! that a state can have. It stays as it is: a new member comes with a new line, and a change that
//! breaks an old line is a new version. `WICKETGATE_GOLDEN=1` writes the files of a new version.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use wicketgate_account::{
    Account, Entropy, Event, Given, Keys, Organization, Unreadable, policy::Sections, step,
};
use wicketgate_core::{
    Secret, Timestamp,
    field::{Echo, Reader},
    json as text,
};

use crate::world::{KEY, World, play};

/// Where each record stands in a state; names of counters and numbers of items are left out.
const RECORDS: &[(&str, &[&str])] = &[
    ("Account", &["account"]),
    ("Bound", &["account/bindings"]),
    ("Counter", &["account/counters"]),
    ("Device", &["account/devices"]),
    ("Document", &["organization/draft", "organization/live"]),
    ("Domain", &["organization/domains"]),
    ("Factor", &["account/factors", "account/flows/pending"]),
    ("Flow", &["account/flows"]),
    ("Guard", &["account/guards"]),
    ("Issue", &["account/secret", "organization/secret"]),
    ("Lock", &["account/counters/lock"]),
    ("Older", &["account/password/older"]),
    ("Organization", &["organization"]),
    ("Password", &["account/password"]),
    ("Reservation", &["account/reserved"]),
    ("Sealed", &["account/backup/codes"]),
    ("Sent", &["account/flows/code"]),
    ("Session", &["account/sessions"]),
    ("Set", &["account/backup"]),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The lines of a file: policy and state.
fn lines(name: &str) -> Vec<(Value, String)> {
    let file = fs::read_to_string(folder().join(name)).expect("a file of states");
    let line = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("a line of JSON");
        let document = value["document"].clone();
        let before = format!("{{\"document\":{document},\"state\":");
        let state = line.strip_prefix(&before).and_then(|rest| rest.strip_suffix('}'));
        (document, state.expect("a state").to_owned())
    };
    file.lines().map(line).collect()
}

/// Where a state has members.
fn places(value: &Value, place: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let named = place.ends_with("/counters") || place.ends_with("/guards");
            for (name, value) in members {
                let place = if named { place.to_owned() } else { format!("{place}/{name}") };
                into.insert(place.clone());
                // What a map holds is no map, whatever its name.
                if named { inner(value, &place, into) } else { places(value, &place, into) }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| places(item, place, into)),
        _ => {}
    }
}

fn inner(value: &Value, place: &str, into: &mut BTreeSet<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let place = format!("{place}/{name}");
        into.insert(place.clone());
        places(value, &place, into);
    }
}

/// The members of each record, as the sources declare them.
fn records(folder: &Path, into: &mut BTreeMap<String, Vec<String>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            records(&path, into);
            continue;
        }
        let source = fs::read_to_string(&path).expect("a source");
        for block in source.split("\nrecord! {\n").skip(1) {
            let block = block.split("\n}\n").next().unwrap_or_default();
            let mut lines = block.lines().map(str::trim).filter(|line| line.contains("pub"));
            let name = lines.next().and_then(|line| line.split(' ').nth_back(1));
            let member = |line: &str| Some(line.split(':').next()?.rsplit(' ').next()?.to_owned());
            into.insert(name.expect("a struct").to_owned(), lines.filter_map(member).collect());
        }
    }
}

#[test]
fn the_states_use_every_member() {
    let mut used = BTreeSet::new();
    for (kind, file) in [("account", "account-v1.jsonl"), ("organization", "organization-v1.jsonl")]
    {
        for (_, state) in lines(file) {
            places(&serde_json::from_str(&state).expect("JSON"), kind, &mut used);
        }
    }
    let mut declared = BTreeMap::new();
    records(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut declared);
    let known: Vec<&str> = RECORDS.iter().map(|(name, _)| *name).collect();
    assert_eq!(declared.keys().map(String::as_str).collect::<Vec<_>>(), known);
    let mut missing = Vec::new();
    for (record, stands) in RECORDS {
        for member in &declared[*record] {
            if !stands.iter().any(|place| used.contains(&format!("{place}/{member}"))) {
                missing.push(format!("{record}.{member}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn an_account_is_written_as_it_was_read() {
    for (document, state) in lines("account-v1.jsonl") {
        assert_eq!(tick(&document, &state), state);
    }
}

#[test]
fn an_organization_is_written_as_it_was_read() {
    for (_, state) in lines("organization-v1.jsonl") {
        let value = text::parse(&state).expect("JSON");
        let read = Organization::read(&value).expect("a state");
        assert_eq!(serde_json::to_string(&read.write()).expect("printable"), state);
    }
}

#[test]
fn a_newer_state_is_refused_and_stays_as_it_is() {
    for file in ["account-v1.jsonl", "organization-v1.jsonl"] {
        for (_, state) in lines(file) {
            let newer = state.replace("\"v\":1}", "\"v\":2}");
            assert_ne!(newer, state);
            let value = text::parse(&newer).expect("JSON");
            let refused = match file {
                "account-v1.jsonl" => Account::read(&value).err(),
                _ => Organization::read(&value).err(),
            };
            assert_eq!(refused, Some(Unreadable::Newer));
            assert_eq!(serde_json::to_string(&value).expect("printable"), newer);
        }
    }
}

#[test]
fn what_no_engine_wrote_is_refused() {
    let mut tried = 0;
    for (_, state) in lines("account-v1.jsonl") {
        tried += refuses(&state, |value| Account::read(value).err());
    }
    for (_, state) in lines("organization-v1.jsonl") {
        tried += refuses(&state, |value| Organization::read(value).err());
    }
    assert!(tried > 200, "{tried} states");
}

/// Spoils a state in every place, each time in one; tells in how many.
fn refuses(state: &str, read: impl Fn(&text::Value<'_>) -> Option<Unreadable>) -> usize {
    let whole: Value = serde_json::from_str(state).expect("JSON");
    let mut pointers = Vec::new();
    pointers_of(&whole, String::new(), &mut pointers);
    for pointer in &pointers {
        let mut spoilt = whole.clone();
        let place = spoilt.pointer_mut(pointer).expect("a place");
        *place = match place {
            Value::Object(_) | Value::Array(_) => json!(1.5),
            Value::String(_) => json!([]),
            _ => json!("1"),
        };
        let spoilt = spoilt.to_string();
        let refused = read(&text::parse(&spoilt).expect("JSON"));
        assert_eq!(refused, Some(Unreadable::Malformed), "{pointer}: {spoilt}");
    }
    let more = state.replacen('{', "{\"another\":1,", 1);
    assert_eq!(read(&text::parse(&more).expect("JSON")), Some(Unreadable::Malformed));
    pointers.len()
}

fn pointers_of(value: &Value, pointer: String, into: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                pointers_of(value, format!("{pointer}/{name}"), into);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers_of(item, format!("{pointer}/{index}"), into);
            }
        }
        _ => {}
    }
    if !pointer.is_empty() {
        into.push(pointer);
    }
}

/// Reads a state, ticks it at its own time, and tells it as it is written.
fn tick(document: &Value, state: &str) -> String {
    let value = text::parse(state).expect("JSON");
    let account = Account::read(&value).expect("a state");
    let mut world = World::new(document);
    let mark: Value = serde_json::from_str(state).expect("JSON");
    world.now = mark["mark"].as_u64().expect("a time");
    world.state = Some(account);
    world.step(json!({ "type": "tick", "actor": { "role": "system" } }));
    world.written()
}

/// Writes the files, where that is asked for.
#[test]
fn states_are_written_where_that_is_asked_for() {
    let accounts = accounts();
    assert!(!accounts.is_empty());
    if std::env::var_os("WICKETGATE_GOLDEN").is_some() {
        let write = |name: &str, lines: &[String]| {
            fs::write(folder().join(name), lines.concat()).expect("a file");
        };
        write("account-v1.jsonl", &accounts);
        write("organization-v1.jsonl", &organizations());
    }
}

/// States that were reached by chance, each of which has a member that the ones before had not.
fn accounts() -> Vec<String> {
    let (mut used, trusted) = (BTreeSet::new(), trusted());
    let mut found =
        vec![format!("{{\"document\":{},\"state\":{}}}\n", trusted.document, trusted.written())];
    let seeds = if std::env::var_os("WICKETGATE_GOLDEN").is_some() { 250 } else { 1 };
    for seed in 1000..1000 + seeds {
        play(seed, 300, false, |world, _, _| {
            let state = world.written();
            let mut here = BTreeSet::new();
            places(&serde_json::from_str(&state).expect("JSON"), "account", &mut here);
            if !here.is_subset(&used) && tick(&world.document, &state) == state {
                used.append(&mut here);
                found.push(format!("{{\"document\":{},\"state\":{state}}}\n", world.document));
            }
        });
    }
    found
}

/// An account whose password expired, of which somebody signs in from a trusted browser: chance does
/// not lead there.
fn trusted() -> World {
    let mut world = World::new(&json!({
        "password": { "lifecycle": { "max_age": "1d" } },
        "second_factor": { "methods": ["email", "totp"], "remember": "60d" },
    }));
    world.create(false);
    let sign_in = |world: &mut World, event: Value| {
        let attempt = world.step(event).decision["verify"]["attempt"].clone();
        let results = json!([{ "name": "current", "result": "match" }]);
        world.step(json!({ "type": "settle", "attempt": attempt, "results": results }))
    };
    let first = sign_in(&mut world, json!({ "type": "sign-in" })).decision;
    let session = &first["issued"]["session"];
    let sent = world.step(json!({ "type": "enroll", "method": "email", "session": session }));
    let code = &sent.effects[0]["code"];
    world.step(json!({
        "type": "confirm-factor", "method": "email", "session": session, "code": code,
    }));
    world.now += 100_000;
    let asked = sign_in(&mut world, json!({ "type": "sign-in" }));
    let (flow, code) = (&asked.decision["issued"]["flow"], &asked.effects[0]["code"]);
    let proved = world.step(json!({
        "type": "enter-code", "method": "email", "flow": flow, "code": code, "remember": true,
    }));
    world.now += 86_400_000;
    let device = &proved.decision["issued"]["device"];
    let last = sign_in(&mut world, json!({ "type": "sign-in", "device": device })).decision;
    assert_eq!(last["reason"], "must-change-password", "{last}");
    world
}

/// States of an organisation whose claim was revoked.
fn organizations() -> Vec<String> {
    let document = json!({ "organization": { "claim": "needed", "on_revoke": "suspend" } });
    let source = document.to_string();
    let mut reader = Reader::new(Echo::Kind);
    let (policy, _) = Sections::parse(&text::parse(&source).expect("JSON"), &mut reader);
    let keys = Keys::new(vec![("k".to_owned(), Secret::from(KEY))]).expect("a key");
    let (mut state, mut proof, mut found) = (None, Value::Null, Vec::new());
    let events = [
        json!({ "type": "create", "organization": "o", "actor": { "role": "system" } }),
        json!({ "type": "claim-domain", "domain": "example.org" }),
        json!({ "type": "verify-domain", "domain": "example.org" }),
        json!({ "type": "draft-policy", "document": {} }),
        json!({ "type": "commit-policy", "digest": "sha256:d" }),
        json!({ "type": "draft-policy", "document": {} }),
        json!({ "type": "reset-organization-secret", "privileges": ["modify-security"] }),
        json!({ "type": "revoke-domain", "domain": "example.org" }),
    ];
    for (index, mut event) in events.into_iter().enumerate() {
        event["id"] = json!(format!("e{index}"));
        if event["actor"].is_null() {
            event["actor"] = json!({ "role": "owner" });
        }
        if event["type"] == "verify-domain" {
            event["proof"] = proof.clone();
        }
        let source = event.to_string();
        let event = text::parse(&source).expect("JSON");
        let event = Event::<Organization>::parse(&event, "", &mut reader).expect("an event");
        let given = Given {
            decoy: Secret::from(""),
            digest: "",
            document: Some("sha256:d".to_owned()),
            entropy: Entropy::new(&format!("{index:064x}")).expect("enough"),
            judged: None,
            keys: &keys,
            now: Timestamp::from_millis(1000),
            policy: &policy,
        };
        let stepped = step(state.take(), event, given);
        let decision = serde_json::to_value(&stepped.decision).expect("printable");
        assert_eq!(decision["outcome"], "allow", "{decision}");
        proof = decision["issued"]["tokens"][0].clone();
        let written = serde_json::to_string(&stepped.state.as_ref().map(Organization::write));
        let written = written.expect("printable");
        found.push(format!("{{\"document\":{document},\"state\":{written}}}\n"));
        state = stepped.state;
    }
    found.split_off(found.len() - 2)
}
