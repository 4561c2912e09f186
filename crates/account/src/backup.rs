//! Backup codes: each works once.
//!
//! A set is made with the first factor of an account, and at its wish; a new set replaces the old one
//! at once. Codes are kept as keyed hashes; where the policy says `sealed`, what is left of them is
//! kept readable as well, to be shown again. Used ones are remembered as hashes, so that a code that
//! was used can be told from a wrong one: whoever asks has proved the password.
//!
//! A set has at most as many codes as the policy asks for, used ones included.

use wicketgate_core::{Secret, Timestamp};

use crate::{
    decision::{Issued, Plain},
    effect::Action,
    guard,
    key::Sealed,
    policy::{Delivery, Storage},
    record::record,
    state::Account,
    step::Step,
};

record! {
    /// A set of backup codes.
    pub(crate) struct Set {
        /// Codes that were not used yet.
        pub(crate) codes: Vec<Sealed>,
        /// Characters of each.
        pub(crate) length: u32,
        /// The same codes to be shown again, where the policy keeps them so.
        pub(crate) plain: Vec<Secret>,
        /// When they were made.
        pub(crate) since: Timestamp,
        /// Codes that were used: to tell a used one from a wrong one.
        pub(crate) used: Vec<Sealed>,
    }
}

/// What came of a backup code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// It cannot be one.
    Malformed,
    /// It is one, and so many are left.
    Right(usize),
    /// It was used before.
    Used,
    /// It is none.
    Wrong,
}

/// Whether a backup code can stand for a second factor; `mail` tells that a mailbox was the first one.
///
/// SECURITY: a code that was sent to the mailbox which was the first factor is no second one.
pub(crate) fn is_taken(step: &Step<'_>, account: &Account, mail: bool) -> bool {
    let policy = step.given.policy.second_factor.backup.as_ref();
    policy.is_some_and(|policy| !(mail && policy.delivery == Delivery::Email))
        && account.backup.is_some()
}

/// Whether a backup code that is left could be used now.
pub(crate) fn is_usable(step: &Step<'_>, account: &Account, mail: bool) -> bool {
    is_taken(step, account, mail)
        && account.backup.as_ref().is_some_and(|set| !set.codes.is_empty())
        && !guard::is_locked(account, GUARD)
}

/// Forgets readable codes that the policy does not have kept any more.
pub(crate) fn pass(step: &Step<'_>, account: &mut Account) {
    let policy = step.given.policy.second_factor.backup.as_ref();
    if let Some(set) = &mut account.backup
        && policy.is_none_or(|policy| policy.storage != Storage::Sealed)
    {
        set.plain.clear();
    }
}

/// Makes a new set, which replaces the old one, and gives it to its owner as the policy says.
///
/// Where no address is registered to which codes could be sent, they are shown.
pub(crate) fn make(step: &mut Step<'_>, account: &mut Account, issued: &mut Issued) {
    let Some(policy) = &step.given.policy.second_factor.backup else { return };
    let mut codes: Vec<Secret> = Vec::new();
    let count = usize::try_from(policy.count).unwrap_or(usize::MAX);
    while codes.len() < count {
        let code = step.given.entropy.text(ALPHABET, policy.length);
        if codes.iter().all(|other| other.reveal() != code.reveal()) {
            codes.push(code);
        }
    }
    let seal = |code: &Secret| step.given.keys.seal(PURPOSE, &account.id, code.reveal());
    account.backup = Some(Set {
        codes: codes.iter().map(seal).collect(),
        length: policy.length,
        plain: if policy.storage == Storage::Sealed { codes.clone() } else { Vec::new() },
        since: step.now,
        used: Vec::new(),
    });
    let plain = codes.iter().map(Plain::of).collect();
    match account.email.clone().filter(|_| policy.delivery == Delivery::Email) {
        Some(to) => step.effect(Action::SendBackupCodes { codes: plain, to }),
        None => issued.backup_codes = plain,
    }
}

/// Holds a text against the codes, and uses the one that it is.
pub(crate) fn consume(step: &Step<'_>, account: &mut Account, text: &str) -> Outcome {
    let Some(set) = &mut account.backup else { return Outcome::Malformed };
    let Some(code) = tidy(text, set.length) else { return Outcome::Malformed };
    let probe = step.given.keys.probe(PURPOSE, &account.id, &code);
    // SECURITY: every hash is compared, so that the time does not tell which one matched.
    let find = |list: &[Sealed]| {
        let found = list.iter().enumerate().filter(|(_, sealed)| probe.is(sealed));
        found.fold(None, |_, (index, _)| Some(index))
    };
    let (unused, used) = (find(&set.codes), find(&set.used));
    let Some(index) = unused else {
        return if used.is_some() { Outcome::Used } else { Outcome::Wrong };
    };
    let sealed = set.codes.remove(index);
    set.used.push(sealed);
    set.plain.retain(|plain| plain.reveal() != code);
    Outcome::Right(set.codes.len())
}

/// A code as it was made, however it is typed; nothing where it cannot be one.
///
/// Spaces and hyphens are left out, letters may be small, and O, I and L are the digits that they
/// look like.
fn tidy(text: &str, length: u32) -> Option<String> {
    let code: String = text
        .chars()
        .filter(|character| ![' ', '-'].contains(character))
        .map(|character| match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let known = code.chars().all(|character| ALPHABET.contains(character));
    let long = u32::try_from(code.chars().count()).is_ok_and(|count| count == length);
    (known && long).then_some(code)
}

/// The guard of wrong backup codes.
pub(crate) const GUARD: &str = "backup-code";
const PURPOSE: &str = "backup-code";
/// Crockford's 32 characters, 5 bits each: no letter is there that looks like a digit, and no U.
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let cases = [
            ("0123456789", Some("0123456789")),
            (" 01234-56789 ", Some("0123456789")),
            ("abcdefghjk", Some("ABCDEFGHJK")),
            ("oOiIlL0011", Some("0011110011")),
            ("", None),
            ("012345678", None),
            ("01234567890", None),
            ("012345678U", None),
            ("012345678_", None),
            ("012345678é", None),
            ("０１２３４５６７８９", None),
        ];
        for (text, code) in cases {
            assert_eq!(tidy(text, 10).as_deref(), code, "{text}");
        }
    }
}
