//! Cases from the test suites of others, translated into policies and compared.
//!
//! The cases are facts about other libraries in plain JSON lines, kept beside the repository and
//! not part of it: a clone has none, and says so. A case counts as *expressible* when its verdict
//! follows from rules that this engine has; every other case is counted by the reason. Where the
//! verdicts differ there must be a named reason, a decision of ours that the case contradicts; a
//! disagreement without one is a failure.

mod cidr;
mod cracklib;
mod hashing;
mod hibp;
mod keycloak;
mod otp;
mod otpauth;
mod passay;
mod passay_composite;
mod passwordrules;
mod pwquality;
mod table;
mod unicode;
mod words;
mod zxcvbn;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    answer::{Answer, member},
    engine::Engine,
    runner::load,
};

pub use self::{hashing::Verify, table::render};

/// One case as its file holds it.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// Unique among all cases.
    pub id: String,
    /// What kind of check it is.
    #[serde(default)]
    pub kind: String,
    /// What the other library was given.
    pub input: Value,
    /// What it answered.
    pub expected: Value,
}

/// What becomes of a case.
#[derive(Debug)]
pub enum Translation {
    /// No rule of this engine says it; the reason is counted.
    Beyond(&'static str),
    /// The other library's answer and ours, compared already: no password is judged.
    Compared(Compared),
    /// Rules, a password, and whether the other library accepts it.
    Check(Check),
    /// A password and a stored hash, and whether the other library matches them.
    Verify(Verify),
}

/// Two answers to one question.
#[derive(Debug)]
pub struct Compared {
    /// How they differ, if they do.
    pub difference: Option<String>,
    /// Our decision that explains a difference, where one applies to this case.
    pub known: Option<&'static str>,
}

/// A case in this engine's words.
#[derive(Debug)]
pub struct Check {
    /// Rules by code.
    pub rules: Map<String, Value>,
    /// The password.
    pub password: String,
    /// What else the request says.
    pub context: Map<String, Value>,
    /// Whether the other library accepts it.
    pub accepts: bool,
    /// Values that entries of the report must tell, by rule: the parameter `actual` or `count`.
    pub actual: BTreeMap<&'static str, u64>,
    /// Our decision that explains a difference, where one applies to this case.
    pub known: Option<&'static str>,
}

/// A file of cases and how to read it.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Name of the file without its extension.
    pub name: &'static str,
    /// What the cases are and where they come from.
    pub about: &'static str,
    /// Puts one case into this engine's words.
    pub translate: fn(&Case) -> Result<Translation, String>,
}

/// Every file that this crate reads.
pub const SOURCES: [Source; 21] = [
    hashing::HASHES,
    otp::BASE32,
    cidr::SOURCE,
    cracklib::SOURCE,
    hibp::SOURCE,
    otp::HOTP,
    keycloak::SOURCE,
    otp::GENERATE,
    otp::TIME,
    otp::VERIFY,
    otpauth::BUILD,
    otpauth::PARSE,
    passay::SOURCE,
    passwordrules::PARSER,
    passwordrules::REAL,
    passwordrules::REGEXP,
    hashing::STRINGS,
    pwquality::SOURCE,
    otp::TOTP,
    unicode::SOURCE,
    zxcvbn::SOURCE,
];

/// What became of the cases of one source.
#[derive(Debug)]
pub struct Tally {
    /// The source.
    pub source: Source,
    /// Cases in the file.
    pub rows: usize,
    /// Cases with the same verdict.
    pub agree: usize,
    /// Cases with another verdict and the reason.
    pub disagree: Vec<Disagreement>,
    /// Cases that no rule expresses, by reason.
    pub beyond: BTreeMap<&'static str, usize>,
}

/// A case with another verdict.
#[derive(Debug)]
pub struct Disagreement {
    /// The case.
    pub id: String,
    /// The other library's verdict and ours.
    pub difference: String,
    /// Our decision that the case contradicts; none is a failure.
    pub reason: Option<&'static str>,
}

/// Where the cases are, if they are there.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases");
    folder.is_dir().then_some(folder)
}

/// Runs every case of every source.
///
/// # Errors
///
/// Fails when a file or a case cannot be read, or the engine refuses a translated policy.
pub fn run(engine: &mut dyn Engine, folder: &Path) -> Result<Vec<Tally>, String> {
    SOURCES.into_iter().map(|source| run_source(engine, folder, source)).collect()
}

/// Disagreements without a reason.
#[must_use]
pub fn unexplained(tallies: &[Tally]) -> Vec<String> {
    let all = tallies.iter().flat_map(|tally| &tally.disagree);
    all.filter(|disagreement| disagreement.reason.is_none())
        .map(|disagreement| format!("{}: {}", disagreement.id, disagreement.difference))
        .collect()
}

fn run_source(engine: &mut dyn Engine, folder: &Path, source: Source) -> Result<Tally, String> {
    let path = folder.join(source.name).with_extension("jsonl");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut tally =
        Tally { source, rows: 0, agree: 0, disagree: Vec::new(), beyond: BTreeMap::new() };
    for line in text.lines() {
        let case: Case = serde_json::from_str(line).map_err(|error| format!("{line}: {error}"))?;
        tally.rows += 1;
        let in_case = |reason| format!("{}: {reason}", case.id);
        let compared = match (source.translate)(&case).map_err(in_case)? {
            Translation::Beyond(reason) => {
                *tally.beyond.entry(reason).or_default() += 1;
                continue;
            }
            Translation::Check(check) => Compared {
                difference: differs(engine, &check).map_err(in_case)?,
                known: check.known,
            },
            Translation::Compared(compared) => compared,
            Translation::Verify(verify) => hashing::verify(engine, &verify).map_err(in_case)?,
        };
        match compared.difference {
            None => tally.agree += 1,
            Some(difference) => {
                let (id, reason) = (case.id.clone(), compared.known);
                tally.disagree.push(Disagreement { id, difference, reason });
            }
        }
    }
    Ok(tally)
}

fn differs(engine: &mut dyn Engine, check: &Check) -> Result<Option<String>, String> {
    let document = json!({"version": 1, "password": {"rules": check.rules}}).to_string();
    let handle = load(engine, &document)?
        .map_err(|answer| format!("the policy {document} was refused: {answer:?}"))?;
    let mut request = check.context.clone();
    request.insert("op".to_owned(), json!("password.check"));
    request.insert("password".to_owned(), json!(check.password));
    request.insert("policy".to_owned(), json!(handle));
    let answer = engine.call(&Value::Object(request).to_string());
    engine.unload(handle)?;
    let report = Answer::parse(&answer?)?.ok()?;
    let accepts = member(&report, "ok")? == &json!(true);
    if accepts != check.accepts {
        return Ok(Some(format!("{} there, {} here", verdict(check.accepts), verdict(accepts))));
    }
    let entries = member(&report, "rules")?.as_array().ok_or("`rules` is no list")?;
    for (code, expected) in &check.actual {
        let entry = entries.iter().find(|entry| entry.get("code") == Some(&json!(code)));
        let params = entry.and_then(|entry| entry.get("params"));
        let actual = params.and_then(|params| params.get("actual").or(params.get("count")));
        if actual != Some(&json!(expected)) {
            return Ok(Some(format!("{code}: {expected} there, {actual:?} here")));
        }
    }
    Ok(None)
}

const fn verdict(accepts: bool) -> &'static str {
    if accepts { "accepted" } else { "refused" }
}

/// Text of a member of the input.
fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str, String> {
    member(value, name)?.as_str().ok_or_else(|| format!("`{name}` is no string"))
}

impl Check {
    /// A case that compares verdicts alone.
    fn verdict(rules: Map<String, Value>, password: &str, accepts: bool) -> Self {
        let password = password.to_owned();
        Self { rules, password, context: Map::new(), accepts, actual: BTreeMap::new(), known: None }
    }

    /// The same case, with our decision that may make it differ.
    fn unless(mut self, applies: bool, reason: &'static str) -> Self {
        if applies {
            self.known = Some(reason);
        }
        self
    }
}
