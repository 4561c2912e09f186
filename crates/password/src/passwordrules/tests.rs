//! What no vector reaches: patterns, hostile texts, and the sets themselves.

use super::{Ascii, Form, Set, lenient, regexp, strict};

#[test]
fn the_named_sets_are_ascii_in_parts() {
    let parts = [Ascii::UPPER, Ascii::LOWER, Ascii::DIGIT, Ascii::SPECIAL];
    let sizes = parts.map(|set| set.chars().count());
    assert_eq!(sizes, [26, 26, 10, 33]);
    assert_eq!(parts.into_iter().fold(Ascii::NONE, Ascii::or), Ascii::PRINTABLE);
    assert_eq!(
        Ascii::of(&|character| character.is_ascii_graphic() || character == ' '),
        Ascii::PRINTABLE
    );
    let mut set = Ascii::range('\0', '\u{7f}');
    assert_eq!(set, Ascii::PRINTABLE);
    set.insert('é');
    assert!(!set.contains('é') && !set.contains('\u{7f}') && !set.contains('\u{a0}'));
}

#[test]
fn patterns_say_what_they_say() {
    for (pattern, is_open, rules) in [
        // Without a count and a lookahead, a class alone must at least occur.
        (r"\d+", false, "required: digit;"),
        (r"[\d]*", false, "required: digit;"),
        (r"^\d{4,6}$", false, "allowed: digit; minlength: 4; maxlength: 6;"),
        (r"[a-z0-9]+", false, "allowed: lower, digit;"),
        // Everything that is not required is allowed, and the format has no word for that.
        (r"^(?=.*\d).{8,}$", true, "required: digit; minlength: 8;"),
        (".{8}", true, "minlength: 8; maxlength: 8;"),
        (".*", true, ""),
        // A set is what it says.
        (r"[\w]{0,9}", false, "allowed: upper, lower, digit, [_]; maxlength: 9;"),
        ("[a-fA-F0-9]{8,}", false, "allowed: digit, [ABCDEFabcdef]; minlength: 8;"),
        ("[!-/]{8,}", false, "allowed: [-!\"#$%&'()*+,./]; minlength: 8;"),
        ("[-a]{8,}", false, "allowed: [-a]; minlength: 8;"),
        ("[a-]{8,}", false, "allowed: [-a]; minlength: 8;"),
        (r"[a\-z]{8,}", false, "allowed: [-az]; minlength: 8;"),
        (r"[\^\]]{8,}", false, "allowed: [^]]; minlength: 8;"),
        // What is required must be possible, and only what is possible is required.
        ("(?=.*[!é])[a-z]{8,}", false, "nothing"),
        ("(?=.*[!?])[a-z!]{8,}", false, "required: [!]; allowed: lower; minlength: 8;"),
        ("(?=.*[!?])[a-z]{8,}", false, "nothing"),
    ] {
        let found = regexp::parse(pattern);
        let text = found.as_ref().map(|found| found.rules.print(Form::Minified));
        assert_eq!(text.as_deref().unwrap_or("nothing"), rules, "{pattern}");
        assert_eq!(found.is_some_and(|found| found.is_open), is_open, "{pattern}");
    }
}

#[test]
fn other_shapes_are_not_patterns() {
    for pattern in [
        "",
        "^$",
        "abc",
        "[a-z",
        "[a-z]{8",
        "[a-z]{8,4}",
        "[a-z]{,8}",
        "[a-z]{8,20}x",
        "[^a]{8,}",
        "(?!.*a).{8,}",
        "(?=.*a).{8,}",
        "(?=.*[a].{8,}",
        "(?=.*[0-9]){2}.{8,}",
        "(a|b){8}",
        r"[\s]{8,}",
        r"[\D]{8,}",
        r"[\x41]{8,}",
        r"(?=.*\W).{8,}",
        r"\$",
        r"[a\",
        "[ä]{8,}",
        "[a-\u{10ffff}]{8,}",
        "[]{8,}",
    ] {
        assert_eq!(regexp::parse(pattern), None, "{pattern}");
    }
}

#[test]
fn long_texts_are_read_once() {
    // Quadratic, each of these would take minutes.
    let long = 1 << 20;
    for part in
        ["[", "]", "-", ";", ",", " ", "9", "a", "é", "required:[a]", "allowed:upper,", "(?=.*["]
    {
        let text = part.repeat(long / part.len());
        for start in ["", "required:", "required:[", "minlength:", "required:upper;", "["] {
            let text = format!("{start}{text}");
            assert!(lenient::parse(&text).print(Form::Expanded).len() < 2 * long);
            let _ = (strict::parse(&text), regexp::parse(&text));
        }
    }
    let many = "required:[a];".repeat(long / 13);
    assert_eq!(lenient::parse(&many).required.len(), long / 13);
    assert_eq!(lenient::parse(&many).alphabet, Set::Ascii(Ascii::range('a', 'a')));
}
