//! What a policy may say of redaction.

use wicketgate_core::field::{Default, Direction, Field, Section};

use crate::kinds::KINDS;

const ACTIONS: &[&str] = &[
    "drop",
    "replace",
    "pseudonym",
    "count",
    "token",
    "mask",
    "keep-domain",
    "truncate-ip",
    "year",
    "keep",
];
const CONFIDENCES: &[&str] = &["possible", "likely", "certain"];
const MATCHES: &[&str] = &["exact", "suffix", "glob", "pointer"];

/// The countries that have kinds of their own.
const COUNTRIES: [&str; FOUND.1] = {
    let mut countries = [""; FOUND.1];
    let mut at = 0;
    while at < countries.len() {
        #[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
        {
            countries[at] = FOUND.0[at];
        }
        at += 1;
    }
    countries
};

/// Those countries, each once, and how many they are.
const FOUND: ([&str; KINDS.len()], usize) = {
    let mut countries = [""; KINDS.len()];
    let (mut at, mut count) = (0, 0);
    while at < KINDS.len() {
        #[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
        if let Some(country) = KINDS[at].country
            && !has(&countries, count, country)
        {
            countries[count] = country;
            count += 1;
        }
        at += 1;
    }
    (countries, count)
};

#[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
const fn has(list: &[&str], count: usize, name: &str) -> bool {
    let mut at = 0;
    while at < count {
        let (a, b) = (list[at].as_bytes(), name.as_bytes());
        if a.len() == b.len() && a[0] == b[0] && a[1] == b[1] {
            return true;
        }
        at += 1;
    }
    false
}

/// One member for each kind, with the same options.
pub static KIND_FIELDS: [Field; KINDS.len()] = {
    let mut fields = [Field::flag("enabled"); KINDS.len()];
    let mut at = 0;
    while at < KINDS.len() {
        #[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
        {
            fields[at] = Field::object(KINDS[at].code, KIND_OPTIONS).optional().doc(KINDS[at].doc);
        }
        at += 1;
    }
    fields
};

const fn mask(at: usize) -> Field {
    let fields = [
        Field::integer("mask_first", 0, 8)
            .or(Default::Integer(0))
            .stricter(Direction::Lower)
            .doc("Letters and digits that a mask leaves at the beginning; never more than half of a value together with those at its end."),
        Field::integer("mask_last", 0, 8)
            .or(Default::Integer(4))
            .stricter(Direction::Lower)
            .doc("Letters and digits that a mask leaves at the end."),
        Field::integer("mask_length", 0, 64)
            .or(Default::Integer(0))
            .doc("Asterisks of a mask, however long a value is; as many as it has characters where 0."),
        Field::flag("mask_punctuation")
            .or(Default::Flag(true))
            .doc("Whether a mask leaves spaces and punctuation."),
    ];
    #[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
    fields[at]
}

/// What a policy says of one kind.
pub const KIND_OPTIONS: &[Field] = &[
    Field::choice("action", ACTIONS)
        .optional()
        .doc("What stands in the place of a match; what the section says of all kinds where it is missing."),
    Field::choice("confidence", CONFIDENCES)
        .optional()
        .doc("How sure a match must be; what the section says of all kinds where it is missing."),
    Field::flag("enabled").or(Default::Flag(true)).doc("Whether it is looked for."),
    mask(0),
    mask(1),
    mask(2),
    mask(3),
];

const CUSTOM_FIELDS: &[Field] = &[
    Field::choice("action", ACTIONS)
        .or(Default::Choice("replace"))
        .doc("What stands in the place of a match."),
    Field::text("label", 32).doc("The label of a match, and its name in reports."),
    mask(0),
    mask(1),
    mask(2),
    mask(3),
    Field::text("pattern", 256).doc(
        "What a match is, from the beginning of a word to the end of one, in the language of the rule `pattern`: `EMP-\\\\d{6}`.",
    ),
];

const KEY_FIELDS: &[Field] = &[
    Field::choice("action", ACTIONS)
        .or(Default::Choice("replace"))
        .doc("What stands in the place of the value; `keep` lets it be."),
    Field::text("label", 32).optional().doc("The label of the value; REDACTED where nothing is said."),
    mask(0),
    mask(1),
    mask(2),
    mask(3),
    Field::choice("match", MATCHES)
        .or(Default::Choice("exact"))
        .doc("Whether `name` is the name, its end, a pattern with `*` for anything, or a JSON Pointer with `*` for any step."),
    Field::text("name", 256).doc("Which member, column or field."),
];

const PROFILE_FIELDS: &[Field] = &[
    Field::list("keys", 256, KEY_FIELDS)
        .optional()
        .doc("What is done by key, before the policy's own."),
    Field::object("kinds", &KIND_FIELDS).optional().doc("What is done otherwise, by kind."),
    Field::text("name", 64)
        .doc("The profile's name: a role, or whatever a host calls its audiences."),
];

/// The section of a policy.
pub const SECTION: Section = Section {
    doc: "What is taken out of texts, and what stands in its place.",
    fields: FIELDS,
    pointer: "/redaction",
};

const FIELDS: &[Field] = &[
    Field::choice("action", ACTIONS)
        .or(Default::Choice("replace"))
        .stricter(Direction::Earlier)
        .doc("What stands in the place of a match: nothing, a label, letters that the host's key makes of it, a label with a number, a token that the host's key opens again, a mask, or a part of the value."),
    Field::texts("allow", 256, 256).optional().doc("Values that stay wherever they stand, in any letters."),
    Field::choice("confidence", CONFIDENCES)
        .or(Default::Choice("likely"))
        .stricter(Direction::Earlier)
        .doc("How sure a match must be: by its shape alone, by a rare shape or its context, or by both or a check of its own."),
    Field::choices("countries", &COUNTRIES)
        .optional()
        .doc("Countries whose identifiers are looked for, and whose telephone numbers are known by the groups that they have at home (ISO 3166-1, small letters)."),
    Field::list("custom", 32, CUSTOM_FIELDS)
        .optional()
        .doc("Kinds of the organisation's own."),
    Field::flag("default_kinds")
        .or(Default::Flag(true))
        .doc("Whether the kinds are looked for that belong to no country."),
    Field::list("keys", 256, KEY_FIELDS)
        .optional()
        .doc("What is done with whatever stands under a key, in a column or in a field; the first rule that fits decides."),
    Field::object("kinds", &KIND_FIELDS).optional().doc("What is done otherwise, by kind."),
    Field::flag("look_alikes")
        .or(Default::Flag(false))
        .stricter(Direction::Higher)
        .doc("Whether characters are read as what they look like: full-width letters and digits, digits of other scripts, other at-signs, hyphens and spaces, characters without a width, and percent-encoded ones."),
    mask(0),
    mask(1),
    mask(2),
    mask(3),
    Field::list("profiles", 16, PROFILE_FIELDS).optional().doc("Who sees what: changes for an audience."),
];
