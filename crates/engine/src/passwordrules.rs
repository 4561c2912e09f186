//! `passwordrules.parse`: what an attribute of another page says, or what is wrong with it.

use serde::Serialize;
use wicketgate_core::field::{Default, Field, Fields};
use wicketgate_password::passwordrules::{
    Class, Form, Order, PasswordRules, Set, lenient,
    strict::{self, Mistake, MistakeKind},
};

/// Members of `passwordrules.parse`.
pub(crate) const MEMBERS: &[Field] = &[
    Field::choice("mode", &["lenient", "strict"]).or(Default::Choice("lenient")),
    Field::text("text", MAX_TEXT),
];

/// What `passwordrules.parse` answers: the rules, or the mistake that a strict reader stops at.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ParsedPasswordRules {
    /// Every text says something to a lenient reader.
    Read(ReadPasswordRules),
    /// A strict reader refuses the text.
    Refused(RefusedPasswordRules),
}

/// What an attribute says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadPasswordRules {
    /// The attribute as short as it can be written.
    pub canonical: String,
    /// The rules as that form has them: `allowed` is what the text lists.
    pub minified: RuleSet,
    /// The rules as the parser of this mode gives them: Apple's puts what is required into
    /// `allowed` as well, 1Password's does not.
    pub rules: RuleSet,
}

/// Why a strict reader refuses an attribute.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefusedPasswordRules {
    /// The first mistake.
    pub problem: PasswordRulesProblem,
}

/// Rules of an attribute, merged.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSet {
    /// Characters that may stand in a password, those that are required beside them.
    pub allowed: Vec<CharacterClass>,
    /// Most equal characters in a row.
    pub max_consecutive: Option<u64>,
    /// Most characters.
    pub max_length: Option<u64>,
    /// Fewest characters.
    pub min_length: Option<u64>,
    /// Sets, of each of which a password has at least one character.
    pub required: Vec<Vec<CharacterClass>>,
}

/// A class of characters.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CharacterClass {
    /// Characters listed one by one.
    Custom(String),
    /// `upper`, `lower`, `digit`, `special`, `ascii-printable` or `unicode`.
    Named(&'static str),
}

/// A mistake in an attribute.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PasswordRulesProblem {
    /// `empty`, `too-large` for a number of more than 32 bits, or `unexpected`.
    pub code: &'static str,
    /// What could stand there: words and signs as they are written, `digit`, or `end`.
    pub expected: &'static [&'static str],
    /// How many characters, code points, precede the place.
    pub offset: usize,
}

pub(crate) fn parse(fields: &Fields<'_>) -> ParsedPasswordRules {
    let text = fields.text("text").unwrap_or_default();
    let parsed = match fields.choice("mode") {
        "strict" => strict::parse(text).map(|rules| {
            let every = rules.required.is_empty().then_some(Set::PRINTABLE);
            read(&rules, rules.allowed.or(every))
        }),
        _ => {
            let rules = lenient::parse(text);
            Ok(read(&rules, Some(rules.alphabet)))
        }
    };
    match parsed {
        Ok(read) => ParsedPasswordRules::Read(read),
        Err(mistake) => {
            ParsedPasswordRules::Refused(RefusedPasswordRules { problem: problem(mistake) })
        }
    }
}

fn read(rules: &PasswordRules, allowed: Option<Set>) -> ReadPasswordRules {
    ReadPasswordRules {
        canonical: rules.print(Form::Minified),
        minified: rule_set(rules, rules.allowed, Order::Written),
        rules: rule_set(rules, allowed, Order::Code),
    }
}

fn rule_set(rules: &PasswordRules, allowed: Option<Set>, order: Order) -> RuleSet {
    RuleSet {
        allowed: allowed.map(|set| classes(set, order)).unwrap_or_default(),
        max_consecutive: rules.max_consecutive,
        max_length: rules.max_length,
        min_length: rules.min_length,
        required: rules.required.iter().map(|set| classes(*set, order)).collect(),
    }
}

fn classes(set: Set, order: Order) -> Vec<CharacterClass> {
    let classes = set.classes(order).into_iter().map(|class| match class {
        Class::Custom(characters) => CharacterClass::Custom(characters),
        Class::Named(name) => CharacterClass::Named(name),
    });
    classes.collect()
}

const fn problem(mistake: Mistake) -> PasswordRulesProblem {
    let code = match mistake.kind {
        MistakeKind::Empty => "empty",
        MistakeKind::TooLarge => "too-large",
        MistakeKind::Unexpected => "unexpected",
    };
    PasswordRulesProblem { code, expected: mistake.expected, offset: mistake.offset }
}

/// Most bytes of an attribute; those of real sites have up to 300.
const MAX_TEXT: usize = 4096;
