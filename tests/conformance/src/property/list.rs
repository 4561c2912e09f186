//! Every law with the input it is searched on, for the tests and for longer searches.

use std::{cell::RefCell, time::Duration};

use proptest::{option, prelude::any, prop_oneof, strategy::Strategy};
use serde_json::json;
use unicode_normalization::UnicodeNormalization as _;
use wicketgate_runtime::Module;

use super::{
    Budget, attributes, differential, document,
    generate::{self, Wanted},
    hashing, hostile, law, redaction, search,
};
use crate::{Component, Engine as _, Native, redaction::countries};

/// One law and how it is searched.
#[derive(Clone, Copy, Debug)]
pub struct Law {
    /// What holds, as a sentence without its full stop.
    pub name: &'static str,
    /// Inputs that a test tries.
    pub cases: u32,
    /// Searches the law, and gives how many inputs counted.
    pub search: fn(Budget, &mut Progress<'_>) -> Result<u64, String>,
}

/// Told how many inputs counted so far.
pub type Progress<'p> = dyn FnMut(u64) + 'p;

/// Every law.
pub const LAWS: [Law; 21] = [
    Law {
        name: "a resolved policy loads to itself",
        cases: 2_000,
        search: |budget, progress| {
            on_native(budget, &document::policy(), progress, |engine, policy| {
                law::round_trip(engine, &policy)
            })
        },
    },
    Law {
        name: "a form document judges as its policy",
        cases: 2_000,
        search: |budget, progress| {
            let input = (document::policy(), document::typed());
            on_native(budget, &input, progress, |engine, (policy, typed)| {
                law::form_agrees(engine, &policy, &typed)
            })
        },
    },
    Law {
        name: "stricter options never accept more",
        cases: 10_000,
        search: |budget, progress| {
            let input = (document::stricter(), document::typed());
            on_native(budget, &input, progress, |engine, ((code, before, after), typed)| {
                law::stricter_never_accepts(engine, (code, &before, &after), &typed)
            })
        },
    },
    Law {
        name: "one rule more never accepts more",
        cases: 4_000,
        search: |budget, progress| {
            let input = (document::rules(), document::stricter(), document::typed());
            on_native(budget, &input, progress, |engine, (rules, (code, options, _), typed)| {
                law::more_rules_never_accept(engine, &rules, (code, &options), &typed)
            })
        },
    },
    Law {
        name: "locked rules hold against later layers",
        cases: 4_000,
        search: |budget, progress| {
            let input = (document::rules(), document::rules(), document::password());
            on_native(budget, &input, progress, |engine, (first, later, password)| {
                law::locks_hold(engine, &first, &later, &password)
            })
        },
    },
    Law {
        name: "reports are consistent, and blind to how a text is normalised",
        cases: 4_000,
        search: |budget, progress| {
            let input = (document::policy(), document::password());
            on_native(budget, &input, progress, |engine, (policy, password)| {
                let decomposed: String = password.nfd().collect();
                law::report_is_consistent(engine, &policy, &password, &decomposed)
            })
        },
    },
    Law {
        name: "a fix is the smallest that works",
        cases: 10_000,
        search: |budget, progress| {
            let input = (document::stricter(), document::password());
            on_native(budget, &input, progress, |engine, ((code, options, _), password)| {
                law::fix_is_smallest(engine, (code, &options), &password)
            })
        },
    },
    Law {
        name: "a password made after the attribute satisfies what it says",
        cases: 4_000,
        search: |budget, progress| {
            let input = (document::policy(), any::<u64>());
            on_native(budget, &input, progress, |engine, (policy, seed)| {
                attributes::generated_is_accepted(engine, &policy, seed)
            })
        },
    },
    Law {
        name: "a password that is made satisfies its policy",
        cases: 100,
        search: |budget, progress| {
            let wanted = prop_oneof![
                option::of(1..64_u32).prop_map(Wanted::Characters),
                "[-_.a-e0-9 é]{0,3}".prop_map(Wanted::Words),
            ];
            let input = (document::policy(), wanted, any::<u64>());
            on_native(budget, &input, progress, |engine, (policy, wanted, seed)| {
                generate::made_is_accepted(engine, &policy, &wanted, seed)
            })
        },
    },
    Law {
        name: "the attribute describes every accepted password of ASCII",
        cases: 10_000,
        search: |budget, progress| {
            let rule = document::stricter().prop_map(
                |(code, options, _)| json!({"version": 1, "password": {"rules": {code: options}}}),
            );
            let input = (prop_oneof![document::policy(), rule], document::password());
            on_native(budget, &input, progress, |engine, (policy, password)| {
                attributes::accepted_is_described(engine, &policy, &password)
            })
        },
    },
    Law {
        name: "no accepted password fails the attribute `minlength`",
        cases: 10_000,
        search: |budget, progress| {
            on_native(budget, &attributes::minimum(), progress, |engine, (policy, password)| {
                attributes::minlength_lets_pass(engine, &policy, &password)
            })
        },
    },
    Law {
        name: "canonical password rules say the same again",
        cases: 4_000,
        search: |budget, progress| {
            on_native(budget, &attributes::rules(), progress, |engine, text| {
                attributes::canonical_says_the_same(engine, &text)
            })
        },
    },
    Law {
        name: "answers repeat no secret",
        cases: 10_000,
        search: |budget, progress| {
            let input = (hostile::with_secret(), "[QXZ]{4}[Ж金💩]{2,12}");
            let loaded = |engine: &mut Native| {
                engine.load(r#"{"version":1,"extends":"preset:cloud-elements"}"#)
            };
            on_native(budget, &input, progress, |engine, (request, secret)| {
                let _ = loaded(engine)?;
                let counted = law::answer_keeps_secret(engine, &request.with(&secret), &secret);
                engine.unload(1)?;
                counted
            })
        },
    },
    Law {
        name: "answers are canonical, whatever is asked",
        cases: 2_000,
        search: |budget, progress| {
            search(budget, &hostile::steps(), progress, |steps| {
                let mut engine = Native::new();
                for step in &steps {
                    if let Some(answer) = differential::take(&mut engine, step)? {
                        law::answer_is_canonical(&answer)?;
                    }
                }
                Ok(true)
            })
        },
    },
    Law {
        name: "a hash is of its password and of nothing near it",
        cases: 40,
        search: |budget, progress| {
            on_native(budget, &hashing::input(), progress, |engine, input| {
                hashing::is_of_its_password(engine, &input)
            })
        },
    },
    Law {
        name: "native and component make the same hash",
        cases: 20,
        search: |budget, progress| {
            let component = Component::of(&spacious()?).map_err(|error| error.to_string())?;
            let engines = RefCell::new((Native::new(), component));
            search(budget, &hashing::input(), progress, |input| {
                let (native, component) = &mut *engines.borrow_mut();
                hashing::is_the_same_everywhere([native, component], &input)
            })
        },
    },
    Law {
        name: "native and component answer alike, whatever is asked",
        cases: 6_000,
        search: |budget, progress| {
            let module = spacious()?;
            search(budget, &hostile::steps(), progress, |steps| {
                differential::agree(&module, &steps)
            })
        },
    },
    Law {
        name: "a text in pieces is redacted as the whole, at places of whole characters",
        cases: 4_000,
        search: |budget, progress| {
            let plans = redaction::Plans::new();
            search(budget, &redaction::broken(), progress, |broken| {
                redaction::pieces_are_the_whole(&plans, &broken)
            })
        },
    },
    Law {
        name: "what is redacted is not found again",
        cases: 4_000,
        search: |budget, progress| {
            let plans = redaction::Plans::new();
            search(budget, &redaction::kept(), progress, |broken| {
                redaction::once_is_enough(&plans, &broken)
            })
        },
    },
    Law {
        name: "redacted JSON is JSON of the same shape",
        cases: 2_000,
        search: |budget, progress| {
            let plans = redaction::Plans::new();
            search(budget, &redaction::json(), progress, |value| {
                redaction::json_stays_json(&plans, &value)
            })
        },
    },
    Law {
        name: "native and component redact alike, whole and in pieces",
        cases: 2_000,
        search: |budget, progress| {
            let component = Component::of(&spacious()?).map_err(|error| error.to_string())?;
            let document = json!({"version": 1, "redaction": {"countries": countries()}});
            let (mut native, mut component) = (Native::new(), component);
            let _ = (native.load(&document.to_string())?, component.load(&document.to_string())?);
            let engines = RefCell::new((native, component));
            search(budget, &redaction::broken(), progress, |broken| {
                let (native, component) = &mut *engines.borrow_mut();
                redaction::engines_redact_alike([native, component], &broken)
            })
        },
    },
];

/// The engine with the bounds of hashing for every call, so that a stored hash of any cost that the
/// engine accepts is no matter of the host.
fn spacious() -> Result<Module, String> {
    let builder = Module::builder().memory(272 * 1024 * 1024).deadline(Duration::from_secs(30));
    builder.open().map_err(|error| error.to_string())
}

fn on_native<S: Strategy>(
    budget: Budget,
    input: &S,
    progress: &mut Progress<'_>,
    holds: impl Fn(&mut Native, S::Value) -> Result<bool, String>,
) -> Result<u64, String> {
    let engine = RefCell::new(Native::new());
    search(budget, input, progress, |value| holds(&mut engine.borrow_mut(), value))
}
