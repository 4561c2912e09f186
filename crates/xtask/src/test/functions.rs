//! What the code of a module is for, told by the names of its functions.
//!
//! The compiler puts small functions into those that call them, and makes one of several that are the
//! same: each counts where it ended up. Texts and tables of constants have no names and stay in the data.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// The functions of each part in the order of [`PARTS`], one after the other; parts without any are left out.
pub fn parts(module: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let (mut imported, mut bodies, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(subsections) = section.as_known() else { continue };
                for subsection in subsections {
                    let Name::Function(functions) = subsection? else { continue };
                    for naming in functions {
                        let naming = naming?;
                        names.insert(naming.index, naming.name);
                    }
                }
            }
            _ => {}
        }
    }
    ensure!(!names.is_empty(), "the functions have no names");
    let mut parts = PARTS.map(|(name, _)| (name, Vec::new()));
    for (index, body) in (imported..).zip(bodies) {
        let part = part(names.get(&index).unwrap_or(&""));
        parts.get_mut(part).context("no such part")?.1.extend(body);
    }
    Ok(parts.into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect())
}

/// The part of a function: the path in [`PARTS`] that comes first in its name, the longest one there.
fn part(name: &str) -> usize {
    let paths = PARTS.iter().enumerate().flat_map(|(part, (_, paths))| {
        paths.iter().filter_map(move |path| {
            let at = name.match_indices(path).map(|(at, _)| at).find(|at| starts(name, *at))?;
            Some((at, usize::MAX - path.len(), part))
        })
    });
    paths.min().map_or(PARTS.len() - 1, |(.., part)| part)
}

/// Whether a path may start there: `core::` is no part of `serde_core::`.
fn starts(name: &str, at: usize) -> bool {
    let before = name.get(..at).and_then(|before| before.chars().next_back());
    !before.is_some_and(|before| before.is_alphanumeric() || "_:".contains(before))
}

/// What functions are for, and the paths that tell it; the last part is everything else.
const PARTS: [(&str, &[&str]); 18] = [
    ("account: steps", &["wicketgate_account::", "wicketgate_engine::account::"]),
    ("account: sections of the policy", &["wicketgate_account::policy::"]),
    ("account: explanations", &["wicketgate_account::explain"]),
    (
        "organisation: steps",
        &["wicketgate_account::organization::", "wicketgate_engine::organization::"],
    ),
    ("one-time passwords", &["wicketgate_account::otp::"]),
    ("otpauth URIs", &["wicketgate_account::otp::uri::", "wicketgate_engine::otp::"]),
    ("QR codes", &["wicketgate_account::otp::qr::", "wicketgate_engine::otp::qr", "qrcodegen::"]),
    ("rules of passwords", &["wicketgate_password::"]),
    (
        "passwordrules",
        &["wicketgate_password::passwordrules::", "wicketgate_engine::passwordrules"],
    ),
    ("strength", &["wicketgate_password::strength::", "wicketgate_engine::strength"]),
    ("generated passwords", &["wicketgate_password::generate::", "wicketgate_engine::generating"]),
    (
        "hashing of passwords",
        &[
            "wicketgate_password::hash::",
            "wicketgate_engine::hashing",
            "argon2::",
            "base64ct::",
            "bcrypt::",
            "blake2::",
            "blowfish::",
            "pbkdf2::",
            "salsa20::",
            "scrypt::",
        ],
    ),
    ("policy document", &["wicketgate_policy::"]),
    ("redaction", &["wicketgate_redact::"]),
    ("redaction: kinds", &["wicketgate_redact::kinds::"]),
    ("SHA-1, SHA-2 and HMAC", &["digest::", "hmac::", "sha1::", "sha2::"]),
    ("JSON, text and reports", &["wicketgate_core::", "wicketgate_engine::"]),
    ("libraries and glue", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_of_the_first_path_in_its_name() {
        for (name, expected) in [
            ("wicketgate_account::otp::qr::Qr::new::h0", "QR codes"),
            ("wicketgate_account::otp::totp::Totp::verify::h0", "one-time passwords"),
            ("<wicketgate_account::flow::Sent as wicketgate_core::R>::read", "account: steps"),
            ("core::ptr::drop_in_place<wicketgate_policy::Policy>", "policy document"),
            ("<R as wicketgate_password::rules::Check>::check", "rules of passwords"),
            ("my_sha1::f", "libraries and glue"),
            ("", "libraries and glue"),
        ] {
            assert_eq!(PARTS[part(name)].0, expected, "{name}");
        }
    }
}
