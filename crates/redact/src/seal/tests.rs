//! What a token promises.

use aes_siv::{
    KeyInit as _,
    siv::{Aes128Siv, Aes256Siv},
};
use proptest::prelude::*;
use wicketgate_core::hex;

use super::{MOST, Revealed, Sealer, TAG, TokenKey, reveal};
use crate::Format;

fn key(id: &str, byte: u8) -> TokenKey {
    TokenKey::new(id, &[byte; 64]).expect("a key")
}

fn token(label: &str, tenant: &str, value: &str) -> String {
    let mut sealer = Sealer { key: key("k1", 1), tenant: tenant.to_owned() };
    format!("[{}]", sealer.seal(label, value.as_bytes()).expect("a token"))
}

fn opened(text: &str, tenant: &str) -> Revealed {
    reveal(text, &mut [key("k1", 1)], tenant, Format::Text, false)
}

/// RFC 5297, appendix A: the cipher is the one that it says. The RFC has vectors of AES-128 alone.
#[test]
fn the_cipher_is_that_of_the_rfc() {
    let bytes = |digits: &str| hex::decode(&digits.replace(' ', "")).expect("digits");
    let key = bytes("fffefdfc fbfaf9f8 f7f6f5f4 f3f2f1f0 f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff");
    let mut cipher = Aes128Siv::new_from_slice(&key).expect("a key");
    let header = bytes("10111213 14151617 18191a1b 1c1d1e1f 20212223 24252627");
    let plain = bytes("11223344 55667788 99aabbcc ddee");
    let sealed = bytes("85632d07 c6e8f37f 950acd32 0a2ecc93 40c02b96 90c4dc04 daef7f6a fe5c");
    assert_eq!(cipher.encrypt([&header], &plain).expect("sealed"), sealed, "A.1");
    assert_eq!(cipher.decrypt([&header], &sealed).expect("opened"), plain, "A.1");

    let key = bytes("7f7e7d7c 7b7a7978 77767574 73727170 40414243 44454647 48494a4b 4c4d4e4f");
    let mut cipher = Aes128Siv::new_from_slice(&key).expect("a key");
    let headers = [
        bytes(
            "00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100",
        ),
        bytes("10203040 50607080 90a0"),
        bytes("09f91102 9d74e35b d84156c5 635688c0"),
    ];
    let plain = bytes(
        "74686973 20697320 736f6d65 20706c61 696e7465 78742074 6f20656e 63727970 74207573 696e6720 5349562d 414553",
    );
    let sealed = bytes(
        "7bdb6e3b 432667eb 06f4d14b ff2fbd0f cb900f2f ddbe4043 26601965 c889bf17 dba77ceb 094fa663 b7a3f748 ba8af829 ea64ad54 4a272e9c 485b62a3 fd5c0d",
    );
    assert_eq!(cipher.encrypt(&headers, &plain).expect("sealed"), sealed, "A.2");
    assert_eq!(cipher.decrypt(&headers, &sealed).expect("opened"), plain, "A.2");
}

/// What is used has keys of twice that length; the expected bytes are OpenSSL's.
#[test]
fn the_longer_key_seals_as_others_do() {
    let key: Vec<u8> = (0..64).collect();
    let mut cipher = Aes256Siv::new_from_slice(&key).expect("a key");
    let sealed = cipher.encrypt([&b"one"[..], b"two", b""], b"ada@example.com").expect("sealed");
    assert_eq!(hex::encode(&sealed), OPENSSL);
}

#[test]
fn a_key_has_an_id_that_is_no_number_and_all_its_bytes() {
    for id in ["k1", "prod20", "abcdefghijkl123"] {
        assert!(TokenKey::new(id, &[0; 64]).is_some(), "{id}");
    }
    for id in ["", "1", "k", "k1a", "K1", "k_1", "k-1", "é", "k1234", "abcdefghijklm"] {
        assert!(TokenKey::new(id, &[0; 64]).is_none(), "{id}");
    }
    for length in [0, 32, 63, 65, 128] {
        assert!(TokenKey::new("k1", &vec![0; length]).is_none(), "{length}");
    }
    assert_eq!(format!("{:?}", key("k1", 7)), "[key k1]");
}

#[test]
fn the_same_value_has_the_same_token_and_nothing_else_has() {
    let one = token("NAME", "a", "ada");
    assert_eq!(one, token("NAME", "a", "ada"));
    assert_eq!(one.len(), "[NAME-k1]".len() + 2 * (TAG + 3));
    for other in [token("NAME", "a", "adb"), token("NAME", "b", "ada"), token("NAMES", "a", "ada")]
    {
        assert_ne!(one, other);
    }
    // What is joined differently is different.
    assert_ne!(token("A", "BC", "x").split_off(5), token("AB", "C", "x").split_off(6));
}

#[test]
fn what_is_no_token_of_these_keys_stays_and_is_told() {
    let one = token("NAME", "a", "ada");
    let told = |text: &str, tenant: &str| {
        let Revealed { forged, opened, unknown_key, text: left, .. } = opened(text, tenant);
        assert!(opened == 1 || left == text, "{text} gives {left}");
        (opened, forged, unknown_key)
    };
    let swapped = |from: &str, to: &str| one.replacen(from, to, 1);
    let first = |count: usize| one.chars().take(count).collect::<String>();
    let cases = [
        (one.clone(), "a", (1, 0, 0)),
        (one.clone(), "b", (0, 1, 0)),
        (swapped("NAME", "CARD"), "a", (0, 1, 0)),
        (swapped("k1", "k2"), "a", (0, 0, 1)),
        (swapped("]", "a]"), "a", (0, 1, 0)),
        (swapped("]", "aa]"), "a", (0, 1, 0)),
        (format!("{}]", first(one.len() - 2)), "a", (0, 1, 0)),
        (first(one.len() - 1), "a", (0, 0, 0)),
        (format!("{}]", first(40)), "a", (0, 0, 0)),
        (swapped("-k", "--k"), "a", (0, 0, 0)),
        (swapped("NAME", "name"), "a", (0, 0, 0)),
        (swapped("[", "(["), "a", (1, 0, 0)),
        (swapped("[", "[["), "a", (1, 0, 0)),
        ("[EMAIL_ADDRESS-ghlfioifpbbaojhi] [TO-do-list] [a] [".to_owned(), "a", (0, 0, 0)),
        (format!("[NAME-k1{}]", "a".repeat(MOST)), "a", (0, 0, 0)),
    ];
    for (text, tenant, expected) in cases {
        assert_eq!(told(&text, tenant), expected, "{text}");
    }
}

#[test]
fn the_longest_value_that_has_a_token_fills_it() {
    let mut sealer = Sealer { key: key("k1", 1), tenant: String::new() };
    let most = (MOST - "[NAMES-k1]".len()) / 2 - TAG;
    let full = sealer.seal("NAMES", "v".repeat(most).as_bytes()).expect("a token");
    assert_eq!(full.len() + 2, MOST);
    assert_eq!(opened(&format!("[{full}]"), "").opened, 1);
    assert_eq!(sealer.seal("NAMES", "v".repeat(most + 1).as_bytes()), None);
    assert_eq!(sealer.seal("NAME", b"\xff"), None);
    assert_eq!(sealer.seal("A]B", b"v"), None);
}

proptest! {
    #[test]
    fn every_cut_opens_the_same(
        values in prop::collection::vec("\\PC{1,40}", 1..4),
        between in "[\\[\\]a-zA-Z -]{0,12}",
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let text: String = values.iter().map(|value| between.clone() + &token("NAME", "t", value)).collect();
        let whole = opened(&text, "t");
        prop_assert_eq!(whole.opened, values.len() as u64);
        let expected: String = values.iter().map(|value| between.clone() + value).collect();
        prop_assert_eq!(&whole.text, &expected);
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len())).collect();
        cuts.sort_unstable();
        let (mut out, mut held, mut from) = (String::new(), String::new(), 0);
        for cut in cuts.into_iter().chain([text.len()]) {
            let piece = held + text.get(from..cut).expect("ASCII");
            let revealed = reveal(&piece, &mut [key("k1", 1)], "t", Format::Text, cut < text.len());
            out.push_str(&revealed.text);
            (held, from) = (revealed.rest, cut);
        }
        prop_assert_eq!(held, "");
        prop_assert_eq!(out, expected);
    }
}

const OPENSSL: &str = "14f114049155e9471d2e0e4b5daf1b1458124b001c9c1ea81c54d00a2ac43c";
