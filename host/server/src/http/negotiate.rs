//! Whether a client would rather have JSON than a page.

use axum::http::{HeaderMap, header};

/// Whether `Accept` prefers JSON to HTML; a client that does not say gets the page.
pub(super) fn prefers_json(headers: &HeaderMap) -> bool {
    let accept = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let (mut json, mut html) = (0.0, 0.0);
    for range in accept.flat_map(|value| value.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality =
            parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        match media_type.as_str() {
            "application/json" => json = quality,
            "text/html" | "application/xhtml+xml" => html = quality.max(html),
            _ => {}
        }
    }
    json > html
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::prefers_json;

    #[test]
    fn a_page_is_sent_unless_json_is_preferred() {
        let cases = [
            ("application/json", true),
            ("application/json, text/html;q=0.5", true),
            ("text/html, application/json", false),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false),
            ("*/*", false),
            ("application/json;q=0", false),
            ("", false),
        ];
        for (accept, expected) in cases {
            let value = HeaderValue::from_static(accept);
            let headers = HeaderMap::from_iter([(header::ACCEPT, value)]);
            assert_eq!(prefers_json(&headers), expected, "{accept}");
        }
    }
}
