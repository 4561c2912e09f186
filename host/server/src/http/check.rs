//! `POST /v1/password/check`: the engine's report on a password.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use wicketgate_core::{
    Code, Problem, Timestamp,
    context::{Facts, Mode},
    json,
};
use wicketgate_runtime::{Error, Policy};

use super::{body, document, error::HttpError, route::Shared};
use crate::{
    cli::{now, year},
    decision::Judgement,
};

/// Judges a password, and answers the engine's report as it is.
///
/// A refused password is a report with status 200. Time, year, environment and what lists of breached
/// passwords say are this server's affair and no members of a request.
#[utoipa::path(
    post,
    path = "/v1/password/check",
    tag = "password",
    request_body(content = ref("#/components/schemas/CheckRequest"), content_type = "application/json"),
    responses(
        (status = 200, description = "The report; a summary where `compact` is true",
            content_type = "application/json", body = ref("#/components/schemas/CheckAnswer")),
        (status = 400, description = "The body is not JSON in UTF-8",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 408, description = "The body did not arrive in time",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 413, description = "The body is too large",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 415, description = "The body is not `application/json`",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 422, description = "The body is no request: unknown or missing members, wrong types",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 503, description = "Too many requests at once",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
    )
)]
pub(super) async fn check(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, HttpError> {
    let text = body::text(&headers, "application/json", body, shared.read_timeout).await?;
    mine(&text)?;
    let (environment, now) = (shared.app.environment().map(str::to_owned), now());
    let ask = move |policy: &Policy, facts: Option<&Facts>| {
        let host = Host {
            environment: environment.as_deref(),
            facts,
            mode: Mode::Final,
            now,
            op: "password.check",
            policy: policy.handle(),
            year: year(),
        };
        Judgement::read(&policy.call(&request(&text, &host)?)?)
    };
    let judgement = shared.app.decide(ask).await?;
    Ok(document::json(StatusCode::OK, judgement.text).into_response())
}

/// The members of the engine's request that are not a client's.
#[derive(Serialize)]
struct Host<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<&'a Facts>,
    mode: Mode,
    now: Timestamp,
    op: &'static str,
    policy: u32,
    year: u16,
}

/// Refuses the members that are the server's, each with its place.
fn mine(text: &str) -> Result<(), HttpError> {
    let value = json::parse(text);
    let members = value.as_ref().ok().and_then(json::Value::members).unwrap_or_default();
    let problems: Vec<Problem> = members
        .iter()
        .filter(|member| RESERVED.contains(&member.key.as_ref()))
        .map(|member| Problem {
            message: format!("`{}` is the server's and no member of a request", member.key),
            ..Problem::new(Code::new("unknown-key"), json::pointer("", &member.key), member.line)
        })
        .collect();
    if problems.is_empty() {
        return Ok(());
    }
    Err(HttpError {
        pointer: problems.first().map(|problem| problem.pointer.clone()),
        problems,
        ..HttpError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid-request",
            "the request has unknown members",
        )
    })
}

/// Puts the host's members before the client's, whose text stays as it came.
///
/// The engine then reads the whole strictly: duplicates, unknown members and wrong types are its
/// to refuse, each with its place. What is not an object goes to it as it is.
fn request(text: &str, host: &Host<'_>) -> Result<String, Error> {
    let value = json::parse(text);
    let Some(members) = value.as_ref().ok().and_then(json::Value::members) else {
        return Ok(text.to_owned());
    };
    let host = serde_json::to_string(host).map_err(|error| Error::Host(error.to_string()))?;
    let comma = if members.is_empty() { "" } else { "," };
    let host = host.strip_suffix('}').unwrap_or(&host);
    Ok(text.replacen('{', &format!("{host}{comma}"), 1))
}

const RESERVED: [&str; 7] = ["environment", "facts", "mode", "now", "op", "policy", "year"];

#[cfg(test)]
mod tests {
    use wicketgate_core::{
        Timestamp,
        context::{Facts, Mode},
    };

    use super::{Host, mine, request};

    fn host(facts: Option<&Facts>) -> Host<'_> {
        Host {
            environment: Some("a\"b"),
            facts,
            mode: Mode::Final,
            now: Timestamp::from_millis(5),
            op: "x",
            policy: 1,
            year: 2026,
        }
    }

    #[test]
    fn the_hosts_members_come_first_and_the_clients_stay_as_they_are() {
        let ours =
            r#"{"environment":"a\"b","mode":"final","now":5,"op":"x","policy":1,"year":2026"#;
        let cases = [
            ("{}", format!("{ours}}}")),
            ("\n{ \"password\":\"{\" }", format!("\n{ours}, \"password\":\"{{\" }}")),
            (r#"{"a":1,"a":2}"#, format!(r#"{ours},"a":1,"a":2}}"#)),
            ("[1]", "[1]".to_owned()),
            ("{", "{".to_owned()),
        ];
        for (text, expected) in cases {
            assert_eq!(request(text, &host(None)).expect("a request"), expected, "{text}");
        }
    }

    #[test]
    fn the_largest_body_and_the_largest_answer_fit_into_one_request() {
        let row = "1E4C9B93F3F0682250B6CF8331B7EE68FD8:3\n";
        let rows = row.repeat(crate::ranges::MAX_PART / row.len());
        let facts = Facts { range: "5BAA6".to_owned(), rows: Some(rows) };
        let body = format!("{{\"password\":\"{}\"}}", "x".repeat(super::body::MAX_BODY - 15));
        let request = request(&body, &host(Some(&facts))).expect("a request");
        assert!(request.len() <= wicketgate_runtime::MAX_REQUEST, "{}", request.len());
    }

    #[test]
    fn what_is_the_servers_is_refused_with_its_place() {
        let text = "{\"password\":\"a\",\n\"now\":1,\"p\\u006flicy\":2,\"facts\":{},\"year\":1,\"mode\":\"live\"}";
        let error = mine(text).expect_err("reserved");
        let places: Vec<_> =
            error.problems.iter().map(|problem| (problem.pointer.as_str(), problem.line)).collect();
        let expected = ["/now", "/policy", "/facts", "/year", "/mode"].map(|place| (place, 2));
        assert_eq!(places, expected);
        assert_eq!(error.status.as_u16(), 422);
        mine("{\"password\":\"a\"}").expect("nothing reserved");
    }
}
