//! One name in the spellings of several languages.

/// `no-username` as a Rust module: `no_username`.
pub fn snake(code: &str) -> String {
    code.replace('-', "_")
}

/// `no-username` as a Rust type: `NoUsername`.
pub fn pascal(code: &str) -> String {
    code.split(['-', '_']).map(capital).collect()
}

/// `form_digest` as a member of a TypeScript object: `formDigest`.
pub fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.map(capital).fold(first, |name, word| name + &word)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_for_each_language() {
        let cases = [
            ("digit", "digit", "Digit"),
            ("max-identical-run", "max_identical_run", "MaxIdenticalRun"),
            ("no-2fa-code", "no_2fa_code", "No2faCode"),
        ];
        for (code, module, name) in cases {
            assert_eq!(snake(code), module);
            assert_eq!(pascal(code), name);
        }
    }

    #[test]
    fn members_become_camel_case() {
        let cases =
            [("ok", "ok"), ("form_digest", "formDigest"), ("a_b_c", "aBC"), ("$schema", "$schema")];
        for (member, expected) in cases {
            assert_eq!(camel(member), expected);
        }
    }
}
