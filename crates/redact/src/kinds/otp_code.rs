//! `otp-code`: a code that proves who signs in, once.
//!
//! Four to eight digits, or three and three, that a name or the words before it say are such a code; and
//! those before `is your … code`, as messages have it. `code` alone needs another such word near it, since
//! there are codes of errors, areas and countries too.

use super::otp_told::{lettered, told};
use crate::{
    kind::{Class, Find, Kind, Trigger},
    name::{Name, Read, Value, last, read},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "otp-code",
    context: &["otp", "totp", "otc", "passcode", "verification", "2fa", "mfa"],
    country: None,
    doc: "A code that proves who signs in, once: four to eight digits, by the name or the words around it.",
    find: &[
        Find::Named(&["code", "word", "otp", "otc"], named),
        Find::Counted(3..=3, " -", told),
        Find::Counted(4..=8, "", told),
        Find::At(Trigger::Letter, lettered),
    ],
};

/// Whether a key says that its value is one.
pub(crate) fn names(name: &Name) -> bool {
    name.ends("otp") || NAMES.iter().any(|words| name.is(words))
}

/// The value of a name.
fn named(window: &Window<'_>, run: Run) -> Found {
    if !matches!(
        &last(window, run),
        [.., b'c', b'o', b'd', b'e'] | [.., b'w', b'o', b'r', b'd'] | [.., b'o', b't', b'p' | b'c']
    ) {
        return Found::Nothing;
    }
    let sure = names(&Name::of(window, run));
    match if sure { read(window, run) } else { Read::Nothing } {
        Read::More => Found::More,
        Read::Value(Value { end, is_set, start, .. }) if is_code(window.of(start, end)) => {
            let class = if is_set { Class::Certain } else { Class::Grouped };
            Found::whole(class, start, end)
        }
        Read::Nothing | Read::Value(_) => Found::Nothing,
    }
}

fn is_code(text: &[u8]) -> bool {
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let split = matches!(text, [_, _, _, b' ' | b'-', _, _, _]) && digits == 6;
    (4..=8).contains(&digits) && (digits == text.len() || split)
}

/// Names that end so.
const NAMES: [&str; 18] = [
    "otp_code",
    "otc",
    "one_time_code",
    "onetimecode",
    "one_time_password",
    "one_time_passcode",
    "passcode",
    "mfa_code",
    "2fa_code",
    "tfa_code",
    "totp_code",
    "two_factor_code",
    "verification_code",
    "verify_code",
    "authentication_code",
    "sms_code",
    "login_code",
    "security_code",
];
