//! How countries write their telephone numbers at home: a part of `phone-number`.
//!
//! Which digits numbers begin with and how many follow are those of the national numbering plans (ITU-T
//! E.164) as the metadata of libphonenumber 9.0.43 has them; the groups are its formats, and those that
//! have two neighbours together or one of them apart. Emergency and short numbers have no groups.

/// The countries among [`PLANS`] that are named, by bits.
pub(crate) fn named(is_named: impl Fn(&str) -> bool) -> u32 {
    let plans = PLANS.iter().enumerate().filter(|(_, (country, _))| is_named(country));
    plans.fold(0, |named, (at, _)| named | 1 << at)
}

/// Whether a first group of so many digits may begin with one.
pub(super) fn begins(length: usize, digit: u8) -> bool {
    FORMS.1.get(length).is_some_and(|digits| digits >> (digit & 15) & 1 == 1)
}

/// Whether one of the countries has numbers that begin with two digits and have these groups.
pub(super) fn has(mut countries: u32, lead: u32, groups: u32, in_brackets: u32) -> bool {
    while countries != 0 {
        let mut fits = false;
        for item in PLANS.get(countries.trailing_zeros() as usize).map_or(&[][..], |plan| plan.1) {
            if item >> 16 == LEAD {
                fits = (item >> 8 & 0xFF..=item & 0xFF).contains(&lead);
            } else if fits && (*item == groups || *item == in_brackets) {
                return true;
            }
        }
        countries &= countries - 1;
    }
    false
}

/// Whether no numbers have these groups, after a zero or another digit, as most groups have none.
pub(super) fn is_strange(lead: u32, groups: u32) -> bool {
    let (at, bit) = place(lead, groups);
    FORMS.0.get(at).is_none_or(|forms| forms >> bit & 1 == 0)
}

/// The forms that there are, by the bits of a hash, and the first digits that there are, for each length
/// of a first group.
const FORMS: ([u32; 8], [u16; 8]) = {
    let (mut forms, mut firsts, mut lead, mut digits, mut country) = ([0; 8], [0; 8], 0, 0, 0);
    #[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
    while country < PLANS.len() {
        let mut at = 0;
        while at < PLANS[country].1.len() {
            let item = PLANS[country].1[at];
            at += 1;
            if item >> 16 == LEAD {
                lead = item & 0xFF;
                digits = (2 << (lead >> 4)) - (1 << (item >> 12 & 0xF));
                continue;
            }
            let (word, bit) = place(lead, item);
            forms[word] |= 1 << bit;
            let (mut first, mut second) = (item, 0);
            while first > 0xF {
                (first, second) = (first >> 4, first & 0xF);
            }
            firsts[if first == BRACKET { second } else { first } as usize] |= digits;
        }
        country += 1;
    }
    (forms, firsts)
};

const fn place(lead: u32, groups: u32) -> (usize, u32) {
    let hash = groups.wrapping_mul(0x9E37_79B1) >> 25;
    (if lead < 0x10 { 0 } else { 4 } + (hash >> 5) as usize, hash & 31)
}

/// What stands before the first two digits of numbers, the least and the greatest.
const LEAD: u32 = 0xF;
/// What stands before the groups of a number whose first one must be in brackets.
pub(super) const BRACKET: u32 = 0xB;

/// The lengths of groups, a hexadecimal digit each, after the first two digits of their numbers: `0xF0709` is
/// 07 to 09. A zero before all is dialled at home only, but for Italy.
const PLANS: &[(&str, &[u32])] = &[
    (
        "au",
        &[
            0xF0203, 0x244, 0x28, 0xF0404, 0x433, 0xF0708, 0x244, 0x28, 0xF1313, 0x433, 0xF1818,
            0x433,
        ],
    ),
    ("be", &[0xF0109, 0x2322, 0x3222, 0xF0404, 0x4222, 0x433, 0xF0709, 0x423]),
    ("br", &[0xF0808, 0x434, 0xF1199, 0xB244, 0xB254, 0x254]),
    ("ca", &[0xF2099, 0xB37]),
    (
        "cn",
        &[
            0xF0102, 0x38, 0x344, 0xF0309, 0x47, 0x48, 0x434, 0x444, 0xF1319, 0x344, 0xF4040,
            0x334, 0x343,
        ],
    ),
    (
        "de",
        &[
            0xF0109, 0x45, 0x46, 0x47, 0x48, 0x433, 0x434, 0x435, 0x443, 0x4222, 0x4322, 0x54,
            0x55, 0x56, 0x57, 0x533, 0x534, 0x5222, 0xF0308, 0x35, 0x36, 0x37, 0x38, 0x334, 0x344,
            0x3222, 0x3322,
        ],
    ),
    ("dk", &[0xF2099, 0x2222]),
    ("es", &[0xF6098, 0x333, 0x3222, 0xF8198, 0x2322]),
    (
        "fi",
        &[
            0xF0101, 0x36, 0x37, 0x333, 0x334, 0xF0209, 0x27, 0x28, 0x234, 0x244, 0xF0405, 0x36,
            0x37, 0x38, 0x333, 0x334, 0x46, 0x433, 0xF0808, 0x45, 0x46,
        ],
    ),
    ("fr", &[0xF0109, 0x22222, 0xF0808, 0x433, 0x4222]),
    (
        "gb",
        &[
            0xF0101, 0x55, 0xF0109, 0x47, 0x56, 0x434, 0x533, 0xF0202, 0x38, 0x344, 0xF0707, 0x344,
            0xF0808, 0x46, 0x433,
        ],
    ),
    (
        "in",
        &[
            0xF0109, 0x38, 0x344, 0x47, 0x434, 0x56, 0x533, 0x65, 0xF1818, 0x424, 0x433, 0x434,
            0x444, 0xF6099, 0x55, 0x433,
        ],
    ),
    (
        "it",
        &[
            0xF0109, 0x26, 0x27, 0x28, 0x234, 0x244, 0x36, 0x37, 0x38, 0x333, 0x334, 0x344, 0x45,
            0x46, 0x47, 0x433, 0x434, 0xF3139, 0x37, 0x334, 0x3322, 0xF8080, 0x36, 0x333,
        ],
    ),
    ("kr", &[0xF0108, 0x334, 0x344, 0xF0202, 0x234, 0x244]),
    ("mx", &[0xF2099, 0x334, 0xB334, 0xB244, 0xF3333, 0x244, 0xF5556, 0x244, 0xF8181, 0x244]),
    (
        "nl",
        &[0xF0109, 0x37, 0x334, 0x3322, 0x46, 0x433, 0xF0606, 0x28, 0x244, 0x22222, 0xF0809, 0x47],
    ),
    ("no", &[0xF2099, 0x2222, 0xF4049, 0x323, 0xF8099, 0x323]),
    ("pl", &[0xF1295, 0x2322, 0xF4589, 0x333]),
    (
        "se",
        &[
            0xF0109, 0x332, 0x3222, 0x3322, 0x37, 0x432, 0x4222, 0x46, 0xF0808, 0x2222, 0x2322,
            0x2332,
        ],
    ),
    ("sg", &[0xF1818, 0x434, 0xF3032, 0x44, 0xF6069, 0x44, 0xF8098, 0x44]),
    ("th", &[0xF0107, 0x36, 0x333, 0xF0202, 0x27, 0x234, 0xF0609, 0x37, 0x334, 0xF1818, 0x433]),
    ("tr", &[0xF0208, 0x434, 0x47, 0x4322, 0xF2059, 0x3322]),
    ("us", &[0xF2099, 0xB37]),
    ("za", &[0xF0108, 0x37, 0x334, 0xF0808, 0x433]),
];

#[cfg(test)]
mod tests {
    use super::{PLANS, begins, named};
    use crate::kinds::KINDS;

    #[test]
    fn first_groups_begin_as_they_do() {
        let all = [(4, b'1', true), (4, b'2', false), (2, b'5', true), (7, b'0', false)];
        for (length, digit, expected) in all {
            assert_eq!(begins(length, digit), expected, "{length} {digit}");
        }
    }

    #[test]
    fn every_country_has_a_plan() {
        let mut countries: Vec<_> = KINDS.iter().filter_map(|kind| kind.country).collect();
        countries.sort_unstable();
        countries.dedup();
        assert!(PLANS.iter().map(|(country, _)| *country).eq(countries));
        assert_eq!(named(|country| country == "be"), 2);
    }
}
