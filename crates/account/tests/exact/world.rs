//! One account in a store that many nodes swap, and the engine that steps it.

use std::sync::LazyLock;

use serde_json::{Value as Json, json};
use wicketgate_account::{Account, Entropy, Event, Given, Keys, policy::Sections, step};
use wicketgate_core::{
    Secret, Timestamp,
    field::{Echo, Reader},
    json::parse,
};

/// How many wrong guesses lock the account.
pub(crate) const LIMIT: u32 = 2;

/// A version of the account, as a store keeps it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Stored {
    pub(crate) state: String,
    pub(crate) version: u64,
}

/// What a step of one event gave.
pub(crate) struct Answer {
    pub(crate) decision: Json,
    pub(crate) state: String,
}

impl Stored {
    /// An account with a password.
    pub(crate) fn new() -> Self {
        let event = json!({
            "type": "create", "id": "0", "actor": { "role": "system" },
            "account": "a", "login": "ada", "hash": "stored",
        });
        Self { state: ask("", &event, 0).state, version: 0 }
    }

    /// Swaps the state, if nobody else did since it was loaded.
    pub(crate) fn swap(&mut self, loaded: &Self, state: String) -> bool {
        let same = self.version == loaded.version;
        if same {
            *self = Self { state, version: self.version + 1 };
        }
        same
    }

    /// A member of the counter of failures.
    pub(crate) fn counter(&self, member: &str) -> Json {
        let state: Json = serde_json::from_str(&self.state).expect("a state");
        state.pointer(&format!("/counters/account/{member}")).cloned().unwrap_or(Json::Null)
    }

    /// How many attempts are reserved.
    pub(crate) fn reserved(&self) -> usize {
        let state: Json = serde_json::from_str(&self.state).expect("a state");
        state.pointer("/reserved").and_then(Json::as_array).map_or(0, Vec::len)
    }
}

/// Steps a state by an event.
pub(crate) fn ask(state: &str, event: &Json, now: u64) -> Answer {
    let event = event.to_string();
    let event = parse(&event).expect("JSON");
    let mut reader = Reader::new(Echo::Value);
    let event = Event::<Account>::parse(&event, "", &mut reader);
    let event = event.unwrap_or_else(|| panic!("{:?}", reader.problems.into_list()));
    let account =
        (!state.is_empty()).then(|| Account::read(&parse(state).expect("JSON")).expect("a state"));
    let given = Given {
        decoy: Secret::from("decoy"),
        digest: "",
        document: None,
        entropy: Entropy::new(&"ab".repeat(32)).expect("32 bytes"),
        judged: None,
        keys: &KEYS,
        now: Timestamp::from_millis(now),
        policy: &POLICY,
    };
    let stepped = step(account, event, given);
    let state = stepped.state.map(|state| serde_json::to_string(&state.write()).expect("JSON"));
    Answer {
        decision: serde_json::to_value(&stepped.decision).expect("JSON"),
        state: state.unwrap_or_default(),
    }
}

static KEYS: LazyLock<Keys> = LazyLock::new(|| {
    Keys::new(vec![("k".to_owned(), Secret::new("11".repeat(32)))]).expect("a key")
});

static POLICY: LazyLock<Sections> = LazyLock::new(|| {
    let document = json!({
        "lockout": { "stages": [{ "after": LIMIT, "lock": "1h" }] },
        "sign_in": { "disclosure": "documented" },
    });
    let document = document.to_string();
    let mut reader = Reader::new(Echo::Value);
    let (sections, _) = Sections::parse(&parse(&document).expect("JSON"), &mut reader);
    assert!(reader.problems.is_empty());
    sections
});
