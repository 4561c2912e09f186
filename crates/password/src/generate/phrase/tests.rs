//! Phrases that are made, beside all that could have been.

use std::collections::BTreeMap;

use proptest::{prelude::*, test_runner::Config};
use serde_json::{Value, json};
use wicketgate_core::{
    Code, Context,
    field::{Echo, Reader},
    json::parse,
    report::Status,
};

use super::{Lengths, PhraseWish, split, style::Style};
use crate::{
    Candidate, Form, Rules,
    candidate::count,
    generate::{Generated, Refusal, stream::Stream},
    satisfy::tests as drawn,
    strength::words::phrase,
};

fn rules(value: &Value) -> Option<Rules> {
    let text = value.to_string();
    let document = parse(&text).unwrap();
    let mut reader = Reader::new(Echo::Kind);
    let rules = Rules::parse(Some(&document), None, "", Form::No, &mut reader);
    reader.problems.is_empty().then_some(rules)
}

fn make(rules: &Rules, seed: u32, separator: &str) -> Result<Generated, Vec<Code>> {
    let entropy: Vec<u8> = seed.to_be_bytes().into_iter().cycle().take(32).collect();
    let wish = PhraseWish { entropy: &entropy, look_alikes: false, separator };
    rules.phrase(&Context::new(), &wish).map_err(|refusal| match refusal {
        Refusal::Entropy => panic!("32 bytes are enough"),
        Refusal::Rules(codes) => codes,
    })
}

fn accepts(rules: &Rules, text: &str) -> bool {
    let candidate = Candidate::new(text).unwrap();
    rules.check(&candidate).all(|(_, finding)| finding.status == Status::Satisfied)
}

fn style(words: u32, separator: &str) -> Style {
    let (digits, symbols) = (Vec::new(), Vec::new());
    Style { capitals: false, digits, separator: separator.to_owned(), symbols, words }
}

/// So far above its freedom a sum of squares comes about less than once in a million.
fn is_even(counts: &[u32], expected: f64) -> bool {
    let squares = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected);
    let freedom = counts.len() as f64 - 1.0;
    squares.sum::<f64>() < freedom + 5.0 * (2.0 * freedom).sqrt()
}

#[test]
fn every_word_is_as_probable_as_the_others_in_every_place() {
    let (draws, style) = (16 * phrase::COUNT, style(2, "-"));
    let lengths = Lengths::new(2, 0, u32::MAX);
    let places: BTreeMap<String, usize> =
        (0..phrase::COUNT).map(|at| (phrase::word(at).unwrap(), at as usize)).collect();
    let mut counts = [(); 2].map(|()| vec![0_u32; phrase::COUNT as usize]);
    let mut stream = Stream::new(&[5; 32]);
    for _ in 0..draws {
        let text = style.draw(&lengths, &mut stream).unwrap();
        for (counts, word) in counts.iter_mut().zip(text.split('-')) {
            counts[places[word]] += 1;
        }
    }
    for counts in counts {
        assert!(is_even(&counts, 16.0));
    }
}

#[test]
fn every_phrase_whose_length_fits_is_as_probable_as_the_others() {
    // Two words of twelve letters or thirteen: by their lengths, in proportion to how many there are.
    let lengths = Lengths::new(2, 12, 13);
    let sizes: BTreeMap<u32, u32> = phrase::lengths().collect();
    let mut expected = BTreeMap::new();
    for (one, many) in &sizes {
        for (two, others) in &sizes {
            if (12..=13).contains(&(one + two)) {
                expected.insert((*one, *two), f64::from(many * others));
            }
        }
    }
    let all: f64 = expected.values().sum();
    assert_eq!(lengths.bits(1), Some(all.log2() as u32));
    assert_eq!(lengths.bits(12), Some((all * 12.0).log2() as u32));
    let mut counts: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    let (mut stream, draws) = (Stream::new(&[6; 32]), 20_000);
    for _ in 0..draws {
        let first = count(lengths.draw(1, 0, &mut stream).unwrap().chars());
        let second = count(lengths.draw(0, first, &mut stream).unwrap().chars());
        *counts.entry((first, second)).or_default() += 1.0;
    }
    let squares = expected.iter().map(|(pair, ways)| {
        let expected = ways / all * f64::from(draws);
        (counts.get(pair).copied().unwrap_or_default() - expected).powi(2) / expected
    });
    assert!(counts.keys().eq(expected.keys()), "{counts:?}");
    // Of eight degrees of freedom, more than 45 come about once in two million.
    assert_eq!(expected.len(), 9);
    assert!(squares.sum::<f64>() < 45.0, "{counts:?}");
}

#[test]
fn a_text_is_read_in_each_way_that_makes_a_phrase_of_it() {
    let digits = |words, separator| Style { digits: vec!['2', '3'], ..style(words, separator) };
    let both = |words| Style { symbols: vec!['!'], ..digits(words, "-") };
    let cases = [
        (style(2, "-"), "house-about", 1),
        (style(2, "-"), "houseabout", 0),
        (style(2, "-"), "House-About", 0),
        (style(2, "-"), "house-", 0),
        (style(2, ""), "houseabout", 1),
        // `areas` and `care`, or `area` and `scare`.
        (style(2, ""), "areascare", 2),
        (style(3, ""), "areascarehouse", 2),
        (style(2, "s"), "housesabout", 1),
        (style(2, "s"), "areasscore", 2),
        (style(2, "er"), "playerservice", 2),
        (style(2, "er"), "playererservice", 0),
        (digits(2, "-"), "house2-about", 1),
        (digits(2, "-"), "house-about2", 1),
        (digits(2, "-"), "house-about", 0),
        (digits(2, "-"), "house2-about3", 0),
        (digits(2, "2"), "house22about", 1),
        (digits(2, "2"), "house2about2", 1),
        (both(2), "house2!-about", 1),
        (both(2), "house!2-about", 0),
        (both(2), "house!-about3", 1),
        (Style { capitals: true, ..style(2, "") }, "HouseAbout", 1),
        (Style { capitals: true, ..style(2, "") }, "HouseaBout", 0),
    ];
    for (style, text, expected) in cases {
        assert_eq!(split::readings(&style, text), expected, "{text}");
    }
}

#[test]
fn a_text_that_two_draws_could_give_is_never_made() {
    for separator in ["", "s", "e"] {
        let style = style(3, separator);
        let (lengths, mut stream) = (Lengths::new(3, 0, u32::MAX), Stream::new(&[7; 32]));
        let mut unclear = 0;
        for _ in 0..4_000 {
            let text = style.draw(&lengths, &mut stream).unwrap();
            let readings = split::readings(&style, &text);
            assert!(readings > 0, "{text}");
            unclear += u32::from(!style.is_clear(&text));
        }
        // They exist, and so the test can tell.
        assert!((1..800).contains(&unclear), "{separator}: {unclear}");
    }
}

/// A phrase with one letter for each word, or a capital and one.
fn shape(text: &str) -> String {
    let mut shape: Vec<char> = Vec::new();
    for character in text.chars() {
        let kind = match character {
            'a'..='z' => 'a',
            'A'..='Z' => 'A',
            '0'..='9' => '0',
            other => other,
        };
        if kind != 'a' || shape.last() != Some(&'a') {
            shape.push(kind);
        }
    }
    shape.into_iter().collect()
}

#[test]
fn the_policy_chooses_the_style() {
    let cases = [
        (json!({}), "-", "a-a-a-a-a-a", 72),
        (json!({}), " ", "a a a a a a", 72),
        (json!({}), "x-x", "a-a-a-a-a-a", 70),
        (json!({}), "", "a", 70),
        (json!({"uppercase": {}}), "-", "Aa-Aa-Aa-Aa-Aa-Aa", 72),
        // Six places of eight digits: 5.6 bits.
        (json!({"digit": {}}), "-", "a-a-a-a-a-a0", 77),
        (json!({"classes": {"min": 4}}), "-", "Aa-Aa-Aa-Aa0-Aa-Aa", 77),
        (json!({"digit": {}, "symbol": {}}), "", "a0&a", 81),
        // A symbol that the separator has would stand for two.
        (json!({"symbol": {"min": 6}}), "!", "a!a!a!a!a!a*", 77),
        (json!({"no-whitespace": {}}), " ", "a", 70),
        // 720 words of four letters: 18.98 bits; without a separator some are read in two ways.
        (json!({"max-length": {"max": 8}}), "-", "a", 16),
        (json!({"max-length": {"max": 9}}), "-", "a-a", 18),
        (json!({"min-length": {"min": 60}}), "-", "a-a-a-a-a-a-a-a", 92),
        (json!({"min-length": {"min": 100}}), "-", "a-a-a-a-a-a-a-a-a-a-a-a", 130),
        (json!({"lowercase": {"min": 60}}), "-", "a-a-a-a-a-a-a-a-a-a", 116),
    ];
    for (case, separator, expected, bits) in cases {
        let rules = rules(&case).unwrap();
        let made = make(&rules, 3, separator).unwrap_or_else(|codes| panic!("{case}: {codes:?}"));
        let text = made.password.reveal();
        assert!(accepts(&rules, text), "{case}: {text}");
        assert_eq!((shape(text).as_str(), made.entropy_bits), (expected, bits), "{case}: {text}");
    }
}

#[test]
fn the_fewest_rules_that_refuse_are_named() {
    let cases = [
        (json!({"max-length": {"max": 7}, "digit": {}, "uppercase": {}}), vec!["max-length"]),
        (json!({"digit": {"min": 2}, "uppercase": {}}), vec!["digit"]),
        (json!({"min-length": {"min": 120}}), vec!["min-length"]),
        (json!({"allowed-characters": {"of": ["digit"]}}), vec!["allowed-characters"]),
        (json!({"max-same-class-run": {"max": 2}, "digit": {}}), vec!["max-same-class-run"]),
        // All that is short enough is too poor in digits; one digit less refuses less.
        (json!({"max-length": {"max": 12}, "digit": {"min": 3}}), vec!["digit"]),
    ];
    for (case, expected) in cases {
        let codes = make(&rules(&case).unwrap(), 1, "-").err();
        let codes = codes.unwrap_or_else(|| panic!("{case} refuses nothing"));
        let codes: Vec<&str> = codes.iter().map(Code::as_str).collect();
        assert_eq!(codes, expected, "{case}");
    }
}

#[test]
fn another_entropy_makes_another_phrase_and_the_same_the_same() {
    let rules = rules(&json!({"min-length": {"min": 15}})).unwrap();
    let text = |seed| make(&rules, seed, "-").ok().unwrap().password.reveal().to_owned();
    let mut texts: Vec<String> = (0..200).map(text).collect();
    assert_eq!(text(7), texts[7]);
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), 200);
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_made_is_accepted(
        asked in drawn::rules(),
        beside in drawn::beside(),
        longest in 6..60_u32,
        separator in "[-a-c1 ]{0,3}",
        seed in any::<u32>(),
    ) {
        let value = drawn::with([&asked, &beside, &serde_json::Map::new()], longest);
        let Some(rules) = rules(&value) else { return Ok(()) };
        if let Ok(made) = make(&rules, seed, &separator) {
            let text = made.password.reveal();
            prop_assert!(accepts(&rules, text), "{}: {}", value, text);
            prop_assert_eq!(made.length, count(text.chars()));
            // Twelve words, and a digit and a symbol in as many places.
            prop_assert!(made.entropy_bits <= 12 * 12 + 14, "{}", value);
        }
    }
}
