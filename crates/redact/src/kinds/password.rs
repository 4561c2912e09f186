//! `password`: a password, passphrase or PIN, by the name before it.
//!
//! The last words of the name count (gitleaks issues 1578 and 1587: `passwords_changed` and `monkey` name no
//! secret). A PIN has 4 to 12 digits; `pass` counts only before an equals sign or a value in quotation marks,
//! since results of tests have `pass: 12`; a `PWD` that is a path is where a shell stands. Words without a
//! colon or an equals sign ("password reset") are prose, so "password hunter2" is not found.

use crate::{
    kind::{Class, Find, Kind},
    name::{Name, Read, Value, last, read},
    window::{Found, Match, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "password",
    context: &[],
    country: None,
    doc: "A password, passphrase or PIN, by the name before it.",
    find: &[Find::Named(
        &[
            "word",
            "wort",
            "wd",
            "pw",
            "phrase",
            "passe",
            "code",
            "pass",
            "pin",
            "confirm",
            "confirmation",
            "hash",
            "digest",
        ],
        find,
    )],
};

/// Whether a key says that its value is one.
pub(crate) fn names(name: &Name) -> bool {
    role(name).is_some()
}

fn find(window: &Window<'_>, run: Run) -> Found {
    if !may_be(last(window, run)) {
        return Found::Nothing;
    }
    let Some(role) = role(&Name::of(window, run)) else { return Found::Nothing };
    match read(window, run) {
        Read::More => Found::More,
        Read::Nothing => Found::Nothing,
        Read::Value(value) if value.is_idle(window) || !role.fits(value, window) => Found::Nothing,
        Read::Value(Value { end, is_set, rest, start, .. }) => {
            let class = if is_set { Class::Certain } else { Class::Grouped };
            Found::Match(Match { class, end, rest, start })
        }
    }
}

/// Which of the names it is.
#[derive(Clone, Copy, Debug)]
enum Role {
    Pass,
    Password,
    Pin,
    Pwd,
}

impl Role {
    fn fits(self, value: Value, window: &Window<'_>) -> bool {
        let text = window.of(value.start, value.end);
        match self {
            Self::Pass => value.is_set && !text.iter().all(u8::is_ascii_digit),
            Self::Password => true,
            Self::Pin => (4..=12).contains(&text.len()) && text.iter().all(u8::is_ascii_digit),
            Self::Pwd => !matches!(text, [b'/' | b'~', ..] | [_, b':', b'/' | b'\\', ..]),
        }
    }
}

/// Whether a name may be one of these by its last letters.
const fn may_be([_, _, further, before, last @ ..]: [u8; 8]) -> bool {
    match &last {
        // Names of other things end so too: `duration`, `location`.
        b"tion" => further == b'm' && before == b'a',
        b"word" | b"sswd" | b"rase" | b"code" | b"pass" | b"firm" | b"hash" | b"gest" | b"asse"
        | b"wort" => true,
        [_, b'p', b'w', b'd'] | [_, b'p', b'i', b'n'] | [_, _, b'p', b'w'] => true,
        _ => false,
    }
}

fn role(name: &Name) -> Option<Role> {
    let joined = JOINED.iter().find(|(word, _)| name.ends(word));
    let (_, role) = joined.or_else(|| NAMES.iter().find(|(words, _)| name.is(words)))?;
    Some(*role)
}

/// Names that end so, joined to what stands before or not.
const JOINED: [(&str, Role); 6] = [
    ("password", Role::Password),
    ("passwd", Role::Password),
    ("passphrase", Role::Password),
    ("passwort", Role::Password),
    ("kennwort", Role::Password),
    ("pwd", Role::Pwd),
];
/// Names by their last words.
const NAMES: [(&str, Role); 10] = [
    ("passcode", Role::Password),
    ("pass_phrase", Role::Password),
    ("password_confirmation", Role::Password),
    ("password_confirm", Role::Password),
    ("password_hash", Role::Password),
    ("password_digest", Role::Password),
    ("mot_de_passe", Role::Password),
    ("pin", Role::Pin),
    ("pass", Role::Pass),
    ("pw", Role::Pass),
];
