//! What a rule is: options, a message, a check.

use std::{borrow::Cow, fmt};

use wicketgate_core::{
    Code,
    field::{Field, Fields, Reader},
    json::{self, Value},
};

use crate::{
    Candidate, Finding,
    demand::Demand,
    passwordrules::{Gap, Words},
};

/// A password rule. Each lives in a file of its own under `rules/`.
pub trait Rule: 'static {
    /// The rule's name everywhere. Never reused, never renamed.
    const CODE: Code;
    /// What the rule asks, in English; may name options as `{min}` and `{min|one|other}`.
    const MESSAGE: &'static str;
    /// The options: names, ranges, defaults, and which way is stricter.
    const OPTIONS: &'static [Field];
    /// Place in the report, unique; steps of ten leave room between.
    const ORDER: u16;
    /// Whether [`Rule::demand`] and [`Rule::permits`] say all that the rule asks of a password.
    const STATED: bool = false;

    /// Reads the options, which were already held to their table.
    ///
    /// A rule whose options contradict each other says so with [`Options::refuse`].
    fn parse(options: &mut Options<'_>) -> Self
    where
        Self: Sized;

    /// Judges a password.
    fn check(&self, candidate: &Candidate<'_>) -> Finding;

    /// Says what every accepted password must look like, so that rules that contradict each other
    /// are found when a policy is loaded. A rule that asks nothing of the kind says nothing.
    fn demand(&self, _demand: &mut Demand) {}

    /// Says what the rule asks in the words of the `passwordrules` attribute, and why that is not
    /// all of it. A rule that the format has no words for says nothing.
    fn express(&self, _words: &mut Words) -> Option<Gap> {
        Some(Gap::NoWords)
    }

    /// Says what the author of a policy should know of this rule, given what all rules ask of every
    /// password together; the place follows by itself. Most rules say nothing.
    #[cfg(feature = "policy")]
    fn warn(&self, _demand: &Demand) -> Option<wicketgate_core::Problem> {
        None
    }

    /// Whether a character may stand in a place.
    ///
    /// A rule that does not permit every character names in [`Demand::named`] those that it treats
    /// apart from their like: from others that are ASCII or not, letters and digits or not.
    fn permits(&self, _character: char, _place: Place) -> bool {
        true
    }
}

/// A place in a password.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// Any place.
    Anywhere,
    /// Where the password begins.
    Start,
    /// Where the password ends.
    End,
}

impl Place {
    /// Whether a rule that looks where its option `where` says looks at this place.
    #[must_use]
    pub fn is_in(self, r#where: &str) -> bool {
        match r#where {
            "start" => self == Self::Start,
            "end" => self == Self::End,
            "edges" => self != Self::Anywhere,
            _ => true,
        }
    }
}

/// A rule's options, decoded, and a place to say what is wrong with them together.
pub struct Options<'o> {
    /// Whether every option could be read.
    pub(crate) complete: bool,
    pub(crate) fields: Fields<'o>,
    pub(crate) pointer: &'o str,
    pub(crate) reader: &'o mut Reader,
    pub(crate) value: &'o Value<'o>,
}

impl Options<'_> {
    /// A number.
    #[must_use]
    pub fn integer(&self, name: &str) -> u32 {
        self.fields.integer(name)
    }

    /// A switch.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.fields.flag(name)
    }

    /// The chosen name.
    #[must_use]
    pub fn choice(&self, name: &str) -> &'static str {
        self.fields.choice(name)
    }

    /// The chosen names, in the order of the table.
    #[must_use]
    pub fn choices(&self, name: &str) -> &[&'static str] {
        self.fields.choices(name)
    }

    /// Objects of one table.
    #[must_use]
    pub fn items(&self, name: &str) -> &[Fields<'_>] {
        self.fields.items(name)
    }

    /// Texts.
    #[must_use]
    pub fn texts(&self, name: &str) -> &[Cow<'_, str>] {
        self.fields.texts(name)
    }

    /// A text.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.fields.text(name).unwrap_or_default()
    }

    /// Refuses an option that contradicts another one of the same rule.
    ///
    /// Where one of them could not be read, that is the problem to mend first.
    pub fn refuse(&mut self, name: &str, message: fmt::Arguments<'_>) {
        if !self.complete {
            return;
        }
        let value = self.value.get(name).unwrap_or(self.value);
        let pointer = json::pointer(self.pointer, name);
        self.reader.fail(value, &pointer, "contradiction", message);
    }

    /// Refuses a list because of what stands in an item.
    pub fn refuse_item(&mut self, name: &str, index: usize, message: fmt::Arguments<'_>) {
        let list = self.value.get(name).unwrap_or(self.value);
        let items = self.reader.array(list, self.pointer, usize::MAX);
        let value = items.get(index).unwrap_or(list);
        let pointer = format!("{}/{index}", json::pointer(self.pointer, name));
        self.reader.fail(value, &pointer, "malformed", message);
    }
}
