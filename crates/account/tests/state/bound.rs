//! No sequence of events panics, or grows a state beyond its bound.

use wicketgate_account::{Account, MOST_BYTES};
use wicketgate_core::json;

use crate::world::{Seen, play, sequences};

#[test]
fn no_sequence_of_events_grows_a_state_beyond_its_bound() {
    let (mut largest, mut all) = (0, Seen::new());
    for seed in 0..sequences() {
        let seen = play(seed, 400, true, |world, event, _| {
            let written = world.written();
            largest = largest.max(written.len());
            assert!(written.len() <= MOST_BYTES, "{} bytes after {event}", written.len());
            let value = json::parse(&written).expect("a state");
            assert_eq!(Account::read(&value).as_ref().ok(), world.state.as_ref(), "{written}");
        });
        for (name, count) in seen {
            *all.entry(name).or_default() += count;
        }
    }
    // Or nothing was tried.
    let reached = |reason: &str| all.keys().any(|name| name.ends_with(&format!("\"{reason}\"")));
    let reasons = ["signed-in", "code-sent", "factor-enrolled", "unlocked", "factors-listed"];
    let missing: Vec<_> = reasons.into_iter().filter(|reason| !reached(reason)).collect();
    assert!(largest > 10_000 && missing.is_empty(), "{largest} bytes, {missing:?}, {all:#?}");
}
