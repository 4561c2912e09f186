//! Secrets of programs: a user's and an organisation's, both of which each call shows.
//!
//! `authorization: User <USER-SECRET>, Organization <ORGANIZATION-SECRET>`. The one is held against
//! the state of the account, the other against that of the organisation: a call needs both.

use wicketgate_core::{
    Timestamp,
    field::{Field, Fields},
};

use crate::{
    decision::{Decision, Plain},
    key::Sealed,
    name::names,
    record::record,
    step::Step,
};

record! {
    /// A secret that was issued.
    pub(crate) struct Issue {
        /// When.
        pub(crate) since: Timestamp,
        /// The secret.
        pub(crate) token: Sealed,
    }
}

names! {
    /// Whose secret it is.
    pub(crate) enum Holder {
        /// The organisation's.
        Organization = "Organization",
        /// A user's.
        User = "User",
    }
}

/// Members of an event that shows a secret.
pub(crate) const MEMBERS: &[Field] =
    &[Field::text("authorization", 1024).doc("The header `authorization` as it came.")];

/// Makes a secret of 256 bits.
pub(crate) fn issue(step: &mut Step<'_>, holder: Holder, id: &str) -> (Issue, Plain) {
    let token = step.given.entropy.token();
    let plain = Plain::of(&token);
    let token = step.given.keys.seal(holder.as_str(), id, token.reveal());
    (Issue { since: step.now, token }, plain)
}

/// Whether a header shows a secret.
pub(crate) fn check(
    step: &Step<'_>,
    holder: Holder,
    id: &str,
    issue: Option<&Issue>,
    fields: &Fields<'_>,
) -> Decision {
    let Some(parts) = parse(fields.text("authorization").unwrap_or_default()) else {
        return Decision::deny("malformed-authorization").veil("refused");
    };
    let part = parts.iter().find(|(of, _)| *of == holder).map(|(_, secret)| *secret);
    let (Some(secret), Some(issue)) = (part, issue) else {
        return Decision::deny("secret-missing").veil("refused");
    };
    if step.given.keys.is(&issue.token, holder.as_str(), id, secret) {
        Decision::allow("secret-valid")
    } else {
        Decision::deny("secret-invalid").veil("refused")
    }
}

/// The parts of a header, each of which stands once; the names' case does not matter (RFC 9110).
fn parse(header: &str) -> Option<Vec<(Holder, &str)>> {
    let mut parts: Vec<(Holder, &str)> = Vec::new();
    for part in header.split(',') {
        let (name, secret) = part.trim().split_once(' ')?;
        let secret = secret.trim();
        let known = [Holder::Organization, Holder::User];
        let holder = known.into_iter().find(|it| it.as_str().eq_ignore_ascii_case(name))?;
        let plain = |byte: u8| byte.is_ascii_graphic();
        if secret.is_empty() || !secret.bytes().all(plain) {
            return None;
        }
        if parts.iter().any(|(other, _)| *other == holder) {
            return None;
        }
        parts.push((holder, secret));
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::{Holder, parse};

    #[test]
    fn headers_are_read_strictly() {
        let both = Some(vec![(Holder::User, "u1="), (Holder::Organization, "o+/2")]);
        assert_eq!(parse("User u1=, Organization o+/2"), both);
        assert_eq!(parse("user u1=,organization  o+/2 "), both);
        assert_eq!(parse("User u1="), Some(vec![(Holder::User, "u1=")]));
        let refused = [
            "",
            ",",
            "User",
            "User ",
            "u1",
            "Bearer u1",
            "User u1,",
            "User a, User b",
            "User a b",
            "User a, Element c",
            "User \u{e9}",
        ];
        for header in refused {
            assert_eq!(parse(header), None, "{header}");
        }
    }
}
