//! Passwords that are made, beside all that could have been.

use proptest::{prelude::*, test_runner::Config};
use serde_json::{Value, json};
use wicketgate_core::{
    Code, Context,
    field::{Echo, Reader},
    json::parse,
    report::Status,
};

use super::{Generated, Refusal, Wish};
use crate::{Candidate, Form, Rules, satisfy::tests as drawn};

fn rules(value: &Value) -> Option<Rules> {
    let text = value.to_string();
    let document = parse(&text).unwrap();
    let mut reader = Reader::new(Echo::Kind);
    let rules = Rules::parse(Some(&document), None, "", Form::No, &mut reader);
    reader.problems.is_empty().then_some(rules)
}

fn make(rules: &Rules, seed: u32, length: Option<u32>) -> Result<Generated, Vec<Code>> {
    let entropy: Vec<u8> = seed.to_be_bytes().into_iter().cycle().take(32).collect();
    let wish = Wish { entropy: &entropy, length, look_alikes: true };
    rules.generate(&Context::new(), &wish).map_err(|refusal| match refusal {
        Refusal::Entropy => panic!("32 bytes are enough"),
        Refusal::Rules(codes) => codes,
    })
}

fn accepts(rules: &Rules, text: &str) -> bool {
    let candidate = Candidate::new(text).unwrap();
    rules.check(&candidate).all(|(_, finding)| finding.status == Status::Satisfied)
}

/// Every accepted password of a length.
fn accepted(rules: &Rules, alphabet: &[char], length: u32) -> Vec<String> {
    let mut words = vec![String::new()];
    for _ in 0..length {
        let longer = words
            .iter()
            .flat_map(|word| alphabet.iter().map(move |character| format!("{word}{character}")));
        words = longer.collect();
    }
    words.retain(|word| accepts(rules, word));
    words
}

#[test]
fn every_password_that_is_possible_is_as_probable_as_the_others() {
    let cases = [
        // Planned as a whole.
        json!({
            "allowed-characters": { "of": ["digit"], "also": "ab" }, "no-number": { "min": 2, "max": 9 },
            "lowercase": {}, "digit": { "min": 2 }, "max-identical-run": { "max": 2 },
        }),
        // Runs and weights, beside what is judged afterwards.
        json!({
            "allowed-characters": { "of": ["digit"], "also": "aB" }, "no-number": { "min": 2, "max": 9 },
            "max-same-class-run": { "max": 2 }, "weighted-length": { "min": 5, "uppercase": 1 },
            "no-palindrome": {}, "max-occurrences": { "max": 2 },
        }),
    ];
    for case in cases {
        let rules = rules(&case).unwrap();
        let possible = accepted(&rules, &['0', '1', 'a', 'b', 'B'], 4);
        let draws = u32::try_from(possible.len() * 100).unwrap();
        let mut counts = vec![0_u32; possible.len()];
        for seed in 0..draws {
            let made = make(&rules, seed, Some(4)).unwrap();
            let place = possible.iter().position(|word| word == made.password.reveal());
            counts[place.unwrap()] += 1;
            assert!(1_u64 << made.entropy_bits <= possible.len() as u64, "{case}");
        }
        let squares: f64 =
            counts.iter().map(|count| (f64::from(*count) - 100.0).powi(2) / 100.0).sum();
        // As many degrees of freedom as passwords, less one: five standard deviations above them.
        let freedom = possible.len() as f64 - 1.0;
        assert!(possible.len() > 20, "{case}");
        assert!(squares < freedom + 5.0 * (2.0 * freedom).sqrt(), "{case}: {squares} of {freedom}");
    }
}

#[test]
fn entropy_is_counted_exactly_where_all_rules_are() {
    let cases = [
        (
            json!({"allowed-characters": {"of": ["digit"]}, "min-length": {"min": 4}, "max-length": {"max": 4}}),
            13,
        ),
        // 26^8, rounded down from 37.6.
        (json!({"allowed-characters": {"of": ["lowercase"]}, "max-length": {"max": 8}}), 37),
        // 10 * 9 of two digits.
        (
            json!({"allowed-characters": {"of": ["digit"]}, "max-length": {"max": 2}, "max-identical-run": {"max": 1}}),
            6,
        ),
        // The entropy that was given.
        (json!({"min-length": {"min": 60}}), 256),
    ];
    for (case, bits) in cases {
        let made = make(&rules(&case).unwrap(), 1, None).ok().unwrap();
        assert_eq!(made.entropy_bits, bits, "{case}");
    }
}

#[test]
fn another_entropy_makes_another_password_and_the_same_the_same() {
    let rules = rules(&json!({"min-length": {"min": 15}})).unwrap();
    let text = |seed| make(&rules, seed, None).ok().unwrap().password.reveal().to_owned();
    let mut texts: Vec<String> = (0..1_000).map(text).collect();
    assert_eq!(text(7), texts[7]);
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), 1_000);
}

#[test]
fn what_stands_in_the_way_is_named() {
    let cases = [
        (json!({"min-length": {"min": 9}}), Some(8), vec!["min-length"]),
        (json!({"max-length": {"max": 9}}), Some(10), vec!["max-length"]),
        (json!({"min-length": {"min": 300}}), None, vec!["min-length"]),
        // One text in a million has no two neighbours that are a number.
        (
            json!({"allowed-characters": {"of": ["digit"]}, "no-number": {"min": 10, "max": 99}}),
            Some(12),
            vec!["no-number"],
        ),
    ];
    for (case, length, expected) in cases {
        let codes = make(&rules(&case).unwrap(), 1, length).err().unwrap();
        let codes: Vec<&str> = codes.iter().map(Code::as_str).collect();
        assert_eq!(codes, expected, "{case}");
    }
}

#[test]
fn what_asks_for_more_than_is_planned_is_made_all_the_same() {
    let each = |min: u32| json!({"lowercase": {"min": min}, "uppercase": {"min": min}, "digit": {"min": min}});
    let cases = [
        (each(30), None, Some(90)),
        (each(40), None, Some(120)),
        (each(60), None, Some(180)),
        (each(60), Some(200), Some(200)),
        (each(60), Some(179), None),
        (each(85), None, Some(255)),
        (each(86), None, None),
        (json!({"digit": {"min": 128}, "symbol": {"min": 120}}), None, Some(248)),
    ];
    for (case, wanted, length) in cases {
        let rules = rules(&case).unwrap();
        let made = make(&rules, 1, wanted).ok();
        assert_eq!(made.as_ref().map(|made| made.length), length, "{case}");
        if let Some(made) = made {
            assert!(accepts(&rules, made.password.reveal()), "{case}");
            assert_eq!(made.entropy_bits, 256, "{case}");
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 250, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_made_is_accepted_and_no_more_is_stated_than_is_possible(
        (alphabet, closed) in drawn::alphabet(),
        asked in drawn::rules(),
        beside in drawn::beside(),
        length in 1..6_u32,
        seed in any::<u32>(),
    ) {
        let value = drawn::with([&closed, &asked, &beside], 6);
        let Some(rules) = rules(&value) else { return Ok(()) };
        let possible = accepted(&rules, &alphabet, length);
        match make(&rules, seed, Some(length)) {
            Ok(made) => {
                prop_assert!(possible.iter().any(|word| word == made.password.reveal()), "{}", value);
                prop_assert!(1_usize << made.entropy_bits <= possible.len(), "{}: {}", value, made.entropy_bits);
                prop_assert_eq!(made.length, length);
            }
            // Of four characters and five places nothing possible is rare enough to be missed.
            Err(codes) => prop_assert!(possible.is_empty(), "{} refuses by {:?}", value, codes),
        }
    }
}
