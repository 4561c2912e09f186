//! Writes rules as an attribute.

use super::{Class, Form, Order, PasswordRules, Set};

impl PasswordRules {
    /// The attribute that says the same, in a form; what either parser reads from it is the same
    /// again.
    #[must_use]
    pub fn print(&self, form: Form) -> String {
        let mut text = String::new();
        for set in self.required.iter().filter(|set| !set.is_empty()) {
            clause(&mut text, "required", &list(*set));
        }
        if let Some(set) = self.allowed(form) {
            clause(&mut text, "allowed", &list(set));
        }
        let numbers = [
            ("max-consecutive", self.max_consecutive),
            ("minlength", self.min_length),
            ("maxlength", self.max_length),
        ];
        for (name, number) in numbers {
            if let Some(number) = number {
                clause(&mut text, name, &number.to_string());
            }
        }
        text
    }
}

fn clause(text: &mut String, name: &str, value: &str) {
    let space = if text.is_empty() { "" } else { " " };
    for part in [space, name, ": ", value, ";"] {
        text.push_str(part);
    }
}

/// A set as a list of classes.
fn list(set: Set) -> String {
    let mut text = String::new();
    for class in set.classes(Order::Written) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        match class {
            Class::Named(name) => text.push_str(name),
            Class::Custom(characters) => {
                // A letter may precede `-` in the canonical order; where it is read, it may not.
                text.push('[');
                text.extend(characters.chars().filter(|character| *character == '-'));
                text.extend(characters.chars().filter(|character| *character != '-'));
                text.push(']');
            }
        }
    }
    text
}
