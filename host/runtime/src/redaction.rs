//! Redaction: personal data and secrets out of texts, whole or in pieces.
//!
//! A text is passed as it is, not within JSON, up to [`MAX_TEXT`] at once; a [`Redaction`] takes a text
//! of any length. Time and memory are bounded with the length of what is passed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wicketgate_core::Secret;

use crate::{
    Error, Module, Policy, answer,
    guest::Guest,
    limit::{self, MAX_REQUEST, MAX_TEXT},
    reveal::Tokens,
};

/// How a text is redacted.
///
/// SECURITY: no `Debug`; it holds personal data that is known.
#[derive(Clone, Copy, Default)]
pub struct Redact<'a> {
    /// How the text is written.
    pub format: TextFormat,
    /// The host's key of pseudonyms, at least 32 bytes as hexadecimal digits; where the policy has any.
    pub key: Option<&'a Secret>,
    /// Values that are redacted wherever they stand, in any letters, each after its label: what is known of
    /// the account that the text belongs to. Each has 3 to 128 bytes, and there are 32 at most.
    pub known: &'a [(&'a str, &'a str)],
    /// For whom: a profile of the policy.
    pub profile: Option<&'a str>,
    /// Whether a [`Redaction`] reports each match with its place.
    pub spans: bool,
    /// What makes tokens, where the policy has any: [`Module::reveal`] opens them.
    pub tokens: Option<Tokens<'a>>,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[non_exhaustive]
#[serde(rename_all = "lowercase")]
pub enum TextFormat {
    /// JSON where it begins like JSON, else text.
    #[default]
    Auto,
    /// Values between commas, with names in the first record.
    Csv,
    /// The body of a form, or the query of an address.
    Form,
    /// JSON, one value or many.
    Json,
    /// Text, and lines of a log.
    Text,
    /// Values between tabulators.
    Tsv,
}

/// What was found in a text, without the values.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct RedactionReport {
    /// How many matches of each kind, by its label.
    pub counts: BTreeMap<String, u64>,
    /// Records that are not what their format says; they were read as text.
    pub malformed: u64,
    /// Every match in order, where [`Redact::spans`] asks for them.
    #[serde(default)]
    pub spans: Vec<RedactionSpan>,
}

/// One match.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct RedactionSpan {
    /// What was done with it, as a policy names it: `mask`.
    pub action: String,
    /// Why it matched: `possible`, `likely` or `certain` by its content, by its `key`, or as `known`.
    pub because: String,
    /// The byte after it, in the text that was given.
    pub end: u64,
    /// The label of its kind.
    pub label: String,
    /// Its first byte, in the text that was given.
    pub start: u64,
}

/// A text that comes in pieces, in an instance of its own.
///
/// It occupies one of the module's places until it is dropped. After a failure every further call is
/// [`Error::Ended`]: what did not come out by then never does.
pub struct Redaction {
    guest: Option<Guest>,
    module: Module,
    stream: u32,
}

impl Policy {
    /// Redacts a text of at most [`MAX_TEXT`] bytes. [`Policy::redaction`] also tells what was found.
    ///
    /// # Errors
    ///
    /// [`Error::Refuse`] for a profile or key that the policy cannot use; [`Error::Size`];
    /// [`Error::Busy`]; or that the engine failed. There is no text then.
    pub fn redact(&self, text: &str, options: &Redact<'_>) -> Result<String, Error> {
        let request = options.request(self.handle(), false)?;
        limit::size("the text", text, MAX_TEXT)?;
        let sandbox = self.module().sandbox();
        let (_, out) = self.guest()?.redact(sandbox, &request, text)?;
        out.or_else(|refusal| refused(&refusal))
    }

    /// Begins a text that comes in pieces.
    ///
    /// # Errors
    ///
    /// As [`Policy::redact`].
    pub fn redaction(&self, options: &Redact<'_>) -> Result<Redaction, Error> {
        #[derive(Deserialize)]
        struct Opened {
            stream: u32,
        }
        let request = options.request(self.handle(), options.spans)?;
        let module = self.module().clone();
        let (guest, opened) = self.guest()?.redact_open(module.sandbox(), &request)?;
        let Opened { stream } = answer::read(&opened)?;
        Ok(Redaction { guest: Some(guest), module, stream })
    }
}

impl Redaction {
    /// Takes the next piece, however long it is, and gives what is decided so far: perhaps nothing yet.
    ///
    /// # Errors
    ///
    /// That the engine failed, or has failed before.
    pub fn push(&mut self, text: &str) -> Result<String, Error> {
        let mut out = String::new();
        let mut rest = text;
        loop {
            let (piece, more) = rest.split_at(rest.floor_char_boundary(PIECE));
            out.push_str(&self.pass(piece)?);
            if more.is_empty() {
                return Ok(out);
            }
            rest = more;
        }
    }

    /// Ends the text: gives the rest of it, and what was found in all of it.
    ///
    /// # Errors
    ///
    /// That the engine failed, or has failed before.
    pub fn finish(mut self) -> Result<(String, RedactionReport), Error> {
        #[derive(Deserialize)]
        struct Closed {
            #[serde(flatten)]
            report: RedactionReport,
            text: String,
        }
        let guest = self.guest.take().ok_or(Error::Ended)?;
        let (_, closed) = guest.redact_close(self.module.sandbox(), self.stream)?;
        let Closed { report, text } = answer::read(&closed)?;
        Ok((text, report))
    }

    fn pass(&mut self, piece: &str) -> Result<String, Error> {
        let guest = self.guest.take().ok_or(Error::Ended)?;
        let (guest, out) = guest.redact_push(self.module.sandbox(), self.stream, piece)?;
        // A refusal ends it too: a piece was lost.
        let out = out.or_else(|refusal| refused(&refusal))?;
        self.guest = Some(guest);
        Ok(out)
    }
}

impl Redact<'_> {
    fn request(&self, policy: u32, spans: bool) -> Result<String, Error> {
        #[derive(Serialize)]
        struct Known<'a> {
            label: &'a str,
            value: &'a str,
        }
        #[derive(Serialize)]
        struct Request<'a> {
            format: TextFormat,
            #[serde(skip_serializing_if = "Option::is_none")]
            key: Option<&'a str>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            known: Vec<Known<'a>>,
            policy: u32,
            #[serde(skip_serializing_if = "Option::is_none")]
            profile: Option<&'a str>,
            spans: bool,
            #[serde(skip_serializing_if = "Option::is_none")]
            token: Option<Tokens<'a>>,
        }
        let (key, format, profile) = (self.key.map(Secret::reveal), self.format, self.profile);
        let known = self.known.iter().map(|(label, value)| Known { label, value }).collect();
        let request = Request { format, key, known, policy, profile, spans, token: self.tokens };
        // Texts and flags always print.
        let text =
            serde_json::to_string(&request).map_err(|error| Error::Host(error.to_string()))?;
        limit::size("the request", &text, MAX_REQUEST)?;
        Ok(text)
    }
}

/// SECURITY: an instance's memory holds a part of the text; nothing of it is shown.
impl std::fmt::Debug for Redaction {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ended = self.guest.is_none();
        formatter.debug_struct("Redaction").field("ended", &ended).finish_non_exhaustive()
    }
}

/// The error in an answer that must be one.
fn refused(answer: &str) -> Result<String, Error> {
    answer::read::<serde::de::IgnoredAny>(answer)?;
    Err(Error::Answer("a result in the place of an error".to_owned()))
}

/// Most bytes that are passed to the engine at once: a long text needs no more memory than a short one.
const PIECE: usize = 64 * 1024;
