//! `iban-code`: an International Bank Account Number.
//!
//! Country, length and structure of the SWIFT registry, and check digits modulo 97 (ISO 13616).

use crate::{
    kind::{Class, Find, Kind},
    pieces::Pieces,
};

pub(super) const KIND: Kind = Kind {
    code: "iban-code",
    context: &["iban"],
    country: None,
    doc: "An International Bank Account Number: country, length and check digits (ISO 13616).",
    find: &[Find::Groups(Class::Certain, REACH, find)],
};

/// Without groups, or in groups of four.
const REACH: &[(usize, usize)] = &[
    (4, 9),
    (15, 1),
    (16, 1),
    (18, 1),
    (19, 1),
    (20, 1),
    (21, 1),
    (22, 1),
    (23, 1),
    (24, 1),
    (25, 1),
    (26, 1),
    (27, 1),
    (28, 1),
    (29, 1),
    (30, 1),
    (31, 1),
    (33, 1),
];

fn find(pieces: &Pieces) -> Option<usize> {
    let first = pieces.groups().first()?.compact;
    let all = pieces.compact(pieces.count());
    let [a @ b'A'..=b'Z', b @ b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9', ..] = *all else {
        return None;
    };
    let length = length_of([a, b])?;
    let count = pieces.groups().iter().position(|group| group.compact == length)? + 1;
    let mut groups = pieces.groups().iter().take(count).enumerate().skip(1);
    let separator = pieces.groups().get(1).map_or(0, |group| group.separator);
    let grouped = groups.all(|(at, group)| {
        group.separator == separator && (group.compact == 4 * (at + 1) || group.compact == length)
    });
    let is_grouped = count == 1 || (first == 4 && grouped && matches!(separator, b' ' | b'-'));
    (is_grouped && remainder(pieces.compact(count)) == 1).then_some(count)
}

/// The number with its first four characters at its end, modulo 97; letters are 10 to 35.
fn remainder(text: &[u8]) -> u32 {
    let (head, tail) = text.split_at_checked(4).unwrap_or_default();
    tail.iter().chain(head).fold(0, |rest, byte| match byte {
        b'A'..=b'Z' => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
        _ => (rest * 10 + u32::from(byte.wrapping_sub(b'0'))) % 97,
    })
}

/// How long numbers of a country are.
fn length_of(country: [u8; 2]) -> Option<usize> {
    let at = LENGTHS.binary_search_by_key(&country, |(country, _)| **country).ok()?;
    Some(usize::from(LENGTHS.get(at)?.1))
}

/// Characters of the numbers of each country (SWIFT IBAN registry, release 101).
const LENGTHS: [(&[u8; 2], u8); 89] = [
    (b"AD", 24),
    (b"AE", 23),
    (b"AL", 28),
    (b"AT", 20),
    (b"AZ", 28),
    (b"BA", 20),
    (b"BE", 16),
    (b"BG", 22),
    (b"BH", 22),
    (b"BI", 27),
    (b"BR", 29),
    (b"BY", 28),
    (b"CH", 21),
    (b"CR", 22),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DJ", 27),
    (b"DK", 18),
    (b"DO", 28),
    (b"EE", 20),
    (b"EG", 29),
    (b"ES", 24),
    (b"FI", 18),
    (b"FK", 18),
    (b"FO", 18),
    (b"FR", 27),
    (b"GB", 22),
    (b"GE", 22),
    (b"GI", 23),
    (b"GL", 18),
    (b"GR", 27),
    (b"GT", 28),
    (b"HN", 28),
    (b"HR", 21),
    (b"HU", 28),
    (b"IE", 22),
    (b"IL", 23),
    (b"IQ", 23),
    (b"IS", 26),
    (b"IT", 27),
    (b"JO", 30),
    (b"KW", 30),
    (b"KZ", 20),
    (b"LB", 28),
    (b"LC", 32),
    (b"LI", 21),
    (b"LT", 20),
    (b"LU", 20),
    (b"LV", 21),
    (b"LY", 25),
    (b"MC", 27),
    (b"MD", 24),
    (b"ME", 22),
    (b"MK", 19),
    (b"MN", 20),
    (b"MR", 27),
    (b"MT", 31),
    (b"MU", 30),
    (b"NI", 28),
    (b"NL", 18),
    (b"NO", 15),
    (b"OM", 23),
    (b"PK", 24),
    (b"PL", 28),
    (b"PS", 29),
    (b"PT", 25),
    (b"QA", 29),
    (b"RO", 24),
    (b"RS", 22),
    (b"RU", 33),
    (b"SA", 24),
    (b"SC", 31),
    (b"SD", 18),
    (b"SE", 24),
    (b"SI", 19),
    (b"SK", 24),
    (b"SM", 27),
    (b"SO", 23),
    (b"ST", 25),
    (b"SV", 28),
    (b"TL", 23),
    (b"TN", 24),
    (b"TR", 26),
    (b"UA", 29),
    (b"VA", 22),
    (b"VG", 24),
    (b"XK", 20),
    (b"YE", 30),
];
