//! Making a QR code, beside the crate `qrcode`.
//!
//! `otp.qr` always answers the modules and the image together, as JSON.

use qrcode::{EcLevel, QrCode, render::svg};
use serde_json::json;
use wicketgate_account::otp::qr::Qr;

use crate::{
    hosts::Modules,
    rounds::{Call, Contender, measure},
};

/// Measures a URI and a long text, and tells the rows of the table.
pub(crate) fn rows() -> Result<String, String> {
    let texts = [URI.to_owned(), URI.repeat(8)];
    let requests = texts.each_ref().map(|text| json!({"op": "otp.qr", "text": text}).to_string());
    let mut contenders = Vec::new();
    for (host, call) in Modules::open(r#"{"version":1}"#)?.hosts()? {
        contenders.push(Contender::new(format!("wicketgate, `otp.qr`, {host}"), call, &requests));
    }
    let libraries: [(&str, Call); 4] = [
        ("wicketgate, `Qr` in Rust, modules", Box::new(|text| ours(text, Qr::size))),
        ("qrcode 0.14.1 in Rust, modules", Box::new(|text| theirs(text, QrCode::width))),
        ("wicketgate, `Qr` in Rust, SVG", Box::new(|text| ours(text, |qr| qr.svg("QR code")))),
        ("qrcode 0.14.1 in Rust, SVG", Box::new(|text| theirs(text, image))),
    ];
    for (name, call) in libraries {
        contenders.push(Contender::new(name.to_owned(), call, &texts));
    }
    measure("qr", contenders, &["", ""])
}

fn ours<T: ToString>(text: &str, made: impl Fn(&Qr) -> T) -> Result<String, String> {
    let qr = Qr::new(text).ok_or("the text is too long")?;
    Ok(made(&qr).to_string())
}

fn theirs<T: ToString>(text: &str, made: impl Fn(&QrCode) -> T) -> Result<String, String> {
    let qr = QrCode::with_error_correction_level(text, EcLevel::M);
    Ok(made(&qr.map_err(|error| error.to_string())?).to_string())
}

fn image(qr: &QrCode) -> String {
    qr.render::<svg::Color<'_>>().build()
}

/// The URI of an authenticator, of 90 bytes; eight of them are 720.
const URI: &str =
    "otpauth://totp/ACME:john%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME";
