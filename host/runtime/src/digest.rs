//! The SHA-256 of an artefact: told by whoever holds the file, never by the file.

use std::{fmt, fmt::Write, str::FromStr};

use sha2::{Digest as _, Sha256};

use crate::Error;

/// The SHA-256 of an engine, written `sha256:` and 64 hexadecimal digits.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest in hexadecimal, without its prefix.
    #[must_use]
    pub fn hex(&self) -> String {
        self.0.iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _infallible = write!(hex, "{byte:02x}");
            hex
        })
    }
}

impl FromStr for Digest {
    type Err = Error;

    /// Reads a digest, with or without its prefix.
    fn from_str(text: &str) -> Result<Self, Error> {
        let hex = text.strip_prefix(PREFIX).unwrap_or(text);
        let digits = hex.bytes().map(|byte| char::from(byte).to_digit(16));
        let digits: Vec<u32> = digits.collect::<Option<_>>().ok_or(Error::DigestSyntax)?;
        let (pairs, rest) = digits.as_chunks::<2>();
        let bytes: Vec<u8> =
            pairs.iter().filter_map(|[high, low]| u8::try_from(high * 16 + low).ok()).collect();
        match <[u8; 32]>::try_from(bytes) {
            Ok(bytes) if rest.is_empty() => Ok(Self(bytes)),
            _ => Err(Error::DigestSyntax),
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{PREFIX}{}", self.hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

const PREFIX: &str = "sha256:";

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn a_digest_survives_printing() {
        let digest = Digest::of(b"abc");
        let text = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest.to_string(), text);
        assert_eq!(text.parse::<Digest>().expect("prefixed"), digest);
        assert_eq!(digest.hex().to_uppercase().parse::<Digest>().expect("bare"), digest);
    }

    #[test]
    fn anything_else_is_no_digest() {
        let long = "0".repeat(65);
        let wide = format!("sha256:{}é", "0".repeat(62));
        for text in ["", "sha256:", "sha256:00", &long, &wide, &"g".repeat(64), &"+1".repeat(32)] {
            assert_eq!(text.parse::<Digest>().expect_err(text).code(), "digest-syntax", "{text}");
        }
    }
}
