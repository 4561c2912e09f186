//! One pass over a text: runs of letters and digits, and whatever each of them may be.
//!
//! **The same result for every way to cut a text.** What is decided of a place depends on at most
//! [`AHEAD`] bytes after it and [`BEHIND`] before it; where those are not there yet, nothing is decided.

use std::cell::Cell;

use crate::{
    context::Kinds,
    custom::{Custom, Reach},
    index::join,
    kind::{Class, Rank, Trigger},
    kinds::{KINDS, email_address::is_local},
    known::{Known, Told},
    pieces::Pieces,
    plan::Plan,
    rules::{Finder, Rules},
    window::{AHEAD, BEHIND, Found, Match, Rest, Run, Window},
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
        loop {
            let ahead = bytes.get(at..).unwrap_or_default();
            let stops = |byte: &u8| class(*byte) != 0 || *byte == b'@';
            let Some(skipped) = ahead.iter().position(stops) else {
                return self.ended(at, self.held(bytes.len()));
            };
            let start = at + skipped;
            if ahead.get(skipped) == Some(&b'@') {
                let sign = Run { end: start + 1, start };
                match self.with_known(at, sign, self.sign(start)) {
                    (Best::Hit(hit), _) => return Next::Hit(hit),
                    (Best::More, held) => return Next::Clean(self.held(held)),
                    (Best::Nothing, _) => at = start + 1,
                }
                continue;
            }
            let (mut flags, mut end) = (0, start);
            for byte in ahead.get(skipped..).unwrap_or_default() {
                let class = class(*byte);
                if class == 0 {
                    break;
                }
                flags |= class;
                end += 1;
            }
            if end == bytes.len() && !self.window.last {
                return if end - start > AHEAD {
                    self.long(from, Run { end, start })
                } else {
                    Next::Clean(self.held(start))
                };
            }
            let run = Run { end, start };
            let best = if self.is_plain(start, end, flags) {
                Best::Nothing
            } else if end - start > AHEAD {
                self.tokens(run).better(self.at(Trigger::AtSign, run))
            } else {
                self.decide(run, flags)
            };
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
        let told =
            if self.known.is_empty() { None } else { self.known.next(&self.window, from, run.end) };
        let Some((place, told)) = told else {
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
                    Best::More if place >= run.start => (Best::More, run.start),
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
    fn sign(&self, at: usize) -> Best {
        let before = self.window.before(at);
        if class(before) != 0 || !is_local(before) {
            return Best::Nothing;
        }
        self.at(Trigger::AtSign, Run { end: at, start: at })
    }

    /// Whether a run is a word like most: nothing begins with it, whatever comes after it.
    fn is_plain(&self, start: usize, end: usize, flags: u8) -> bool {
        let length = end - start;
        if flags & (DIGIT | UNDER) != 0 || length >= LONG || !self.custom.is_empty() {
            return false;
        }
        let (before, next) = (self.window.before(start), self.window.at(end));
        if matches!(before, b'-' | b':') {
            return false;
        }
        match next {
            b'@' | b':' | b'=' | b'\\' | b'<' | b']' => false,
            // A name ends with a quotation mark that a colon follows; other strings do so too.
            b'"' | b'\'' => {
                !self.window.is_open(end + 1)
                    && !matches!(self.window.at(end + 1), b':' | b' ' | b'=' | b']')
            }
            // A name, where an equals sign or a colon comes after a space.
            b' ' => {
                length > 6
                    && !self.window.is_open(end + 1)
                    && !matches!(self.window.at(end + 1), b'=' | b':')
            }
            b'-' | b'.' => length > 7,
            _ => true,
        }
    }

    /// A run that is longer than anything that is looked for, and does not end yet.
    fn long(&mut self, from: usize, run: Run) -> Next {
        if let Best::Hit(hit) = self.tokens(run) {
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
        match self.at(Trigger::AtSign, Run { end, start: end.saturating_sub(1) }) {
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

    /// The best of everything that a run may be.
    fn decide(&self, run: Run, flags: u8) -> Best {
        let (window, next) = (&self.window, self.window.at(run.end));
        let mut best = Best::Nothing;
        let length = run.end - run.start;
        match next {
            b'@' => best = best.better(self.at(Trigger::AtSign, run)),
            b':' => {
                if window.is_open(run.end + 2) {
                    return Best::More;
                }
                if window.at(run.end + 1) == b'/' && window.at(run.end + 2) == b'/' {
                    best = best.better(self.at(Trigger::Scheme, run));
                } else {
                    if length <= 4 {
                        best = best.better(self.at(Trigger::Colons, run));
                    }
                    best = best.better(self.names(run));
                }
            }
            b'-' | b'.' if matches!(length, 2 | 4) => {
                best = best.better(self.at(Trigger::Colons, run))
            }
            b'=' | b'"' | b'\'' | b'\\' | b']' => best = best.better(self.names(run)),
            b' ' => {
                if window.is_open(run.end + 1) {
                    return Best::More;
                }
                if matches!(window.at(run.end + 1), b'=' | b':') {
                    best = best.better(self.names(run));
                }
            }
            _ => {}
        }
        best = self.named(best, run);
        for (at, custom) in self.custom.iter().enumerate() {
            best = best.better(match custom.find(window, run) {
                Reach::More => Best::More,
                Reach::Not => Best::Nothing,
                Reach::Ends(end) => {
                    let rank = Rank::of(Class::Certain, true);
                    Best::Hit(Hit {
                        end,
                        kind: KINDS.len() + at,
                        rank,
                        rest: Rest::Whole,
                        start: run.start,
                    })
                }
            });
        }
        if window.before(run.start) == b':'
            && length <= 4
            && window.before(run.start.saturating_sub(1)) == b':'
        {
            best = best.better(self.at(Trigger::Colons, run));
        }
        if flags & DIGIT != 0 {
            best = best.better(self.digits(run, flags));
        } else if flags & UNDER == 0
            && (length <= 2 || (length <= 4 && flags == UPPER))
            && matches!(next, b' ' | b'-' | b'.')
        {
            // Small letters too where there are one or two: `de 136 695 976`.
            if window.is_open(run.end + 1) {
                return Best::More;
            }
            if window.at(run.end + 1).is_ascii_digit() && !is_joined(window, run.start) {
                best = best.better(self.pieces(run, false));
            }
        }
        if length >= LONG
            || flags & UNDER != 0
            || matches!(next, b'-' | b'.' | b'<')
            || window.before(run.start) == b'-'
        {
            best = best.better(self.tokens(run));
        }
        best
    }

    /// What a name found: a value that is a token of a kind of its own keeps that one's label.
    fn named(&self, best: Best, run: Run) -> Best {
        let Best::Hit(hit) = best else { return best };
        if hit.start <= run.end {
            return best;
        }
        let end = self.window.span(hit.start, AHEAD, |byte| class(byte) != 0);
        if self.window.is_open(end) {
            return Best::More;
        }
        match self.tokens(Run { end, start: hit.start }) {
            Best::Hit(token) if token.start == hit.start && token.covers(&hit) => Best::Hit(token),
            Best::More => Best::More,
            Best::Hit(_) | Best::Nothing => best,
        }
    }

    /// What begins with a run that has a digit.
    fn digits(&self, run: Run, flags: u8) -> Best {
        let before = self.window.before(run.start);
        let first = self.window.at(run.start);
        let mut best = Best::Nothing;
        // SECURITY: a part of an identifier, of a version or of a decimal number is no number of its own.
        if is_joined(&self.window, run.start) {
            return best;
        }
        let Some(alone) = self.is_alone(run) else { return Best::More };
        // No number of fewer digits than these is anything by itself, and none of more: a code has four.
        let counts =
            !alone || matches!(run.end - run.start, 4..=17) || matches!(before, b'+' | b'(');
        if counts && first.is_ascii_digit() {
            best = self.at(Trigger::Digits, run);
        }
        if flags & UNDER == 0 {
            best = best.better(self.pieces(run, alone));
        }
        best
    }

    /// Whether no group follows a run; nothing where that cannot be told yet.
    fn is_alone(&self, run: Run) -> Option<bool> {
        let (window, end) = (&self.window, run.end);
        if window.is_open(end) {
            return None;
        }
        match window.at(end) {
            b' ' | b'-' | b'.' | b'/' | b')' | b'(' | b'+' => {
                if window.is_open(end + 1) {
                    return None;
                }
                let after = window.at(end + 1);
                Some(!after.is_ascii_alphanumeric() && !matches!(after, b'(' | b' ' | b'-' | b'+'))
            }
            // Times have colons too, and no group of four digits before one.
            b':' => Some(end - run.start != 4),
            other => Some(other < 0x80),
        }
    }

    /// Groups of letters and digits that begin with a run.
    fn pieces(&self, run: Run, alone: bool) -> Best {
        let reach = self.rules.index.reach(run.end - run.start, alone);
        if reach == 0 {
            return Best::Nothing;
        }
        let Some(pieces) = Pieces::read(&self.window, run, reach) else { return Best::More };
        let (mut best, mut key, mut before) = (Best::Nothing, 0, 0);
        for (at, group) in pieces.groups().iter().enumerate() {
            key = join(key, at, group.compact - before);
            before = group.compact;
            let mut entries = self.rules.index.find(&pieces, at + 1, key).peekable();
            if entries.peek().is_none() {
                continue;
            }
            match self.goes_on(group.end) {
                None => return Best::More,
                Some(true) => continue,
                Some(false) => {}
            }
            for entry in entries {
                let whole = Match {
                    class: entry.class,
                    end: group.end,
                    rest: Rest::Whole,
                    start: run.start,
                };
                best = best.better(self.rated(entry.kind, whole));
            }
        }
        for (kind, class, find) in &self.rules.groups {
            let Some(groups) = find(&pieces) else { continue };
            let Some(group) = groups.checked_sub(1).and_then(|last| pieces.groups().get(last))
            else {
                continue;
            };
            match self.goes_on(group.end) {
                None => return Best::More,
                Some(true) => {}
                Some(false) => {
                    let whole = Match {
                        class: *class,
                        end: group.end,
                        rest: Rest::Whole,
                        start: run.start,
                    };
                    best = best.better(self.rated(*kind, whole));
                }
            }
        }
        best
    }

    /// Whether an identifier goes on after a place; nothing where that cannot be told yet.
    fn goes_on(&self, end: usize) -> Option<bool> {
        let window = &self.window;
        if window.is_open(end) || window.is_open(end + 1) {
            return None;
        }
        let (next, after) = (window.at(end), window.at(end + 1));
        Some(match next {
            b'_' | b'@' => true,
            b'-' => after.is_ascii_alphanumeric(),
            b'.' | b',' => after.is_ascii_digit(),
            _ => next.is_ascii_alphanumeric(),
        })
    }

    fn names(&self, run: Run) -> Best {
        let (first, second) = (self.window.before(run.end - 1), self.window.before(run.end));
        if self.rules.is_ending(first, second) {
            self.at(Trigger::Name, run)
        } else {
            Best::Nothing
        }
    }

    fn tokens(&self, run: Run) -> Best {
        let finders = self.rules.starting(self.window.at(run.start));
        finders.fold(Best::Nothing, |best, finder| best.better(self.found(*finder, run)))
    }

    fn at(&self, trigger: Trigger, run: Run) -> Best {
        let finders = self.rules.finders(trigger).iter();
        finders.fold(Best::Nothing, |best, finder| best.better(self.found(*finder, run)))
    }

    fn found(&self, (kind, find): (usize, Finder), run: Run) -> Best {
        match find(&self.window, run) {
            Found::Match(found) => self.rated(kind, found),
            Found::More => Best::More,
            Found::Nothing => Best::Nothing,
        }
    }

    /// What the words before a place say.
    fn before(&self, place: usize) -> Kinds {
        let (known, kinds) = self.said.get();
        if known == place + 1 {
            return kinds;
        }
        let kinds = self.rules.words.before(&self.window, place);
        self.said.set((place + 1, kinds));
        kinds
    }

    /// A match with what its context makes of it; nothing where it is not sure enough.
    fn rated(&self, kind: usize, found: Match) -> Best {
        let Match { class, end, rest, start } = found;
        let context =
            class != Class::Certain && (self.context | self.before(start)) >> kind & 1 == 1;
        let rank = Rank::of(class, context);
        if self.rules.least(kind).is_none_or(|least| rank.confidence() < least) {
            return Best::Nothing;
        }
        match self.is_masked(start, end) {
            None => Best::More,
            Some(true) => Best::Nothing,
            Some(false) => Best::Hit(Hit { end, kind, rank, rest, start }),
        }
    }

    /// Whether what was found is what a mask has left of something: asterisks stand beside it.
    fn is_masked(&self, start: usize, end: usize) -> Option<bool> {
        let window = &self.window;
        let beside = |[first, second, third, fourth]: [u8; 4]| match first {
            b'*' => second == b'*' && third == b'*',
            b' ' => second == b'*' && third == b'*' && fourth == b'*',
            b'-' | b'.' | b':' | b'/' => second == b'*' && third == b'*',
            _ => false,
        };
        let before = [1, 2, 3, 4].map(|back| start.checked_sub(back).map_or(0, |at| window.at(at)));
        if beside(before) {
            return Some(true);
        }
        if !matches!(window.at(end), b'*' | b' ' | b'-' | b'.' | b':' | b'/' | 0) {
            return Some(false);
        }
        let after = [0, 1, 2, 3].map(|further| window.at(end + further));
        let open = (0..4).find(|further| window.is_open(end + further));
        match open {
            // What is there says already that no mask follows.
            Some(at) if at > 1 && after.get(1) != Some(&b'*') => Some(false),
            Some(_) => None,
            None => Some(beside(after)),
        }
    }
}

/// The best of several things at one place.
#[derive(Clone, Copy, Debug)]
enum Best {
    Hit(Hit),
    More,
    Nothing,
}

impl Best {
    /// The stronger one; of equals the one that begins first, then the longer, then the first kind.
    fn better(self, other: Self) -> Self {
        match (self, other) {
            (Self::More, _) | (_, Self::More) => Self::More,
            (Self::Nothing, other) => other,
            (this, Self::Nothing) => this,
            (Self::Hit(this), Self::Hit(other)) => {
                let key =
                    |hit: &Hit| (hit.rank, usize::MAX - hit.start, hit.end, usize::MAX - hit.kind);
                Self::Hit(if key(&other) > key(&this) { other } else { this })
            }
        }
    }
}

/// Whether a run goes on with what stands before it: a part of an identifier or of a decimal number.
pub(crate) fn is_joined(window: &Window<'_>, start: usize) -> bool {
    let before = window.before(start);
    let further = || window.before(start.saturating_sub(1));
    match before {
        b'-' => further().is_ascii_alphanumeric(),
        b'.' | b',' => further().is_ascii_digit(),
        b'@' => true,
        _ => false,
    }
}

/// The first of the numbers that stand for values that are known, where others stand for kinds.
pub(crate) const KNOWN: usize = 1 << 16;
const DIGIT: u8 = 1;
const UPPER: u8 = 2;
const LOWER: u8 = 4;
const UNDER: u8 = 8;
/// Fewest characters of a token that has no prefix of its own.
const LONG: usize = 16;

/// What a byte is to a run; zero where it belongs to none.
const fn class(byte: u8) -> u8 {
    #[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
    CLASSES[byte as usize]
}

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "a constant is evaluated when it is compiled")]
        {
            classes[byte] = match byte as u8 {
                b'0'..=b'9' => DIGIT,
                b'A'..=b'Z' => UPPER,
                b'a'..=b'z' => LOWER,
                b'_' => UNDER,
                _ => 0,
            };
        }
        byte += 1;
    }
    classes
};
