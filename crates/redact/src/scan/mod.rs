//! One pass over a text: runs of letters and digits, and whatever each of them may be.
//!
//! **The same result for every way to cut a text.** What is decided of a place depends on at most
//! [`AHEAD`] bytes after it and [`BEHIND`] before it; where those are not there yet, nothing is decided.

mod best;
mod class;
mod decide;
pub(crate) mod decimal;

use std::cell::Cell;

use self::{
    best::Best,
    class::{DIGIT, UNDER, UPPER, WORD, class},
};

use crate::{
    context::Kinds,
    custom::Custom,
    kind::{Class, Rank, Trigger},
    kinds::email_address::is_local,
    known::{Known, Told},
    plan::Plan,
    prose,
    rules::Rules,
    window::{AHEAD, BEHIND, Rest, Run, Window},
};

/// Where a scan is between two pieces of a text.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct State {
    /// Whether a run is being skipped that is longer than anything that is looked for.
    in_run: bool,
}

/// Something that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) end: usize,
    pub(crate) kind: usize,
    pub(crate) rank: Rank,
    pub(crate) rest: Rest,
    pub(crate) start: usize,
}

impl Hit {
    /// Whether it goes at least as far as another one from the same place.
    fn covers(&self, other: &Self) -> bool {
        match (self.rest, other.rest) {
            (Rest::Whole, Rest::Whole) => self.end >= other.end,
            (rest, _) => rest != Rest::Whole,
        }
    }
}

/// What a scan came to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Next {
    /// Everything up to here is decided, and nothing is there; more of the text may go on.
    Clean(usize),
    /// The next thing that is there; everything before it is decided.
    Hit(Hit),
}

/// One scan of what is there of a text.
pub(crate) struct Scan<'s> {
    /// Kinds that the key of this text speaks of.
    pub(crate) context: Kinds,
    custom: &'s [Custom],
    known: &'s Known,
    rules: &'s Rules,
    /// The place whose context was asked for last, plus one, and what it says.
    said: Cell<(usize, Kinds)>,
    pub(crate) state: State,
    pub(crate) window: Window<'s>,
}

impl<'s> Scan<'s> {
    pub(crate) fn new(
        plan: &'s Plan,
        known: &'s Known,
        context: Kinds,
        state: State,
        window: Window<'s>,
    ) -> Self {
        let (custom, rules) = (&plan.custom, &plan.rules);
        Self { context, custom, known, rules, said: Cell::new((0, 0)), state, window }
    }

    /// Finds what comes next from a place on.
    pub(crate) fn next(&mut self, from: usize) -> Next {
        let bytes = self.window.bytes;
        let mut at = from;
        if self.state.in_run {
            match self.rest_of_run(from) {
                Ok(end) => at = end,
                Err(next) => return next,
            }
        } else if from > self.window.floor && class(self.window.before(from)) & WORD != 0 {
            // The rest of a run that was held back: what it may be is decided already.
            at = self.window.span(from, usize::MAX, |byte| class(byte) & WORD != 0);
        }
        loop {
            let ahead = bytes.get(at..).unwrap_or_default();
            let Some(skipped) = ahead.iter().position(|byte| class(*byte) != 0) else {
                return self.ended(at, self.held(bytes.len()));
            };
            let start = at + skipped;
            let ahead = ahead.get(skipped..).unwrap_or_default();
            let mut flags = 0;
            let length = ahead.iter().position(|byte| {
                let class = class(*byte);
                flags |= class;
                class & WORD == 0
            });
            let end = start + length.unwrap_or(ahead.len());
            let run = Run { end, start };
            let mut best = Best::Nothing;
            if end == start {
                // SIGN: nothing else has a class without being part of a run.
                let sign = Run { end: start + 1, start };
                self.sign(start, &mut best);
                match self.with_known(at, sign, best) {
                    (Best::Hit(hit), _) => return Next::Hit(hit),
                    (Best::More, held) => return Next::Clean(self.held(held)),
                    (Best::Nothing, _) => at = start + 1,
                }
                continue;
            }
            if end == bytes.len() && !self.window.last {
                return if end - start > AHEAD {
                    self.long(from, run)
                } else {
                    Next::Clean(self.held(start))
                };
            }
            if !self.is_plain(run, flags & WORD) {
                if end - start > AHEAD {
                    self.tokens(run, &mut best);
                    self.at(Trigger::AtSign, run, &mut best);
                } else {
                    self.decide(run, flags & WORD, &mut best);
                }
            } else if self.known.is_empty() {
                at = if bytes.get(end) == Some(&b' ') && self.custom.is_empty() {
                    prose::skip(bytes, end)
                } else {
                    end
                };
                continue;
            }
            match self.with_known(at, run, best) {
                (Best::Hit(hit), _) => return Next::Hit(hit),
                (Best::More, held) => return Next::Clean(self.held(held)),
                (Best::Nothing, _) => at = end,
            }
        }
    }

    /// What is known, before a run or in it, beside what the run may be; and from where on nothing is decided
    /// where more must be there.
    fn with_known(&self, from: usize, run: Run, best: Best) -> (Best, usize) {
        if self.known.is_empty() {
            return (best, run.start);
        }
        let Some((place, told)) = self.known.next(&self.window, from, run.end) else {
            return (best, run.start);
        };
        match told {
            Told::More => (Best::More, place.min(run.start)),
            Told::Not => (best, run.start),
            Told::Ends(value, end) => {
                let kind = KNOWN + value;
                let known = Hit {
                    end,
                    kind,
                    rank: Rank::of(Class::Certain, true),
                    rest: Rest::Whole,
                    start: place,
                };
                // What begins first is first, as nothing that is taken is looked at again.
                match best {
                    // An address may begin before the run that stands before its at-sign.
                    Best::More if place >= self.held(run.start) => (Best::More, run.start),
                    Best::Hit(hit) if hit.start <= place => (Best::Hit(hit), run.start),
                    _ => (Best::Hit(known), run.start),
                }
            }
        }
    }

    /// Nothing more comes: what may still be the beginning of something known is held back.
    fn ended(&self, from: usize, held: usize) -> Next {
        let found = if self.known.is_empty() {
            None
        } else {
            self.known.next(&self.window, from, self.window.bytes.len())
        };
        match found {
            Some((place, Told::Ends(value, end))) => {
                let rank = Rank::of(Class::Certain, true);
                Next::Hit(Hit { end, kind: KNOWN + value, rank, rest: Rest::Whole, start: place })
            }
            Some((place, Told::More)) => Next::Clean(self.held(place).min(held)),
            _ => Next::Clean(held),
        }
    }

    /// What an at-sign makes that no run stands before: a name may end with a letter beyond ASCII.
    fn sign(&self, at: usize, best: &mut Best) {
        let before = self.window.before(at);
        if class(before) == 0 && is_local(before) {
            self.at(Trigger::AtSign, Run { end: at, start: at }, best);
        }
    }

    /// Whether a run is like most: nothing begins with it, whatever comes after it.
    fn is_plain(&self, run: Run, flags: u8) -> bool {
        let Run { end, start } = run;
        let around = self.window.bytes.get(start.wrapping_sub(2)..end + 2);
        let Some([further, before, word @ .., next, after]) = around else { return false };
        let (further, before, next, after, length) = (*further, *before, *next, *after, word.len());
        if !self.custom.is_empty() || length > AHEAD {
            return false;
        }
        let joined = goes_with(further, before) && is_joined(&self.window, start);
        let quiet = match next {
            b' ' => !matches!(after, b'=' | b':'),
            b'@' => false,
            // A name ends with a quotation mark that a colon follows; other strings do so too.
            b'"' | b'\'' => {
                let ends = !matches!(after, b':' | b' ' | b'=' | b']');
                (ends && flags & (DIGIT | UNDER) == 0 && length < LONG && before != b'-')
                    || !self.rules.is_name(&self.window, run)
            }
            b'\\' | b']' | b'=' => !self.rules.is_name(&self.window, run),
            b':' => {
                after != b'/'
                    && (length > 4 || self.is_in_time(start))
                    && !self.rules.is_name(&self.window, run)
            }
            b'-' | b'.' => joined || !matches!(length, 2 | 4) || !after.is_ascii_hexdigit(),
            _ => true,
        };
        if !quiet || (before == b':' && further == b':' && length <= 4) {
            return false;
        }
        let may_be_token = length >= LONG
            || flags & UNDER != 0
            || before == b'-'
            || matches!(next, b'-' | b'.' | b'<');
        let first = word.first().copied().unwrap_or(0);
        if may_be_token && self.rules.starting(first, length, next) != 0 {
            return false;
        }
        if flags & DIGIT == 0 {
            // Letters may be the first group of a number.
            return !after.is_ascii_digit()
                || !may_begin(length, flags)
                || !matches!(next, b' ' | b'-' | b'.');
        }
        if joined {
            return before != b'-' || !further.is_ascii_uppercase();
        }
        length < 4
            && !matches!(before, b'+' | b'(' | b'-')
            && self.is_alone(run) == Some(true)
            && !self.rules.index.first(first, length).is_single
    }

    /// Whether a single colon stands before a place, and nothing has taken it: no address begins there.
    fn is_in_time(&self, start: usize) -> bool {
        start > self.window.floor
            && self.window.before(start) == b':'
            && self.window.before(start - 1) != b':'
    }

    /// A run that is longer than anything that is looked for, and does not end yet.
    fn long(&mut self, from: usize, run: Run) -> Next {
        let mut best = Best::Nothing;
        self.tokens(run, &mut best);
        if let Best::Hit(hit) = best {
            return Next::Hit(hit);
        }
        self.state.in_run = true;
        Next::Clean(run.end.saturating_sub(BEHIND).max(from))
    }

    /// The end of such a run, and an address of which it is the first part.
    fn rest_of_run(&mut self, from: usize) -> Result<usize, Next> {
        let end = self.window.span(from, usize::MAX, |byte| class(byte) & WORD != 0);
        if self.window.is_open(end) {
            return Err(Next::Clean(end.saturating_sub(BEHIND).max(from)));
        }
        let mut best = Best::Nothing;
        self.at(Trigger::AtSign, Run { end, start: end.saturating_sub(1) }, &mut best);
        match best {
            Best::Hit(hit) => {
                self.state.in_run = false;
                Err(Next::Hit(hit))
            }
            Best::More => Err(Next::Clean(end.saturating_sub(BEHIND).max(from))),
            Best::Nothing => {
                self.state.in_run = false;
                Ok(end)
            }
        }
    }

    /// Up to where nothing can belong to what comes later: an address may begin before the run that
    /// stands before its at-sign, and a number with a bracket or with colons.
    fn held(&self, place: usize) -> usize {
        if self.window.last {
            return place;
        }
        self.window.back(place, BEHIND, |byte| is_local(byte) || matches!(byte, b'(' | b':'))
    }
}

/// Whether letters may be the first group of a number: `DE`, and small ones too where they are one or two,
/// as in `de 136 695 976`.
const fn may_begin(length: usize, flags: u8) -> bool {
    flags & (DIGIT | UNDER) == 0 && (length <= 2 || (length <= 4 && flags == UPPER))
}

/// Whether a run goes on with what stands before it: a part of an identifier or of a version. A comma is a
/// question of its own, see [`decimal`].
pub(crate) fn is_joined(window: &Window<'_>, start: usize) -> bool {
    // What is taken has a label in its place, with which nothing goes on.
    let further =
        if start == window.taken + 1 { 0 } else { window.before(start.saturating_sub(1)) };
    goes_with(further, window.before(start))
}

/// Whether what follows two bytes goes on with them.
const fn goes_with(further: u8, before: u8) -> bool {
    match before {
        b'-' => further.is_ascii_alphanumeric(),
        b'.' => further.is_ascii_digit(),
        b'@' => true,
        _ => false,
    }
}

/// Whether a date and a time begin at a place, as those of logs do: `2025-03-04T`.
pub(crate) fn is_time(window: &Window<'_>, start: usize) -> bool {
    let text = window.of(start, start + 11);
    let fits =
        |(byte, wanted): (&u8, &u8)| byte == wanted || (*wanted == b'9' && byte.is_ascii_digit());
    text.len() == 11 && text.iter().zip(b"9999-99-99T").all(fits)
}

/// The first of the numbers that stand for values that are known, where others stand for kinds.
pub(crate) const KNOWN: usize = 1 << 16;
/// Fewest characters of a token that has no prefix of its own.
const LONG: usize = 16;
