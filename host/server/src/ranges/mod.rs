//! Lists of breached passwords: who answers the range questions of the rule `breached`.
//!
//! Every list is asked and a password that any of them holds is refused, so that an organisation's
//! own list adds to a published one. The common passwords inside this program are always among
//! them: a machine without the internet compares as well. Where a list that was named cannot
//! answer, a password that the others do not hold is unknown, and the policy's `on_unknown`
//! decides: a list that was named is never passed over.

mod build;
mod cache;
mod embedded;
mod file;
mod map;
mod rest;
mod service;

use std::{
    path::PathBuf,
    str::FromStr,
    time::{Duration, Instant},
};

use clap::Args;
use wicketgate_core::range::{Hash, Row};

use crate::exit::Failure;

pub(crate) use build::{Build, Format};
pub(crate) use file::List;

/// Somebody who answers range questions.
pub(crate) trait Source: Send + Sync {
    /// What it is, for people.
    fn name(&self) -> String;

    /// Every row of a range, before the deadline or not at all.
    fn rows(&self, range: Range, deadline: Instant) -> Result<Rows, Error>;
}

/// The first five digits of a hash, in upper case.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Range([u8; Hash::RANGE]);

/// Rows `SUFFIX:COUNT`, each ended by a line feed; well-formed, and none of them padding.
#[derive(Clone, Default, Eq, PartialEq)]
pub(crate) struct Rows(String);

/// Why a list did not answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum Error {
    /// It failed; the text names no range.
    #[error("{0}")]
    Failed(String),
    /// It failed a moment ago, and is not asked again yet.
    #[error("it failed a moment ago")]
    Resting,
}

/// What all lists know of a range.
pub(crate) struct Answer {
    /// Whether every list answered.
    pub(crate) is_complete: bool,
    /// The rows, in as many parts as requests to the engine need; at least one.
    pub(crate) parts: Vec<String>,
}

/// Which lists are asked.
#[derive(Args, Clone, Debug)]
pub(crate) struct Options {
    /// A list of breached passwords: the address of a service (`https://HOST/range`), or a file of
    /// sorted lines `SHA1:COUNT`; given again, all are asked. The common passwords inside this
    /// program are always asked too. In the environment, commas stand between several
    #[arg(
        long = "ranges",
        value_name = "URL|FILE",
        env = "WICKETGATE_RANGES",
        value_delimiter = ','
    )]
    origins: Vec<Origin>,
    /// Time for all services together to answer
    #[arg(long = "ranges-timeout", value_name = "SECONDS", default_value = "2", value_parser = seconds)]
    timeout: Duration,
}

/// A list as it was named.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Origin {
    /// A file in the published download format.
    File(PathBuf),
    /// A service with the published interface, by the address that a range is appended to.
    Service(String),
}

/// All lists.
pub(crate) struct Ranges {
    sources: Vec<Box<dyn Source>>,
    /// Is told why a list did not answer, where it is news.
    tell: fn(&str),
    timeout: Duration,
}

impl Options {
    /// Opens every list that was named; `tell` is told why one did not answer.
    pub(crate) fn open(&self, tell: fn(&str)) -> Result<Ranges, Failure> {
        let mut sources: Vec<Box<dyn Source>> = vec![Box::new(embedded::Common)];
        for origin in &self.origins {
            sources.push(match origin {
                Origin::File(path) => Box::new(List::open(path)?),
                Origin::Service(base) => Box::new(service::Service::new(base)?),
            });
        }
        Ok(Ranges { sources, tell, timeout: self.timeout })
    }
}

impl Ranges {
    /// What is asked, for people.
    pub(crate) fn names(&self) -> Vec<String> {
        self.sources.iter().map(|source| source.name()).collect()
    }

    /// Whether nothing but the common passwords is asked.
    pub(crate) fn is_embedded_only(&self) -> bool {
        self.sources.len() == 1
    }

    /// Asks every list.
    pub(crate) fn ask(&self, range: Range) -> Answer {
        let deadline = Instant::now() + self.timeout;
        let mut answer = Answer { is_complete: true, parts: vec![String::new()] };
        for source in &self.sources {
            match source.rows(range, deadline) {
                Ok(rows) => answer.add(&rows),
                Err(error) => {
                    answer.is_complete = false;
                    if error != Error::Resting {
                        (self.tell)(&format!("{}: {error}", source.name()));
                    }
                }
            }
        }
        answer
    }

    /// How often each list has seen a text.
    pub(crate) fn counts(&self, hash: &Hash) -> Vec<(String, Result<u32, Error>)> {
        let deadline = Instant::now() + self.timeout;
        let count = |source: &dyn Source| {
            let rows = source.rows(Range(hash.range()), deadline)?;
            Ok(hash.count_in(rows.text()).unwrap_or_default())
        };
        self.sources.iter().map(|source| (source.name(), count(source.as_ref()))).collect()
    }
}

impl Answer {
    /// Adds rows to the last part, or begins another where it is full.
    fn add(&mut self, rows: &Rows) {
        for row in rows.text().split_inclusive('\n') {
            match self.parts.last_mut() {
                // A line feed takes a byte more in JSON: a tenth of a row covers it.
                Some(part) if part.len() + row.len() <= MAX_PART => part.push_str(row),
                _ => self.parts.push(row.to_owned()),
            }
        }
    }
}

impl Rows {
    /// Reads an answer in the published form, each line of which must be well-formed.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut rows = Self::default();
        for line in text.lines() {
            rows.push(Row::parse(line, Hash::SUFFIX)?);
        }
        Some(rows)
    }

    /// Adds the suffix of a row.
    fn push(&mut self, row: Row<'_>) {
        let digits = row.digits.get(row.digits.len().saturating_sub(Hash::SUFFIX)..);
        if row.count > 0 {
            self.0.extend(
                digits
                    .unwrap_or_default()
                    .iter()
                    .map(|digit| char::from(digit.to_ascii_uppercase())),
            );
            self.0.push_str(&format!(":{}\n", row.count));
        }
    }

    /// The rows as a text.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl Range {
    /// The digits.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl FromStr for Range {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits: [u8; Hash::RANGE] = text.as_bytes().try_into().map_err(|_| ())?;
        if digits.iter().all(u8::is_ascii_hexdigit) {
            Ok(Self(digits.map(|digit| digit.to_ascii_uppercase())))
        } else {
            Err(())
        }
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err("an address or a file is missing".to_owned());
        }
        let is_service = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
        Ok(if is_service { Self::Service(text.to_owned()) } else { Self::File(text.into()) })
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds =
        text.parse::<f64>().ok().and_then(|value| Duration::try_from_secs_f64(value).ok());
    seconds
        .filter(|time| (MIN_TIME..=MAX_TIME).contains(time))
        .ok_or_else(|| "a number of seconds from 0.1 to 4".to_owned())
}

const MIN_TIME: Duration = Duration::from_millis(100);
/// Less than the server waits for a decision.
const MAX_TIME: Duration = Duration::from_secs(4);

/// Most bytes of rows that one request to the engine holds: with the largest body of a client there
/// is room for both.
pub(crate) const MAX_PART: usize = 68 * 1024;

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Answer, Error, Origin, Range, Ranges, Rows, Source};

    /// A list that always says the same.
    struct Says(Result<&'static str, Error>);

    impl Source for Says {
        fn name(&self) -> String {
            "says".to_owned()
        }

        fn rows(&self, _: Range, _: Instant) -> Result<Rows, Error> {
            self.0.clone().map(|text| Rows::parse(text).expect("rows"))
        }
    }

    fn ask(sources: Vec<Result<&'static str, Error>>) -> Answer {
        let sources = sources.into_iter().map(|says| Box::new(Says(says)) as _).collect();
        let ranges = Ranges { sources, tell: |_| {}, timeout: Duration::from_secs(1) };
        ranges.ask("5BAA6".parse().expect("a range"))
    }

    const A: &str =
        "1E4C9B93F3F0682250B6CF8331B7EE68FD8:3\r\n0018A45C4D1DEF81644B54AB7F969B88D65:0";
    const B: &str = "011053fd0102e94d6ae2f8b83d76faf94f6:1";

    #[test]
    fn every_list_is_asked_and_padding_is_left_out() {
        let answer = ask(vec![Ok(A), Ok(""), Ok(B)]);
        let expected =
            "1E4C9B93F3F0682250B6CF8331B7EE68FD8:3\n011053FD0102E94D6AE2F8B83D76FAF94F6:1\n";
        assert_eq!((answer.parts, answer.is_complete), (vec![expected.to_owned()], true));
    }

    #[test]
    fn a_list_that_fails_makes_the_answer_incomplete() {
        let failed = Error::Failed("gone".to_owned());
        let answer = ask(vec![Err(failed), Ok(B), Err(Error::Resting)]);
        assert!(!answer.is_complete);
        assert_eq!(answer.parts.concat().lines().count(), 1);
    }

    #[test]
    fn an_answer_of_any_length_fits_into_requests() {
        let rows: String = (0..5000).map(|row| format!("{row:035X}:7\n")).collect();
        let rows: &'static str = rows.leak();
        let answer = ask(vec![Ok(rows)]);
        assert_eq!(answer.parts.concat(), rows);
        assert!(answer.parts.len() > 1);
        assert!(answer.parts.iter().all(|part| part.len() <= super::MAX_PART));
    }

    #[test]
    fn a_range_is_five_digits() {
        for (text, good) in
            [("5BAA6", true), ("5baa6", true), ("5BAA", false), ("5BAAG", false), ("ééa", false)]
        {
            assert_eq!(text.parse::<Range>().is_ok(), good, "{text}");
        }
        assert_eq!("5baa6".parse::<Range>().expect("a range").to_string(), "5BAA6");
    }

    #[test]
    fn an_address_is_a_service_and_anything_else_a_file() {
        let service = |text: &str| matches!(text.parse(), Ok(Origin::Service(_)));
        assert!(service("https://a.example/range") && service("http://127.0.0.1:1"));
        assert!(!service("pwned.txt") && !service("C:/pwned.txt"));
        assert!("".parse::<Origin>().is_err());
    }
}
