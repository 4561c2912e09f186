//! `otp.qr`, `otp.uri.build` and `otp.uri.parse`: how a secret reaches an authenticator app.
//!
//! The base build for browsers has none of them, because it is full: it has 64 KB after brotli. QR codes
//! would add 5.7 KB to it and URIs 12.0 KB, together with 4.0 KB of messages, which the account's crate
//! brings along.

use serde::Serialize;
use wicketgate_account::{
    otp::{
        qr::Qr,
        uri::{MAX_BYTES, Mistake, Moving, Part, Uri},
    },
    policy::Algorithm,
};
use wicketgate_core::{Code, Problem, Secret, field::Fields};

use crate::{Engine, Error, operation::answer};

/// What `otp.qr` answers: a QR code.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtpQr {
    /// Rows from the top, each from the left: `1` is dark. A quiet zone of four is to be added.
    pub modules: Vec<String>,
    /// Modules of a side.
    pub size: u32,
    /// The code as an SVG image, with its quiet zone.
    pub svg: String,
    /// The version, from 1 to 40.
    pub version: u8,
}

/// What `otp.uri.build` answers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtpUri {
    /// The URI, which holds the secret.
    pub uri: String,
}

/// What `otp.uri.parse` answers: what the URI says, or the first mistake in it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ParsedOtpUri {
    /// The URI can be read.
    Read(ReadOtpUri),
    /// It cannot.
    Refused(RefusedOtpUri),
}

/// What a URI says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadOtpUri {
    /// Whose codes they are.
    pub account: String,
    /// The hash.
    pub algorithm: Algorithm,
    /// Of `hotp`: the counter of the next code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counter: Option<u64>,
    /// Digits of a code.
    pub digits: u32,
    /// For whom the codes are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Of `totp`: seconds of a step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<u32>,
    /// The secret in Base32: capitals without padding.
    pub secret: String,
    /// `hotp` or `totp`.
    pub r#type: &'static str,
    /// `short-secret` where the secret has fewer than 128 bits; more may come.
    pub warnings: Vec<&'static str>,
}

/// Why a URI is not read.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefusedOtpUri {
    /// The first mistake.
    pub problem: OtpUriProblem,
}

/// A mistake in a URI.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtpUriProblem {
    /// What is wrong: `character`, `differs`, `malformed`, `missing`, `out-of-range`, `repeated`,
    /// `too-long` or `unknown`.
    pub code: &'static str,
    /// The mistake in English, one line, without what stands there.
    pub message: String,
    /// Where: `account`, `algorithm`, `counter`, `digits`, `issuer`, `label`, `period`, `scheme`,
    /// `secret`, `type` or `uri`.
    pub part: &'static str,
}

pub(crate) fn qr(_: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let qr = Qr::new(fields.text("text").unwrap_or_default());
    let qr = qr.ok_or_else(|| refused("text", "too-long", format!("at most {MAX_BYTES} bytes")))?;
    Ok(answer(&OtpQr {
        modules: qr.rows(),
        size: qr.size(),
        svg: qr.svg(fields.text("title").unwrap_or("QR code")),
        version: qr.version(),
    }))
}

pub(crate) fn build(_: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let (counter, period) = (fields.long("counter"), fields.long("period"));
    let moving = match (fields.choice("type"), counter, period) {
        ("hotp", _, Some(_)) => return Err(other("period", "totp")),
        ("hotp", counter, None) => Moving::Counter(counter.unwrap_or_default()),
        (_, Some(_), _) => return Err(other("counter", "hotp")),
        (_, None, period) => {
            let period = period.and_then(|period| u32::try_from(period).ok());
            Moving::Step(period.unwrap_or(DEFAULT_STEP))
        }
    };
    let uri = Uri {
        account: fields.text("account").unwrap_or_default().to_owned(),
        algorithm: Algorithm::parse(fields.choice("algorithm")).unwrap_or(Algorithm::Sha1),
        digits: fields.integer("digits"),
        issuer: fields.text("issuer").map(str::to_owned),
        moving,
        secret: Secret::from(fields.text("secret").unwrap_or_default()),
    };
    let built = if fields.flag("short_secret") { uri.build_short() } else { uri.build() };
    Ok(answer(&OtpUri { uri: built.map_err(not_built)?.reveal().to_owned() }))
}

pub(crate) fn parse(_: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let parsed = match Uri::parse(fields.text("uri").unwrap_or_default()) {
        Ok(uri) => ParsedOtpUri::Read(uri.into()),
        Err(mistake) => ParsedOtpUri::Refused(RefusedOtpUri {
            problem: OtpUriProblem {
                code: mistake.what.as_str(),
                message: mistake.to_string(),
                part: mistake.part.as_str(),
            },
        }),
    };
    Ok(answer(&parsed))
}

impl From<Uri> for ReadOtpUri {
    fn from(uri: Uri) -> Self {
        let (r#type, counter, period) = match uri.moving {
            Moving::Counter(counter) => ("hotp", Some(counter), None),
            Moving::Step(period) => ("totp", None, Some(period)),
        };
        Self {
            warnings: uri.is_short().then_some("short-secret").into_iter().collect(),
            account: uri.account,
            algorithm: uri.algorithm,
            counter,
            digits: uri.digits,
            issuer: uri.issuer,
            period,
            secret: uri.secret.reveal().to_owned(),
            r#type,
        }
    }
}

/// A mistake in a URI as one in the request for it.
fn not_built(mistake: Mistake) -> Error {
    let name = match mistake.part {
        Part::Label | Part::Uri => "account",
        part => part.as_str(),
    };
    refused(name, mistake.what.as_str(), mistake.allowed().to_owned())
}

fn other(name: &str, r#type: &str) -> Error {
    refused(name, "contradiction", format!("there for `{type}` alone"))
}

fn refused(name: &str, code: &'static str, allowed: String) -> Error {
    let message = format!("`{name}` should be {allowed}");
    let problem = Problem::new(Code::new(code), format!("/{name}"), 1);
    Error::InvalidRequest(vec![Problem { allowed: Some(allowed), message, ..problem }])
}

/// Seconds of a step where nothing is said.
const DEFAULT_STEP: u32 = 30;
