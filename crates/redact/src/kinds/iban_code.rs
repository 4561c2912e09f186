//! `iban-code`: an International Bank Account Number.
//!
//! Country, length and structure of the SWIFT registry, and check digits modulo 97 (ISO 13616).

use super::iban_country;
use crate::{
    check::part,
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
    (32, 1),
    (33, 1),
];

fn find(pieces: &Pieces) -> Option<usize> {
    let first = usize::from(pieces.groups().first()?.compact);
    let all = pieces.compact(pieces.count());
    let [a @ b'A'..=b'Z', b @ b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9', ..] = *all else {
        return None;
    };
    let structure = iban_country::structure([a, b])?;
    let length = 4 + iban_country::length(structure);
    let count = pieces.groups().iter().position(|group| usize::from(group.compact) == length)? + 1;
    let mut groups = pieces.groups().iter().take(count).enumerate().skip(1);
    let separator = pieces.groups().get(1).map_or(0, |group| group.separator);
    let grouped = groups.all(|(at, group)| {
        let compact = usize::from(group.compact);
        group.separator == separator && (compact == 4 * (at + 1) || compact == length)
    });
    let is_grouped = count == 1 || (first == 4 && grouped && matches!(separator, b' ' | b'-'));
    let text = pieces.compact(count);
    let holds =
        is_grouped && remainder(text) == 1 && iban_country::holds(structure, part(text, 4, length));
    holds.then_some(count)
}

/// The number with its first four characters at its end, modulo 97; letters are 10 to 35.
fn remainder(text: &[u8]) -> u32 {
    let (head, tail) = text.split_at_checked(4).unwrap_or_default();
    tail.iter().chain(head).fold(0, |rest, byte| match byte {
        b'A'..=b'Z' => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
        _ => (rest * 10 + u32::from(byte.wrapping_sub(b'0'))) % 97,
    })
}
