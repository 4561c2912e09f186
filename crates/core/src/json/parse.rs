//! The parser: one pass, no backtracking, recursion bounded by the allowed depth.

use std::borrow::Cow;

use super::{Kind, MAX_DEPTH, Member, Place, Value};

/// Why a text is not JSON.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SyntaxError {
    /// Column in characters, from 1.
    pub column: u32,
    /// Line, from 1.
    pub line: u32,
    /// What is wrong there; nothing without the feature `explain`.
    pub message: &'static str,
    /// Whether the text is refused for its nesting alone.
    pub too_deep: bool,
}

/// Reads one JSON value that is the whole text.
///
/// # Errors
///
/// The first place where the text is not JSON, or nests deeper than [`MAX_DEPTH`].
pub fn parse(text: &str) -> Result<Value<'_>, SyntaxError> {
    let mut parser = Parser { text, at: 0, line: 1, depth: 0 };
    parser.skip_space();
    let value = parser.value()?;
    parser.skip_space();
    match parser.peek() {
        None => Ok(value),
        Some(_) => Err(parser.fail("a second value where the text should end")),
    }
}

struct Parser<'a> {
    text: &'a str,
    /// Byte offset of what is read next.
    at: usize,
    line: u32,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn value(&mut self) -> Result<Value<'a>, SyntaxError> {
        let place = Place { layer: None, line: self.line };
        let kind = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.literal("true", Kind::Bool(true))?,
            Some(b'f') => self.literal("false", Kind::Bool(false))?,
            Some(b'n') => self.literal("null", Kind::Null)?,
            Some(_) => return Err(self.fail("a character that starts no value")),
            None => return Err(self.fail("the text ends where a value should stand")),
        };
        Ok(Value { kind, place })
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Kind<'a>, SyntaxError>,
    ) -> Result<Kind<'a>, SyntaxError> {
        if self.depth == MAX_DEPTH {
            let error = self.fail("arrays and objects nest deeper than 32 levels");
            return Err(SyntaxError { too_deep: true, ..error });
        }
        self.depth += 1;
        self.at += 1;
        self.skip_space();
        let kind = read(self)?;
        self.depth -= 1;
        Ok(kind)
    }

    fn array(&mut self) -> Result<Kind<'a>, SyntaxError> {
        let mut items = Vec::new();
        if self.eat(b']') {
            return Ok(Kind::Array(items));
        }
        loop {
            items.push(self.value()?);
            self.skip_space();
            if self.eat(b']') {
                return Ok(Kind::Array(items));
            }
            self.comma("`,` or `]` should follow the item")?;
        }
    }

    fn object(&mut self) -> Result<Kind<'a>, SyntaxError> {
        let mut members = Vec::new();
        if self.eat(b'}') {
            return Ok(Kind::Object(members));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.fail("a member's name in double quotes should stand here"));
            }
            let line = self.line;
            let key = self.string()?;
            self.skip_space();
            if !self.eat(b':') {
                return Err(self.fail("`:` should follow the member's name"));
            }
            self.skip_space();
            members.push(Member { key, line, value: self.value()? });
            self.skip_space();
            if self.eat(b'}') {
                return Ok(Kind::Object(members));
            }
            self.comma("`,` or `}` should follow the member")?;
        }
    }

    fn comma(&mut self, message: &'static str) -> Result<(), SyntaxError> {
        if !self.eat(b',') {
            return Err(self.fail(message));
        }
        self.skip_space();
        Ok(())
    }

    fn literal(&mut self, word: &str, kind: Kind<'a>) -> Result<Kind<'a>, SyntaxError> {
        if !self.rest().starts_with(word) {
            return Err(self.fail("a word that is neither `true`, `false` nor `null`"));
        }
        self.at += word.len();
        Ok(kind)
    }

    fn number(&mut self) -> Result<Kind<'a>, SyntaxError> {
        let start = self.at;
        self.eat(b'-');
        if !self.eat(b'0') && self.digits() == 0 {
            return Err(self.fail("a number needs a digit here"));
        }
        let mut whole = true;
        if self.eat(b'.') {
            whole = false;
            if self.digits() == 0 {
                return Err(self.fail("a fraction needs a digit here"));
            }
        }
        if self.eat(b'e') || self.eat(b'E') {
            whole = false;
            let _sign = self.eat(b'+') || self.eat(b'-');
            if self.digits() == 0 {
                return Err(self.fail("an exponent needs a digit here"));
            }
        }
        if matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.fail("a number does not start with a zero and go on"));
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        let integer = text.parse().ok().filter(|integer: &i64| integer.unsigned_abs() < 1 << 53);
        Ok(match integer {
            Some(integer) if whole => Kind::Integer(integer),
            _ => Kind::Number(Cow::Borrowed(text)),
        })
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    /// Reads a string; borrowed unless it holds an escape.
    fn string(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        self.at += 1;
        let mut decoded = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..=0x1F)) {
                self.at += 1;
            }
            let plain = self.text.get(start..self.at).unwrap_or_default();
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    if decoded.is_empty() {
                        return Ok(Cow::Borrowed(plain));
                    }
                    decoded.push_str(plain);
                    return Ok(Cow::Owned(decoded));
                }
                Some(b'\\') => {
                    decoded.push_str(plain);
                    decoded.push(self.escape()?);
                }
                Some(_) => return Err(self.fail("a control character in a string needs an escape")),
                None => return Err(self.fail("the text ends inside a string")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        self.at += 1;
        let decoded = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.fail("an escape that JSON does not have")),
        };
        self.at += 1;
        Ok(decoded)
    }

    fn unicode_escape(&mut self) -> Result<char, SyntaxError> {
        let first = self.four_hex_digits()?;
        let code_point = match first {
            0xD800..=0xDBFF => {
                if !self.rest().starts_with("\\u") {
                    return Err(self.fail(LONE_SURROGATE));
                }
                self.at += 1;
                let second = self.four_hex_digits()?;
                if !(0xDC00..=0xDFFF).contains(&second) {
                    return Err(self.fail(LONE_SURROGATE));
                }
                0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            }
            _ => first,
        };
        char::from_u32(code_point).ok_or_else(|| self.fail(LONE_SURROGATE))
    }

    /// Reads `u` and the four digits after it.
    fn four_hex_digits(&mut self) -> Result<u32, SyntaxError> {
        let digits = self.text.get(self.at + 1..self.at + 5).unwrap_or_default();
        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(self.fail("`\\u` needs four hexadecimal digits"));
        }
        self.at += 5;
        u32::from_str_radix(digits, 16).map_err(|_| self.fail(LONE_SURROGATE))
    }

    fn skip_space(&mut self) {
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.peek() {
            self.at += 1;
            self.line += u32::from(byte == b'\n');
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn fail(&self, message: &'static str) -> SyntaxError {
        let before = self.text.get(..self.at).unwrap_or_default();
        let column = before.chars().rev().take_while(|character| *character != '\n').count() + 1;
        SyntaxError {
            column: u32::try_from(column).unwrap_or(u32::MAX),
            line: self.line,
            message: if cfg!(feature = "explain") { message } else { "" },
            too_deep: false,
        }
    }
}

const LONE_SURROGATE: &str = "half of a surrogate pair is no character";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::Kind, parse};

    #[test]
    fn places_are_lines() {
        let value = parse("{\n \"a\": [1,\n  true]\n}").expect("valid");
        let items = value.get("a").expect("a member");
        assert_eq!(items.place.line, 2);
        let Kind::Array(items) = &items.kind else { panic!("an array") };
        assert_eq!(items.iter().map(|item| item.place.line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn a_failure_names_line_and_column() {
        let cases = [
            ("", 1, 1),
            ("{\"a\":\n  01}", 2, 4),
            ("[1,\n\n]", 3, 1),
            ("\"é\u{1}\"", 1, 3),
            ("{'a':1}", 1, 2),
            ("[1]]", 1, 4),
        ];
        for (text, line, column) in cases {
            let error = parse(text).expect_err(text);
            assert_eq!((error.line, error.column), (line, column), "{text}: {}", error.message);
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(&nested(32)).is_ok());
        assert!(parse(&nested(33)).expect_err("too deep").too_deep);
        assert!(parse(&"[".repeat(100_000)).expect_err("too deep").too_deep);
    }

    #[test]
    fn numbers_are_integers_or_kept_as_written() {
        let cases = [
            ("9007199254740991", Kind::Integer(9_007_199_254_740_991)),
            ("9007199254740992", Kind::Number("9007199254740992".into())),
            ("-0", Kind::Integer(0)),
            ("1.0", Kind::Number("1.0".into())),
            ("1e400", Kind::Number("1e400".into())),
        ];
        for (text, kind) in cases {
            assert_eq!(parse(text).expect(text).kind, kind, "{text}");
        }
    }

    /// serde_json takes no number that a double cannot hold, which is a limit of its own, and reads
    /// `-0`, a whole number by JSON's grammar, as a double.
    fn agrees_with_serde_json(text: &str) {
        let theirs = serde_json::from_str::<serde_json::Value>(text);
        match (parse(text), theirs) {
            (Ok(ours), Ok(theirs)) => {
                let has_number = text.contains(['.', 'e', 'E']) || text.len() > 15;
                let printed = serde_json::to_value(&ours).expect("printable");
                let theirs = whole(theirs);
                assert!(has_number || printed == theirs || has_duplicate(text), "{text}");
            }
            (Ok(_), Err(error)) => {
                assert!(error.to_string().contains("number out of range"), "{text}: {error}");
            }
            (Err(error), Ok(_)) => assert!(error.too_deep, "{text}: {}", error.message),
            (Err(_), Err(_)) => {}
        }
    }

    /// The value with every zero a whole number.
    fn whole(value: serde_json::Value) -> serde_json::Value {
        use serde_json::Value;
        match value {
            Value::Number(number) if number.as_f64() == Some(0.0) => Value::from(0),
            Value::Array(items) => items.into_iter().map(whole).collect(),
            Value::Object(members) => {
                members.into_iter().map(|(name, value)| (name, whole(value))).collect()
            }
            other => other,
        }
    }

    fn has_duplicate(text: &str) -> bool {
        text.matches(':').count() > 1
    }

    #[test]
    fn verdicts_are_those_of_serde_json() {
        let texts = [
            "\"\\ud83d\\udca9\"",
            "\"\\ud83d\"",
            "\"\\udca9\"",
            "\"\\ud83d\\n\"",
            "\"\\ud83dx\"",
            "\"\\u00e9\"",
            "\"\\u+0e9\"",
            "\"\\u00g9\"",
            "\"\\x\"",
            "\"\t\"",
            "tru",
            "truee",
            "nul",
            "-",
            "-1",
            "+1",
            "1.",
            ".1",
            "1e",
            "1e+",
            "1E-2",
            "00",
            "-01",
            "-0",
            "{\"a\":[-0]}",
            "[1,]",
            "[,1]",
            "{\"a\"}",
            "{\"a\":1,}",
            "{a:1}",
            "[]",
            "{}",
            " [ ] ",
            "\u{feff}[]",
            "[1 2]",
            "\"",
            "\"\\",
            "\"\\u12",
            "{\"a\":1}x",
            "\"\u{7f}\"",
            "\"\u{2028}\"",
            "// a\n1",
            "NaN",
            "Infinity",
        ];
        for text in texts {
            agrees_with_serde_json(text);
        }
    }

    proptest! {
        #[test]
        fn verdicts_are_those_of_serde_json_on_noise(
            text in r#"[\[\]{}:,"\\ud8c3aefn0-9.+ \n-]{0,24}"#
        ) {
            agrees_with_serde_json(&text);
        }

        #[test]
        fn any_string_survives(text in any::<String>()) {
            let printed = serde_json::to_string(&text).expect("printable");
            let value = parse(&printed).expect("valid");
            prop_assert_eq!(value.text(), Some(text.as_str()));
        }
    }
}
