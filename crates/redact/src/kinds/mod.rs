//! Every kind, one file each.

pub(crate) mod au_abn;
pub(crate) mod au_acn;
pub(crate) mod au_medicare;
pub(crate) mod au_tfn;
pub(crate) mod be_national_number;
pub(crate) mod ca_sin;
pub(crate) mod calling_code;
pub(crate) mod cn_ric;
pub(crate) mod credit_card;
pub(crate) mod date_of_birth;
pub(crate) mod dk_cpr;
pub(crate) mod email_address;
pub(crate) mod fi_personal_identity_code;
pub(crate) mod iban_code;
pub(crate) mod iban_country;
pub(crate) mod ip_address;
pub(crate) mod kr_rrn;
pub(crate) mod mac_address;
pub(crate) mod mx_curp;
pub(crate) mod nl_bsn;
pub(crate) mod no_national_id;
pub(crate) mod passport_mrz;
pub(crate) mod phone_american;
pub(crate) mod phone_national;
pub(crate) mod phone_number;
pub(crate) mod pl_pesel;
pub(crate) mod se_personnummer;
pub(crate) mod sg_nric_fin;
pub(crate) mod th_tnin;
pub(crate) mod tr_national_id;
pub(crate) mod us_ssn;
pub(crate) mod za_id_number;

use crate::kind::Kind;

/// Every kind, sorted by code.
pub const KINDS: &[&Kind] = &[
    &au_abn::KIND,
    &au_acn::KIND,
    &au_medicare::KIND,
    &au_tfn::KIND,
    &be_national_number::KIND,
    &ca_sin::KIND,
    &cn_ric::KIND,
    &credit_card::KIND,
    &date_of_birth::KIND,
    &dk_cpr::KIND,
    &email_address::KIND,
    &fi_personal_identity_code::KIND,
    &iban_code::KIND,
    &ip_address::KIND,
    &kr_rrn::KIND,
    &mac_address::KIND,
    &mx_curp::KIND,
    &nl_bsn::KIND,
    &no_national_id::KIND,
    &passport_mrz::KIND,
    &phone_number::KIND,
    &pl_pesel::KIND,
    &se_personnummer::KIND,
    &sg_nric_fin::KIND,
    &th_tnin::KIND,
    &tr_national_id::KIND,
    &us_ssn::KIND,
    &za_id_number::KIND,
];
