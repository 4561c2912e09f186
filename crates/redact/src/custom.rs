//! Kinds of a policy's own: a name and a pattern, found where a word begins.

use wicketgate_core::pattern::Pattern;

use crate::{
    action::Action,
    window::{AHEAD, Run, Window},
};

/// A kind of a policy's own.
#[derive(Clone, Debug)]
pub struct Custom {
    /// What stands in the place of a match.
    pub action: Action,
    /// The label of a match.
    pub label: String,
    /// What a match is, from the beginning of a word to the end of one.
    pub pattern: Pattern,
}

/// What a pattern comes to at a place.
pub(crate) enum Reach {
    /// A match up to here.
    Ends(usize),
    /// More of the text must be there.
    More,
    /// No match.
    Not,
}

impl Custom {
    /// Holds the pattern against what begins with a run.
    pub(crate) fn find(&self, window: &Window<'_>, run: Run) -> Reach {
        let bytes = window.bytes.get(run.start..).unwrap_or_default();
        let bytes = bytes.get(..AHEAD).unwrap_or(bytes);
        // Half a character at the end is none yet.
        let text = std::str::from_utf8(bytes);
        let text = text.or_else(|error| {
            std::str::from_utf8(bytes.get(..error.valid_up_to()).unwrap_or_default())
        });
        let Ok(text) = text else { return Reach::Not };
        let (longest, is_open) = self.pattern.longest(text.chars());
        if is_open && text.len() < AHEAD - 3 && !window.last {
            return Reach::More;
        }
        let Some(length) = longest.filter(|length| *length > 0) else { return Reach::Not };
        let end = run.start + text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
        if window.is_open(end) {
            return Reach::More;
        }
        let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let last = window.before(end);
        if goes_on(last) && goes_on(window.at(end)) { Reach::Not } else { Reach::Ends(end) }
    }
}
