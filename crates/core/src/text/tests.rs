//! The oracles are the crates that the tables were derived from, asked another way: the tables were
//! made from single characters, and here whole texts are compared.

use std::{
    borrow::Cow,
    fs,
    io::{self, Write},
    iter,
    path::Path,
    sync::LazyLock,
    time::{Duration, Instant},
};

use proptest::{collection::vec, prelude::*, sample::select};
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::{MOST_OF_ONE_UNIT, UNICODE_VERSION, is_letter_or_digit, nfc};

#[test]
fn tables_are_of_the_oracles_version() {
    let (major, minor, update) = unicode_normalization::UNICODE_VERSION;
    assert_eq!(UNICODE_VERSION, format!("{major}.{minor}.{update}"));
    let (major, minor, update) = unicode_properties::UNICODE_VERSION;
    assert_eq!(UNICODE_VERSION, format!("{major}.{minor}.{update}"));
}

#[test]
fn known_texts_are_normalised() {
    for (name, text, normal) in [
        ("empty", "", ""),
        ("composes", "A\u{30A}", "\u{C5}"),
        ("stands for another", "\u{212B}", "\u{C5}"),
        ("orders marks, then composes", "e\u{301}\u{327}", "\u{229}\u{301}"),
        ("takes a composite apart", "\u{E9}\u{327}", "\u{229}\u{301}"),
        ("composes past a lower class", "a\u{323}\u{302}", "\u{1EAD}"),
        (
            "is blocked by the same class",
            "a\u{315}\u{300}\u{5AE}\u{300}b",
            "\u{E0}\u{5AE}\u{300}\u{315}b",
        ),
        ("is blocked by a starter", "a\u{34F}\u{301}", "a\u{34F}\u{301}"),
        ("is excluded", "\u{958}", "\u{915}\u{93C}"),
        ("begins with a mark", "\u{301}a", "\u{301}a"),
        ("puts a syllable together", "\u{1112}\u{1161}\u{11AB}", "한"),
        ("adds to a syllable", "하\u{11AB}", "한"),
        ("is no trailing consonant", "하\u{11A7}", "하\u{11A7}"),
        ("joins two starters", "\u{9C7}\u{9BE}", "\u{9CB}"),
        ("starts with what can join", "\u{113C2}\u{113C5}", "\u{113C5}\u{113C2}"),
        ("Cyrillic", "и\u{306}", "й"),
    ] {
        assert_eq!(nfc(text), normal, "{name}");
        agree(text);
    }
}

#[test]
fn every_character_agrees() {
    for c in '\0'..=char::MAX {
        let text = String::from(c);
        let normal = nfc(&text);
        assert!(normal.chars().eq(text.nfc()), "U+{:04X}", u32::from(c));
        assert_eq!(matches!(normal, Cow::Borrowed(_)), *normal == *text, "U+{:04X}", u32::from(c));
    }
}

#[test]
fn every_character_agrees_in_every_surrounding() {
    for from in (0..=u32::from(char::MAX)).step_by(4_096) {
        let characters = || (from..from + 4_096).filter_map(char::from_u32);
        for (before, after) in [
            ("", "\u{301}"),
            ("a\u{345}", "\u{327}"),
            ("\u{E9}", "\u{323}x"),
            ("\u{1100}", "\u{11A8}"),
            ("\u{9C7}", "\u{9BE}"),
            ("\u{113C2}", "\u{113C2}"),
        ] {
            agree_all(characters().map(|c| format!("{before}{c}{after}")));
        }
        agree_all(characters().map(|c| format!("{c}{c}{c}")));
        agree_all(characters().map(|c| c.nfd().collect()));
    }
}

#[test]
fn every_mark_agrees_behind_every_base_and_mark() {
    let bases = "aeiouYᾳώЙиאشकকത가각ᄀ\u{1161}かﾊ\u{212B}\u{1E69}\u{1EAD}\u{F900}\u{2FA1D}\u{1D15F}😀\u{301}\u{345}";
    for base in bases.chars() {
        agree_all(MARKS.iter().map(|mark| format!("{base}{mark}")));
        agree_all(MARKS.iter().map(|mark| format!("{base}{mark}\u{301}")));
    }
    for mark in MARKS.iter() {
        agree_all(MARKS.iter().map(|other| format!("a{mark}{other}")));
    }
}

#[test]
fn only_what_the_oracle_composes_composes() {
    let parts: Vec<Vec<char>> = COMPOSITES
        .iter()
        .map(|c| c.nfd().collect())
        .filter(|parts: &Vec<_>| parts.len() > 1)
        .collect();
    let mut firsts: Vec<char> =
        parts.iter().map(|parts| parts[0]).chain(COMPOSITES.clone()).collect();
    let mut seconds: Vec<char> = parts.iter().flat_map(|parts| parts[1..].to_vec()).collect();
    for list in [&mut firsts, &mut seconds] {
        list.sort_unstable();
        list.dedup();
    }
    assert!(firsts.len() > 1_000 && seconds.len() > 90, "{} {}", firsts.len(), seconds.len());
    for first in firsts {
        agree_all(seconds.iter().map(|second| format!("{first}{second}")));
    }
}

#[test]
fn every_syllable_agrees_from_its_parts() {
    for leading in '\u{10FF}'..='\u{1113}' {
        for vowel in '\u{1160}'..='\u{1176}' {
            let trailing = '\u{11A6}'..='\u{11C3}';
            agree_all(trailing.map(|c| format!("{leading}{vowel}{c}")));
        }
    }
}

proptest! {
    #[test]
    fn random_texts_have_no_more_than_their_units_become(characters in vec(character(), 0..12)) {
        bounded(&characters.into_iter().collect::<String>());
    }

    #[test]
    fn random_texts_agree(characters in vec(character(), 0..24)) {
        agree(&characters.into_iter().collect::<String>());
    }

    #[test]
    fn long_runs_of_marks_agree(marks in vec(select(MARKS.as_slice()), 0..300)) {
        agree(&format!("a{}", marks.into_iter().collect::<String>()));
    }
}

#[test]
fn time_is_proportional_to_length() {
    for (name, unit) in [
        ("one mark", "\u{301}"),
        ("two classes, in the wrong order", "\u{301}\u{327}"),
        (
            "many classes, falling",
            "\u{345}\u{35D}\u{35C}\u{301}\u{315}\u{323}\u{31B}\u{321}\u{334}",
        ),
        ("four marks of one character", "\u{1D160}"),
        ("composite and mark", "\u{1E69}\u{323}"),
        ("what joins what precedes it", "\u{113C2}"),
        ("trailing consonants", "\u{11A8}"),
    ] {
        let text = |parts: usize| format!("a{}", unit.repeat(parts / unit.nfd().count()));
        let (short, long) = (text(1_024), text(4_096));
        // What else the machine does disturbs both alike, and never makes a time shorter.
        let (mut four, mut one) = (Duration::MAX, Duration::MAX);
        for _ in 0..200 {
            four = four.min(time([short.as_str(); 4]));
            one = one.min(time([long.as_str()]));
            if one < four * 2 {
                break;
            }
        }
        assert!(one < four * 2, "{name}: {four:?} for four, {one:?} for one four times as long");
    }
}

#[test]
fn every_letter_and_digit_agrees() {
    for c in '\0'..=char::MAX {
        let expected = matches!(
            c.general_category(),
            GeneralCategory::UppercaseLetter
                | GeneralCategory::LowercaseLetter
                | GeneralCategory::TitlecaseLetter
                | GeneralCategory::ModifierLetter
                | GeneralCategory::OtherLetter
                | GeneralCategory::DecimalNumber
        );
        assert_eq!(is_letter_or_digit(c), expected, "U+{:04X}", u32::from(c));
    }
}

#[test]
fn shared_cases_agree() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/unicode_length.jsonl");
    if !path.exists() {
        let note = "SKIPPED text::shared_cases_agree: no";
        writeln!(io::stderr(), "{note} {}", path.display()).unwrap();
        return;
    }
    let mut count = 0;
    for line in fs::read_to_string(path).unwrap().lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let (id, text, expected) = (&case["id"], &case["input"]["string"], &case["expected"]);
        let text = text.as_str().unwrap();
        let normal = nfc(text);
        assert_eq!(expected["nfc"], *normal, "{id}");
        assert_eq!(expected["nfc_code_points"], normal.chars().count(), "{id}");
        assert_eq!(expected["code_points"], text.chars().count(), "{id}");
        assert_eq!(expected["utf8_bytes"], text.len(), "{id}");
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn one_unit_becomes_three_characters_at_most() {
    let three = "\u{FB2C}";
    assert_eq!(nfc(three).chars().count(), MOST_OF_ONE_UNIT as usize);
    assert_eq!(nfc(&three.repeat(9)).chars().count(), 27);
    for c in '\0'..=char::MAX {
        bounded(&c.to_string());
    }
    let long = COMPOSITES.iter().filter(|c| iter::once(**c).nfd().count() > 2);
    for (c, mark) in long.flat_map(|c| MARKS.iter().map(move |mark| (c, mark))) {
        bounded(&format!("{c}{mark}"));
    }
}

/// What [`MOST_OF_ONE_UNIT`] promises of a text.
#[track_caller]
fn bounded(text: &str) {
    let normal = nfc(text);
    let ascii = normal.chars().filter(char::is_ascii).count();
    let others = normal.chars().count() - ascii;
    let units = text.encode_utf16().count();
    let most = ascii + units.saturating_sub(ascii) * MOST_OF_ONE_UNIT as usize;
    let holds = ascii <= units && ascii + others <= most;
    assert!(holds, "{}: {units} units, {ascii} ASCII, {others} others", text.escape_unicode());
}

/// Compares with the oracle; also: borrowed exactly when nothing changes, and nothing changes twice.
#[track_caller]
fn agree(text: &str) {
    let normal = nfc(text);
    let expected: String = text.nfc().collect();
    assert_eq!(normal, expected, "{}", text.escape_unicode());
    assert_eq!(matches!(normal, Cow::Borrowed(_)), expected == text, "{}", text.escape_unicode());
    assert!(matches!(nfc(&normal), Cow::Borrowed(_)), "{}", text.escape_unicode());
}

/// Compares the texts as one, which is faster, and finds the one that differs.
#[track_caller]
fn agree_all(texts: impl Iterator<Item = String>) {
    let texts: Vec<String> = texts.collect();
    let text = texts.concat();
    if !text.nfc().eq(nfc(&text).chars()) {
        texts.iter().for_each(|text| agree(text));
        agree(&text);
    }
}

#[expect(clippy::disallowed_methods, reason = "a test measures; the code under test has no clock")]
fn time<const N: usize>(texts: [&str; N]) -> Duration {
    let start = Instant::now();
    let lengths = texts.map(|text| nfc(text).len());
    let time = start.elapsed();
    assert!(!lengths.contains(&0));
    time
}

/// Biased to what normalisation touches.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        2 => any::<char>(),
        2 => proptest::char::range(' ', '~'),
        6 => select(MARKS.as_slice()),
        6 => select(COMPOSITES.as_slice()),
        4 => select(PARTS.as_slice()),
        3 => proptest::char::range('\u{1100}', '\u{11FF}'),
        2 => proptest::char::range('가', '힣'),
    ]
}

/// Everything with a combining class above 0.
static MARKS: LazyLock<Vec<char>> =
    LazyLock::new(|| ('\0'..=char::MAX).filter(|c| canonical_combining_class(*c) > 0).collect());

/// Everything that decomposes, but Hangul syllables.
static COMPOSITES: LazyLock<Vec<char>> = LazyLock::new(|| {
    ('\0'..=char::MAX)
        .filter(|c| !('가'..='힣').contains(c) && !iter::once(*c).nfd().eq([*c]))
        .collect()
});

/// Everything that those decompose into.
static PARTS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut parts: Vec<char> = COMPOSITES.iter().flat_map(|c| c.nfd()).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
});
