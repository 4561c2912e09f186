//! An account and its host: steps it by events, and remembers whatever was issued.

use serde_json::{Value, json};
use wicketgate_account::{Account, Entropy, Event, Given, Judged, Keys, policy::Sections, step};
use wicketgate_core::{
    Secret, Timestamp,
    field::{Echo, Reader},
    json,
};

/// An account and its host.
#[derive(Clone)]
pub(crate) struct World {
    keys: Keys,
    policy: Sections,
    /// Numbers of attempts that the host was to verify, with the names of their hashes.
    pub(crate) attempts: Vec<(u64, Vec<String>)>,
    /// Every answer, as it was printed.
    pub(crate) answers: Vec<String>,
    /// The state.
    pub(crate) state: Option<Account>,
    /// Tokens that were issued or sent.
    pub(crate) tokens: Vec<String>,
}

impl World {
    /// An account under a policy.
    pub(crate) fn new(document: &Value) -> Self {
        let text = document.to_string();
        let mut reader = Reader::new(Echo::Kind);
        let (policy, _) = Sections::parse(&json::parse(&text).expect("a document"), &mut reader);
        assert!(reader.problems.is_empty(), "{text}");
        let keys = Keys::new(vec![("k".to_owned(), Secret::new("11".repeat(32)))]).expect("a key");
        let mut world = Self {
            answers: Vec::new(),
            attempts: Vec::new(),
            keys,
            policy,
            state: None,
            tokens: Vec::new(),
        };
        let event = json!({
            "type": "create", "actor": { "role": "system" }, "account": "a", "login": "ada",
            "email": "ada@example.org", "hash": "stored",
        });
        assert_eq!(world.step(0, event)["reason"], "created");
        world
    }

    /// Steps the account and tells the decision.
    pub(crate) fn step(&mut self, now: u64, mut event: Value) -> Value {
        let number = self.answers.len();
        event["id"] = json!(format!("e{number}"));
        let text = event.to_string();
        let mut reader = Reader::new(Echo::Kind);
        let value = json::parse(&text).expect("an event");
        let parsed = Event::parse(&value, "/event", &mut reader);
        let event = parsed.unwrap_or_else(|| panic!("{text}"));
        let given = Given {
            decoy: Secret::from("decoy"),
            digest: "d",
            document: None,
            entropy: Entropy::new(&format!("{number:064x}")).expect("enough"),
            judged: Some(Judged::Accepted),
            keys: &self.keys,
            now: Timestamp::from_millis(now),
            policy: &self.policy,
        };
        let stepped = step(self.state.take(), event, given);
        self.state = stepped.state;
        let decision = serde_json::to_value(&stepped.decision).expect("printable");
        let effects = serde_json::to_value(&stepped.effects).expect("printable");
        self.remember(&decision, &effects);
        self.answers.push(format!("{decision}{effects}{:?}", self.state));
        decision
    }

    /// The state as it is written.
    pub(crate) fn written(&self) -> String {
        let state = self.state.as_ref().expect("an account").write();
        serde_json::to_string(&state).expect("printable")
    }

    /// Reserves an attempt from an address and settles it as wrong.
    pub(crate) fn fail(&mut self, now: u64, ip: &str) -> Value {
        let decision = self.step(now, json!({ "type": "sign-in", "ip": ip }));
        match decision["verify"]["attempt"].as_u64() {
            Some(attempt) => self.step(now, settle(attempt, &["current".to_owned()], "mismatch")),
            None => decision,
        }
    }

    fn remember(&mut self, decision: &Value, effects: &Value) {
        let texts = [&decision["issued"]["session"], &decision["issued"]["flow"]];
        let sent = effects.as_array().into_iter().flatten().map(|effect| &effect["token"]);
        let all = texts.into_iter().chain(sent).filter_map(Value::as_str);
        self.tokens.extend(all.map(str::to_owned));
        if let Some(attempt) = decision["verify"]["attempt"].as_u64() {
            let hashes = decision["verify"]["hashes"].as_array().into_iter().flatten();
            let names = hashes.filter_map(|hash| hash["name"].as_str()).map(str::to_owned);
            self.attempts.push((attempt, names.collect()));
        }
    }
}

/// What the host tells of an attempt: the same of every hash.
pub(crate) fn settle(attempt: u64, names: &[String], result: &str) -> Value {
    let result = |name: &String| json!({ "name": name, "result": result });
    let results: Vec<Value> = names.iter().map(result).collect();
    json!({ "type": "settle", "attempt": attempt, "hash": "hashed anew", "results": results })
}
