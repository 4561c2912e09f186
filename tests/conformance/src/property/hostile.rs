//! Hostile input: texts that are nearly requests and documents, and texts that are nothing at all.

use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
};
use serde_json::{Value, json};

use super::document;

/// One thing that is done to an engine.
#[derive(Clone, Debug)]
pub enum Step {
    /// `call` with this text.
    Call(String),
    /// `describe`.
    Describe,
    /// `load` of this text.
    Load(String),
    /// `unload` of this number.
    Unload(u32),
}

/// A few steps on one engine.
pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => request().prop_map(Step::Call),
        5 => policy_text().prop_map(Step::Load),
        1 => handle().prop_map(Step::Unload),
        1 => Just(Step::Describe),
    ];
    let whole = document::policy().prop_map(|policy| policy.to_string());
    let load = prop_oneof![3 => whole, 1 => policy_text()].prop_map(Step::Load);
    (load, vec(step, 1..6)).prop_map(|(load, mut steps)| {
        steps.insert(0, load);
        steps
    })
}

/// A request: right, nearly right, or noise.
pub fn request() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => request_value().prop_map(|value| value.to_string()),
        5 => (request_value(), vec(change(), 1..4)).prop_map(changed),
        4 => (request_value().prop_map(|value| value.to_string()), vec(edit(), 1..5)).prop_map(edited),
        1 => one_time().prop_map(|value| value.to_string()),
        1 => (one_time(), vec(change(), 1..4)).prop_map(changed),
        2 => noise(),
    ]
}

/// A request in which some values wait for a secret.
#[derive(Clone, Debug)]
pub struct WithSecret(Value);

/// A request, right or nearly right, whose password and some other values are a secret.
///
/// Names of members and of the operation are the caller's own words and stay out of it.
pub fn with_secret() -> impl Strategy<Value = WithSecret> {
    let shape = select(vec![
        json!(HOLE),
        json!([HOLE]),
        json!({"a": HOLE}),
        json!({"password": HOLE}),
        json!(format!("{HOLE} and more")),
        json!([[1, HOLE], null]),
    ]);
    let place = select(vec![
        "password",
        "compact",
        "subject",
        "environment",
        "cohort",
        "now",
        "policy",
        "x",
    ]);
    let check = (request_value(), vec((place, shape.clone()), 1..3));
    let check = check.prop_map(|(mut request, changes)| {
        let whole = [("op", json!("password.check")), ("password", json!(HOLE))];
        set(&mut request, whole.into_iter().chain(changes));
        WithSecret(request)
    });
    let operation = select(vec!["password.hash", "password.verify"]);
    let secret = (operation, shape, select(vec![CHEAP, "$", ""]), any::<bool>());
    let hashing = secret.prop_map(|(operation, value, before, raw)| {
        let mut request = json!({"op": operation, "policy": 1, "password": HOLE});
        let value =
            value.as_str().map_or_else(|| value.clone(), |text| json!(format!("{before}{text}")));
        let name = if operation == "password.hash" { "salt" } else { "hash" };
        set(&mut request, [(name, value)].into_iter().chain(raw.then(|| ("raw", json!(HOLE)))));
        WithSecret(request)
    });
    // `1` is no digit of Base32: what is read is answered, what is not read is told by its place.
    let unread = select(vec![
        json!({"op": "otp.uri.build", "account": "a", "secret": format!("1{HOLE}")}),
        json!({"op": "otp.uri.parse", "uri": format!("otpauth://totp/a?secret=1{HOLE}")}),
        json!({"op": "otp.uri.parse", "uri": HOLE}),
        json!({"op": "otp.qr", "text": [HOLE]}),
    ]);
    prop_oneof![3 => check, 1 => hashing, 1 => unread.prop_map(WithSecret)]
}

impl WithSecret {
    /// The request's text with the secret in place.
    #[must_use]
    pub fn with(&self, secret: &str) -> String {
        let escaped = json!(secret).to_string();
        self.0.to_string().replace(HOLE, escaped.trim_matches('"'))
    }
}

/// A document: right, nearly right, or noise.
fn policy_text() -> impl Strategy<Value = String> {
    let any = prop_oneof![5 => document::policy(), 2 => bundle(), 2 => form()].boxed();
    prop_oneof![
        4 => any.clone().prop_map(|value| value.to_string()),
        5 => (any.clone(), vec(change(), 1..4)).prop_map(changed),
        4 => (any.prop_map(|value| format!("{value:#}")), vec(edit(), 1..5)).prop_map(edited),
        1 => noise(),
    ]
}

fn request_value() -> impl Strategy<Value = Value> {
    let check = (document::password(), any::<Option<bool>>(), context()).prop_map(
        |(password, compact, mut request)| {
            let whole = [("op", json!("password.check")), ("password", json!(password))];
            let compact = compact.map(|compact| ("compact", json!(compact)));
            set(&mut request, whole.into_iter().chain(compact));
            request
        },
    );
    let others = [
        "password.html_attributes",
        "password.requirements",
        "policy.public",
        "policy.describe",
        "policy.redact",
        "",
    ];
    let other = select(others.to_vec()).prop_map(|operation| json!({"op": operation}));
    let hash =
        prop_oneof![3 => select(HASHES.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    let verify =
        (document::password(), hash, any::<Option<bool>>()).prop_map(|(password, hash, raw)| {
            let mut request = json!({"op": "password.verify", "password": password, "hash": hash});
            set(&mut request, raw.map(|raw| ("raw", json!(raw))));
            request
        });
    (prop_oneof![8 => check.boxed(), 2 => other.boxed(), 1 => verify.boxed()], handle()).prop_map(
        |(mut request, handle)| {
            set(&mut request, [("policy", json!(handle))]);
            request
        },
    )
}

/// A request about a one-time password.
fn one_time() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        any::<String>(),
        "otpauth://[th]otp/[A-Za-z%:20]{0,8}\\?secret=[A-Za-z2-7]{0,40}(&(counter|period|digits|issuer)=[0-9A%]{0,4}){0,3}",
    ];
    let build = (any::<String>(), "[A-Z2-7]{0,60}", any::<u64>(), any::<bool>()).prop_map(
        |(account, secret, counter, short_secret)| {
            json!({
                "op": "otp.uri.build", "type": "hotp", "account": account, "secret": secret,
                "counter": counter, "short_secret": short_secret,
            })
        },
    );
    let other = (select(vec![("otp.qr", "text"), ("otp.uri.parse", "uri")]), text).prop_map(
        |((op, member), text)| document::object([("op", json!(op)), (member, json!(text))]),
    );
    prop_oneof![1 => build.boxed(), 2 => other.boxed()]
}

fn context() -> impl Strategy<Value = Value> {
    let member = |name: &'static str, value: BoxedStrategy<Value>| {
        prop::option::weighted(0.4, value).prop_map(move |value| Some((name, value?)))
    };
    (
        member("subject", select(vec![json!("new"), json!("existing"), json!("")]).boxed()),
        member("environment", select(vec![json!("production"), json!("staging")]).boxed()),
        member("cohort", select(vec![json!("eu"), json!("us")]).boxed()),
        member("now", (0..5_000_000_000_000_u64).prop_map(Value::from).boxed()),
    )
        .prop_map(|(subject, environment, cohort, now)| {
            document::object([subject, environment, cohort, now].into_iter().flatten())
        })
}

fn bundle() -> impl Strategy<Value = Value> {
    let locks = vec(
        select(vec![
            "/password/rules",
            "/password/rules/min-length",
            "/password/rules/symbol/mode",
            "/password/effective_from",
            "/password",
        ]),
        0..3,
    );
    (document::policy(), vec(document::rules(), 1..3), locks).prop_map(
        |(mut first, later, locks)| {
            set(&mut first, [("locked", json!(locks))]);
            let later = later.into_iter().map(|rules| json!({"password": {"rules": rules}}));
            let layers: Vec<Value> = std::iter::once(first).chain(later).collect();
            json!({"layers": layers})
        },
    )
}

fn form() -> impl Strategy<Value = Value> {
    (document::rules(), prop::option::of("[a-z{}|-]{0,12}")).prop_map(|(mut rules, unknown)| {
        if let Some(name) = unknown {
            rules.insert(
                name.clone(),
                json!({"year": 2031, "names": [name, "b"], "deep": {"er": 1}}),
            );
        }
        json!({"form": 1, "password": {"rules": rules}})
    })
}

fn handle() -> impl Strategy<Value = u32> {
    prop_oneof![8 => Just(1), 2 => 0..5_u32, 1 => any::<u32>()]
}

fn set(object: &mut Value, members: impl IntoIterator<Item = (&'static str, Value)>) {
    if let Some(known) = object.as_object_mut() {
        known.extend(members.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
}

/// A change of a JSON value: where, and what stands there afterwards.
#[derive(Clone, Debug)]
struct Change {
    at: Index,
    name: Option<String>,
    value: Option<Value>,
}

fn change() -> impl Strategy<Value = Change> {
    let name = prop::option::weighted(
        0.4,
        prop_oneof![
            3 => select(vec!["min", "max", "of", "mode", "also", "op", "policy", "password", "version",
                "extends", "conforms", "locked", "layers", "form", "$comment", "rules", "messages", "from"])
                .prop_map(str::to_owned),
            1 => any::<String>(),
            1 => "[~/{}|a-c]{0,70}",
        ],
    );
    (any::<Index>(), name, prop::option::weighted(0.8, junk()))
        .prop_map(|(at, name, value)| Change { at, name, value })
}

fn junk() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..4200_u64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        document::password().prop_map(Value::from),
        vec(any::<u8>().prop_map(Value::from), 0..6).prop_map(Value::from),
        vec(any::<String>(), 0..3).prop_map(Value::from),
        (1..40_usize).prop_map(nested),
        document::policy(),
        Just(json!({"min": 1, "max": 2})),
    ]
}

fn nested(depth: usize) -> Value {
    (0..depth).fold(
        json!(1),
        |inner, level| {
            if level % 2 == 0 { json!([inner]) } else { json!({"a": inner}) }
        },
    )
}

fn changed((mut value, changes): (Value, Vec<Change>)) -> String {
    for change in changes {
        let places = places(&value, String::new());
        let place = change.at.get(&places).clone();
        let Some(target) = value.pointer_mut(&place) else { continue };
        match (target, change.name, change.value) {
            (Value::Object(members), Some(name), Some(value)) => {
                members.insert(name, value);
            }
            (Value::Object(members), Some(name), None) => {
                members.remove(&name);
            }
            (target, _, value) => *target = value.unwrap_or_default(),
        }
    }
    value.to_string()
}

/// JSON Pointers to every value of a document.
fn places(value: &Value, at: String) -> Vec<String> {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        _ => Vec::new(),
    };
    let mut all: Vec<_> =
        below.into_iter().flat_map(|(step, value)| places(value, format!("{at}/{step}"))).collect();
    all.push(at);
    all
}

/// A change of a text: what is cut out where, and what is put in.
#[derive(Clone, Debug)]
struct Edit {
    at: Index,
    cut: usize,
    insert: String,
}

fn edit() -> impl Strategy<Value = Edit> {
    let insert = prop_oneof![
        3 => Just(String::new()),
        6 => select(TOKENS.to_vec()).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => (1..40_usize, select(vec!["[", "{\"a\":", "[{\"", "]", "}"]))
            .prop_map(|(count, token)| token.repeat(count)),
    ];
    (any::<Index>(), prop_oneof![4 => Just(0), 3 => 1..3_usize, 1 => 1..60_usize], insert)
        .prop_map(|(at, cut, insert)| Edit { at, cut, insert })
}

fn edited((text, edits): (String, Vec<Edit>)) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for edit in edits {
        let start = edit.at.index(characters.len() + 1);
        let end = characters.len().min(start + edit.cut);
        characters.splice(start..end, edit.insert.chars());
    }
    characters.into_iter().collect()
}

/// Bytes that are no UTF-8 become text as a careless host would make it.
fn noise() -> impl Strategy<Value = String> {
    prop_oneof![
        vec(any::<u8>(), 0..200).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        any::<String>(),
        vec(select(TOKENS.to_vec()), 0..40).prop_map(|tokens| tokens.concat()),
        (1..3000_usize, select(vec!["[", "{\"a\":", "\"", "\\", "9", "-", "\u{feff}", "💩", " "]))
            .prop_map(|(count, token)| token.repeat(count)),
    ]
}

/// The start of a hash that costs next to nothing.
const CHEAP: &str = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$";

/// Hashes that cost next to nothing, one of each scheme.
const HASHES: &[&str] = &[
    "$argon2d$m=16,t=1,p=2$AAAAAAAAAAA$AAAAAAAAAAA",
    "$argon2id$v=19$m=8,t=1,p=1,keyid=AAAA,data=AAAA$AAAAAAAAAAA$AAAAAAAAAAA",
    "$2b$04$......................7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy",
    "$pbkdf2-sha256$i=10$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
    "$scrypt$ln=1,r=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
    "$6$AAAA$AAAA",
];

/// Stands where a secret will stand.
const HOLE: &str = "@hole@";

const TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    "\t",
    " ",
    "null",
    "true",
    "false",
    "0",
    "-",
    "1",
    "-0",
    "01",
    "1.0",
    "1e400",
    "1E-5",
    "-1",
    "4294967296",
    "9007199254740993",
    "18446744073709551616",
    "\\ud800",
    "\\udc00",
    "\\ud83d\\udca9",
    "\\u0000",
    "\\u005c",
    "\\u12",
    "\\x",
    "\u{0}",
    "\u{1f}",
    "\u{7f}",
    "\u{feff}",
    "\u{2028}",
    "\u{301}",
    "é",
    "💩",
    "NaN",
    "//",
    "/*",
    "'",
    "\"op\"",
    "\"policy\"",
    "\"version\":1",
    "\"password\"",
    "\"$comment\":\"\"",
    "\"extends\":\"preset:default\"",
    "\"form\":1",
    "\"layers\":[]",
    "~0",
    "~1",
    "{}",
    "[]",
    "\"\"",
];
