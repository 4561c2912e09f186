//! Threats, and what stops them.
//!
//! | an attacker | what stops it |
//! |---|---|
//! | reads passwords from logs, errors or metrics | [`Secret`](crate::Secret) has no `Display`; a report holds counts, never text; a problem in a request names the kind of value, never the value; hosts log no bodies |
//! | escapes the module | it imports nothing: no clock, file, network or random source to reach |
//! | stalls it with a long password, a deep document, many keys | sizes and nesting are bounded; no document costs more than its size; no rule is worse than linear in the password; hosts set a deadline and a memory cap |
//! | bloats an answer | at most 100 problems and a word that there are more, each name shortened to 64 characters; at most 4 KiB of a message |
//! | sends text that two readers understand differently | duplicate keys, unknown members and halves of surrogate pairs are errors; nothing is replaced |
//! | tampers with the engine file | a host verifies SHA-256, and loads native code only if it made it |
//! | relies on an old page | a rule that a page does not know is undecided there, and the server decides |
//! | loosens the organisation's policy in a group's | `locked` names what a later layer may only make stricter |
//!
//! # What this does not stop
//!
//! A page's verdict is a courtesy: whoever controls the browser controls it. The server asks the
//! same code again and is the authority. Nothing here limits how often a password is tried; that
//! is the account's part of a policy.
