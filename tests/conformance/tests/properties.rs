//! The laws, searched with seeded random input: a sample here, and longer where
//! `WICKETGATE_PROVE_SECONDS` says how many seconds each law gets.

use std::time::Instant;

use proptest::prelude::any;
use wicketgate_conformance::property::{Budget, End, LAWS, search};

#[test]
fn every_law_holds() {
    let mut broken = Vec::new();
    for law in LAWS {
        let start = Instant::now();
        let found = (law.search)(Budget::of_environment(law.cases), &mut |_| {});
        let seconds = start.elapsed().as_secs_f32();
        match found {
            Ok(counted) => println!("{}: {counted} inputs, {seconds:.1} s", law.name),
            Err(reason) => broken.push(format!("{}: {reason}", law.name)),
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_broken_law_is_found_and_minimised() {
    let budget = Budget { seed: 1, end: End::Cases(1000) };
    let small = |number: u32| if number < 1000 { Ok(true) } else { Err("too large".to_owned()) };
    let found = search(budget, &any::<u32>(), &mut |_| {}, small).expect_err("it is broken");
    assert!(found.contains("too large") && found.contains("1000"), "{found}");
    let panics = |_: u32| panic!("as a defect would");
    assert!(search(budget, &any::<u32>(), &mut |_| {}, panics).is_err());
}

#[test]
fn a_law_that_applies_to_nothing_is_no_proof() {
    let budget = Budget { seed: 1, end: End::Cases(100) };
    assert!(search(budget, &any::<u32>(), &mut |_| {}, |_| Ok(false)).is_err());
}
