//! `phone-number`: a telephone number.
//!
//! With its calling code (ITU-T E.164) wherever it stands: as many digits as numbers of that code have. Without
//! one in the form of the North American plan: area and office begin with 2 to 9. Others need a country of
//! the policy.

use crate::{
    kind::{Class, Find, Kind, Trigger},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "phone-number",
    context: &[
        "phone",
        "telephone",
        "tel",
        "mobile",
        "cell",
        "call",
        "fax",
        "sms",
        "whatsapp",
        "telefon",
        "handy",
        "portable",
        "téléphone",
        "teléfono",
        "móvil",
        "contact",
        "dial",
    ],
    country: None,
    doc: "A telephone number with its calling code (ITU-T E.164), or of the North American plan.",
    find: &[Find::At(Trigger::Digits, find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let before = window.before(run.start);
    if before == b'+' && run.start > window.floor {
        return international(window, run.start);
    }
    american(window, run)
}

/// A number that begins with its calling code, after the plus sign.
fn international(window: &Window<'_>, first: usize) -> Found {
    let plus = first - 1;
    let before = window.before(plus);
    if before.is_ascii_alphanumeric() {
        return Found::Nothing;
    }
    let (mut digits, mut lengths, mut found, mut at) =
        (Vec::with_capacity(MOST_DIGITS), 0_u32, None, first);
    let mut parentheses = 0_u32;
    loop {
        let byte = window.at(at);
        if window.is_open(at) {
            return Found::More;
        }
        if byte.is_ascii_digit() {
            digits.push(byte);
            at += 1;
            if digits.len() > MOST_DIGITS {
                break;
            }
            continue;
        }
        // A group ends here, and with it perhaps the number.
        if lengths == 0 {
            lengths = national_lengths(&digits);
        }
        let total = digits.len();
        if parentheses == 0
            && total <= MOST_DIGITS
            && lengths >> total & 1 == 1
            && window.before(at).is_ascii_digit()
        {
            found = Some(at);
        }
        let next = window.at(at + 1);
        if window.is_open(at + 1) || window.is_open(at + 2) {
            return Found::More;
        }
        match byte {
            b'(' if next.is_ascii_digit() => parentheses += 1,
            b')' if parentheses > 0 => parentheses -= 1,
            b' ' | b'-' | b'.' | b'/' if next.is_ascii_digit() => {}
            b' ' | b'-' if next == b'(' && window.at(at + 2).is_ascii_digit() => {}
            _ if byte.is_ascii_alphabetic() || byte == b'_' => {
                // The digits run into a name.
                if found == Some(at) {
                    found = None;
                }
                break;
            }
            _ => break,
        }
        at += 1;
        if at - first > MOST_BYTES {
            break;
        }
    }
    match found {
        Some(end) => Found::whole(Class::Certain, prefix(window, plus), end),
        None => Found::Nothing,
    }
}

/// Where a number begins whose first character is known: with its scheme, where it has one (RFC 3966).
fn prefix(window: &Window<'_>, start: usize) -> usize {
    let scheme = start.checked_sub(4).filter(|from| *from >= window.floor);
    match scheme {
        Some(from) if window.of(from, start).eq_ignore_ascii_case(b"tel:") => from,
        _ => start,
    }
}

/// The total digits that numbers may have which begin with these, by bits.
fn national_lengths(digits: &[u8]) -> u32 {
    (1..=3)
        .filter_map(|length| {
            let code = crate::check::number(digits.get(..length)?);
            let at = LENGTHS.binary_search_by_key(&code, |(code, _)| u32::from(*code)).ok()?;
            Some(LENGTHS.get(at)?.1 << length)
        })
        .next()
        .unwrap_or(0)
}

/// A number of the North American plan: `(555) 234-5678`, `555-234-5678`, `1.555.234.5678`.
fn american(window: &Window<'_>, run: Run) -> Found {
    let mut at = run.start;
    let mut start = at;
    if window.at(at) == b'1' && run.end - at == 1 {
        if window.is_open(at + 2) {
            return Found::More;
        }
        if !matches!(window.at(at + 1), b' ' | b'-' | b'.') {
            return Found::Nothing;
        }
        at += 2;
        if window.at(at) == b'(' {
            at += 1;
        }
    }
    let bracket = at > window.floor && window.before(at) == b'(';
    if bracket && at == run.start {
        start = at - 1;
        if window.before(start) == b'1' {
            return Found::Nothing;
        }
    }
    let (mut separator, mut numbers) = (0, [0_u32; 3]);
    for (group, (length, number)) in [3, 3, 4].into_iter().zip(&mut numbers).enumerate() {
        let end = window.span(at, length + 1, |byte| byte.is_ascii_digit());
        if window.is_open(end) {
            return Found::More;
        }
        if end - at != length {
            return Found::Nothing;
        }
        *number = crate::check::number(window.of(at, end));
        at = end;
        if group == 2 {
            break;
        }
        if window.is_open(at + 2) {
            return Found::More;
        }
        if group == 0 && bracket {
            if window.at(at) != b')' {
                return Found::Nothing;
            }
            at += 1;
            if matches!(window.at(at), b' ' | b'-') {
                at += 1;
            }
            continue;
        }
        let byte = window.at(at);
        let same = separator == 0 || separator == byte;
        if !matches!(byte, b' ' | b'-' | b'.') || !same {
            return Found::Nothing;
        }
        separator = byte;
        at += 1;
    }
    if window.is_open(at) || window.is_open(at + 1) {
        return Found::More;
    }
    let (next, after) = (window.at(at), window.at(at + 1));
    let goes_on = next.is_ascii_alphanumeric()
        || next == b'_'
        || (matches!(next, b'-' | b'.') && after.is_ascii_digit());
    let [area, office, _] = numbers;
    let is_area = area >= 200 && area % 100 != 11;
    if goes_on || !is_area || office < 200 {
        return Found::Nothing;
    }
    Found::whole(Class::Grouped, prefix(window, start), at)
}

/// Most digits of a number, and most bytes that it is written with.
const MOST_DIGITS: usize = 17;
const MOST_BYTES: usize = 40;

/// How many digits follow each calling code, by bits (ITU-T E.164; the numbering plans that libphonenumber
/// lists).
const LENGTHS: [(u16, u32); 215] = [
    (1, 1152),
    (7, 17408),
    (20, 1792),
    (27, 2016),
    (30, 7168),
    (31, 4064),
    (32, 768),
    (33, 512),
    (34, 512),
    (36, 768),
    (39, 8128),
    (40, 576),
    (41, 4608),
    (43, 16368),
    (44, 1664),
    (45, 256),
    (46, 6080),
    (47, 288),
    (48, 1984),
    (49, 65520),
    (51, 768),
    (52, 1024),
    (53, 1472),
    (54, 3072),
    (55, 3840),
    (56, 3584),
    (57, 3328),
    (58, 1024),
    (60, 1792),
    (61, 6112),
    (62, 262016),
    (63, 16192),
    (64, 2016),
    (65, 3328),
    (66, 9984),
    (81, 261888),
    (82, 32608),
    (84, 1920),
    (86, 8064),
    (90, 13440),
    (91, 16128),
    (92, 7936),
    (93, 512),
    (94, 512),
    (95, 1984),
    (98, 1264),
    (211, 512),
    (212, 512),
    (213, 768),
    (216, 256),
    (218, 512),
    (220, 640),
    (221, 512),
    (222, 256),
    (223, 256),
    (224, 768),
    (225, 1024),
    (226, 256),
    (227, 256),
    (228, 256),
    (229, 1024),
    (230, 1408),
    (231, 896),
    (232, 256),
    (233, 768),
    (234, 31744),
    (235, 256),
    (236, 256),
    (237, 768),
    (238, 128),
    (239, 128),
    (240, 512),
    (241, 384),
    (242, 512),
    (243, 1920),
    (244, 512),
    (245, 640),
    (246, 128),
    (247, 96),
    (248, 128),
    (249, 512),
    (250, 768),
    (251, 512),
    (252, 960),
    (253, 256),
    (254, 1920),
    (255, 512),
    (256, 512),
    (257, 256),
    (258, 768),
    (260, 512),
    (261, 512),
    (262, 512),
    (263, 1664),
    (264, 768),
    (265, 640),
    (266, 256),
    (267, 1408),
    (268, 768),
    (269, 128),
    (290, 48),
    (291, 128),
    (297, 128),
    (298, 64),
    (299, 64),
    (350, 256),
    (351, 512),
    (352, 4080),
    (353, 1920),
    (354, 640),
    (355, 960),
    (356, 256),
    (357, 256),
    (358, 8160),
    (359, 5056),
    (370, 256),
    (371, 256),
    (372, 1408),
    (373, 256),
    (374, 256),
    (375, 4032),
    (376, 832),
    (377, 768),
    (378, 1280),
    (380, 1536),
    (381, 8128),
    (382, 768),
    (383, 7936),
    (385, 896),
    (386, 480),
    (387, 768),
    (389, 256),
    (420, 7680),
    (421, 704),
    (423, 640),
    (500, 32),
    (501, 2176),
    (502, 2304),
    (503, 2432),
    (504, 2304),
    (505, 256),
    (506, 1280),
    (507, 3456),
    (508, 576),
    (509, 256),
    (590, 512),
    (591, 768),
    (592, 128),
    (593, 3840),
    (594, 512),
    (595, 4032),
    (596, 512),
    (597, 192),
    (598, 16368),
    (599, 384),
    (670, 384),
    (672, 64),
    (673, 128),
    (674, 128),
    (675, 384),
    (676, 160),
    (677, 160),
    (678, 160),
    (679, 2176),
    (680, 128),
    (681, 576),
    (682, 32),
    (683, 144),
    (685, 1248),
    (686, 288),
    (687, 64),
    (688, 224),
    (689, 832),
    (690, 240),
    (691, 128),
    (692, 128),
    (800, 256),
    (808, 256),
    (850, 1280),
    (852, 3040),
    (853, 384),
    (855, 1792),
    (856, 1792),
    (870, 4608),
    (878, 4096),
    (880, 1984),
    (881, 1536),
    (882, 8064),
    (883, 7936),
    (886, 3968),
    (888, 2048),
    (960, 1152),
    (961, 384),
    (962, 768),
    (963, 768),
    (964, 1792),
    (965, 384),
    (966, 1536),
    (967, 896),
    (968, 896),
    (970, 1792),
    (971, 8160),
    (972, 8064),
    (973, 256),
    (974, 2944),
    (975, 384),
    (976, 1792),
    (977, 3328),
    (979, 512),
    (992, 512),
    (993, 256),
    (994, 512),
    (995, 512),
    (996, 1536),
    (998, 512),
];
