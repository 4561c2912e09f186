//! Unicode normalisation form C.
//!
//! Most texts are in that form, and most characters take no part in it: a text is copied only from
//! where something may change, and a character that starts a sequence is decomposed only if something
//! follows that could join it.

use std::{borrow::Cow, mem, ops::Range};

use super::canonical::{Class, compose, decompose, settled};

/// Normalises `text` to Unicode normalisation form C; borrowed when it is in that form.
///
/// The time is proportional to the length, for every text.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.bytes().all(|byte| byte < FIRST_LEAD) {
        return Cow::Borrowed(text);
    }
    let Some(start) = first_unsettled(text) else {
        return Cow::Borrowed(text);
    };
    let normal = Composer::normalise(text, start);
    if normal == text { Cow::Borrowed(text) } else { Cow::Owned(normal) }
}

/// Where the sequence begins that has the first unsettled character; nothing if all are settled.
fn first_unsettled(text: &str) -> Option<usize> {
    let mut script = Script::default();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !script.is_settled(c) {
            return Some(start);
        }
        start = at;
    }
    None
}

/// Remembers what is settled around the last character: most texts stay in one script.
#[derive(Default)]
struct Script {
    settled: Range<u32>,
}

impl Script {
    fn is_settled(&mut self, c: char) -> bool {
        if c < FIRST || self.settled.contains(&c.into()) {
            return true;
        }
        match settled(c) {
            Some(settled) => {
                self.settled = settled;
                true
            }
            None => false,
        }
    }
}

/// Puts characters together again, one sequence after the other.
struct Composer {
    normal: String,
    /// The character that starts the sequence, and has taken in what composes with it.
    starter: Option<char>,
    /// Marks that stay behind the starter.
    behind: String,
    /// The combining class of the last of those; 0 if there are none.
    last: u8,
    /// Marks not yet in canonical order, with their classes.
    marks: Vec<(u8, char)>,
}

impl Composer {
    fn normalise(text: &str, start: usize) -> String {
        let (settled, rest) = text.split_at_checked(start).unwrap_or(("", text));
        let mut normal = String::with_capacity(text.len());
        normal.push_str(settled);
        let mut composer =
            Self { normal, starter: None, behind: String::new(), last: 0, marks: Vec::new() };
        // A settled character stays whole until something unsettled follows.
        let mut whole: Option<char> = None;
        let mut script = Script::default();
        for c in rest.chars() {
            if script.is_settled(c) {
                composer.finish(whole.replace(c));
                continue;
            }
            if let Some(whole) = whole.take() {
                composer.take_apart(whole);
            }
            composer.take_apart(c);
        }
        composer.finish(whole);
        composer.normal
    }

    /// Adds the full decomposition of `c`.
    fn take_apart(&mut self, c: char) {
        let class = Class::of(c);
        let Some((first, second)) = decompose(c, class) else {
            return self.add(c, class);
        };
        self.take_apart(first);
        if let Some(second) = second {
            self.take_apart(second);
        }
    }

    /// Adds a character that does not decompose.
    fn add(&mut self, c: char, class: Class) {
        if let Class::Mark(class) = class {
            return self.marks.push((class, c));
        }
        self.order();
        self.join(c, 0);
    }

    /// Joins the collected marks in canonical order: by class, and within a class as they came.
    fn order(&mut self) {
        let mut marks = mem::take(&mut self.marks);
        let mut done = 0;
        // SECURITY: one pass for each class that occurs, of which there are less than 60, is linear; a
        // long run of marks would make an insertion sort quadratic.
        while let Some(class) = marks.iter().map(|mark| mark.0).filter(|class| *class > done).min()
        {
            for &(_, mark) in marks.iter().filter(|mark| mark.0 == class) {
                self.join(mark, class);
            }
            done = class;
        }
        marks.clear();
        self.marks = marks;
    }

    /// Adds the next character in canonical order; `class` is 0 for a starter.
    fn join(&mut self, c: char, class: u8) {
        // Only what has nothing of the same or a higher class before it reaches the starter.
        let reaches = self.behind.is_empty() || self.last < class;
        let composite = self.starter.filter(|_| reaches).and_then(|starter| compose(starter, c));
        if composite.is_some() {
            self.starter = composite;
        } else if class == 0 {
            self.close();
            self.starter = Some(c);
        } else {
            self.behind.push(c);
            self.last = class;
        }
    }

    /// Ends the sequence, and adds a character that is one by itself.
    fn finish(&mut self, whole: Option<char>) {
        self.order();
        self.close();
        self.normal.extend(whole);
    }

    fn close(&mut self) {
        self.normal.extend(self.starter.take());
        self.normal.push_str(&self.behind);
        self.behind.clear();
        self.last = 0;
    }
}

/// Most code points that NFC makes of one UTF-16 unit, counting those that are ASCII as one each.
///
/// U+FB2C becomes three. A few Greek letters are four when decomposed, but their first mark always
/// composes again, or a mark that takes a unit of its own composes in its place; so in any text
/// `n` code points, of which `a` are ASCII, come from `a + (n - a) / 3` units at least.
pub const MOST_OF_ONE_UNIT: u32 = 3;

/// Everything below is in normalisation form C whatever surrounds it.
const FIRST: char = '\u{300}';
/// What the UTF-8 of `FIRST` begins with; the bytes of everything below are lower.
const FIRST_LEAD: u8 = 0xCC;
