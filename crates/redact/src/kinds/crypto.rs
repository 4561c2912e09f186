//! `crypto`: the address of a wallet of Bitcoin or Ethereum.
//!
//! Base 58 with the first four bytes of a double SHA-256 (en.bitcoin.it, "Address"); `bc1` with the checksum
//! of BIP 173 or BIP 350; `0x` and 40 hexadecimal digits. The older checksum is accepted for every version,
//! as BIP 173 had it. Capitals of an Ethereum address may be a checksum (EIP-55), but need not be: one
//! that is wrong is still nearly the right address, so it is not looked at.

use sha2::{Digest, Sha256};

use crate::{
    kind::{Class, Find, Kind},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "crypto",
    context: &["wallet", "btc", "bitcoin", "crypto", "eth", "ethereum"],
    country: None,
    doc: "The address of a wallet of Bitcoin (with its checksum) or Ethereum.",
    find: &[Find::Starts("013bB", 14, "", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let text = window.of(run.start, run.end.min(run.start + 91));
    match class(text) {
        Some(class) => Found::whole(class, run.start, run.end),
        None => Found::Nothing,
    }
}

/// How sure it is that a text is an address; nothing where it is none.
fn class(text: &[u8]) -> Option<Class> {
    match text {
        [b'1' | b'3', ..] if (25..=35).contains(&text.len()) => {
            is_base58(text).then_some(Class::Certain)
        }
        [b'b', b'c', b'1', data @ ..] if text.len() <= 90 => {
            is_bech32(data, false).then_some(Class::Certain)
        }
        [b'B', b'C', b'1', data @ ..] if text.len() <= 90 => {
            is_bech32(data, true).then_some(Class::Certain)
        }
        [b'0', b'x', digits @ ..] if digits.len() == 40 => {
            digits.iter().all(u8::is_ascii_hexdigit).then_some(Class::Grouped)
        }
        _ => None,
    }
}

/// Whether a text is a version (0 or 5), twenty bytes and their checksum.
fn is_base58(text: &[u8]) -> bool {
    // Seven times 32 bits, the lowest first.
    let mut number = [0_u32; 7];
    for byte in text {
        let Some(digit) = BASE58.iter().position(|known| known == byte) else { return false };
        let mut carry = digit as u64;
        for place in &mut number {
            carry += u64::from(*place) * 58;
            *place = carry as u32;
            carry >>= 32;
        }
        if carry != 0 {
            return false;
        }
    }
    let mut bytes = [0; 28];
    for (place, byte) in
        bytes.iter_mut().rev().zip(number.iter().flat_map(|part| part.to_le_bytes()))
    {
        *place = byte;
    }
    let [0, 0, 0, bytes @ ..] = bytes else { return false };
    let (body, given) = bytes.split_at(21);
    // Each byte of zeros in front is a digit `1`, and no other is.
    let zeros = |bytes: &[u8], zero: u8| bytes.iter().take_while(|byte| **byte == zero).count();
    let version = body.first().copied();
    matches!(version, Some(0 | 5))
        && zeros(text, b'1') == zeros(&bytes, 0)
        && Sha256::digest(Sha256::digest(body)).starts_with(given)
}

/// Whether characters are a version, a program and their checksum.
///
/// SPEC: BIP 173, "Segwit address format"; BIP 350
fn is_bech32(data: &[u8], capitals: bool) -> bool {
    // The polynomial of the prefix `bc`, expanded.
    let mut sum = [3, 3, 0, 2, 3].into_iter().fold(1, polymod);
    for byte in data {
        if if capitals { byte.is_ascii_lowercase() } else { byte.is_ascii_uppercase() } {
            return false;
        }
        let byte = byte.to_ascii_lowercase();
        let Some(value) = BECH32.iter().position(|known| *known == byte) else { return false };
        sum = polymod(sum, value as u32);
    }
    let value = |at: usize| {
        let byte = data.get(at).map_or(0, u8::to_ascii_lowercase);
        BECH32.iter().position(|known| *known == byte).unwrap_or(0)
    };
    let Some(program) = data.len().checked_sub(7) else { return false };
    let (version, length, spare) = (value(0), program * 5 / 8, program * 5 % 8);
    let padded = spare < 5 && value(program) & ((1 << spare) - 1) == 0;
    let sized = if version == 0 { matches!(length, 20 | 32) } else { (2..=40).contains(&length) };
    version <= 16 && padded && sized && (sum == 1 || (version > 0 && sum == 0x2BC8_30A3))
}

fn polymod(sum: u32, value: u32) -> u32 {
    let top = sum >> 25;
    let mut sum = (sum & 0x01FF_FFFF) << 5 ^ value;
    for (bit, generator) in GENERATORS.iter().enumerate() {
        sum ^= if top >> bit & 1 == 1 { *generator } else { 0 };
    }
    sum
}

const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BECH32: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATORS: [u32; 5] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_character_is_one_too_many() {
        let addresses = [
            ("16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ", &BASE58[..]),
            ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", &BASE58[..]),
            ("bc1qardv855yjngspvxuttq897aqca3lxju2y69jce", &BECH32[..]),
            ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", &BECH32[..]),
        ];
        for (address, alphabet) in addresses {
            assert_eq!(class(address.as_bytes()), Some(Class::Certain), "{address}");
            for at in 0..address.len() {
                for other in alphabet {
                    let mut changed = address.as_bytes().to_vec();
                    if changed[at] != *other {
                        changed[at] = *other;
                        assert_eq!(class(&changed), None, "{address}: {at}, {other}");
                    }
                }
            }
        }
    }

    #[test]
    fn programs_have_the_lengths_of_their_versions() {
        // BIP 173 and BIP 350: test vectors.
        for valid in ["BC1SW50QGDZ25J", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"] {
            assert_eq!(class(valid.as_bytes()), Some(Class::Certain), "{valid}");
        }
        for wrong in ["bc1rw5uspcuh", "bc1gmk9yu", "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P"] {
            assert_eq!(class(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
