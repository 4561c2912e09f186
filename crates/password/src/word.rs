//! Words that a password is compared with: folded, read through digits and signs, taken apart.
//!
//! # Folding
//! One character becomes one character, by a table of the scripts in which names and lists are
//! written: Latin with its accents (Latin-1, Extended-A, most of Extended-B, Vietnamese), Greek,
//! Cyrillic and Armenian. `İ` and `ı` become `i`, and `ς` becomes `σ`. A letter of another script is
//! compared as it is. All of Unicode's lower case would cost a page 5.6 KB, ten times this table.
//!
//! # Reading
//! A digit or a sign may stand for a letter: `4` and `@` for a, `8` for b, `(`, `{`, `[` and `<` for
//! c, `3` for e, `6` and `9` for g, `1`, `!` and `|` for i and for l, `0` for o, `5` and `$` for s,
//! `7` for l and for t, `+` for t, `%` for x, `2` for z. It is read as itself too. Only the password
//! is read so: a word means what it says.

use wicketgate_core::{context::Account, text};

/// A text in normalisation form C, folded.
pub(crate) fn folded(text: &str) -> Vec<char> {
    text::nfc(text).chars().map(fold).collect()
}

/// The small letter of a capital one.
pub(crate) fn fold(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    let code = u32::from(character);
    let holds = |(first, last, step, _): &&(u16, u16, u8, i16)| {
        let (first, last) = (u32::from(*first), u32::from(*last));
        (first..=last).contains(&code) && code.wrapping_sub(first) & u32::from(*step) == 0
    };
    let distance = CAPITALS.iter().find(holds).map_or(0, |(.., distance)| *distance);
    char::from_u32(code.wrapping_add_signed(distance.into())).unwrap_or(character)
}

/// The letters that a digit or a sign may stand for.
pub(crate) const fn letters(character: char) -> &'static str {
    match character {
        '4' | '@' => "a",
        '8' => "b",
        '(' | '{' | '[' | '<' => "c",
        '3' => "e",
        '6' | '9' => "g",
        '1' | '!' | '|' => "il",
        '0' => "o",
        '5' | '$' => "s",
        '7' => "lt",
        '+' => "t",
        '%' => "x",
        '2' => "z",
        _ => "",
    }
}

/// Which parts of an account are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'o> {
    /// Shortest part, in characters.
    pub(crate) min: usize,
    /// Fields of the account, by name.
    pub(crate) of: &'o [&'static str],
    /// Whether a text is also taken apart.
    pub(crate) split: bool,
}

impl Parts<'_> {
    /// Names of the fields that an account may have.
    pub(crate) const FIELDS: &'static [&'static str] =
        &["username", "email", "name", "organization", "word"];

    /// Shows every part with the name of its field, folded.
    pub(crate) fn visit(&self, account: &Account, visit: &mut dyn FnMut(&'static str, &[char])) {
        let Account { email, names, organization, username, words } = account;
        let fields: [&mut dyn Iterator<Item = &String>; 5] = [
            &mut username.iter(),
            &mut email.iter(),
            &mut names.iter(),
            &mut organization.iter(),
            &mut words.iter(),
        ];
        for (field, texts) in Self::FIELDS.iter().zip(fields) {
            if self.of.contains(field) {
                for text in texts {
                    self.text(&folded(text), &mut |part| visit(field, part));
                }
            }
        }
    }

    /// Shows the whole text and what stands between its separators; of an e-mail address also what
    /// stands before and after the `@`, and not the top-level domain.
    fn text(&self, whole: &[char], visit: &mut dyn FnMut(&[char])) {
        let mut visit = |part: &[char]| {
            if part.len() >= self.min && !part.is_empty() {
                visit(part);
            }
        };
        visit(whole);
        if !self.split {
            return;
        }
        let mut rest = whole;
        if let Some(at) = whole.iter().rposition(|character| *character == '@')
            && let (local, [_, domain @ ..]) = whole.split_at(at)
        {
            visit(domain);
            if local.iter().copied().any(separates) {
                visit(local);
            }
            if let Some(dot) = domain.iter().rposition(|character| *character == '.') {
                rest = whole.get(..at.saturating_add(dot).saturating_add(1)).unwrap_or(whole);
            }
        }
        for part in rest.split(|character| separates(*character)) {
            if part.len() < whole.len() {
                visit(part);
            }
        }
    }
}

/// Whether a character stands between parts: white space and ASCII punctuation.
fn separates(character: char) -> bool {
    text::is_white_space(character) || character.is_ascii_punctuation()
}

/// Capital letters: first, last, 1 where only every second is one, and how far the small one is.
#[rustfmt::skip]
const CAPITALS: [(u16, u16, u8, i16); 35] = [
    (0x00C0, 0x00D6, 0, 32), (0x00D8, 0x00DE, 0, 32), (0x0100, 0x012E, 1, 1),
    (0x0130, 0x0130, 0, -199), (0x0131, 0x0131, 0, -200), (0x0132, 0x0136, 1, 1),
    (0x0139, 0x0147, 1, 1), (0x014A, 0x0176, 1, 1), (0x0178, 0x0178, 0, -121),
    (0x0179, 0x017D, 1, 1), (0x01A0, 0x01A4, 1, 1), (0x01AF, 0x01AF, 0, 1),
    (0x01CD, 0x01DB, 1, 1), (0x01DE, 0x01EE, 1, 1), (0x01F8, 0x021E, 1, 1),
    (0x0222, 0x0232, 1, 1), (0x0386, 0x0386, 0, 38), (0x0388, 0x038A, 0, 37),
    (0x038C, 0x038C, 0, 64), (0x038E, 0x038F, 0, 63), (0x0391, 0x03A1, 0, 32),
    (0x03A3, 0x03AB, 0, 32), (0x03C2, 0x03C2, 0, 1), (0x0400, 0x040F, 0, 80),
    (0x0410, 0x042F, 0, 32), (0x0460, 0x0480, 1, 1), (0x048A, 0x04BE, 1, 1),
    (0x04C0, 0x04C0, 0, 15), (0x04C1, 0x04CD, 1, 1), (0x04D0, 0x052E, 1, 1),
    (0x0531, 0x0556, 0, 48), (0x1E00, 0x1E94, 1, 1), (0x1EA0, 0x1EFE, 1, 1),
    (0x2160, 0x216F, 0, 16), (0x24B6, 0x24CF, 0, 26),
];

#[cfg(test)]
mod tests {
    use wicketgate_core::context::Account;

    use super::{CAPITALS, Parts, fold};

    #[test]
    fn what_is_folded_is_what_the_standard_library_folds() {
        let ours = [('İ', 'i'), ('ı', 'i'), ('ς', 'σ')];
        for character in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let code = u32::from(character);
            let mut lower = character.to_lowercase();
            let standard = lower.next().filter(|_| lower.next().is_none()).unwrap_or(character);
            let own = ours.iter().find(|(from, _)| *from == character).map(|(_, to)| *to);
            let expected = own.unwrap_or(standard);
            let scripts = [0..0x180, 0x386..0x3AC, 0x400..0x530, 0x531..0x557, 0x1E00..0x1E96];
            if scripts.iter().any(|script| script.contains(&code)) || fold(character) != character {
                assert_eq!(fold(character), expected, "{code:04X}");
            }
            assert_eq!(fold(fold(character)), fold(character), "{code:04X}");
        }
        assert!(CAPITALS.is_sorted_by_key(|(first, ..)| *first));
    }

    #[test]
    fn an_account_is_taken_apart() {
        let text = |text: &str| Some(text.to_owned());
        let account = Account {
            email: text("Ada.K@mail.Example.org"),
            names: vec!["O'Brien-Smith".to_owned(), String::new()],
            username: text("ada"),
            ..Account::new()
        };
        let seen = |min, of: &'static [&'static str], split| {
            let mut seen = Vec::new();
            Parts { min, of, split }.visit(&account, &mut |field, part| {
                seen.push(format!("{field}:{}", part.iter().collect::<String>()));
            });
            seen.join(" ")
        };
        assert_eq!(seen(1, &["username"], true), "username:ada");
        assert_eq!(
            seen(1, &["email"], true),
            "email:ada.k@mail.example.org email:mail.example.org email:ada.k email:ada email:k \
             email:mail email:example"
        );
        assert_eq!(seen(5, &["name", "word"], true), "name:o'brien-smith name:brien name:smith");
        assert_eq!(
            seen(4, Parts::FIELDS, false),
            "email:ada.k@mail.example.org name:o'brien-smith"
        );
    }
}
