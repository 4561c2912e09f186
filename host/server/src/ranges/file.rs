//! A file in the published download format: sorted lines `SHA1:COUNT`, searched where it lies.
//!
//! The whole published list is tens of gigabytes. A search halves the file until it has found the
//! first line of a range: some thirty steps, of which the system keeps the first ones in memory.

use std::{fs::File, path::Path, time::Instant};

use wicketgate_core::range::Row;

use super::{Error, Range, Rows, Source, map::Map};
use crate::exit::Failure;

/// A list in a file.
pub(crate) struct List {
    map: Map,
    name: String,
}

/// The first line of a file that is not as it should be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Fault {
    /// Its number, from 1.
    pub(crate) line: u64,
    /// What is wrong with it.
    pub(crate) what: &'static str,
}

impl List {
    /// Opens a file, and looks at its first and its last line.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let failed = |error| Failure::usage(format!("cannot read `{name}`: {error}"));
        let file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.len() == 0 {
            return Err(Failure::usage(format!("`{name}` is empty, which is no list")));
        }
        let map = Map::new(&file).map_err(failed)?;
        let list = Self { map, name };
        let last = list.line_at(list.map.len().saturating_sub(1));
        for start in [0, last] {
            if list.row(start).is_none() {
                let name = &list.name;
                let form =
                    "a list of sorted lines `SHA1:COUNT`; `wicketgate ranges build` makes one";
                return Err(Failure::usage(format!("`{name}` is not {form}")));
            }
        }
        Ok(list)
    }

    /// Bytes of the file.
    pub(crate) fn bytes(&self) -> u64 {
        u64::try_from(self.map.len()).unwrap_or(u64::MAX)
    }

    /// Reads every line: how many there are, and the first one that is not as it should be.
    pub(crate) fn check(&self, mut progress: impl FnMut(u64)) -> Result<u64, Fault> {
        let (mut line, mut at, mut before) = (0, 0, [0; 40]);
        while at < self.map.len() {
            line += 1;
            let fault = |what| Fault { line, what };
            let row = self.row(at).ok_or(fault("is not `SHA1:COUNT`"))?;
            let digits = upper(row.digits).ok_or(fault("is not `SHA1:COUNT`"))?;
            if line > 1 && digits <= before {
                let twice = digits == before;
                return Err(fault(if twice { "stands twice" } else { "is out of order" }));
            }
            before = digits;
            let next = self.next(at);
            progress(u64::try_from(next - at).unwrap_or_default());
            at = next;
        }
        Ok(line)
    }

    /// Where the first line stands whose hash is not before a range.
    fn seek(&self, range: Range) -> Result<usize, Error> {
        // INVARIANT: both are starts of lines, or the end of the file.
        let (mut low, mut high) = (0, self.map.len());
        while low < high {
            let middle = self.line_at(low + (high - low) / 2);
            let row = self.row(middle).ok_or_else(malformed)?;
            let digits = upper(row.digits).ok_or_else(malformed)?;
            if digits.as_slice() < range.as_bytes() {
                low = self.next(middle);
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// The row that starts at a place; none where it is malformed.
    fn row(&self, start: usize) -> Option<Row<'_>> {
        let line = self.map.get(start..self.next(start))?;
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Row::parse(str::from_utf8(line).ok()?, DIGITS)
    }

    /// The start of the line that holds a byte.
    ///
    /// In a file of no lines it stops short, and what stands there is malformed.
    fn line_at(&self, byte: usize) -> usize {
        let first = byte.saturating_sub(MAX_LINE);
        let before = self.map.get(first..byte).unwrap_or_default();
        before.iter().rposition(|byte| *byte == b'\n').map_or(first, |feed| first + feed + 1)
    }

    /// The start of the line after the one that starts at a place.
    fn next(&self, start: usize) -> usize {
        let end = self.map.len().min(start.saturating_add(MAX_LINE));
        let line = self.map.get(start..end).unwrap_or_default();
        line.iter().position(|byte| *byte == b'\n').map_or(end, |feed| start + feed + 1)
    }
}

impl Source for List {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn rows(&self, range: Range, _: Instant) -> Result<Rows, Error> {
        let mut at = self.seek(range)?;
        let mut rows = Rows::default();
        while at < self.map.len() {
            let row = self.row(at).ok_or_else(malformed)?;
            let digits = upper(row.digits).ok_or_else(malformed)?;
            if !digits.starts_with(range.as_bytes()) {
                break;
            }
            rows.push(row);
            at = self.next(at);
        }
        Ok(rows)
    }
}

fn upper(digits: &[u8]) -> Option<[u8; DIGITS]> {
    let digits: [u8; DIGITS] = digits.try_into().ok()?;
    Some(digits.map(|digit| digit.to_ascii_uppercase()))
}

fn malformed() -> Error {
    Error::Failed("a line is not `SHA1:COUNT`: `wicketgate ranges check` finds it".to_owned())
}

const DIGITS: usize = 40;
/// Longer than any line: 40 digits, a colon, a count of 20 digits, the end of the line.
const MAX_LINE: usize = 64;

#[cfg(test)]
mod tests {
    use std::{fs, time::Instant};

    use wicketgate_core::range::Hash;

    use super::{Fault, List, Range, Source};

    fn list(text: &str) -> (tempfile::TempDir, List) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list");
        fs::write(&path, text).expect("written");
        let list = List::open(&path).expect("a list");
        (folder, list)
    }

    /// A hash in the range `range`, with the rest `rest`.
    fn line(range: u32, rest: u32, count: u32) -> String {
        format!("{range:05X}{rest:035X}:{count}\n")
    }

    #[test]
    fn every_range_gives_its_lines_and_no_others() {
        let hashes = [(0, 0), (0, 1), (7, 5), (0x5BAA6, 1), (0x5BAA6, 2), (0xFFFFF, 9)];
        for (end, is_lower) in [("\n", false), ("\r\n", false), ("\n", true)] {
            let lines = hashes.iter().map(|(range, rest)| line(*range, *rest, 3));
            let mut text: String = lines.map(|line| line.replace('\n', end)).collect();
            if is_lower {
                text = text.to_lowercase();
            }
            for text in [text.as_str(), text.trim_end()] {
                let (_folder, list) = list(text);
                for range in [0, 1, 6, 7, 8, 0x5BAA5, 0x5BAA6, 0x5BAA7, 0xFFFFE, 0xFFFFF] {
                    let asked: Range = format!("{range:05X}").parse().expect("a range");
                    let rows = list.rows(asked, Instant::now()).expect("an answer");
                    let expected = hashes.iter().filter(|(known, _)| *known == range);
                    let expected: String =
                        expected.map(|(_, rest)| format!("{rest:035X}:3\n")).collect();
                    assert_eq!(rows.text(), expected, "{range:05X} in {text:?}");
                }
                assert_eq!(list.check(|_| {}), Ok(6));
            }
        }
    }

    #[test]
    fn the_first_fault_has_its_line() {
        let good = |rest| line(1, rest, 1);
        let cases = [
            (good(1) + &good(3) + &good(2) + &good(4), 3, "is out of order"),
            (good(1) + &good(1).to_lowercase() + &good(2), 2, "stands twice"),
            (good(1) + "password:3\n" + &good(2), 2, "is not `SHA1:COUNT`"),
            (good(1) + "\n" + &good(2), 2, "is not `SHA1:COUNT`"),
            (good(1) + &"x".repeat(1000) + "\n" + &good(2), 2, "is not `SHA1:COUNT`"),
        ];
        for (text, line, what) in cases {
            let (_folder, list) = list(&text);
            assert_eq!(list.check(|_| {}), Err(Fault { line, what }), "{text}");
        }
    }

    #[test]
    fn what_is_no_list_is_refused_or_does_not_answer() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list");
        for text in ["", "password\n", "\n", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8\n"] {
            fs::write(&path, text).expect("written");
            assert!(List::open(&path).is_err(), "{text:?}");
        }
        assert!(List::open(&folder.path().join("missing")).is_err());
        let noise = "x".repeat(200);
        let (_folder, list) = list(&format!("{}{noise}\n{}", line(1, 1, 1), line(9, 1, 1)));
        for range in ["00000", "00002", "00005", "FFFFF"] {
            let range: Range = range.parse().expect("a range");
            // Whatever is asked ends, and never with an answer made of what is no line.
            let rows = list.rows(range, Instant::now());
            assert!(rows.is_err() || rows.is_ok_and(|rows| !rows.text().contains('x')));
        }
    }

    #[test]
    fn a_lookup_takes_microseconds_in_a_long_list() {
        // Some two lines in a range, as in a list of two million.
        let mut hashes: Vec<_> =
            (0..200_000).map(|number| *Hash::of(&format!("password {number}")).digits()).collect();
        hashes.sort_unstable();
        let mut text = String::new();
        for digits in &hashes {
            text.push_str(str::from_utf8(digits).expect("digits"));
            text.push_str(":1\n");
        }
        let (_folder, list) = list(&text);
        let start = Instant::now();
        let lookups = hashes.iter().step_by(10);
        for digits in lookups.clone() {
            let (range, suffix) = digits.split_first_chunk().expect("digits");
            let rows = list.rows(Range(*range), start).expect("an answer");
            let suffix = str::from_utf8(suffix).expect("digits");
            assert!(rows.text().lines().any(|row| row.split_once(':') == Some((suffix, "1"))));
        }
        let rate = lookups.len() as f64 / start.elapsed().as_secs_f64();
        println!("{rate:.0} lookups/s");
        assert!(rate > 2000.0, "{rate:.0} lookups/s");
    }
}
