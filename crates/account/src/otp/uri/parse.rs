//! Reading a URI from left to right; what is wrong first is told.

use std::collections::BTreeMap;

use wicketgate_core::Secret;

use super::{DEFAULT_DIGITS, DEFAULT_STEP, MAX_BYTES, Mistake, Moving, Part, Uri, What, percent};
use crate::policy::Algorithm;

pub(super) fn parse(text: &str) -> Result<Uri, Mistake> {
    if text.len() > MAX_BYTES {
        return Err(Mistake::new(Part::Uri, What::Long));
    }
    let (scheme, rest) = text.split_once("://").ok_or(Mistake::new(Part::Scheme, What::Missing))?;
    if !scheme.eq_ignore_ascii_case("otpauth") {
        return Err(Mistake::new(Part::Scheme, What::Unknown));
    }
    if rest.contains('#') {
        return Err(Mistake::new(Part::Uri, What::Malformed));
    }
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (kind, label) = path.split_once('/').unwrap_or((path, ""));
    let counts = match kind.to_ascii_lowercase().as_str() {
        "hotp" => true,
        "totp" => false,
        _ => return Err(Mistake::new(Part::Type, What::Unknown)),
    };
    let label = percent::decode(label).ok_or(Mistake::new(Part::Label, What::Malformed))?;
    let parameters = Parameters::parse(query)?;
    let moving = if counts {
        let counter = parameters.number(Part::Counter)?;
        Moving::Counter(counter.ok_or(Mistake::new(Part::Counter, What::Missing))?)
    } else {
        Moving::Step(parameters.small(Part::Period)?.unwrap_or(DEFAULT_STEP))
    };
    let (in_label, account) = match label.split_once(':') {
        Some((issuer, account)) => (Some(issuer), account),
        None => (None, label.as_str()),
    };
    let uri = Uri {
        account: account.to_owned(),
        algorithm: parameters.algorithm()?,
        digits: parameters.small(Part::Digits)?.unwrap_or(DEFAULT_DIGITS),
        issuer: issuer(in_label, parameters.text(Part::Issuer))?,
        moving,
        secret: Secret::from(parameters.text(Part::Secret).unwrap_or_default()),
    };
    uri.checked()
}

/// The issuer of label and parameter, of which either may be missing.
fn issuer(label: Option<&str>, parameter: Option<&str>) -> Result<Option<String>, Mistake> {
    let there = |name: &&str| !name.is_empty();
    let label = label.map(str::trim).filter(there);
    let parameter = parameter.map(str::trim).filter(there);
    match (label, parameter) {
        (Some(label), Some(parameter)) if label != parameter => {
            Err(Mistake::new(Part::Issuer, What::Differs))
        }
        (label, parameter) => Ok(label.or(parameter).map(str::to_owned)),
    }
}

/// The known parameters, decoded.
struct Parameters(BTreeMap<Part, String>);

impl Parameters {
    fn parse(query: &str) -> Result<Self, Mistake> {
        let mut parameters = BTreeMap::new();
        for parameter in query.split('&') {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let name = percent::decode(name).unwrap_or_default().to_ascii_lowercase();
            let Some(part) = Part::parse(&name).filter(|part| KNOWN.contains(part)) else {
                continue;
            };
            let value = percent::decode(&value.replace('+', " "));
            let value = value.ok_or(Mistake::new(part, What::Malformed))?;
            if parameters.insert(part, value).is_some() {
                return Err(Mistake::new(part, What::Repeated));
            }
        }
        Ok(Self(parameters))
    }

    fn text(&self, part: Part) -> Option<&str> {
        self.0.get(&part).map(String::as_str)
    }

    fn number(&self, part: Part) -> Result<Option<u64>, Mistake> {
        let Some(text) = self.text(part) else { return Ok(None) };
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.then(|| text.parse().ok()).flatten();
        number.map(Some).ok_or(Mistake::new(part, What::OutOfRange))
    }

    fn small(&self, part: Part) -> Result<Option<u32>, Mistake> {
        let number = self.number(part)?.map(u32::try_from).transpose();
        number.map_err(|_| Mistake::new(part, What::OutOfRange))
    }

    fn algorithm(&self) -> Result<Algorithm, Mistake> {
        let Some(name) = self.text(Part::Algorithm) else { return Ok(Algorithm::Sha1) };
        let name = name.to_ascii_uppercase().replace("SHA-", "SHA");
        Algorithm::parse(&name).ok_or(Mistake::new(Part::Algorithm, What::Unknown))
    }
}

const KNOWN: [Part; 6] =
    [Part::Algorithm, Part::Counter, Part::Digits, Part::Issuer, Part::Period, Part::Secret];
