//! Reading a request: which operation, which policy, which members.

#[cfg(feature = "full")]
use wicketgate_core::problem::nearest;
use wicketgate_core::{
    Code, Context, Problem, Secret, Timestamp,
    context::{Account, Facts, Mode, Subject},
    field::{Default, Echo, Field, Fields, Reader},
    json::{self, Value},
};

use crate::{Engine, Error, OPERATIONS, Operation, operation::Run};

/// Most bytes of a request.
///
/// The answer to a range question has at most about 100 KB.
pub const MAX_REQUEST_BYTES: usize = 128 * 1024;

/// The member of every request.
pub(crate) const OP: &[Field] = &[Field::text("op", 64)];

/// The member of a request that asks a policy.
pub(crate) const POLICY: &[Field] = &[Field::integer("policy", 1, u32::MAX as u64)];

/// Members that describe the account's owner.
const ACCOUNT: &[Field] = &[
    Field::text("email", 512).optional(),
    Field::texts("names", 32, 256).optional(),
    Field::text("organization", 256).optional(),
    Field::text("username", 512).optional(),
    Field::texts("words", 256, 256).optional(),
];

/// Members of what a list of breached passwords answered.
const FACTS: &[Field] =
    &[Field::text("range", 5), Field::text("rows", MAX_REQUEST_BYTES).optional()];

/// Members that say whose password it is, where and when.
pub(crate) const CONTEXT: &[Field] = &[
    Field::object("account", ACCOUNT).optional(),
    Field::text("cohort", 128).optional(),
    Field::text("environment", 128).optional(),
    Field::object("facts", FACTS).optional(),
    Field::choice("mode", MODES).or(Default::Choice("final")),
    Field::integer("now", 0, Timestamp::MAX).optional(),
    Field::text("old_password", MAX_REQUEST_BYTES).optional(),
    Field::choice("subject", SUBJECTS).or(Default::Choice("new")),
    Field::integer("year", 1900, 9999).optional(),
];

/// Members of `password.check`.
pub(crate) const CHECK: &[Field] = &[
    // Its size has an error of its own; the bound of a request is what holds here.
    Field::text("password", MAX_REQUEST_BYTES),
    Field::flag("compact").or(Default::Flag(false)),
];

/// Members of `password.generate`.
pub(crate) const GENERATE: &[Field] = &[
    Field::object("account", ACCOUNT).optional(),
    // Two digits for each byte.
    Field::text("entropy", 512),
    Field::choice("kind", KINDS)
        .or(Default::Choice("characters"))
        .doc("What the password is made of: characters drawn one by one, or words of English."),
    Field::integer("length", 1, 256)
        .optional()
        .doc("Characters; not for words, of which as many are drawn as the policy permits."),
    Field::flag("look_alikes")
        .or(Default::Flag(false))
        .doc("Whether characters are welcome that are mistaken for each other; of words, digits."),
    Field::text("old_password", MAX_REQUEST_BYTES).optional(),
    // Four bytes for each character.
    Field::text("separator", 4 * MAX_SEPARATOR)
        .or(Default::Text("-"))
        .doc("Stands between words where the policy permits it: at most three characters."),
    Field::integer("year", 1900, 9999).optional(),
];

/// Members of `password.hash`.
pub(crate) const HASH: &[Field] = &[
    Field::text("password", MAX_REQUEST_BYTES),
    // Two digits for each byte; how many bytes is the policy's to say.
    Field::text("salt", 128),
];

/// A key of codes and tokens.
const KEY: &[Field] = &[
    Field::text("id", 64).doc("The key's id, which the state names."),
    // Two digits for each byte.
    Field::text("key", 256).doc("At least 32 bytes, as hexadecimal digits."),
];

/// Members of `account.explain`.
pub(crate) const EXPLAIN: &[Field] = &[
    Field::integer("now", 0, Timestamp::MAX),
    Field::any("state").doc("The state of the account as the last step gave it."),
];

/// Members of `account.step`.
pub(crate) const STEP: &[Field] = &[
    Field::object("account", ACCOUNT).optional(),
    // Two digits for each byte.
    Field::text("entropy", 64).doc("32 bytes of a random source, as hexadecimal digits."),
    Field::text("environment", 128).optional(),
    Field::any("event").doc("What happens: a type, an id and the members of the type."),
    Field::object("facts", FACTS).optional(),
    Field::list("keys", 8, KEY)
        .doc("The keys of codes and tokens: the current one, then earlier ones."),
    Field::integer("now", 0, Timestamp::MAX),
    Field::any("state")
        .optional()
        .doc("The state as the last step gave it; none for an account that there is not."),
    Field::integer("year", 1900, 9999).optional(),
];

/// Members of `organization.step`.
pub(crate) const ORGANIZATION_STEP: &[Field] = &[
    Field::text("entropy", 64).doc("32 bytes of a random source, as hexadecimal digits."),
    Field::any("event").doc("What happens: a type, an id and the members of the type."),
    Field::list("keys", 8, KEY)
        .doc("The keys of codes and tokens: the current one, then earlier ones."),
    Field::integer("now", 0, Timestamp::MAX),
    Field::any("state")
        .optional()
        .doc("The state as the last step gave it; none for an organisation that there is not."),
];

/// Members of `otp.qr`.
pub(crate) const OTP_QR: &[Field] = &[
    Field::text("text", 2048).doc("What the code says."),
    Field::text("title", 256)
        .or(Default::Text("QR code"))
        .doc("What people hear who do not see it."),
];

/// Members of `otp.uri.build`.
pub(crate) const OTP_URI_BUILD: &[Field] = &[
    Field::text("account", 512).doc("Whose codes they are."),
    Field::choice("algorithm", &["SHA1", "SHA256", "SHA512"])
        .or(Default::Choice("SHA1"))
        .doc("The hash; some apps know SHA1 alone."),
    Field::integer("counter", 0, Timestamp::MAX - 1)
        .optional()
        .doc("Of `hotp`: the counter of the next code; 0 where nothing is said."),
    Field::integer("digits", 6, 8).or(Default::Integer(6)).doc("Digits of a code."),
    Field::text("issuer", 512).optional().doc("For whom the codes are."),
    Field::integer("period", 1, 3600)
        .optional()
        .doc("Of `totp`: seconds of a step; 30 where nothing is said."),
    Field::text("secret", 2048).doc("The secret in Base32."),
    Field::flag("short_secret")
        .or(Default::Flag(false))
        .doc("Whether a secret may have fewer than 128 bits (RFC 4226, R6)."),
    Field::choice("type", &["totp", "hotp"]).or(Default::Choice("totp")).doc("What a code is of."),
];

/// Members of `otp.uri.parse`.
pub(crate) const OTP_URI: &[Field] = &[
    // One that is too long is told as a mistake in the URI.
    Field::text("uri", 8192).doc("The URI."),
];

/// Members of `password.strength`.
pub(crate) const STRENGTH: &[Field] = &[
    Field::object("account", ACCOUNT).optional(),
    Field::text("password", MAX_REQUEST_BYTES),
    Field::integer("year", 1900, 9999).optional(),
];

/// Members of `password.verify`.
pub(crate) const VERIFY: &[Field] = &[
    Field::text("hash", 512),
    Field::text("password", MAX_REQUEST_BYTES),
    Field::flag("raw").or(Default::Flag(false)),
];

/// Members of `redact` beside the text.
pub(crate) const REDACT: &[Field] = &[
    Field::choice("format", FORMATS)
        .or(Default::Choice("auto"))
        .doc("How the text is written; JSON where it begins like it, text otherwise, where nothing is said."),
    Field::text("key", 256)
        .optional()
        .doc("The host's key of pseudonyms: at least 64 hexadecimal digits, 32 bytes."),
    Field::list("known", 32, KNOWN)
        .optional()
        .doc("Values that are redacted wherever they stand, such as the names and addresses of an account's owner."),
    Field::text("profile", 64).optional().doc("For whom: a profile of the policy."),
    Field::flag("spans").or(Default::Flag(false)).doc("Whether every match is told with its place."),
    Field::object("token", TOKEN)
        .optional()
        .doc("The host's key of tokens, where the policy has any. No build for browsers takes one."),
];

/// What makes tokens.
const TOKEN: &[Field] = &[TOKEN_ID, TOKEN_KEY, TENANT];

const TOKEN_ID: Field = Field::text("id", 64).doc(
    "The key's id, which its tokens name: one to twelve small letters and one to three digits.",
);

const TOKEN_KEY: Field = Field::text("key", 256).doc("64 bytes, as hexadecimal digits.");

const TENANT: Field = Field::text("tenant", 256)
    .or(Default::Text(""))
    .doc("For whom tokens are made: those of one tenant do not open as another's.");

/// Members of `redact.reveal` beside the text.
pub(crate) const REVEAL: &[Field] = &[
    Field::choice("format", REVEALED_FORMATS)
        .or(Default::Choice("text"))
        .doc("How values are written in the place of their tokens."),
    Field::list("keys", 8, &[TOKEN_ID, TOKEN_KEY])
        .doc("The keys whose tokens are opened, each with an id of its own."),
    Field::flag("more")
        .or(Default::Flag(false))
        .doc("Whether more of the text follows: what may be the beginning of a token is then the answer's `rest`."),
    TENANT,
];

/// A value that is known.
const KNOWN: &[Field] = &[
    Field::text("label", 32)
        .or(Default::Text("KNOWN_VALUE"))
        .doc("The label that stands in its place."),
    Field::text("value", 128).doc("The value: at least 3 bytes, in any letters."),
];

/// The text of `redact`.
pub(crate) const TEXT: &[Field] = &[Field::text("text", MAX_REQUEST_BYTES).doc("The text.")];

const FORMATS: &[&str] = &["auto", "csv", "form", "json", "text", "tsv"];
const REVEALED_FORMATS: &[&str] = &["csv", "form", "json", "text", "tsv"];

/// Reads a request and gives it to its operation.
pub(crate) fn dispatch(engine: &Engine, text: &str) -> Result<String, Error> {
    if text.len() > MAX_REQUEST_BYTES {
        return Err(Error::TooLarge { limit: MAX_REQUEST_BYTES });
    }
    let request = json::parse(text)?;
    let mut reader = Reader::new(Echo::Kind);
    reader.duplicates(&request, "");
    let Some((operation, run)) = operation(&request)? else {
        if reader.object(&request, "").is_some() {
            match request.get("op") {
                None => reader.missing(&request, "", "op"),
                Some(op) => {
                    let _ = reader.text(op, "/op", MAX_REQUEST_BYTES);
                }
            }
            if request.get("policy").is_none() {
                reader.missing(&request, "", "policy");
            }
        }
        return Err(Error::InvalidRequest(reader.problems.into_list()));
    };
    let fields = reader.fields(&request, "", operation.members);
    if !reader.problems.is_empty() {
        return Err(Error::InvalidRequest(reader.problems.into_list()));
    }
    run(engine, &fields)
}

/// The context that the members of a request describe.
pub(crate) fn context(fields: &Fields<'_>) -> Context {
    let owned = |name| fields.text(name).map(str::to_owned);
    let facts = fields.object("facts").map(|facts| Facts {
        range: facts.text("range").unwrap_or_default().to_owned(),
        rows: facts.text("rows").map(str::to_owned),
    });
    Context {
        account: fields.object("account").map(account).unwrap_or_default(),
        cohort: owned("cohort"),
        environment: owned("environment"),
        facts,
        mode: if fields.choice("mode") == "live" { Mode::Live } else { Mode::Final },
        now: fields.long("now").map(Timestamp::from_millis),
        old_password: owned("old_password").map(Secret::new),
        subject: match fields.choice("subject") {
            "existing" => Subject::Existing,
            _ => Subject::New,
        },
        year: fields.long("year").and_then(|year| u16::try_from(year).ok()),
    }
}

/// The owner that the members of `account` describe.
fn account(fields: &Fields<'_>) -> Account {
    let owned = |name| fields.text(name).map(str::to_owned);
    let list = |name| fields.texts(name).iter().map(|text| text.clone().into_owned()).collect();
    Account {
        email: owned("email"),
        names: list("names"),
        organization: owned("organization"),
        username: owned("username"),
        words: list("words"),
    }
}

/// The operation that a request names; `None` where it names none in the right way.
fn operation(request: &Value<'_>) -> Result<Option<(&'static Operation, Run)>, Error> {
    let Some(op) = request.get("op") else { return Ok(None) };
    let Some(name) = op.text() else { return Ok(None) };
    match OPERATIONS.iter().find(|operation| operation.name == name) {
        Some(operation) => match operation.run {
            Some(run) => Ok(Some((operation, run))),
            None => Err(Error::NotInThisBuild(operation.name)),
        },
        None => Err(Error::UnknownOperation(Box::new(unknown(op, name)))),
    }
}

/// A page's build is asked by programs: the place says it.
#[cfg(not(feature = "full"))]
fn unknown(op: &Value<'_>, _: &str) -> Problem {
    let message = "unknown-operation".to_owned();
    let problem = Problem::new(Code::new("unknown-operation"), "/op".to_owned(), op.place.line);
    Problem { message, ..problem }
}

/// What is wrong with the name of an operation; the name itself may be anything, and is not told.
#[cfg(feature = "full")]
fn unknown(op: &Value<'_>, name: &str) -> Problem {
    let names: Vec<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
    let nearest = nearest(name, &names).map(str::to_owned);
    let hint = nearest.as_ref().map(|near| format!("; did you mean `{near}`?"));
    let message = format!("unknown operation{}", hint.unwrap_or_default());
    let allowed = Some(names.join(", "));
    let problem = Problem::new(Code::new("unknown-operation"), "/op".to_owned(), op.place.line);
    Problem { allowed, message, nearest, ..problem }
}

/// Most characters between words.
pub(crate) const MAX_SEPARATOR: usize = 3;

const KINDS: &[&str] = &["characters", "words"];
const MODES: &[&str] = &["final", "live"];
const SUBJECTS: &[&str] = &["existing", "new"];
