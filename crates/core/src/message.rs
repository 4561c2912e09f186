//! Message templates: English with named parameters and plurals.
//!
//! `use at least {min} {min|character|characters}` has one parameter, `min`; the second form
//! chooses by it: the first word where it is 1, else the second. A template is a default. Whoever
//! translates does so from code and parameters, or gives the policy templates of its own.

use crate::param::{Param, Params};

/// Most bytes of a message; [`render`] stops at the first piece beyond them.
pub const MAX_BYTES: usize = 4096;

/// What is wrong with a template.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TemplateError {
    /// A brace that is not closed, or closed twice, or a plural without exactly two forms.
    Malformed,
    /// A parameter that the message does not have.
    UnknownParam(String),
}

/// Fills a template; a parameter that is missing or empty leaves nothing, at the end no space.
#[must_use]
pub fn render(template: &str, params: &Params) -> String {
    let mut message = String::with_capacity(template.len() + 8);
    for piece in pieces(template) {
        if message.len() > MAX_BYTES {
            break;
        }
        match piece {
            Piece::Text(text) => message.push_str(text),
            Piece::Slot(slot) => fill(&mut message, slot, params),
        }
    }
    message.truncate(message.trim_end().len());
    message
}

/// Holds a template to the names that it may use.
///
/// # Errors
///
/// The first slot that is malformed or names no known parameter.
pub fn check<'n>(
    template: &str,
    names: &(impl Iterator<Item = &'n str> + Clone),
) -> Result<(), TemplateError> {
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) if text.contains(['{', '}']) => return Err(TemplateError::Malformed),
            Piece::Text(_) => {}
            Piece::Slot(slot) => {
                let forms = slot.split('|').count();
                if slot.contains('{') || (forms != 1 && forms != 3) {
                    return Err(TemplateError::Malformed);
                }
                let name = slot.split('|').next().unwrap_or_default();
                if !names.clone().any(|known| known == name) {
                    return Err(TemplateError::UnknownParam(name.to_owned()));
                }
            }
        }
    }
    Ok(())
}

enum Piece<'t> {
    /// Text between slots.
    Text(&'t str),
    /// What stands between braces.
    Slot(&'t str),
}

fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    let mut in_slot = false;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let brace = if in_slot { '}' } else { '{' };
        let Some((before, after)) = rest.split_once(brace) else {
            // A slot that is not closed stays text, brace included, so that a check sees it.
            let start = template.len() - rest.len() - usize::from(in_slot);
            rest = "";
            return Some(Piece::Text(template.get(start..).unwrap_or_default()));
        };
        rest = after;
        in_slot = !in_slot;
        Some(if in_slot { Piece::Text(before) } else { Piece::Slot(before) })
    })
}

fn fill(message: &mut String, slot: &str, params: &Params) {
    let mut parts = slot.split('|');
    let param = parts.next().and_then(|name| params.get(name));
    match (param, parts.next(), parts.next()) {
        (Some(Param::Integer(1)), Some(one), Some(_)) => message.push_str(one),
        (Some(_), Some(_), Some(other)) => message.push_str(other),
        (Some(param), ..) => message.push_str(&param.to_string()),
        (None, ..) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{TemplateError, check, render};
    use crate::param::{Param, Params};

    #[test]
    fn slots_are_filled_and_plurals_chosen() {
        let template = "use {min} {min|digit|digits} of {of}";
        let cases = [(1, "use 1 digit of a, b"), (2, "use 2 digits of a, b")];
        for (min, expected) in cases {
            let mut params = Params::new();
            params.insert("min", Param::Integer(min));
            params.insert("of", Param::List(vec!["a".into(), "b".into()]));
            assert_eq!(render(template, &params), expected);
        }
    }

    #[test]
    fn a_template_is_held_to_its_names() {
        let unknown = |name: &str| Err(TemplateError::UnknownParam(name.to_owned()));
        let cases = [
            ("plain", Ok(())),
            ("{min} and {min|a|b}", Ok(())),
            ("{max}", unknown("max")),
            ("{}", unknown("")),
            ("{min", Err(TemplateError::Malformed)),
            ("min}", Err(TemplateError::Malformed)),
            ("{min} }", Err(TemplateError::Malformed)),
            ("{{min}}", Err(TemplateError::Malformed)),
            ("{min|a}", Err(TemplateError::Malformed)),
            ("{min|a|b|c}", Err(TemplateError::Malformed)),
        ];
        for (template, expected) in cases {
            assert_eq!(check(template, &["min"].into_iter()), expected, "{template}");
        }
    }
}
