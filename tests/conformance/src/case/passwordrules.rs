//! The `passwordrules` attribute as Apple's and 1Password's parsers read it, and Apple's converter of
//! regular expressions.

use serde_json::{Value, json};
use wicketgate_password::passwordrules::{
    Class, Form, Order, PasswordRules, Set, lenient, regexp, strict,
};

use super::{Case, Compared, Source, Translation, text};
use crate::answer::member;

pub(super) const REAL: Source = Source {
    name: "passwordrules_real",
    about: "rules of real sites, read by Apple's parser",
    translate: parse,
};

pub(super) const PARSER: Source = Source {
    name: "passwordrules_parser",
    about: "mistakes in rules, as Apple's and 1Password's parsers take them",
    translate: parse,
};

pub(super) const REGEXP: Source = Source {
    name: "passwordrules_from_regexp",
    about: "patterns of HTML, converted by Apple's tool",
    translate: convert,
};

fn parse(case: &Case) -> Result<Translation, String> {
    let rule = text(&case.input, "rule")?;
    let rules = lenient::parse(rule);
    let mut pairs = vec![
        (member(&case.expected, "rules")?, listed(&rules, Form::Expanded)),
        (member(&case.expected, "rules_minified")?, listed(&rules, Form::Minified)),
    ];
    if let Some(expected) = case.expected.get("strict_1password") {
        pairs.push((expected, strict::parse(rule).map_or(Value::Null, |rules| merged(&rules))));
    }
    let differ = pairs.into_iter().find(|(expected, found)| *expected != found);
    let difference = differ.map(|(expected, found)| format!("{expected} there, {found} here"));
    Ok(Translation::Compared(Compared { difference, known: None }))
}

fn convert(case: &Case) -> Result<Translation, String> {
    let pattern = text(&case.input, "pattern")?;
    let expected = member(&case.expected, "passwordrules")?.as_str();
    let theirs = expected.map(|text| (listed(&lenient::parse(text), Form::Expanded), text));
    let ours = regexp::parse(pattern).map(|ours| ours.rules);
    let found = ours.as_ref().map(|rules| listed(rules, Form::Expanded));
    let same = theirs.as_ref().map(|(rules, _)| rules) == found.as_ref();
    let known = match (expected, &ours) {
        (None, Some(_)) => Some("the tool gives up on a shape that says the same"),
        (Some(_), Some(_)) if has_range(pattern) => {
            Some("a range stands for what lies in it; the tool reads its ends alone")
        }
        _ => None,
    };
    let difference = (!same).then(|| {
        let ours = ours.map_or_else(|| "nothing".to_owned(), |rules| rules.print(Form::Minified));
        format!("`{}` there, `{ours}` here", expected.unwrap_or("nothing"))
    });
    Ok(Translation::Compared(Compared { difference, known }))
}

/// Whether a set of the pattern has a range other than the three whole ones.
fn has_range(pattern: &str) -> bool {
    let mut rest = pattern.to_owned();
    for whole in ["a-z", "A-Z", "0-9"] {
        rest = rest.replace(whole, "");
    }
    let characters: Vec<char> = rest.chars().collect();
    characters.windows(3).any(|window| match window {
        [first, '-', last] => *first != '[' && *first < *last && *last != ']',
        _ => false,
    })
}

/// Rules as Apple's parser lists them.
fn listed(rules: &PasswordRules, form: Form) -> Value {
    let order = if form == Form::Expanded { Order::Code } else { Order::Written };
    let sets = rules.required.iter().map(|set| ("required", Some(classes(*set, order))));
    let allowed = rules.allowed(form).map(|set| classes(set, order));
    let rest = [
        ("allowed", allowed),
        ("max-consecutive", rules.max_consecutive.map(Value::from)),
        ("minlength", rules.min_length.map(Value::from)),
        ("maxlength", rules.max_length.map(Value::from)),
    ];
    let all = sets.chain(rest);
    all.filter_map(|(name, value)| Some(json!({"name": name, "value": value?}))).collect()
}

/// Rules as 1Password's parser merges them.
fn merged(rules: &PasswordRules) -> Value {
    let required: Vec<Value> =
        rules.required.iter().map(|set| classes(*set, Order::Code)).collect();
    let allowed = match rules.allowed {
        Some(set) => classes(set, Order::Code),
        None if required.is_empty() => classes(Set::PRINTABLE, Order::Code),
        None => json!([]),
    };
    json!({
        "allowed": allowed,
        "max_consecutive": rules.max_consecutive,
        "max_length": rules.max_length,
        "min_length": rules.min_length,
        "required": required,
    })
}

fn classes(set: Set, order: Order) -> Value {
    let classes = set.classes(order).into_iter().map(|class| match class {
        Class::Custom(characters) => json!({"custom": characters}),
        Class::Named(name) => json!({"named": name}),
    });
    classes.collect()
}
