//! The rules that one policy configures, in registry order.

use std::borrow::Cow;

use wicketgate_core::{
    Code,
    field::{COMMENT, Echo, Reader},
    json::{self, Kind as Json, Value, pointer},
    message::{self, TemplateError},
    param::{Param, Params},
    report::{Entry, Requirement},
};

use crate::{
    Candidate, Finding,
    rule::Options,
    rules::{Check, Kind},
};
#[cfg(feature = "policy")]
use crate::{
    demand::Demand,
    passwordrules::{Attributes, Gap, Words},
    rules::REGISTRY,
};

/// The rules of a policy, or of the form document made from one.
pub struct Rules {
    items: Vec<Item>,
}

/// One configured rule.
pub struct Item {
    /// The rule's name.
    pub code: Code,
    /// What the rule asks, in words.
    pub message: String,
    /// The options, defaults included, as the document would write them.
    #[cfg(feature = "policy")]
    pub options: Value<'static>,
    /// The options as parameters of a message.
    pub params: Params,
    /// The template that the message was made from.
    pub template: Cow<'static, str>,
    /// The check; `None` for a rule of a form document that this engine does not know.
    check: Option<Box<dyn Check>>,
    order: usize,
}

/// What kind of document the rules stand in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// A policy: an unknown rule is a mistake.
    #[cfg(feature = "policy")]
    No,
    /// A form document: an unknown rule is newer than this engine, and undecided.
    Yes,
}

impl Rules {
    /// Reads `password.rules` with the templates of `password.messages`.
    pub fn parse(
        rules: Option<&Value<'_>>,
        messages: Option<&Value<'_>>,
        parent: &str,
        form: Form,
        reader: &mut Reader,
    ) -> Self {
        #[cfg(feature = "policy")]
        let before = reader.problems.len();
        let (rules_at, messages_at) = (pointer(parent, "rules"), pointer(parent, "messages"));
        let templates = messages.and_then(|value| reader.object(value, &messages_at));
        let mut items: Vec<Item> = Vec::new();
        let members = rules.and_then(|value| reader.object(value, &rules_at)).unwrap_or_default();
        for member in members {
            if member.key == COMMENT {
                reader.note(&member.value, &rules_at);
                continue;
            }
            // More than every known rule and a page full of unknown ones: keys that stand twice,
            // which are told already, or a form document that no server made.
            if items.len() == MAX_ITEMS {
                let allowed = format_args!("at most {MAX_ITEMS} rules");
                reader.refuse(&member.value, &rules_at, "too-long", allowed);
                break;
            }
            let item = match (Kind::find(&member.key), form) {
                #[cfg(feature = "policy")]
                (Some(_), Form::No) if is_null(&member.value) => None,
                #[cfg(feature = "policy")]
                (Some(found), Form::No) => Some(Item::parse(found, member, &rules_at, reader)),
                (Some(found), Form::Yes) => Some(Item::parse_leniently(found, member)),
                (None, Form::Yes) => Some(Item::unknown(member)),
                #[cfg(feature = "policy")]
                (None, Form::No) => {
                    let known: Vec<_> = REGISTRY.iter().map(|kind| kind.code.as_str()).collect();
                    let what = ("unknown-rule", "rule");
                    reader.unknown(member.place(), &rules_at, what, &member.key, &known);
                    None
                }
            };
            if let Some(item) = item {
                // Rules that this engine does not know stand last, by name.
                let place = |item: &Item| (item.order, item.code.clone());
                let at = items.partition_point(|other| place(other) <= place(&item));
                items.insert(at, item);
            }
        }
        // A template of a form document that this engine cannot fill is newer than it, like a rule.
        let mut scratch = Reader::new(Echo::Kind);
        for member in templates.unwrap_or_default() {
            match form {
                Form::Yes => {
                    if items.iter().any(|item| item.code == *member.key) {
                        translate(&mut items, member, &messages_at, &mut scratch);
                    }
                }
                #[cfg(feature = "policy")]
                Form::No => {
                    let rule = rules.and_then(|rules| rules.get(&member.key));
                    if !rule.is_some_and(is_null) {
                        translate(&mut items, member, &messages_at, reader);
                    }
                }
            }
        }
        for item in &mut items {
            item.message = message::render(&item.template, &item.params);
            if item.message.len() > message::MAX_BYTES {
                match messages.and_then(|messages| messages.get(item.code.as_str())) {
                    #[cfg(feature = "policy")]
                    Some(value) if form == Form::No => {
                        let at = pointer(&messages_at, item.code.as_str());
                        let allowed =
                            format_args!("at most {} bytes when filled in", message::MAX_BYTES);
                        reader.refuse(value, &at, "too-long", allowed);
                    }
                    _ => item.message = item.code.as_str().to_owned(),
                }
            }
        }
        let all = Self { items };
        #[cfg(feature = "policy")]
        if let (Some(rules), Form::No) = (rules, form)
            && reader.problems.len() == before
            && !reader.is_partial()
        {
            contradictions(&all, rules, &rules_at, reader);
        }
        all
    }

    /// The rules, in registry order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Judges a password, rule by rule.
    pub fn check<'r>(
        &'r self,
        candidate: &'r Candidate<'_>,
    ) -> impl Iterator<Item = (&'r Item, Finding)> {
        self.items.iter().map(|item| (item, item.check(candidate)))
    }

    /// What HTML can say of the rules; gaps are told in their order.
    #[cfg(feature = "policy")]
    #[must_use]
    pub fn attributes(&self) -> Attributes {
        let mut words = Words::default();
        for item in &self.items {
            let gap = match &item.check {
                Some(check) => check.express(&mut words),
                None => Some(Gap::UnknownRule),
            };
            words.end(gap);
        }
        words.finish()
    }

    /// The rules that this engine knows, and what decides each.
    #[cfg(feature = "policy")]
    pub(crate) fn known(&self) -> impl Iterator<Item = (&Code, &dyn Check)> {
        self.items.iter().filter_map(|item| Some((&item.code, item.check.as_deref()?)))
    }

    /// What each rule asks, before anyone types.
    #[must_use]
    pub fn requirements(&self) -> Vec<Requirement> {
        let requirement = |item: &Item| Requirement {
            code: item.code.clone(),
            message: item.message.clone(),
            params: item.params.clone(),
        };
        self.items.iter().map(requirement).collect()
    }
}

impl Item {
    /// One entry of a report.
    #[must_use]
    pub fn entry(&self, finding: Finding) -> Entry {
        let mut params = self.params.clone();
        finding.explain(&mut params);
        Entry {
            code: self.code.clone(),
            fix: finding.fix(),
            message: self.message.clone(),
            params,
            status: finding.status,
        }
    }

    /// The options that a page may see, as the document would write them.
    #[cfg(feature = "policy")]
    #[must_use]
    pub fn public(&self) -> Value<'static> {
        let mut options = self.options.clone();
        let private = |name: &str| {
            let fields = Kind::find(self.code.as_str()).map(|(_, kind)| kind.options);
            fields.unwrap_or_default().iter().any(|field| field.private && field.name == name)
        };
        if let Json::Object(members) = &mut options.kind {
            members.retain(|member| !private(&member.key));
        }
        options
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        self.check.as_ref().map_or_else(Finding::undecided, |check| check.check(candidate))
    }

    fn parse(
        (order, kind): (usize, &'static Kind),
        member: &json::Member<'_>,
        parent: &str,
        reader: &mut Reader,
    ) -> Self {
        let at = pointer(parent, &member.key);
        let before = reader.problems.len();
        let fields = reader.fields(&member.value, &at, &[kind.options]);
        let complete = reader.problems.len() == before && !reader.is_partial();
        let params = fields.params();
        #[cfg(feature = "policy")]
        let options = fields.value();
        let mut given = Options { complete, fields, pointer: &at, reader, value: &member.value };
        let check = (kind.parse)(&mut given);
        Self {
            code: kind.code.clone(),
            message: String::new(),
            #[cfg(feature = "policy")]
            options,
            params,
            template: Cow::Borrowed(kind.message),
            check: Some(check),
            order,
        }
    }

    /// A rule of a form document: options that this engine does not understand leave it undecided.
    fn parse_leniently(found: (usize, &'static Kind), member: &json::Member<'_>) -> Self {
        let mut scratch = Reader::new(Echo::Kind);
        let item = Self::parse(found, member, "", &mut scratch);
        if scratch.problems.is_empty() {
            return item;
        }
        Self { order: found.0, ..Self::unknown(member) }
    }

    fn unknown(member: &json::Member<'_>) -> Self {
        let members = member.value.members().unwrap_or_default();
        let mut params = Params::new();
        for member in members.iter().take(MAX_PARAMS) {
            if let Some(param) = param(&member.value) {
                params.insert(member.key.clone().into_owned(), param);
            }
        }
        Self {
            code: Code::owned(member.key.clone().into_owned()),
            message: String::new(),
            #[cfg(feature = "policy")]
            options: member.value.clone().into_owned(),
            params,
            template: Cow::Owned(member.key.clone().into_owned()),
            check: None,
            order: usize::MAX,
        }
    }
}

/// The options of the rule `code` in which `after` is looser than `before`.
#[must_use]
pub fn loosened(code: &str, before: &Value<'_>, after: &Value<'_>) -> Vec<&'static str> {
    let Some((_, kind)) = Kind::find(code) else { return Vec::new() };
    let mut scratch = Reader::new(Echo::Kind);
    let before = scratch.fields(before, "", &[kind.options]);
    let after = scratch.fields(after, "", &[kind.options]);
    after.looser_than(&before).collect()
}

fn translate(items: &mut [Item], member: &json::Member<'_>, parent: &str, reader: &mut Reader) {
    if member.key == COMMENT {
        return reader.note(&member.value, parent);
    }
    let at = pointer(parent, &member.key);
    let elsewhere = reader.is_partial() || is_null(&member.value);
    if elsewhere
        && Kind::find(&member.key).is_some()
        && !items.iter().any(|item| item.code == *member.key)
    {
        return;
    }
    if is_null(&member.value) {
        return;
    }
    let Some(item) = items.iter_mut().find(|item| item.code.as_str() == member.key) else {
        let known: Vec<_> = items.iter().map(|item| item.code.as_str()).collect();
        let what = ("unknown-rule", "rule, or one that this policy does not configure,");
        return reader.unknown(member.place(), parent, what, &member.key, &known);
    };
    let Some(template) = reader.text(&member.value, &at, MAX_TEMPLATE) else {
        return;
    };
    let names = item.params.iter().map(|(name, _)| name);
    match message::check(template, &names) {
        Ok(()) => item.template = Cow::Owned(template.to_owned()),
        Err(TemplateError::Malformed) => {
            let allowed = format_args!("{TEMPLATE}");
            reader.refuse(&member.value, &at, "malformed", allowed);
        }
        Err(TemplateError::UnknownParam(name)) => {
            let known = names.collect::<Vec<_>>().join(", ");
            let message = format_args!("unknown parameter `{{{name}}}`; the rule has {known}");
            reader.fail(&member.value, &at, "unknown-choice", message);
        }
    }
}

fn is_null(value: &Value<'_>) -> bool {
    value.kind == Json::Null
}

#[cfg(feature = "policy")]
fn contradictions(all: &Rules, rules: &Value<'_>, at: &str, reader: &mut Reader) {
    let before = reader.problems.len();
    let mut demand = Demand::default();
    for check in all.items.iter().filter_map(|item| item.check.as_ref()) {
        check.demand(&mut demand);
    }
    demand.report(rules, at, reader);
    if reader.problems.len() == before && !demand.is_plain() {
        conflict(all, rules, at, reader);
    }
    warnings(&all.items, &demand, (rules, at), reader);
}

/// What the author of the rules should know of them.
#[cfg(feature = "policy")]
fn warnings(items: &[Item], demand: &Demand, (rules, at): (&Value<'_>, &str), reader: &mut Reader) {
    for item in items {
        let warning = item.check.as_ref().and_then(|check| check.warn(demand));
        // Whoever asks a list of breached passwords compares with more than any list in here.
        if let Some(warning) =
            warning.filter(|_| !items.iter().any(|item| item.code == *"breached"))
        {
            let value = rules.get(item.code.as_str()).unwrap_or(rules);
            let pointer = pointer(at, item.code.as_str());
            reader.warn(value.place, wicketgate_core::Problem { pointer, ..warning });
        }
    }
}

/// Reports the fewest rules that no password satisfies together, at the first that somebody wrote.
#[cfg(feature = "policy")]
fn conflict(all: &Rules, rules: &Value<'_>, at: &str, reader: &mut Reader) {
    let checks: Vec<_> = all.known().map(|(_, check)| check).collect();
    let Some(core) = crate::satisfy::conflict(&checks, None) else { return };
    let codes = all.known().enumerate().filter(|(index, _)| core.contains(index));
    let codes: Vec<&str> = codes.map(|(_, (code, _))| code.as_str()).collect();
    let is_written = |code: &&&str| rules.get(code).is_some_and(|value| value.place.line > 0);
    let Some(place) = codes.iter().find(is_written).or(codes.first()) else { return };
    let names = codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
    let together = if codes.len() > 1 { " together" } else { "" };
    let message = format!("no password satisfies {names}{together}");
    reader.fail(
        rules.get(place).unwrap_or(rules),
        &pointer(at, place),
        "contradiction",
        format_args!("{message}"),
    );
}

fn param(value: &Value<'_>) -> Option<Param> {
    match &value.kind {
        Json::Bool(flag) => Some(Param::Flag(*flag)),
        Json::Integer(integer) => Some(Param::Integer(u64::try_from(*integer).ok()?)),
        Json::String(text) if text.len() <= MAX_PARAM => {
            Some(Param::Text(Cow::Owned(text.clone().into_owned())))
        }
        Json::Array(items) if items.len() <= MAX_PARAMS => items
            .iter()
            .map(|item| {
                let text = item.text().filter(|text| text.len() <= MAX_PARAM);
                text.map(|text| Cow::Owned(text.to_owned()))
            })
            .collect::<Option<_>>()
            .map(Param::List),
        _ => None,
    }
}

/// Most rules of a document, known and unknown.
const MAX_ITEMS: usize = 256;
/// Most options of an unknown rule that its message may name, and most items of a list.
const MAX_PARAMS: usize = 32;
/// Most bytes of an option of an unknown rule that its message may name.
const MAX_PARAM: usize = 256;
/// How a message template is written.
const TEMPLATE: &str = "text with `{name}` and `{name|one|other}`, braces closed";
/// Most bytes of a message template.
const MAX_TEMPLATE: usize = 1024;
