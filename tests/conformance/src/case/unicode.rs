//! Lengths of Unicode texts as ICU counts them: code points after NFC, and their bytes.

use serde_json::{Map, json};

use super::{Case, Check, Source, Translation, text};
use crate::answer::member;

pub(super) const SOURCE: Source =
    Source { name: "unicode_length", about: "lengths of Unicode texts, counted by ICU", translate };

fn translate(case: &Case) -> Result<Translation, String> {
    let characters =
        member(&case.expected, "nfc_code_points")?.as_u64().ok_or("no count of code points")?;
    let bytes = text(&case.expected, "nfc")?.len() as u64;
    let rules = Map::from_iter([
        ("min-length".to_owned(), json!({"min": characters})),
        ("max-length".to_owned(), json!({"max": characters})),
        ("max-bytes".to_owned(), json!({"max": bytes})),
    ]);
    let mut check = Check::verdict(rules, text(&case.input, "string")?, true);
    check.actual = [("min-length", characters), ("max-length", characters), ("max-bytes", bytes)]
        .into_iter()
        .collect();
    Ok(Translation::Check(check))
}
