//! Reading a stream line by line, in bounded memory whatever stands in it.

use std::io::{self, BufRead, Read};

use wicketgate_runtime::MAX_REQUEST;

/// What stands on a line.
pub(crate) enum Line {
    /// Bytes that are no text.
    Bytes,
    /// More than any request may hold.
    Long,
    Text(String),
}

/// Reads a line, never keeping more of it than a request may hold.
pub(crate) fn next_line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let limit = u64::try_from(MAX_REQUEST).unwrap_or(u64::MAX);
    let mut line = Vec::new();
    if input.by_ref().take(limit + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() > MAX_REQUEST && !line.ends_with(b"\n") {
        skip_line(input)?;
        return Ok(Some(Line::Long));
    }
    if line.ends_with(b"\n") {
        line.pop();
    }
    Ok(Some(String::from_utf8(line).map_or(Line::Bytes, Line::Text)))
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        let done = end.is_some() || buffer.is_empty();
        input.consume(length);
        if done {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{Line, MAX_REQUEST, next_line};

    #[test]
    fn lines_are_bounded() {
        let long = "x".repeat(3 * MAX_REQUEST);
        let fits = "y".repeat(MAX_REQUEST);
        let text = format!("a\n{long}\n\n{fits}\n\u{e9}\nlast");
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(b"\n\xff\n");
        let mut input = BufReader::with_capacity(100, bytes.as_slice());
        let mut kinds = Vec::new();
        while let Some(line) = next_line(&mut input).expect("readable") {
            kinds.push(match line {
                Line::Bytes => "bytes".to_owned(),
                Line::Long => "long".to_owned(),
                Line::Text(text) if text == fits => "fits".to_owned(),
                Line::Text(text) => text,
            });
        }
        assert_eq!(kinds, ["a", "long", "", "fits", "é", "last", "bytes"]);
    }
}
