//! Cases from the test suites of Keycloak and Passay, imported as a user would import them.
//!
//! The cases are facts about other libraries, kept beside the repository and not part of it: a clone
//! has none, and says so. A case whose configuration the importer says it cannot express exactly is
//! counted; every other one must have the verdict that the other library gives, or refuse where the
//! report says that it refuses more.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use wicketgate_core::{Context, context::Account};
use wicketgate_engine::Engine;
use wicketgate_http_tests::run_with;

use crate::{files, json};

#[test]
fn keycloak_judges_as_the_policy_imported_from_it() {
    let Some(rows) = rows("keycloak_policy") else { return };
    let mut importer = Importer::new("keycloak");
    for row in &rows {
        let (input, kind) = (&row["input"], row["kind"].as_str().expect("a kind"));
        let name = |member: &str| input[member].as_str().map(str::to_owned);
        let names = ["first_name", "last_name", "display_name"];
        let account = Account {
            email: name("email_or_username"),
            names: names.iter().filter_map(|member| name(member)).collect(),
            username: name("username"),
            ..Account::new()
        };
        let policy = match kind {
            "denylist" => "passwordBlacklist(list)",
            "not_contains_name" => "notContainsName(undefined)",
            "not_email" => "notEmail(undefined)",
            "parse_policy" => {
                importer.refuses(input["policy"].as_str().expect("a policy"));
                continue;
            }
            "validate" => input["policy"].as_str().expect("a policy"),
            // How a policy is edited, which is not what is imported.
            "policy_builder_remove" => continue,
            other => panic!("unknown kind {other}"),
        };
        importer.judge(policy, row, account);
    }
    importer.told(31);
}

#[test]
fn passay_judges_as_the_policy_imported_from_it() {
    let Some(rows) = rows("passay_rules") else { return };
    let mut importer = Importer::new("passay");
    for row in &rows {
        let mut rule = row["input"]["rule"].clone();
        if let Some(dictionary) = rule.get_mut("dictionary") {
            *dictionary = json!({
                "words": dictionary["words_sufficient_for_these_cases"],
                "caseSensitive": dictionary["case_sensitive"],
            });
        }
        let username = row["input"]["username"].as_str().map(str::to_owned);
        importer.judge(&rule.to_string(), row, Account { username, ..Account::new() });
    }
    importer.told(221);
}

/// The cases of a file, where there are any.
fn rows(name: &str) -> Option<Vec<Value>> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases");
    let Ok(text) = fs::read_to_string(folder.join(name).with_extension("jsonl")) else {
        println!("there are no cases beside this repository");
        return None;
    };
    Some(text.lines().map(json).collect())
}

/// A policy that was imported.
#[derive(Clone)]
struct Policy {
    document: String,
    /// Whether the report says that it refuses more.
    is_stricter: bool,
}

/// Imports each configuration once, and compares verdicts.
struct Importer {
    agree: usize,
    beyond: BTreeMap<String, usize>,
    differ: Vec<String>,
    /// The policy of each configuration, or why there is none that says it.
    imported: BTreeMap<String, Result<Policy, String>>,
    system: &'static str,
}

impl Importer {
    fn new(system: &'static str) -> Self {
        Self {
            agree: 0,
            beyond: BTreeMap::new(),
            differ: Vec::new(),
            imported: BTreeMap::new(),
            system,
        }
    }

    fn judge(&mut self, configuration: &str, row: &Value, account: Account) {
        let policy = match self.policy(configuration) {
            Ok(policy) => policy,
            Err(why) => {
                *self.beyond.entry(why).or_default() += 1;
                return;
            }
        };
        // No password at all is no password that anyone can type.
        let Some(password) = row["input"]["password"].as_str() else { return };
        let context = Context { account, ..Context::new() };
        let mut engine = Engine::new();
        let loaded = json(&engine.load(&policy.document));
        assert!(loaded.get("ok").is_some(), "{configuration}: {loaded}");
        let summary = engine.summary(1, password, &context).expect("a summary");
        let accepts = row["expected"]["valid"].as_bool().expect("a verdict");
        // Passay's special characters have 93 signs beyond ASCII, which the report says.
        let is_told = !password.is_ascii()
            && summary.violated.iter().all(|code| ["classes", "symbol"].contains(&code.as_str()));
        // A row tells an expression without the flags that Java was given beside it.
        let told = |member: &str| {
            let details = &row["expected"]["details"][0]["params"];
            details[member].as_str().unwrap_or_default().to_owned()
        };
        let (given, found) = (told("pattern"), told("match"));
        let is_flagged = given != found && given.eq_ignore_ascii_case(&found);
        if summary.ok == accepts {
            self.agree += 1;
        } else if is_flagged {
            *self.beyond.entry("flags that the row does not tell".to_owned()).or_default() += 1;
        } else if accepts && (is_told || policy.is_stricter) {
            *self.beyond.entry("refused, as the report says".to_owned()).or_default() += 1;
        } else {
            self.differ.push(format!("{}: {accepts} there, {summary:?}", row["id"]));
        }
    }

    fn policy(&mut self, configuration: &str) -> Result<Policy, String> {
        if let Some(known) = self.imported.get(configuration) {
            return known.clone();
        }
        let imported = self.import(configuration);
        self.imported.insert(configuration.to_owned(), imported.clone());
        imported
    }

    fn import(&mut self, configuration: &str) -> Result<Policy, String> {
        let (folder, _) = files(&[]);
        let report = folder.path().join("report.json").display().to_string();
        let arguments = ["--from", self.system, "-", "--report", &report, "--format", "json"];
        let output =
            run_with(["policy", "import"].iter().chain(&arguments), configuration.as_bytes());
        let output = output.expect("a command");
        assert!(
            output.code == Some(0) || output.code == Some(1),
            "{configuration}: {}",
            output.stderr
        );
        let report = json(&fs::read_to_string(report).expect("a report"));
        let settings = report["settings"].as_array().expect("settings");
        let beyond = |setting: &&Value| {
            let lost = ["not-expressed", "not-yet", "unknown"];
            lost.iter().any(|word| setting["outcome"] == *word)
                || setting["note"].as_str().is_some_and(|note| note.contains("this engine has no"))
        };
        if let Some(lost) = settings.iter().find(beyond) {
            let why = lost.get("note").or(lost.get("section")).and_then(Value::as_str);
            return Err(why.unwrap_or("unknown").to_owned());
        }
        Ok(Policy { document: output.stdout, is_stricter: report["lossy"] == true })
    }

    /// That a configuration that the other system refuses is refused, or said to be unknown.
    fn refuses(&mut self, configuration: &str) {
        let arguments = ["policy", "import", "--from", self.system, "-"];
        let output = run_with(arguments, configuration.as_bytes()).expect("a command");
        assert!(
            output.code == Some(2) || output.stderr.contains("unknown"),
            "{configuration}: {output:?}"
        );
        self.agree += 1;
    }

    fn told(self, least: usize) {
        println!("{}: {} agree, beyond: {:#?}", self.system, self.agree, self.beyond);
        assert!(self.differ.is_empty(), "{}", self.differ.join("\n"));
        assert!(self.agree >= least, "only {} cases agree", self.agree);
    }
}
