//! A list that is built holds what a set of the same passwords holds.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufRead, Cursor, Read},
    path::Path,
    time::Instant,
};

use proptest::prelude::*;
use wicketgate_core::{range::Hash, text::nfc};

use super::{Build, Format, Summary};
use crate::ranges::{List, Range, Source};

type Input = io::Result<Box<dyn BufRead>>;

fn input(text: impl Into<Vec<u8>>) -> Input {
    Ok(Box::new(Cursor::new(text.into())))
}

fn build(output: &Path, format: Format, memory: usize, inputs: Vec<Input>) -> io::Result<Summary> {
    Build { format, memory, output }.run(inputs, |_, _| {})
}

fn count(list: &List, text: &str) -> u32 {
    let hash = Hash::of(&nfc(text));
    let rows = list.rows(Range(hash.range()), Instant::now()).expect("an answer");
    hash.count_in(rows.text()).expect("rows")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_list_agrees_with_a_set(
        words in prop::collection::vec("[a-cé\u{301}]{1,3}|[^\\r\\n]{1,20}", 1..400),
        memory in 0_usize..2000,
        ends_with_crlf in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list");
        let end = if ends_with_crlf { "\r\n" } else { "\n" };
        let text: String = words.iter().flat_map(|word| [word.as_str(), end]).collect();
        let (first, second) = text.as_bytes().split_at(text.find(end).unwrap_or_default() + end.len());
        let summary = build(&path, Format::Passwords, memory, vec![input(first), input(second)]);
        let mut expected: BTreeMap<String, u32> = BTreeMap::new();
        for word in &words {
            *expected.entry(nfc(word).into_owned()).or_default() += 1;
        }
        let list = List::open(&path).expect("a list");
        prop_assert_eq!(list.check(|_| {}), Ok(expected.len() as u64));
        for (word, times) in &expected {
            prop_assert_eq!(count(&list, word), *times, "{:?}", word);
        }
        for other in ["", "dd", "not in the list at all, and rather long"] {
            prop_assert_eq!(count(&list, other), 0);
        }
        let summary = summary.expect("built");
        prop_assert_eq!(summary.hashes, expected.len() as u64);
        prop_assert_eq!((summary.entries, summary.skipped), (words.len() as u64, 0));
    }
}

#[test]
fn hashes_are_taken_as_they_are_and_lists_are_merged() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list");
    let hash = |text: &str| String::from_utf8(Hash::of(text).digits().to_vec()).expect("digits");
    let text = [
        format!("{}:7", hash("a")),
        hash("b").to_lowercase(),
        format!("{}:3", hash("a").to_lowercase()),
        format!("{}:0", hash("c")),
        format!("{}:4294967295", hash("d")),
        format!("{}:1", hash("d")),
        "password".to_owned(),
        String::new(),
    ];
    let summary = build(&path, Format::Hashes, 0, vec![input(text.join("\n"))]).expect("built");
    assert_eq!(summary, Summary { entries: 5, hashes: 3, skipped: 2 });
    let list = List::open(&path).expect("a list");
    for (text, times) in [("a", 10), ("b", 1), ("c", 0), ("d", u32::MAX)] {
        assert_eq!(count(&list, text), times, "{text}");
    }
    // What was built is what is taken.
    let again = folder.path().join("again");
    let built = fs::read(&path).expect("read");
    build(&again, Format::Hashes, 0, vec![input(built.clone())]).expect("built");
    assert_eq!(fs::read(&again).expect("read"), built);
}

#[test]
fn what_cannot_be_a_password_is_counted_and_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list");
    let mut bytes = b"good\n\xff\xfe\n\n".to_vec();
    for length in [4096, 4097, 5000, 100_000] {
        bytes.extend("x".repeat(length).bytes().chain(*b"\r\n"));
    }
    bytes.extend(b"last");
    let summary = build(&path, Format::Passwords, 0, vec![input(bytes)]).expect("built");
    assert_eq!(summary, Summary { entries: 3, hashes: 3, skipped: 4 });
    let list = List::open(&path).expect("a list");
    for text in ["good", "last", &"x".repeat(4096)] {
        assert_eq!(count(&list, text), 1);
    }
}

#[test]
fn a_build_that_fails_leaves_what_was_there() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken"))
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list");
    build(&path, Format::Passwords, 0, vec![input("old")]).expect("built");
    let broken: Input = Ok(Box::new(io::BufReader::new(Broken)));
    for inputs in [vec![input("new\n"), broken], vec![input("\n\n")], vec![]] {
        build(&path, Format::Passwords, 0, inputs).expect_err("a failure");
        let list = List::open(&path).expect("a list");
        assert_eq!((count(&list, "old"), count(&list, "new")), (1, 0));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "no part is left");
    }
}

#[test]
fn two_builds_of_one_list_do_not_meet() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list");
    let part = super::Part::create(&path).expect("a part");
    let error = build(&path, Format::Passwords, 0, vec![input("a")]).expect_err("busy");
    assert_eq!(error.kind(), io::ErrorKind::ResourceBusy);
    drop(part);
    build(&path, Format::Passwords, 0, vec![input("a")]).expect("built");
}
