//! Bytes from the operating system's random source, as the engine takes them.

use std::fmt::Write as _;

use crate::Error;

/// As many bytes as were asked for.
pub(crate) fn bytes(length: usize) -> Result<Vec<u8>, Error> {
    let mut drawn = vec![0; length];
    getrandom::fill(&mut drawn)
        .map_err(|error| Error::Host(format!("no random bytes: {error}")))?;
    Ok(drawn)
}

/// Two hexadecimal digits for each byte.
pub(crate) fn digits(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
