//! `breached`: the password does not stand in a list of passwords that are known from breaches.
//!
//! # Why
//! Whoever guesses tries first what others have used. NIST SP 800-63B-4 (3.1.1.2) requires that a
//! new password is compared with a blocklist, ASVS 5.0 (6.2.12) with a set of breached ones. The
//! list is too large for a module, so the rule asks: the report's `needs` names a range, and the
//! same request with the answer in `facts` is decided.
//!
//! # Counting
//! The SHA-1 of the password's UTF-8 after NFC. An answer whose lines are not `SUFFIX:COUNT` is no
//! answer. Where nobody could answer, `on_unknown` decides and the report says `unavailable`.

use wicketgate_core::{
    Code,
    context::{Facts, Mode},
    field::{Default, Direction, Field},
    range::Hash,
};

use crate::{Candidate, Change, Detail, Finding, Options, Rule};

/// Options for `breached`.
pub struct Breached {
    /// How often a password must have been seen to be refused.
    pub min_count: u32,
    /// The verdict on a password where nobody could answer.
    pub on_unknown: &'static str,
}

impl Breached {
    fn judge(&self, hash: &Hash, rows: Option<&str>) -> Finding {
        match rows.map(|rows| hash.count_in(rows)) {
            Some(Some(count)) => {
                let holds = count < self.min_count;
                Finding::plain(holds, CHOOSE).with("count", Detail::Integer(count))
            }
            Some(None) => self.unknown().with("because", Detail::Name("malformed-answer")),
            None => self.unknown(),
        }
    }

    fn unknown(&self) -> Finding {
        Finding::plain(self.on_unknown == "accept", WAIT).with("unavailable", Detail::Flag(true))
    }
}

impl Rule for Breached {
    const CODE: Code = Code::new("breached");
    const MESSAGE: &'static str = "use a password that is not known from a breach";
    const OPTIONS: &'static [Field] = &[
        Field::choice("on_unknown", &["refuse", "accept"])
            .or(Default::Choice("refuse"))
            .stricter(Direction::Earlier),
        Field::integer("min_count", 1, u32::MAX as u64)
            .or(Default::Integer(1))
            .stricter(Direction::Lower),
    ];
    const ORDER: u16 = 400;

    fn parse(options: &mut Options<'_>) -> Self {
        Self { min_count: options.integer("min_count"), on_unknown: options.choice("on_unknown") }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        let context = candidate.context();
        // A hash of each key stroke would be work for nothing.
        if context.mode == Mode::Live && context.facts.is_none() {
            return Finding::undecided();
        }
        let hash = Hash::of(candidate.text());
        let range = hash.range();
        let answers = |facts: &&Facts| facts.range.as_bytes().eq_ignore_ascii_case(&range);
        match (context.facts.as_ref().filter(answers), context.mode) {
            (Some(facts), _) => self.judge(&hash, facts.rows.as_deref()),
            (None, Mode::Final) => Finding::needs(range),
            (None, Mode::Live) => Finding::undecided(),
        }
    }
}

const CHOOSE: Change = Change::new("choose-another", "choose another password");
const WAIT: Change = Change::new("try-later", "try again later, the list cannot be asked now");
