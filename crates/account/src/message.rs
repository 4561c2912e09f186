//! What warnings say in English, all of them in one place.
//!
//! A warning is a code and its values, and hosts that speak another language translate those. A value
//! is named after what it counts, and stands in a text together with that: `{minutes}` is "five
//! minutes", or "one minute".

use wicketgate_core::param::{Param, Params};

/// English texts by the code of a warning, sorted.
const WARNINGS: &[(&str, &str)] = &[
    ("backup-codes-exhausted", "You have used your last backup code. Make new ones."),
    ("clock-drift", "The clock of your authenticator is {steps} {direction}."),
    ("password-expires", "Your password expires soon."),
    ("try-again-later", "Please try again in {minutes}."),
];

/// What a warning says.
pub(crate) fn english(code: &str, params: &Params) -> String {
    let known = WARNINGS.iter().find(|(known, _)| *known == code);
    let mut text = known.map_or_else(String::new, |(_, text)| (*text).to_owned());
    for (name, value) in params.iter() {
        text = text.replace(&format!("{{{name}}}"), &spelled(name, value));
    }
    text
}

/// A value as it stands in a sentence.
fn spelled(name: &str, value: &Param) -> String {
    let Param::Integer(count) = value else {
        return if let Param::Text(text) = value { text.to_string() } else { String::new() };
    };
    let noun = if *count == 1 { name.strip_suffix('s').unwrap_or(name) } else { name };
    let word = usize::try_from(*count).ok().and_then(|count| WORDS.get(count));
    match word {
        Some(word) => format!("{word} {noun}"),
        None => format!("{count} {noun}"),
    }
}

/// Numbers that are written as words.
const WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

#[cfg(test)]
mod tests {
    use wicketgate_core::param::{Param, Params};

    use super::{WARNINGS, english};

    fn text(code: &str, params: &[(&'static str, Param)]) -> String {
        let mut all = Params::new();
        for (name, value) in params {
            all.insert(*name, value.clone());
        }
        english(code, &all)
    }

    #[test]
    fn values_stand_in_the_sentence() {
        let minutes = |count| text("try-again-later", &[("minutes", Param::Integer(count))]);
        let cases = [
            (5, "Please try again in five minutes."),
            (1, "Please try again in one minute."),
            (12, "Please try again in twelve minutes."),
            (13, "Please try again in 13 minutes."),
        ];
        for (count, expected) in cases {
            assert_eq!(minutes(count), expected);
        }
        let drift = [("direction", Param::Text("ahead".into())), ("steps", Param::Integer(2))];
        assert_eq!(
            text("clock-drift", &drift),
            "The clock of your authenticator is two steps ahead."
        );
    }

    #[test]
    fn texts_are_sorted_by_code() {
        assert!(WARNINGS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
