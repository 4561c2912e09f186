//! A policy that is being written, together with the report on what it is made of.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    Problem,
    merge::{self, Merged},
    setting::{Ask, Setting},
};

/// What has been read so far.
pub(super) struct Draft {
    problems: Vec<Problem>,
    settings: Vec<Setting>,
    system: &'static str,
}

/// A policy, and what became of every setting.
pub(crate) struct Imported {
    /// The document.
    pub(crate) policy: Value,
    pub(super) settings: Vec<Setting>,
    pub(super) system: &'static str,
}

impl Draft {
    pub(super) const fn new(system: &'static str) -> Self {
        Self { problems: Vec::new(), settings: Vec::new(), system }
    }

    /// Adds a setting; a value that the rule does not take makes it one that is not expressed.
    pub(super) fn add(&mut self, setting: Setting) {
        let limit = setting.asks.iter().find_map(merge::beyond_limit);
        self.settings.push(match limit {
            None => setting,
            Some(limit) => setting.beyond("outside what the rule takes").nearest(limit),
        });
    }

    /// Notes what is wrong, and goes on to find the rest.
    pub(super) fn problem(&mut self, line: u32, message: impl Into<String>) {
        self.problems.push(Problem::new(line, message));
    }

    /// The policy and the report, or every problem.
    pub(super) fn finish(mut self) -> Result<Imported, Vec<Problem>> {
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|problem| problem.line);
            return Err(self.problems);
        }
        let rules = combine(&mut self.settings);
        compare(&mut self.settings, &rules);
        let policy = json!({
            "$comment": format!("imported from {}", self.system),
            "version": 1,
            "password": { "rules": rules },
        });
        Ok(Imported { policy, settings: self.settings, system: self.system })
    }
}

impl Imported {
    /// Says which file it came from.
    pub(crate) fn name(&mut self, file: &str) {
        if let Some(policy) = self.policy.as_object_mut() {
            let comment = format!("imported from {}: {file}", self.system);
            policy.insert("$comment".to_owned(), json!(comment));
        }
    }

    /// Leaves out a rule that the engine does not have; what asked for it is told.
    pub(crate) fn without(&mut self, code: &str) {
        let rules = self.policy.pointer_mut("/password/rules").and_then(Value::as_object_mut);
        if let Some(rules) = rules {
            rules.remove(code);
        }
        for setting in &mut self.settings {
            if setting.asks.iter().all(|ask| ask.code != code) {
                continue;
            }
            setting.asks.retain(|ask| ask.code != code);
            let why = format!("this engine has no rule `{code}` with these options");
            *setting = match setting.asks.is_empty() {
                true => setting.clone().beyond(why),
                false => setting.clone().nearly(why),
            };
        }
    }

    /// Whether something that the other system asks is not, or not exactly, in the policy.
    pub(crate) fn is_lossy(&self) -> bool {
        self.settings.iter().any(|setting| setting.outcome.is_loss())
    }
}

/// One set of options for each rule, which says what all settings ask of it. What contradicts an
/// earlier setting is not expressed.
fn combine(settings: &mut [Setting]) -> BTreeMap<&'static str, Map<String, Value>> {
    let mut rules: BTreeMap<&'static str, Map<String, Value>> = BTreeMap::new();
    for setting in settings {
        let mut next = rules.clone();
        let mut clash = None;
        for ask in &setting.asks {
            let merged = match next.get(ask.code) {
                None => Merged::One(ask.options.clone()),
                Some(first) => merge::both(ask.code, first, &ask.options),
            };
            match merged {
                Merged::One(options) => {
                    let whole = Ask { code: ask.code, options };
                    if merge::beyond_limit(&whole).is_some() {
                        clash = Some(ask.code);
                    }
                    next.insert(ask.code, whole.options);
                }
                Merged::Clash => clash = Some(ask.code),
            }
        }
        match clash {
            None => rules = next,
            Some(code) => {
                let asked =
                    json!(setting.asks.iter().find(|ask| ask.code == code).map(|ask| &ask.options));
                *setting = setting
                    .clone()
                    .beyond(format!(
                        "another setting asks something else of `{code}`, which a policy has once"
                    ))
                    .nearest(format!("`{code}` with {asked} instead"));
            }
        }
    }
    rules
}

/// Marks the settings whose rule was made stricter than they ask, because another setting shares it.
fn compare(settings: &mut [Setting], rules: &BTreeMap<&'static str, Map<String, Value>>) {
    let asks: Vec<Ask> = settings.iter().flat_map(|setting| setting.asks.clone()).collect();
    for setting in settings {
        let stricter = setting
            .asks
            .iter()
            .find(|ask| rules.get(ask.code).is_some_and(|rule| !merge::is_exact(ask, rule, &asks)));
        if let Some(code) = stricter.map(|ask| ask.code) {
            *setting = setting.clone().nearly(format!(
                "another setting makes `{code}`, which a policy has once, stricter than this one asks"
            ));
        }
    }
}
