//! Hashes that others wrote, strings that are none, and what falls short of a policy.

use super::{Error, Text, Verification, hash, verify};
use crate::{Candidate, Hashing};

fn check(password: &str, text: &str) -> Result<Verification, Error> {
    let candidate = Candidate::new(password).expect("short");
    verify(&Hashing::default(), &candidate, Text::Normalized, text)
}

/// Written by libxcrypt, OpenSSL and the reference library of Argon2.
const KNOWN: &[(&str, &str)] = &[
    ("correct horse é", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi"),
    ("correct horse é", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi"),
    ("correct horse é", "$2y$05$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi"),
    ("", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"),
    (
        "correct horse é",
        "$pbkdf2-sha256$i=1000,l=32$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstZ28Y8xDdWilNDSVJ2uggTE",
    ),
    (
        "correct horse é",
        "$pbkdf2-sha256$1000$8PHy8/T19vf4.fr7/P3./w$kEqozbGVfkQxORDINBcstZ28Y8xDdWilNDSVJ2uggTE",
    ),
    (
        "correct horse é",
        "$pbkdf2-sha256$i=1000$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstZ28Y8xDdWilNDSVJ2uggTH9m6rOBUaIqzsyjYaap2Yd1DVGnSKs6qwMmExa9suy4A",
    ),
    (
        "correct horse é",
        "$scrypt$ln=10,r=8,p=2$8PHy8/T19vf4+fr7/P3+/w$3m3t9i4ulEqTV7f+Mm/WCycQ7o8Lr5MJDenGkZwzess",
    ),
    (
        "password",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
    ),
    ("password", "$argon2i$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY"),
];

#[test]
fn what_others_wrote_is_verified() {
    for (password, text) in KNOWN {
        let right = check(password, text).expect(text);
        assert!(right.matches && !right.because.is_empty(), "{text}");
        assert_eq!(check(&format!("{password}!"), text), Ok(Verification::default()), "{text}");
    }
}

#[test]
fn bcrypt_counts_71_or_72_bytes() {
    let (long, short) = (
        "$2b$05$CCCCCCCCCCCCCCCCCCCCC.D7RDOYXakZhsFmh/LdqQNx0kQ424AFS",
        "$2b$05$CCCCCCCCCCCCCCCCCCCCC.WbbLb4J7PKYWYm3biA.M18AI380Pnzu",
    );
    let cases = [(71, short, true), (71, long, false), (72, long, true), (72, short, false)];
    for (length, text, expected) in cases.into_iter().chain([(80, long, true)]) {
        let found = check(&"x".repeat(length), text).expect("a hash");
        assert_eq!(found.matches, expected, "{length} {text}");
    }
}

#[test]
fn what_is_not_written_as_its_scheme_asks_is_refused() {
    use Error::{Cost, Malformed, Scheme};
    let cases = [
        ("", Malformed),
        ("$", Malformed),
        ("password", Malformed),
        ("5f4dcc3b5aa765d61d8327deb882cf99", Malformed),
        ("$1$salt$hash", Scheme),
        ("$6$rounds=5000$salt$hash", Scheme),
        ("$2x$05$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi", Scheme),
        ("$pbkdf2-sha512$i=1000$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstZ28Y8xDdWil", Scheme),
        ("$ARGON2ID$v=19", Malformed),
        ("$argon2id", Malformed),
        ("$2b$5$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi", Malformed),
        ("$2b$+5$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi", Malformed),
        ("$2b$03$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi", Malformed),
        ("$2b$32$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi", Malformed),
        ("$2b$05$CCCCCCCCCCCCCCCCCCCCCCTY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi", Malformed),
        ("$2b$05$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZq", Malformed),
        ("$2b$05$CCCCCCCCCCCCCCCCCCCCé.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi", Malformed),
        ("$2b$05$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi$", Malformed),
        ("$2b$31$CCCCCCCCCCCCCCCCCCCCC.TY7y0.yO6whg9Y0nBpXam0iQ.VrqZqi", Cost),
        ("$pbkdf2-sha256$i=0$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstZ28Y8xDdWil", Malformed),
        ("$pbkdf2-sha256$i=1,l=9$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstQ", Malformed),
        (
            "$pbkdf2-sha256$i=4294967295$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstZ28Y8xDdWil",
            Cost,
        ),
        ("$scrypt$ln=10,r=8,p=0$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstQ", Malformed),
        ("$scrypt$ln=64,r=8,p=1$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstQ", Malformed),
        ("$scrypt$r=8,ln=10,p=1$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstQ", Malformed),
        ("$scrypt$ln=63,r=4294967295,p=1$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstQ", Cost),
        ("$scrypt$ln=1,r=1,p=4294967295$8PHy8/T19vf4+fr7/P3+/w$kEqozbGVfkQxORDINBcstQ", Cost),
        ("$argon2id$v=19$m=262145,t=1,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuA", Cost),
        ("$argon2id$v=19$m=8,t=4294967295,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuA", Cost),
        ("$argon2id$v=19$m=4294967295,t=1,p=256$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuA", Malformed),
    ];
    for (text, expected) in cases {
        assert_eq!(check("password", text), Err(expected), "{text}");
    }
}

#[test]
fn a_hash_matches_its_password_and_falls_short_of_a_stricter_policy() {
    let small = Hashing { memory: 64, iterations: 1, parallelism: 2, ..Hashing::default() };
    let candidate = Candidate::new("Cafe\u{301}").expect("short");
    let text = hash(&small, &candidate, &[7; 16]).expect("memory");
    assert!(text.starts_with("$argon2id$v=19$m=64,t=1,p=2$BwcHBwcHBwcHBwcHBwcHBw$"), "{text}");
    let because = |hashing: Hashing| {
        let found = verify(&hashing, &candidate, Text::Normalized, &text).expect("a hash");
        assert!(found.matches);
        found.because
    };
    let cases = [
        (small, vec![]),
        (Hashing { parallelism: 4, ..small }, vec![]),
        (Hashing { memory: 63, ..small }, vec![]),
        (Hashing { memory: 65, ..small }, vec!["memory"]),
        (Hashing { iterations: 2, ..small }, vec!["iterations"]),
        (Hashing { salt_bytes: 17, tag_bytes: 33, ..small }, vec!["salt_bytes", "tag_bytes"]),
    ];
    for (hashing, expected) in cases {
        assert_eq!(because(hashing), expected, "{hashing:?}");
    }
}

#[test]
fn a_hash_of_the_text_as_typed_matches_where_it_is_asked_for() {
    let small = Hashing { memory: 64, iterations: 1, ..Hashing::default() };
    // What a system stores that does not normalise: this text is not in form C.
    let typed = "Cafe\u{301}";
    let text = super::argon2::hash(&small, typed.as_bytes(), &[7; 16]).expect("memory");
    let candidate = Candidate::new(typed).expect("short");
    let found = verify(&small, &candidate, Text::Normalized, &text).expect("a hash");
    assert_eq!(found, Verification::default());
    let found = verify(&small, &candidate, Text::OrTyped(typed), &text).expect("a hash");
    assert_eq!(found, Verification { because: vec!["text"], matches: true });
    let found = verify(&small, &candidate, Text::OrTyped("other"), &text).expect("a hash");
    assert_eq!(found, Verification::default());
}

#[test]
fn a_changed_bit_is_never_a_match() {
    let small = Hashing { memory: 8, iterations: 1, ..Hashing::default() };
    let candidate = Candidate::new("password").expect("short");
    let text = hash(&small, &candidate, &[7; 16]).expect("memory");
    let others = KNOWN.iter().take(1).map(|(_, text)| (*text).to_owned());
    for text in others.chain([text]) {
        for index in 0..text.len() {
            for bit in 0..7 {
                let mut bytes = text.clone().into_bytes();
                bytes[index] ^= 1 << bit;
                let changed = String::from_utf8(bytes).expect("ASCII");
                // Dearer costs are tried by the longer searches.
                if changed.contains("$2a$1") {
                    continue;
                }
                let found = verify(&small, &candidate, Text::Normalized, &changed);
                assert!(!found.is_ok_and(|found| found.matches), "{changed}");
            }
        }
    }
}
