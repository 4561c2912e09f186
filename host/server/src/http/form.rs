//! What the sign-up form sends: `application/x-www-form-urlencoded`, read strictly.
//!
//! A browser sends exactly this. Whatever else arrives is refused and not mended: a byte sequence
//! that is no UTF-8 would otherwise become another password.

use axum::http::StatusCode;
use percent_encoding::percent_decode_str;
use wicketgate_core::{Code, Problem, Secret};

use super::error::HttpError;

/// The fields of the form.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) password: Secret,
    pub(super) username: String,
}

impl Form {
    /// Reads the fields.
    pub(super) fn parse(text: &str) -> Result<Self, HttpError> {
        let (mut password, mut username) = (None, None);
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let field = match decode(name)?.as_str() {
                "password" => &mut password,
                "username" => &mut username,
                _ => return Err(refuse("unknown-key", "", "the form has an unknown field")),
            };
            if field.replace(decode(value)?).is_some() {
                return Err(refuse("duplicate-key", "", "the form has a field twice"));
            }
        }
        Ok(Self {
            password: password
                .ok_or_else(|| refuse("missing", "/password", "enter a password"))?
                .into(),
            username: username.unwrap_or_default(),
        })
    }

    /// What is wrong with the user name, where something is.
    pub(super) fn username_error(&self) -> Option<HttpError> {
        let missing = self.username.trim().is_empty();
        missing.then(|| refuse("missing", "/username", "enter a user name or e-mail address"))
    }
}

fn decode(text: &str) -> Result<String, HttpError> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| {
        HttpError::new(StatusCode::BAD_REQUEST, "malformed-text", "the form is not UTF-8")
    })
}

fn refuse(code: &'static str, pointer: &str, public: &str) -> HttpError {
    let problem = Problem {
        message: public.to_owned(),
        ..Problem::new(Code::new(code), pointer.to_owned(), 1)
    };
    HttpError {
        pointer: Some(pointer.to_owned()),
        problems: vec![problem],
        ..HttpError::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-request", public)
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn fields_are_decoded_as_browsers_encode_them() {
        let form =
            Form::parse("username=a%40b.example&password=p%C3%A9+%2B%25%26%3D").expect("a form");
        assert_eq!(form.username, "a@b.example");
        assert_eq!(form.password.reveal(), "pé +%&=");
        assert!(!format!("{form:?}").contains("%&="));
    }

    #[test]
    fn anything_else_is_refused() {
        let cases = [
            ("", "missing"),
            ("username=a", "missing"),
            ("password=a&password=b&username=c", "duplicate-key"),
            ("password=a&username=b&now=1", "unknown-key"),
        ];
        for (text, code) in cases {
            let error = Form::parse(text).expect_err(text);
            assert_eq!(error.problems[0].code.as_str(), code, "{text}");
        }
        for text in ["password=a", "password=a&username=+"] {
            let error = Form::parse(text).expect("a form").username_error().expect(text);
            assert_eq!(error.pointer.as_deref(), Some("/username"), "{text}");
        }
        assert_eq!(Form::parse("password=%ff&username=b").expect_err("bytes").status.as_u16(), 400);
    }
}
