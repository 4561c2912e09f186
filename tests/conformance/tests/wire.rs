//! The schemas of requests and answers against what the engine takes and gives.

#![expect(clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;

use jsonschema::{Validator, validator_for};
use serde_json::{Value, json};
use wicketgate_conformance::{
    Engine, Native, Output,
    answer::Answer,
    runner,
    vector::{self, File, call::CallGroup},
};

struct Wire(Value);

impl Wire {
    fn read() -> Self {
        let path = runner::folder().join("schema/wire-v1.json");
        let text = fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}: run `cargo xtask gen`", path.display()));
        Self(serde_json::from_str(&text).expect("JSON"))
    }

    fn request(&self) -> Validator {
        jsonschema::meta::validate(&self.0).expect("a schema");
        validator_for(&self.0).expect("a schema")
    }

    /// The schema of an answer that has this name.
    fn answer(&self, name: &str) -> Validator {
        let definitions = self.0.get("$defs").expect("definitions");
        assert!(definitions.get(name).is_some(), "there is no schema `{name}`");
        let schema = json!({"$ref": format!("#/$defs/{name}"), "$defs": definitions});
        validator_for(&schema).expect("a schema")
    }

    fn expect(&self, name: &str, value: &Value) {
        let validator = self.answer(name);
        let errors: Vec<_> = validator.iter_errors(value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}: {value}");
    }
}

fn groups() -> Vec<CallGroup> {
    let paths = runner::files(&runner::folder()).expect("the vectors");
    paths
        .iter()
        .filter_map(|path| match vector::read(path).expect("a vector file") {
            File::Call(file) => Some(file.groups),
            _ => None,
        })
        .flatten()
        .collect()
}

/// The schema of what an operation answers.
fn answer_of(request: &Value) -> &'static str {
    match request.get("op").and_then(Value::as_str) {
        Some("account.explain") => "Explanation",
        Some("account.step") => "AccountStepped",
        Some("organization.step") => "OrganizationStepped",
        Some("otp.qr") => "OtpQr",
        Some("otp.uri.build") => "OtpUri",
        Some("otp.uri.parse") => "ParsedOtpUri",
        Some("password.check") if request.get("compact") == Some(&json!(true)) => "Summary",
        Some("password.check") => "Report",
        Some("password.generate") => "Generated",
        Some("password.hash") => "Hashed",
        Some("password.html_attributes") => "HtmlAttributes",
        Some("password.requirements") => "Requirements",
        Some("password.strength") => "Strength",
        Some("password.verify") => "Verified",
        Some("passwordrules.parse") => "ParsedPasswordRules",
        Some("policy.describe") => "PolicyDescription",
        Some("policy.public") => "Public",
        Some("redact") => "Redacted",
        Some("redact.reveal") => "Revealed",
        other => panic!("no schema is known for what {other:?} answers: add it here"),
    }
}

#[test]
fn requests_and_answers_match_their_schemas() {
    let (wire, mut engine) = (Wire::read(), Native::new());
    let (request_schema, mut taken, mut refused) = (wire.request(), 0, 0);
    for group in groups() {
        let loaded = engine.load(&group.document.to_string()).expect("an answer");
        let loaded = Answer::parse(&loaded).expect("an answer").ok().expect("a policy");
        wire.expect("Loaded", &loaded);
        let policy = loaded.get("policy").and_then(Value::as_u64).expect("a number");
        let policy = u32::try_from(policy).expect("a number");
        for test in &group.tests {
            let text = test.source(policy).expect("a request");
            let answer = Answer::parse(&engine.call(&text).expect("an answer")).expect("an answer");
            let request = serde_json::from_str::<Value>(&text).ok();
            let is_valid = request.as_ref().is_some_and(|request| request_schema.is_valid(request));
            match (&answer, request) {
                (Answer::Ok(value), Some(request)) => {
                    assert!(is_valid, "taken by the engine, refused by the schema: {text}");
                    wire.expect(answer_of(&request), value);
                    taken += 1;
                }
                (Answer::Ok(_), None) => panic!("taken, and no JSON: {text}"),
                (Answer::Error(error), _) => {
                    wire.expect("Error", error);
                    let of_request = ["invalid-request", "unknown-operation"];
                    if answer.code().is_some_and(|code| of_request.contains(&code)) {
                        let is_beyond = BEYOND.iter().any(|(part, _)| text.contains(part));
                        assert_eq!(is_valid, is_beyond, "refused by the engine: {text}");
                        refused += 1;
                    }
                }
            }
        }
        engine.unload(policy).expect("no trap");
    }
    assert!(taken > 50 && refused > 30, "only {taken} taken and {refused} refused");
}

/// The engine, watched while scripts are played: every request and answer is held to its schema, and no
/// password or key that was given in comes out again.
struct Watched {
    engine: Native,
    request: Validator,
    taken: usize,
    wire: Wire,
}

impl Engine for Watched {
    fn name(&self) -> &str {
        self.engine.name()
    }

    fn describe(&mut self) -> Result<String, String> {
        self.engine.describe()
    }

    fn load(&mut self, document: &str) -> Result<String, String> {
        self.engine.load(document)
    }

    fn unload(&mut self, policy: u32) -> Result<(), String> {
        self.engine.unload(policy)
    }

    fn redact(&mut self, request: &str, text: &str) -> Result<Output, String> {
        self.engine.redact(request, text)
    }

    fn redact_open(&mut self, request: &str) -> Result<String, String> {
        self.engine.redact_open(request)
    }

    fn redact_push(&mut self, stream: u32, text: &str) -> Result<Output, String> {
        self.engine.redact_push(stream, text)
    }

    fn redact_close(&mut self, stream: u32) -> Result<String, String> {
        self.engine.redact_close(stream)
    }

    fn call(&mut self, text: &str) -> Result<String, String> {
        let answer = self.engine.call(text)?;
        let Ok(request) = serde_json::from_str::<Value>(text) else { return Ok(answer) };
        let is_redaction =
            request.get("op").is_some_and(|op| op == "redact" || op == "redact.reveal");
        if request.get("event").is_none() && !is_redaction {
            return Ok(answer);
        }
        let secrets = ["/event/password", "/event/current", "/keys/0/key", "/key", "/token/key"];
        let secrets = secrets.iter().filter_map(|place| request.pointer(place)?.as_str());
        for secret in secrets.filter(|secret| secret.len() >= DISTINCT) {
            assert!(!answer.contains(secret), "`{secret}` after {text}: {answer}");
        }
        if let Answer::Ok(value) = Answer::parse(&answer)? {
            let errors = self.request.iter_errors(&request).map(|error| error.to_string());
            let errors: Vec<_> = errors.collect();
            assert!(
                errors.is_empty(),
                "taken by the engine, refused by the schema: {errors:?}: {text}"
            );
            self.wire.expect(answer_of(&request), &value);
            self.taken += 1;
        }
        Ok(answer)
    }
}

#[test]
fn events_and_answers_match_their_schemas_and_tell_no_secret() {
    let wire = Wire::read();
    let (engine, request) = (Native::new(), wire.request());
    let mut watched = Watched { engine, request, taken: 0, wire };
    let outcome = runner::run(&mut watched, &runner::folder());
    assert!(outcome.failures.is_empty(), "{:?}", outcome.failures);
    assert!(watched.taken > 1000, "only {} events", watched.taken);
}

#[test]
fn a_description_matches_its_schema() {
    let (wire, mut engine) = (Wire::read(), Native::new());
    engine.load(r#"{"version":1}"#).expect("an answer");
    let description = engine.describe().expect("a description");
    wire.expect("EngineDescription", &serde_json::from_str(&description).expect("JSON"));
}

/// Fewest bytes of a password that stands in an answer for no other reason.
const DISTINCT: usize = 8;

/// Requests that the engine refuses and the schema cannot, by a part of their text, and why.
const BEYOND: &[(&str, &str)] = &[
    (r#""entropy":"00000000000000000000000000000000000000000000000000000000000000""#, ENTROPY),
    (r#""entropy":"00000000000000000000000000000000000000000000000000000000000000000""#, ENTROPY),
    (r#""entropy":"xyxy"#, ENTROPY),
    (r#""salt":"""#, SALT),
    (r#""salt":"0001""#, SALT),
    (r#""salt":"000102030405060708090a0b0c0d0e0""#, SALT),
    (r#""salt":"000102030405060708090a0b0c0d0e0f1""#, SALT),
    (r#""salt":"000102030405060708090a0b0c0d0e0f10""#, SALT),
    (r#""salt":"000102030405060708090a0b0c0d0e0g""#, SALT),
    (r#""salt":"ffffffffffffffffffffffffffffffff""#, SALT),
    ("\"salt\":\"\u{661}", SALT),
    (r#""separator":"----""#, SEPARATOR),
    (r#""kind":"words","length""#, KIND),
    (r#""account":"a:b""#, NAME),
    (r#""issuer":"A:""#, NAME),
    (r#""issuer":"A\nB""#, NAME),
    (r#""account":"  ""#, NAME),
    (r#""issuer":"bbbbbbbbbb""#, NAME),
    (r#""counter":1}"#, TYPE),
    (r#""period":30}"#, TYPE),
    (r#""secret":"AAAAAAAAAAAAAAAAAAAAAAAA""#, BASE32),
    (r#""secret":"""#, BASE32),
    (r#""secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1""#, BASE32),
    (r#""secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQA""#, BASE32),
    (r#"{"id":"k1","key":"00000000"#, TOKEN),
    (r#"{"id":"key","key":"#, TOKEN),
    (r#"3f"},{"id":"k1","key":"#, TOKEN),
    (r#""policy":1.0"#, "1.0 is an integer in JSON Schema"),
    (r#""password":"ab","password""#, "JSON Schema sees the last of two members"),
];
const TOKEN: &str = "keys of tokens have 64 bytes, and an id of their own that ends with a number";
const BASE32: &str = "JSON Schema reads no Base32";
const NAME: &str = "names without colons, and not too long together";
const TYPE: &str = "a member of the other type";
const SEPARATOR: &str = "JSON Schema counts characters and the table bytes, of which three characters have up to twelve";
const KIND: &str = "a length, which words have not";
const SALT: &str = "how long a salt is, the policy says";
const ENTROPY: &str = "JSON Schema counts characters up to a bound, not bytes of pairs of digits";
