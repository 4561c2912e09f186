//! How long a one-time password and a QR code take, beside other libraries, in nanoseconds.
//!
//! `cargo run --release -p wicketgate-account --example otp`. Ours and theirs take turns, and each
//! figure is the least of many rounds, so that a busy machine shows up as little as can be.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a measurement, not a decision"
)]

use std::{hint::black_box, time::Instant};

use qrcode::{EcLevel, QrCode};
use wicketgate_account::{
    otp::{qr::Qr, totp::Totp},
    policy::Algorithm,
};
use wicketgate_core::Timestamp;

fn main() {
    println!("{:28} {:>10} {:>10} {:>7}", "ns", "wicketgate", "other", "ratio");
    for (name, ours, theirs) in HASHES {
        totp(name, ours, theirs);
    }
    for (name, text) in [("QR, 90 bytes", URI.to_owned()), ("QR, 720 bytes", URI.repeat(8))] {
        qr(name, &text);
    }
}

/// Three steps, with a right code of the present one and with a wrong code.
fn totp(name: &str, algorithm: Algorithm, theirs: totp_rs::Algorithm) {
    let ours = Totp { algorithm, digits: 6, step: 30 };
    let now = Timestamp::from_millis(SECONDS * 1000);
    let right = ours.code(SECRET, ours.step_at(now)).unwrap_or_default();
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for (kind, code) in [("right", right.as_str()), ("wrong", wrong)] {
        let verify = || ours.verify(black_box(SECRET), black_box(code), now, 1, None);
        // The other one is given the secret anew as well: a server has a different one each time.
        let check = || {
            let builder =
                totp_rs::Builder::new().with_algorithm(theirs).with_secret(black_box(SECRET));
            builder.build_noncompliant().check(black_box(code), SECONDS)
        };
        assert_eq!(verify(), check(), "{name}, {kind}");
        compare(&format!("TOTP {name}, {kind} code"), 2000, verify, check);
    }
}

fn qr(name: &str, text: &str) {
    let ours = || Qr::new(black_box(text));
    let theirs = || QrCode::with_error_correction_level(black_box(text), EcLevel::M);
    compare(name, 20, ours, theirs);
    let modules = Qr::new(text);
    let svg = || modules.as_ref().map(|qr| qr.svg("QR code"));
    compare(&format!("{name}, as SVG"), 20, svg, || ());
}

fn compare<A, B>(name: &str, calls: u32, ours: impl Fn() -> A, theirs: impl Fn() -> B) {
    let (mut least_ours, mut least_theirs) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..50 {
        least_ours = least_ours.min(nanos(calls, &ours));
        least_theirs = least_theirs.min(nanos(calls, &theirs));
    }
    let ratio = least_ours / least_theirs;
    if size_of::<B>() == 0 {
        println!("{name:28} {least_ours:10.0}");
    } else {
        println!("{name:28} {least_ours:10.0} {least_theirs:10.0} {ratio:7.2}");
    }
}

fn nanos<T>(calls: u32, run: &impl Fn() -> T) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(run());
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}

const HASHES: [(&str, Algorithm, totp_rs::Algorithm); 3] = [
    ("SHA1", Algorithm::Sha1, totp_rs::Algorithm::SHA1),
    ("SHA256", Algorithm::Sha256, totp_rs::Algorithm::SHA256),
    ("SHA512", Algorithm::Sha512, totp_rs::Algorithm::SHA512),
];
const SECONDS: u64 = 1_111_111_111;
const SECRET: &[u8] = b"12345678901234567890";
const URI: &str =
    "otpauth://totp/ACME:john%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME";
