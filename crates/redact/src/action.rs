//! What stands in the place of what was found.
//!
//! **Redaction is idempotent**: nothing that is put in the place of a match is found again. Labels have
//! brackets and letters alone, numbers of labels follow an underscore, pseudonyms and tokens are written with
//! letters, and digits that a mask keeps touch one of its characters.

use std::collections::{BTreeMap, btree_map::Entry};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// What is done with a match.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Action {
    /// A label with a number, the same for the same value of one document: `[EMAIL_ADDRESS_1]`.
    Count,
    /// Nothing stands there any more.
    Drop,
    /// It stays as it is, and is reported.
    Keep,
    /// The domain of an address stays: `[EMAIL_ADDRESS]@example.com`.
    KeepDomain,
    /// Some characters stay, and every other one is an asterisk.
    Mask(Mask),
    /// Letters that are the same for the same value, and that nobody can guess without the host's key.
    Pseudonym,
    /// A label: `[EMAIL_ADDRESS]`, or one of the policy.
    #[default]
    Replace,
    /// Letters that the host's key makes a value of again: see the documentation of `TokenKey`. A label
    /// without a key, for a value that is too long, and in a build without tokens.
    Token,
    /// The network of an address stays: 24 bits of an IPv4 address, 48 of an IPv6 address.
    TruncateIp,
    /// The year of a date stays.
    Year,
}

/// Which characters of a value stay.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mask {
    /// How many letters and digits at its beginning, up to the first other character.
    pub first: usize,
    /// So many asterisks, however long the value is; as many as it has characters where nothing is said.
    pub fixed: Option<usize>,
    /// Whether spaces and punctuation stay.
    pub keep_punctuation: bool,
    /// How many letters and digits at its end, from the last other character on.
    pub last: usize,
}

/// What actions remember of one document.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The number of each value, by its kind and digest.
    counts: BTreeMap<String, u64>,
    /// The highest number of each kind.
    highest: BTreeMap<String, u64>,
}

/// The keys and labels of actions.
pub(crate) struct Tools<'t> {
    pub(crate) key: Option<&'t Hmac<Sha256>>,
    pub(crate) memory: &'t mut Memory,
    #[cfg(feature = "token")]
    pub(crate) sealer: Option<&'t mut crate::seal::Sealer>,
}

impl Tools<'_> {
    /// The token of a value, where there is one.
    #[cfg(feature = "token")]
    fn token(&mut self, label: &str, value: &[u8]) -> Option<String> {
        self.sealer.as_mut()?.seal(label, value)
    }

    /// SECURITY: without the cipher nothing stands for a value.
    #[cfg(not(feature = "token"))]
    #[expect(clippy::unused_self, reason = "the same call in every build")]
    const fn token(&mut self, _: &str, _: &[u8]) -> Option<String> {
        None
    }
}

impl Action {
    /// Its name in a policy.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Drop => "drop",
            Self::Keep => "keep",
            Self::KeepDomain => "keep-domain",
            Self::Mask(_) => "mask",
            Self::Pseudonym => "pseudonym",
            Self::Replace => "replace",
            Self::Token => "token",
            Self::TruncateIp => "truncate-ip",
            Self::Year => "year",
        }
    }

    /// Writes what stands in the place of a value.
    pub(crate) fn write(
        &self,
        kind: usize,
        label: &str,
        value: &[u8],
        tools: &mut Tools<'_>,
        out: &mut Vec<u8>,
    ) {
        match self {
            Self::Keep => return out.extend_from_slice(value),
            Self::Drop => return,
            Self::Replace => return bracket(label, "", out),
            _ => {}
        }
        let text = String::from_utf8_lossy(value);
        match self {
            Self::Keep | Self::Drop | Self::Replace => {}
            Self::Count => {
                let number = tools.memory.number(kind, value);
                bracket(label, &format!("_{number}"), out);
            }
            Self::KeepDomain => {
                bracket(label, "", out);
                if let Some((_, domain)) = text.rsplit_once('@') {
                    out.push(b'@');
                    out.extend_from_slice(domain.as_bytes());
                }
            }
            Self::Mask(mask) => mask.write(&text, out),
            Self::Pseudonym => match tools.key {
                Some(key) => bracket(label, &pseudonym(key, label, value), out),
                // SECURITY: without a key there is nothing that stands for the value.
                None => bracket(label, "", out),
            },
            Self::Token => match tools.token(label, value) {
                Some(token) => bracket(&token, "", out),
                None => bracket(label, "", out),
            },
            Self::TruncateIp => match network(&text) {
                Some(network) => out.extend_from_slice(network.as_bytes()),
                None => bracket(label, "", out),
            },
            Self::Year => {
                let mut years = text.split(|character: char| !character.is_ascii_digit());
                match years.rfind(|part| part.len() == 4) {
                    Some(year) => out.extend_from_slice(year.as_bytes()),
                    None => bracket(label, "", out),
                }
            }
        }
    }
}

impl Mask {
    fn write(&self, text: &str, out: &mut Vec<u8>) {
        let count = text.chars().count();
        // SECURITY: of a short value nothing stays: at most half of it is shown.
        let shown = self.first + self.last <= count / 2;
        let (first, last) = if shown { (self.first, self.last) } else { (0, 0) };
        let plain = |characters: &mut dyn Iterator<Item = char>, most| {
            characters.take(most).take_while(|character| character.is_alphanumeric()).count()
        };
        let first = plain(&mut text.chars(), first);
        let last = count - plain(&mut text.chars().rev(), last);
        let mut hidden = 0;
        for (at, character) in text.chars().enumerate() {
            let stays = at < first || at >= last;
            if !stays {
                hidden += 1;
            }
            let kept = stays
                || (self.keep_punctuation && self.fixed.is_none() && !character.is_alphanumeric());
            match (kept, self.fixed) {
                (true, _) => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
                (false, None) => out.push(b'*'),
                (false, Some(fixed)) if hidden == 1 => out.extend(std::iter::repeat_n(b'*', fixed)),
                (false, Some(_)) => {}
            }
        }
    }
}

impl Memory {
    /// The number of a value among those of its kind, from 1 on.
    fn number(&mut self, kind: usize, value: &[u8]) -> u64 {
        use sha2::Digest as _;
        let digest = Sha256::digest(value);
        let short = u64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default());
        let is_full = self.counts.len() >= MOST_VALUES;
        let place = match self.counts.entry(format!("{kind} {short}")) {
            Entry::Occupied(known) => return *known.get(),
            Entry::Vacant(place) => place,
        };
        let highest = self.highest.entry(kind.to_string()).or_insert(0);
        *highest += 1;
        // What is remembered is bounded: later values have numbers of their own, each time.
        if !is_full {
            place.insert(*highest);
        }
        *highest
    }
}

fn bracket(label: &str, after: &str, out: &mut Vec<u8>) {
    out.push(b'[');
    out.extend_from_slice(label.as_bytes());
    out.extend_from_slice(after.as_bytes());
    out.push(b']');
}

/// A hyphen and 16 letters: 64 bits of the HMAC of label and value, four bits a letter.
fn pseudonym(key: &Hmac<Sha256>, label: &str, value: &[u8]) -> String {
    let mut mac = key.clone();
    mac.update(&(label.len() as u64).to_be_bytes());
    mac.update(label.as_bytes());
    mac.update(value);
    let tag = mac.finalize().into_bytes();
    let letters = tag.iter().take(8).flat_map(|byte| [byte >> 4, byte & 15]);
    std::iter::once('-').chain(letters.map(|nibble| char::from(b'a' + nibble))).collect()
}

/// The network of an address: 24 bits of IPv4, 48 of IPv6.
fn network(text: &str) -> Option<String> {
    let text = text.split('%').next()?;
    match text.parse().ok()? {
        std::net::IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            Some(format!("{a}.{b}.{c}.0"))
        }
        std::net::IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            Some(std::net::Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0).to_string())
        }
    }
}

/// Most values whose numbers are remembered.
const MOST_VALUES: usize = 65_536;

/// The key of pseudonyms, ready for use.
#[derive(Clone)]
pub struct PseudonymKey(pub(crate) Hmac<Sha256>);

impl PseudonymKey {
    /// A key of at least 32 bytes.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let key = Some(bytes).filter(|bytes| bytes.len() >= 32)?;
        Hmac::new_from_slice(key).ok().map(Self)
    }
}

impl std::fmt::Debug for PseudonymKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[key]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(action: &Action, value: &str) -> String {
        let mut memory = Memory::default();
        let key = PseudonymKey::new(&[7; 32]).map(|key| key.0);
        let mut tools = Tools {
            key: key.as_ref(),
            memory: &mut memory,
            #[cfg(feature = "token")]
            sealer: None,
        };
        let mut out = Vec::new();
        action.write(0, "KIND", value.as_bytes(), &mut tools, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    fn mask(first: usize, last: usize, fixed: Option<usize>, keep_punctuation: bool) -> Action {
        Action::Mask(Mask { first, fixed, keep_punctuation, last })
    }

    #[test]
    fn every_action_writes_what_it_says() {
        let cases = [
            (Action::Replace, "x", "[KIND]"),
            (Action::Drop, "x", ""),
            (Action::Keep, "é", "é"),
            (Action::Count, "x", "[KIND_1]"),
            (Action::KeepDomain, "a@b@example.com", "[KIND]@example.com"),
            (Action::KeepDomain, "nothing", "[KIND]"),
            (mask(0, 4, None, true), "4111 1111 1111 1111", "**** **** **** 1111"),
            (mask(0, 4, None, false), "4111 1111 1111 1111", "***************1111"),
            (mask(2, 2, Some(3), true), "4111 1111", "41***11"),
            (mask(0, 4, None, true), "1234567", "*******"),
            (mask(0, 4, Some(5), true), "12", "*****"),
            (mask(1, 0, None, true), "éàü", "é**"),
            (Action::Token, "x", "[KIND]"),
            (Action::TruncateIp, "192.0.2.77", "192.0.2.0"),
            (Action::TruncateIp, "2001:db8:1:2:3::4", "2001:db8:1::"),
            (Action::TruncateIp, "fe80::1%eth0", "fe80::"),
            (Action::TruncateIp, "nothing", "[KIND]"),
            (Action::Year, "1990-02-01", "1990"),
            (Action::Year, "01/02/1990", "1990"),
            (Action::Year, "1/2/90", "[KIND]"),
        ];
        for (action, value, expected) in cases {
            assert_eq!(written(&action, value), expected, "{action:?} of {value}");
        }
    }

    #[test]
    fn a_pseudonym_has_letters_alone_and_depends_on_the_value() {
        let (one, other) = (written(&Action::Pseudonym, "a"), written(&Action::Pseudonym, "b"));
        assert_ne!(one, other);
        assert_eq!(one, written(&Action::Pseudonym, "a"));
        assert!(one.starts_with("[KIND-") && one.len() == 23, "{one}");
        assert!(
            one.get(6..22)
                .is_some_and(|letters| letters.bytes().all(|byte| matches!(byte, b'a'..=b'p')))
        );
    }
}
