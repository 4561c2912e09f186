//! `password.generate`: the full build alone has it.

use serde::Serialize;
use wicketgate_core::{Code, Problem, field::Fields, hex, report::Needs};
use wicketgate_password::generate::{MIN_ENTROPY, PhraseWish, Refusal, Wish};

use crate::{
    Engine, Error,
    operation::answer,
    request::{self, MAX_SEPARATOR},
};

/// What `password.generate` answers: a password that the policy accepts, as far as it can tell.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Generated {
    /// Binary logarithm, rounded down, of how many passwords could have been answered.
    pub entropy_bits: u32,
    /// Characters.
    pub length: u32,
    /// What must be known before the password is accepted: check it with the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<Needs>,
    /// The password.
    pub password: String,
}

pub(crate) fn generate(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let policy = engine.policy(fields.integer("policy"))?;
    let entropy = hex::decode(fields.text("entropy").unwrap_or_default());
    let entropy = &entropy.ok_or_else(too_little)?;
    let look_alikes = fields.flag("look_alikes");
    let (rules, context) = (policy.rules(), request::context(fields));
    let made = if fields.choice("kind") == "words" {
        let separator = separator(fields)?;
        rules.phrase(&context, &PhraseWish { entropy, look_alikes, separator })
    } else {
        let length = fields.long("length").and_then(|length| u32::try_from(length).ok());
        rules.generate(&context, &Wish { entropy, length, look_alikes })
    };
    let made = made.map_err(|refusal| match refusal {
        Refusal::Entropy => too_little(),
        Refusal::Rules(codes) => Error::NoPassword(codes),
    })?;
    Ok(answer(&Generated {
        entropy_bits: made.entropy_bits,
        length: made.length,
        needs: made.needs,
        password: made.password.reveal().to_owned(),
    }))
}

/// What stands between words; an error where it is too long, or characters are counted.
fn separator<'f>(fields: &'f Fields<'_>) -> Result<&'f str, Error> {
    if fields.long("length").is_some() {
        let message = "`length` counts characters: `kind` `words` has none".to_owned();
        let problem = Problem::new(Code::new("contradiction"), "/length".to_owned(), 1);
        return Err(Error::InvalidRequest(vec![Problem { message, ..problem }]));
    }
    let separator = fields.text("separator").unwrap_or_default();
    if separator.chars().count() > MAX_SEPARATOR {
        let allowed = format!("at most {MAX_SEPARATOR} characters");
        return Err(refused("separator", "too-long", allowed.clone(), &allowed));
    }
    Ok(separator)
}

fn too_little() -> Error {
    let allowed = format!("at least {} hexadecimal digits: {MIN_ENTROPY} bytes", 2 * MIN_ENTROPY);
    let should = format!("{allowed} from a random source");
    refused("entropy", "malformed", allowed, &should)
}

/// One member that is not what it should be.
fn refused(name: &str, code: &'static str, allowed: String, should: &str) -> Error {
    let message = format!("`{name}` should be {should}");
    let problem = Problem::new(Code::new(code), format!("/{name}"), 1);
    Error::InvalidRequest(vec![Problem { allowed: Some(allowed), message, ..problem }])
}
