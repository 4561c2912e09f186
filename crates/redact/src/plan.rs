//! What a policy has done with what is found: rules, actions and keys, made once.

use crate::{
    action::Action,
    context::Kinds,
    custom::Custom,
    kinds::KINDS,
    names::Names,
    path::{Path, Steps},
    rules::Rules,
};

/// A plan of redaction.
#[derive(Debug)]
pub struct Plan {
    actions: Vec<Action>,
    allowed: Vec<Vec<u8>>,
    pub(crate) custom: Vec<Custom>,
    /// Whether characters are read as what they look like.
    pub(crate) folds: bool,
    keys: Vec<KeyRule>,
    labels: Vec<String>,
    names: Names,
    pub(crate) rules: Rules,
}

/// What is done with whatever stands under a key.
#[derive(Clone, Debug)]
pub struct KeyRule {
    /// What is done; nothing at all is looked for where it is `Keep`.
    pub action: Action,
    /// The label that stands in its place.
    pub label: String,
    /// Which keys.
    pub path: Path,
}

/// What becomes of a value because of where it stands.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Fate {
    /// The whole of it is replaced, as its kind is.
    Kind(usize),
    /// The whole of it is replaced, as a rule says.
    Rule(usize),
    /// Its content is looked at.
    #[default]
    Scan,
    /// It is let be.
    Spare,
}

impl Plan {
    /// A plan of these rules, which puts labels in the place of matches.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        let labels = KINDS.iter().map(|kind| label(kind.code)).collect();
        let names = Names::of(&rules);
        let actions = vec![Action::Replace; KINDS.len()];
        Self {
            actions,
            allowed: Vec::new(),
            custom: Vec::new(),
            folds: false,
            keys: Vec::new(),
            labels,
            names,
            rules,
        }
    }

    /// Sets what is done with a kind, by its place among [`KINDS`].
    pub fn act(&mut self, kind: usize, action: Action) {
        if let Some(place) = self.actions.get_mut(kind) {
            *place = action;
        }
    }

    /// Lets a value be wherever it stands.
    pub fn allow(&mut self, value: &str) {
        self.allowed.push(value.as_bytes().to_ascii_lowercase());
    }

    /// Adds a kind of the policy's own.
    pub fn custom(&mut self, custom: Custom) {
        self.custom.push(custom);
    }

    /// Has characters read as what they look like.
    pub const fn fold(&mut self) {
        self.folds = true;
    }

    /// Adds what is done with whatever stands under a key; the first rule that fits decides.
    pub fn under(&mut self, rule: KeyRule) {
        self.keys.push(rule);
    }

    pub(crate) fn action(&self, kind: usize) -> &Action {
        let custom = kind.checked_sub(KINDS.len()).and_then(|at| self.custom.get(at));
        custom.map_or_else(
            || self.actions.get(kind).unwrap_or(&Action::Replace),
            |custom| &custom.action,
        )
    }

    pub(crate) fn label(&self, kind: usize) -> &str {
        let custom = kind.checked_sub(KINDS.len()).and_then(|at| self.custom.get(at));
        custom.map_or_else(
            || self.labels.get(kind).map_or("", String::as_str),
            |custom| custom.label.as_str(),
        )
    }

    /// Whether a value is let be.
    pub(crate) fn allows(&self, value: &[u8]) -> bool {
        !self.allowed.is_empty()
            && self.allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(value))
    }

    /// What becomes of the value at the end of a path, and what its name says of it.
    pub(crate) fn fate(&self, path: &Steps) -> (Fate, Kinds) {
        self.ruled(path).map_or_else(|| self.named(path.last()), |fate| (fate, 0))
    }

    /// What the policy's own rules say of the value at the end of a path.
    pub(crate) fn ruled(&self, path: &Steps) -> Option<Fate> {
        let at = self.keys.iter().position(|rule| rule.path.fits(path))?;
        let spares = self.keys.get(at).is_some_and(|rule| rule.action == Action::Keep);
        Some(if spares { Fate::Spare } else { Fate::Rule(at) })
    }

    /// What becomes of the values of a name, and what it says of them.
    pub(crate) fn named(&self, name: &[u8]) -> (Fate, Kinds) {
        match self.names.kind(name, &self.rules) {
            Some(kind) => (Fate::Kind(kind), 0),
            None => (Fate::Scan, self.rules.context_of(name)),
        }
    }

    /// What a fate puts in the place of a value, and its label; nothing where the value stays.
    pub(crate) fn instead(&self, fate: Fate) -> Option<(&Action, &str)> {
        match fate {
            Fate::Kind(kind) => Some((self.action(kind), self.label(kind))),
            Fate::Rule(at) => self.keys.get(at).map(|rule| (&rule.action, rule.label.as_str())),
            Fate::Scan | Fate::Spare => None,
        }
    }
}

/// The label of a code: the same in capitals.
pub(crate) fn label(code: &str) -> String {
    code.to_ascii_uppercase().replace('-', "_")
}
