//! How a text is written, by option or by the ending of its file.

use std::path::Path;

use clap::ValueEnum;
use wicketgate_runtime::TextFormat;

/// How a text is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Format {
    /// By the ending of the file; else JSON where it begins like JSON, and text where it does not
    Auto,
    /// Values between commas, with names in the first record
    Csv,
    /// The body of a form, or the query of an address
    Form,
    /// JSON, one value or one on each line
    Json,
    /// Text, and lines of a log
    Text,
    /// Values between tabulators
    Tsv,
}

impl Format {
    /// The format of a file: what was asked for, else what its ending says.
    pub(super) fn of(self, path: &Path) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match (self, ending.to_ascii_lowercase().as_str()) {
            (Self::Auto, "json" | "jsonl" | "ndjson") => Self::Json,
            (Self::Auto, "csv") => Self::Csv,
            (Self::Auto, "tsv") => Self::Tsv,
            (Self::Auto, "log" | "txt") => Self::Text,
            (format, _) => format,
        }
    }

    /// The format that a text with this beginning has; still unknown where nothing or a bracket is there. A
    /// bracket begins a list, and with a capital letter a label, a token or the level of a log.
    pub(super) fn begun(self, text: &str) -> Self {
        match (self, text.trim_ascii_start().as_bytes()) {
            (Self::Auto, [] | [b'[']) => Self::Auto,
            (Self::Auto, [b'[', b'A'..=b'Z', ..]) => Self::Text,
            (Self::Auto, [b'{' | b'[', ..]) => Self::Json,
            (Self::Auto, _) => Self::Text,
            (format, _) => format,
        }
    }
}

impl From<Format> for TextFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Auto => Self::Auto,
            Format::Csv => Self::Csv,
            Format::Form => Self::Form,
            Format::Json => Self::Json,
            Format::Text => Self::Text,
            Format::Tsv => Self::Tsv,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Format;

    #[test]
    fn an_ending_tells_the_format_unless_an_option_does() {
        let cases = [
            ("a.json", Format::Json),
            ("a.b.NDJSON", Format::Json),
            ("a.csv", Format::Csv),
            ("a.tsv", Format::Tsv),
            ("a.log", Format::Text),
            ("a.log.1", Format::Auto),
            ("json", Format::Auto),
        ];
        for (name, format) in cases {
            assert_eq!(Format::Auto.of(Path::new(name)), format, "{name}");
            assert_eq!(Format::Form.of(Path::new(name)), Format::Form, "{name}");
        }
    }

    #[test]
    fn a_text_that_begins_like_json_is_json() {
        for (text, format) in [
            (" \n{", Format::Json),
            ("[1", Format::Json),
            ("[{", Format::Json),
            ("[EMAIL_ADDRESS-k1", Format::Text),
            ("a{", Format::Text),
            ("[", Format::Auto),
            (" ", Format::Auto),
        ] {
            assert_eq!(Format::Auto.begun(text), format, "{text:?}");
            assert_eq!(Format::Csv.begun(text), Format::Csv, "{text:?}");
        }
    }
}
