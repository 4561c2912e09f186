//! What is decided of the beginning of a text holds for the whole of it, for every text of the vectors.

use std::{fs, path::Path};

use crate::{
    Confidence, Rules, Span, Window,
    scan::{Next, Scan, State},
};

#[test]
fn what_is_decided_of_a_beginning_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/redact");
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a file");
        let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let code = path.file_stem().expect("a name").to_string_lossy().into_owned();
        for rules in [
            Rules::new(|kind| (kind.code == code).then_some(Confidence::Possible)),
            Rules::new(|_| Some(Confidence::Likely)),
        ] {
            let groups = file["groups"].as_array().expect("groups");
            for test in groups.iter().flat_map(|group| group["tests"].as_array().expect("tests")) {
                every_cut(&rules, test["text"].as_str().expect("a text"));
            }
        }
    }
}

fn every_cut(rules: &Rules, text: &str) {
    let whole = rules.spans(text);
    for cut in 0..text.len() {
        let mut scan = Scan {
            context: 0,
            rules,
            state: State::default(),
            window: Window { bytes: text.as_bytes(), floor: 0, last: false },
        };
        let (mut spans, mut at) = (Vec::new(), 0);
        for (end, last) in [(cut, false), (text.len(), true)] {
            let bytes = text.as_bytes().get(..end).expect("a beginning");
            scan.window = Window { bytes, floor: scan.window.floor, last };
            at = loop {
                match scan.next(at) {
                    Next::Clean(place) => break place,
                    Next::Hit(hit) => {
                        spans.push(Span { end: hit.end, kind: hit.kind, start: hit.start });
                        at = hit.end;
                        scan.window.floor = at;
                    }
                }
            };
            let decided: Vec<_> = whole.iter().take(spans.len()).copied().collect();
            assert_eq!(spans, decided, "{text:?} in two at {cut}");
            let next = whole.get(spans.len()).map_or(usize::MAX, |span| span.start);
            assert!(at <= next, "{text:?} in two at {cut}: nothing up to {at}, but at {next}");
        }
        assert_eq!(spans, whole, "{text:?} in two at {cut}");
    }
}
