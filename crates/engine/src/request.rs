//! Reading a request: which operation, which policy, which members.

use wicketgate_core::{
    Code, Context, Problem, Timestamp,
    context::Subject,
    field::{Default, Echo, Field, Fields, Reader},
    json::{self, Value},
    problem::nearest,
};

use crate::{Error, OPERATIONS, Operation};

/// Most bytes of a request.
pub const MAX_REQUEST_BYTES: usize = 64 * 1024;

/// Members of every request.
pub(crate) const COMMON: &[Field] =
    &[Field::text("op", 64), Field::integer("policy", 1, u32::MAX as u64)];

/// Members that say whose password it is, where and when.
pub(crate) const CONTEXT: &[Field] = &[
    Field::text("cohort", 128).optional(),
    Field::text("environment", 128).optional(),
    Field::integer("now", 0, Timestamp::MAX).optional(),
    Field::choice("subject", SUBJECTS).or(Default::Choice("new")),
];

/// Members of `password.check`.
pub(crate) const CHECK: &[Field] = &[
    // Its size has an error of its own; the bound of a request is what holds here.
    Field::text("password", MAX_REQUEST_BYTES),
    Field::flag("compact").or(Default::Flag(false)),
];

/// Reads a request and gives it to its operation.
pub(crate) fn dispatch(
    text: &str,
    run: impl FnOnce(&'static Operation, &Fields<'_>) -> Result<String, Error>,
) -> Result<String, Error> {
    if text.len() > MAX_REQUEST_BYTES {
        return Err(Error::TooLarge { limit: MAX_REQUEST_BYTES });
    }
    let request = json::parse(text)?;
    let mut reader = Reader::new(Echo::Kind);
    reader.duplicates(&request, "");
    let Some(operation) = operation(&request)? else {
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
    run(operation, &fields)
}

/// The context that the members of a request describe.
pub(crate) fn context(fields: &Fields<'_>) -> Context {
    let subject = match fields.choice("subject") {
        "existing" => Subject::Existing,
        _ => Subject::New,
    };
    Context {
        cohort: fields.text("cohort").map(str::to_owned),
        environment: fields.text("environment").map(str::to_owned),
        now: fields.long("now").map(Timestamp::from_millis),
        subject,
    }
}

/// The operation that a request names; `None` where it names none in the right way.
fn operation(request: &Value<'_>) -> Result<Option<&'static Operation>, Error> {
    let Some(op) = request.get("op") else { return Ok(None) };
    let Some(name) = op.text() else { return Ok(None) };
    match OPERATIONS.iter().find(|operation| operation.name == name) {
        Some(operation) if !operation.is_here() => Err(Error::NotInThisBuild(operation.name)),
        Some(operation) => Ok(Some(operation)),
        None => Err(Error::UnknownOperation(Box::new(unknown(op, name)))),
    }
}

/// What is wrong with the name of an operation; the name itself may be anything, and is not told.
fn unknown(op: &Value<'_>, name: &str) -> Problem {
    let names = OPERATIONS.iter().map(|operation| operation.name);
    let nearest = nearest(name, names.clone()).map(str::to_owned);
    let hint = nearest.as_ref().map(|near| format!("; did you mean `{near}`?"));
    let message = format!("unknown operation{}", hint.unwrap_or_default());
    let allowed = Some(names.collect::<Vec<_>>().join(", "));
    let problem = Problem::new(Code::new("unknown-operation"), "/op".to_owned(), op.place.line);
    Problem { allowed, message, nearest, ..problem }
}

const SUBJECTS: &[&str] = &["existing", "new"];
