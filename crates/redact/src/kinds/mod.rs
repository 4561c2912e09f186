//! Every kind, one file each.

pub(crate) mod aba_routing_number;
pub(crate) mod br_cnpj;
pub(crate) mod br_cpf;
pub(crate) mod credit_card;
pub(crate) mod de_id_card;
pub(crate) mod de_passport;
pub(crate) mod de_social_security;
pub(crate) mod de_tax_id;
pub(crate) mod de_vat_id;
pub(crate) mod email_address;
pub(crate) mod es_nie;
pub(crate) mod es_nif;
pub(crate) mod fr_nir;
pub(crate) mod iban_code;
pub(crate) mod in_aadhaar;
pub(crate) mod in_gstin;
pub(crate) mod in_pan;
pub(crate) mod in_passport;
pub(crate) mod ip_address;
pub(crate) mod it_fiscal_code;
pub(crate) mod it_vat_code;
pub(crate) mod mac_address;
pub(crate) mod phone_number;
pub(crate) mod uk_nhs;
pub(crate) mod uk_nino;
pub(crate) mod uk_passport;
pub(crate) mod uk_utr;
pub(crate) mod us_dea;
pub(crate) mod us_itin;
pub(crate) mod us_mbi;
pub(crate) mod us_npi;
pub(crate) mod us_passport;
pub(crate) mod us_ssn;

use crate::kind::Kind;

/// Every kind, sorted by code.
pub const KINDS: &[&Kind] = &[
    &aba_routing_number::KIND,
    &br_cnpj::KIND,
    &br_cpf::KIND,
    &credit_card::KIND,
    &de_id_card::KIND,
    &de_passport::KIND,
    &de_social_security::KIND,
    &de_tax_id::KIND,
    &de_vat_id::KIND,
    &email_address::KIND,
    &es_nie::KIND,
    &es_nif::KIND,
    &fr_nir::KIND,
    &iban_code::KIND,
    &in_aadhaar::KIND,
    &in_gstin::KIND,
    &in_pan::KIND,
    &in_passport::KIND,
    &ip_address::KIND,
    &it_fiscal_code::KIND,
    &it_vat_code::KIND,
    &mac_address::KIND,
    &phone_number::KIND,
    &uk_nhs::KIND,
    &uk_nino::KIND,
    &uk_passport::KIND,
    &uk_utr::KIND,
    &us_dea::KIND,
    &us_itin::KIND,
    &us_mbi::KIND,
    &us_npi::KIND,
    &us_passport::KIND,
    &us_ssn::KIND,
];
