//! Tokens: what stands in the place of a value, and what only the host's key makes a value of again.
//!
//! A token is `[EMAIL_ADDRESS-k1…]`: the label of the kind, the id of the key, which ends with a digit, and
//! letters from `a` to `p`, two for each byte of AES-SIV (RFC 5297, AEAD_AES_SIV_CMAC_512) over the value. **It is deterministic: the
//! same value under the same label, key and tenant has the same token**, so that what is redacted can still be
//! counted and joined; who has tokens alone sees which of them are equal, and how long the values are. Label
//! and tenant are authenticated, so that no token of one opens as another.
//!
//! **A token is ASCII, has no character that JSON, CSV or forms would write in another way, and is never
//! found again**: it has letters alone but for its label and the one to three digits of an id. It is no
//! longer than [`MOST`], which is what is read of a value under a key: a value that is too long for that
//! gets a label.

use std::fmt;

use aes_siv::{KeyInit as _, siv::Aes256Siv};

use crate::{escape::Escape, format::Format};

/// A key that makes tokens and opens them.
pub struct TokenKey {
    cipher: Aes256Siv,
    id: String,
}

/// What makes the tokens of one text.
#[derive(Debug)]
pub(crate) struct Sealer {
    pub(crate) key: TokenKey,
    pub(crate) tenant: String,
}

/// A text with its tokens opened.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Revealed {
    /// Tokens that no key of their id has made for this tenant; they stay as they are.
    pub forged: u64,
    /// Tokens in whose place their value stands.
    pub opened: u64,
    /// What may be the beginning of a token, where more of the text follows: it stands before that.
    pub rest: String,
    /// The text.
    pub text: String,
    /// Tokens of keys that were not given; they stay as they are.
    pub unknown_key: u64,
}

/// What a bracket begins.
enum Read<'t> {
    /// Something else.
    Else,
    /// What more of the text might make a token.
    More,
    Token {
        id: &'t str,
        label: &'t str,
        length: usize,
        letters: &'t str,
    },
}

impl TokenKey {
    /// Bytes of a key: half of them authenticate, half encrypt.
    pub const BYTES: usize = 64;

    /// A key of [`TokenKey::BYTES`] bytes; its id is one to twelve small letters and one to three digits.
    #[must_use]
    pub fn new(id: &str, bytes: &[u8]) -> Option<Self> {
        let cipher = Aes256Siv::new_from_slice(bytes).ok().filter(|_| is_id(id))?;
        Some(Self { cipher, id: id.to_owned() })
    }

    /// The key's id, which its tokens name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    fn open(&mut self, label: &str, tenant: &str, letters: &str) -> Option<String> {
        let sealed = bytes(letters)?;
        let value = self.cipher.decrypt(associated(label, tenant), &sealed).ok()?;
        String::from_utf8(value).ok()
    }
}

impl Sealer {
    /// The token of a value, without its brackets; none for a value that is too long, or no text.
    pub(crate) fn seal(&mut self, label: &str, value: &[u8]) -> Option<String> {
        let id = self.key.id.as_str();
        let length = label.len() + id.len() + "[-]".len() + 2 * (value.len() + TAG);
        std::str::from_utf8(value).ok().filter(|_| length <= MOST && is_label(label))?;
        let sealed = self.key.cipher.encrypt(associated(label, &self.tenant), value).ok()?;
        let nibbles = sealed.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let letters = nibbles.map(|nibble| char::from(b'a' + nibble));
        Some([label, "-", id].into_iter().flat_map(str::chars).chain(letters).collect())
    }
}

/// Opens the tokens of a text that keys of these made for this tenant. Their values are written as the
/// format writes them.
///
/// Where `more` of the text follows, what may be the beginning of a token is given back as
/// [`Revealed::rest`].
#[must_use]
pub fn reveal(
    text: &str,
    keys: &mut [TokenKey],
    tenant: &str,
    format: Format,
    more: bool,
) -> Revealed {
    let (mut revealed, escape) = (Revealed::default(), Escape::of(format));
    let mut rest = text;
    while let Some((before, from)) = rest.find('[').and_then(|at| rest.split_at_checked(at)) {
        revealed.text.push_str(before);
        let length = match read(from) {
            Read::More if more => {
                revealed.rest = from.to_owned();
                return revealed;
            }
            Read::Else | Read::More => 1,
            Read::Token { id, label, length, letters } => {
                let same = |key: &&mut TokenKey| key.id == id;
                match keys.iter_mut().find(same).map(|key| key.open(label, tenant, letters)) {
                    None => revealed.unknown_key += 1,
                    Some(None) => revealed.forged += 1,
                    Some(Some(value)) => {
                        revealed.opened += 1;
                        revealed.text.push_str(&written(escape, &value));
                        rest = from.get(length..).unwrap_or_default();
                        continue;
                    }
                }
                length
            }
        };
        let (same, after) = from.split_at_checked(length).unwrap_or((from, ""));
        revealed.text.push_str(same);
        rest = after;
    }
    revealed.text.push_str(rest);
    revealed
}

/// Reads a text that begins with a bracket.
fn read(text: &str) -> Read<'_> {
    let inner = text.get(1..).unwrap_or_default();
    let stop = |byte: u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-');
    let Some(end) = inner.bytes().take(MOST - 1).position(stop) else {
        return if text.len() < MOST { Read::More } else { Read::Else };
    };
    let (Some(inner), true) = (inner.get(..end), inner.as_bytes().get(end) == Some(&b']')) else {
        return Read::Else;
    };
    let Some((label, sealed)) = inner.split_once('-') else { return Read::Else };
    let after = sealed.rfind(|byte: char| byte.is_ascii_digit()).map_or(0, |digit| digit + 1);
    match sealed.split_at_checked(after) {
        Some((id, letters)) if is_label(label) && is_id(id) && is_sealed(letters) => {
            Read::Token { id, label, length: inner.len() + 2, letters }
        }
        _ => Read::Else,
    }
}

fn written(escape: Escape, value: &str) -> String {
    let mut out = Vec::with_capacity(value.len());
    escape.write(value.as_bytes(), &mut out);
    // INVARIANT: an escape writes ASCII in the place of ASCII, or of all that is not.
    String::from_utf8(out).unwrap_or_default()
}

/// What is authenticated with a value: which is which is told by place (RFC 5297, section 2.4).
fn associated<'a>(label: &'a str, tenant: &'a str) -> [&'a [u8]; 3] {
    [b"wicketgate token 1", label.as_bytes(), tenant.as_bytes()]
}

/// Whether letters are at least a tag and one byte, and perhaps cut off.
fn is_sealed(letters: &str) -> bool {
    letters.len() > 2 * TAG && letters.bytes().all(|byte| matches!(byte, b'a'..=b'p'))
}

fn is_id(id: &str) -> bool {
    let digits = id.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
    let letters = id.len() - digits.len();
    (1..=12).contains(&letters)
        && (1..=3).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_label(label: &str) -> bool {
    let is = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    !label.is_empty() && label.bytes().all(is)
}

fn bytes(letters: &str) -> Option<Vec<u8>> {
    let nibble = |letter: &u8| letter.checked_sub(b'a').filter(|nibble| *nibble < 16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(nibble(high)? << 4 | nibble(low)?),
        _ => None,
    };
    letters.as_bytes().chunks(2).map(pair).collect()
}

impl Escape {
    /// How a format writes what it cannot write as it is.
    const fn of(format: Format) -> Self {
        match format {
            Format::Auto | Format::Text => Self::None,
            Format::Csv | Format::Tsv => Self::Csv,
            Format::Form => Self::Form,
            Format::Json => Self::Json,
        }
    }
}

/// SECURITY: nothing of a key is shown but its id, which its tokens name.
impl fmt::Debug for TokenKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[key {}]", self.id)
    }
}

/// Most bytes of a token: what is read of a value under a key before it is taken for a long one.
pub(crate) const MOST: usize = 384;
/// Bytes of what proves who made a token.
const TAG: usize = 16;

#[cfg(test)]
mod tests;
