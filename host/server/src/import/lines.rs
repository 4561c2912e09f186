//! Reading configurations of one `name = value` a line.

/// One line that says something.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub(super) number: u32,
    /// What stands on it, without comment and white space around it.
    pub(super) text: &'a str,
}

/// The lines of a text that say something, where `comment` begins what people alone read.
pub(super) fn lines(text: &str, comment: char) -> impl Iterator<Item = Line<'_>> {
    let lines = text.lines().zip(1..).map(move |(line, number)| {
        let text = line.split(comment).next().unwrap_or_default().trim();
        Line { number, text }
    });
    lines.filter(|line| !line.text.is_empty())
}
