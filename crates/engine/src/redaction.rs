//! `redact`: personal data and secrets out of a text, at once or as a stream.

use std::collections::BTreeMap;

use serde::Serialize;
use wicketgate_core::{
    Code, Problem,
    field::{Echo, Fields, Reader},
    hex, json,
};
use wicketgate_redact::{Confidence, Format, Plan, PseudonymKey, Report, Stream, Why};

use crate::{
    Engine, Error,
    operation::answer,
    request::{POLICY, REDACT},
};

/// What `redact` answers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Redacted {
    /// What was found, without the values.
    #[serde(flatten)]
    pub report: RedactionReport,
    /// The text, with something else in the place of each match.
    pub text: String,
}

/// What was found in a text, without the values.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RedactionReport {
    /// How many matches of each kind, by its label.
    pub counts: BTreeMap<String, u64>,
    /// Records that are not what their format says; they were read as text.
    pub malformed: u64,
    /// Every match in order, where spans are asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub spans: Vec<RedactedSpan>,
}

/// One match.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RedactedSpan {
    /// What was done with it, as a policy names it: `mask`.
    pub action: &'static str,
    /// Why it matched: how sure its content is (`possible`, `likely`, `certain`), its `key`, or because
    /// its value is `known`.
    pub because: &'static str,
    /// The byte after it, in UTF-8.
    pub end: u64,
    /// The label of its kind.
    pub label: String,
    /// Its first byte, in UTF-8.
    pub start: u64,
}

/// A text that comes in pieces.
pub(crate) struct Redacting {
    /// The first bytes of a character whose others are not written yet.
    partial: Vec<u8>,
    policy: u32,
    profile: Option<String>,
    stream: Stream,
}

/// Answers the operation.
pub(crate) fn redact(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let (plan, begun) = begin(engine, fields)?;
    let (text, report) = begun.stream.whole(plan, fields.text("text").unwrap_or_default());
    Ok(answer(&Redacted { report: report.into(), text }))
}

impl Engine {
    /// Redacts a whole text; the request is JSON and has the members of the operation `redact` but the
    /// text.
    ///
    /// # Errors
    ///
    /// The request is refused: the answer of an error.
    pub fn redact(&self, request: &str, text: &str) -> Result<String, String> {
        let whole = || {
            if text.len() > MAX_TEXT_BYTES {
                return Err(Error::TooLarge { limit: MAX_TEXT_BYTES });
            }
            let (plan, begun) = self.asked(request)?;
            Ok(begun.stream.whole(plan, text).0)
        };
        whole().map_err(crate::engine::error)
    }

    /// Begins a stream and answers its number; the request is that of [`Engine::redact`].
    pub fn redact_open(&mut self, request: &str) -> String {
        #[derive(Serialize)]
        struct Opened {
            stream: u32,
        }
        let opened = (|| {
            if self.streams.len() >= MAX_STREAMS {
                return Err(Error::TooManyStreams);
            }
            let (_, opened) = self.asked(request)?;
            self.last_stream = self.last_stream.saturating_add(1);
            self.streams.push((self.last_stream, opened));
            Ok(answer(&Opened { stream: self.last_stream }))
        })();
        opened.unwrap_or_else(crate::engine::error)
    }

    /// Takes the next piece of a stream, and gives what is decided.
    ///
    /// # Errors
    ///
    /// There is no such stream, or its policy is not loaded any more: the answer of an error.
    pub fn redact_push(&mut self, stream: u32, text: &str) -> Result<String, String> {
        let pushed = (|| {
            if text.len() > MAX_TEXT_BYTES {
                return Err(Error::TooLarge { limit: MAX_TEXT_BYTES });
            }
            let (plan, redacting) = self.redacting(stream)?;
            let mut out = std::mem::take(&mut redacting.partial);
            redacting.stream.push(plan, text.as_bytes(), &mut out);
            Ok(redacting.whole_characters(out))
        })();
        pushed.map_err(crate::engine::error)
    }

    /// Ends a stream: answers the rest of its text, and what was found in all of it.
    pub fn redact_close(&mut self, stream: u32) -> String {
        let closed = (|| {
            let at = self.streams.iter().position(|(number, _)| *number == stream);
            let (_, redacting) = self.streams.swap_remove(at.ok_or(Error::UnknownStream)?);
            let Redacting { partial: mut out, policy, profile, stream } = redacting;
            let plan = self.policy(policy)?.redaction().plan(profile.as_deref());
            let report = stream.finish(plan.ok_or(Error::UnknownStream)?, &mut out);
            let text = String::from_utf8(out).unwrap_or_default();
            Ok(answer(&Redacted { report: report.into(), text }))
        })();
        closed.unwrap_or_else(crate::engine::error)
    }

    fn redacting(&mut self, stream: u32) -> Result<(&Plan, &mut Redacting), Error> {
        let mut streams = self.streams.iter_mut();
        let (_, redacting) =
            streams.find(|(number, _)| *number == stream).ok_or(Error::UnknownStream)?;
        let mut policies = self.policies.iter();
        let policy = policies.find(|(number, _)| *number == redacting.policy);
        let (_, policy) = policy.ok_or(Error::UnknownPolicy)?;
        let plan = policy.redaction().plan(redacting.profile.as_deref());
        Ok((plan.ok_or(Error::UnknownStream)?, redacting))
    }

    /// Reads a request without a text.
    fn asked(&self, request: &str) -> Result<(&Plan, Redacting), Error> {
        if request.len() > crate::request::MAX_REQUEST_BYTES {
            return Err(Error::TooLarge { limit: crate::request::MAX_REQUEST_BYTES });
        }
        let value = json::parse(request).map_err(Error::MalformedJson)?;
        let mut reader = Reader::new(Echo::Kind);
        reader.duplicates(&value, "");
        let fields = reader.fields(&value, "", &[POLICY, REDACT]);
        if !reader.problems.is_empty() {
            return Err(Error::InvalidRequest(reader.problems.into_list()));
        }
        begin(self, &fields)
    }
}

impl Redacting {
    /// What is written as text: the bytes of a character wait until all of them are there.
    fn whole_characters(&mut self, mut out: Vec<u8>) -> String {
        let whole = std::str::from_utf8(&out).map_or_else(|error| error.valid_up_to(), str::len);
        self.partial = out.split_off(whole);
        String::from_utf8(out).unwrap_or_default()
    }
}

/// The plan and the stream that a request asks for.
fn begin<'e>(engine: &'e Engine, fields: &Fields<'_>) -> Result<(&'e Plan, Redacting), Error> {
    let number = fields.integer("policy");
    let policy = engine.policy(number)?;
    let profile = fields.text("profile");
    let Some(plan) = policy.redaction().plan(profile) else {
        let names: Vec<&str> = policy.redaction().profiles().collect();
        let allowed = if names.is_empty() {
            "no profile: the policy has none".to_owned()
        } else {
            names.join(", ")
        };
        return Err(refused("unknown-choice", "profile", allowed));
    };
    let format = Format::of(fields.choice("format")).unwrap_or_default();
    let mut stream = Stream::new(format);
    if fields.flag("spans") {
        stream = stream.with_spans();
    }
    if let Some(digits) = fields.text("key") {
        let key = hex::decode(digits).and_then(|bytes| PseudonymKey::new(&bytes));
        let key = key.ok_or_else(|| {
            refused("malformed", "key", "at least 64 hexadecimal digits".to_owned())
        })?;
        stream = stream.with_key(key);
    }
    if let Some(token) = fields.object("token") {
        stream = crate::revealing::with_key(stream, token)?;
    }
    for (at, known) in fields.items("known").iter().enumerate() {
        let (label, value) = (known.text("label"), known.text("value").unwrap_or_default());
        if value.len() < wicketgate_redact::LEAST_KNOWN {
            return Err(refused(
                "out-of-range",
                &format!("known/{at}/value"),
                "at least 3 bytes".to_owned(),
            ));
        }
        stream = stream.with_known(label.unwrap_or("KNOWN_VALUE"), value);
    }
    let profile = profile.map(str::to_owned);
    Ok((plan, Redacting { partial: Vec::new(), policy: number, profile, stream }))
}

pub(crate) fn refused(code: &'static str, name: &str, allowed: String) -> Error {
    let message = format!("`{name}` should be {allowed}");
    let problem = Problem::new(Code::new(code), format!("/{name}"), 1);
    Error::InvalidRequest(vec![Problem { allowed: Some(allowed), message, ..problem }])
}

impl From<Report> for RedactionReport {
    fn from(report: Report) -> Self {
        let Report { counts, malformed, spans } = report;
        let spans = spans.into_iter().map(|span| RedactedSpan {
            action: span.action,
            because: match span.why {
                Why::Content(Confidence::Certain) => "certain",
                Why::Content(Confidence::Likely) => "likely",
                Why::Content(Confidence::Possible) => "possible",
                Why::Key => "key",
                Why::Known => "known",
            },
            end: span.end,
            label: span.label,
            start: span.start,
        });
        Self { counts, malformed, spans: spans.collect() }
    }
}

/// Most bytes of a text, and of a piece of one.
pub const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;
/// Most streams at once.
pub const MAX_STREAMS: usize = 64;
