//! `password.html_attributes`: what a page can tell a browser and a password manager of a policy.

use serde::Serialize;
use wicketgate_core::Code;
use wicketgate_password::passwordrules::{Form, Gap};
use wicketgate_policy::Policy;

/// What `password.html_attributes` answers: values for the attributes of a password field.
///
/// There is never a `maxlength`: it would cut a pasted password short without a word.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HtmlAttributes {
    /// What `passwordrules` does not say, or not in full, in registry order.
    pub inexpressible: Vec<Inexpressible>,
    /// For the attribute `minlength`; left out where it would say nothing. It is lower than the
    /// policy's minimum, because a browser counts UTF-16 units before normalisation: no accepted
    /// password fails it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minlength: Option<u32>,
    /// For the attribute `passwordrules`: a password made after it satisfies every rule that is not
    /// listed as inexpressible. It may be empty.
    pub passwordrules: String,
}

/// A rule that `passwordrules` does not say, or not in full.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Inexpressible {
    /// The rule.
    pub code: Code,
    /// Why: `characters` that the format cannot list, a `count` above one, `no-words` for such a
    /// rule, a `position` in the password, or an `unknown-rule`.
    pub reason: &'static str,
}

impl HtmlAttributes {
    pub(crate) fn of(policy: &Policy) -> Self {
        let attributes = policy.rules().attributes();
        let gaps = policy.rules().items().iter().zip(attributes.gaps);
        let inexpressible = gaps.filter_map(|(item, gap)| {
            Some(Inexpressible { code: item.code.clone(), reason: reason(gap?) })
        });
        Self {
            inexpressible: inexpressible.collect(),
            minlength: attributes.min_length,
            passwordrules: attributes.rules.print(Form::Minified),
        }
    }
}

const fn reason(gap: Gap) -> &'static str {
    match gap {
        Gap::Characters => "characters",
        Gap::Count => "count",
        Gap::NoWords => "no-words",
        Gap::Position => "position",
        Gap::UnknownRule => "unknown-rule",
    }
}
