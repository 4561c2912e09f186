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
//!
//! # Why does an account lock after five failures, for half a minute, and then for longer?
//!
//! NIST SP 800-63B-4 allows a hundred failures in a row, ASVS 5.0 (6.3.1) asks that guessing is
//! slowed down. Five leaves room for mistyping. A lock that stays until somebody ends it would be a
//! way to shut anybody out who has a known name; a short one costs the holder little, and one that
//! doubles with each further failure up to a quarter of an hour leaves whoever guesses about a
//! hundred attempts a day. After a day without a failure all of it is forgotten. PCI DSS (8.3.4)
//! asks for half an hour at once: write `lock` as `30m` where it applies. Products that lock
//! otherwise have presets.
//!
//! # Why is an attempt reserved before the password is verified?
//!
//! Otherwise a hundred attempts that arrive at once would all be verified before the first failure
//! is counted. A reservation counts as a failure until its outcome is told, so that a limit of N is
//! N guesses, however they arrive. One whose outcome never comes is void, because the host answers
//! nobody before it has told the outcome; a host that cannot promise that writes `abandoned` as
//! `failure`.
//!
//! # Why is every refusal the same to a stranger?
//!
//! A name that is unknown, a wrong password and a lock are told apart only by whoever may know:
//! ASVS 5.0 (6.3.8) asks that nobody finds out by signing in, registering or forgetting a password
//! which accounts there are. So `sign_in.disclosure` is `uniform`: an unknown name costs the same
//! hash as a known one, and the reason stands in `internal` and in the activity log. Products that
//! show until when an account is locked have `documented` in their presets.
//!
//! # Why does a new password not end a lock?
//!
//! Whoever reads somebody's mail would have as many guesses at the second step as they like, and the
//! lock of an administrator would be worth as much as a mailbox. A new password by a link ends a
//! lock where `lockout.unlock` names `self-by-mail`; nobody is named by default but those who know
//! whom they unlock: support, and for members their administrators as well. An administrator is
//! unlocked by support alone, not by another administrator. A password that an administrator sets
//! leaves every lock as it is.
//!
//! # Why does a lock not end sessions?
//!
//! Anybody could then sign out somebody else by guessing wrong. A session was opened by somebody who
//! proved who they are; `lockout.end_sessions` is for those who prefer it otherwise.
//!
//! # Why does a session in a browser live for a day, and for an hour without use?
//!
//! That is what NIST SP 800-63B-4 suggests for its second level of assurance. Applications on a
//! telephone or a desktop live for thirty days: the device itself is locked. Limits are half-open:
//! at the millisecond at which one ends, the session has ended.
//!
//! # Why does a change of a password or of a factor end every other session?
//!
//! It is what somebody does who fears that another one is signed in (ASVS 5.0, 7.4.3).
//!
//! # Why does only a right code clear the count of wrong ones?
//!
//! If another code could be asked for and the count began anew, six digits would be guessed in the
//! end. Neither a new code nor a new sign-in clears the count; five wrong codes lock the factor for
//! a quarter of an hour (ASVS 5.0, 6.6.3).
//!
//! # Why are backup codes told once?
//!
//! They are kept as keyed hashes (ASVS 5.0, 6.5.2), so that a stolen table holds none. Who lost the
//! list makes a new set, which replaces the old one at once. `storage: sealed` is for products that
//! show the codes again.
//!
//! # Why does a trusted browser stay trusted no longer than its factor is the same?
//!
//! Its cookie stands for a second factor that was shown. When the password or the factor changes, or
//! the policy's `second_factor`, it stands for something that no longer holds. Its time runs from
//! when the factor was shown and is not prolonged by use.
