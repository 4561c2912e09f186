//! `password.generate`: the full build alone has it.

use serde::Serialize;
use wicketgate_core::{Code, Problem, field::Fields, report::Needs};
use wicketgate_password::generate::{MIN_ENTROPY, Refusal, Wish};

use crate::{Engine, Error, operation::answer, request};

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
    let entropy = request::bytes(fields.text("entropy").unwrap_or_default());
    let wish = Wish {
        entropy: &entropy.ok_or_else(too_little)?,
        length: fields.long("length").and_then(|length| u32::try_from(length).ok()),
        look_alikes: fields.flag("look_alikes"),
    };
    let context = request::context(fields);
    let made = policy.rules().generate(&context, &wish).map_err(|refusal| match refusal {
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

fn too_little() -> Error {
    let allowed = format!("at least {} hexadecimal digits: {MIN_ENTROPY} bytes", 2 * MIN_ENTROPY);
    let message = format!("`entropy` should be {allowed} from a random source");
    let problem = Problem::new(Code::new("malformed"), "/entropy".to_owned(), 1);
    Error::InvalidRequest(vec![Problem { allowed: Some(allowed), message, ..problem }])
}
