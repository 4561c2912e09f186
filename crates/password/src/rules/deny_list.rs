//! `deny-list`: the password is made of none of the organisation's own words.
//!
//! # Why
//! Names of products, places and teams are what whoever guesses an organisation's passwords tries
//! first, and no public list has them. The words are the organisation's own: no form and no report
//! holds them, so a page shows this rule undecided and the server decides.
//!
//! # Comparing
//! The case is always folded. `contained` refuses a password in which a word stands, `whole` one
//! that is a word; `reversed` looks for words backwards too, `leet` reads digits and signs as
//! letters. An empty word is passed over.
//!
//! `scored` counts as Microsoft Entra publishes it: each word that is found gives one point, each
//! other character one, and fewer than `points` are refused: with `contoso` and `blank`,
//! `C0ntos0Blank12` has 4 and `ContoS0Bl@nkf9!` 5. A password that is one edit away from a word is
//! taken for it. Parts of the account of three characters and more are words too; Entra refuses some
//! passwords for a name alone, which is the rule `context`.
//!
//! # Bound
//! The characters of all words times the characters of the password, divided by 64: ten thousand
//! words and a password of 4,096 bytes take milliseconds.

use wicketgate_core::{
    Code,
    field::{Default, Direction, Field},
};

use crate::{Candidate, Finding, Options, Rule, word::folded};
#[cfg(feature = "policy")]
use crate::{
    Change,
    edit::is_near,
    places::Places,
    score::Score,
    word::{Parts, letters},
};

/// Options for `deny-list`.
pub struct DenyList {
    /// Whether digits and signs are read as letters.
    pub leet: bool,
    /// How words are looked for.
    pub r#match: &'static str,
    /// Fewest points of a password that is accepted, where it is `scored`.
    pub points: u32,
    /// Whether words are looked for backwards too.
    pub reversed: bool,
    /// The words.
    pub words: Vec<Vec<char>>,
}

#[cfg(feature = "policy")]
impl DenyList {
    fn judge(&self, candidate: &Candidate<'_>) -> Finding {
        let text = candidate.folded();
        let places = Places::new(&text, self.leet);
        if self.r#match != "scored" {
            return Finding::plain(!self.stands(&places), REMOVE);
        }
        let actual = self.points(candidate, &text, &places);
        let missing = self.points.saturating_sub(actual);
        Finding::new(actual >= self.points, actual, ADD.times(missing))
    }

    fn points(&self, candidate: &Candidate<'_>, text: &[char], places: &Places) -> u32 {
        let (mut score, mut found) = (Score::new(places), Vec::new());
        let mut add = |word: &mut dyn Iterator<Item = char>| {
            if let Some(length) = places.find(word, &mut found) {
                score.add(length, &found);
            }
        };
        let mut is_near_word = false;
        for word in &self.words {
            add(&mut word.iter().copied());
            if self.reversed {
                add(&mut word.iter().rev().copied());
            }
            is_near_word |= is_near(text, word, |given, read| {
                given == read || self.leet && letters(given).contains(read)
            });
        }
        let parts = Parts { min: SHORTEST, of: Parts::FIELDS, split: true };
        parts.visit(&candidate.context().account, &mut |_, part| add(&mut part.iter().copied()));
        score.points(if is_near_word { 1 } else { self.points })
    }

    fn stands(&self, places: &Places) -> bool {
        let place = if self.r#match == "whole" { "whole" } else { "" };
        let mut found = Vec::new();
        self.words.iter().any(|word| {
            let word = word.iter().copied();
            places.stands(&mut word.clone(), place, &mut found)
                || self.reversed && places.stands(&mut word.rev(), place, &mut found)
        })
    }
}

/// A page's build has no use for the words, which no form document holds.
#[cfg(not(feature = "policy"))]
impl DenyList {
    fn judge(&self, _: &Candidate<'_>) -> Finding {
        Finding::undecided().with("because", crate::Detail::Name("not-in-this-build"))
    }
}

impl Rule for DenyList {
    const CODE: Code = Code::new("deny-list");
    const MESSAGE: &'static str = "use no word that is not allowed here";
    const OPTIONS: &'static [Field] = &[
        Field::texts("words", 10_000, 256).private().stricter(Direction::More),
        Field::choice("match", &["contained", "whole", "scored"]).or(Default::Choice("contained")),
        Field::integer("points", 1, 32).or(Default::Integer(5)).stricter(Direction::Higher),
        Field::flag("reversed").or(Default::Flag(false)).stricter(Direction::Higher),
        Field::flag("leet").or(Default::Flag(true)).stricter(Direction::Higher),
    ];
    const ORDER: u16 = 310;

    fn parse(options: &mut Options<'_>) -> Self {
        let words = options.texts("words").iter().filter(|word| !word.is_empty());
        Self {
            leet: options.flag("leet"),
            r#match: options.choice("match"),
            points: options.integer("points"),
            reversed: options.flag("reversed"),
            words: words.map(|word| folded(word)).collect(),
        }
    }

    fn check(&self, candidate: &Candidate<'_>) -> Finding {
        self.judge(candidate)
    }
}

#[cfg(feature = "policy")]
/// Shortest part of an account that gives a point of its own.
const SHORTEST: usize = 3;

#[cfg(feature = "policy")]
const ADD: Change =
    Change::new("add-other-characters", "{count} more other {count|character|characters}");
#[cfg(feature = "policy")]
const REMOVE: Change = Change::new("remove-words", "leave out words that are not allowed");
