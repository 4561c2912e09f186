//! Defaults, as questions and answers.
//!
//! # Why is the minimum fifteen?
//!
//! NIST SP 800-63B-4 (section 3.1.1.2) asks for at least 15 characters where a password is the
//! only factor, and for at least 8 where it is used beside a second one. `preset:default` cannot
//! know of a second factor, so it takes the first. A product with another number has a preset of
//! its own.
//!
//! # Why is the maximum 256?
//!
//! NIST asks that at least 64 characters are accepted, ASVS 5.0 (6.2.9) the same. 256 leaves room
//! for passphrases and generators and bounds what is hashed. The engine itself takes up to 1,024
//! code points (4,096 bytes); what is larger is an error, not a verdict.
//!
//! # Why are there no composition rules?
//!
//! NIST (3.1.1.2) and ASVS (6.2.5) say that there shall be none: they make passwords harder to
//! remember and hardly harder to guess. The rules exist because products document them.
//!
//! # What is a character?
//!
//! A Unicode code point after normalisation form C. NIST counts code points after normalisation;
//! form C because it changes no character that is not written in two ways. A grapheme cluster
//! would make the count depend on the version of a segmentation table, a UTF-16 unit on the
//! platform, a byte on the script.
//!
//! # Why are `uppercase`, `lowercase` and `digit` ASCII?
//!
//! The products print A-Z, a-z and 0-9. A class that holds more would accept what they refuse.
//! What counts as a symbol differs between products, so that is an option: `mode`.
//!
//! # Why does a page not set `maxlength`?
//!
//! It counts UTF-16 units and cuts a pasted password silently: the person then has a password
//! that is not the one in their password manager. The rule refuses instead.
//!
//! # Why is `now` missing from most requests?
//!
//! A new password is judged by the rules alone. The time matters only for a password that exists
//! already, where `password.effective_from` gives dates; then a request without it is an error,
//! because a guess would either lock people out early or let a weak password live on.
