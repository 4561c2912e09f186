//! Range questions in the published form: the parts of a hash, and what an answer says.

use serde_json::{Map, json};
use wicketgate_core::range::Hash;

use super::{Case, Check, Source, Translation, text};
use crate::answer::member;

pub(super) const SOURCE: Source = Source {
    name: "hibp_range",
    about: "range questions and answers of the published list of breached passwords",
    translate,
};

fn translate(case: &Case) -> Result<Translation, String> {
    let password = text(&case.input, "password")?;
    let (range, rows, count) = match case.kind.as_str() {
        // The parts are right where an answer made of them is found.
        "split" => {
            let suffix = text(&case.expected, "suffix")?;
            (text(&case.expected, "prefix")?.to_owned(), format!("{suffix}:1"), 1)
        }
        "match" => {
            let count = member(&case.expected, "count")?.as_u64().ok_or("no count")?;
            (range(password), text(&case.input, "range_body")?.to_owned(), count)
        }
        other => return Err(format!("unknown kind `{other}`")),
    };
    let rules = Map::from_iter([("breached".to_owned(), json!({}))]);
    let facts = json!({"range": range, "rows": rows});
    let mut check = Check::verdict(rules, password, count == 0);
    check.context.insert("facts".to_owned(), facts);
    check.actual.insert("breached", count);
    Ok(Translation::Check(check))
}

/// The range, which these rows do not name; the other rows prove it.
fn range(password: &str) -> String {
    Hash::of(password).range().into_iter().map(char::from).collect()
}
