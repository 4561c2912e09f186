//! Every kind, one file each.

pub(crate) mod credit_card;
pub(crate) mod email_address;
pub(crate) mod iban_code;
pub(crate) mod ip_address;
pub(crate) mod mac_address;
pub(crate) mod phone_number;
pub(crate) mod us_ssn;

use crate::kind::Kind;

/// Every kind, sorted by code.
pub const KINDS: &[&Kind] = &[
    &credit_card::KIND,
    &email_address::KIND,
    &iban_code::KIND,
    &ip_address::KIND,
    &mac_address::KIND,
    &phone_number::KIND,
    &us_ssn::KIND,
];
