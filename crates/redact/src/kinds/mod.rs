//! Every kind, one file each.

pub(crate) mod anthropic_key;
pub(crate) mod aws_key;
pub(crate) mod credit_card;
pub(crate) mod crypto;
pub(crate) mod email_address;
pub(crate) mod github_token;
pub(crate) mod gitlab_token;
pub(crate) mod google_api_key;
pub(crate) mod iban_code;
pub(crate) mod ip_address;
pub(crate) mod jwt;
pub(crate) mod mac_address;
pub(crate) mod npm_token;
pub(crate) mod openai_key;
pub(crate) mod otp_code;
pub(crate) mod password;
pub(crate) mod phone_number;
pub(crate) mod private_key;
pub(crate) mod secret;
pub(crate) mod sendgrid_key;
pub(crate) mod slack_token;
pub(crate) mod stripe_key;
pub(crate) mod url_credentials;
pub(crate) mod us_ssn;

use crate::kind::Kind;

/// Every kind, sorted by code.
pub const KINDS: &[&Kind] = &[
    &anthropic_key::KIND,
    &aws_key::KIND,
    &credit_card::KIND,
    &crypto::KIND,
    &email_address::KIND,
    &github_token::KIND,
    &gitlab_token::KIND,
    &google_api_key::KIND,
    &iban_code::KIND,
    &ip_address::KIND,
    &jwt::KIND,
    &mac_address::KIND,
    &npm_token::KIND,
    &openai_key::KIND,
    &otp_code::KIND,
    &password::KIND,
    &phone_number::KIND,
    &private_key::KIND,
    &secret::KIND,
    &sendgrid_key::KIND,
    &slack_token::KIND,
    &stripe_key::KIND,
    &url_credentials::KIND,
    &us_ssn::KIND,
];
