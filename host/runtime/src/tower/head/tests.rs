//! Heads, and what follows from them.

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use super::{Rules, Treatment, Unread, ask, forget, private, treatment};
use crate::TextFormat;

const STRICT: Rules = Rules { encoded: Unread::Refuse, others: Unread::Refuse };
const LOOSE: Rules = Rules { encoded: Unread::Pass, others: Unread::Pass };

fn headers(given: &[(&str, &str)]) -> HeaderMap {
    let pair = |(name, value): &(&str, &str)| {
        let name = HeaderName::try_from(*name).expect("a name");
        (name, HeaderValue::from_str(value).expect("a value"))
    };
    given.iter().map(pair).collect()
}

fn of(given: &[(&str, &str)], rules: Rules) -> Treatment {
    treatment(&Method::GET, StatusCode::OK, &headers(given), rules)
}

#[test]
fn the_type_tells_the_format() {
    for (kind, format) in [
        ("application/json", TextFormat::Json),
        ("Application/JSON; charset=UTF-8", TextFormat::Json),
        ("application/problem+json", TextFormat::Json),
        ("application/x-ndjson", TextFormat::Json),
        ("text/csv;header=present; charset=\"utf-8\"", TextFormat::Csv),
        ("text/tab-separated-values", TextFormat::Tsv),
        ("application/x-www-form-urlencoded", TextFormat::Form),
        ("text/html", TextFormat::Text),
        ("text/event-stream", TextFormat::Text),
        ("text/plain; charset=us-ascii", TextFormat::Text),
    ] {
        assert_eq!(of(&[("content-type", kind)], STRICT), Treatment::Redact(format), "{kind}");
    }
    for kind in ["image/png", "application/octet-stream", "text/plain; charset=utf-16", "json", ""]
    {
        let given = [("content-type", kind)];
        assert!(matches!(of(&given, STRICT), Treatment::Refuse(_)), "{kind}");
        assert_eq!(of(&given, LOOSE), Treatment::Pass, "{kind}");
    }
    assert!(matches!(of(&[], STRICT), Treatment::Refuse(_)));
    assert_eq!(of(&[], LOOSE), Treatment::Pass);
}

#[test]
fn what_cannot_be_read_is_refused_or_passes() {
    let json = ("content-type", "application/json");
    for encoding in ["gzip", "br, identity", "identity, gzip"] {
        let given = [json, ("content-encoding", encoding)];
        assert!(matches!(of(&given, STRICT), Treatment::Refuse(_)), "{encoding}");
        assert_eq!(of(&given, LOOSE), Treatment::Pass, "{encoding}");
    }
    let given = [json, ("content-encoding", "identity")];
    assert_eq!(of(&given, STRICT), Treatment::Redact(TextFormat::Json));
    // A part is refused, whatever the rules are.
    assert!(matches!(of(&[json, ("content-range", "bytes 0-1/2")], LOOSE), Treatment::Refuse(_)));
    let part = treatment(&Method::GET, StatusCode::PARTIAL_CONTENT, &headers(&[json]), LOOSE);
    assert!(matches!(part, Treatment::Refuse(_)));
}

#[test]
fn some_responses_have_no_body_and_some_are_none() {
    let json = headers(&[("content-type", "application/json")]);
    for (method, status) in [
        (Method::HEAD, StatusCode::OK),
        (Method::GET, StatusCode::NO_CONTENT),
        (Method::GET, StatusCode::NOT_MODIFIED),
    ] {
        assert_eq!(
            treatment(&method, status, &json, STRICT),
            Treatment::Empty,
            "{method} {status}"
        );
    }
    for (method, status) in
        [(Method::GET, StatusCode::SWITCHING_PROTOCOLS), (Method::CONNECT, StatusCode::OK)]
    {
        assert!(matches!(treatment(&method, status, &json, STRICT), Treatment::Refuse(_)));
        assert_eq!(treatment(&method, status, &json, LOOSE), Treatment::Pass);
    }
}

#[test]
fn what_speaks_of_other_bytes_goes() {
    let mut response = headers(&[
        ("accept-ranges", "bytes"),
        ("content-length", "5"),
        ("content-md5", "x"),
        ("digest", "x"),
        ("etag", "\"x\""),
        ("server", "x"),
    ]);
    forget(&mut response);
    assert_eq!(response, headers(&[("server", "x")]));
    let all = [
        ("accept-encoding", "gzip"),
        ("if-match", "\"x\""),
        ("if-modified-since", "x"),
        ("if-none-match", "\"x\""),
        ("if-range", "x"),
        ("range", "bytes=0-1"),
    ];
    let mut request = headers(&all);
    ask(&Method::GET, &mut request);
    assert_eq!(request, headers(&[("if-match", "\"x\"")]));
    let mut request = headers(&all);
    ask(&Method::PUT, &mut request);
    assert!(request.contains_key("if-none-match"));
}

#[test]
fn no_shared_cache_keeps_it() {
    for (given, expected) in [
        (&[][..], "private"),
        (&[("cache-control", "public, max-age=60")], "max-age=60, private"),
        (&[("cache-control", "s-maxage=9"), ("cache-control", "Public")], "private"),
        (&[("cache-control", "no-store")], "no-store"),
        (&[("cache-control", "private, max-age=1")], "private, max-age=1"),
    ] {
        let mut headers: HeaderMap = headers(given);
        private(&mut headers);
        assert_eq!(headers.get(header::CACHE_CONTROL).expect("told"), expected);
    }
}
