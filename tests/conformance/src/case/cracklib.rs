//! cracklib: one password, its own dictionary, and what is wrong with it.

use serde_json::json;

use super::{Case, Check, Source, Translation, text};
use crate::answer::member;

pub(super) const SOURCE: Source = Source {
    name: "cracklib",
    about: "verdicts of cracklib 2.9.6 with its small dictionary",
    translate,
};

fn translate(case: &Case) -> Result<Translation, String> {
    let password = text(&case.input, "password")?;
    let accepts = member(&case.expected, "ok")?.as_bool().ok_or("no verdict")?;
    let blamed = case.expected.get("message").and_then(serde_json::Value::as_str);
    // Whatever it looks for is looked for in order: what comes first has no say on the rest.
    let rules = match blamed.unwrap_or_default() {
        "it is WAY too short" | "it is too short" => json!({"min-length": {"min": SHORTEST}}),
        "" | "it does not contain enough DIFFERENT characters" => {
            json!({"min-length": {"min": SHORTEST}, "distinct": {"min": DIFFERENT}})
        }
        "it is based on a dictionary word" | "it is based on a (reversed) dictionary word" => {
            return Ok(Translation::Beyond(
                "a dictionary of 51,526 words, which is not in the case",
            ));
        }
        "it is too simplistic/systematic" => {
            return Ok(Translation::Beyond("how many neighbours in the alphabet stand anywhere"));
        }
        other => return Err(format!("unknown message `{other}`")),
    };
    let rules = rules.as_object().cloned().unwrap_or_default();
    let check = Check::verdict(rules, password, accepts);
    Ok(Translation::Check(
        check.unless(!password.is_ascii(), "length in bytes there, in characters here (A-33)"),
    ))
}

/// Fewest characters that it accepts.
const SHORTEST: u32 = 6;
/// Fewest different characters that it accepts.
const DIFFERENT: u32 = 5;
