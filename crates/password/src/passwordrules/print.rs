//! Writes rules as an attribute.

use std::fmt::{self, Display, Formatter};

use super::{Class, Form, Order, PasswordRules, Set};

impl PasswordRules {
    /// The attribute that says the same, in a form; what either parser reads from it is the same
    /// again.
    #[must_use]
    pub fn print(&self, form: Form) -> String {
        let mut clauses = Vec::new();
        for set in self.required.iter().filter(|set| !set.is_empty()) {
            clauses.push(format!("required: {}", List(*set)));
        }
        if let Some(set) = self.allowed(form) {
            clauses.push(format!("allowed: {}", List(set)));
        }
        let numbers = [
            ("max-consecutive", self.max_consecutive),
            ("minlength", self.min_length),
            ("maxlength", self.max_length),
        ];
        for (name, number) in numbers {
            clauses.extend(number.map(|number| format!("{name}: {number}")));
        }
        let mut text = clauses.join("; ");
        if !text.is_empty() {
            text.push(';');
        }
        text
    }
}

/// A set as a list of classes.
struct List(Set);

impl Display for List {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (index, class) in self.0.classes(Order::Written).iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            match class {
                Class::Named(name) => write!(formatter, "{comma}{name}")?,
                Class::Custom(characters) => {
                    // A letter may precede `-` in the canonical order; where it is read, it may not.
                    let (dash, rest) = match characters.contains('-') {
                        true => ("-", characters.replace('-', "")),
                        false => ("", characters.clone()),
                    };
                    write!(formatter, "{comma}[{dash}{rest}]")?;
                }
            }
        }
        Ok(())
    }
}
