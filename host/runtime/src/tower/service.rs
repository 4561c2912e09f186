//! The layer, and the service that it makes of another one.

use std::{
    error::Error as StdError,
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use http::{HeaderValue, Method, Request, Response, StatusCode, header, request::Parts};
use http_body::Body;
use tower_layer::Layer;
use tower_service::Service;
use wicketgate_core::Secret;

use super::{
    Audience, RedactBody, Unread,
    audience::Keys,
    head::{self, Rules, Treatment},
};
use crate::{Error, Key, Policy};

/// Redacts the responses of a service.
#[derive(Clone)]
pub struct RedactLayer(Arc<How>);

/// A service whose responses are redacted.
#[derive(Clone)]
pub struct RedactService<S> {
    how: Arc<How>,
    inner: S,
}

/// What all responses share.
#[derive(Clone)]
struct How {
    audience: Arc<dyn Fn(&Parts) -> Audience + Send + Sync>,
    keys: Keys,
    policy: Policy,
    rules: Rules,
}

impl RedactLayer {
    /// Everybody sees what the policy leaves.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self(Arc::new(How {
            audience: Arc::new(|_| Audience::policy()),
            keys: Keys::default(),
            policy,
            rules: Rules { encoded: Unread::Refuse, others: Unread::Pass },
        }))
    }

    /// Says from a request who is answered. A layer outside of this one knows the caller, and leaves what it
    /// knows in the request's extensions.
    #[must_use]
    pub fn audience(self, audience: impl Fn(&Parts) -> Audience + Send + Sync + 'static) -> Self {
        self.with(|how| how.audience = Arc::new(audience))
    }

    /// The key of pseudonyms: see [`Redact::key`](crate::Redact::key).
    #[must_use]
    pub fn pseudonym_key(self, key: Secret) -> Self {
        self.with(|how| how.keys.pseudonym = Some(key))
    }

    /// The key that makes tokens: see [`Tokens`](crate::Tokens).
    #[must_use]
    pub fn token_key(self, key: Key) -> Self {
        self.with(|how| how.keys.token = Some(key))
    }

    /// What becomes of a compressed body; it is refused where nothing is said.
    #[must_use]
    pub fn encoded(self, rule: Unread) -> Self {
        self.with(|how| how.rules.encoded = rule)
    }

    /// What becomes of a body of another type than those that are redacted; it passes where nothing is said.
    #[must_use]
    pub fn others(self, rule: Unread) -> Self {
        self.with(|how| how.rules.others = rule)
    }

    fn with(mut self, change: impl FnOnce(&mut How)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }
}

impl<S> Layer<S> for RedactLayer {
    type Service = RedactService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        RedactService { how: Arc::clone(&self.0), inner }
    }
}

impl<S, Q, B> Service<Request<Q>> for RedactService<S>
where
    S: Service<Request<Q>, Response = Response<B>>,
    S::Future: Send + 'static,
    S::Error: 'static,
    B: Body + Send + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    type Response = Response<RedactBody<B>>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let (mut parts, body) = request.into_parts();
        let audience = (self.how.audience)(&parts);
        let method = parts.method.clone();
        if !audience.passes() {
            head::ask(&method, &mut parts.headers);
        }
        let response = self.inner.call(Request::from_parts(parts, body));
        let how = Arc::clone(&self.how);
        Box::pin(async move {
            let response = response.await?;
            Ok(how.answer(audience, &method, response).await)
        })
    }
}

impl How {
    /// The response as the audience may see it.
    async fn answer<B: Body>(
        self: Arc<Self>,
        audience: Audience,
        method: &Method,
        response: Response<B>,
    ) -> Response<RedactBody<B>> {
        let (mut parts, body) = response.into_parts();
        let treatment = match head::treatment(method, parts.status, &parts.headers, self.rules) {
            Treatment::Redact(_) | Treatment::Refuse(_) if body.is_end_stream() => Treatment::Empty,
            treatment => treatment,
        };
        if treatment == Treatment::Pass {
            return Response::from_parts(parts, RedactBody::pass(body));
        }
        head::private(&mut parts.headers);
        if audience.passes() {
            return Response::from_parts(parts, RedactBody::pass(body));
        }
        head::forget(&mut parts.headers);
        match treatment {
            Treatment::Pass => Response::from_parts(parts, RedactBody::pass(body)),
            Treatment::Empty => Response::from_parts(parts, RedactBody::empty()),
            Treatment::Refuse(why) => refusal(StatusCode::INTERNAL_SERVER_ERROR, why),
            Treatment::Redact(format) => {
                // A place for it may have to be waited for, on a thread that may wait.
                let begun = move || audience.redaction(&self.policy, &self.keys, format);
                match tokio::task::spawn_blocking(begun).await {
                    Ok(Ok(redaction)) => {
                        Response::from_parts(parts, RedactBody::redact(body, redaction))
                    }
                    Ok(Err(Error::Busy { retry_after })) => {
                        let mut busy =
                            refusal(StatusCode::SERVICE_UNAVAILABLE, "the engine is busy");
                        let after = HeaderValue::from(retry_after.as_secs().max(1));
                        busy.headers_mut().insert(header::RETRY_AFTER, after);
                        busy
                    }
                    Ok(Err(_)) | Err(_) => {
                        refusal(StatusCode::INTERNAL_SERVER_ERROR, "the engine did not begin")
                    }
                }
            }
        }
    }
}

/// What stands in the place of a response that cannot be redacted (RFC 9457).
fn refusal<B>(status: StatusCode, why: &str) -> Response<RedactBody<B>> {
    let text = format!(
        r#"{{"code":"not-redacted","detail":"{why}","status":{},"title":"The response cannot be redacted"}}"#,
        status.as_u16()
    );
    let mut response = Response::new(RedactBody::whole(text));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Keys are not shown.
impl fmt::Debug for RedactLayer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RedactLayer").field("rules", &self.0.rules).finish_non_exhaustive()
    }
}

impl<S> fmt::Debug for RedactService<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RedactService").finish_non_exhaustive()
    }
}
