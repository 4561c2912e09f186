//! What the head of a response says of its body, and what of a head stays.

use http::{
    HeaderMap, Method, StatusCode,
    header::{self, HeaderName, HeaderValue},
};

use super::Unread;
use crate::TextFormat;

/// What is done with a body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Treatment {
    /// There is none, whatever its head says.
    Empty,
    Pass,
    Redact(TextFormat),
    Refuse(&'static str),
}

/// How bodies that cannot be read are treated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) encoded: Unread,
    pub(super) others: Unread,
}

/// What is done with the body of a response.
pub(super) fn treatment(
    method: &Method,
    status: StatusCode,
    headers: &HeaderMap,
    rules: Rules,
) -> Treatment {
    let unread = |rule, why| match rule {
        Unread::Pass => Treatment::Pass,
        Unread::Refuse => Treatment::Refuse(why),
    };
    let has_none = matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    if *method == Method::HEAD || has_none {
        return Treatment::Empty;
    }
    let tunnels = *method == Method::CONNECT && status.is_success();
    if status == StatusCode::SWITCHING_PROTOCOLS || tunnels {
        return unread(rules.others, "the protocol changes");
    }
    let Some(format) = format(headers) else {
        return unread(rules.others, "its type is none that is redacted");
    };
    if encodings(headers) {
        return unread(rules.encoded, "its content is encoded");
    }
    if status == StatusCode::PARTIAL_CONTENT || headers.contains_key(header::CONTENT_RANGE) {
        return Treatment::Refuse("it is a part of a content");
    }
    match format {
        Some(format) => Treatment::Redact(format),
        None => unread(rules.others, "its text is in no encoding that is read"),
    }
}

/// Removes what the service inside must not answer to.
pub(super) fn ask(method: &Method, headers: &mut HeaderMap) {
    for name in [header::ACCEPT_ENCODING, header::RANGE, header::IF_RANGE] {
        headers.remove(name);
    }
    // Of a request that changes something they are a condition that must hold.
    if matches!(*method, Method::GET | Method::HEAD) {
        headers.remove(header::IF_NONE_MATCH);
        headers.remove(header::IF_MODIFIED_SINCE);
    }
}

/// Removes what speaks of the bytes that were there.
pub(super) fn forget(headers: &mut HeaderMap) {
    for name in GONE {
        headers.remove(name);
    }
}

/// Tells caches that the response is not for all.
pub(super) fn private(headers: &mut HeaderMap) {
    let values = headers.get_all(header::CACHE_CONTROL).into_iter();
    let directives: Vec<String> = values
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .map(|directive| directive.trim().to_ascii_lowercase())
        .filter(|directive| !directive.is_empty() && !is_shared(directive))
        .collect();
    let strict = ["private", "no-store"];
    let told = directives.iter().any(|directive| strict.contains(&directive.as_str()));
    let all = directives.into_iter().chain((!told).then(|| "private".to_owned()));
    let text = all.collect::<Vec<_>>().join(", ");
    let value = HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("private"));
    headers.insert(header::CACHE_CONTROL, value);
}

fn is_shared(directive: &str) -> bool {
    directive == "public" || directive.starts_with("s-maxage")
}

/// How a body is written: nothing for a type that is not redacted, and nothing within for a text that is not
/// UTF-8.
#[expect(clippy::option_option, reason = "two reasons for which a text is not read")]
fn format(headers: &HeaderMap) -> Option<Option<TextFormat>> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let (essence, parameters) = value.split_once(';').unwrap_or((value, ""));
    let essence = essence.trim().to_ascii_lowercase();
    let format = match essence.as_str() {
        "application/json"
        | "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/json-seq"
        | "text/json" => TextFormat::Json,
        "application/x-www-form-urlencoded" => TextFormat::Form,
        "text/csv" => TextFormat::Csv,
        "text/tab-separated-values" => TextFormat::Tsv,
        other if other.ends_with("+json") => TextFormat::Json,
        other if other.starts_with("text/") => TextFormat::Text,
        _ => return None,
    };
    let charset = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    });
    let read = charset.is_none_or(|charset| {
        ["utf-8", "utf8", "us-ascii"].iter().any(|read| charset.eq_ignore_ascii_case(read))
    });
    Some(read.then_some(format))
}

fn encodings(headers: &HeaderMap) -> bool {
    headers.get_all(header::CONTENT_ENCODING).iter().any(|value| {
        let text = value.to_str().unwrap_or("unreadable");
        text.split(',').any(|coding| !matches!(coding.trim(), "" | "identity"))
    })
}

const GONE: [HeaderName; 9] = [
    header::ACCEPT_RANGES,
    header::CONTENT_LENGTH,
    HeaderName::from_static("content-digest"),
    HeaderName::from_static("content-md5"),
    HeaderName::from_static("digest"),
    header::ETAG,
    HeaderName::from_static("repr-digest"),
    HeaderName::from_static("signature"),
    HeaderName::from_static("signature-input"),
];

#[cfg(test)]
mod tests;
