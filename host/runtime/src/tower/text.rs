//! Bytes as text, however they are cut.

/// The beginning of a character that waits for its rest: at most three bytes.
#[derive(Debug, Default)]
pub(super) struct Text(Vec<u8>);

/// The bytes are no UTF-8.
#[derive(Debug)]
pub(super) struct Malformed;

impl Text {
    /// Takes the next bytes and gives the characters that are whole.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Result<String, Malformed> {
        self.0.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.0) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Err(Malformed),
        };
        let rest = self.0.split_off(whole);
        String::from_utf8(std::mem::replace(&mut self.0, rest)).map_err(|_| Malformed)
    }

    /// Whether the text ends where a character does.
    pub(super) const fn is_whole(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn characters_are_whole_however_they_come() {
        let (mut text, mut all) = (Text::default(), String::new());
        for byte in "a\u{e9}\u{1f4a9}".as_bytes() {
            all += &text.take(&[*byte]).expect("a part");
        }
        assert!(text.is_whole());
        assert_eq!(all, "a\u{e9}\u{1f4a9}");
        text.take(b"\xe9").expect("a beginning");
        assert!(!text.is_whole());
        text.take(b"a").expect_err("no character");
    }
}
