//! Prints the JSON Schemas of everything on the wire, and the rules as data, for `cargo xtask gen`.
//!
//! Documents and requests come from the field tables that decode them; answers from their types.

#![expect(clippy::disallowed_macros, clippy::unwrap_used, reason = "a tool, not a decision")]

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use wicketgate_account::{EVENTS, EventType, HEADER, organization};
use wicketgate_core::{
    Problem, Report,
    field::{Default, Direction, Field, Kind, print_duration},
    report::{Requirements, Summary},
};
use wicketgate_engine::{
    AccountStepped, EngineDescription, Explanation, Generated, Hashed, HtmlAttributes, Loaded,
    OPERATIONS, OrganizationStepped, OtpQr, OtpUri, ParsedOtpUri, ParsedPasswordRules,
    PolicyDescription, Public, Redacted, Revealed, Strength, Verified,
};
use wicketgate_password::rules::REGISTRY;
use wicketgate_redact::policy::{KIND_FIELDS, KIND_OPTIONS};

fn main() {
    let files = json!({
        "tests/vectors/schema/form-document-v1.json": form_document(),
        "tests/vectors/schema/policy-document-v1.json": policy_document(),
        "tests/vectors/schema/wire-v1.json": wire(),
    });
    let rules: Vec<Value> = REGISTRY
        .iter()
        .map(|kind| {
            json!({
                "code": kind.code.as_str(),
                "message": kind.message,
                "options": kind.options.iter().map(option).collect::<Vec<_>>(),
            })
        })
        .collect();
    println!(
        "{}",
        serde_json::to_string_pretty(
            &json!({ "events": { "account": events(EVENTS), "organization": events(organization::EVENTS) }, "files": files, "kinds": kinds(), "rules": rules })
        )
        .unwrap()
    );
}

/// A policy, or a bundle of layers.
fn policy_document() -> Value {
    let note = json!({ "type": "string", "maxLength": 4096, "description": "A note for people." });
    let text = |max: u64| json!({ "type": ["string", "null"], "maxLength": max });
    let rules = |complete: bool| rules(&note, complete);
    let codes: Map<String, Value> = REGISTRY
        .iter()
        .map(|kind| (kind.code.as_str().to_owned(), text(1024)))
        .chain([("$comment".to_owned(), note.clone())])
        .collect();
    let mut hashing = object(wicketgate_policy::HASHING_FIELDS, &note, false);
    hashing["type"] = json!(["object", "null"]);
    hashing["description"] = json!("How passwords are hashed; memory is in KiB.");
    let dates = object(wicketgate_policy::DATE_FIELDS, &note, true);
    let presets: Vec<&str> = wicketgate_policy::presets().collect();
    let products: Vec<&str> = presets.iter().copied().filter(|name| *name != "default").collect();
    let extends: Vec<String> = presets.iter().map(|name| format!("preset:{name}")).collect();
    let mut sections = sections(&note);
    let lifecycle = sections.remove("lifecycle").unwrap();
    let password = json!({
        "type": ["object", "null"],
        "description": "Rules for passwords.",
        "properties": {
            "$comment": note,
            "rules": rules(false),
            "messages": {
                "type": ["object", "null"],
                "description": "Messages in the organisation's own words, by rule; `{name}` and `{name|one|other}` are filled in.",
                "properties": codes,
                "additionalProperties": false,
            },
            "effective_from": {
                "type": ["array", "null"],
                "description": "From when the rules bind passwords that exist already, by environment and cohort; new passwords are bound at once.",
                "maxItems": 64,
                "items": dates,
            },
            "hashing": hashing,
            "lifecycle": lifecycle,
        },
        "additionalProperties": false,
    });
    let mut properties = Map::from_iter([
        ("$comment".to_owned(), note.clone()),
        ("$schema".to_owned(), json!({ "type": "string", "maxLength": 1024 })),
        ("version".to_owned(), json!({ "type": "integer", "const": wicketgate_policy::VERSION })),
        (
            "extends".to_owned(),
            json!({ "type": ["string", "null"], "enum": nullable(extends), "description": "A preset that this policy starts from." }),
        ),
        (
            "conforms".to_owned(),
            json!({ "type": ["string", "null"], "enum": nullable(products), "description": "A product whose fixed ranges are enforced as well." }),
        ),
        (
            "locked".to_owned(),
            json!({
                "type": ["array", "null"],
                "maxItems": 64,
                "description": "JSON Pointers to what a later layer may tighten and never loosen.",
                "items": { "type": "string", "maxLength": 256 },
            }),
        ),
        ("password".to_owned(), password),
    ]);
    properties.extend(sections);
    let shared = |fields: &[Field], about| {
        let mut schema = partial(fields, &note);
        schema["description"] = json!(about);
        schema
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "PolicyDocument",
        "description": "A Wicketgate policy, or a bundle of layers that are merged by RFC 7396.",
        "if": { "type": "object", "required": ["layers"] },
        "then": { "$ref": "#/$defs/Bundle" },
        "else": { "allOf": [
            { "$ref": "#/$defs/Policy" },
            { "required": ["version"] },
            { "if": { "required": ["extends"] }, "else": {
                "properties": { "password": { "properties": { "rules": rules(true) } } }
            } },
        ] },
        "$defs": {
            "Bundle": {
                "type": "object",
                "description": "Layers in order: organisation first, then group.",
                "properties": {
                    "$comment": note,
                    "layers": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 4,
                        "items": { "$ref": "#/$defs/Policy" },
                    },
                },
                "required": ["layers"],
                "additionalProperties": false,
            },
            "Policy": {
                "type": "object",
                "description": "One layer; the whole policy where there is one.",
                "properties": properties,
                "additionalProperties": false,
            },
            "RedactionKind": shared(KIND_OPTIONS, "What is done with matches of one kind."),
            "RedactionKinds": shared(&KIND_FIELDS, "What is done by kind."),
        },
    })
}

/// The sections that concern accounts, by their own names.
fn sections(note: &Value) -> Map<String, Value> {
    let section = |section: &wicketgate_core::field::Section| {
        let name = section.steps().last().unwrap_or_default();
        let mut schema = partial(section.fields, note);
        schema["description"] = json!(section.doc);
        (name.to_owned(), schema)
    };
    wicketgate_policy::section::all().map(section).collect()
}

/// An object of one layer: every member may be missing, or removed by null.
fn partial(fields: &[Field], note: &Value) -> Value {
    let member = |field: &Field| {
        let mut schema = match field.kind {
            Kind::Object(table) => {
                let shared = SHARED.iter().find(|(_, fields)| is_same(table, fields));
                let mut schema = match shared {
                    Some((name, _)) => json!({ "$ref": format!("#/$defs/{name}") }),
                    None => partial(table, note),
                };
                schema["description"] = json!(field.doc);
                schema
            }
            _ => property(field),
        };
        if schema["type"].is_string() {
            schema["type"] = json!([schema["type"], "null"]);
        }
        if let Some(Value::Array(names)) = schema.get_mut("enum") {
            names.push(Value::Null);
        }
        (field.name.to_owned(), schema)
    };
    let mut properties: Map<String, Value> = fields.iter().map(member).collect();
    properties.insert("$comment".to_owned(), note.clone());
    json!({ "type": ["object", "null"], "properties": properties, "additionalProperties": false })
}

/// Whether two tables have the same members.
fn is_same(table: &[Field], other: &[Field]) -> bool {
    table.iter().map(|field| field.name).eq(other.iter().map(|field| field.name))
}

/// Objects that stand in several places of a policy, and are told once.
const SHARED: [(&str, &[Field]); 2] =
    [("RedactionKind", KIND_OPTIONS), ("RedactionKinds", &KIND_FIELDS)];

/// The rules: their options, or only what must be there when nothing is inherited.
fn rules(note: &Value, complete: bool) -> Value {
    let entries = REGISTRY.iter().map(|kind| {
        let schema = if complete {
            json!({ "required": required(kind.options) })
        } else {
            let mut schema = object(kind.options, note, false);
            schema["type"] = json!(["object", "null"]);
            schema["description"] = json!(kind.message);
            schema
        };
        (kind.code.as_str().to_owned(), schema)
    });
    let mut properties: Map<String, Value> = entries.collect();
    if complete {
        return json!({ "properties": properties });
    }
    properties.insert("$comment".to_owned(), note.clone());
    json!({
        "type": ["object", "null"],
        "description": "Rules by code; null removes one that an earlier layer has.",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// What `policy.public` makes: open, because an old page may read a newer one.
fn form_document() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "FormDocument",
        "description": "What a page may see of a policy. A rule that its engine does not know is undecided there.",
        "type": "object",
        "properties": {
            "form": { "type": "integer", "const": 1 },
            "password": {
                "type": "object",
                "properties": {
                    "messages": { "type": "object", "description": "Message templates by rule.", "additionalProperties": { "type": "string" } },
                    "rules": { "type": "object", "description": "Options by rule.", "additionalProperties": { "type": "object" } },
                },
                "required": ["rules"],
            },
        },
        "required": ["form", "password"],
    })
}

/// Every request and every answer.
fn wire() -> Value {
    let mut definitions = Map::new();
    let mut requests = Vec::new();
    let happens = [
        ("account.step", describe(EVENTS, "Account", "an account", &mut definitions)),
        (
            "organization.step",
            describe(organization::EVENTS, "Organization", "an organisation", &mut definitions),
        ),
    ];
    for operation in OPERATIONS {
        let name = format!("{}Request", pascal(operation.name));
        let fields: Vec<Field> = operation.members.iter().copied().flatten().copied().collect();
        let mut schema = plain(&fields);
        schema["properties"]["op"] = json!({ "const": operation.name });
        if let Some((_, event)) = happens.iter().find(|(step, _)| *step == operation.name) {
            schema["properties"]["event"]["$ref"] = json!(event);
        }
        definitions.insert(name.clone(), schema);
        requests.push(json!({ "$ref": format!("#/$defs/{name}") }));
    }
    add::<Explanation>(&mut definitions);
    add::<AccountStepped>(&mut definitions);
    add::<OrganizationStepped>(&mut definitions);
    add::<Report>(&mut definitions);
    add::<Summary>(&mut definitions);
    add::<Requirements>(&mut definitions);
    add::<Problem>(&mut definitions);
    add::<wicketgate_core::Error>(&mut definitions);
    add::<HtmlAttributes>(&mut definitions);
    add::<OtpQr>(&mut definitions);
    add::<OtpUri>(&mut definitions);
    add::<ParsedOtpUri>(&mut definitions);
    add::<ParsedPasswordRules>(&mut definitions);
    add::<Public<'static>>(&mut definitions);
    add::<PolicyDescription<'static>>(&mut definitions);
    add::<Redacted>(&mut definitions);
    add::<Revealed>(&mut definitions);
    add::<Loaded>(&mut definitions);
    add::<EngineDescription>(&mut definitions);
    add::<Generated>(&mut definitions);
    add::<Hashed>(&mut definitions);
    add::<Strength>(&mut definitions);
    add::<Verified>(&mut definitions);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Request",
        "description": "A request to the engine; `$defs` holds every answer as well.",
        "oneOf": requests,
        "$defs": definitions,
    })
}

/// Adds the schema of each event and one that is any of them, and says where that stands.
///
/// Who may cause an event is told and not required: the engine answers whoever may not.
fn describe<S>(
    events: &[EventType<S>],
    prefix: &str,
    whose: &str,
    definitions: &mut Map<String, Value>,
) -> String {
    let actor = plain(wicketgate_account::actor::FIELDS);
    definitions.insert("EventActor".to_owned(), actor);
    let mut kinds = Vec::new();
    for event in events {
        let fields: Vec<Field> = [HEADER, event.members].concat();
        let mut schema = plain(&fields);
        schema["properties"]["type"] = json!({ "const": event.name });
        let about = schema["properties"]["actor"]["description"].take();
        schema["properties"]["actor"] =
            json!({ "$ref": "#/$defs/EventActor", "description": about });
        schema["description"] = json!(format!("{}\n\nBy {}.", event.doc, actors(event).join(", ")));
        let name = format!("{prefix}{}Event", pascal(event.name));
        kinds.push(json!({ "$ref": format!("#/$defs/{name}") }));
        definitions.insert(name, schema);
    }
    let name = format!("{prefix}Event");
    let about = format!("What can happen to {whose}.");
    definitions.insert(name.clone(), json!({ "description": about, "oneOf": kinds }));
    format!("#/$defs/{name}")
}

/// The kinds of what is redacted, for their table.
fn kinds() -> Vec<Value> {
    let kind = |kind: &&wicketgate_redact::Kind| json!({ "code": kind.code, "context": kind.context, "country": kind.country, "doc": kind.doc });
    wicketgate_redact::KINDS.iter().map(kind).collect()
}

/// The events as data, for their table.
fn events<S>(events: &[EventType<S>]) -> Vec<Value> {
    let event = |event: &EventType<S>| {
        let members: Vec<Value> = event.members.iter().map(option).collect();
        json!({
            "actors": actors(event),
            "doc": event.doc,
            "members": members,
            "name": event.name,
        })
    };
    events.iter().map(event).collect()
}

fn actors<S>(event: &EventType<S>) -> Vec<&'static str> {
    event.actors.iter().map(|actor| actor.as_str()).collect()
}

/// Adds the schema of a type, and of the types that it names.
fn add<T: JsonSchema>(definitions: &mut Map<String, Value>) {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = serde_json::to_value(generator.into_root_schema_for::<T>()).unwrap();
    let object = schema.as_object_mut().unwrap();
    object.remove("$schema");
    if let Some(Value::Object(inner)) = object.remove("$defs") {
        for (name, schema) in inner {
            define(definitions, name, schema);
        }
    }
    let name = object.remove("title").and_then(|title| title.as_str().map(str::to_owned)).unwrap();
    define(definitions, name, schema);
}

/// Adds one schema; two of one name are a mistake, because one of them would be lost.
fn define(definitions: &mut Map<String, Value>, name: String, schema: Value) {
    let known = definitions.entry(name).or_insert_with(|| schema.clone());
    assert_eq!(*known, schema, "two schemas of one name: rename one by `schemars(rename)`");
}

fn object(fields: &[Field], note: &Value, complete: bool) -> Value {
    let mut properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut schema = property(field);
            if field.default.is_some()
                && let Some(kind) = schema.get("type").cloned()
            {
                // A later layer may remove what an earlier one set, which brings the default back.
                schema["type"] = json!([kind, "null"]);
                if let Some(Value::Array(names)) = schema.get_mut("enum") {
                    names.push(Value::Null);
                }
            }
            (field.name.to_owned(), schema)
        })
        .collect();
    properties.insert("$comment".to_owned(), note.clone());
    let mut schema =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if complete {
        schema["required"] = json!(required(fields));
    }
    schema
}

fn property(field: &Field) -> Value {
    let mut schema = match field.kind {
        Kind::Any => json!({}),
        Kind::Choice(names) => json!({ "type": "string", "enum": names }),
        Kind::Choices(names) => json!({
            "type": "array",
            "items": { "type": "string", "enum": names },
            "minItems": 1,
            "uniqueItems": true,
        }),
        Kind::Duration { min, max } => json!({
            "type": "string",
            "pattern": "^(?=.)([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$",
            "description": format!("From {min} to {max} seconds."),
        }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::List { items, of } => json!({
            "type": "array",
            "items": plain(of),
            "maxItems": items,
        }),
        Kind::Object(table) => plain(table),
        Kind::Text { max } => json!({ "type": "string", "maxLength": max }),
        Kind::Texts { items, max } => json!({
            "type": "array",
            "items": { "type": "string", "maxLength": max },
            "maxItems": items,
        }),
    };
    if !field.doc.is_empty() {
        let range = schema["description"].as_str().map(|range| format!(" {range}"));
        schema["description"] = json!(field.doc.to_owned() + &range.unwrap_or_default());
    }
    if let Some(default) = default(field) {
        schema["default"] = default;
    }
    schema
}

/// An object inside another one.
fn plain(fields: &[Field]) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required(fields),
        "additionalProperties": false,
    })
}

/// An option as data, for the rule table.
fn option(field: &Field) -> Value {
    let mut option = property(field);
    option["name"] = json!(field.name);
    option["required"] = json!(is_required(field));
    option["stricter"] = json!(match field.stricter {
        Direction::Earlier => "earlier in the list",
        Direction::Fewer => "fewer",
        Direction::Higher => "higher",
        Direction::Lower => "lower",
        Direction::More => "more",
        Direction::Neither => "not comparable",
    });
    option
}

fn default(field: &Field) -> Option<Value> {
    Some(match (field.default?, field.kind) {
        (Default::All, Kind::Choices(names)) => json!(names),
        (Default::All, _) => Value::Null,
        (Default::Choice(name), _) => json!(name),
        (Default::Choices(names), _) => json!(names),
        (Default::Duration(seconds), _) => json!(print_duration(seconds)),
        (Default::Flag(flag), _) => json!(flag),
        (Default::Integer(integer), _) => json!(integer),
        (Default::Text(text), _) => json!(text),
    })
}

fn required(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().filter(|field| is_required(field)).map(|field| field.name).collect()
}

const fn is_required(field: &Field) -> bool {
    field.default.is_none() && !field.optional
}

fn nullable<T: Into<Value>>(names: Vec<T>) -> Vec<Value> {
    names.into_iter().map(Into::into).chain([Value::Null]).collect()
}

/// `password.check` becomes `PasswordCheck`.
fn pascal(name: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    };
    name.split(['-', '.', '_']).map(capital).collect::<Vec<String>>().concat()
}
