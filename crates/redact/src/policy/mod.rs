//! `redaction`: what is taken out of texts, and what stands in its place.

mod fields;

use std::sync::OnceLock;

use wicketgate_core::{
    field::{Fields, Reader},
    json::{Value, pointer},
    pattern::Pattern,
};

use crate::{
    action::{Action, Mask},
    custom::Custom,
    kind::Confidence,
    kinds::KINDS,
    path::Path,
    plan::{KeyRule, Plan, label},
    rules::Rules,
};

pub use fields::{KIND_FIELDS, KIND_OPTIONS, SECTION};

/// The section of a policy.
#[derive(Debug)]
pub struct Redaction {
    base: Profile,
    profiles: Vec<(String, Profile)>,
}

/// What is done for one audience.
#[derive(Debug)]
struct Profile {
    allow: Vec<String>,
    countries: Vec<&'static str>,
    custom: Vec<Custom>,
    folds: bool,
    keys: Vec<KeyRule>,
    /// What is done with each kind, and how sure a match must be; nothing where a kind is off.
    kinds: Vec<Option<(Action, Confidence)>>,
    plan: OnceLock<Plan>,
}

impl Redaction {
    /// Reads the section of a document and reports every problem in it; gives it also as a resolved
    /// document would hold it, where the document has it.
    pub fn parse(document: &Value<'_>, reader: &mut Reader) -> (Self, Option<Value<'static>>) {
        let given = SECTION.steps().try_fold(document, |value, step| value.given(step));
        let empty = Value::object::<&str>([]);
        let value = given.unwrap_or(&empty);
        let fields = reader.fields(value, SECTION.pointer, &[SECTION.fields]);
        check(&fields, value, reader);
        let base = Profile::of(&fields);
        let mut profiles: Vec<(String, Profile)> = Vec::new();
        for (at, item) in fields.items("profiles").iter().enumerate() {
            let name = item.text("name").unwrap_or_default().to_owned();
            let place = pointer(&pointer(SECTION.pointer, "profiles"), &at.to_string());
            are_labels(item, &place, value, reader);
            if profiles.iter().any(|(known, _)| *known == name) {
                reader.refuse(
                    value,
                    &pointer(&place, "name"),
                    "duplicate",
                    format_args!("names of their own"),
                );
            }
            profiles.push((name, base.changed(item)));
        }
        (Self { base, profiles }, given.map(|_| fields.value()))
    }

    /// The plan for an audience: the policy's own where no profile is named, none where there is no such.
    #[must_use]
    pub fn plan(&self, profile: Option<&str>) -> Option<&Plan> {
        let found = match profile {
            None => &self.base,
            Some(name) => &self.profiles.iter().find(|(known, _)| known == name)?.1,
        };
        Some(found.plan.get_or_init(|| found.made()))
    }

    /// The names of the profiles.
    pub fn profiles(&self) -> impl Iterator<Item = &str> {
        self.profiles.iter().map(|(name, _)| name.as_str())
    }
}

impl Default for Redaction {
    fn default() -> Self {
        let nothing = Value::object::<&str>([]);
        Self::parse(&nothing, &mut Reader::new(wicketgate_core::field::Echo::Kind)).0
    }
}

impl Profile {
    fn of(fields: &Fields<'_>) -> Self {
        let countries = fields.choices("countries");
        let (action, confidence) = (action(fields), confidence(fields.choice("confidence")));
        let default_kinds = fields.flag("default_kinds");
        let kinds = KINDS.iter().map(|kind| {
            let on = kind.country.map_or(default_kinds, |country| countries.contains(&country));
            on.then(|| (action.clone(), confidence))
        });
        let mut profile = Self {
            allow: fields.texts("allow").iter().map(|value| value.clone().into_owned()).collect(),
            countries: countries.to_vec(),
            custom: fields.items("custom").iter().filter_map(custom).collect(),
            folds: fields.flag("look_alikes"),
            keys: keys(fields),
            kinds: kinds.collect(),
            plan: OnceLock::new(),
        };
        profile.change(fields, &action, confidence);
        profile
    }

    /// The same with what a profile changes.
    fn changed(&self, fields: &Fields<'_>) -> Self {
        let mut own = keys(fields);
        own.extend(self.keys.iter().cloned());
        let mut profile = Self {
            allow: self.allow.clone(),
            countries: self.countries.clone(),
            custom: self.custom.clone(),
            folds: self.folds,
            keys: own,
            kinds: self.kinds.clone(),
            plan: OnceLock::new(),
        };
        profile.change(fields, &Action::Replace, Confidence::Likely);
        profile
    }

    /// Turns kinds on and off and sets what is done with them.
    fn change(
        &mut self,
        fields: &Fields<'_>,
        action_of_all: &Action,
        confidence_of_all: Confidence,
    ) {
        let Some(kinds) = fields.object("kinds") else { return };
        for (kind, place) in KINDS.iter().zip(&mut self.kinds) {
            let Some(options) = kinds.object(kind.code) else { continue };
            if !options.flag("enabled") {
                *place = None;
                continue;
            }
            let before = place.take().unwrap_or_else(|| (action_of_all.clone(), confidence_of_all));
            let own = match options.choice("action") {
                "" => before.0,
                _ => action(options),
            };
            let sure = match options.choice("confidence") {
                "" => before.1,
                name => confidence(name),
            };
            *place = Some((own, sure));
        }
    }

    fn made(&self) -> Plan {
        let rules = Rules::new(|kind| {
            let at = KINDS.iter().position(|known| known.code == kind.code)?;
            self.kinds.get(at)?.as_ref().map(|(_, confidence)| *confidence)
        });
        let is_named = |country: &str| self.countries.contains(&country);
        let mut plan = Plan::new(rules.with_numbers_of(is_named));
        for (kind, options) in self.kinds.iter().enumerate() {
            if let Some((action, _)) = options {
                plan.act(kind, action.clone());
            }
        }
        self.allow.iter().for_each(|value| plan.allow(value));
        self.keys.iter().cloned().for_each(|rule| plan.under(rule));
        self.custom.iter().cloned().for_each(|custom| plan.custom(custom));
        if self.folds {
            plan.fold();
        }
        plan
    }
}

fn keys(fields: &Fields<'_>) -> Vec<KeyRule> {
    let rule = |rule: &Fields<'_>| {
        let name = rule.text("name").unwrap_or_default();
        let bytes = name.as_bytes().to_vec();
        let path = match rule.choice("match") {
            "glob" => Path::Glob(bytes),
            "pointer" => Path::Pointer(steps(name)),
            "suffix" => Path::Suffix(bytes),
            _ => Path::Exact(bytes),
        };
        let label = rule.text("label").map_or_else(|| "REDACTED".to_owned(), label);
        KeyRule { action: action(rule), label, path }
    };
    fields.items("keys").iter().map(rule).collect()
}

fn custom(fields: &Fields<'_>) -> Option<Custom> {
    let pattern = Pattern::parse(fields.text("pattern")?).ok()?;
    Some(Custom { action: action(fields), label: label(fields.text("label")?), pattern })
}

/// Reports patterns that cannot be understood, and labels that are none.
fn check(fields: &Fields<'_>, value: &Value<'_>, reader: &mut Reader) {
    for (at, item) in fields.items("custom").iter().enumerate() {
        let place = pointer(&pointer(SECTION.pointer, "custom"), &at.to_string());
        let there = |name: &str| pointer(&place, name);
        if let Err(wrong) = Pattern::parse(item.text("pattern").unwrap_or_default()) {
            let reason = format_args!("a pattern: {} at character {}", wrong.reason, wrong.at);
            reader.refuse(value, &there("pattern"), "malformed", reason);
        }
        is_label(item, &there("label"), value, reader);
    }
    are_labels(fields, SECTION.pointer, value, reader);
}

/// Whether the rules by key of a section, or of a profile, have labels.
fn are_labels(fields: &Fields<'_>, at: &str, value: &Value<'_>, reader: &mut Reader) {
    for (number, item) in fields.items("keys").iter().enumerate() {
        let place = pointer(&pointer(at, "keys"), &number.to_string());
        is_label(item, &pointer(&place, "label"), value, reader);
    }
}

/// Whether what stands in brackets is no more than letters, digits, underscores and hyphens.
fn is_label(fields: &Fields<'_>, at: &str, value: &Value<'_>, reader: &mut Reader) {
    let label = fields.text("label").unwrap_or("x");
    let is = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if label.is_empty() || !label.bytes().all(is) {
        reader.refuse(
            value,
            at,
            "malformed",
            format_args!("letters, digits, underscores and hyphens"),
        );
    }
}

/// The steps of a JSON Pointer (RFC 6901).
fn steps(pointer: &str) -> Vec<Vec<u8>> {
    let step = |step: &str| step.replace("~1", "/").replace("~0", "~").into_bytes();
    pointer.split('/').skip(1).map(step).collect()
}

fn action(fields: &Fields<'_>) -> Action {
    match fields.choice("action") {
        "count" => Action::Count,
        "drop" => Action::Drop,
        "keep" => Action::Keep,
        "keep-domain" => Action::KeepDomain,
        "mask" => {
            let size = |name| usize::try_from(fields.integer(name)).unwrap_or(0);
            let fixed = Some(size("mask_length")).filter(|length| *length > 0);
            Action::Mask(Mask {
                first: size("mask_first"),
                fixed,
                keep_punctuation: fields.flag("mask_punctuation"),
                last: size("mask_last"),
            })
        }
        "pseudonym" => Action::Pseudonym,
        "token" => Action::Token,
        "truncate-ip" => Action::TruncateIp,
        "year" => Action::Year,
        _ => Action::Replace,
    }
}

fn confidence(name: &str) -> Confidence {
    match name {
        "certain" => Confidence::Certain,
        "possible" => Confidence::Possible,
        _ => Confidence::Likely,
    }
}
