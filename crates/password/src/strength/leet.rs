//! Words whose letters are replaced by characters that look like them: p4ssw0rd.
//!
//! zxcvbn lists every way to read all replacements of a password at once, and searches all words in
//! each reading: with every replacement in a password that is more than a thousand searches. Here
//! the readings branch only where a replacement stands and only as far as words go, and what a word
//! reads is kept only if some reading of the whole password says so.

use super::{
    Pattern,
    dictionary::{guesses, lower},
    lexicon::{Lexicon, Node},
    matching::Found,
    variation::mixed,
};

/// Every word of two characters or more with a replacement in it.
pub(super) fn find(password: &[char], lexicon: &Lexicon, found: &mut Vec<Found>) {
    let readings = Readings::new(password);
    let text = lower(password);
    // A word that begins after the last replacement has none.
    let last = text.iter().rposition(|character| readings.code(*character).is_some());
    for start in 0..last.map_or(0, |last| last.saturating_add(1)) {
        let search = Search { lexicon, password, readings: &readings, start, text: &text };
        search.run(found);
    }
}

struct Search<'s> {
    lexicon: &'s Lexicon,
    password: &'s [char],
    readings: &'s Readings,
    start: usize,
    text: &'s [char],
}

/// A part of a word, and how its replacements are read.
struct Branch {
    end: usize,
    node: Node,
    reading: Reading,
}

impl Search<'_> {
    fn run(&self, found: &mut Vec<Found>) {
        let root = Branch { end: self.start, node: self.lexicon.root(), reading: EMPTY };
        // A list of what is left to do, not a recursion: words of an account may be long.
        let mut branches = vec![root];
        while let Some(branch) = branches.pop() {
            let Some(&character) = self.text.get(branch.end) else { continue };
            let go = |letter, reading| {
                let node = self.lexicon.step(&branch.node, letter)?;
                Some(Branch { end: branch.end.saturating_add(1), node, reading })
            };
            let first = branches.len();
            match self.readings.code(character) {
                None => branches.extend(go(character, branch.reading)),
                Some(code) => {
                    let ways = self.readings.ways(branch.reading, code);
                    branches.extend(
                        ways.filter_map(|(letter, reading)| {
                            go(letter.unwrap_or(character), reading)
                        }),
                    );
                }
            }
            for branch in branches.iter().skip(first) {
                self.report(branch, found);
            }
        }
    }

    fn report(&self, branch: &Branch, found: &mut Vec<Found>) {
        let token = self.password.get(self.start..branch.end).unwrap_or_default();
        if token.len() < 2 || !branch.reading.iter().any(|read| matches!(read, Read::As(_))) {
            return;
        }
        for word in self.lexicon.words(&branch.node) {
            let guesses = guesses(word, token) * ways(token, branch.reading);
            let dictionary = Pattern::dictionary(word, true, false);
            found.push(Found::new(self.start..branch.end, guesses, dictionary));
        }
    }
}

/// Ways to write a word with these replacements.
fn ways(token: &[char], reading: Reading) -> f64 {
    let token = lower(token);
    let count = |wanted: char| token.iter().filter(|character| **character == wanted).count();
    let ways = CHARACTERS.iter().zip(reading).map(|(character, read)| match read {
        // None of them is there where a letter before became two in lower case.
        Read::As(letter) if count(*character) > 0 => mixed(count(*character), count(letter)),
        _ => 1.0,
    });
    ways.product()
}

/// How one replacement is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Read {
    As(char),
    Itself,
    Unread,
}

/// How each of `CHARACTERS` is read.
type Reading = [Read; CHARACTERS.len()];

/// All readings of a password.
struct Readings {
    /// Which of `CHARACTERS` the password has.
    present: [bool; CHARACTERS.len()],
    /// Readings of the replacements that `i`, `l` and `t` contend for.
    contended: Vec<Reading>,
}

impl Readings {
    fn new(password: &[char]) -> Self {
        let present = CHARACTERS.map(|character| password.contains(&character));
        let mut readings = Self { present, contended: vec![[Read::Itself; CHARACTERS.len()]] };
        for letter in CONTENDING {
            readings.contend(letter);
        }
        readings
    }

    /// The place of a replacement that stands in the password.
    fn code(&self, character: char) -> Option<usize> {
        if character.is_ascii_lowercase() {
            return None;
        }
        let code = CHARACTERS.iter().position(|known| *known == character)?;
        self.present.get(code).is_some_and(|present| *present).then_some(code)
    }

    /// The replacements of a letter that stand in the password.
    fn of(&self, letter: char) -> impl Iterator<Item = usize> {
        let replacements = LETTERS.iter().find(|(known, _)| *known == letter);
        let replacements = replacements.map_or("", |(_, replacements)| replacements);
        replacements.chars().filter_map(|character| self.code(character))
    }

    /// Gives a contending letter each of its replacements in turn, as zxcvbn does: where another
    /// letter has it already, the letter takes it or goes without.
    fn contend(&mut self, letter: char) {
        let mut next = Vec::new();
        for code in self.of(letter) {
            for reading in &self.contended {
                let mut taken = *reading;
                if let Some(slot) = taken.get_mut(code) {
                    if *slot != Read::Itself {
                        next.push(*reading);
                    }
                    *slot = Read::As(letter);
                }
                next.push(taken);
            }
        }
        if !next.is_empty() {
            self.contended = next;
        }
    }

    /// The ways to read one more replacement after others were read; nothing reads it as itself.
    fn ways(&self, reading: Reading, code: usize) -> impl Iterator<Item = (Option<char>, Reading)> {
        let read = reading.get(code).copied().unwrap_or(Read::Itself);
        let character = CHARACTERS.get(code).copied().unwrap_or_default();
        let letters = LETTERS.iter().filter(move |(_, those)| those.contains(character));
        let all = letters.map(|(letter, _)| Read::As(*letter)).chain([Read::Itself]);
        let all = all.filter(move |way| read == Read::Unread || *way == read);
        all.filter_map(move |way| {
            let mut reading = reading;
            *reading.get_mut(code)? = way;
            let letter = match way {
                Read::As(letter) => Some(letter),
                Read::Itself | Read::Unread => None,
            };
            (read != Read::Unread || self.allow(&reading)).then_some((letter, reading))
        })
    }

    /// Whether some reading of the whole password agrees with a part of one.
    fn allow(&self, part: &Reading) -> bool {
        let agrees = |whole: &Reading| {
            let contended = CONTENDING.into_iter().flat_map(|letter| self.of(letter));
            contended.into_iter().all(|code| match part.get(code) {
                None | Some(Read::Unread) => true,
                read => read == whole.get(code),
            })
        };
        let mut free = LETTERS.iter().filter(|(letter, _)| !CONTENDING.contains(letter));
        free.all(|(letter, _)| self.is_read_once(part, *letter))
            && self.contended.iter().any(agrees)
    }

    /// Whether a letter that contends with none may have one replacement and no other.
    fn is_read_once(&self, part: &Reading, letter: char) -> bool {
        let (mut read, mut open) = (0usize, 0usize);
        for code in self.of(letter) {
            match part.get(code) {
                Some(Read::As(_)) => read = read.saturating_add(1),
                Some(Read::Unread) => open = open.saturating_add(1),
                _ => {}
            }
        }
        read == 1 || (read == 0 && (open > 0 || self.of(letter).next().is_none()))
    }
}

/// What stands for each letter.
const LETTERS: [(char, &str); 12] = [
    ('a', "4@"),
    ('b', "8"),
    ('c', "({[<"),
    ('e', "3"),
    ('g', "69"),
    ('i', "1!|"),
    ('l', "1|7"),
    ('o', "0"),
    ('s', "$5"),
    ('t', "+7"),
    ('x', "%"),
    ('z', "2"),
];

/// Every replacement.
const CHARACTERS: [char; 20] = [
    '4', '@', '8', '(', '{', '[', '<', '3', '6', '9', '1', '!', '|', '7', '0', '$', '5', '+', '%',
    '2',
];

/// The letters that share replacements.
const CONTENDING: [char; 3] = ['i', 'l', 't'];

const EMPTY: Reading = [Read::Unread; CHARACTERS.len()];
