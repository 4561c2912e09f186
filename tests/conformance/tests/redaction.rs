//! How exact redaction is: what the project claims of it, measured.

use wicketgate_conformance::{
    corpus::{Score, Text},
    redaction::{accuracy, every_country, find},
};

#[test]
fn little_of_the_corpus_is_leaked_and_little_destroyed() {
    let text = Text::of_length(2_000_000);
    let score = Score::of(&text, &find(&every_country(), &text.text));
    assert!(score.leaked_percent() <= LEAKED, "{score:?}");
    assert!(score.destroyed_percent() <= DESTROYED, "{score:?}");
}

#[test]
fn as_much_is_found_in_documents_of_others_as_presidio_finds() {
    let Some(all) = accuracy::recall().expect("readable") else {
        println!("SKIPPED: there is no folder ../shared/cases beside the repository");
        return;
    };
    for recall in &all {
        assert!(recall.is_met(), "{recall:?}");
    }
}

#[test]
fn cases_of_others_come_out_as_they_expect() {
    let Some(all) = accuracy::cases_by_kind().expect("readable") else {
        println!("SKIPPED: there is no folder ../shared/cases beside the repository");
        return;
    };
    let (texts, right) =
        all.values().fold((0, 0), |(texts, right), it| (texts + it.texts, right + it.right));
    assert!(right * 100 >= texts * 99, "{right} of {texts}");
}

/// Percent of what is to be found.
const LEAKED: f64 = 0.1;
/// Percent of all other bytes.
const DESTROYED: f64 = 0.2;
