//! The sections of a policy beside the rules of passwords: each belongs to the crate that decides by it.

use wicketgate_core::field::Section;

/// Every section, those of accounts first.
pub fn all() -> impl Iterator<Item = &'static Section> {
    wicketgate_account::policy::SECTIONS.into_iter().chain([&wicketgate_redact::policy::SECTION])
}
