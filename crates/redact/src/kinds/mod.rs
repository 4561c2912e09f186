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
    &aba_routing_number::KIND.listed(),
    &anthropic_key::KIND.listed(),
    &au_abn::KIND.listed(),
    &au_acn::KIND.listed(),
    &au_medicare::KIND.listed(),
    &au_tfn::KIND.listed(),
    &aws_key::KIND.listed(),
    &be_national_number::KIND.listed(),
    &br_cnpj::KIND.listed(),
    &br_cpf::KIND.listed(),
    &ca_sin::KIND.listed(),
    &cn_ric::KIND.listed(),
    &credit_card::KIND.listed(),
    &crypto::KIND.listed(),
    &date_of_birth::KIND.listed(),
    &de_id_card::KIND.listed(),
    &de_passport::KIND.listed(),
    &de_social_security::KIND.listed(),
    &de_tax_id::KIND.listed(),
    &de_vat_id::KIND.listed(),
    &dk_cpr::KIND.listed(),
    &email_address::KIND.listed(),
    &es_nie::KIND.listed(),
    &es_nif::KIND.listed(),
    &fi_personal_identity_code::KIND.listed(),
    &fr_nir::KIND.listed(),
    &github_token::KIND.listed(),
    &gitlab_token::KIND.listed(),
    &google_api_key::KIND.listed(),
    &iban_code::KIND.listed(),
    &in_aadhaar::KIND.listed(),
    &in_gstin::KIND.listed(),
    &in_pan::KIND.listed(),
    &in_passport::KIND.listed(),
    &ip_address::KIND.listed(),
    &it_fiscal_code::KIND.listed(),
    &it_vat_code::KIND.listed(),
    &jwt::KIND.listed(),
    &kr_rrn::KIND.listed(),
    &mac_address::KIND.listed(),
    &mx_curp::KIND.listed(),
    &nl_bsn::KIND.listed(),
    &no_national_id::KIND.listed(),
    &npm_token::KIND.listed(),
    &openai_key::KIND.listed(),
    &otp_code::KIND.listed(),
    &passport_mrz::KIND.listed(),
    &password::KIND.listed(),
    &phone_number::KIND.listed(),
    &pl_pesel::KIND.listed(),
    &private_key::KIND.listed(),
    &se_personnummer::KIND.listed(),
    &secret::KIND.listed(),
    &sendgrid_key::KIND.listed(),
    &sg_nric_fin::KIND.listed(),
    &slack_token::KIND.listed(),
    &stripe_key::KIND.listed(),
    &th_tnin::KIND.listed(),
    &tr_national_id::KIND.listed(),
    &uk_nhs::KIND.listed(),
    &uk_nino::KIND.listed(),
    &uk_passport::KIND.listed(),
    &uk_utr::KIND.listed(),
    &url_credentials::KIND.listed(),
    &us_dea::KIND.listed(),
    &us_itin::KIND.listed(),
    &us_mbi::KIND.listed(),
    &us_npi::KIND.listed(),
    &us_passport::KIND.listed(),
    &us_ssn::KIND.listed(),
    &za_id_number::KIND.listed(),
];
