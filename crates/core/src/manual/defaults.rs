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
//! # Why is `breached` on, and why does it refuse where no list can be asked?
//!
//! NIST SP 800-63B-4 (3.1.1.2) requires that a new password is compared with a blocklist, ASVS 5.0
//! (6.2.12) with a set of breached ones; both say *shall*. With `on_unknown: accept` whoever can
//! keep the service from answering would choose the weakest password there is, and nobody would
//! notice. So `preset:default` refuses. That costs nothing where a list is always at hand: the
//! `wicketgate` server holds the 30,000 most common passwords itself and asks them first, the
//! machine need not reach the internet, and a file of the whole published list makes an answer a
//! matter of microseconds. A host of its own gives the answer in `facts`; until it does, the
//! verdict is `undecided`. Who trusts a remote service alone, and would rather let a password pass
//! than turn people away while it is down, writes `accept`; the report then says `unavailable`.
//!
//! # Why does `context` compare the whole password, and why is there no `common`?
//!
//! NIST SP 800-63B-4 (3.1.1.2) counts the name of the service, the user name and what is derived
//! from them among what a blocklist holds, and asks that the entire password is compared and not the
//! words in it; ASVS 5.0 (6.2.11) asks for such a list too. So `preset:default` has `context` with
//! `match: whole`: the address of an account or the name of its service is no password, in any case,
//! backwards or with signs for letters, and a long passphrase with a name in it is one. `contained`
//! is for shorter passwords. `common` would add nothing: what it knows is in every list that
//! `breached` asks.
//!
//! # Why is `min_count` one?
//!
//! ASVS asks whether a password was breached, not how often. A higher count is for whoever finds
//! that long passphrases of the list are refused too often.
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
//!
//! # Why Argon2id with 19 MiB and two passes?
//!
//! It is the middle one of the settings that the OWASP Password Storage Cheat Sheet calls equal, and
//! the floor of `password.hashing`: a policy has at least 47104 KiB with one pass, 19456 with two,
//! 12288 with three, 9216 with four or 7168 with five. Less is a problem of the document, more is
//! welcome. A hash takes about 17 ms natively and 30 ms in the component.
//!
//! # When is a password hashed anew?
//!
//! `password.verify` answers `rehash` with the reasons where a matching hash has another algorithm or
//! version, less memory, fewer passes, a shorter salt or a shorter tag than the policy asks for.
//! Members are compared one by one: more memory does not make up for fewer passes, because a policy
//! says exactly what it wants. Fewer lanes are no reason: they change how long a hash takes, not
//! what a guess costs. A mismatch never asks for anything.
//!
//! # Why may a stored hash cost at most 256 MiB?
//!
//! The string names its own cost, and whoever can write one row of a database could otherwise stop a
//! server. 256 MiB and about a second of work hold every default that libraries have had; what is
//! dearer is verified only where the policy's own hashes are as dear.
//!
//! # Why is a hash of the text as typed matched only where it is asked for?
//!
//! A password is hashed in normalisation form C, so that it can be typed on every device. A system
//! that did not normalise has stored hashes of what was typed. With `raw` they match too, at the
//! price of a second hash for a wrong password that is not in form C, and `rehash` says `text`.
