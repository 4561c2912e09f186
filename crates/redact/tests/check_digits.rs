//! Short kinds against their rules, written down the slow way: every number of a stretch.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use wicketgate_redact::{Confidence, Format, KINDS, Plan, Rules, Stream};

#[test]
fn every_number_of_a_stretch_is_judged_by_its_rule() {
    for (code, rule, stretches) in RULES {
        let plan = of(code);
        let mut valid = 0;
        for (width, from) in *stretches {
            for number in *from..from + 4000 {
                let text = format!("{number:0width$}");
                let digits: Vec<i64> =
                    text.bytes().map(|digit| i64::from(digit) - i64::from(b'0')).collect();
                let expected = rule(&digits) && digits.iter().any(|digit| *digit != digits[0]);
                assert_eq!(is_found(&plan, &text), expected, "{code} {text}");
                valid += u32::from(expected);
            }
        }
        assert!(valid > 20, "{code}: {valid} valid");
    }
}

#[test]
fn every_letter_of_singapore_is_judged_by_its_rule() {
    let plan = of("sg-nric-fin");
    for prefix in ['S', 'T', 'F', 'G', 'M'] {
        for number in (0..10_000_000).step_by(98_765) {
            let text = format!("{prefix}{number:07}");
            let found: String =
                ('A'..='Z').filter(|letter| is_found(&plan, &format!("{text}{letter}"))).collect();
            let weights = [2, 7, 6, 5, 4, 3, 2];
            let sum: usize =
                text.bytes().skip(1).zip(weights).map(|(it, by)| usize::from(it - 48) * by).sum();
            let (offset, letters) = match prefix {
                'S' => (0, "ABCDEFGHIZJ"),
                'T' => (4, "ABCDEFGHIZJ"),
                'F' => (0, "KLMNPQRTUWX"),
                'G' => (4, "KLMNPQRTUWX"),
                _ => (3, "KLJNPQRTUWX"),
            };
            let letter = letters.chars().nth(10 - (sum + offset) % 11).expect("a letter");
            assert_eq!(found, letter.to_string(), "{text}");
        }
    }
}

#[test]
fn every_day_is_a_day() {
    let plan = of("date-of-birth");
    for year in 1898..2102 {
        for month in 0..14 {
            for day in 0..33 {
                let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
                let leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year == 2000);
                let most = days
                    .get(usize::wrapping_sub(month, 1))
                    .map_or(0, |days| days + i32::from(leap));
                let expected = (1900..2100).contains(&year) && (1..=most).contains(&day);
                assert_eq!(is_found(&plan, &format!("{year}-{month:02}-{day:02}")), expected);
            }
        }
    }
}

fn of(code: &str) -> Plan {
    assert!(KINDS.iter().any(|kind| kind.code == code), "no kind `{code}`");
    Plan::new(Rules::new(|kind| (kind.code == code).then_some(Confidence::Possible)))
}

fn is_found(plan: &Plan, text: &str) -> bool {
    let (_, report) = Stream::new(Format::Text).with_spans().whole(plan, text);
    let whole = u64::try_from(text.len()).expect("small");
    report.spans.iter().any(|span| (span.start, span.end) == (0, whole))
}

fn sum(digits: &[i64], weights: &[i64]) -> i64 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

fn value(digits: &[i64]) -> i64 {
    digits.iter().fold(0, |value, digit| value * 10 + digit)
}

type Rule = fn(&[i64]) -> bool;
type Stretches = &'static [(usize, u64)];

/// Kinds with their rules, and stretches: how many digits, and the first number.
#[expect(clippy::indexing_slicing, reason = "numbers of a stretch have as many digits as it says")]
const RULES: &[(&str, Rule, Stretches)] = &[
    (
        "au-abn",
        |it| it[0] != 0 && (sum(it, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 == 0,
        &[(11, 51_824_750_000), (11, 9_999_998_000), (11, 98_765_430_000)],
    ),
    (
        "au-acn",
        |it| (10 - sum(it, &[8, 7, 6, 5, 4, 3, 2, 1]) % 10) % 10 == it[8],
        &[(9, 0), (9, 824_750_000)],
    ),
    (
        "au-medicare",
        |it| (2..=6).contains(&it[0]) && sum(it, &[1, 3, 7, 9, 1, 3, 7, 9]) % 10 == it[8],
        &[(10, 1_999_998_000), (10, 6_999_998_000), (11, 21_234_560_000)],
    ),
    ("au-tfn", |it| sum(it, &[1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0, &[(9, 0), (9, 876_540_000)]),
    (
        "be-national-number",
        |it| {
            let (month, check) = (value(&it[2..4]), value(&it[9..]));
            let before = value(&it[..9]);
            let checks = [97 - before % 97, 97 - (2_000_000_000 + before) % 97];
            matches!(month, 0..=12 | 20..=32 | 40..=52) && checks.contains(&check)
        },
        &[(11, 85_073_000_000), (11, 85_332_999_000), (11, 0)],
    ),
    (
        "ca-sin",
        |it| {
            let doubled = |digit: i64| digit * 2 / 10 + digit * 2 % 10;
            let sum: i64 =
                (0..9).map(|at| if at % 2 == 1 { doubled(it[at]) } else { it[at] }).sum();
            it[0] != 0 && it[0] != 8 && sum % 10 == 0
        },
        &[(9, 99_998_000), (9, 799_998_000), (9, 130_690_000)],
    ),
    (
        "nl-bsn",
        |it| {
            let it = [&[0][..9 - it.len()], it].concat();
            (sum(&it, &[9, 8, 7, 6, 5, 4, 3, 2]) - it[8]) % 11 == 0
        },
        &[(9, 0), (9, 111_220_000), (8, 12_345_000)],
    ),
    (
        "th-tnin",
        |it| {
            let sum: i64 = (0..12).map(|at| it[at] * (13 - at as i64)).sum();
            let province = value(&it[1..3]);
            let known = (10..97).contains(&province)
                && ![28, 29, 59, 68, 69, 78, 79, 87, 88, 89].contains(&province);
            (1..=8).contains(&it[0]) && known && (11 - sum % 11) % 10 == it[12]
        },
        &[(13, 999_999_998_000), (13, 1_589_999_998_000), (13, 3_100_600_440_000)],
    ),
    (
        "tr-national-id",
        |it| {
            let odd = it[0] + it[2] + it[4] + it[6] + it[8];
            let even = it[1] + it[3] + it[5] + it[7];
            let all: i64 = it[..10].iter().sum();
            it[0] != 0 && (odd * 7 - even).rem_euclid(10) == it[9] && all % 10 == it[10]
        },
        &[(11, 9_999_998_000), (11, 53_857_630_000)],
    ),
];
