//! The estimator beside npm's `zxcvbn`, and on texts that nobody would choose.
//!
//! `rows.jsonl` holds what `zxcvbn` 4.4.2 itself answers in 2026, made by `rows.mjs` from words,
//! their usual disguises, keyboard patterns, repetitions, sequences and dates. The crate `zxcvbn` is
//! no oracle: its word lists are other ones (`1000` has another rank).

#![cfg(feature = "strength")]

use proptest::{
    prelude::{any, prop},
    proptest,
    test_runner::Config,
};
use serde_json::Value;
use wicketgate_password::{
    Candidate,
    strength::{Estimate, Pattern, estimate},
};

#[test]
fn answers_are_those_of_zxcvbn() {
    let rows: Vec<Value> = include_str!("rows.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    assert_eq!(rows.len(), 1200);
    let mut exact = 0;
    for row in &rows {
        let [password, words, score, guesses, pieces] = row.as_array().expect("a list").as_slice()
        else {
            panic!("{row}");
        };
        let words: Vec<&str> =
            words.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let ours = estimate(password.as_str().expect("a text"), &words, 2026);
        assert_eq!(u64::from(ours.score), score.as_u64().expect("a number"), "{row}");
        let guesses = guesses.as_f64().expect("a number");
        let (found, pieces) = (described(&ours), pieces.as_str().expect("a text"));
        // What is repeated may be a word, whose rank is not told.
        let has_steps = pieces.contains("repeat") || pieces.split([' ', ',']).any(is_step);
        if found == pieces && !has_steps {
            // The last bit of a power may differ; see the documentation of the module.
            assert!((ours.guesses - guesses).abs() <= guesses * 1e-14, "{row}: {}", ours.guesses);
            exact += 1;
        } else {
            // Ranks beyond the first are told in steps, and guesses are as near as the ranks.
            assert!((ours.guesses / guesses).log10().abs() <= 0.01, "{row}: {}", ours.guesses);
            let (found, pieces) = (found.split([' ', ',']), pieces.split([' ', ',']));
            assert_eq!(found.clone().count(), pieces.clone().count(), "{row}");
            for (found, expected) in found.zip(pieces) {
                let is_near = found == expected || is_near(found, expected);
                assert!(is_near, "{row}: {found} for {expected}");
            }
        }
    }
    // The formulas themselves are held to the last bit where no step is in between.
    assert!(exact >= 150, "{exact} rows are equal to the last bit");
}

/// Whether a number is a rank that may be told in steps.
fn is_step(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|rank| rank > 66.0)
}

/// Whether two ranks are of one step: half of 1.5 %, and what rounding adds.
fn is_near(found: &str, expected: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok().filter(|_| is_step(text));
    match (number(found), number(expected)) {
        (Some(found), Some(expected)) => (found - expected).abs() <= expected * 0.008 + 1.0,
        _ => false,
    }
}

/// The pieces as `rows.mjs` writes them.
fn described(estimate: &Estimate) -> String {
    let piece = |piece: &wicketgate_password::strength::Match| {
        let pattern = match piece.pattern {
            Pattern::Bruteforce => "gap".to_owned(),
            Pattern::Date { separator, year } => format!("date,{year},{separator}"),
            Pattern::Dictionary { dictionary, leet, rank, reversed } => {
                format!("{dictionary},{rank},{leet},{reversed}")
            }
            Pattern::RecentYear { year } => format!("year,{year}"),
            Pattern::Repeat { base_characters, count, .. } => {
                format!("repeat,{base_characters},{count}")
            }
            Pattern::Sequence { ascending, name } => format!("sequence,{name},{ascending}"),
            Pattern::Spatial { graph, shifted, turns } => format!("{graph},{shifted},{turns}"),
            _ => "another".to_owned(),
        };
        format!("{}-{}:{pattern}", piece.start, piece.end)
    };
    let mut text: Vec<String> = estimate.sequence.iter().map(piece).collect();
    text.extend(estimate.feedback.warning.map(str::to_owned));
    text.join(" ")
}

proptest! {
    #![proptest_config(Config { cases: 300, failure_persistence: None, ..Config::default() })]

    #[test]
    fn pieces_cover_any_text(
        password in "\\PC{0,40}|[\\x00-\\xff]{0,60}|(..){0,12}|[1|7!4@{(aclit]{0,30}",
        account in prop::collection::vec(".{0,8}", 0..4),
        year in any::<u16>(),
    ) {
        let words: Vec<&str> = account.iter().map(String::as_str).collect();
        let estimate = estimate(&password, &words, year);
        let mut end = 0;
        for piece in &estimate.sequence {
            assert_eq!(piece.start, end, "{password:?}");
            assert!(piece.end > piece.start && piece.guesses >= 1.0, "{password:?}");
            end = piece.end;
        }
        assert_eq!(usize::try_from(end).ok(), Some(password.chars().count()), "{password:?}");
        assert!(estimate.guesses.is_finite() && estimate.guesses >= 1.0, "{password:?}");
        assert!(estimate.score <= 4 && estimate.crack_times.online_throttled.is_finite());
    }
}

#[test]
fn any_length_is_estimated() {
    let runs: String = ('a'..='z').map(|letter| letter.to_string().repeat(157)).collect();
    let alternating: String = "as".repeat(2047) + "ax";
    let cases = [
        ("nothing", String::new(), 0),
        ("one block", "a".repeat(4096), 1),
        ("two keys", alternating, 2),
        ("runs", runs, 4),
        ("replacements", "1|7!4@".repeat(682), 3),
    ];
    for (name, password, score) in cases {
        assert!(password.len() <= Candidate::MAX_BYTES, "{name}");
        assert_eq!(estimate(&password, &[], 2026).score, score, "{name}");
    }
}

#[test]
fn words_of_the_account_count_by_their_place() {
    let found = |words: &[&str]| match estimate("Wicketgate", words, 2026).sequence.as_slice() {
        [only] => match only.pattern {
            Pattern::Dictionary { dictionary: "account", rank, .. } => Some(rank),
            _ => None,
        },
        _ => None,
    };
    let many: Vec<String> = (0..300).map(|number| format!("w{number}")).collect();
    let mut many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(found(&[]), None);
    assert_eq!(found(&["WICKETGATE"]), Some(1));
    assert_eq!(found(&["", "wicketgate"]), Some(2));
    assert_eq!(found(&["wicketgate", "gate", "wicketgate"]), Some(3));
    many[255] = "wicketgate";
    assert_eq!(found(&many), Some(256));
    many.insert(0, "first");
    assert_eq!(found(&many), None);
}
