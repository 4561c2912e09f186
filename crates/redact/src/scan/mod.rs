//! One pass over a text: runs of letters and digits, and whatever each of them may be.
//!
//! **The same result for every way to cut a text.** What is decided of a place depends on at most
//! [`AHEAD`] bytes after it and [`BEHIND`] before it; where those are not there yet, nothing is decided.

mod ask;
mod best;
mod block;
mod class;
mod decide;
pub(crate) mod decimal;
mod says;
mod time;

use std::cell::Cell;

pub(crate) use self::{ask::is_joined, time::is_time};
use self::{
    ask::{ALONE, FOLLOWED},
    best::Best,
    block::{Block, Item},
    class::class,
    time::clock,
};
use crate::{
    context::Kinds,
    custom::Custom,
    kind::{Class, Rank, Trigger},
    kinds::email_address::is_local,
    known::{Known, Told},
    plan::Plan,
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
        } else if from > self.window.floor && class(self.window.before(from)) != 0 {
            // The rest of a run that was held back: what it may be is decided already.
            at = self.window.span(from, usize::MAX, |byte| class(byte) != 0);
        }
        let mut done = at;
        let quiet = self.known.is_empty() && self.custom.is_empty();
        'blocks: loop {
            let mut block = Block::read(&self.window, at);
            if !quiet {
                block.all();
            }
            while let Some(place) = block.next() {
                let end = at + place as usize;
                if block.is_end(place) && !self.is_asked_by_end(end) {
                    done = end;
                    continue;
                }
                let Item { first, flags, length } = block.at(place);
                let start = at + first;
                let run = Run { end: start + length, start };
                let asked = if flags == 0 { FOLLOWED } else { self.asked(run, flags) };
                // Most runs are nothing.
                if asked & !ALONE != 0 || !quiet {
                    if let Some(next) = self.visit(from, done, run, (flags, asked)) {
                        return next;
                    }
                    if quiet && length == 4 {
                        let clock = clock(&self.window, start);
                        if clock != 0 && !block.pass(first + clock) {
                            (at, done) = (start + clock, start + clock);
                            continue 'blocks;
                        }
                    }
                }
                done = run.end.max(start + 1);
            }
            at += block.length;
            if block.length == 0 && at < bytes.len() {
                let (run, flags) = self.whole(at);
                let asked = self.asked(run, flags);
                if let Some(next) = self.visit(from, done, run, (flags, asked)) {
                    return next;
                }
                (at, done) = (run.end, run.end);
            }
            if at >= bytes.len() {
                return self.ended(done, self.held(bytes.len()));
            }
        }
    }

    /// What comes of a run, or of an at-sign alone, where nothing before it is anything.
    fn visit(
        &mut self,
        from: usize,
        done: usize,
        run: Run,
        (flags, asked): (u8, u8),
    ) -> Option<Next> {
        let Run { end, start } = run;
        let mut best = Best::Nothing;
        if flags == 0 || end - start > AHEAD || self.window.is_open(end + 1) {
            if let Some(next) = self.edge(from, run, flags, &mut best) {
                return Some(next);
            }
        } else {
            self.decide(run, flags, asked, &mut best);
        }
        if !self.known.is_empty() {
            let reach = Run { end: end.max(start + 1), start };
            let held;
            (best, held) = self.with_known(done, reach, best);
            if matches!(best, Best::More) {
                return Some(Next::Clean(self.held(held)));
            }
        }
        match best {
            Best::Hit(hit) => Some(Next::Hit(hit)),
            Best::More => Some(Next::Clean(self.held(start))),
            Best::Nothing => None,
        }
    }

    /// What an at-sign alone may be, or a run that is long or may go on.
    #[cold]
    fn edge(&mut self, from: usize, run: Run, flags: u8, best: &mut Best) -> Option<Next> {
        let Run { end, start } = run;
        if flags == 0 {
            self.sign(start, best);
        } else if end - start <= AHEAD {
            return Some(Next::Clean(self.held(start)));
        } else if self.window.is_open(end) {
            return Some(self.long(from, run));
        } else {
            self.tokens(run, best);
            self.at(Trigger::AtSign, run, best);
        }
        None
    }

    /// A run that is longer than a block, and what it has.
    fn whole(&self, start: usize) -> (Run, u8) {
        let end = self.window.span(start, usize::MAX, |byte| class(byte) != 0);
        let flags = self.window.of(start, end).iter().fold(0, |flags, byte| flags | class(*byte));
        (Run { end, start }, flags)
    }

    /// What is known, before a run or in it, beside what the run may be; and from where on nothing is decided
    /// where more must be there.
    fn with_known(&self, from: usize, run: Run, best: Best) -> (Best, usize) {
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
        let end = self.window.span(from, usize::MAX, |byte| class(byte) != 0);
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

/// The first of the numbers that stand for values that are known, where others stand for kinds.
pub(crate) const KNOWN: usize = 1 << 16;
