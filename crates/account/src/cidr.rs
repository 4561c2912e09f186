//! Ranges of addresses (RFC 4632, RFC 4291): where people may sign in from.
//!
//! An IPv4 address that is mapped into IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. A zone
//! (`fe80::1%eth0`) says something of one host alone and is refused. So is a range with bits beyond
//! its prefix (`192.0.2.1/24`): it is a slip, and dropping them would let in whom nobody meant.

use std::net::IpAddr;

/// A range of addresses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Cidr {
    base: IpAddr,
    length: u32,
}

impl Cidr {
    /// Reads an address, or an address and the length of its prefix.
    ///
    /// # Errors
    ///
    /// Why the text is none, in words.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        let written = address.parse::<IpAddr>().map_err(|_| "the address cannot be read")?;
        let bits = width(written);
        let length = match length {
            None => bits,
            Some(digits) => number(digits).filter(|length| *length <= bits).ok_or(TOO_LONG)?,
        };
        let base = written.to_canonical();
        // SECURITY: a mapped range shorter than its mark covers more than IPv4, so that it stays IPv6.
        let mapped = bits != width(base);
        let (base, length) = match length.checked_sub(MAPPED) {
            Some(length) if mapped => (base, length),
            _ => (written, length),
        };
        let range = Self { base, length };
        if range.masked(base) == value(base) { Ok(range) } else { Err(BEYOND) }
    }

    /// Whether an address lies in the range.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        let same_family = width(address) == width(self.base);
        same_family && self.masked(address) == value(self.base)
    }

    fn masked(&self, address: IpAddr) -> u128 {
        let rest = width(self.base).saturating_sub(self.length);
        value(address).checked_shr(rest).unwrap_or(0).checked_shl(rest).unwrap_or(0)
    }
}

/// Digits of a length: no sign, no leading zero.
fn number(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let leading = digits.len() > 1 && digits.starts_with('0');
    (plain && !leading && digits.len() <= 3).then(|| digits.parse().ok()).flatten()
}

const fn width(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

fn value(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    }
}

const BEYOND: &str = "the address has bits beyond the length of its prefix";
const TOO_LONG: &str = "the length of the prefix is none of its family";
/// Bits that mark an IPv4 address mapped into IPv6.
const MAPPED: u32 = 96;

#[cfg(test)]
mod tests {
    use super::Cidr;

    #[test]
    fn ranges_hold_addresses() {
        let cases = [
            ("192.0.2.0/24", "192.0.2.255", true),
            ("192.0.2.0/24", "192.0.3.0", false),
            ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "::ffff:192.0.2.7", true),
            ("::ffff:192.0.2.0/120", "192.0.2.9", true),
            ("::ffff:192.0.2.0/120", "192.0.3.9", false),
            ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("::/0", "2001:db8::1", true),
            ("::/0", "192.0.2.1", false),
            ("2001:db8::/32", "2001:db8:ffff::", true),
            ("2001:db8::/32", "2001:db9::", false),
        ];
        for (range, address, holds) in cases {
            let parsed = Cidr::parse(range).expect(range);
            assert_eq!(
                parsed.contains(address.parse().expect(address)),
                holds,
                "{range} {address}"
            );
        }
    }

    #[test]
    fn what_is_no_range_is_refused() {
        let refused = [
            "",
            "/",
            "192.0.2.0/",
            "192.0.2.0/33",
            "192.0.2.0/-1",
            "192.0.2.0/+8",
            "192.0.2.0/08",
            "192.0.2.1/24",
            "192.0.2/24",
            "192.0.02.0/24",
            "fe80::1%eth0",
            "2001:db8::/129",
            "2001:db8::1/32",
            "example.org",
            " 192.0.2.0/24",
            "192.0.2.0/24 ",
            "192.0.2.0/24/8",
        ];
        for text in refused {
            assert!(Cidr::parse(text).is_err(), "{text}");
        }
    }
}
