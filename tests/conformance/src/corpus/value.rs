//! Values that are to be found, each with its check digits, and what only looks like one.

use super::draw::Draw;

type Value = (&'static str, String);

pub(super) fn email(draw: &mut Draw) -> Value {
    let (first, last) = (draw.one(FIRST_NAMES), draw.one(LAST_NAMES));
    let domain = draw.one(&[
        "gmail.example",
        "example.com",
        "yahoo.example.co.uk",
        "acme-corp.example",
        "mail.example.org",
        "firma.example",
        "münchen.example",
        "uni.example.edu",
    ]);
    let number = draw.digits(2);
    let name = match draw.below(4) {
        0 => format!("{first}.{last}"),
        1 => format!("{first}{number}"),
        2 => format!("{last}+news"),
        _ => format!("{first}_{last}"),
    };
    ("EMAIL_ADDRESS", format!("{name}@{domain}"))
}

pub(super) fn phone(draw: &mut Draw) -> Value {
    let area = draw.one(&["212", "415", "646", "305", "713", "206", "617", "312"]);
    let (exchange, line) = (format!("{}{}", 2 + draw.below(8), draw.digits(2)), draw.digits(4));
    let (three, four) = (draw.digits(3), draw.digits(4));
    let number = match draw.below(9) {
        0 => format!("({area}) {exchange}-{line}"),
        1 => format!("{area}-{exchange}-{line}"),
        2 => format!("+1 {area} {exchange} {line}"),
        3 => format!("+1{area}{exchange}{line}"),
        4 => format!("{area}.{exchange}.{line}"),
        5 => format!("+44 20 7{three} {four}"),
        6 => format!("+49 30 {four}{three}"),
        7 => format!("+34 6{} {three} {exchange}", draw.digits(2)),
        _ => format!("+91 98{three} 1{four}"),
    };
    ("PHONE_NUMBER", number)
}

pub(super) fn address(draw: &mut Draw) -> Value {
    let text = match draw.below(100) {
        0..80 => {
            let first = draw.one(&["8", "52", "81", "93", "104", "151", "172", "185", "203"]);
            let [b, c, d] = [draw.below(256), draw.below(256), 1 + draw.below(253)];
            format!("{first}.{b}.{c}.{d}")
        }
        80..90 => {
            let groups: Vec<_> = (0..8).map(|_| format!("{:x}", 1 + draw.below(0xffff))).collect();
            groups.join(":")
        }
        _ => format!("2001:db8:{:x}::{:x}", 1 + draw.below(0xffff), 1 + draw.below(0xffff)),
    };
    ("IP_ADDRESS", text)
}

pub(super) fn mac(draw: &mut Draw) -> Value {
    let between = draw.one(&[":", "-"]);
    let pairs: Vec<_> = (0..5).map(|_| draw.hex(2)).collect();
    // The first octet is even: an odd one is the address of a group.
    ("MAC_ADDRESS", format!("3c{between}{}", pairs.join(between)))
}

pub(super) fn card(draw: &mut Draw) -> Value {
    let body = match draw.below(4) {
        0 => format!("4{}", draw.digits(14)),
        1 => format!("5{}{}", 1 + draw.below(5), draw.digits(13)),
        2 => format!("6011{}", draw.digits(11)),
        _ => format!("37{}", draw.digits(12)),
    };
    let number = format!("{body}{}", luhn(&body));
    let groups: &[usize] = if number.len() == 16 { &[4, 4, 4, 4] } else { &[4, 6, 5] };
    ("CREDIT_CARD", grouped(&number, groups, draw.one(&["", "", " ", "-"])))
}

pub(super) fn iban(draw: &mut Draw) -> Value {
    let (country, account) = match draw.below(5) {
        0 => ("DE", draw.digits(18)),
        1 => ("GB", draw.of(CAPITALS, 4) + &draw.digits(14)),
        2 => ("ES", draw.digits(20)),
        3 => ("NL", draw.of(CAPITALS, 4) + &draw.digits(10)),
        _ => ("BE", draw.digits(12)),
    };
    let check = 98 - modulo_97(&format!("{account}{country}00"));
    let number = format!("{country}{check:02}{account}");
    let between = draw.one(&["", "", " "]);
    ("IBAN_CODE", grouped(&number, &[4; 9], between))
}

pub(super) fn ssn(draw: &mut Draw) -> Value {
    // Areas from 667 to 899 and from 1 to 665 are given.
    let area = match 1 + draw.below(898) {
        666 => 899,
        area => area,
    };
    ("US_SSN", format!("{area:03}-{:02}-{:04}", 1 + draw.below(99), 1 + draw.below(9999)))
}

pub(super) fn aadhaar(draw: &mut Draw) -> Value {
    let body = format!("{}{}", 2 + draw.below(8), draw.digits(10));
    ("IN_AADHAAR", grouped(&format!("{body}{}", verhoeff(&body)), &[4; 3], " "))
}

pub(super) fn wallet(draw: &mut Draw) -> Value {
    ("CRYPTO", format!("0x{}", draw.hex(40)))
}

pub(super) fn cpf(draw: &mut Draw) -> Value {
    let mut number = draw.digits(9);
    for first in [10, 11] {
        let check = weighted(&number, first) * 10 % 11 % 10;
        number += &check.to_string();
    }
    let (body, check) = number.split_at(9);
    ("BR_CPF", format!("{}-{check}", grouped(body, &[3; 3], ".")))
}

pub(super) fn nino(draw: &mut Draw) -> Value {
    let first = draw.one(&["AB", "CE", "EG", "HJ", "JK", "LM", "PR", "ST", "WX", "YZ"]);
    ("UK_NINO", format!("{first}{}{}", draw.digits(6), draw.one(&["A", "B", "C", "D"])))
}

pub(super) fn nif(draw: &mut Draw) -> Value {
    let number = 10_000_000 + draw.below(90_000_000);
    let letter = "TRWAGMYFPDXBNJZSQVHLCKE".chars().nth(usize::try_from(number % 23).unwrap_or(0));
    ("ES_NIF", format!("{number}{}", letter.unwrap_or('T')))
}

pub(super) fn nhs(draw: &mut Draw) -> Value {
    loop {
        let body = draw.digits(9);
        let check = (11 - weighted(&body, 10) % 11) % 11;
        if check < 10 {
            return ("UK_NHS", grouped(&format!("{body}{check}"), &[3, 3, 4], " "));
        }
    }
}

pub(super) fn token(draw: &mut Draw) -> Value {
    match draw.below(4) {
        0 => ("AWS_KEY", format!("AKIA{}", draw.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16))),
        1 => ("STRIPE_KEY", format!("sk_live_{}", draw.letters(24))),
        2 => {
            let (team, bot, rest) = (draw.digits(12), draw.digits(12), draw.letters(24));
            ("SLACK_TOKEN", format!("xoxb-{team}-{bot}-{rest}"))
        }
        // {"alg":"HS256","typ":"JWT"}
        _ => {
            let (claims, signature) = (draw.letters(60), draw.letters(43));
            ("JWT", format!("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ{claims}.{signature}"))
        }
    }
}

pub(super) fn password(draw: &mut Draw) -> Value {
    ("PASSWORD", draw.letters(10) + draw.one(&["!", "$", "%", "*"]))
}

/// What is not to be found, though it looks like something.
pub(super) fn decoy(draw: &mut Draw) -> String {
    match draw.below(9) {
        0 => format!("request {}", uuid(draw)),
        1 => format!("commit {}", draw.hex(40)),
        2 => format!("order {}-{}", draw.of(CAPITALS, 2), draw.digits(8)),
        3 => format!("version {}.{}.{}", draw.below(9), draw.below(30), draw.below(9)),
        4 => format!("took {}.{} ms", draw.below(900), draw.digits(6)),
        5 => {
            let body = draw.digits(15);
            format!("invoice {body}{}", (luhn(&body) + 1 + draw.below(8)) % 10)
        }
        6 => format!("amount {}.{} EUR", 1 + draw.below(9000), draw.digits(2)),
        7 => format!("trace {}", draw.hex(32)),
        _ => format!("epoch {}", 1_700_000_000 + draw.below(100_000_000)),
    }
}

pub(super) fn uuid(draw: &mut Draw) -> String {
    let [a, b, c, d, e] = [8, 4, 3, 3, 12].map(|count| draw.hex(count));
    format!("{a}-{b}-4{c}-a{d}-{e}")
}

pub(super) fn time(draw: &mut Draw) -> String {
    let (month, day, hour) = (1 + draw.below(12), 1 + draw.below(28), draw.below(24));
    let (minute, second, rest) = (draw.below(60), draw.below(60), draw.digits(3));
    format!("2025-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{rest}Z")
}

pub(super) fn words(draw: &mut Draw, count: u64) -> String {
    let words: Vec<_> = (0..count).map(|_| draw.one(WORDS)).collect();
    words.join(" ")
}

/// The check digit of ISO/IEC 7812-1.
fn luhn(body: &str) -> u64 {
    let digits = body.bytes().rev().map(digit).enumerate();
    let sum: u64 = digits
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    (10 - sum % 10) % 10
}

/// A number of digits and letters, which count from ten, modulo 97.
fn modulo_97(text: &str) -> u64 {
    text.chars().filter_map(|character| character.to_digit(36)).fold(0, |rest, value| {
        let by = if value < 10 { 10 } else { 100 };
        (rest * by + u64::from(value)) % 97
    })
}

/// The sum of the digits, the first with this weight and each after it with one less.
fn weighted(body: &str, first: u64) -> u64 {
    (0..=first).rev().zip(body.bytes()).map(|(weight, byte)| weight * digit(byte)).sum()
}

/// Verhoeff's check digit: in the dihedral group of ten elements, each digit permuted by its place.
fn verhoeff(body: &str) -> u64 {
    let times = |a: u64, b: u64| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b) % 5,
        (false, true) => 5 + (a + 5 - b) % 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let permuted = |digit: u64, place: usize| {
        (0..place % 8).fold(digit, |digit, _| u64::from(digit_of(PERMUTATION, digit)))
    };
    let product = body
        .bytes()
        .rev()
        .enumerate()
        .fold(0, |product, (at, byte)| times(product, permuted(digit(byte), at + 1)));
    (0..10).find(|check| times(product, *check) == 0).unwrap_or_default()
}

fn digit_of(table: &[u8; 10], digit: u64) -> u8 {
    usize::try_from(digit).ok().and_then(|at| table.get(at)).copied().unwrap_or_default()
}

fn digit(byte: u8) -> u64 {
    u64::from(byte.saturating_sub(b'0'))
}

/// A number in groups; the rest of it, where it is shorter, is the last one.
fn grouped(number: &str, groups: &[usize], between: &str) -> String {
    let (mut text, mut rest) = (String::new(), number);
    for size in groups {
        if rest.is_empty() {
            break;
        }
        let (group, after) = rest.split_at((*size).min(rest.len()));
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(group);
        rest = after;
    }
    text
}

const CAPITALS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Of Verhoeff's scheme.
const PERMUTATION: &[u8; 10] = &[1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

pub(super) const FIRST_NAMES: &[&str] = &[
    "james",
    "mary",
    "robert",
    "patricia",
    "john",
    "jennifer",
    "linda",
    "david",
    "elizabeth",
    "susan",
    "thomas",
    "sarah",
    "lena",
    "jonas",
    "sofia",
    "mateo",
    "yuki",
    "hiro",
    "anna",
    "chloe",
];

const LAST_NAMES: &[&str] = &[
    "smith", "johnson", "williams", "brown", "jones", "garcia", "miller", "davis", "martinez",
    "schmidt", "rossi", "kowalski", "tanaka", "dubois", "novak", "silva", "ivanova",
];

const WORDS: &[&str] = &[
    "the",
    "delivery",
    "arrived",
    "two",
    "days",
    "late",
    "and",
    "box",
    "was",
    "damaged",
    "but",
    "your",
    "support",
    "team",
    "helped",
    "me",
    "quickly",
    "I",
    "would",
    "like",
    "to",
    "cancel",
    "my",
    "subscription",
    "because",
    "price",
    "increased",
    "without",
    "any",
    "notice",
    "please",
    "tomorrow",
    "thank",
    "you",
    "for",
    "great",
    "service",
    "app",
    "crashes",
    "when",
    "opening",
    "settings",
    "could",
    "not",
    "after",
    "update",
    "never",
    "came",
    "really",
    "happy",
    "with",
    "quality",
    "will",
    "recommend",
    "friends",
    "refund",
    "has",
    "reached",
    "yet",
    "how",
    "can",
    "this",
    "take",
    "so",
    "long",
    "kind",
    "regards",
    "best",
    "experience",
    "ever",
    "overall",
    "satisfaction",
    "is",
    "high",
    "documentation",
    "needs",
    "examples",
    "dark",
    "mode",
    "be",
    "nice",
    "checkout",
    "keeps",
    "loading",
    "forever",
    "on",
    "browser",
];

#[cfg(test)]
mod tests {
    use super::{grouped, luhn, modulo_97, verhoeff, weighted};

    #[test]
    fn check_digits_are_those_of_published_examples() {
        assert_eq!(luhn("411111111111111"), 1);
        assert_eq!(98 - modulo_97("370400440532013000DE00"), 89);
        assert_eq!(verhoeff("236"), 3);
        assert_eq!((11 - weighted("943476591", 10) % 11) % 11, 9);
    }

    #[test]
    fn a_number_is_cut_into_groups() {
        assert_eq!(grouped("123456789", &[4; 9], " "), "1234 5678 9");
        assert_eq!(grouped("123456789", &[3; 3], "."), "123.456.789");
    }
}
