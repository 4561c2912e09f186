//! How countries write their telephone numbers at home: a part of `phone-number`.
//!
//! Which digits numbers begin with and how many follow are those of the national numbering plans (ITU-T
//! E.164) as the metadata of libphonenumber 9.0.43 has them; the groups are its formats, and those that
//! have two neighbours together or one of them apart. Emergency and short numbers have no groups.

/// Numbers that begin alike: their first three digits, from and to, and the lengths of their groups, a
/// hexadecimal digit each. A zero before all is dialled at home only, but for Italy; after [`BRACKET`]
/// the first group must be in brackets.
type Numbers = (u16, u16, &'static [u32]);

/// The countries among [`PLANS`] that are named, by bits.
pub(crate) fn named(is_named: impl Fn(&str) -> bool) -> u32 {
    let plans = PLANS.iter().enumerate().filter(|(_, (country, _))| is_named(country));
    plans.fold(0, |named, (at, _)| named | 1 << at)
}

/// Whether a first group of so many digits may begin with one.
pub(super) fn begins(length: usize, digit: u8) -> bool {
    FORMS.1.get(length).is_some_and(|digits| digits >> (digit & 15) & 1 == 1)
}

/// Whether one of the countries has numbers that begin with three digits and have these groups.
pub(super) fn has(mut countries: u32, lead: u16, groups: u32, in_brackets: Option<u32>) -> bool {
    if in_brackets.is_none() && FORMS.0 >> place(groups) & 1 == 0 {
        return false;
    }
    while countries != 0 {
        let at = countries.trailing_zeros() as usize;
        let numbers = PLANS.get(at).map_or(&[][..], |(_, numbers)| numbers);
        let fits = numbers.iter().filter(|(from, to, _)| (*from..=*to).contains(&lead));
        let mut forms = fits.flat_map(|(.., forms)| *forms);
        if forms.any(|form| *form == groups || Some(*form) == in_brackets) {
            return true;
        }
        countries &= countries - 1;
    }
    false
}

/// What most groups are told by that are no telephone number: the forms that there are, by the last bits of a
/// hash, and the first digits that there are, for each length of a first group.
const FORMS: (u64, [u16; 8]) = {
    let (mut forms, mut firsts, mut country) = (0, [0; 8], 0);
    #[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
    while country < PLANS.len() {
        let mut at = 0;
        while at < PLANS[country].1.len() {
            let (from, to, groups) = PLANS[country].1[at];
            let mut form = 0;
            while form < groups.len() {
                forms |= 1 << place(groups[form]);
                let (mut first, mut second) = (groups[form], 0);
                while first > 0xF {
                    (first, second) = (first >> 4, first & 0xF);
                }
                if first == BRACKET {
                    first = second;
                }
                let mut digit = from / 100;
                while digit <= to / 100 {
                    firsts[first as usize] |= 1 << digit;
                    digit += 1;
                }
                form += 1;
            }
            at += 1;
        }
        country += 1;
    }
    (forms, firsts)
};

const fn place(groups: u32) -> u32 {
    groups.wrapping_mul(0x9E37_79B1) >> 26
}

/// What stands before the groups of a number whose first one must be in brackets.
pub(super) const BRACKET: u32 = 0xB;

const PLANS: &[(&str, &[Numbers])] = &[
    (
        "au",
        &[
            (20, 39, &[0x244, 0x28]),
            (40, 49, &[0x433]),
            (70, 89, &[0x244, 0x28]),
            (130, 130, &[0x433]),
            (180, 180, &[0x433]),
        ],
    ),
    ("be", &[(10, 99, &[0x2322, 0x3222]), (45, 49, &[0x4222, 0x433]), (70, 90, &[0x423])]),
    ("br", &[(80, 80, &[0x434]), (110, 999, &[0xB244, 0xB254, 0x254])]),
    ("ca", &[(200, 999, &[0xB37])]),
    (
        "cn",
        &[
            (10, 29, &[0x38, 0x344]),
            (30, 99, &[0x47, 0x48, 0x434, 0x444]),
            (130, 199, &[0x344]),
            (400, 400, &[0x334, 0x343]),
        ],
    ),
    (
        "de",
        &[
            (
                15,
                99,
                &[
                    0x45, 0x46, 0x47, 0x48, 0x433, 0x434, 0x435, 0x443, 0x4222, 0x4322, 0x54, 0x55,
                    0x56, 0x57, 0x533, 0x534, 0x5222,
                ],
            ),
            (30, 89, &[0x35, 0x36, 0x37, 0x38, 0x334, 0x344, 0x3222, 0x3322]),
        ],
    ),
    ("dk", &[(200, 999, &[0x2222])]),
    ("es", &[(600, 989, &[0x333, 0x3222]), (810, 989, &[0x2322])]),
    (
        "fi",
        &[
            (10, 19, &[0x36, 0x37, 0x333, 0x334]),
            (20, 99, &[0x27, 0x28, 0x234, 0x244]),
            (40, 50, &[0x36, 0x37, 0x38, 0x333, 0x334, 0x46, 0x433]),
            (80, 80, &[0x45, 0x46]),
        ],
    ),
    ("fr", &[(10, 99, &[0x22222]), (80, 89, &[0x433, 0x4222])]),
    (
        "gb",
        &[
            (10, 19, &[0x55]),
            (10, 99, &[0x47, 0x56, 0x434, 0x533]),
            (20, 29, &[0x38, 0x344]),
            (70, 79, &[0x344]),
            (80, 80, &[0x46, 0x433]),
        ],
    ),
    (
        "in",
        &[
            (10, 99, &[0x38, 0x344, 0x47, 0x434, 0x56, 0x533, 0x65]),
            (180, 180, &[0x424, 0x433, 0x434, 0x444]),
            (600, 999, &[0x55, 0x433]),
        ],
    ),
    (
        "it",
        &[
            (
                10,
                99,
                &[
                    0x26, 0x27, 0x28, 0x234, 0x244, 0x36, 0x37, 0x38, 0x333, 0x334, 0x344, 0x45,
                    0x46, 0x47, 0x433, 0x434,
                ],
            ),
            (310, 399, &[0x37, 0x334, 0x3322]),
            (800, 800, &[0x36, 0x333]),
        ],
    ),
    ("kr", &[(10, 89, &[0x334, 0x344]), (20, 29, &[0x234, 0x244])]),
    (
        "mx",
        &[
            (200, 999, &[0x334, 0xB334, 0xB244]),
            (330, 339, &[0x244]),
            (550, 569, &[0x244]),
            (810, 819, &[0x244]),
        ],
    ),
    (
        "nl",
        &[
            (10, 99, &[0x37, 0x334, 0x3322, 0x46, 0x433]),
            (60, 69, &[0x28, 0x244, 0x22222]),
            (80, 90, &[0x47]),
        ],
    ),
    ("no", &[(200, 999, &[0x2222]), (400, 499, &[0x323]), (800, 999, &[0x323])]),
    ("pl", &[(120, 959, &[0x2322]), (450, 899, &[0x333])]),
    (
        "se",
        &[
            (10, 99, &[0x332, 0x3222, 0x3322, 0x37, 0x432, 0x4222, 0x46]),
            (80, 89, &[0x2222, 0x2322, 0x2332]),
        ],
    ),
    ("sg", &[(180, 180, &[0x434]), (300, 329, &[0x44]), (600, 699, &[0x44]), (800, 989, &[0x44])]),
    (
        "th",
        &[
            (10, 79, &[0x36, 0x333]),
            (20, 29, &[0x27, 0x234]),
            (60, 99, &[0x37, 0x334]),
            (180, 180, &[0x433]),
        ],
    ),
    ("tr", &[(20, 89, &[0x434, 0x47, 0x4322]), (200, 599, &[0x3322])]),
    ("us", &[(200, 999, &[0xB37])]),
    ("za", &[(10, 89, &[0x37, 0x334]), (80, 80, &[0x433])]),
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
