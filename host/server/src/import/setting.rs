//! One setting of the other system, and what became of it.

use serde::Serialize;
use serde_json::{Map, Value};
use wicketgate_core::problem::shorten;

/// One setting.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// What it asks, as rules and their options.
    pub(super) asks: Vec<Ask>,
    /// The line that it stands on; 0 for a default that no line says.
    pub(super) line: u32,
    /// What comes nearest, where it is not said.
    pub(super) nearest: Option<String>,
    /// Why, or what differs.
    pub(super) note: Option<String>,
    pub(super) outcome: Outcome,
    /// Its name in the other system.
    pub(super) name: String,
    /// Part of the product that decides it.
    pub(super) section: Option<&'static str>,
    /// Its value; none where it may be a secret.
    pub(super) value: Option<String>,
}

/// One rule that a setting asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ask {
    pub(super) code: &'static str,
    pub(super) options: Map<String, Value>,
}

/// What became of a setting.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Outcome {
    /// The policy says it: ordinary passwords are judged the same.
    Expressed,
    /// The policy says something near it, and the note what differs.
    Nearly,
    /// No rule says it.
    NotExpressed,
    /// A later section of the policy will say it: lockout, expiry, history, sessions.
    NotYet,
    /// The other system has no such setting.
    Unknown,
    /// It asks nothing of a password.
    Nothing,
    /// It is no matter of a policy: how passwords are stored, who is told what.
    Elsewhere,
}

/// How many words a list has: the words themselves are the organisation's own.
pub(super) fn words_of(count: usize) -> String {
    if count == 1 { "1 word".to_owned() } else { format!("{count} words") }
}

impl Outcome {
    /// Whether something that the other system asks is not, or not exactly, asked by the policy.
    pub(super) const fn is_loss(self) -> bool {
        matches!(self, Self::Nearly | Self::NotExpressed | Self::NotYet | Self::Unknown)
    }

    /// The word for tables.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Elsewhere => "elsewhere",
            Self::Expressed => "expressed",
            Self::Nearly => "nearly",
            Self::NotExpressed => "not expressed",
            Self::NotYet => "not yet",
            Self::Nothing => "asks nothing",
            Self::Unknown => "unknown",
        }
    }
}

impl Setting {
    /// A setting of which nothing is said yet.
    pub(super) fn new(name: impl Into<String>, line: u32) -> Self {
        Self {
            asks: Vec::new(),
            line,
            name: name.into(),
            nearest: None,
            note: None,
            outcome: Outcome::Nothing,
            section: None,
            value: None,
        }
    }

    /// The same with its value.
    #[expect(clippy::needless_pass_by_value, reason = "takes numbers and texts as they come")]
    pub(super) fn value(mut self, value: impl ToString) -> Self {
        self.value = Some(shorten(&value.to_string()));
        self
    }

    /// The same, which a rule says.
    pub(super) fn rule(mut self, code: &'static str, options: Value) -> Self {
        let Value::Object(options) = options else { return self };
        self.asks.push(Ask { code, options });
        if self.outcome == Outcome::Nothing {
            self.outcome = Outcome::Expressed;
        }
        self
    }

    /// The same, of which only this differs: characters that few passwords have.
    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        let note = note.into();
        self.note = Some(match self.note {
            None => note,
            Some(first) => format!("{first}; {note}"),
        });
        self
    }

    /// The same, which the policy does not say exactly.
    pub(super) fn nearly(mut self, difference: impl Into<String>) -> Self {
        self.outcome = Outcome::Nearly;
        self.note(difference)
    }

    /// The same, which no rule says.
    pub(super) fn beyond(mut self, why: impl Into<String>) -> Self {
        self.asks.clear();
        self.outcome = Outcome::NotExpressed;
        self.note(why)
    }

    /// The same, with what comes nearest.
    pub(super) fn nearest(mut self, nearest: impl Into<String>) -> Self {
        self.nearest = Some(nearest.into());
        self
    }

    /// The same, which a later section decides.
    pub(super) fn not_yet(mut self, section: &'static str) -> Self {
        self.outcome = Outcome::NotYet;
        self.section = Some(section);
        self
    }

    /// The same, which asks nothing of a password.
    pub(super) fn nothing(mut self, why: impl Into<String>) -> Self {
        self.outcome = Outcome::Nothing;
        self.note(why)
    }

    /// The same, which is no matter of a policy.
    pub(super) fn elsewhere(mut self, why: impl Into<String>) -> Self {
        self.outcome = Outcome::Elsewhere;
        self.note(why)
    }

    /// The same, which the other system does not have.
    pub(super) fn unknown(mut self) -> Self {
        self.outcome = Outcome::Unknown;
        self
    }

    /// JSON Pointers into the policy: to the option where there is one, else to the rule.
    pub(super) fn pointers(&self) -> Vec<String> {
        let pointer = |ask: &Ask| {
            let rule = format!("/password/rules/{}", ask.code);
            match ask.options.keys().collect::<Vec<_>>().as_slice() {
                [option] => format!("{rule}/{option}"),
                _ => rule,
            }
        };
        self.asks.iter().map(pointer).collect()
    }
}
