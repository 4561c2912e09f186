//! Every interleaving of a few attempts.
//!
//! An attempt is a process on a node of its own: it loads the state, steps it, swaps it, and begins
//! again where the swap is lost; it verifies, and settles in the same way. It may die at any moment
//! between. Time may pass by more than a reservation holds. Each reachable situation is visited once.

use std::collections::BTreeSet;

use serde_json::json;

use crate::{
    law::Seen,
    world::{Stored, ask},
};

/// How far an attempt is.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Phase {
    /// It has not begun, or it lost a swap.
    Reserve,
    /// It has stepped a state that it now tries to swap.
    Swap { answer: Step, loaded: Stored, state: String },
    /// The host verifies.
    Verify { attempt: u64 },
    /// There was no room: it comes again when the state or the time has changed.
    Wait { now: u64, version: u64 },
    /// It was answered, or it died.
    End,
}

/// What a step came to, as far as the process goes on from it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Step {
    /// A reservation: what to verify.
    Reserved { attempt: u64 },
    /// The account is locked.
    Locked,
    /// There is no room, which is nothing to swap.
    Wait,
    /// A settlement, and what is answered.
    Settled { attempt: u64, outcome: String },
    /// A settlement that came too late.
    Late,
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
struct Situation {
    crashes: u32,
    now: u64,
    phases: Vec<Phase>,
    seen: Seen,
    store: Stored,
}

/// Explores all situations of some attempts, each right or wrong; tells how many there are.
fn explore(attempts: &[bool], crashes: u32, times: u64) -> usize {
    let first = Situation {
        crashes,
        now: 1,
        phases: vec![Phase::Reserve; attempts.len()],
        seen: Seen::default(),
        store: Stored::new(),
    };
    let mut visited = BTreeSet::new();
    let mut open = vec![first];
    while let Some(situation) = open.pop() {
        if !visited.insert(situation.clone()) {
            continue;
        }
        situation.seen.hold(&situation.store);
        let next = situation.next(attempts, times);
        if next.is_empty() {
            situation.ended();
        }
        open.extend(next);
    }
    visited.len()
}

impl Situation {
    /// Every situation that may follow.
    fn next(&self, attempts: &[bool], times: u64) -> Vec<Self> {
        let mut next = Vec::new();
        for (index, phase) in self.phases.iter().enumerate() {
            let waits = match phase {
                Phase::End => true,
                Phase::Wait { now, version } => *now == self.now && *version == self.store.version,
                _ => false,
            };
            if waits {
                continue;
            }
            next.push(self.advance(index, attempts[index]));
            if self.crashes > 0 {
                let mut crashed = self.clone();
                crashed.crashes -= 1;
                crashed.phases[index] = Phase::End;
                next.push(crashed);
            }
        }
        let somebody = self.phases.iter().any(|phase| *phase != Phase::End);
        if somebody && self.now < times * PASS {
            next.push(Self { now: self.now + PASS, ..self.clone() });
        }
        next
    }

    fn advance(&self, index: usize, right: bool) -> Self {
        let mut next = self.clone();
        next.phases[index] = match self.phases[index].clone() {
            Phase::End => Phase::End,
            Phase::Reserve | Phase::Wait { .. } => {
                self.load(&json!({ "type": "sign-in", "id": index.to_string() }), None)
            }
            Phase::Verify { attempt } => {
                let result = if right { "match" } else { "mismatch" };
                let results = json!([{ "name": "current", "result": result }]);
                let event = json!({
                    "type": "settle", "id": index.to_string(), "attempt": attempt, "results": results,
                });
                self.load(&event, Some(attempt))
            }
            Phase::Swap { answer, loaded, state } => {
                if next.store.swap(&loaded, state) {
                    next.committed(answer, right)
                } else {
                    answer.again()
                }
            }
        };
        next
    }

    /// Loads the state and steps it; nothing is swapped yet.
    fn load(&self, event: &serde_json::Value, attempt: Option<u64>) -> Phase {
        let answer = ask(&self.store.state, event, self.now);
        let text = |name: &str| answer.decision[name].as_str().unwrap_or_default().to_owned();
        let step = match (attempt, text("outcome").as_str()) {
            (None, "verify") => {
                let attempt = answer.decision["verify"]["attempt"].as_u64().expect("a number");
                Step::Reserved { attempt }
            }
            (None, "wait") => Step::Wait,
            (None, _) => {
                assert_eq!(text("reason"), "locked");
                Step::Locked
            }
            (Some(_), _) if answer.decision["internal"]["reason"] == "attempt-void" => Step::Late,
            (Some(attempt), outcome) => Step::Settled { attempt, outcome: outcome.to_owned() },
        };
        if step == Step::Wait {
            return Phase::Wait { now: self.now, version: self.store.version };
        }
        Phase::Swap { answer: step, loaded: self.store.clone(), state: answer.state }
    }

    /// Goes on from a swap that was committed: only now is anybody answered.
    fn committed(&mut self, step: Step, right: bool) -> Phase {
        match step {
            Step::Reserved { attempt } => Phase::Verify { attempt },
            Step::Locked | Step::Late => Phase::End,
            Step::Wait => Phase::Reserve,
            Step::Settled { outcome, .. } => {
                self.seen.settled(right, &outcome);
                Phase::End
            }
        }
    }

    /// Nobody is at it any more: what was left behind is void when its time has passed.
    fn ended(&self) {
        let later = ask(
            &self.store.state,
            &json!({ "type": "tick", "id": "t", "actor": { "role": "system" } }),
            self.now + PASS,
        );
        let store = Stored { state: later.state, version: 0 };
        assert_eq!(store.reserved(), 0, "a reservation outlives its time");
        self.seen.hold(&store);
        // Whoever waited gets a turn then, or the account is locked.
        let asked = ask(&store.state, &json!({ "type": "sign-in", "id": "n" }), self.now + PASS);
        assert_ne!(asked.decision["outcome"], "wait", "a wait does not end");
    }
}

impl Step {
    /// Where a process begins again that lost its swap.
    fn again(self) -> Phase {
        match self {
            Self::Settled { attempt, .. } => Phase::Verify { attempt },
            _ => Phase::Reserve,
        }
    }
}

/// Milliseconds by which time passes: more than a reservation holds.
const PASS: u64 = 10_001;

/// Every way in which so many attempts can be right or wrong; their order makes no difference.
fn explore_all(attempts: usize, crashes: u32, times: u64) -> usize {
    let mixes = (0..=attempts).map(|right| {
        let attempts: Vec<bool> = (0..attempts).map(|index| index < right).collect();
        explore(&attempts, crashes, times)
    });
    mixes.sum()
}

#[test]
fn three_attempts_with_a_crash_and_time() {
    let situations = explore_all(3, 1, 1);
    println!("{situations} situations of 3 attempts, a crash, a passage of time");
    assert!(situations > 10_000, "{situations}");
}

#[test]
fn four_attempts_at_once() {
    let situations = explore_all(4, 0, 0);
    println!("{situations} situations of 4 attempts at once");
    assert!(situations > 5_000, "{situations}");
}

/// Minutes long: `cargo xtask prove` asks for it.
#[test]
fn more_crashes_and_more_time() {
    if std::env::var_os(LONG).is_none() {
        return;
    }
    let situations = explore_all(3, 2, 2);
    println!("{situations} situations of 3 attempts, 2 crashes, 2 passages of time");
    assert!(situations > 300_000, "{situations}");
}

/// What asks for the long exploration.
const LONG: &str = "WICKETGATE_MODEL_LONG";
