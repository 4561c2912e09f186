//! An account, a host that marks whatever secret it gives in, and events drawn from the tables of
//! their members: an event that is new is drawn as soon as it is listed.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use wicketgate_account::{
    Account, EVENTS, Entropy, Event, EventType, Given, Judged, Keys,
    explain::explain,
    otp::{base32, hotp::Generator},
    policy::{Algorithm, Sections},
    step,
};
use wicketgate_core::{
    Secret, Timestamp,
    field::{Echo, Field, Kind, Reader},
    json,
};

/// What stands in every secret that is given in, and in nothing else.
pub(crate) const MARK: &str = "MARK";
/// A code that is guessed: digits alone, or it would not be looked at.
pub(crate) const GUESS: &str = "313373";
/// A key of codes and tokens.
pub(crate) const KEY: &str = "d00dfeedd00dfeedd00dfeedd00dfeedd00dfeedd00dfeedd00dfeedd00dfeed";

/// Numbers that look random and are the same in every run (xorshift64*).
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).expect("31 bits") % limit.max(1)
    }

    pub(crate) fn of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }
}

/// An account and its host.
pub(crate) struct World {
    attempts: Vec<(u64, Vec<Value>)>,
    codes: Vec<(String, Value)>,
    backup: Vec<Value>,
    pub(crate) document: Value,
    events: u64,
    keys: Keys,
    pub(crate) now: u64,
    pub(crate) policy: Sections,
    pub(crate) state: Option<Account>,
    tokens: BTreeMap<&'static str, Vec<Value>>,
}

/// What came of an event.
pub(crate) struct Came {
    /// The whole answer as `Debug` prints it, but the decision's hashes.
    pub(crate) debug: String,
    pub(crate) decision: Value,
    pub(crate) effects: Value,
    /// Activity, names, and why the account is in its state.
    pub(crate) rest: Value,
}

impl World {
    /// Nothing yet, under a policy.
    pub(crate) fn new(document: &Value) -> Self {
        let text = document.to_string();
        let mut reader = Reader::new(Echo::Kind);
        let (policy, _) = Sections::parse(&json::parse(&text).expect("a document"), &mut reader);
        assert!(reader.problems.is_empty(), "{:?}", reader.problems.into_list());
        Self {
            attempts: Vec::new(),
            codes: Vec::new(),
            backup: Vec::new(),
            document: document.clone(),
            events: 0,
            keys: Keys::new(vec![("k".to_owned(), Secret::from(KEY))]).expect("a key"),
            now: 1_000_000,
            policy,
            state: None,
            tokens: BTreeMap::new(),
        }
    }

    /// Steps the account.
    pub(crate) fn step(&mut self, mut event: Value) -> Came {
        self.events += 1;
        if event["type"] == "settle" && !self.events.is_multiple_of(8) {
            self.attempts.pop();
        }
        event["id"] = json!(format!("e{}", self.events));
        let text = event.to_string();
        let mut reader = Reader::new(Echo::Kind);
        let value = json::parse(&text).expect("an event");
        let parsed = Event::<Account>::parse(&value, "/event", &mut reader);
        let event = parsed.unwrap_or_else(|| panic!("{text}: {:?}", reader.problems.into_list()));
        let given = Given {
            decoy: Secret::new(format!("{MARK} decoy")),
            digest: "sha256:of-the-section",
            document: None,
            entropy: Entropy::new(&format!("{:064x}", self.events)).expect("enough"),
            judged: Some(Judged::Accepted),
            keys: &self.keys,
            now: Timestamp::from_millis(self.now),
            policy: &self.policy,
        };
        let stepped = step(self.state.take(), event, given);
        let debug = format!("{stepped:?}");
        let decision = serde_json::to_value(&stepped.decision).expect("printable");
        let effects = serde_json::to_value(&stepped.effects).expect("printable");
        let unique: Vec<Value> =
            stepped.unique.iter().map(|it| serde_json::to_value(it).expect("printable")).collect();
        self.state = stepped.state;
        let explained = self.state.as_ref().map(|state| {
            let at = Timestamp::from_millis(self.now);
            serde_json::to_value(explain(state, &self.policy, at)).expect("printable")
        });
        let activity = serde_json::to_value(&stepped.activity).expect("printable");
        self.remember(&decision, &effects);
        let rest = json!({ "activity": activity, "explained": explained, "unique": unique });
        Came { debug, decision, effects, rest }
    }

    /// The state as it is written.
    pub(crate) fn written(&self) -> String {
        let state = self.state.as_ref().expect("an account").write();
        serde_json::to_string(&state).expect("printable")
    }

    /// Begins the account, with texts as long as they may be where that is wanted.
    pub(crate) fn create(&mut self, long: bool) {
        let text = |text: &str, most: usize| {
            let fill = if long { most - text.len() } else { 0 };
            format!("{text}{}", "\u{1}".repeat(fill))
        };
        self.step(json!({
            "account": text("a", 128), "actor": { "role": "system" }, "cohort": text("c", 128),
            "email": text("ada@example.org", 320), "hash": text(&format!("{MARK} hash"), 512),
            "login": text("ada", 320), "phone": "+15550100123", "type": "create",
        }));
    }

    /// An event of any type, as somebody who may cause it; now and then as somebody who may not.
    pub(crate) fn any(&self, draw: &mut Draw) -> Value {
        const USEFUL: &[&str] = &[
            "sign-in",
            "sign-in",
            "enroll",
            "confirm-factor",
            "confirm-factor",
            "enter-code",
            "enter-code",
            "enter-backup-code",
            "reset-user-secret",
        ];
        // What ends much is seldom drawn, or nothing would ever grow.
        const ENDING: &[&str] = &[
            "repair-clock",
            "reset-factor",
            "revoke-devices",
            "sign-out",
            "turn-off-factor",
            "unlock",
        ];
        let named = |name: Option<&&str>| EVENTS.iter().find(|kind| Some(&kind.name) == name);
        let mut drawn = match draw.below(4) {
            0 | 1 if !self.attempts.is_empty() => named(Some(&"settle")),
            0..=2 => named(draw.of(USEFUL)),
            _ => draw.of(EVENTS),
        };
        if drawn.is_some_and(|kind| ENDING.contains(&kind.name)) && draw.below(4) > 0 {
            drawn = named(Some(&"sign-in"));
        }
        self.event(drawn.expect("an event"), draw)
    }

    fn event(&self, kind: &EventType, draw: &mut Draw) -> Value {
        let mut event = self.members(kind.members, draw);
        event.insert("type".to_owned(), json!(kind.name));
        if kind.name == "settle"
            && let Some((attempt, names)) = self.attempts.last()
        {
            let result = draw.of(&["match", "match", "match", "mismatch", "not-verified"]);
            let result = |name: &Value| {
                let old = name.as_str().is_some_and(|name| name.starts_with("history"));
                json!({ "name": name, "result": if old { Some(&"mismatch") } else { result } })
            };
            event.insert("attempt".to_owned(), json!(attempt));
            event.insert("results".to_owned(), names.iter().map(result).collect());
        }
        if ["confirm-factor", "enter-code"].contains(&kind.name)
            && draw.below(5) > 1
            && let Some((method, code)) = self.codes.last()
        {
            event.insert("method".to_owned(), json!(method));
            event.insert("code".to_owned(), self.code(method, code, draw));
        }
        let mut role = if draw.below(16) == 0 { None } else { draw.of(kind.actors) };
        role = kind.actors.iter().find(|it| it.as_str() == "self" && draw.below(4) > 0).or(role);
        let role = role.map_or("support", |role| role.as_str());
        event.insert("actor".to_owned(), json!({ "role": role }));
        event.insert("ip".to_owned(), json!(format!("192.0.2.{}", draw.below(40))));
        Value::Object(event)
    }

    /// A right code, or what an authenticator shows whose clock is a little off.
    fn code(&self, method: &str, code: &Value, draw: &mut Draw) -> Value {
        let secret = base32::decode(code.as_str().unwrap_or_default());
        let at = match method {
            "totp" => {
                (self.now / 30_000 + 1).saturating_sub(u64::try_from(draw.below(3)).expect("few"))
            }
            "hotp" => u64::try_from(draw.below(4)).expect("few"),
            _ => return code.clone(),
        };
        let generator = secret.and_then(|secret| Generator::new(Algorithm::Sha1, &secret));
        json!(generator.and_then(|it| it.code(6, at)).unwrap_or_else(|| GUESS.to_owned()))
    }

    fn members(&self, fields: &'static [Field], draw: &mut Draw) -> Map<String, Value> {
        let mut members = Map::new();
        for field in fields {
            let left_out = field.optional || field.default.is_some();
            let known = ["flow", "session", "token"].contains(&field.name);
            if !left_out || draw.below(if known { 4 } else { 2 }) > 0 {
                members.insert(field.name.to_owned(), self.member(field, draw));
            }
        }
        // A session and a flow at once is seldom meant.
        if members.contains_key("session") && members.contains_key("flow") {
            members.remove(if draw.below(2) == 0 { "flow" } else { "session" });
        }
        members
    }

    fn member(&self, field: &'static Field, draw: &mut Draw) -> Value {
        let marked = json!(format!("{MARK} {}", field.name));
        let pooled = |pool: &[Value], draw: &mut Draw| {
            let recent = pool.len().saturating_sub(3);
            let value = draw.of(pool.get(recent..).unwrap_or_default()).cloned();
            value.filter(|_| draw.below(9) > 0).unwrap_or_else(|| marked.clone())
        };
        let pool = |name: &str| self.tokens.get(name).map_or(&[][..], Vec::as_slice);
        match (field.name, &field.kind) {
            ("device" | "flow" | "session" | "token", _) => pooled(pool(field.name), draw),
            ("code", _) if draw.below(3) == 0 => json!(GUESS),
            ("code", _) => pooled(&self.backup, draw),
            ("codes", _) => json!([GUESS, GUESS]),
            ("authorization", _) => {
                let token = pooled(pool("tokens"), draw);
                let token = token.as_str().unwrap_or_default().replace(' ', "-");
                json!(format!("User {token}"))
            }
            ("phone", _) => json!(format!("+1555010{:04}", draw.below(4))),
            ("provider", _) => json!("google"),
            ("subject", _) => json!(format!("{}{}", "\u{2}".repeat(255), draw.below(10))),
            ("target", _) => json!(draw.below(60).to_string()),
            ("account" | "login" | "email" | "cohort" | "client" | "role", Kind::Text { .. }) => {
                json!(field.name)
            }
            (_, Kind::Choice(names)) => json!(draw.of(names)),
            (_, Kind::Choices(names)) => json!([draw.of(names)]),
            (_, Kind::Flag) => json!(draw.below(2) == 0),
            (_, Kind::Integer { min, max }) => json!((*min).max((*max).min(9))),
            (_, Kind::List { of, .. }) => json!([self.members(of, draw)]),
            (_, Kind::Object(of)) => Value::Object(self.members(of, draw)),
            (_, Kind::Texts { .. }) => json!([marked]),
            _ => marked,
        }
    }

    fn remember(&mut self, decision: &Value, effects: &Value) {
        let issued = &decision["issued"];
        let pools = &mut self.tokens;
        let mut keep = |pool: &'static str, value: &Value| {
            if value.is_string() {
                pools.entry(pool).or_default().push(value.clone());
            }
        };
        for pool in ["device", "flow", "session"] {
            keep(pool, &issued[pool]);
        }
        issued["tokens"].as_array().into_iter().flatten().for_each(|token| keep("tokens", token));
        for effect in effects.as_array().into_iter().flatten() {
            keep("token", &effect["token"]);
            if let (Some(method), true) = (effect["method"].as_str(), effect["code"].is_string()) {
                self.codes.push((method.to_owned(), effect["code"].clone()));
            }
        }
        if issued["secret"].is_string() {
            let method = decision["next"][0]["method"].as_str().unwrap_or_default();
            self.codes.push((method.to_owned(), issued["secret"].clone()));
        }
        self.backup.extend(issued["backup_codes"].as_array().into_iter().flatten().cloned());
        if let Some(attempt) = decision["verify"]["attempt"].as_u64().filter(|it| *it > 0) {
            let hashes = decision["verify"]["hashes"].as_array().into_iter().flatten();
            self.attempts.push((attempt, hashes.map(|hash| hash["name"].clone()).collect()));
        }
    }
}

/// Policies under which states grow in different ways.
pub(crate) fn policies() -> Vec<Value> {
    let factors = |storage: &str| {
        json!({
            "attempts": { "max": 100 }, "backup": { "count": 20, "length": 24, "storage": storage },
            "code": { "automatic_renewals": 5 }, "enforced": false,
            "methods": ["email", "hotp", "sms", "totp"], "remember": "60d",
            "reset_by": { "email": ["self", "support"], "totp": ["self"] },
        })
    };
    let stages = |after: u32| json!([{ "after": after, "lock": "1m" }]);
    vec![
        json!({ "second_factor": factors("sealed"), "sign_in": { "providers": ["google"] },
            "lockout": { "stages": stages(1000), "per": "account-and-address", "counting": "window",
                "window": "30d", "abandoned": "failure" },
            "password": { "lifecycle": { "history": { "count": 24 } } } }),
        json!({ "second_factor": factors("hashed"),
            "sign_in": { "disclosure": "documented", "providers": ["google"] },
            "lockout": { "stages": stages(3), "per": "familiarity",
                "unlock": { "member": ["self-by-mail", "support"] } },
            "password": { "lifecycle": { "history": { "count": 3 }, "max_age": "90d",
                "temporary_life": "1d", "notify_admin": true } } }),
        json!({ "second_factor": { "attempts": { "max": 2, "warn_from": 1, "cooldown": "1s",
                "cooldown_on_warning": true, "lock": { "email": "1h" } },
                "methods": ["email", "totp"], "remember": "60d" },
            "sign_in": { "disclosure": "documented" },
            "lockout": { "right_counts_while_locked": false, "stages": [
                { "after": 1, "lock": "1h" }, { "counts": "attempts-while-locked", "after": 2 }] } }),
        json!({ "lockout": { "stages": stages(2), "end_sessions": true },
            "session": { "web": { "absolute": "24h", "idle": "30m", "max": 2 } } }),
    ]
}

/// How often each outcome and reason came, so that a test knows that it tested something.
pub(crate) type Seen = BTreeMap<String, usize>;

/// Plays random events, and shows each.
pub(crate) fn play(
    seed: u64,
    events: usize,
    long: bool,
    mut see: impl FnMut(&World, &Value, &Came),
) -> Seen {
    let mut draw = Draw(seed.wrapping_mul(2).wrapping_add(0x9e37_79b9_7f4a_7c15));
    let policies = policies();
    let mut world = World::new(draw.of(&policies).expect("a policy"));
    world.create(long);
    let mut seen = Seen::new();
    for _ in 0..events {
        let spans = [0, 0, 1, 1, 1, 500, 500, 1_000, 1_000, 2_000, 10_000, 31_000, 200_000];
        world.now += draw.of(&spans).copied().unwrap_or_default();
        let event = world.any(&mut draw);
        let came = world.step(event.clone());
        let name = format!("{}: {}", event["type"], came.decision["reason"]);
        *seen.entry(name).or_default() += 1;
        see(&world, &event, &came);
    }
    seen
}

/// How many sequences of how many events: more where the long run is asked for.
pub(crate) fn sequences() -> u64 {
    if std::env::var_os("WICKETGATE_LONG").is_some() { 25 } else { 2 }
}
