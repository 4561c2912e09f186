//! Keys that lie side by side: qwerty, zxcvfr, 7539514.

use super::{
    Pattern,
    matching::Found,
    variation::{choices, float, mixed},
};

/// Every longest pattern of three keys or more on each keyboard.
pub(super) fn find(password: &[char], found: &mut Vec<Found>) {
    for keyboard in &KEYBOARDS {
        let mut start = 0usize;
        while start.saturating_add(1) < password.len() {
            let rest = password.get(start..).unwrap_or_default();
            let trace = keyboard.trace(rest);
            let end = start.saturating_add(trace.keys);
            if trace.keys > 2 {
                let pattern = Pattern::Spatial {
                    graph: keyboard.name,
                    shifted: u32::try_from(trace.shifted).unwrap_or(u32::MAX),
                    turns: u32::try_from(trace.turns).unwrap_or(u32::MAX),
                };
                found.push(Found::new(start..end, keyboard.guesses(&trace), pattern));
            }
            start = end;
        }
    }
}

/// Where keys lie: rows from the top, columns from the left, two characters on each key or one.
struct Keyboard {
    name: &'static str,
    /// Characters of the unshifted keys, row by row; a space is no key.
    plain: [&'static str; 5],
    /// Characters of the same keys with shift.
    shifted: [&'static str; 5],
    /// Each row is shifted to the right against the one above, so that a key has six neighbours.
    is_slanted: bool,
}

/// A pattern from a first key on.
#[derive(Default)]
struct Trace {
    keys: usize,
    shifted: usize,
    turns: usize,
}

struct Key {
    column: i32,
    is_shifted: bool,
    row: i32,
}

impl Keyboard {
    fn trace(&self, password: &[char]) -> Trace {
        let mut trace = Trace { keys: 1, ..Trace::default() };
        let mut characters = password.iter();
        let Some(mut last) = characters.next().and_then(|first| self.key(*first)) else {
            return trace;
        };
        trace.shifted = usize::from(last.is_shifted);
        let mut direction = None;
        for character in characters {
            let Some(key) = self.key(*character) else { break };
            let Some(towards) = self.direction(&last, &key) else { break };
            if direction != Some(towards) {
                trace.turns = trace.turns.saturating_add(1);
            }
            trace.keys = trace.keys.saturating_add(1);
            trace.shifted = trace.shifted.saturating_add(key.is_shifted.into());
            direction = Some(towards);
            last = key;
        }
        trace
    }

    fn key(&self, character: char) -> Option<Key> {
        let layers = [(false, self.plain), (true, self.shifted)];
        layers.into_iter().filter(|_| character.is_ascii_graphic()).find_map(
            |(is_shifted, rows)| {
                (0..).zip(rows).find_map(|(row, keys)| {
                    let column = i32::try_from(keys.find(character)?).ok()?;
                    Some(Key { column, is_shifted, row })
                })
            },
        )
    }

    /// The neighbour of a key that another is.
    fn direction(&self, from: &Key, to: &Key) -> Option<(i32, i32)> {
        let step = (to.column.saturating_sub(from.column), to.row.saturating_sub(from.row));
        let is_near = match step {
            (0, 0) => false,
            (-1, -1) | (1, 1) => !self.is_slanted,
            (-1..=1, -1..=1) => true,
            _ => false,
        };
        is_near.then_some(step)
    }

    /// Guesses for all patterns up to this length with up to so many turns.
    fn guesses(&self, trace: &Trace) -> f64 {
        let (starts, degree) = if self.is_slanted { LETTERS } else { DIGITS };
        let powers: Vec<f64> =
            (1..=trace.turns).map(|turns| libm::pow(degree, float(turns))).collect();
        let mut guesses = 0.0;
        for length in 1..trace.keys {
            let ways = [1.0].into_iter().chain(choices(length));
            for (power, ways) in powers.iter().take(length).zip(ways) {
                guesses += ways * starts * power;
            }
            // More is not more than what has no bound.
            if guesses == f64::INFINITY {
                break;
            }
        }
        if trace.shifted > 0 {
            guesses *= mixed(trace.shifted, trace.keys.saturating_sub(trace.shifted));
        }
        guesses
    }
}

/// First keys, and neighbours of a key on average, on a keyboard with letters.
const LETTERS: (f64, f64) = (94.0, 432.0 / 94.0);
/// The same on a keypad.
const DIGITS: (f64, f64) = (15.0, 76.0 / 15.0);

const KEYBOARDS: [Keyboard; 4] = [
    Keyboard {
        name: "qwerty",
        plain: ["`1234567890-=", " qwertyuiop[]\\", " asdfghjkl;'", " zxcvbnm,./", ""],
        shifted: ["~!@#$%^&*()_+", " QWERTYUIOP{}|", " ASDFGHJKL:\"", " ZXCVBNM<>?", ""],
        is_slanted: true,
    },
    Keyboard {
        name: "dvorak",
        plain: ["`1234567890[]", " ',.pyfgcrl/=\\", " aoeuidhtns-", " ;qjkxbmwvz", ""],
        shifted: ["~!@#$%^&*(){}", " \"<>PYFGCRL?+|", " AOEUIDHTNS_", " :QJKXBMWVZ", ""],
        is_slanted: true,
    },
    Keyboard {
        name: "keypad",
        plain: [" /*-", "789+", "456", "123", " 0."],
        shifted: [""; 5],
        is_slanted: false,
    },
    Keyboard {
        name: "mac_keypad",
        plain: [" =/*", "789-", "456+", "123", " 0."],
        shifted: [""; 5],
        is_slanted: false,
    },
];
