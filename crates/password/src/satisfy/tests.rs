//! The counting beside the truth: every password over a small alphabet, judged by the rules.

use proptest::{collection::vec, option, prelude::*, sample::subsequence, test_runner::Config};
use serde_json::{Map, Value, json};
use wicketgate_core::{
    field::{Echo, Reader},
    json,
};

use crate::{Candidate, Class, Form, Rules};

/// What decides, on one policy: whether a password exists, and whether one was said to.
struct Compared {
    exists: bool,
    refused: bool,
}

fn compare(rules: &Value, alphabet: &[char], longest: u32) -> Compared {
    let text = rules.to_string();
    let document = json::parse(&text).unwrap();
    let mut reader = Reader::new(Echo::Kind);
    let rules = Rules::parse(Some(&document), None, "", Form::No, &mut reader);
    let refused = !reader.problems.is_empty();
    for problem in reader.problems.into_list() {
        assert_eq!(problem.code.as_str(), "contradiction", "{text}: {}", problem.message);
    }
    let mut words = vec![String::new()];
    for _ in 0..=longest {
        if words.iter().any(|word| accepts(&rules, word)) {
            return Compared { exists: true, refused };
        }
        let longer = words
            .iter()
            .flat_map(|word| alphabet.iter().map(move |character| format!("{word}{character}")));
        words = longer.collect();
    }
    Compared { exists: false, refused }
}

fn accepts(rules: &Rules, word: &str) -> bool {
    let candidate = Candidate::new(word).unwrap();
    rules
        .check(&candidate)
        .all(|(_, finding)| finding.status == wicketgate_core::report::Status::Satisfied)
}

/// An alphabet of at most four characters, one of them beyond ASCII, and rules that leave no other.
pub(crate) fn alphabet() -> impl Strategy<Value = (Vec<char>, Map<String, Value>)> {
    subsequence(vec!['a', 'b', 'A', 'B', '0', '1', '!', '?', ' ', 'é', '€'], 1..=4).prop_map(
        |chosen| {
            let others = (' '..='~').filter(|character| !chosen.contains(character));
            let also: String = chosen.iter().filter(|character| !character.is_ascii()).collect();
            let rules = json!({
                "allowed-characters": { "also": also },
                "forbidden-characters": { "characters": others.collect::<String>() },
            });
            (chosen, rules.as_object().unwrap().clone())
        },
    )
}

/// Rules about counts and runs, with numbers as small as the passwords that are tried.
pub(crate) fn rules() -> impl Strategy<Value = Map<String, Value>> {
    let number = |name: &'static str, range: std::ops::Range<u32>| {
        range.prop_map(move |number| json!({ name: number })).boxed()
    };
    let mode = || proptest::sample::select(Class::MODES);
    let rules: Vec<(&str, f64, BoxedStrategy<Value>)> = vec![
        ("min-length", 0.5, number("min", 1..6)),
        ("lowercase", 0.25, number("min", 1..4)),
        ("uppercase", 0.25, number("min", 1..4)),
        ("digit", 0.25, number("min", 1..4)),
        (
            "symbol",
            0.25,
            (1..4, mode()).prop_map(|(min, mode)| json!({"min": min, "mode": mode})).boxed(),
        ),
        (
            "classes",
            0.25,
            (1..4, mode()).prop_map(|(min, mode)| json!({"min": min, "symbol_mode": mode})).boxed(),
        ),
        ("distinct", 0.25, number("min", 1..5)),
        ("max-occurrences", 0.3, number("max", 1..4)),
        ("max-identical-run", 0.3, number("max", 1..4)),
        (
            "max-same-class-run",
            0.3,
            (1..4, mode()).prop_map(|(max, mode)| json!({"max": max, "symbol_mode": mode})).boxed(),
        ),
        (
            "weighted-length",
            0.25,
            (1..9, vec(0..3, 4), mode())
                .prop_map(|(min, credits, mode)| {
                    json!({
                        "min": min, "lowercase": credits[0], "uppercase": credits[1],
                        "digit": credits[2], "symbol": credits[3], "symbol_mode": mode,
                    })
                })
                .boxed(),
        ),
        (
            "length-tiers",
            0.25,
            (vec((1..3_u32, vec(0..3_u32, 4), 0..4_u32), 1..4), mode())
                .prop_map(|(tiers, mode)| {
                    let mut from = 0;
                    let tiers = tiers.iter().map(|(more, of_class, classes)| {
                        from += more;
                        json!({
                            "from": from, "lowercase": of_class[0], "uppercase": of_class[1],
                            "digit": of_class[2], "symbol": of_class[3], "classes": classes,
                        })
                    });
                    json!({"tiers": tiers.collect::<Vec<_>>(), "symbol_mode": mode})
                })
                .boxed(),
        ),
        (
            "no-number",
            0.15,
            (0..3, 0..3).prop_map(|(min, more)| json!({"min": min, "max": min + more})).boxed(),
        ),
    ];
    let each: Vec<_> = rules
        .into_iter()
        .map(|(code, weight, options)| {
            option::weighted(weight, options).prop_map(move |options| (code, options))
        })
        .collect();
    each.prop_map(|rules| {
        let configured =
            rules.into_iter().filter_map(|(code, options)| Some((code.to_owned(), options?)));
        configured.collect()
    })
}

/// Rules that the counting does not look into, or only beside some others.
pub(crate) fn beside() -> impl Strategy<Value = Map<String, Value>> {
    let place = || proptest::sample::select(&["anywhere", "edges", "start", "end"][..]);
    let rules = (
        option::weighted(0.5, place().prop_map(|place| json!({"where": place}))),
        option::weighted(0.3, (1..3).prop_map(|block| json!({"block": block}))),
        option::weighted(0.3, Just(json!({}))),
        option::weighted(0.3, (1..8).prop_map(|max| json!({"max": max}))),
        option::weighted(0.3, (3..5).prop_map(|length| json!({"length": length}))),
    );
    rules.prop_map(|(whitespace, repeat, palindrome, bytes, sequence)| {
        let rules = [
            ("no-whitespace", whitespace),
            ("repeat", repeat),
            ("no-palindrome", palindrome),
            ("max-bytes", bytes),
            ("sequence", sequence),
        ];
        rules.into_iter().filter_map(|(code, options)| Some((code.to_owned(), options?))).collect()
    })
}

pub(crate) fn with(parts: [&Map<String, Value>; 3], longest: u32) -> Value {
    let mut all = json!({"max-length": {"max": longest}});
    for part in parts {
        all.as_object_mut().unwrap().extend(part.clone());
    }
    all
}

fn config(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

const LONGEST: u32 = 6;

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn counting_tells_whether_a_password_exists((alphabet, closed) in alphabet(), rules in rules()) {
        let rules = with([&closed, &rules, &Map::new()], LONGEST);
        let compared = compare(&rules, &alphabet, LONGEST);
        prop_assert_eq!(compared.refused, !compared.exists, "{} over {:?}", rules, alphabet);
    }

    #[test]
    fn what_a_password_satisfies_is_never_refused(
        (alphabet, closed) in alphabet(), rules in rules(), beside in beside(),
    ) {
        let rules = with([&closed, &rules, &beside], LONGEST);
        let compared = compare(&rules, &alphabet, LONGEST);
        prop_assert!(!(compared.refused && compared.exists), "{} over {:?}", rules, alphabet);
    }
}
