//! Codes of the time (RFC 6238): which step a code is of, if it may still be used.
//!
//! The step that matched is answered, and given back as the one after which codes are accepted: a
//! code is used once, and so is every earlier one (RFC 6238, section 5.2).

use wicketgate_core::Timestamp;

use super::hotp::Generator;
use crate::policy::{self, Algorithm};

/// How an authenticator makes its codes. Steps are counted from 1970 on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Totp {
    /// The hash.
    pub algorithm: Algorithm,
    /// Digits of a code.
    pub digits: u32,
    /// Seconds of a step.
    pub step: u32,
}

impl Totp {
    /// The step of an instant.
    #[must_use]
    pub fn step_at(&self, now: Timestamp) -> u64 {
        now.millis() / (u64::from(self.step.max(1)) * 1000)
    }

    /// The code of a step; none where the secret is empty, or no hash gives so many digits.
    #[must_use]
    pub fn code(&self, secret: &[u8], step: u64) -> Option<String> {
        Generator::new(self.algorithm, secret)?.code(self.digits, step)
    }

    /// The step of a code, at most so many steps before or after now, and after the last used one.
    #[must_use]
    pub fn verify(
        &self,
        secret: &[u8],
        code: &str,
        now: Timestamp,
        window: u32,
        after_step: Option<u64>,
    ) -> Option<u64> {
        let (at, window) = (self.step_at(now), u64::from(window));
        let unused = after_step.map_or(Some(0), |used| used.checked_add(1))?;
        let steps = at.saturating_sub(window).max(unused)..=at.saturating_add(window);
        // SECURITY: of several steps with this code the latest, or the code is used again for it.
        Generator::new(self.algorithm, secret)?.matches(self.digits, code, steps).last().copied()
    }
}

impl From<&policy::Totp> for Totp {
    fn from(policy: &policy::Totp) -> Self {
        Self { algorithm: policy.algorithm, digits: policy.digits, step: policy.step }
    }
}

#[cfg(test)]
mod tests {
    use wicketgate_core::Timestamp;

    use super::Totp;
    use crate::policy::Algorithm;

    const SHA1: &[u8] = b"12345678901234567890";
    const TOTP: Totp = Totp { algorithm: Algorithm::Sha1, digits: 6, step: 30 };

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_millis(seconds * 1000)
    }

    /// SPEC: RFC 6238, Appendix B, with the secrets of its erratum 2866.
    #[test]
    fn the_vectors_of_rfc_6238() {
        let sha256 = b"12345678901234567890123456789012";
        let sha512 = b"1234567890123456789012345678901234567890123456789012345678901234";
        let cases = [
            (59, ["94287082", "46119246", "90693936"]),
            (1_111_111_109, ["07081804", "68084774", "25091201"]),
            (1_111_111_111, ["14050471", "67062674", "99943326"]),
            (1_234_567_890, ["89005924", "91819424", "93441116"]),
            (2_000_000_000, ["69279037", "90698825", "38618901"]),
            (20_000_000_000, ["65353130", "77737706", "47863826"]),
        ];
        let secrets: [(Algorithm, &[u8]); 3] =
            [(Algorithm::Sha1, SHA1), (Algorithm::Sha256, sha256), (Algorithm::Sha512, sha512)];
        for (seconds, codes) in cases {
            for ((algorithm, secret), code) in secrets.into_iter().zip(codes) {
                let totp = Totp { algorithm, digits: 8, step: 30 };
                let step = totp.step_at(at(seconds));
                assert_eq!(step, seconds / 30, "{seconds}");
                assert_eq!(totp.code(secret, step).as_deref(), Some(code), "{seconds}");
                assert_eq!(
                    totp.verify(secret, code, at(seconds), 0, None),
                    Some(step),
                    "{seconds}"
                );
            }
        }
    }

    #[test]
    fn the_window_has_two_sides_and_a_used_step_is_used() {
        // Steps 1, 2 and 3 have the codes 287082, 359152 and 969429.
        let cases = [
            (60, 1, "287082", None, Some(1)),
            (60, 1, "359152", None, Some(2)),
            (60, 1, "969429", None, Some(3)),
            (60, 0, "287082", None, None),
            (60, 0, "969429", None, None),
            (60, 1, "755224", None, None),
            (60, 1, "338314", None, None),
            (60, 1, "287082", Some(0), Some(1)),
            (60, 1, "287082", Some(1), None),
            (60, 1, "359152", Some(1), Some(2)),
            (60, 1, "287082", Some(2), None),
            (60, 1, "359152", Some(3), None),
            (60, 1, "969429", Some(3), None),
            (60, 1, "969429", Some(u64::MAX), None),
            (0, 10, "755224", None, Some(0)),
            (29, 0, "755224", None, Some(0)),
            (30, 0, "755224", None, None),
        ];
        for (seconds, window, code, after, step) in cases {
            let found = TOTP.verify(SHA1, code, at(seconds), window, after);
            assert_eq!(found, step, "{code} at {seconds} after {after:?}");
        }
        let last = Timestamp::from_millis(29_999);
        assert_eq!(TOTP.verify(SHA1, "755224", last, 0, None), Some(0));
    }

    #[test]
    fn of_two_steps_with_one_code_the_later_is_used() {
        let totp = Totp { digits: 1, ..TOTP };
        let code = totp.code(SHA1, 1).expect("a digit");
        let mut same = (2..20).filter(|step| totp.code(SHA1, *step).as_ref() == Some(&code));
        let last = same.next_back().expect("one of eighteen");
        assert_eq!(totp.verify(SHA1, &code, at(300), 9, None), Some(last));
        assert_eq!(totp.verify(SHA1, &code, at(300), 9, Some(last)), None);
    }

    #[test]
    fn numbers_at_their_ends_are_no_panic() {
        let totp = Totp { step: 0, ..TOTP };
        let end = Timestamp::from_millis(Timestamp::MAX);
        assert_eq!(totp.verify(SHA1, "000000", end, 0, None), None);
        assert_eq!(TOTP.verify(b"", "755224", at(0), 0, None), None, "an empty secret");
    }
}
