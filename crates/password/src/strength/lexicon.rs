//! Every word that is known: those of the lists, and those of the account.

use std::ops::Range;

use super::words::{Place, Word};

/// The lists, and the words that the caller names: those of the account.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Lower-case words, sorted, each once, and their ranks.
    own: Vec<(Vec<char>, u32)>,
}

/// A place among the words of both kinds.
#[derive(Clone, Debug)]
pub(super) struct Node {
    depth: usize,
    listed: Option<Place>,
    own: Range<usize>,
}

impl Lexicon {
    /// A lexicon with the words of an account, the most telling first.
    ///
    /// A word that is given twice has the later rank, as in zxcvbn.
    pub(super) fn new(words: &[&str]) -> Self {
        let words = words.iter().take(MOST_WORDS);
        let mut own: Vec<(Vec<char>, u32)> = words
            .zip(1..)
            .map(|(word, rank)| (word.to_lowercase().chars().collect(), rank))
            .collect();
        own.sort_unstable_by(|(a, rank), (b, other)| a.cmp(b).then(other.cmp(rank)));
        own.dedup_by(|(later, _), (earlier, _)| later == earlier);
        Self { own }
    }

    /// Where every search begins.
    pub(super) fn root(&self) -> Node {
        Node { depth: 0, listed: Some(Place::default()), own: 0..self.own.len() }
    }

    /// The place one letter further; nothing where no word goes on like that.
    pub(super) fn step(&self, node: &Node, letter: char) -> Option<Node> {
        let listed = node.listed.and_then(|place| place.step(letter));
        let own = self.narrow(node, letter);
        let is_dead = listed.is_none() && own.is_empty();
        (!is_dead).then(|| Node { depth: node.depth.saturating_add(1), listed, own })
    }

    /// The words that end here: at most one of the lists, and one of the account.
    pub(super) fn words(&self, node: &Node) -> impl Iterator<Item = Word> + use<> {
        let listed = node.listed.and_then(Place::word);
        let own = self.own.get(node.own.start).filter(|_| !node.own.is_empty());
        let own = own.filter(|(word, _)| word.len() == node.depth);
        let own = own.map(|(_, rank)| Word { list: OWN, twice: rank.saturating_mul(2) });
        listed.into_iter().chain(own)
    }

    fn narrow(&self, node: &Node, letter: char) -> Range<usize> {
        let Some(words) = self.own.get(node.own.clone()) else { return 0..0 };
        // A word that ends here sorts before those that go on.
        let at = |(word, _): &(Vec<char>, u32)| word.get(node.depth).copied();
        let below = words.partition_point(|word| at(word) < Some(letter));
        let through = words.partition_point(|word| at(word) <= Some(letter));
        node.own.start.saturating_add(below)..node.own.start.saturating_add(through)
    }
}

/// What the words of the account are called.
pub(super) const OWN: &str = "account";

/// Most words of an account that are looked for.
const MOST_WORDS: usize = 256;
