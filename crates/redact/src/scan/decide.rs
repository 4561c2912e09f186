//! What a run of letters and digits may be.

use super::{
    Hit, Scan,
    ask::{ALONE, COLONS, FOLLOWED, LETTERED, NUMBER, PIECES, TOKENS},
    best::Best,
    class::{DIGIT, class},
    decimal::{is_amount, is_column, is_fraction, is_of_second},
    time::is_time,
};
use crate::{
    context::Kinds,
    custom::Reach,
    index::join,
    kind::{Class, Rank, Trigger},
    kinds::KINDS,
    label::ahead,
    name::bare_end,
    pieces::{MOST_BYTES, Pieces},
    rules::Finder,
    window::{AHEAD, Found, Match, Rest, Run},
};

impl Scan<'_> {
    /// The best of everything that a run may be, of what it is asked.
    pub(super) fn decide(&self, run: Run, flags: u8, asked: u8, best: &mut Best) {
        if asked & FOLLOWED != 0 {
            self.followed(run, best);
        }
        self.customs(run, best);
        if asked & COLONS != 0 {
            self.at(Trigger::Colons, run, best);
        }
        if flags & DIGIT != 0 {
            self.digits(run, flags, asked, best);
        } else if asked & PIECES != 0 {
            self.pieces(run, false, best);
        }
        if asked & TOKENS != 0 {
            self.tokens(run, best);
        }
        if asked & LETTERED != 0 {
            self.at(Trigger::Letter, run, best);
        }
    }

    /// What a run may be by what follows it.
    fn followed(&self, run: Run, best: &mut Best) {
        let window = &self.window;
        let length = run.end - run.start;
        match window.at(run.end) {
            b'@' => self.at(Trigger::AtSign, run, best),
            b':' => {
                if window.is_open(run.end + 2) {
                    return best.more();
                }
                if window.at(run.end + 1) == b'/' && window.at(run.end + 2) == b'/' {
                    self.at(Trigger::Scheme, run, best);
                } else {
                    if length <= 4 && !self.is_in_time(run.start) {
                        self.at(Trigger::Colons, run, best);
                    }
                    self.names(run, best);
                }
            }
            b'-' | b'.' if matches!(length, 2 | 4) => self.at(Trigger::Colons, run, best),
            b'=' | b'"' | b'\'' | b'\\' | b']' => self.names(run, best),
            b' ' if matches!(window.at(run.end + 1), b'=' | b':') => self.names(run, best),
            _ => {}
        }
        self.named(run, best);
    }

    /// What a name found: a value that is a token of a kind of its own keeps that one's label.
    fn named(&self, run: Run, best: &mut Best) {
        let Best::Hit(hit) = *best else { return };
        if hit.start <= run.end {
            return;
        }
        let end = self.window.span(hit.start, AHEAD, |byte| class(byte) != 0);
        if self.window.is_open(end) {
            return best.more();
        }
        let mut token = Best::Nothing;
        self.tokens(Run { end, start: hit.start }, &mut token);
        match token {
            Best::Hit(token) if token.start == hit.start && token.covers(&hit) => {
                *best = Best::Hit(token);
            }
            Best::More => best.more(),
            Best::Hit(_) | Best::Nothing => {}
        }
    }

    /// The policy's own kinds.
    fn customs(&self, run: Run, best: &mut Best) {
        for (at, custom) in self.custom.iter().enumerate() {
            match custom.find(&self.window, run) {
                Reach::More => best.more(),
                Reach::Not => {}
                Reach::Ends(end) => {
                    let (kind, rank) = (KINDS.len() + at, Rank::of(Class::Certain, true));
                    best.hit(Hit { end, kind, rank, rest: Rest::Whole, start: run.start });
                }
            }
        }
    }

    /// What begins with a run that has a digit.
    fn digits(&self, run: Run, flags: u8, asked: u8, best: &mut Best) {
        let is_second = || self.window.before(run.start) == b',' && is_of_second(&self.window, run);
        if asked & (NUMBER | PIECES) == 0 || is_second() {
            return;
        }
        let next = self.window.at(run.end);
        let length = run.end - run.start;
        if asked & NUMBER != 0 {
            let whole = flags == DIGIT;
            let finders =
                if whole { self.rules.counting(length, next) } else { self.rules.mixed() };
            self.each(self.rules.finders(Trigger::Digits), finders, run, best);
        }
        let is_time = length == 4 && next == b'-' && is_time(&self.window, run.start);
        if asked & PIECES != 0 && !is_time {
            self.pieces(run, asked & ALONE != 0, best);
        }
    }

    /// Groups of letters and digits that begin with a run.
    fn pieces(&self, run: Run, alone: bool, best: &mut Best) {
        let window = &self.window;
        let byte = window.at(run.start);
        let first = self.rules.index.first(byte, run.end - run.start);
        if !first.is_single {
            if alone || first.reach == 0 {
                return;
            }
            let second = run.end + 1;
            let end = window.span(second, MOST_BYTES, |byte| byte.is_ascii_alphanumeric());
            if !window.is_open(end) && !first.has_second(end - second) {
                return;
            }
        }
        let mut pieces = Pieces::new(run);
        if !pieces.read(window, if alone { 1 } else { first.reach }) {
            return best.more();
        }
        let (mut key, mut before) = (0, 0);
        for (at, group) in pieces.groups().iter().enumerate() {
            key = join(key, at, usize::from(group.compact - before));
            before = group.compact;
            let Some(entries) = self.rules.index.entries(key) else { continue };
            let entries = entries.iter().take_while(|entry| entry.key == key);
            for entry in entries.filter(|entry| entry.is(&pieces, at + 1)) {
                self.grouped(&pieces, at, entry.kind, entry.class, best);
            }
        }
        let groups = if byte.is_ascii_digit() { &[][..] } else { &self.rules.groups };
        for (kind, class, find) in groups {
            if let Some(last) = find(&pieces).and_then(|groups| groups.checked_sub(1)) {
                self.grouped(&pieces, last, *kind, *class, best);
            }
        }
    }

    /// Groups up to one that are what they may be, where no identifier goes on after them.
    fn grouped(&self, pieces: &Pieces, last: usize, kind: usize, class: Class, best: &mut Best) {
        let Some((start, end)) = pieces.place(last) else { return };
        let part = match self.goes_on(end) {
            Some(false) => self.is_part(kind, class, Run { end, start }),
            known => known,
        };
        match part {
            None => best.more(),
            Some(true) => {}
            Some(false) => self.rated(kind, Match { class, end, rest: Rest::Whole, start }, best),
        }
    }

    /// Whether an identifier goes on after a place; nothing where that cannot be told yet.
    fn goes_on(&self, end: usize) -> Option<bool> {
        let window = &self.window;
        if window.is_open(end) {
            return None;
        }
        let (next, after) = (window.at(end), ahead(window, end + 1)?);
        Some(match next {
            b'_' | b'@' => true,
            b'-' => after.is_ascii_alphanumeric(),
            b'.' => after.is_ascii_digit(),
            _ => next.is_ascii_alphanumeric(),
        })
    }

    /// Whether digits are a part of a decimal; nothing where that cannot be told yet. What a word says is an
    /// identifier is no amount, and what proves to be one seldom a fraction.
    fn is_part(&self, kind: usize, class: Class, digits: Run) -> Option<bool> {
        let window = &self.window;
        if window.before(digits.start) == b',' && is_fraction(window, digits)? {
            return Some(class == Class::Bare || !is_column(window, digits));
        }
        Some(
            window.at(digits.end) == b','
                && is_amount(window, digits)?
                && !self.says(kind, digits.start),
        )
    }

    fn names(&self, run: Run, best: &mut Best) {
        if self.rules.is_name(&self.window, bare_end(&self.window, run)) {
            self.at(Trigger::Name, run, best);
        }
    }

    pub(super) fn tokens(&self, run: Run, best: &mut Best) {
        let (first, next) = (self.window.at(run.start), self.window.at(run.end));
        let finders = self.rules.starting(first, run.end - run.start, next);
        self.each(self.rules.tokens(), finders, run, best);
    }

    pub(super) fn at(&self, trigger: Trigger, run: Run, best: &mut Best) {
        for finder in self.rules.finders(trigger) {
            self.found(*finder, run, best);
        }
    }

    /// What those of the finders find whose bits are set.
    fn each(&self, finders: &[(usize, Finder)], mut left: u32, run: Run, best: &mut Best) {
        while left != 0 {
            if let Some(finder) = finders.get(left.trailing_zeros() as usize) {
                self.found(*finder, run, best);
            }
            left &= left - 1;
        }
    }

    fn found(&self, (kind, find): (usize, Finder), run: Run, best: &mut Best) {
        match find(&self.window, run) {
            Found::Match(found) => self.rated(kind, found, best),
            Found::More => best.more(),
            Found::Nothing => {}
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

    /// Whether a word before a place, or the key of the text, is one of a kind.
    fn says(&self, kind: usize, place: usize) -> bool {
        (self.context | self.before(place)) >> kind & 1 == 1
    }

    /// A match with what its context makes of it; nothing where it is not sure enough.
    fn rated(&self, kind: usize, found: Match, best: &mut Best) {
        let Match { class, end, rest, start } = found;
        let context = class != Class::Certain && self.says(kind, start);
        let rank = Rank::of(class, context);
        if self.rules.least(kind).is_none_or(|least| rank.confidence() < least) {
            return;
        }
        match self.is_masked(start, end) {
            None => best.more(),
            Some(true) => {}
            Some(false) => best.hit(Hit { end, kind, rank, rest, start }),
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
