//! Every kind, one file each.

pub(crate) mod aba_routing_number;
pub(crate) mod anthropic_key;
pub(crate) mod au_abn;
pub(crate) mod au_acn;
pub(crate) mod au_medicare;
pub(crate) mod au_tfn;
pub(crate) mod aws_key;
pub(crate) mod be_national_number;
pub(crate) mod br_cnpj;
pub(crate) mod br_cpf;
pub(crate) mod ca_sin;
pub(crate) mod calling_code;
pub(crate) mod cn_ric;
pub(crate) mod credit_card;
pub(crate) mod crypto;
pub(crate) mod date_of_birth;
pub(crate) mod de_id_card;
pub(crate) mod de_passport;
pub(crate) mod de_social_security;
pub(crate) mod de_tax_id;
pub(crate) mod de_vat_id;
pub(crate) mod dk_cpr;
pub(crate) mod email_address;
pub(crate) mod es_nie;
pub(crate) mod es_nif;
pub(crate) mod fi_personal_identity_code;
pub(crate) mod fr_nir;
pub(crate) mod github_token;
pub(crate) mod gitlab_token;
pub(crate) mod google_api_key;
pub(crate) mod iban_code;
pub(crate) mod iban_country;
pub(crate) mod in_aadhaar;
pub(crate) mod in_gstin;
pub(crate) mod in_pan;
pub(crate) mod in_passport;
pub(crate) mod ip_address;
pub(crate) mod it_fiscal_code;
pub(crate) mod it_vat_code;
pub(crate) mod jwt;
pub(crate) mod kr_rrn;
pub(crate) mod mac_address;
pub(crate) mod mx_curp;
pub(crate) mod nl_bsn;
pub(crate) mod no_national_id;
pub(crate) mod npm_token;
pub(crate) mod openai_key;
pub(crate) mod otp_code;
pub(crate) mod otp_told;
pub(crate) mod passport_mrz;
pub(crate) mod password;
pub(crate) mod phone_american;
pub(crate) mod phone_ending;
pub(crate) mod phone_national;
pub(crate) mod phone_number;
pub(crate) mod phone_plan;
pub(crate) mod phone_written;
pub(crate) mod pl_pesel;
pub(crate) mod private_key;
pub(crate) mod se_personnummer;
pub(crate) mod secret;
pub(crate) mod sendgrid_key;
pub(crate) mod sg_nric_fin;
pub(crate) mod slack_token;
pub(crate) mod stripe_key;
pub(crate) mod th_tnin;
pub(crate) mod tr_national_id;
pub(crate) mod uk_nhs;
pub(crate) mod uk_nino;
pub(crate) mod uk_passport;
pub(crate) mod uk_utr;
pub(crate) mod url_credentials;
pub(crate) mod us_dea;
pub(crate) mod us_itin;
pub(crate) mod us_mbi;
pub(crate) mod us_npi;
pub(crate) mod us_passport;
pub(crate) mod us_ssn;
pub(crate) mod za_id_number;

use crate::kind::Kind;

/// Every kind, sorted by code.
pub const KINDS: &[&Kind] = &[
    &aba_routing_number::KIND,
    &anthropic_key::KIND,
    &au_abn::KIND,
    &au_acn::KIND,
    &au_medicare::KIND,
    &au_tfn::KIND,
    &aws_key::KIND,
    &be_national_number::KIND,
    &br_cnpj::KIND,
    &br_cpf::KIND,
    &ca_sin::KIND,
    &cn_ric::KIND,
    &credit_card::KIND,
    &crypto::KIND,
    &date_of_birth::KIND,
    &de_id_card::KIND,
    &de_passport::KIND,
    &de_social_security::KIND,
    &de_tax_id::KIND,
    &de_vat_id::KIND,
    &dk_cpr::KIND,
    &email_address::KIND,
    &es_nie::KIND,
    &es_nif::KIND,
    &fi_personal_identity_code::KIND,
    &fr_nir::KIND,
    &github_token::KIND,
    &gitlab_token::KIND,
    &google_api_key::KIND,
    &iban_code::KIND,
    &in_aadhaar::KIND,
    &in_gstin::KIND,
    &in_pan::KIND,
    &in_passport::KIND,
    &ip_address::KIND,
    &it_fiscal_code::KIND,
    &it_vat_code::KIND,
    &jwt::KIND,
    &kr_rrn::KIND,
    &mac_address::KIND,
    &mx_curp::KIND,
    &nl_bsn::KIND,
    &no_national_id::KIND,
    &npm_token::KIND,
    &openai_key::KIND,
    &otp_code::KIND,
    &passport_mrz::KIND,
    &password::KIND,
    &phone_number::KIND,
    &pl_pesel::KIND,
    &private_key::KIND,
    &se_personnummer::KIND,
    &secret::KIND,
    &sendgrid_key::KIND,
    &sg_nric_fin::KIND,
    &slack_token::KIND,
    &stripe_key::KIND,
    &th_tnin::KIND,
    &tr_national_id::KIND,
    &uk_nhs::KIND,
    &uk_nino::KIND,
    &uk_passport::KIND,
    &uk_utr::KIND,
    &url_credentials::KIND,
    &us_dea::KIND,
    &us_itin::KIND,
    &us_mbi::KIND,
    &us_npi::KIND,
    &us_passport::KIND,
    &us_ssn::KIND,
    &za_id_number::KIND,
];
