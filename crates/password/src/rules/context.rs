//! `context`: the password is not made of what is known of its owner.
//!
//! # Why
//! Whoever attacks an account knows its name. NIST SP 800-63B-4 and OWASP ASVS 5.0 (6.2.11) ask that
//! words of the context are refused; Active Directory refuses parts of a display name, Keycloak,
//! Okta, Auth0, libpwquality and Passay the user name and more.
//!
//! # Comparing
//! The case is always folded, so there is no option for it (Passay and Keycloak have one). A part is
//! looked for if it has `min` characters: the whole text, and with `parts` what stands between white
//! space and ASCII punctuation, an e-mail's local part, its domain and the domain's labels but the
//! last. `reversed` looks for a part backwards too, `leet` reads digits and signs as letters, and
//! `match` says where a part must stand. `min` 3 and `of` `["username", "name"]` are Active
//! Directory's. The report tells which field was `found`, and how many parts were `compared`: none
//! where nothing is known of the account.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{Candidate, Change, Detail, Finding, Options, Rule, places::Places, word::Parts};

/// Options for `context`.
pub struct Context {
    /// Whether digits and signs are read as letters.
    pub leet: bool,
    /// Where a part must stand.
    pub r#match: &'static str,
    /// Shortest part that is looked for.
    pub min: u32,
    /// Fields of the account that are looked at.
    pub of: Vec<&'static str>,
    /// Whether a text is also taken apart.
    pub parts: bool,
    /// Whether a part is looked for backwards too.
    pub reversed: bool,
}

impl Rule for Context {
    const CODE: Code = Code::new("context");
    const MESSAGE: &'static str = "use nothing that names you or your account";
    const OPTIONS: &'static [Field] = &[
        Field::choices("of", Parts::FIELDS).or(Default::All).stricter(Direction::More),
        Field::integer("min", 1, 64).or(Default::Integer(4)).stricter(Direction::Lower),
        Field::choice("match", PLACES).or(Default::Choice("contained")),
        Field::flag("parts").or(Default::Flag(true)).stricter(Direction::Higher),
        Field::flag("reversed").or(Default::Flag(true)).stricter(Direction::Higher),
        Field::flag("leet").or(Default::Flag(true)).stricter(Direction::Higher),
    ];
    const ORDER: u16 = 300;

    fn parse(options: &mut Options<'_>) -> Self {
        Self {
            leet: options.flag("leet"),
            r#match: options.choice("match"),
            min: options.integer("min"),
            of: options.choices("of").to_vec(),
            parts: options.flag("parts"),
            reversed: options.flag("reversed"),
        }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let places = Places::new(&candidate.folded(), self.leet);
        let (mut compared, mut found, mut scratch) = (0, None, Vec::new());
        let min = usize::try_from(self.min).unwrap_or(usize::MAX);
        let parts = Parts { min, of: &self.of, split: self.parts };
        parts.visit(&candidate.context().account, &mut |field, part| {
            compared += 1;
            let mut stands = |word: &mut dyn Iterator<Item = char>| {
                places.stands(word, self.r#match, &mut scratch)
            };
            let part = part.iter().copied();
            if found.is_none()
                && (stands(&mut part.clone()) || self.reversed && stands(&mut part.rev()))
            {
                found = Some(field);
            }
        });
        let finding = Finding::plain(found.is_none(), REMOVE);
        let finding = finding.with("compared", Detail::Integer(compared));
        found.map_or(finding, |field| finding.with("found", Detail::Name(field)))
    }
}

/// Where a part must stand.
const PLACES: &[&str] = &["contained", "start", "end", "whole"];

const REMOVE: Change = Change::new("remove-own-words", "leave out what names you");
