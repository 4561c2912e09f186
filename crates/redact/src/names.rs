//! Keys that say by themselves that a secret stands under them.

use crate::{
    kinds::{KINDS, otp_code, password, secret},
    name::{Name, bare_end},
    rules::Rules,
    window::{Run, Window},
};

/// Whether a name says so.
type Judge = fn(&Name) -> bool;

/// The kinds of secrets that are on.
#[derive(Debug, Default)]
pub(crate) struct Names {
    kinds: Vec<(usize, Judge)>,
}

impl Names {
    pub(crate) fn of(rules: &Rules) -> Self {
        let all: [(&str, Judge); 3] = [
            ("otp-code", otp_code::names),
            ("password", password::names),
            ("secret", secret::names),
        ];
        let place = |code| KINDS.iter().position(|kind| kind.code == code);
        let kinds = all.into_iter().filter_map(|(code, names)| Some((place(code)?, names)));
        Self { kinds: kinds.filter(|(kind, _)| rules.least(*kind).is_some()).collect() }
    }

    /// The kind of secret that a key names, where that kind is on.
    pub(crate) fn kind(&self, key: &[u8], rules: &Rules) -> Option<usize> {
        let window = Window::of_text(key);
        if !rules.is_name(&window, bare_end(&window, Run { end: key.len(), start: 0 })) {
            return None;
        }
        let name = Name::of_key(key);
        self.kinds.iter().find(|(_, names)| names(&name)).map(|(kind, _)| *kind)
    }
}
