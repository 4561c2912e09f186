//! Verifying the code of an authenticator app, beside `totp-rs`.
//!
//! What one library compares with the other is `Totp::verify`. A step of an account does more: it reads
//! and writes a state, ends a code by its use, counts wrong ones and locks. Packages of other
//! languages are measured by themselves with the very same account, which is left in a file for them.

use std::{fs, path::Path};

use serde_json::{Map, Value, json};
use wicketgate_account::{
    otp::{base32, totp::Totp},
    policy::Algorithm,
};
use wicketgate_conformance::{Engine, Native, answer::Answer};
use wicketgate_core::Timestamp;

use crate::{
    hosts::Modules,
    rounds::{Contender, measure},
};

/// Measures a right and a wrong code, and tells the rows of the table.
pub(crate) fn rows() -> Result<String, String> {
    let waiting = Waiting::play()?;
    waiting.keep()?;
    let steps = waiting.codes(Algorithm::Sha1)?.map(|code| waiting.request(&code).to_string());
    let mut contenders = Vec::new();
    for (host, call) in Modules::open(DOCUMENT)?.hosts()? {
        contenders.push(Contender::new(format!("wicketgate, `step`, {host}"), call, &steps));
    }
    for (ours, theirs) in HASHES {
        let (codes, secret) = (waiting.codes(ours)?, waiting.secret.clone());
        let totp = Totp { algorithm: ours, ..TOTP };
        let verify = move |code: &str| Ok(told(totp.verify(&secret, code, now(), 1, None)));
        let name = format!("wicketgate, `Totp::verify` in Rust, {theirs:?}");
        contenders.push(Contender::new(name, Box::new(verify), &codes));
        let secret = waiting.secret.clone();
        let check = move |code: &str| {
            // A server has a different secret each time.
            let builder = totp_rs::Builder::new().with_algorithm(theirs).with_secret(&*secret);
            Ok(told(builder.build_noncompliant().check(code, NOW / 1000)))
        };
        contenders.push(Contender::new(format!("{PEER}, {theirs:?}"), Box::new(check), &codes));
    }
    measure("totp", contenders, &[r#""outcome":"allow""#, r#""reason":"wrong-code""#])
}

/// An account that waits for a code.
struct Waiting {
    flow: Value,
    secret: Vec<u8>,
    state: Value,
}

impl Waiting {
    /// Enrols an authenticator, and signs in as far as its code.
    fn play() -> Result<Self, String> {
        let mut life = Life { engine: Native::new(), now: NOW - EARLIER, state: Value::Null };
        life.engine.load(DOCUMENT)?;
        let system = json!({"role": "system"});
        life.step(json!({
            "type": "create", "account": "a1", "login": "ada", "hash": HASH, "actor": system
        }))?;
        let session = life.sign_in("session")?;
        let enrolled =
            life.step(json!({"type": "enroll", "method": "totp", "session": session}))?;
        let secret = enrolled.pointer("/issued/secret").and_then(Value::as_str);
        let secret = secret.and_then(base32::decode).ok_or("no secret was issued")?;
        let code = TOTP.code(&secret, TOTP.step_at(Timestamp::from_millis(life.now)));
        life.step(json!({
            "type": "confirm-factor", "method": "totp", "code": code, "session": session
        }))?;
        life.now = NOW;
        let flow = life.sign_in("flow")?;
        Ok(Self { flow, secret, state: life.state })
    }

    /// A right code, which is that of the present step, and a wrong one.
    fn codes(&self, algorithm: Algorithm) -> Result<[String; 2], String> {
        let totp = Totp { algorithm, ..TOTP };
        let right = totp.code(&self.secret, totp.step_at(now())).ok_or("no code")?;
        let is_wrong = |code: &&str| totp.verify(&self.secret, code, now(), 1, None).is_none();
        let wrong = ["000000", "111111", "222222", "333333"].iter().copied().find(is_wrong);
        Ok([right, wrong.ok_or("every code is right")?.to_owned()])
    }

    fn request(&self, code: &str) -> Value {
        let event =
            json!({"type": "enter-code", "method": "totp", "flow": self.flow, "code": code});
        request(NOW, &self.state, event)
    }

    /// Leaves the account to the benchmarks of the packages.
    fn keep(&self) -> Result<(), String> {
        let [right, wrong] = self.codes(Algorithm::Sha1)?;
        let kept = json!({
            "codes": [right, wrong],
            "document": serde_json::from_str::<Value>(DOCUMENT).map_err(|error| error.to_string())?,
            "request": self.request(&right),
            "secret": base32::encode(&self.secret),
        });
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(KEPT);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        }
        fs::write(&file, kept.to_string()).map_err(|error| format!("{}: {error}", file.display()))
    }
}

/// An account, stepped natively.
struct Life {
    engine: Native,
    now: u64,
    state: Value,
}

impl Life {
    /// Proves the password, and answers the token that is issued.
    fn sign_in(&mut self, token: &str) -> Result<Value, String> {
        let asked = self.step(json!({"type": "sign-in"}))?;
        let results = json!([{"name": "current", "result": "match"}]);
        let attempt = asked.pointer("/verify/attempt").cloned().ok_or("no attempt")?;
        let settled =
            self.step(json!({"type": "settle", "attempt": attempt, "results": results}))?;
        let issued = settled.pointer(&format!("/issued/{token}")).cloned();
        issued.ok_or_else(|| format!("no {token} was issued: {settled}"))
    }

    /// Answers the decision.
    fn step(&mut self, event: Value) -> Result<Value, String> {
        let answer = self.engine.call(&request(self.now, &self.state, event).to_string())?;
        let mut ok = Answer::parse(&answer)?.ok()?;
        let mut member = |name| ok.get_mut(name).map(Value::take).unwrap_or_default();
        self.state = member("state");
        Ok(member("decision"))
    }
}

fn request(now: u64, state: &Value, event: Value) -> Value {
    let mut members = Map::from_iter([("id".to_owned(), json!("e1"))]);
    if let Value::Object(event) = event {
        members.extend(event);
    }
    json!({
        "op": "account.step", "policy": 1, "state": state, "event": members, "now": now,
        "keys": [{"id": "k1", "key": "11".repeat(32)}], "entropy": "22".repeat(32)
    })
}

/// The verdict in the words of a decision, so that all are compared alike.
fn told(step: Option<u64>) -> String {
    let told = step.map_or(r#""reason":"wrong-code""#, |_| r#""outcome":"allow""#);
    told.to_owned()
}

const fn now() -> Timestamp {
    Timestamp::from_millis(NOW)
}

const PEER: &str = "totp-rs 6.0.0 in Rust";
const HASHES: [(Algorithm, totp_rs::Algorithm); 3] = [
    (Algorithm::Sha1, totp_rs::Algorithm::SHA1),
    (Algorithm::Sha256, totp_rs::Algorithm::SHA256),
    (Algorithm::Sha512, totp_rs::Algorithm::SHA512),
];
const TOTP: Totp = Totp { algorithm: Algorithm::Sha1, digits: 6, step: 30 };
const DOCUMENT: &str =
    r#"{"version":1,"extends":"preset:default","second_factor":{"methods":["totp"]}}"#;
/// No password's: nothing here is verified.
const HASH: &str = "$argon2id$v=19$m=7168,t=5,p=1$AAECAwQFBgcICQoLDA0ODw$8cZyfmGLYgTYc8avb2ZXWqFShr92bklhQdS/tplOl9k";
const NOW: u64 = 1_800_000_000_000;
/// Milliseconds between the enrolment and the sign-in that is measured.
const EARLIER: u64 = 3_600_000;
/// From this crate on.
const KEPT: &str = "../../target/bench/totp.json";
