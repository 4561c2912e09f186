//! A body on its way out.

use std::{
    error::Error,
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes};
use http::HeaderMap;
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

use super::{head, text::Text};
use crate::Redaction;

/// Why a body broke off.
pub struct BodyError(Box<dyn Error + Send + Sync>);

pin_project! {
    /// The body of a response: redacted, or as it was.
    pub struct RedactBody<B> {
        #[pin]
        inner: Option<B>,
        state: State,
    }
}

enum State {
    /// Nothing more comes.
    Ended,
    /// It passes as it is.
    Pass,
    Redact(Box<Work>),
    /// An answer in the place of a response.
    Whole(Bytes),
}

/// A redaction in progress.
struct Work {
    /// Bytes that were taken from the body and not looked at yet.
    pending: Bytes,
    /// None once the text has ended.
    redaction: Option<Redaction>,
    text: Text,
    trailers: Option<HeaderMap>,
}

impl<B> RedactBody<B> {
    /// There is no body.
    pub(super) const fn empty() -> Self {
        Self { inner: None, state: State::Ended }
    }

    pub(super) const fn pass(inner: B) -> Self {
        Self { inner: Some(inner), state: State::Pass }
    }

    pub(super) fn redact(inner: B, redaction: Redaction) -> Self {
        let work = Work {
            pending: Bytes::new(),
            redaction: Some(redaction),
            text: Text::default(),
            trailers: None,
        };
        Self { inner: Some(inner), state: State::Redact(Box::new(work)) }
    }

    pub(super) fn whole(text: String) -> Self {
        Self { inner: None, state: State::Whole(text.into()) }
    }
}

impl Work {
    /// Looks at the next piece of what is there.
    fn piece(&mut self) -> Result<Bytes, BodyError> {
        let piece = self.pending.split_to(self.pending.len().min(PIECE));
        let text = self.text.take(&piece).map_err(|_| BodyError::of(MALFORMED))?;
        let redaction = self.redaction.as_mut().ok_or_else(|| BodyError::of(BROKEN))?;
        Ok(redaction.push(&text).map_err(BodyError::of)?.into())
    }

    /// Ends the text, and gives the rest of it.
    fn end(&mut self) -> Result<Bytes, BodyError> {
        if !self.text.is_whole() {
            return Err(BodyError::of(MALFORMED));
        }
        let redaction = self.redaction.take().ok_or_else(|| BodyError::of(BROKEN))?;
        Ok(redaction.finish().map_err(BodyError::of)?.0.into())
    }
}

impl<B> Body for RedactBody<B>
where
    B: Body,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    type Data = Bytes;
    type Error = BodyError;

    /// INVARIANT: after an error nothing more comes, so that what was held back never does.
    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.project();
        let mut inner = this.inner;
        let frame = match this.state {
            State::Ended => return Poll::Ready(None),
            State::Whole(text) => {
                let text = std::mem::take(text);
                *this.state = State::Ended;
                return Poll::Ready(Some(Ok(Frame::data(text))));
            }
            State::Pass => match inner.as_mut().as_pin_mut() {
                None => None,
                Some(body) => ready!(body.poll_frame(context)).map(|frame| {
                    let frame = frame.map_err(BodyError::of)?;
                    Ok(frame.map_data(|mut data| data.copy_to_bytes(data.remaining())))
                }),
            },
            State::Redact(work) => ready!(next(work, &mut inner, context)),
        };
        if !matches!(frame, Some(Ok(_))) {
            *this.state = State::Ended;
            inner.set(None);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        match &self.state {
            State::Ended => true,
            State::Pass => self.inner.as_ref().is_none_or(Body::is_end_stream),
            State::Redact(_) | State::Whole(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.state {
            // Of an answer to HEAD nobody may say that its content is empty.
            State::Ended | State::Redact(_) => SizeHint::default(),
            State::Pass => self.inner.as_ref().map_or_else(SizeHint::default, Body::size_hint),
            State::Whole(text) => SizeHint::with_exact(text.len() as u64),
        }
    }
}

/// The next frame of a redacted body.
fn next<B>(
    work: &mut Work,
    inner: &mut Pin<&mut Option<B>>,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Frame<Bytes>, BodyError>>>
where
    B: Body,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    for _ in 0..TURNS {
        if work.redaction.is_none() {
            return Poll::Ready(work.trailers.take().map(|trailers| Ok(Frame::trailers(trailers))));
        }
        let out = if work.pending.is_empty() {
            let body = inner.as_mut().as_pin_mut();
            let frame = match body {
                None => None,
                Some(body) => ready!(body.poll_frame(context)),
            };
            match frame.transpose().map_err(BodyError::of) {
                Err(error) => return Poll::Ready(Some(Err(error))),
                Ok(None) => work.end(),
                Ok(Some(frame)) => match frame.into_data() {
                    Ok(mut data) => {
                        work.pending = data.copy_to_bytes(data.remaining());
                        continue;
                    }
                    Err(frame) => {
                        work.trailers = frame.into_trailers().ok();
                        work.trailers.iter_mut().for_each(head::forget);
                        work.end()
                    }
                },
            }
        } else {
            work.piece()
        };
        match out {
            Ok(out) if out.is_empty() => {}
            out => return Poll::Ready(Some(out.map(Frame::data))),
        }
    }
    // Others have their turn.
    context.waker().wake_by_ref();
    Poll::Pending
}

impl BodyError {
    fn of(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(error.into())
    }
}

impl fmt::Debug for BodyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the body could not be redacted to its end: {}", self.0)
    }
}

impl Error for BodyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.0.as_ref())
    }
}

/// Nothing of a body is shown.
impl<B> fmt::Debug for RedactBody<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RedactBody").finish_non_exhaustive()
    }
}

const BROKEN: &str = "an earlier failure ended it";
const MALFORMED: &str = "it is not UTF-8";
/// Most bytes that are looked at in one turn: less than a millisecond.
const PIECE: usize = 64 * 1024;
/// Most frames without output in one turn.
const TURNS: usize = 32;
