//! Codes of a counter (RFC 4226): made, looked for ahead, and found again by two in a row.
//!
//! A counter that is given is the one that the next code should have: the matched one plus one.
//! Every counter in reach is tried, whichever matched: how long it takes tells how many there were
//! and nothing of the code.

use std::{hint::black_box, ops::RangeInclusive};

use hmac::{Hmac, KeyInit as _, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use crate::policy::Algorithm;

/// A secret that is ready to make codes, hashed into its HMAC once for all of them.
pub struct Generator(Keyed);

enum Keyed {
    Sha1(Hmac<Sha1>),
    Sha256(Hmac<Sha256>),
    Sha512(Hmac<Sha512>),
}

/// Looks for a code from a counter on and so many counters ahead (RFC 4226, section 7.2).
///
/// Answers the counter of the code: the earliest, where two have the same one, so that the counter
/// never overtakes the token's. The next code should have the counter after it.
#[must_use]
pub fn verify(
    secret: &[u8],
    digits: u32,
    code: &str,
    from_counter: u64,
    look_ahead: u32,
) -> Option<u64> {
    let generator = Generator::new(Algorithm::Sha1, secret)?;
    let counters = ahead(from_counter, look_ahead);
    generator.matches(digits, code, counters).first().copied()
}

/// Looks for two codes in a row from a counter on and so many counters ahead (RFC 4226, section
/// 7.4).
///
/// Answers the counter of the second code: the next code should have the counter after it.
#[must_use]
pub fn resynchronise(
    secret: &[u8],
    digits: u32,
    first: &str,
    second: &str,
    from_counter: u64,
    range: u32,
) -> Option<u64> {
    let generator = Generator::new(Algorithm::Sha1, secret)?;
    let counters = ahead(from_counter, range);
    let firsts = generator.matches(digits, first, counters.clone());
    // The second code may lie one beyond the range.
    let seconds = counters.start().checked_add(1)?..=counters.end().saturating_add(1);
    let seconds = generator.matches(digits, second, seconds);
    firsts.into_iter().filter_map(|first| first.checked_add(1)).find(|next| seconds.contains(next))
}

fn ahead(from: u64, count: u32) -> RangeInclusive<u64> {
    from..=from.saturating_add(count.into())
}

impl Generator {
    /// Takes a secret; none where it is empty, since everybody knows its codes.
    #[must_use]
    pub fn new(algorithm: Algorithm, secret: &[u8]) -> Option<Self> {
        if secret.is_empty() {
            return None;
        }
        let keyed = match algorithm {
            Algorithm::Sha1 => Keyed::Sha1(Hmac::new_from_slice(secret).ok()?),
            Algorithm::Sha256 => Keyed::Sha256(Hmac::new_from_slice(secret).ok()?),
            Algorithm::Sha512 => Keyed::Sha512(Hmac::new_from_slice(secret).ok()?),
        };
        Some(Self(keyed))
    }

    /// The code of a counter; none where 31 bits do not give so many digits.
    #[must_use]
    pub fn code(&self, digits: u32, counter: u64) -> Option<String> {
        let modulus = modulus(digits)?;
        let width = usize::try_from(digits).ok()?;
        Some(format!("{:0width$}", self.truncated(counter) % modulus))
    }

    /// The counters of a code among those given, in their order.
    #[must_use]
    pub fn matches(&self, digits: u32, code: &str, counters: RangeInclusive<u64>) -> Vec<u64> {
        let Some((modulus, wanted)) = number(digits, code) else { return Vec::new() };
        // SECURITY: whole numbers are compared, every one of them: no digit is told by the time.
        let same = |counter: &u64| black_box((self.truncated(*counter) % modulus) ^ wanted) == 0;
        counters.filter(same).collect()
    }

    /// SPEC: RFC 4226, section 5.3: 31 bits of the HMAC, from where its last four bits say.
    fn truncated(&self, counter: u64) -> u32 {
        let message = counter.to_be_bytes();
        match &self.0 {
            Keyed::Sha1(mac) => tag(mac, message),
            Keyed::Sha256(mac) => tag(mac, message),
            Keyed::Sha512(mac) => tag(mac, message),
        }
    }
}

/// The truncated HMAC of a message, under a key that is hashed already.
fn tag<M: Mac + Clone>(keyed: &M, message: [u8; 8]) -> u32 {
    truncate(&keyed.clone().chain_update(message).finalize().into_bytes())
}

fn truncate(mac: &[u8]) -> u32 {
    let offset = mac.last().map_or(0, |byte| usize::from(byte & 15));
    let four = mac.iter().skip(offset).take(4);
    four.fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) & 0x7fff_ffff
}

/// The number that a code is, and the modulus of so many digits.
fn number(digits: u32, code: &str) -> Option<(u32, u32)> {
    let modulus = modulus(digits)?;
    let whole =
        u32::try_from(code.len()) == Ok(digits) && code.bytes().all(|byte| byte.is_ascii_digit());
    whole.then(|| code.parse().ok()).flatten().map(|wanted| (modulus, wanted))
}

const fn modulus(digits: u32) -> Option<u32> {
    if digits == 0 { None } else { 10_u32.checked_pow(digits) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Generator, resynchronise, verify};
    use crate::policy::Algorithm;

    const SECRET: &[u8] = b"12345678901234567890";
    /// SPEC: RFC 4226, Appendix D: counters 0 to 9.
    const CODES: [&str; 10] = [
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
        "520489",
    ];

    #[test]
    fn the_vectors_of_rfc_4226() {
        let truncated = [
            1_284_755_224,
            1_094_287_082,
            137_359_152,
            1_726_969_429,
            1_640_338_314,
            868_254_676,
            1_918_287_922,
            82_162_583,
            673_399_871,
            645_520_489,
        ];
        let generator = Generator::new(Algorithm::Sha1, SECRET).expect("a secret");
        for ((counter, code), truncated) in (0..).zip(CODES).zip(truncated) {
            assert_eq!(generator.truncated(counter), truncated, "{counter}");
            assert_eq!(generator.code(6, counter).as_deref(), Some(code), "{counter}");
        }
    }

    #[test]
    fn a_code_is_found_ahead_and_never_behind() {
        let cases = [
            (0, 0, "755224", Some(0)),
            (0, 0, "287082", None),
            (0, 1, "287082", Some(1)),
            (0, 8, "520489", None),
            (0, 9, "520489", Some(9)),
            (9, 0, "520489", Some(9)),
            (10, 50, "520489", None),
            (1, 50, "755224", None),
            (u64::MAX, 50, "755224", None),
            (0, 0, "75522", None),
            (0, 0, "0755224", None),
            (0, 0, " 755224", None),
            (0, 0, "+55224", None),
            (0, 0, "７55224", None),
            (0, 0, "", None),
        ];
        for (from, ahead, code, found) in cases {
            assert_eq!(verify(SECRET, 6, code, from, ahead), found, "{code} from {from} on");
        }
        assert_eq!(verify(b"", 6, "755224", 0, 0), None, "an empty secret");
    }

    #[test]
    fn two_codes_in_a_row_find_the_counter() {
        let cases = [
            (0, 100, 5, 6, Some(6)),
            (0, 5, 5, 6, Some(6)),
            (0, 4, 5, 6, None),
            (6, 100, 5, 6, None),
            (0, 100, 6, 5, None),
            (0, 100, 5, 7, None),
            (0, 100, 5, 5, None),
            (0, 0, 0, 1, Some(1)),
        ];
        for (from, range, first, second, found) in cases {
            let counter = resynchronise(SECRET, 6, CODES[first], CODES[second], from, range);
            assert_eq!(counter, found, "{first} {second} from {from} on");
        }
        assert_eq!(resynchronise(SECRET, 6, CODES[5], "287923", 0, 100), None);
        assert_eq!(resynchronise(SECRET, 6, CODES[5], CODES[6], u64::MAX, 100), None);
    }

    #[test]
    fn digits_are_as_many_as_asked() {
        let generator = Generator::new(Algorithm::Sha1, SECRET).expect("a secret");
        let cases = [
            (0, None),
            (1, Some("4")),
            (7, Some("4755224")),
            (8, Some("84755224")),
            (9, Some("284755224")),
            (10, None),
            (u32::MAX, None),
        ];
        for (digits, code) in cases {
            assert_eq!(generator.code(digits, 0).as_deref(), code, "{digits}");
        }
    }

    fn any_secret() -> impl Strategy<Value = Vec<u8>> {
        proptest::collection::vec(any::<u8>(), 1..90)
    }

    proptest! {
        #[test]
        fn every_code_is_found(secret in any_secret(), counter: u64) {
            for algorithm in [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512] {
                let generator = Generator::new(algorithm, &secret).expect("a secret");
                let code = generator.code(8, counter).expect("eight digits");
                prop_assert_eq!(generator.matches(8, &code, counter..=counter), [counter]);
            }
        }

        /// Another implementation makes the same codes.
        #[test]
        fn codes_are_those_of_totp_rs(secret in any_secret(), counter in 0..u64::MAX) {
            let pairs = [
                (Algorithm::Sha1, totp_rs::Algorithm::SHA1),
                (Algorithm::Sha256, totp_rs::Algorithm::SHA256),
                (Algorithm::Sha512, totp_rs::Algorithm::SHA512),
            ];
            for (ours, theirs) in pairs {
                let other = totp_rs::Builder::new()
                    .with_algorithm(theirs)
                    .with_step_duration(1)
                    .with_secret(secret.clone())
                    .build_noncompliant();
                let code = Generator::new(ours, &secret).and_then(|made| made.code(6, counter));
                prop_assert_eq!(code, Some(other.generate(counter).to_string()));
            }
        }
    }
}
