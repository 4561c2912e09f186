//! What is read, what is refused and that both directions agree.

use proptest::prelude::*;
use wicketgate_core::Secret;

use super::{Moving, Part, Uri, What};
use crate::{otp::base32, policy::Algorithm};

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn uri() -> Uri {
    Uri {
        account: "john@example.com".to_owned(),
        algorithm: Algorithm::Sha1,
        digits: 6,
        issuer: Some("ACME Co".to_owned()),
        moving: Moving::Step(30),
        secret: Secret::from(SECRET),
    }
}

fn with(change: impl FnOnce(&mut Uri)) -> Uri {
    let mut uri = uri();
    change(&mut uri);
    uri
}

#[test]
fn what_is_usual_is_left_out() {
    let cases = [
        (uri(), "totp/ACME%20Co:john%40example.com?secret={}&issuer=ACME%20Co"),
        (with(|uri| uri.issuer = None), "totp/john%40example.com?secret={}"),
        (
            with(|uri| uri.moving = Moving::Counter(0)),
            "hotp/ACME%20Co:john%40example.com?secret={}&issuer=ACME%20Co&counter=0",
        ),
        (
            with(|uri| {
                uri.algorithm = Algorithm::Sha512;
                uri.digits = 8;
                uri.moving = Moving::Step(60);
            }),
            "totp/ACME%20Co:john%40example.com?secret={}&issuer=ACME%20Co&algorithm=SHA512&digits=8&period=60",
        ),
        (
            with(|uri| uri.account = "Zoë & Co/?#%+".to_owned()),
            "totp/ACME%20Co:Zo%C3%AB%20%26%20Co%2F%3F%23%25%2B?secret={}&issuer=ACME%20Co",
        ),
    ];
    for (uri, text) in cases {
        let text = format!("otpauth://{}", text.replace("{}", SECRET));
        let built = uri.build().expect(&text);
        assert_eq!(built.reveal(), text);
        assert_eq!(Uri::parse(&text), Ok(uri), "{text}");
    }
}

#[test]
fn what_is_wrong_is_not_written() {
    let long = "x".repeat(513);
    let cases = [
        (with(|uri| uri.account = " ".to_owned()), Part::Account, What::Missing),
        (with(|uri| uri.account = "a:b".to_owned()), Part::Account, What::Character),
        (with(|uri| uri.account = long), Part::Label, What::Long),
        (with(|uri| uri.account = "é".repeat(400)), Part::Uri, What::Long),
        (with(|uri| uri.digits = 5), Part::Digits, What::OutOfRange),
        (with(|uri| uri.digits = 9), Part::Digits, What::OutOfRange),
        (with(|uri| uri.issuer = Some("a:".to_owned())), Part::Issuer, What::Character),
        (with(|uri| uri.issuer = Some("a\nb".to_owned())), Part::Issuer, What::Character),
        (with(|uri| uri.moving = Moving::Step(0)), Part::Period, What::OutOfRange),
        (with(|uri| uri.moving = Moving::Step(3601)), Part::Period, What::OutOfRange),
        (with(|uri| uri.moving = Moving::Counter(u64::MAX)), Part::Counter, What::OutOfRange),
        (with(|uri| uri.secret = Secret::from("")), Part::Secret, What::Short),
        (with(|uri| uri.secret = Secret::from("0")), Part::Secret, What::Malformed),
        (with(|uri| uri.secret = Secret::from("JBSWY3DPEHPK3PXP")), Part::Secret, What::Short),
    ];
    for (uri, part, what) in cases {
        let mistake = uri.build().expect_err(part.as_str());
        assert_eq!((mistake.part, mistake.what), (part, what));
    }
    let short = with(|uri| uri.secret = Secret::from("JBSWY3DPEHPK3PXP"));
    assert!(short.is_short() && short.build_short().is_ok());
    let empty = with(|uri| uri.secret = Secret::from(""));
    assert_eq!(empty.build_short().map_err(|mistake| mistake.what), Err(What::Missing));
}

#[test]
fn what_apps_write_is_read() {
    let same = [
        "OTPAUTH://TOTP/ACME%20Co:john@example.com?SECRET={}&Issuer=ACME+Co",
        "otpauth://totp/ACME Co: john@example.com?secret={}",
        "otpauth://totp/ACME%20Co%3a%20john%40example.com?secret={}&issuer=",
        "otpauth://totp/:john%40example.com?issuer=ACME%20Co&secret={}&algorithm=sha-1",
        "otpauth://totp/john%40example.com?issuer=ACME%20Co&&secret={}&digits=6&period=30&tag=1&tag=%",
        "otpauth://totp/ACME%20Co:john%40example.com?secret={}&counter=x",
    ];
    for text in same {
        assert_eq!(Uri::parse(&text.replace("{}", SECRET)), Ok(uri()), "{text}");
        let spelt = "gezd gnbv-gy3t qojq gezd gnbv gy3t qojq";
        assert_eq!(Uri::parse(&text.replace("{}", spelt)), Ok(uri()), "{text}");
    }
}

#[test]
fn what_is_wrong_is_told_without_the_secret() {
    let cases = [
        ("", Part::Scheme, What::Missing),
        ("otpauth:totp/a?secret={}", Part::Scheme, What::Missing),
        ("https://totp/a?secret={}", Part::Scheme, What::Unknown),
        ("otpauth://steam/a?secret={}", Part::Type, What::Unknown),
        ("otpauth://totp.example/a?secret={}", Part::Type, What::Unknown),
        ("otpauth://totp/a?secret={}#x", Part::Uri, What::Malformed),
        ("otpauth://totp/a%?secret={}", Part::Label, What::Malformed),
        ("otpauth://totp/a%F?secret={}", Part::Label, What::Malformed),
        ("otpauth://totp/a%+1?secret={}", Part::Label, What::Malformed),
        ("otpauth://totp/a%FF?secret={}", Part::Label, What::Malformed),
        ("otpauth://totp/?secret={}", Part::Account, What::Missing),
        ("otpauth://totp/A:?secret={}", Part::Account, What::Missing),
        ("otpauth://totp/A:b:c?secret={}", Part::Account, What::Character),
        ("otpauth://totp/A%3Ab:c?secret={}", Part::Account, What::Character),
        ("otpauth://totp/b%00?secret={}", Part::Account, What::Character),
        ("otpauth://totp/A:b?secret={}&issuer=B", Part::Issuer, What::Differs),
        ("otpauth://totp/b?secret={}&issuer=A%3AB", Part::Issuer, What::Character),
        ("otpauth://totp/b?secret={}&issuer=%", Part::Issuer, What::Malformed),
        ("otpauth://totp/b?secret={}&algorithm=MD5", Part::Algorithm, What::Unknown),
        ("otpauth://totp/b?secret={}&algorithm=", Part::Algorithm, What::Unknown),
        ("otpauth://totp/b?secret={}&digits=5", Part::Digits, What::OutOfRange),
        ("otpauth://totp/b?secret={}&digits=%2B6", Part::Digits, What::OutOfRange),
        ("otpauth://totp/b?secret={}&digits=4294967302", Part::Digits, What::OutOfRange),
        ("otpauth://totp/b?secret={}&digits=", Part::Digits, What::OutOfRange),
        ("otpauth://totp/b?secret={}&period=0", Part::Period, What::OutOfRange),
        ("otpauth://hotp/b?secret={}", Part::Counter, What::Missing),
        ("otpauth://hotp/b?secret={}&counter=-1", Part::Counter, What::OutOfRange),
        ("otpauth://hotp/b?secret={}&counter=9007199254740991", Part::Counter, What::OutOfRange),
        ("otpauth://totp/b?secret={}&SECRET={}", Part::Secret, What::Repeated),
        ("otpauth://totp/b?secret={}1", Part::Secret, What::Malformed),
        ("otpauth://totp/b?secret={}%", Part::Secret, What::Malformed),
        ("otpauth://totp/b?secret=", Part::Secret, What::Missing),
        ("otpauth://totp/b", Part::Secret, What::Missing),
    ];
    for (text, part, what) in cases {
        let mistake = Uri::parse(&text.replace("{}", SECRET)).expect_err(text);
        assert_eq!((mistake.part, mistake.what), (part, what), "{text}");
        assert!(!format!("{mistake} {mistake:?}").contains(SECRET));
    }
    let long = format!("otpauth://totp/{}?secret={SECRET}", "a".repeat(2048));
    assert_eq!(Uri::parse(&long).map_err(|mistake| mistake.part), Err(Part::Uri));
    assert!(!format!("{:?}", uri()).contains(SECRET));
}

fn any_uri() -> impl Strategy<Value = Uri> {
    let name = "[^:\\p{Cc}\\s]([^:\\p{Cc}]{0,20}[^:\\p{Cc}\\s])?";
    let algorithm =
        proptest::sample::select(vec![Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512]);
    let moving = prop_oneof![
        (0..(1_u64 << 53) - 1).prop_map(Moving::Counter),
        (1..3601_u32).prop_map(Moving::Step),
    ];
    let secret = proptest::collection::vec(any::<u8>(), 16..65);
    (name, algorithm, 6..9_u32, proptest::option::of(name), moving, secret).prop_map(
        |(account, algorithm, digits, issuer, moving, secret)| {
            let secret = Secret::new(base32::encode(&secret));
            Uri { account, algorithm, digits, issuer, moving, secret }
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(uri in any_uri()) {
        let text = uri.build().expect("nothing is wrong");
        prop_assert_eq!(Uri::parse(text.reveal()), Ok(uri));
    }

    #[test]
    fn what_is_read_is_written_in_one_form(
        start in "otpauth://[th]otp/[a-c:%0-9 ]{0,9}\\?secret=[A-Z]{24}",
        rest in "(&(issuer|digits|period|counter|algorithm)=[a-cA-C0-9+%]{0,3}){0,3}",
    ) {
        let text = start + &rest;
        if let Ok(uri) = Uri::parse(&text) {
            let written = uri.build_short().expect("what was read");
            prop_assert_eq!(Uri::parse(written.reveal()), Ok(uri));
        }
    }

    #[test]
    fn no_text_is_too_much(text in "(otpauth://totp/)?.{0,60}") {
        let _ = Uri::parse(&text);
    }
}
