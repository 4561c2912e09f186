//! `secret`: a token, key, cookie or signature without a shape of its own, by the name before it.
//!
//! The last words of the name count, and plain `key` is none (gitleaks issues 1578 and 1587: `monkey`,
//! `public_key`, `client_id`). Of an authorization the scheme stays (RFC 9110, section 11.6.2); a cookie goes
//! up to the end of its line (RFC 6265). `code` counts in the query of an address only, and tokens that
//! turn pages are none. Short values and prose are none either. A value that is a token with a name of its
//! own keeps that name.

use crate::{
    kind::{Class, Find, Kind},
    name::{MOST, Name, Read, Value, last, plain, read},
    window::{AHEAD, Found, Match, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "secret",
    context: &[],
    country: None,
    doc: "A token, key, cookie or signature, by the name before it.",
    find: &[Find::Named(
        &[
            "token",
            "secret",
            "cookie",
            "authorization",
            "signature",
            "sig",
            "auth",
            "code",
            "key",
            "sessid",
            "sessionid",
        ],
        find,
    )],
};

/// Whether a key says that its value is one, whatever it looks like.
pub(crate) fn names(name: &Name) -> bool {
    role(name, false).is_some_and(|role| !matches!(role, Role::Loose))
}

fn find(window: &Window<'_>, run: Run) -> Found {
    if !may_be(last(window, run)) {
        return Found::Nothing;
    }
    let queried = matches!(window.before(run.start), b'?' | b'&');
    let Some(role) = role(&Name::of(window, run), queried) else { return Found::Nothing };
    let value = match read(window, run) {
        Read::Value(value) => role.value(value, window, run),
        other => other,
    };
    match value {
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
    Authorization,
    Cookie,
    /// A name that other things have too: the value must look random.
    Loose,
    Token,
}

impl Role {
    /// What of the value is secret.
    fn value(self, value: Value, window: &Window<'_>, run: Run) -> Read {
        let text = window.of(value.start, value.end);
        let limit = run.start + AHEAD;
        if matches!(self, Self::Cookie) && !value.is_quoted && !value.is_set {
            // A cookie has a name: anything else is prose.
            return match plain(window, value.start, limit, ends_line) {
                Read::Value(line) if !window.of(line.start, line.end).contains(&b'=') => {
                    Read::Nothing
                }
                Read::Value(line) => Read::Value(Value { is_set: true, ..line.lined() }),
                other => other,
            };
        }
        let word = text.iter().position(|byte| *byte == b' ').unwrap_or(text.len());
        let scheme = text.get(..word).unwrap_or_default();
        let known = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known.as_bytes()));
        let unknown = matches!(self, Self::Authorization)
            && scheme.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'-');
        if value.start - run.start + word > MOST - 8 || !(known || (unknown && value.is_quoted)) {
            return Read::Value(value);
        }
        let start = window.span(value.start + word, 4, |byte| byte == b' ');
        if value.is_quoted {
            let whole = start > value.start + word && start <= value.end;
            return if whole { Read::Value(value.from(start)) } else { Read::Nothing };
        }
        if window.is_open(start) {
            return Read::More;
        }
        if start == value.start + word {
            return Read::Nothing;
        }
        let listed = LISTED.iter().any(|known| scheme.eq_ignore_ascii_case(known.as_bytes()));
        match plain(window, start, limit, if listed { ends_line } else { ends_credentials }) {
            Read::Value(rest) if listed => Read::Value(Value { is_set: true, ..rest.lined() }),
            Read::Value(rest) => Read::Value(Value { is_set: true, ..rest }),
            other => other,
        }
    }

    fn fits(self, value: Value, window: &Window<'_>) -> bool {
        let text = window.of(value.start, value.end);
        let digits = text.iter().any(u8::is_ascii_digit);
        match self {
            Self::Authorization | Self::Cookie if value.is_set => text.len() >= 4,
            Self::Loose => text.len() >= 16 && digits && !text.contains(&b' '),
            Self::Token if value.is_set => text.len() >= 6,
            _ => text.len() >= 8 && (digits || text.len() >= 20),
        }
    }
}

/// Whether a name may be one of these by its last letters.
const fn may_be([_, _, further, before, last @ ..]: [u8; 8]) -> bool {
    match &last {
        // Names of other things end so too: `duration`, `location`.
        b"tion" => further == b'z' && before == b'a',
        b"oken" | b"cret" | b"okie" | b"ture" | b"auth" | b"code" | b"ssid" | b"onid" => true,
        [_, b'k', b'e', b'y'] | [_, b's', b'i', b'g'] => true,
        _ => false,
    }
}

fn role(name: &Name, queried: bool) -> Option<Role> {
    if name.ends("token") {
        let turns = PAGES.iter().any(|word| name.is_before(word, "token"));
        return (!turns).then_some(Role::Token);
    }
    if JOINED.iter().any(|word| name.ends(word)) {
        return Some(Role::Token);
    }
    let (_, role) = NAMES.iter().find(|(words, _)| name.is(words))?;
    (queried || !name.is("code")).then_some(*role)
}

/// Whether a line ends at a place: a quotation mark ends it too, but one that opens the value of a cookie.
fn ends_line(window: &Window<'_>, at: usize) -> bool {
    match window.at(at) {
        b'\n' | b'\r' => true,
        b'"' | b'\'' => !matches!(window.before(at), b'=') && !closes(window, at),
        b'\\' => matches!(window.at(at + 1), b'n' | b'r'),
        _ => false,
    }
}

/// Whether a quotation mark closes what one after an equals sign opened.
fn closes(window: &Window<'_>, at: usize) -> bool {
    let quote = window.at(at);
    let from = at.saturating_sub(65);
    let open = window.of(from, at).iter().rposition(|byte| *byte == quote || *byte == b'\n');
    let open = from + open.unwrap_or(0);
    window.at(open) == quote && window.before(open) == b'='
}

/// Whether credentials end at a place (RFC 9110, section 11.2: `token68`, and what some put in its place).
fn ends_credentials(window: &Window<'_>, at: usize) -> bool {
    matches!(
        window.at(at),
        0..=b' '
            | b'"'
            | b'\''
            | b'`'
            | b','
            | b';'
            | b'<'
            | b'>'
            | b')'
            | b']'
            | b'}'
            | b'\\'
            | b'&'
    )
}

/// Names by their last words.
const NAMES: [(&str, Role); 22] = [
    ("authorization", Role::Authorization),
    ("cookie", Role::Cookie),
    ("sig", Role::Loose),
    ("signature", Role::Loose),
    ("auth", Role::Loose),
    ("account_key", Role::Loose),
    ("app_key", Role::Loose),
    ("application_key", Role::Loose),
    ("code", Role::Loose),
    ("api_key", Role::Token),
    ("secret_key", Role::Token),
    ("access_key", Role::Token),
    ("private_key", Role::Token),
    ("auth_key", Role::Token),
    ("signing_key", Role::Token),
    ("encryption_key", Role::Token),
    ("decryption_key", Role::Token),
    ("master_key", Role::Token),
    ("shared_key", Role::Token),
    ("hmac_key", Role::Token),
    ("phpsessid", Role::Token),
    ("jsessionid", Role::Token),
];
/// Names of tokens, joined to what stands before them or not.
const JOINED: [&str; 6] = ["secret", "apikey", "secretkey", "accesskey", "privatekey", "authkey"];
/// What stands before tokens that turn pages.
const PAGES: [&str; 5] = ["page", "next", "continuation", "sync", "cancellation"];
/// Schemes of authorization.
const SCHEMES: [&str; 15] = [
    "basic",
    "bearer",
    "token",
    "apikey",
    "negotiate",
    "ntlm",
    "dpop",
    "bot",
    "jwt",
    "digest",
    "hawk",
    "oauth",
    "signature",
    "aws4-hmac-sha256",
    "sharedkey",
];
/// Those whose credentials are a list.
const LISTED: [&str; 5] = ["digest", "hawk", "oauth", "signature", "aws4-hmac-sha256"];
