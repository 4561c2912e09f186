//! Random policies and passwords, made from the rules' own tables.
//!
//! A new rule is tried without a change here: its options are drawn from the table that the parser,
//! the schema and the documentation share.

use proptest::{collection::vec, option, prelude::*, sample::subsequence, strategy::Union};
use serde_json::{Map, Value, json};
use wicketgate_core::field::{Direction, Field, Kind as Holds, print_duration};
use wicketgate_password::rules::{Kind, REGISTRY};

/// A policy with some of the rules, most of which can be satisfied together.
pub fn policy() -> impl Strategy<Value = Value> {
    let dates = option::weighted(0.3, vec(effective_from(), 0..4));
    let hashing = option::weighted(0.2, hashing()).boxed();
    (rules(), dates, hashing, option::weighted(0.3, preset())).prop_map(
        |(rules, dates, hashing, preset)| {
            let dates = dates.map(|dates| ("effective_from", json!(dates)));
            let hashing = hashing.map(|hashing| ("hashing", hashing));
            let sections = [("rules", json!(rules))].into_iter().chain(dates).chain(hashing);
            let preset = preset.map(|name| ("extends", json!(format!("preset:{name}"))));
            let whole = [("password", object(sections)), ("version", json!(1))];
            object(whole.into_iter().chain(preset))
        },
    )
}

/// How passwords are hashed; sometimes less than is allowed.
fn hashing() -> impl Strategy<Value = Value> {
    (1..6_u32, 7_000..60_000_u32, 1..5_u32, 15..66_u32).prop_map(
        |(iterations, memory, parallelism, bytes)| {
            json!({
                "iterations": iterations, "memory": memory, "parallelism": parallelism,
                "salt_bytes": bytes,
            })
        },
    )
}

/// Some of the rules with options in range.
pub fn rules() -> impl Strategy<Value = Map<String, Value>> {
    let each: Vec<_> =
        REGISTRY.iter().map(|kind| option::weighted(0.18, rule(kind)).boxed()).collect();
    each.prop_map(|options| {
        let named = REGISTRY.iter().zip(options);
        named.filter_map(|(kind, options)| Some((kind.code.to_string(), options?))).collect()
    })
}

/// Any rule with options, and the same rule with options that are as strict or stricter.
pub fn stricter() -> impl Strategy<Value = (&'static str, Value, Value)> {
    let kinds = REGISTRY.iter().map(|kind| {
        let fields: Vec<_> =
            kind.options.iter().map(|field| stricter_value(field).boxed()).collect();
        fields
            .prop_map(move |pairs| {
                let object = |side: fn(&(Value, Value)) -> &Value| {
                    let names = kind.options.iter().map(|field| field.name.to_owned());
                    Value::Object(names.zip(pairs.iter().map(side).cloned()).collect())
                };
                (kind.code.as_str(), object(|pair| &pair.0), object(|pair| &pair.1))
            })
            .boxed()
    });
    Union::new(kinds)
}

/// A password, often one that is near a rule's limit.
pub fn password() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ -~]{0,24}",
        3 => "[aA1! ]{0,16}",
        2 => "(abcd|dcba|1234|4321|qwer|[a-e1-5A-E ]){0,4}",
        2 => vec(interesting(), 0..12).prop_map(|characters| characters.into_iter().collect()),
        2 => vec((interesting(), 1..6_usize), 0..5).prop_map(|runs| {
            runs.into_iter().map(|(character, count)| character.to_string().repeat(count)).collect()
        }),
        1 => any::<String>(),
        1 => "\\PC{0,140}",
    ]
}

/// A password and what is known beside it.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The password.
    pub password: String,
    /// Further members of the request.
    pub context: Map<String, Value>,
}

/// A password, half of the time with an account or an old password that it is made of.
pub fn typed() -> impl Strategy<Value = Typed> {
    (password(), 0..14_usize, 0..12_usize, 1..8_usize).prop_map(|(password, kind, from, count)| {
        let part: String = password.chars().skip(from).take(count).collect();
        let backwards = part.chars().rev().collect::<String>();
        let less: String = password.chars().skip(1).collect();
        let first = password.chars().next().map(String::from).unwrap_or_default();
        let context = match kind {
            0 => ("account", json!({"username": part})),
            1 => ("account", json!({"names": ["Ada", part.to_uppercase()]})),
            2 => ("account", json!({"words": [backwards, "b"]})),
            3 => ("account", json!({"email": format!("{part}@example.org"), "organization": part})),
            4 => ("old_password", json!(password.to_uppercase())),
            5 => ("old_password", json!(less + &first)),
            6 => ("old_password", json!(password.chars().rev().collect::<String>())),
            7 => ("old_password", json!(less + &part)),
            _ => return Typed { password, context: Map::new() },
        };
        Typed { password, context: Map::from_iter([(context.0.to_owned(), context.1)]) }
    })
}

fn rule(kind: &'static Kind) -> impl Strategy<Value = Value> {
    table(kind.options)
}

/// An object of a table; what has a default is left out now and then.
fn table(fields: &'static [Field]) -> BoxedStrategy<Value> {
    let values: Vec<_> = fields
        .iter()
        .map(|field| {
            let value = value(field);
            match field.default {
                None if field.optional => option::weighted(0.7, value).boxed(),
                Some(_) => option::weighted(0.7, value).boxed(),
                None => value.prop_map(Some).boxed(),
            }
        })
        .collect();
    values
        .prop_map(|values| {
            let named = fields.iter().zip(values);
            let members = named.filter_map(|(field, value)| Some((field.name.to_owned(), value?)));
            Value::Object(members.collect())
        })
        .boxed()
}

fn value(field: &Field) -> BoxedStrategy<Value> {
    match field.kind {
        Holds::Choice(choices) => proptest::sample::select(choices).prop_map(Value::from).boxed(),
        Holds::Choices(choices) => {
            subsequence(choices, 1..=choices.len()).prop_map(Value::from).boxed()
        }
        Holds::Any => Just(Value::Null).boxed(),
        Holds::Duration { min, max } => {
            integer(min, max).prop_map(|seconds| Value::from(print_duration(seconds))).boxed()
        }
        Holds::Flag => any::<bool>().prop_map(Value::from).boxed(),
        Holds::Integer { min, max } => integer(min, max).prop_map(Value::from).boxed(),
        Holds::List { items, of } => vec(table(of), 0..=items.min(4)).prop_map(Value::from).boxed(),
        Holds::Object(of) => table(of),
        Holds::Text { .. } => text().prop_map(Value::from).boxed(),
        Holds::Texts { items, .. } => vec(text(), 0..=items.min(4)).prop_map(Value::from).boxed(),
    }
}

fn text() -> &'static str {
    "[a-zé ]{0,8}"
}

/// Small numbers far more often than large ones: most passwords are short.
fn integer(min: u64, max: u64) -> impl Strategy<Value = u64> {
    prop_oneof![6 => min..=max.min(min + 12), 2 => min..=max.min(min + 100), 1 => min..=max]
}

/// A value and one that is at least as strict, in the direction that the table gives.
fn stricter_value(field: &Field) -> BoxedStrategy<(Value, Value)> {
    let pair = |(before, after): (u64, u64)| (json!(before), json!(after));
    match (field.kind, field.stricter) {
        (Holds::Integer { min, max }, Direction::Higher) => integer(min, max)
            .prop_flat_map(move |before| (Just(before), integer(before, max)))
            .prop_map(pair)
            .boxed(),
        (Holds::Integer { min, max }, Direction::Lower) => integer(min, max)
            .prop_flat_map(move |before| (Just(before), min..=before))
            .prop_map(pair)
            .boxed(),
        (Holds::Texts { items, .. }, Direction::Fewer | Direction::More) => {
            let more = field.stricter == Direction::More;
            vec(text(), 1..=items.clamp(1, 4))
                .prop_flat_map(|all| {
                    let sizes = 0..=all.len();
                    (Just(json!(all)), subsequence(all, sizes).prop_map(|some| json!(some)))
                })
                .prop_map(move |(all, some)| if more { (some, all) } else { (all, some) })
                .boxed()
        }
        (Holds::Choices(choices), Direction::Fewer | Direction::More) => {
            let more = field.stricter == Direction::More;
            subsequence(choices, 1..=choices.len())
                .prop_flat_map(|all| {
                    let sizes = 1..=all.len();
                    (Just(json!(all)), subsequence(all, sizes).prop_map(|some| json!(some)))
                })
                .prop_map(move |(all, some)| if more { (some, all) } else { (all, some) })
                .boxed()
        }
        (Holds::Choice(choices), Direction::Earlier) => (0..choices.len())
            .prop_flat_map(|before| (Just(before), 0..=before))
            .prop_map(|(before, after)| (json!(choices.get(before)), json!(choices.get(after))))
            .boxed(),
        (Holds::Flag, Direction::Higher | Direction::Lower) => {
            let strict = field.stricter == Direction::Higher;
            any::<(bool, bool)>()
                .prop_map(move |(before, change)| {
                    (json!(before), json!(if change { strict } else { before }))
                })
                .boxed()
        }
        _ => value(field).prop_map(|value| (value.clone(), value)).boxed(),
    }
}

fn effective_from() -> impl Strategy<Value = Value> {
    let environment = option::of(proptest::sample::select(vec!["production", "staging"]));
    let cohort = option::of(proptest::sample::select(vec!["eu", "us"]));
    (environment, cohort, 2000..2100_u32, 1..=12_u32, 1..=28_u32).prop_map(
        |(environment, cohort, year, month, day)| {
            let from = json!(format!("{year}-{month:02}-{day:02}"));
            let environment = environment.map(|name| ("environment", json!(name)));
            let cohort = cohort.map(|name| ("cohort", json!(name)));
            object([("from", from)].into_iter().chain(environment).chain(cohort))
        },
    )
}

fn preset() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec!["default", "b3networks", "cloudcherry", "cloud-elements"])
}

/// An object of these members.
pub(super) fn object(members: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Characters on which rules, normalisation and UTF-16 differ.
fn interesting() -> impl Strategy<Value = char> {
    proptest::sample::select(
        "aZ5! ~\u{0}\t\u{7f}éÉßıİſ\u{301}\u{323}\u{307}\u{338}=;\u{37e}\u{212a}\u{212b}שּׁ\u{fb2a}\
         ٣१５²Ⅷªʰǅ가\u{1100}\u{1161}\u{11a8}Ａａ\u{200d}\u{feff}\u{e000}\u{ffff}💩👨\u{1f1e6}\u{1d15e}𝐚𝟎\u{10ffff}"
            .chars()
            .collect::<Vec<_>>(),
    )
}
