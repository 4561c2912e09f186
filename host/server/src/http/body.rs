//! Reading a body: bounded in size and in time, and text or nothing.

use std::time::Duration;

use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time;

use super::error::HttpError;

/// Reads a body of this media type as text.
pub(super) async fn text(
    headers: &HeaderMap,
    media_type: &'static str,
    body: Body,
    deadline: Duration,
) -> Result<String, HttpError> {
    require(headers, media_type)?;
    let collected = time::timeout(deadline, Limited::new(body, MAX_BODY).collect()).await;
    let collected = collected.map_err(|_| {
        HttpError::new(StatusCode::REQUEST_TIMEOUT, "timeout", "the body did not arrive in time")
    })?;
    let bytes = match collected {
        Ok(collected) => collected.to_bytes(),
        Err(error) if error.downcast_ref::<LengthLimitError>().is_some() => {
            let public = format!("the body is larger than {MAX_BODY} bytes");
            return Err(HttpError::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", public));
        }
        Err(_) => {
            let public = "the body did not arrive whole";
            return Err(HttpError::new(StatusCode::BAD_REQUEST, "incomplete", public));
        }
    };
    String::from_utf8(bytes.into()).map_err(|_| {
        HttpError::new(StatusCode::BAD_REQUEST, "malformed-text", "the body is not UTF-8")
    })
}

/// Refuses a body of another media type, or in another character encoding, or compressed.
fn require(headers: &HeaderMap, media_type: &'static str) -> Result<(), HttpError> {
    one_of(headers, &[media_type]).map(drop)
}

/// The media type of a body, which is one of these; in UTF-8, not compressed.
pub(super) fn one_of(
    headers: &HeaderMap,
    media_types: &[&'static str],
) -> Result<&'static str, HttpError> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let mut parts = given.unwrap_or_default().split(';').map(str::trim);
    let named = parts.next().unwrap_or_default();
    let plain = parts.all(is_utf_8)
        && headers.get(header::CONTENT_ENCODING).is_none_or(|encoding| encoding == "identity");
    let found = media_types.iter().find(|media_type| named.eq_ignore_ascii_case(media_type));
    if let Some(media_type) = found.filter(|_| plain) {
        return Ok(media_type);
    }
    let public =
        format!("the body must be `{}` in UTF-8, not compressed", media_types.join("` or `"));
    Err(HttpError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", public))
}

fn is_utf_8(parameter: &str) -> bool {
    match parameter.split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
            value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    }
}

/// Largest body in bytes: the longest password and the longest old one, each character escaped, with
/// room to spare. A part of an answer to a range question must fit beside it.
pub(super) const MAX_BODY: usize = 52 * 1024;

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::require;

    #[test]
    fn only_the_media_type_in_utf_8_is_taken() {
        let cases = [
            ("application/json", true),
            ("Application/JSON; Charset=\"UTF-8\"", true),
            ("application/json;charset=utf-8;x=y", true),
            ("application/json; charset=latin1", false),
            ("application/jsonp", false),
            ("text/plain", false),
            ("", false),
        ];
        for (given, accepted) in cases {
            let value = HeaderValue::from_static(given);
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, value)]);
            assert_eq!(require(&headers, "application/json").is_ok(), accepted, "{given}");
        }
        assert!(require(&HeaderMap::new(), "application/json").is_err());
    }
}
