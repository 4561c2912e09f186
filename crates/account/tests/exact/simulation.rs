//! Many attempts on eight nodes, at random: a short seeded sample, or as many as are asked for.

use std::collections::BTreeMap;

use serde_json::json;

use crate::{
    law::Seen,
    world::{Stored, ask},
};

/// How many attempts a long run makes, over all accounts.
const ATTEMPTS: &str = "WICKETGATE_SIMULATED_ATTEMPTS";

/// A process on a node: what it does next and with which state in hand.
struct Node {
    attempt: Option<u64>,
    loaded: Option<(Stored, String, Outcome)>,
    right: bool,
}

enum Outcome {
    Again,
    End,
    Settled(String),
    Verify(u64),
}

/// A generator that needs no more than to be the same everywhere (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

#[test]
fn a_limit_is_exact_over_eight_nodes() {
    let asked = std::env::var(ATTEMPTS).ok().and_then(|count| count.parse().ok());
    let attempts: u64 = asked.unwrap_or(1_000);
    let mut random = Random(20_261_122);
    let mut counts = BTreeMap::new();
    let mut made = 0;
    while made < attempts {
        made += play(&mut random, &mut counts);
    }
    println!("{made} attempts on 8 nodes: {counts:?}");
    for what in ["crashed", "late", "locked", "lost", "right", "wait", "wrong"] {
        assert!(counts.contains_key(what), "{what} never happened: {counts:?}");
    }
}

/// Plays one account until it is locked and all are answered; tells how many attempts were made.
fn play(random: &mut Random, counts: &mut BTreeMap<&'static str, u64>) -> u64 {
    let mut store = Stored::new();
    let mut seen = Seen::default();
    let (mut now, mut made) = (1, 0);
    let mut nodes: Vec<Node> = Vec::new();
    for _ in 0..120 {
        while nodes.len() < 8 && random.below(3) > 0 {
            nodes.push(Node { attempt: None, loaded: None, right: random.below(4) == 0 });
            made += 1;
        }
        if nodes.is_empty() {
            continue;
        }
        let index = usize::try_from(random.below(nodes.len() as u64)).expect("small");
        let mut count = |what| *counts.entry(what).or_insert(0) += 1;
        if random.below(20) == 0 {
            count("crashed");
            nodes.swap_remove(index);
            continue;
        }
        now += if random.below(40) == 0 { 10_001 } else { random.below(50) };
        let node = &mut nodes[index];
        let Some((loaded, state, outcome)) = node.loaded.take() else {
            node.loaded = Some(load(&store, node, now, made));
            continue;
        };
        if !store.swap(&loaded, state) {
            count("lost");
            continue;
        }
        match outcome {
            Outcome::Verify(attempt) => node.attempt = Some(attempt),
            Outcome::Again => count("wait"),
            Outcome::End => {
                count(if node.attempt.is_some() { "late" } else { "locked" });
                nodes.swap_remove(index);
            }
            Outcome::Settled(outcome) => {
                count(if node.right { "right" } else { "wrong" });
                seen.settled(node.right, &outcome);
                nodes.swap_remove(index);
            }
        }
        seen.hold(&store);
    }
    made
}

fn load(store: &Stored, node: &Node, now: u64, id: u64) -> (Stored, String, Outcome) {
    let id = id.to_string();
    let event = match node.attempt {
        None => json!({ "type": "sign-in", "id": id }),
        Some(attempt) => {
            let result = if node.right { "match" } else { "mismatch" };
            let results = json!([{ "name": "current", "result": result }]);
            json!({ "type": "settle", "id": id, "attempt": attempt, "results": results })
        }
    };
    let answer = ask(&store.state, &event, now);
    let outcome = answer.decision["outcome"].as_str().unwrap_or_default();
    let is_late = answer.decision["internal"]["reason"] == "attempt-void";
    let outcome = match (node.attempt, outcome) {
        (None, "verify") => {
            Outcome::Verify(answer.decision["verify"]["attempt"].as_u64().expect("a number"))
        }
        (None, "wait") => Outcome::Again,
        (Some(_), outcome) if !is_late => Outcome::Settled(outcome.to_owned()),
        _ => Outcome::End,
    };
    (store.clone(), answer.state, outcome)
}
