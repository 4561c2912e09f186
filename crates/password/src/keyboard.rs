//! Keyboards, row by row, as small tables.
//!
//! A row says what each of its keys types: alone, with Shift, and with what else the layout has
//! (Option on a Mac, `AltGr` elsewhere). A space stands for a key that types nothing there.

/// Rows: the layout or the other thing that it belongs to, how many keys it has, and what they type,
/// level after level. Code points have no keys. Of a keypad the columns are rows as well: a
/// computer's, then a telephone's, whose rows are the same upside down.
pub const ROWS: &[(&str, usize, &str)] = &[
    ("alphabet", 26, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("digits", 10, "0123456789"),
    ("code-points", 0, ""),
    ("qwerty", 13, "`1234567890-=~!@#$%^&*()_+ ¡™£¢∞§¶•ªº–≠ ⁄€‹›ﬁﬂ‡°·‚—±"),
    ("qwerty", 13, "qwertyuiop[]\\QWERTYUIOP{}|œ∑ ®†¥  øπ“‘«Œ„´‰ˇÁ¨ˆØ∏”’»"),
    ("qwerty", 11, "asdfghjkl;'ASDFGHJKL:\"åß∂ƒ©˙∆˚¬…æÅÍÎÏ˝ÓÔ\u{f8ff}ÒÚÆ"),
    ("qwerty", 10, "zxcvbnm,./ZXCVBNM<>?Ω≈ç√∫ µ≤≥÷¸˛Ç◊ı˜Â¯˘¿"),
    ("qwertz", 13, "^1234567890ß´°!\"§$%&/()=?`  ²³   {[]}\\ "),
    ("qwertz", 12, "qwertzuiopü+QWERTZUIOPÜ*@ €        ~"),
    ("qwertz", 12, "asdfghjklöä#ASDFGHJKLÖÄ'"),
    ("qwertz", 11, "<yxcvbnm,.->YXCVBNM;:_|      µ   "),
    ("azerty", 13, "²&é\"'(-è_çà)= 1234567890°+  ~#{[|`\\^@]}"),
    ("azerty", 12, "azertyuiop^$AZERTYUIOP¨£  €        ¤"),
    ("azerty", 12, "qsdfghjklmù*QSDFGHJKLM%µ"),
    ("azerty", 11, "<wxcvbn,;:!>WXCVBN?./§"),
    ("dvorak", 13, "`1234567890[]~!@#$%^&*(){}"),
    ("dvorak", 13, "',.pyfgcrl/=\\\"<>PYFGCRL?+|"),
    ("dvorak", 11, "aoeuidhtns-AOEUIDHTNS_"),
    ("dvorak", 10, ";qjkxbmwvz:QJKXBMWVZ"),
    ("keypad", 3, "/*-"),
    ("keypad", 4, "789+"),
    ("keypad", 3, "456"),
    ("keypad", 3, "123"),
    ("keypad", 4, "7410"),
    ("keypad", 4, "/852"),
    ("keypad", 5, "*963."),
    ("keypad", 4, "147*"),
    ("keypad", 4, "2580"),
    ("keypad", 4, "369#"),
];

/// Names of the layouts.
pub const NAMES: &[&str] = &["qwerty", "qwertz", "azerty", "dvorak", "keypad"];

#[cfg(test)]
mod tests {
    use super::ROWS;

    #[test]
    fn every_level_of_a_row_has_its_keys_and_is_composed() {
        for (name, width, keys) in ROWS {
            let beyond = keys.chars().count().checked_rem(*width);
            assert_eq!(beyond.unwrap_or_default(), 0, "{name}: {keys}");
            assert_eq!(wicketgate_core::text::nfc(keys), *keys);
        }
    }

    #[test]
    fn no_row_types_a_character_with_two_keys() {
        for (_, _, row) in ROWS {
            let keys: Vec<char> = row.chars().filter(|key| *key != ' ').collect();
            for (at, key) in keys.iter().enumerate() {
                assert!(!keys[..at].contains(key), "{key} in {row:?}");
            }
        }
    }
}
