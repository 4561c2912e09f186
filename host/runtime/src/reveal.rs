//! Tokens of a redaction, and the way back: what only a key of the host opens.
//!
//! SECURITY: whoever may reveal sees everything that tokens hide. The keys belong where the fewest programs
//! are, and redaction needs the current one alone.

use serde::{Deserialize, Serialize};

use crate::{
    Error, Key, Module, TextFormat, answer,
    limit::{self, MAX_REQUEST},
};

/// What makes tokens.
///
/// SECURITY: no `Debug`; it holds a key.
#[derive(Clone, Copy, Serialize)]
pub struct Tokens<'a> {
    /// A key of 64 bytes, as 128 hexadecimal digits; its id is one to twelve small letters and one to three
    /// digits.
    #[serde(flatten)]
    pub key: &'a Key,
    /// For whom: tokens of one tenant do not open as another's.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub tenant: &'a str,
}

/// How tokens are opened.
///
/// SECURITY: no `Debug`; it holds keys.
#[derive(Clone, Copy, Serialize)]
pub struct Reveal<'a> {
    /// How values are written in the place of their tokens; [`TextFormat::Auto`] is refused.
    pub format: TextFormat,
    /// The keys whose tokens are opened, at most eight, each with an id of its own.
    pub keys: &'a [Key],
    /// Whether more of the text follows.
    pub more: bool,
    /// For whom the tokens were made.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub tenant: &'a str,
}

/// A text with its tokens opened.
///
/// SECURITY: no `Debug`; the text is what was hidden.
#[derive(Clone, Deserialize, Eq, PartialEq)]
pub struct Revealed {
    /// Tokens that no key of their id has made for this tenant; they stay as they are.
    pub forged: u64,
    /// Tokens in whose place their value stands.
    pub opened: u64,
    /// What may be the beginning of a token, where more of the text follows: it stands before that.
    #[serde(default)]
    pub rest: String,
    /// The text.
    pub text: String,
    /// Tokens of keys that were not given; they stay as they are.
    pub unknown_key: u64,
}

impl Module {
    /// Opens the tokens of a text. It is bounded as requests are, within which it stands as JSON: a longer one
    /// comes in pieces, each but the last with [`Reveal::more`], and [`Revealed::rest`] before the next.
    ///
    /// # Errors
    ///
    /// [`Error::Refuse`] for keys that are none; [`Error::Size`]; [`Error::Busy`]; or that the engine failed.
    pub fn reveal(&self, text: &str, options: &Reveal<'_>) -> Result<Revealed, Error> {
        #[derive(Serialize)]
        struct Request<'a> {
            op: &'static str,
            #[serde(flatten)]
            options: &'a Reveal<'a>,
            text: &'a str,
        }
        let request = Request { op: "redact.reveal", options, text };
        // Texts and flags always print.
        let request =
            serde_json::to_string(&request).map_err(|error| Error::Host(error.to_string()))?;
        limit::size("the request", &request, MAX_REQUEST)?;
        answer::read(&self.guest()?.call(self.sandbox(), &request)?.1)
    }
}
