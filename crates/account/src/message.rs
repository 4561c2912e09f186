//! What warnings say in English, all of them in one place.
//!
//! A warning is a code and its values, and hosts translate those; this is what they begin with. A value
//! is named after what it counts, and stands in a text together with that: `{minutes}` is "five
//! minutes", or "one minute".

use wicketgate_core::param::Param;

use crate::decision::Warning;

/// English texts by the code of a warning, sorted.
pub const WARNINGS: &[(&str, &str)] = &[
    ("backup-codes-exhausted", "You have used your last backup code. Make new ones."),
    ("clock-drift", "The clock of your authenticator is {steps} {direction}."),
    ("password-expires", "Your password expires soon."),
    ("try-again-later", "Please try again in {minutes}."),
];

/// What a warning says; nothing where its code is not known.
#[must_use]
pub fn english(warning: &Warning) -> Option<String> {
    let (_, text) = WARNINGS.iter().find(|(code, _)| *code == warning.code.as_str())?;
    let mut text = (*text).to_owned();
    for (name, value) in warning.params.iter() {
        text = text.replace(&format!("{{{name}}}"), &spelled(name, value));
    }
    Some(text)
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
    use wicketgate_core::{
        Code,
        param::{Param, Params},
    };

    use super::{WARNINGS, english};
    use crate::decision::Warning;

    fn text(code: &'static str, params: &[(&'static str, Param)]) -> Option<String> {
        let mut all = Params::new();
        for (name, value) in params {
            all.insert(*name, value.clone());
        }
        english(&Warning { code: Code::new(code), params: all })
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
            assert_eq!(minutes(count).as_deref(), Some(expected));
        }
        let drift = [("direction", Param::Text("ahead".into())), ("steps", Param::Integer(2))];
        assert_eq!(
            text("clock-drift", &drift).as_deref(),
            Some("The clock of your authenticator is two steps ahead.")
        );
        assert_eq!(text("no-such-warning", &[]), None);
    }

    #[test]
    fn texts_are_sorted_by_code() {
        assert!(WARNINGS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
