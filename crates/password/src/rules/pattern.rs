//! `pattern`: the password has a form that is asked for, and none that is not.
//!
//! # Why
//! For forms that no other rule says: six digits for a telephone, no number of an employee. What a
//! rule of its own can say is better said by that rule, which explains itself.
//!
//! # Counting
//! The whole password is one of the patterns in `must`, if there are any; no pattern of `must_not`
//! stands anywhere in it. Code points after NFC, patterns too; `a` and `A` differ. A pattern is a
//! row of items: a character, `.` for any, `[a-z_]`, `[^0-9]`, `\l` a-z, `\u` A-Z, `\d` 0-9, `\s` white
//! space, `\p` ASCII punctuation, `\` before a sign that means something; behind it `?`, `*`, `+`,
//! `{n}` or `{n,m}`. `|` stands between whole rows; there are no groups; at most 256 items. The
//! report tells how many patterns of `must_not` there are.

use wicketgate_core::{
    Code,
    field::{Direction, Field},
    pattern::Pattern as Form,
};

use crate::{Candidate, Change, Finding, Options, Rule, candidate::count};

/// Options for `pattern`.
pub struct Pattern {
    /// Patterns of which the password is one.
    pub must: Vec<Form>,
    /// Patterns that stand nowhere in it.
    pub must_not: Vec<Form>,
}

impl Rule for Pattern {
    const CODE: Code = Code::new("pattern");
    const MESSAGE: &'static str = "have the form that is asked for";
    const OPTIONS: &'static [Field] = &[
        Field::texts("must", MOST, 256).optional(),
        Field::texts("must_not", MOST, 256).optional().stricter(Direction::More),
    ];
    const ORDER: u16 = 108;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { must: forms("must", options), must_not: forms("must_not", options) }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let text = candidate.characters();
        let is_form = self.must.is_empty() || self.must.iter().any(|form| form.is_whole(text));
        let found = count(self.must_not.iter().filter(|form| form.stands_in(text)));
        let change = if is_form { AVOID } else { FOLLOW };
        Finding::new(is_form && found == 0, found, change)
    }
}

fn forms(name: &'static str, options: &mut Options<'_>) -> Vec<Form> {
    let parsed: Vec<_> = options.texts(name).iter().map(|text| Form::parse(text)).collect();
    let mut forms = Vec::with_capacity(parsed.len());
    for (index, form) in parsed.into_iter().enumerate() {
        match form {
            Ok(form) if name == "must_not" && form.is_whole(&[]) => {
                options.refuse_item(name, index, format_args!("stands in every password"));
            }
            Ok(form) => forms.push(form),
            Err(error) => {
                let message = format_args!("character {}: {}", error.at, error.reason);
                options.refuse_item(name, index, message);
            }
        }
    }
    forms
}

/// Most patterns of a list.
const MOST: usize = 8;

const AVOID: Change = Change::new("avoid-pattern", "leave out what has a form that is not allowed");
const FOLLOW: Change = Change::new("follow-pattern", "keep to the form that is asked for");
