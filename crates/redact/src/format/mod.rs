//! How a text is written: what is a record of its own, and what has a key.

pub(crate) mod csv;
pub(crate) mod form;
pub(crate) mod json;
mod member;

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Format {
    /// JSON where it begins with a brace, or with a bracket that no capital letter follows; text otherwise.
    #[default]
    Auto,
    /// Values with commas between them, the first line a header (RFC 4180).
    Csv,
    /// A form's body: `name=value&name=value` (URL Standard).
    Form,
    /// JSON, one value or many (RFC 8259); a line that is no JSON is read as text.
    Json,
    /// Text; every line has a context of its own.
    Text,
    /// Values with tabs between them, the first line a header.
    Tsv,
}

impl Format {
    /// Every format, by name.
    pub const ALL: [(&'static str, Self); 6] = [
        ("auto", Self::Auto),
        ("csv", Self::Csv),
        ("form", Self::Form),
        ("json", Self::Json),
        ("text", Self::Text),
        ("tsv", Self::Tsv),
    ];

    /// The format of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }
}
