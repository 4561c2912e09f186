//! The engine that `cargo xtask build` made, through the typed interface.

use std::thread;

use wasmparser::{Parser, Payload};
use wicketgate_core::{
    Context, Secret, Timestamp,
    context::Subject,
    report::{Status, Verdict},
};
use wicketgate_runtime::{Error, Module, Policy, Session, bake, ok};

const B3: &str = r#"{"version":1,"extends":"preset:b3networks"}"#;

pub(crate) fn module() -> Module {
    let cache = concat!(env!("CARGO_TARGET_TMPDIR"), "/runtime-cache");
    Module::builder().cache(cache).open().expect("run `cargo xtask build` first")
}

pub(crate) fn load(document: &str) -> Policy {
    load_in(&module(), document)
}

pub(crate) fn load_in(module: &Module, document: &str) -> Policy {
    Policy::load(module, document).expect("a policy")
}

#[test]
fn a_policy_judges_and_explains() {
    let policy = load(B3);
    let refused = policy.check(&"Canary".into(), &Context::default()).expect("a report");
    assert_eq!((refused.ok, refused.verdict), (false, Verdict::Refuse));
    assert_eq!(refused.form_digest, policy.form_digest());
    let violated = refused.rules.iter().filter(|rule| rule.status == Status::Violated);
    let violated: Vec<_> = violated.map(|rule| rule.code.clone()).collect();
    let summary = policy.summary(&"Canary".into(), &Context::default()).expect("a summary");
    assert_eq!((summary.verdict, &summary.violated), (Verdict::Refuse, &violated));
    assert!(!violated.is_empty());

    let accepted = policy.check(&"Canary77".into(), &Context::default()).expect("a report");
    assert_eq!((accepted.ok, accepted.verdict), (true, Verdict::Accept));
    let shown = format!("{policy:?} {refused:?} {accepted:?} {:?}", Secret::from("Canary"));
    assert!(!shown.contains("Canary"), "{shown}");
}

#[test]
fn a_policy_tells_its_warnings_and_judges_all_the_same() {
    let policy = load(
        "{\"layers\":[{\"version\":1,\"extends\":\"preset:b3networks\"},\n\
         {\"password\":{\"rules\":{\"common\":{}}}}]}",
    );
    let [warning] = policy.warnings() else { panic!("{:?}", policy.warnings()) };
    assert_eq!(warning.code.as_str(), "common-list-short");
    assert_eq!((warning.layer, warning.line), (Some(1), 2));
    assert_eq!(warning.pointer, "/layers/1/password/rules/common");
    // The merged document has it on another line, and is the same policy.
    let [again] = &policy.describe().expect("a policy").warnings[..] else { panic!("one") };
    assert_eq!((again.given.as_ref(), again.layer), (warning.given.as_ref(), None));
    assert!(policy.check(&"Canary77".into(), &Context::default()).expect("a report").ok);
    assert!(load(B3).warnings().is_empty());
}

#[test]
fn a_policy_tells_what_it_is() {
    let policy = load(B3);
    let requirements = policy.requirements().expect("requirements");
    let (form, description) =
        (policy.public().expect("a form"), policy.describe().expect("a policy"));
    assert_eq!(requirements.form_digest, policy.form_digest());
    assert_eq!(form.digest, policy.form_digest());
    assert_eq!(
        (description.digest.as_str(), description.form_digest.as_str()),
        (policy.digest(), policy.form_digest())
    );
    assert_eq!(description.rules, requirements.rules);
    assert_eq!(description.document["password"]["rules"]["min-length"]["min"], 8);
    let form = load(&form.document.to_string());
    assert_eq!(
        form.form_digest(),
        policy.form_digest(),
        "the form's document is a policy of its own"
    );
}

#[test]
fn every_problem_of_a_document_is_told() {
    let module = module();
    let document =
        "{\"version\":1,\"password\":{\"rules\":{\n\"min-length\":{\"min\":0},\n\"digits\":{}}}}";
    let error = Policy::load(&module, document).expect_err("two problems");
    assert_eq!(error.code(), "invalid-policy");
    let problems: Vec<_> = error.problems().iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(problems, ["out-of-range", "unknown-rule"]);
    assert_eq!(Policy::load(&module, "{").expect_err("no JSON").code(), "malformed-json");
    assert_eq!(Policy::baked(&module).expect_err("a plain engine").code(), "engine-plain");
}

#[test]
fn what_the_engine_refuses_is_no_verdict() {
    let policy = load(
        r#"{"version":1,"password":{"rules":{"min-length":{"min":8}},"effective_from":[{"from":"2021-03-15"}]}}"#,
    );
    let existing = |now| Context { now, subject: Subject::Existing, ..Context::default() };
    let error = policy.check(&"short".into(), &existing(None)).expect_err("no time");
    assert_eq!(error.code(), "needs-now");
    let before = existing(Timestamp::from_date("2021-03-14"));
    assert!(policy.check(&"short".into(), &before).expect("a report").ok);
    let after = existing(Timestamp::from_date("2021-03-15"));
    assert!(!policy.check(&"short".into(), &after).expect("a report").ok);

    let error = policy.check(&"x".repeat(4097).into(), &Context::default()).expect_err("too large");
    assert_eq!(error.code(), "password-too-large");
    let error =
        policy.check(&"x".repeat(140_000).into(), &Context::default()).expect_err("too large");
    assert_eq!(error.code(), "too-large");
}

#[test]
fn a_policy_is_shared_between_threads() {
    let policy = load(B3);
    thread::scope(|scope| {
        for index in 0..8 {
            let policy = &policy;
            scope.spawn(move || {
                for length in 0..50 {
                    let password =
                        "aB3".chars().cycle().skip(index).take(length).collect::<String>();
                    let report =
                        policy.check(&password.into(), &Context::default()).expect("a report");
                    let actual = report.rules[0].params.get("actual").expect("a count");
                    assert_eq!(actual.to_string(), length.to_string());
                }
            });
        }
    });
}

#[test]
fn a_baked_engine_decides_as_engine_and_policy_do() {
    let engine = Module::builder().engine().expect("an engine");
    let document = r#"{"$comment":"CanaryComment","version":1,
        "password":{"rules":{"min-length":{"min":9},"digit":{}},"messages":{"digit":"add CanaryMessage"}}}"#;
    let baked = bake(&engine, document).expect("baked");
    assert_eq!(baked, bake(&engine, document).expect("baked"), "the same file every time");

    let module = Module::builder().engine_bytes(baked.bytes.clone()).open().expect("a module");
    let (inside, loaded) = (Policy::baked(&module).expect("a policy"), load(document));
    assert_eq!((inside.digest(), inside.form_digest()), (loaded.digest(), loaded.form_digest()));
    assert_eq!(
        (inside.digest(), inside.form_digest()),
        (baked.policy.as_str(), baked.form.as_str())
    );
    for password in ["", "short", "long enough", "long enough 1"] {
        let report = inside.check(&password.into(), &Context::default()).expect("a report");
        assert_eq!(report, loaded.check(&password.into(), &Context::default()).expect("a report"));
    }

    let contains =
        |text: &str| baked.bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(contains("add CanaryMessage"), "what decides is inside");
    assert!(!contains("CanaryComment"), "the text it was read from is not");
    assert_eq!(outside(&baked.bytes), outside(&engine), "no imports, and the same exports");
    let error = bake(&baked.bytes, document).expect_err("it has a policy already");
    assert_eq!(error.code(), "engine-bake");
}

/// What a component exports and the modules in it export; that none of them imports anything.
///
/// A component inside it, which is what an exported interface is made of, has imports of its own.
fn outside(component: &[u8]) -> Vec<String> {
    let (mut names, mut depth) = (Vec::new(), 0);
    for payload in Parser::new(0).parse_all(component) {
        match payload.expect("well-formed") {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth -= 1,
            Payload::ComponentImportSection(imports) => assert!(depth > 0 || imports.count() == 0),
            Payload::ImportSection(imports) => assert_eq!(imports.count(), 0),
            Payload::ComponentExportSection(exports) => {
                let exports = exports.into_iter().map(|export| export.expect("well-formed"));
                names.extend(exports.map(|export| export.name.name.to_owned()));
            }
            Payload::ExportSection(exports) => {
                let exports = exports.into_iter().map(|export| export.expect("well-formed"));
                names.extend(exports.map(|export| export.name.to_owned()));
            }
            _ => {}
        }
    }
    names
}

#[test]
fn a_session_speaks_the_engines_own_language() {
    let mut session = Session::new(&module()).expect("a session");
    assert!(session.describe().expect("a description").contains(r#""policies":[]"#));
    let loaded = session.load(B3).expect("an answer");
    assert!(ok(&loaded).expect("loaded").contains(r#""policy":1"#), "{loaded}");
    let request = r#"{"op":"password.check","policy":1,"password":"Canary77","compact":true}"#;
    assert!(
        ok(&session.call(request).expect("an answer"))
            .expect("a verdict")
            .contains(r#""verdict":"accept""#)
    );
    session.unload(1).expect("unloaded");
    session.unload(1).expect("ignored");
    let answer = session.call(request).expect("an answer");
    assert!(
        matches!(ok(&answer), Err(Error::Refuse(error)) if error.code.as_str() == "unknown-policy")
    );
}
