//! A corpus for redaction: made-up logs, responses, prose and tables, with the place of all that is to be found.
//!
//! Seeded and of any length: the same seed gives the same records, so that a benchmark, a test and the run
//! over a gigabyte read the same text, and none of it is anybody's. Beside what is to be found stands what
//! only looks like it: UUIDs, digests, versions, prices, order numbers, cards with a wrong check digit.

mod draw;
mod score;
mod value;

pub use score::Score;

use draw::Draw;

/// A text, and what is to be found in it.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// What is to be found, in order.
    pub spans: Vec<Span>,
    /// The text.
    pub text: String,
}

/// A place that is to be found.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Span {
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// The label of its kind.
    pub label: String,
}

/// Records, one after the other, without an end.
#[derive(Debug)]
pub struct Corpus(Draw);

impl Text {
    /// The records of the usual seed, of about so many bytes: the last one is whole.
    #[must_use]
    pub fn of_length(bytes: usize) -> Self {
        Self::of(bytes, Corpus::write)
    }

    /// The same of JSON alone, a value on each line.
    #[must_use]
    pub fn json_of_length(bytes: usize) -> Self {
        Self::of(bytes, Corpus::write_json)
    }

    fn of(bytes: usize, write: impl Fn(&mut Corpus, &mut Self)) -> Self {
        let (mut corpus, mut text) = (Corpus::new(SEED), Self::default());
        while text.text.len() < bytes {
            write(&mut corpus, &mut text);
        }
        text
    }

    /// The places, one JSON array `[start, end, "LABEL"]` a line.
    #[must_use]
    pub fn places(&self) -> String {
        let line = |Span { start, end, label }: &Span| format!("[{start}, {end}, \"{label}\"]\n");
        self.spans.iter().map(line).collect()
    }

    fn plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn found(&mut self, (label, value): (&str, String)) {
        let start = self.text.len();
        self.text.push_str(&value);
        self.spans.push(Span { start, end: self.text.len(), label: label.to_owned() });
    }
}

impl Corpus {
    /// The records of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Draw::new(seed))
    }

    /// Adds the next record, whose last line ends.
    pub fn write(&mut self, to: &mut Text) {
        match self.0.below(100) {
            0..30 => self.json_line(to),
            30..45 => self.access_line(to),
            45..58 => self.log_line(to),
            58..85 => self.prose(to),
            85..93 => self.response(to),
            _ => self.row(to),
        }
    }

    /// Adds the next record that is JSON.
    pub fn write_json(&mut self, to: &mut Text) {
        if self.0.chance(75) { self.json_line(to) } else { self.response(to) }
    }

    fn json_line(&mut self, to: &mut Text) {
        let draw = &mut self.0;
        let level = draw.one(&["info", "info", "warn", "error"]);
        let service = draw.one(&["auth", "billing", "survey", "gateway"]);
        let (time, request) = (value::time(draw), value::uuid(draw));
        to.plain(&format!(
            r#"{{"ts":"{time}","level":"{level}","svc":"{service}","req":"{request}","msg":""#
        ));
        let words = 4 + draw.below(9);
        to.plain(&value::words(draw, words));
        to.plain(" ");
        mention(draw, to);
        to.plain(&format!(r#" {}""#, value::decoy(draw)));
        for (percent, name, value) in MEMBERS {
            if draw.chance(*percent) {
                to.plain(name);
                to.found(value(draw));
                to.plain("\"");
            }
        }
        let (milliseconds, status) = (draw.below(4000), draw.one(&["200", "200", "201", "500"]));
        to.plain(&format!(r#","dur_ms":{milliseconds},"status":{status}}}"#));
        to.plain("\n");
    }

    fn access_line(&mut self, to: &mut Text) {
        let draw = &mut self.0;
        to.found(value::address(draw));
        let (day, hour, second) = (1 + draw.below(28), draw.below(24), draw.below(60));
        let survey = draw.digits(7);
        let (page, bytes) = (draw.below(40), draw.below(99_999));
        let (version, build) = (90 + draw.below(40), 1000 + draw.below(6000));
        to.plain(&format!(
            " - - [{day:02}/Nov/2025:{hour:02}:17:{second:02} +0000] \"GET \
             /v1/surveys/{survey}/responses?page={page} HTTP/1.1\" 200 {bytes} \"-\" \
             \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/{version}.0.{build}.87 Safari/537.36\"\n"
        ));
    }

    fn log_line(&mut self, to: &mut Text) {
        let draw = &mut self.0;
        let (time, decoy) = (value::time(draw), value::decoy(draw));
        let (worker, count) = (draw.below(32), 5 + draw.below(7));
        let words = value::words(draw, count);
        to.plain(&format!("{time} INFO [worker-{worker}] {words} {decoy} "));
        mention(draw, to);
        to.plain(&format!(" {}\n", value::decoy(draw)));
        if draw.chance(8) {
            to.plain("Your verification code is ");
            to.found(("OTP_CODE", draw.digits(6)));
            to.plain(". It expires in 10 minutes.\n");
        }
    }

    fn prose(&mut self, to: &mut Text) {
        let draw = &mut self.0;
        for _ in 0..=draw.below(3) {
            let count = 9 + draw.below(16);
            to.plain(&value::words(draw, count));
            to.plain(". ");
            if draw.chance(20) {
                to.plain(draw.one(ABROAD));
                to.plain(" ");
            }
            mention(draw, to);
            to.plain(draw.one(&[". ", ", ", " "]));
        }
        to.plain("\n");
    }

    fn response(&mut self, to: &mut Text) {
        let draw = &mut self.0;
        let (response, survey) = (draw.letters(15), draw.letters(15));
        let (seconds, score, count) = (draw.below(900), draw.below(11), 6 + draw.below(12));
        let words = value::words(draw, count);
        to.plain(&format!(
            r#"{{"responseId":"R_{response}","survey":"SV_{survey}","duration":{seconds},"answers":{{"Q1":{score},"Q2_TEXT":"{words} "#
        ));
        mention(draw, to);
        let decoy = value::decoy(draw);
        to.plain(&format!(
            r#""}},"embedded":{{"locale":"en_US","ref":"{decoy}","recipientEmail":""#
        ));
        to.found(value::email(draw));
        to.plain(r#"","phone":""#);
        to.found(value::phone(draw));
        to.plain("\"},\"finished\":true}\n");
    }

    /// A row of a table, of which the text that is read does not have the header.
    fn row(&mut self, to: &mut Text) {
        let draw = &mut self.0;
        let (row, amount, cents) = (draw.digits(8), draw.below(9000), draw.digits(2));
        let count = 2 + draw.below(3);
        let words = value::words(draw, count);
        to.plain(&format!("{row},{},\"{words}\",", draw.one(value::FIRST_NAMES)));
        to.found(value::email(draw));
        to.plain(",");
        to.found(value::iban(draw));
        to.plain(&format!(",{amount}.{cents},EUR,{}\n", value::time(draw)));
    }
}

/// Something that is to be found, after words that tell what it is.
fn mention(draw: &mut Draw, to: &mut Text) {
    let whole: u64 = MENTIONS.iter().map(|(weight, ..)| weight).sum();
    let mut left = draw.below(whole);
    for (weight, words, value) in MENTIONS {
        if left < *weight {
            to.plain(draw.one(words));
            to.found(value(draw));
            return;
        }
        left -= weight;
    }
}

/// Makes a value, and tells its label.
type Make = fn(&mut Draw) -> (&'static str, String);

/// The weight of a kind in prose, the words before it, and how it is made.
const MENTIONS: &[(u64, &[&str], Make)] = &[
    (22, &["my email is ", "write me at ", "contact: ", "mail "], value::email),
    (14, &["call me on ", "my phone number is ", "tel: ", "mobile "], value::phone),
    (14, &["from ip ", "client ", "address "], value::address),
    (9, &["card ", "my credit card is ", "paid with "], value::card),
    (6, &["IBAN ", "transfer to ", "account "], value::iban),
    (6, &["ssn ", "social security number ", "SSN: "], value::ssn),
    (4, &["aadhaar ", "uid "], value::aadhaar),
    (3, &["device ", "mac "], value::mac),
    (2, &["wallet ", "eth "], value::wallet),
    (2, &["CPF ", "cpf: "], value::cpf),
    (2, &["NI number ", "nino "], value::nino),
    (2, &["DNI ", "nif "], value::nif),
    (2, &["nhs ", "NHS number "], value::nhs),
];

/// Members that a line of a log may have: the percentage, what stands before the value, and the value.
const MEMBERS: &[(u64, &str, Make)] = &[
    (35, r#","ip":""#, value::address),
    (25, r#","email":""#, value::email),
    (10, r#","authorization":"Bearer "#, value::token),
    (6, r#","password":""#, value::password),
    (6, r#","otp":""#, |draw| ("OTP_CODE", draw.digits(6))),
];

/// What people write elsewhere.
const ABROAD: &[&str] = &[
    "Die Lieferung kam zu spät, bitte prüfen Sie das für mich.",
    "Le colis n’est jamais arrivé, merci de vérifier rapidement.",
    "El pedido llegó roto y quiero una devolución, gracias.",
    "配送がとても遅れました。ご確認ください。",
    "Świetna obsługa, ale cena jest za wysoka 😀.",
    "Отличный сервис, спасибо большое!",
];

/// The seed of the corpus that everything measures.
pub const SEED: u64 = 7;

#[cfg(test)]
mod tests {
    use super::{Corpus, SEED, Text};

    #[test]
    fn a_seed_gives_one_text() {
        let text = Text::of_length(100_000);
        assert_eq!(Text::of_length(100_000).text, text.text);
        let mut other = Text::default();
        Corpus::new(SEED + 1).write(&mut other);
        assert!(!text.text.starts_with(&other.text));
        let per_span = text.text.len() / text.spans.len();
        assert!((130..180).contains(&per_span), "a span in {per_span} bytes");
    }

    #[test]
    fn places_are_in_order_and_within_lines() {
        let text = Text::of_length(100_000);
        let mut last = 0;
        for span in &text.spans {
            let value = text.text.get(span.start..span.end).unwrap_or_default();
            assert!(last <= span.start && !value.is_empty() && !value.contains('\n'), "{span:?}");
            last = span.end;
        }
    }
}
