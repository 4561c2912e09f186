//! `POST /v1/password/check`: the engine's report on a password.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use wicketgate_core::{Code, Problem, Timestamp, json};
use wicketgate_runtime::ok;

use super::{body, document, error::HttpError, route::Shared};
use crate::cli::now;

/// Judges a password, and answers the engine's report as it is.
///
/// A refused password is a report with status 200. `now` and `environment` are this server's and
/// are no members of a request.
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
    let request = request(
        text,
        &Host {
            environment: shared.app.environment(),
            now: now(),
            op: "password.check",
            policy: shared.app.handle(),
        },
    )?;
    let answer = shared.app.decide(move |policy| policy.call(&request)).await?;
    let report = ok(&answer)?.to_owned();
    Ok(document::json(StatusCode::OK, report).into_response())
}

/// The members of the engine's request that are not a client's.
#[derive(Serialize)]
struct Host<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<&'a str>,
    now: Timestamp,
    op: &'static str,
    policy: u32,
}

/// Puts the host's members before the client's, whose text stays as it came.
///
/// The engine then reads the whole strictly: duplicates, unknown members and wrong types are its
/// to refuse, each with its place. What is not an object goes to it as it is.
fn request(text: String, host: &Host<'_>) -> Result<String, HttpError> {
    let value = json::parse(&text);
    let Some(members) = value.as_ref().ok().and_then(json::Value::members) else {
        return Ok(text);
    };
    let problems: Vec<Problem> = members
        .iter()
        .filter(|member| RESERVED.contains(&member.key.as_ref()))
        .map(|member| Problem {
            message: format!("`{}` is the server's and no member of a request", member.key),
            ..Problem::new(Code::new("unknown-key"), json::pointer("", &member.key), member.line)
        })
        .collect();
    if !problems.is_empty() {
        return Err(HttpError {
            pointer: problems.first().map(|problem| problem.pointer.clone()),
            problems,
            ..HttpError::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid-request",
                "the request has unknown members",
            )
        });
    }
    let host =
        serde_json::to_string(host).map_err(|error| HttpError::internal(error.to_string()))?;
    let comma = if members.is_empty() { "" } else { "," };
    let host = host.strip_suffix('}').unwrap_or(&host);
    Ok(text.replacen('{', &format!("{host}{comma}"), 1))
}

const RESERVED: [&str; 4] = ["environment", "now", "op", "policy"];

#[cfg(test)]
mod tests {
    use wicketgate_core::Timestamp;

    use super::{Host, request};

    fn host() -> Host<'static> {
        Host { environment: Some("a\"b"), now: Timestamp::from_millis(5), op: "x", policy: 1 }
    }

    #[test]
    fn the_hosts_members_come_first_and_the_clients_stay_as_they_are() {
        let ours = r#"{"environment":"a\"b","now":5,"op":"x","policy":1"#;
        let cases = [
            ("{}", format!("{ours}}}")),
            ("\n{ \"password\":\"{\" }", format!("\n{ours}, \"password\":\"{{\" }}")),
            (r#"{"a":1,"a":2}"#, format!(r#"{ours},"a":1,"a":2}}"#)),
            ("[1]", "[1]".to_owned()),
            ("{", "{".to_owned()),
        ];
        for (text, expected) in cases {
            assert_eq!(request(text.to_owned(), &host()).expect("a request"), expected, "{text}");
        }
    }

    #[test]
    fn what_is_the_servers_is_refused_with_its_place() {
        let text = "{\"password\":\"a\",\n\"now\":1,\"p\\u006flicy\":2}";
        let error = request(text.to_owned(), &host()).expect_err("reserved");
        let places: Vec<_> =
            error.problems.iter().map(|problem| (problem.pointer.as_str(), problem.line)).collect();
        assert_eq!(places, [("/now", 2), ("/policy", 2)]);
        assert_eq!(error.status.as_u16(), 422);
    }
}
