//! Laws that the rules keep for every policy and every password.
//!
//! Each function judges one input: `Ok(false)` where the law does not apply to it, such as a policy
//! that contradicts itself.

use serde_json::{Map, Value, json};

use wicketgate_password::rules::REGISTRY;

use super::document::Typed;
use crate::{
    answer::{Answer, member, strings},
    engine::Engine,
    runner::load,
};

/// Resolving a document and loading what comes out gives the same policy again.
///
/// # Errors
///
/// Says what differs.
pub fn round_trip(engine: &mut dyn Engine, document: &Value) -> Result<bool, String> {
    let Ok(first) = load_fresh(engine, document)? else { return Ok(false) };
    let resolved = ask(engine, &json!({"op": "policy.describe", "policy": first}))?;
    let public = ask(engine, &json!({"op": "policy.public", "policy": first}))?;
    engine.unload(first)?;

    let text = member(&resolved, "document")?;
    let second = load_fresh(engine, text)?
        .map_err(|answer| format!("the resolved document {text} is refused: {answer:?}"))?;
    let again = ask(engine, &json!({"op": "policy.describe", "policy": second}))?;
    engine.unload(second)?;
    for name in ["digest", "document", "form_digest", "rules"] {
        same(name, member(&resolved, name)?, member(&again, name)?)?;
    }

    let form = member(&public, "document")?;
    let third = load_fresh(engine, form)?
        .map_err(|answer| format!("the form document {form} is refused: {answer:?}"))?;
    let from_form = ask(engine, &json!({"op": "policy.public", "policy": third}))?;
    engine.unload(third)?;
    same("policy.public", &public, &from_form)?;
    Ok(true)
}

/// A page that loads the form document finds what the server finds; only a rule with options of the
/// organisation's own is undecided there, and tells nothing but its public options.
///
/// # Errors
///
/// Says what differs.
pub fn form_agrees(
    engine: &mut dyn Engine,
    document: &Value,
    typed: &Typed,
) -> Result<bool, String> {
    let Ok(policy) = load_fresh(engine, document)? else { return Ok(false) };
    let public = ask(engine, &json!({"op": "policy.public", "policy": policy}))?;
    let mut server = check_typed(engine, policy, typed)?;
    engine.unload(policy)?;
    let page = load_fresh(engine, member(&public, "document")?)?
        .map_err(|answer| format!("the form document is refused: {answer:?}"))?;
    let report = check_typed(engine, page, typed)?;
    engine.unload(page)?;
    let asks = has_status(&server, "undecided")?;
    if hides_private_rules(&mut server)? {
        // A question that the server does not ask because a hidden rule is violated.
        let question = report.get("needs").filter(|_| asks).cloned();
        let verdict = verdict_of(&server)?;
        let server = server.as_object_mut().ok_or("the report is no object")?;
        server.insert("ok".to_owned(), json!(verdict == "accept"));
        server.insert("verdict".to_owned(), json!(verdict));
        match question {
            Some(question) if verdict == "undecided" => server.insert("needs".to_owned(), question),
            _ => server.remove("needs"),
        };
    }
    same("report", &server, &report)?;
    Ok(true)
}

/// Makes of a server's report what a page must say where rules have private options.
fn hides_private_rules(report: &mut Value) -> Result<bool, String> {
    let entries = report.get_mut("rules").and_then(Value::as_array_mut).ok_or("no `rules`")?;
    let mut is_any = false;
    for entry in entries {
        let code = member(entry, "code")?.as_str().unwrap_or_default().to_owned();
        let kind = REGISTRY.iter().find(|kind| kind.code.as_str() == code);
        let options = kind.map(|kind| kind.options).unwrap_or_default();
        if !options.iter().any(|option| option.private) {
            continue;
        }
        is_any = true;
        let entry = entry.as_object_mut().ok_or("an entry is no object")?;
        entry.remove("fix");
        entry.insert("status".to_owned(), json!("undecided"));
        if let Some(params) = entry.get_mut("params").and_then(Value::as_object_mut) {
            let is_public =
                |name: &str| options.iter().any(|option| option.name == name && !option.private);
            params.retain(|name, _| is_public(name));
        }
    }
    Ok(is_any)
}

/// The verdict that follows from the entries of a report.
fn verdict_of(report: &Value) -> Result<&'static str, String> {
    let binds = member(report, "binds")? == true;
    Ok(match (has_status(report, "violated")?, has_status(report, "undecided")?) {
        (true, _) if binds => "refuse",
        (_, true) if binds => "undecided",
        _ => "accept",
    })
}

/// Whether any entry of a report has this status.
fn has_status(report: &Value, status: &str) -> Result<bool, String> {
    let entries = member(report, "rules")?.as_array().ok_or("`rules` is no list")?;
    Ok(entries.iter().any(|entry| entry.get("status") == Some(&json!(status))))
}

/// Making one rule stricter never turns a refusal into an acceptance.
///
/// # Errors
///
/// Says which rule accepts more although it is stricter.
pub fn stricter_never_accepts(
    engine: &mut dyn Engine,
    (code, before, after): (&str, &Value, &Value),
    typed: &Typed,
) -> Result<bool, String> {
    let rules = |options: &Value| Map::from_iter([(code.to_owned(), options.clone())]);
    let Some(before) = accepts(engine, &rules(before), typed)? else { return Ok(false) };
    let Some(after) = accepts(engine, &rules(after), typed)? else { return Ok(false) };
    if after && !before {
        return Err(format!("`{code}` accepts what it refused before"));
    }
    Ok(true)
}

/// One rule more never turns a refusal into an acceptance.
///
/// # Errors
///
/// Says which rules accept more together.
pub fn more_rules_never_accept(
    engine: &mut dyn Engine,
    rules: &Map<String, Value>,
    (code, options): (&str, &Value),
    typed: &Typed,
) -> Result<bool, String> {
    let (mut fewer, mut more) = (rules.clone(), rules.clone());
    fewer.remove(code);
    more.insert(code.to_owned(), options.clone());
    let Some(before) = accepts(engine, &fewer, typed)? else { return Ok(false) };
    let Some(after) = accepts(engine, &more, typed)? else { return Ok(false) };
    if after && !before {
        return Err(format!("with `{code}` the rules accept what they refused without it"));
    }
    Ok(true)
}

/// A later layer never accepts what a locked rule of the first refuses.
///
/// # Errors
///
/// Says that the lock does not hold.
pub fn locks_hold(
    engine: &mut dyn Engine,
    first: &Map<String, Value>,
    later: &Map<String, Value>,
    password: &str,
) -> Result<bool, String> {
    let organisation = json!({
        "version": 1, "locked": ["/password/rules"], "password": {"rules": first},
    });
    let group = json!({"password": {"rules": later}});
    let Ok(alone) = load_fresh(engine, &organisation)? else { return Ok(false) };
    let before = check(engine, alone, password)?;
    engine.unload(alone)?;
    let Ok(both) = load_fresh(engine, &json!({"layers": [organisation, group]}))? else {
        return Ok(false);
    };
    let after = check(engine, both, password)?;
    engine.unload(both)?;
    if member(&before, "ok")? == false && member(&after, "ok")? == true {
        return Err("the layer accepts what the locked rules refuse".to_owned());
    }
    Ok(true)
}

/// The two forms of a report say the same, the second time as the first, and for the same text in
/// another normalisation form.
///
/// # Errors
///
/// Says what differs.
pub fn report_is_consistent(
    engine: &mut dyn Engine,
    document: &Value,
    password: &str,
    equivalent: &str,
) -> Result<bool, String> {
    let Ok(policy) = load_fresh(engine, document)? else { return Ok(false) };
    let report = check(engine, policy, password)?;
    same("report of the same password", &report, &check(engine, policy, password)?)?;
    same("report of an equivalent password", &report, &check(engine, policy, equivalent)?)?;
    let request = json!({
        "op": "password.check", "policy": policy, "password": password, "compact": true,
    });
    let summary = ask(engine, &request)?;
    engine.unload(policy)?;
    for name in ["ok", "verdict"] {
        same(name, member(&report, name)?, member(&summary, name)?)?;
    }
    let entries = member(&report, "rules")?.as_array().ok_or("`rules` is no list")?;
    let violated: Vec<_> = entries
        .iter()
        .filter(|entry| entry.get("status") == Some(&json!("violated")))
        .filter_map(|entry| entry.get("code").and_then(Value::as_str))
        .collect();
    same("violated", &json!(violated), &json!(strings(&summary, "violated")?))?;
    Ok(true)
}

/// The change that a violated rule names satisfies it, and one step less of it does not.
///
/// Changes that depend on a rule's own alphabet are not tried.
///
/// # Errors
///
/// Says which change is too small or larger than needed.
pub fn fix_is_smallest(
    engine: &mut dyn Engine,
    (code, options): (&str, &Value),
    password: &str,
) -> Result<bool, String> {
    let rules = Map::from_iter([(code.to_owned(), options.clone())]);
    let document = json!({"version": 1, "password": {"rules": rules}});
    let Ok(policy) = load_fresh(engine, &document)? else { return Ok(false) };
    let report = check(engine, policy, password)?;
    let text = |pointer| report.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let number = |pointer| {
        let number = report.pointer(pointer).and_then(Value::as_u64).unwrap_or_default();
        usize::try_from(number).unwrap_or_default()
    };
    let (fix, count) = (text("/rules/0/fix/code"), number("/rules/0/fix/params/count"));
    let max = number("/rules/0/params/max");
    if !is_partition(&report) && SUBSTITUTES.contains(&fix) {
        let accepted =
            |text: &str| Ok(check(engine, policy, text)?.get("ok") == Some(&json!(true)));
        let is_tried = substitution_is_smallest(password, count, accepted)?;
        engine.unload(policy)?;
        return Ok(is_tried);
    }
    let mut is_tried = false;
    for (count, expected) in [(count.saturating_sub(1), false), (count, true)] {
        let Some(changed) = change(password, fix, count, max) else { continue };
        is_tried = true;
        if check(engine, policy, &changed)?.get("ok") != Some(&json!(expected)) {
            return Err(format!(
                "`{fix}` {count} times gives {changed:?}: accepted is not {expected}"
            ));
        }
    }
    engine.unload(policy)?;
    Ok(is_tried)
}

/// Nothing that an engine answers to a request repeats a secret that stood in it as a value.
///
/// # Errors
///
/// Gives the answer that does.
pub fn answer_keeps_secret(
    engine: &mut dyn Engine,
    request: &str,
    secret: &str,
) -> Result<bool, String> {
    let answer = engine.call(request)?;
    let escaped = json!(secret).to_string();
    let escaped = escaped.trim_matches('"');
    match answer.contains(secret) || answer.contains(escaped) {
        true => Err(format!("the answer repeats the secret: {answer}")),
        false => Ok(true),
    }
}

/// Every answer is JSON without white space, keys sorted.
///
/// # Errors
///
/// Gives the answer that is not.
pub fn answer_is_canonical(answer: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(answer).map_err(|error| error.to_string())?;
    // Reading sorts keys, and the later of two wins: whatever was not so comes out different.
    let again = value.to_string();
    if again == answer { Ok(()) } else { Err(format!("the answer is not canonical: {answer}")) }
}

/// Where every character has a class, none can be put between two others without one.
fn is_partition(report: &Value) -> bool {
    report.pointer("/rules/0/params/symbol_mode") == Some(&json!("not_ascii_alnum"))
}

/// So many characters replaced by fresh ones are enough in some places, and one less in none.
fn substitution_is_smallest(
    password: &str,
    count: usize,
    mut accepted: impl FnMut(&str) -> Result<bool, String>,
) -> Result<bool, String> {
    let characters = nfc(password);
    if characters.len() > 14 || count > 3 {
        return Ok(false);
    }
    let mut least = None;
    // Each bit of a mask replaces one character.
    for mask in 0..1_u32 << characters.len() {
        let replaced = mask.count_ones() as usize;
        if replaced > count || least.is_some_and(|least| least <= replaced) {
            continue;
        }
        // Letters without case, class or neighbours.
        let fresh = |at: u32| char::from_u32(0x4e00 + 7 * at).unwrap_or_default();
        let text: String = (0_u32..)
            .zip(&characters)
            .map(|(at, character)| if mask >> at & 1 == 1 { fresh(at) } else { *character })
            .collect();
        if accepted(&text)? {
            least = Some(replaced);
        }
    }
    if least == Some(count) {
        return Ok(true);
    }
    Err(format!("{password:?} needs {least:?} replacements, and the fix says {count}"))
}

/// Fixes that replace characters by any others.
const SUBSTITUTES: [&str; 7] = [
    "break-numbers",
    "break-palindrome",
    "break-repetitions",
    "break-sequences",
    "replace-frequent",
    "replace-same-class",
    "replace-whitespace",
];

/// A password changed so many times; letters and digits that compose with nothing before them.
fn change(password: &str, fix: &str, count: usize, max: usize) -> Option<String> {
    let more = |character: &str| Some(format!("{password}{}", character.repeat(count)));
    match fix {
        "add-characters" | "add-lowercase" => more("a"),
        "add-digits" => more("1"),
        "add-symbols" => more("!"),
        "add-uppercase" => more("A"),
        "remove-characters" => {
            let characters: Vec<char> = nfc(password);
            Some(characters.iter().take(characters.len().saturating_sub(count)).collect())
        }
        "replace-repeated" => Some(replaced(nfc(password), count, max)),
        _ => None,
    }
}

/// Replaces the last of every `max + 1` equal characters, so many times, by two others in turn.
fn replaced(mut characters: Vec<char>, count: usize, max: usize) -> String {
    let (mut run, mut left, mut previous) = (0, count, None);
    for character in &mut characters {
        run = if previous == Some(*character) { run + 1 } else { 1 };
        previous = Some(*character);
        if run == max + 1 && left > 0 {
            *character = if left % 2 == 0 { '\u{2460}' } else { '\u{2461}' };
            (run, left, previous) = (0, left - 1, None);
        }
    }
    characters.into_iter().collect()
}

fn nfc(password: &str) -> Vec<char> {
    wicketgate_core::text::nfc(password).chars().collect()
}

fn accepts(
    engine: &mut dyn Engine,
    rules: &Map<String, Value>,
    typed: &Typed,
) -> Result<Option<bool>, String> {
    let document = json!({"version": 1, "password": {"rules": rules}});
    let Ok(policy) = load_fresh(engine, &document)? else { return Ok(None) };
    let report = check_typed(engine, policy, typed)?;
    engine.unload(policy)?;
    Ok(member(&report, "ok")?.as_bool())
}

pub(super) fn load_fresh(
    engine: &mut dyn Engine,
    document: &Value,
) -> Result<Result<u32, Answer>, String> {
    load(engine, &document.to_string())
}

pub(super) fn check(engine: &mut dyn Engine, policy: u32, password: &str) -> Result<Value, String> {
    ask(engine, &json!({"op": "password.check", "policy": policy, "password": password}))
}

/// A check with what is known beside the password.
fn check_typed(engine: &mut dyn Engine, policy: u32, typed: &Typed) -> Result<Value, String> {
    let mut request = json!({"op": "password.check", "policy": policy, "password": typed.password});
    if let Some(request) = request.as_object_mut() {
        request.extend(typed.context.clone());
    }
    ask(engine, &request)
}

pub(super) fn ask(engine: &mut dyn Engine, request: &Value) -> Result<Value, String> {
    let answer = engine.call(&request.to_string())?;
    answer_is_canonical(&answer)?;
    Answer::parse(&answer)?.ok()
}

pub(super) fn same(what: &str, expected: &Value, found: &Value) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(format!("{what}: {expected} and then {found}")) }
}
