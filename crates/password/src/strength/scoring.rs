//! The search for the cheapest way to put a password together from patterns.
//!
//! A way of `l` pieces costs `l! · Π guesses + 10000^(l-1)`; what no pattern covers is tried
//! character by character. For every prefix and every `l` the best way is kept, as in zxcvbn, which
//! tries for each prefix every shorter one and every `l` of it: quadratic in the length, times the
//! number of pieces.
//!
//! # Why this is linear, nearly
//! A gap after a shorter prefix costs tenfold for each character more, whatever the prefix. So once
//! one prefix with `l` pieces is behind another in guesses per power of ten, it stays behind: the
//! better one is tried first, and what is not cheaper than something tried before is never kept.
//! Only the prefixes that are better than all before them are tried, and those nearly as good, for
//! which rounding may decide. The result is the same, equal costs included.
//!
//! The number of pieces needs no bound of its own: `10000^(l-1)` leaves the numbers at 79 pieces,
//! and what is infinite never wins.

use super::matching::{self, Found, Setting};

/// One piece of the cheapest way.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    /// Characters without a pattern, from the first to the one after the last.
    Gap(usize, usize),
    /// A pattern.
    Match(Found),
}

/// Guesses for a password, and the pieces of the cheapest way.
pub(super) fn analyse(password: &[char], setting: &Setting) -> (f64, Vec<Piece>) {
    let matches = matching::all(password, setting);
    search(password.len(), &matches)
}

/// Guesses for so many characters without a pattern.
pub(super) fn gap(length: usize) -> f64 {
    Powers::new(length).gap(length)
}

/// The best way to a prefix with a number of pieces.
#[derive(Clone, Copy, Debug)]
struct Way {
    cost: f64,
    /// The piece that it ends with.
    last: Last,
    product: f64,
}

#[derive(Clone, Copy, Debug)]
enum Last {
    /// A gap from here on.
    Gap(usize),
    /// A match by its place in the list.
    Match(usize),
}

/// The best ways to one prefix, by the number of pieces less one.
type Ways = Vec<Option<Way>>;

/// A prefix after which a gap may pay.
struct Stand {
    pieces: usize,
    product: f64,
    start: usize,
}

fn search(length: usize, matches: &[Found]) -> (f64, Vec<Piece>) {
    let powers = Powers::new(length);
    let mut prefixes: Vec<Ways> = Vec::new();
    let mut stands = Stands::default();
    let mut rest = matches.iter().enumerate().peekable();
    for end in 1..=length {
        let mut column = Column::new(&powers);
        while let Some((number, found)) = rest.next_if(|(_, found)| found.end == end) {
            let last = Last::Match(number);
            match found.start.checked_sub(1) {
                None => column.offer(1, found.guesses, last),
                Some(before) => {
                    for (pieces, way) in ways(prefixes.get(before)) {
                        column.offer(pieces.saturating_add(1), found.guesses * way.product, last);
                    }
                }
            }
        }
        column.offer(1, powers.gap(end), Last::Gap(0));
        for stand in &stands.list {
            let product = powers.gap(end.saturating_sub(stand.start)) * stand.product;
            column.offer(stand.pieces.saturating_add(1), product, Last::Gap(stand.start));
        }
        let ways = column.ways;
        stands.add(end, &ways, &powers);
        prefixes.push(ways);
    }
    unwind(length, matches, &prefixes)
}

/// The ways that there are, and their numbers of pieces.
fn ways(ways: Option<&Ways>) -> impl Iterator<Item = (usize, Way)> {
    (1..).zip(ways.into_iter().flatten()).filter_map(|(pieces, way)| Some((pieces, (*way)?)))
}

/// The pieces of the best way, followed back from the end.
fn unwind(length: usize, matches: &[Found], prefixes: &[Ways]) -> (f64, Vec<Piece>) {
    let mut best: Option<(usize, f64)> = None;
    for (pieces, way) in ways(prefixes.last()) {
        if best.is_none_or(|(_, cost)| way.cost < cost) {
            best = Some((pieces, way.cost));
        }
    }
    let Some((mut pieces, guesses)) = best else { return (1.0, Vec::new()) };
    let mut list = Vec::new();
    let mut end = length;
    while let Some(way) = end.checked_sub(1).and_then(|end| {
        let ways = prefixes.get(end)?;
        *ways.get(pieces.checked_sub(1)?)?
    }) {
        let piece = match way.last {
            Last::Gap(start) => Piece::Gap(start, end),
            Last::Match(number) => match matches.get(number) {
                Some(found) => Piece::Match(*found),
                None => break,
            },
        };
        end = match &piece {
            Piece::Gap(start, _) => *start,
            Piece::Match(found) => found.start,
        };
        pieces = pieces.saturating_sub(1);
        list.push(piece);
    }
    list.reverse();
    (guesses, list)
}

/// The ways to one prefix while they are found.
struct Column<'p> {
    /// By the number of pieces less one, the cheapest way with so many or fewer: never rising.
    lowest: Vec<f64>,
    powers: &'p Powers,
    ways: Ways,
}

impl<'p> Column<'p> {
    const fn new(powers: &'p Powers) -> Self {
        Self { lowest: Vec::new(), powers, ways: Vec::new() }
    }

    /// Keeps a way if no way with as many pieces or fewer is as cheap.
    fn offer(&mut self, pieces: usize, product: f64, last: Last) {
        let cost = self.powers.cost(pieces, product);
        let place = pieces.saturating_sub(1);
        let lowest = self.lowest.get(place).or(self.lowest.last());
        if cost >= lowest.copied().unwrap_or(f64::INFINITY) {
            return;
        }
        if self.ways.len() < pieces {
            self.ways.resize(pieces, None);
            let least = self.lowest.last().copied().unwrap_or(f64::INFINITY);
            self.lowest.resize(pieces, least);
        }
        if let Some(slot) = self.ways.get_mut(place) {
            *slot = Some(Way { cost, last, product });
        }
        for lowest in self.lowest.iter_mut().skip(place).take_while(|lowest| **lowest > cost) {
            *lowest = cost;
        }
    }
}

/// Prefixes after which a gap may pay, in the order in which they are tried.
#[derive(Default)]
struct Stands {
    /// The best so far of each number of pieces, less one: where it ends, and its product.
    best: Vec<Option<(usize, f64)>>,
    list: Vec<Stand>,
}

impl Stands {
    fn add(&mut self, start: usize, found: &Ways, powers: &Powers) {
        if self.best.len() < found.len() {
            self.best.resize(found.len(), None);
        }
        for ((pieces, way), best) in (1..).zip(found).zip(&mut self.best) {
            // Two gaps side by side are one gap.
            let Some(Way { last: Last::Match(_), product, .. }) = *way else { continue };
            let bound = best.map_or(f64::INFINITY, |(earlier, product)| {
                powers.ten(start.saturating_sub(earlier)) * product
            });
            if product < bound {
                *best = Some((start, product));
            }
            if product <= bound * NEARLY {
                self.list.push(Stand { pieces, product, start });
            }
        }
    }
}

/// Powers and factorials, computed once.
struct Powers {
    /// `l!` and `10000^(l-1)` by the number of pieces less one, as long as they are finite.
    pieces: Vec<(f64, f64)>,
    tens: Vec<f64>,
}

impl Powers {
    fn new(length: usize) -> Self {
        let tens = (0..=309u32).take(length.saturating_add(1));
        let tens = tens.map(|exponent| libm::pow(10.0, f64::from(exponent))).collect();
        let mut factorial = 1.0;
        let pieces = (0..MOST_PIECES).take(length).map(|before| {
            factorial *= f64::from(before) + 1.0;
            (factorial, libm::pow(10_000.0, f64::from(before)))
        });
        Self { pieces: pieces.collect(), tens }
    }

    fn ten(&self, exponent: usize) -> f64 {
        self.tens.get(exponent).copied().unwrap_or(f64::INFINITY)
    }

    /// Guesses for so many characters without a pattern: a little more than for the cheapest match.
    fn gap(&self, length: usize) -> f64 {
        let least = if length == 1 { 11.0 } else { 51.0 };
        self.ten(length).clamp(least, f64::MAX)
    }

    fn cost(&self, pieces: usize, product: f64) -> f64 {
        let powers = pieces.checked_sub(1).and_then(|before| self.pieces.get(before));
        powers.map_or(f64::INFINITY, |(factorial, power)| factorial * product + power)
    }
}

/// Pieces at which `10000^(l-1)` is still finite.
const MOST_PIECES: u32 = 78;

/// Costs this close may change places by rounding.
const NEARLY: f64 = 1.0 + 1e-9;
