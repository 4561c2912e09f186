//! How probable it is that a random text of one length satisfies what can be counted.
//!
//! Position by position, for each state in which the characters so far may have left the rules: the
//! share of all ways to go on that ends well. A character is then drawn as if whole texts were drawn
//! and thrown away until one fits, without drawing any in vain: each text that fits is as probable
//! as any other. Shares are sums and products of a few numbers, off by less than one part in 2^40,
//! and the same on every platform.

use super::{
    alphabet::{Alphabet, Group},
    stream::Stream,
};
use crate::{
    Class,
    demand::Demand,
    satisfy::kind::{LEVELS, SYMBOLS, mode_level},
};

/// Texts of one length over one alphabet that satisfy what is counted.
pub(super) struct Plan<'d> {
    alphabet: &'d Alphabet,
    demand: &'d Demand,
    length: u32,
    /// Most that is counted of each level.
    most: [u8; LEVELS],
    /// Most equal neighbours, and most of one class with its symbol mode, where they are followed.
    runs: (Option<u32>, Option<(u32, &'static str)>),
    /// For each position, the states there in order, and the share of endings that fit.
    layers: Vec<Vec<(State, f64)>>,
}

/// What the rules must know of the characters so far.
#[derive(Clone, Copy, Default, Eq, Ord, PartialEq, PartialOrd)]
struct State {
    /// Characters of each level, no further than they are counted.
    counts: [u8; LEVELS],
    /// The group of the last character, and how often it stands there in a row.
    equal: (u8, u8),
    /// The class of the last character, and how many of it stand there in a row.
    alike: (u8, u8),
}

impl<'d> Plan<'d> {
    /// The plan for one length; none where it takes more steps than are left.
    ///
    /// Runs are left out of it where they alone take too many: they are judged with the rest then.
    pub(super) fn new(
        demand: &'d Demand,
        alphabet: &'d Alphabet,
        length: u32,
        steps: &mut usize,
    ) -> Option<Self> {
        let detail = &demand.detail;
        let runs = (
            detail.identical_run.filter(|max| *max < length),
            detail.class_run.filter(|(max, _)| *max < length),
        );
        let most = most_counted(demand);
        // Where there is room for all that is counted, the last layer has a state for each way.
        let is_there = |level| alphabet.groups.iter().any(|group| group.level == level);
        let counted = most.iter().enumerate().filter(|(level, _)| is_there(*level));
        let counted = counted.map(|(_, most)| u32::from(*most));
        let ways =
            counted.clone().fold(1, |ways: usize, most| ways.saturating_mul(most as usize + 1));
        if length >= counted.sum() && ways > *steps {
            *steps = 0;
            return None;
        }
        let plan = |runs| Self { alphabet, demand, length, most, runs, layers: Vec::new() };
        if runs == (None, None) {
            return plan(runs).filled(steps);
        }
        let (mut some, rest) = (*steps / 2, *steps - *steps / 2);
        let filled = plan(runs).filled(&mut some);
        *steps = some + rest;
        filled.or_else(|| plan((None, None)).filled(steps))
    }

    /// Whether all that is demanded is in the plan, but occurrences and different characters.
    pub(super) fn is_whole(&self) -> bool {
        let Self { length, runs, .. } = self;
        let detail = &self.demand.detail;
        (runs.0.is_some() || detail.identical_run.is_none_or(|max| max >= *length))
            && (runs.1.is_some() || detail.class_run.is_none_or(|(max, _)| max >= *length))
            && self.alphabet.is_ascii()
    }

    /// The largest number of bits that the number of texts surely has: its binary logarithm,
    /// rounded down; none where there are no texts.
    pub(super) fn bits(&self) -> Option<u32> {
        let (_, share) = self.layers.first()?.first()?;
        let mut number = *share;
        if number <= 0.0 {
            return None;
        }
        let mut bits = 0;
        for _ in 0..self.length {
            number *= f64::from(self.alphabet.size());
            if number >= TWO_32 {
                number /= TWO_32;
                bits += 32;
            }
        }
        number *= 1.0 - 1.0 / (TWO_32 * 256.0);
        while number >= 2.0 {
            number /= 2.0;
            bits += 1;
        }
        // Fewer than one text is none; a share below the smallest float was none before.
        Some(bits)
    }

    /// A text, each as probable as the others; none in the rare case that luck runs out.
    pub(super) fn draw(&self, stream: &mut Stream) -> Option<String> {
        let mut text = String::new();
        let (mut state, mut last) = (State::default(), None);
        for position in 0..self.length {
            let shares =
                self.ways(position, &state).map(|(_, next)| self.share(position + 1, &next));
            let best = shares.fold(0.0, f64::max);
            let drawn = (0..MAX_DRAWS).find_map(|_| {
                let index = stream.below(self.alphabet.size());
                let (character, group) = *self.alphabet.letters.get(index as usize)?;
                let next = self.step(position, &state, group, last == Some(character))?;
                stream.happens(self.share(position + 1, &next) / best).then_some((character, next))
            });
            let (character, next) = drawn?;
            text.push(character);
            (state, last) = (next, Some(character));
        }
        Some(text)
    }

    fn filled(mut self, steps: &mut usize) -> Option<Self> {
        self.layers.push(vec![(State::default(), 0.0)]);
        for position in 0..self.length {
            let layer = self.layers.last()?.iter();
            let mut next: Vec<(State, f64)> = Vec::new();
            for (state, _) in layer {
                next.extend(self.ways(position, state).map(|(_, next)| (next, 0.0)));
                if next.len() > *steps {
                    *steps = 0;
                    return None;
                }
            }
            *steps -= next.len();
            next.sort_unstable_by_key(|(state, _)| *state);
            next.dedup_by_key(|(state, _)| *state);
            self.layers.push(next);
        }
        for (state, share) in self.layers.last_mut()? {
            *share = f64::from(u8::from(fits(self.demand, self.length, state)));
        }
        let size = f64::from(self.alphabet.size());
        for position in (0..self.length).rev() {
            let mut layer = std::mem::take(self.layers.get_mut(position as usize)?);
            for (state, share) in &mut layer {
                let ways = self.ways(position, state);
                let fitting =
                    ways.map(|(ways, next)| f64::from(ways) * self.share(position + 1, &next));
                *share = fitting.sum::<f64>() / size;
            }
            *self.layers.get_mut(position as usize)? = layer;
        }
        Some(self)
    }

    /// The ways to go on: how many characters lead to which state.
    fn ways(&self, position: u32, state: &State) -> impl Iterator<Item = (u32, State)> {
        let groups = self.alphabet.groups.iter().enumerate();
        groups.flat_map(move |(index, group)| {
            let again =
                self.runs.0.is_some() && position > 0 && usize::from(state.equal.0) == index;
            let same = again.then(|| self.step(position, state, index, true)).flatten();
            let others = group.size - u32::from(again);
            let other = self.step(position, state, index, false).filter(|_| others > 0);
            same.map(|next| (1, next)).into_iter().chain(other.map(|next| (others, next)))
        })
    }

    /// The state after one more character; none where a rule refuses it here.
    fn step(&self, position: u32, state: &State, index: usize, again: bool) -> Option<State> {
        let group: &Group = self.alphabet.groups.get(index)?;
        let (is_first, is_last) = (position == 0, position + 1 == self.length);
        if is_first && !group.starts || is_last && !group.ends {
            return None;
        }
        let mut next = *state;
        let most = self.most.get(group.level).copied().unwrap_or_default();
        if let Some(count) = next.counts.get_mut(group.level) {
            *count = count.saturating_add(1).min(most);
        }
        if let Some(max) = self.runs.0 {
            let times = if again { state.equal.1.saturating_add(1) } else { 1 };
            next.equal = (u8::try_from(index).ok()?, times);
            if u32::from(times) > max {
                return None;
            }
        }
        if let Some((max, mode)) = self.runs.1 {
            let class = class_of(group.level, mode);
            let times = match class {
                NO_CLASS => 0,
                _ if class == state.alike.0 && !is_first => state.alike.1.saturating_add(1),
                _ => 1,
            };
            next.alike = (class, times);
            if u32::from(times) > max {
                return None;
            }
        }
        Some(next)
    }

    fn share(&self, position: u32, state: &State) -> f64 {
        let share = || {
            let layer = self.layers.get(position as usize)?;
            let at = layer.binary_search_by_key(state, |(state, _)| *state).ok()?;
            layer.get(at).map(|(_, share)| *share)
        };
        share().unwrap_or_default()
    }
}

/// How many characters of each level matter at most.
fn most_counted(demand: &Demand) -> [u8; LEVELS] {
    let detail = &demand.detail;
    let mut most = [0_u32; LEVELS];
    for (level, most) in most.iter_mut().enumerate() {
        let class = level.min(SYMBOLS);
        let of_class = demand.of_class.iter().filter(|(_, asked, _)| *asked as usize == class);
        let asked = of_class.map(|(min, ..)| *min).max().unwrap_or_default();
        let of_tier = |tier: &crate::demand::Tier| {
            tier.of_class.get(class).copied().unwrap_or_default().max(tier.classes.min(1))
        };
        let tiers = detail.tiers.iter().flat_map(|(tiers, _)| tiers);
        let tier = tiers.map(of_tier).max().unwrap_or_default();
        let credit = detail.weight.and_then(|(_, credits, _)| credits.get(class).copied());
        let classes = u32::from(!demand.classes.is_empty());
        *most = asked.max(tier).max(credit.unwrap_or_default()).max(classes);
    }
    most.map(|most| u8::try_from(most).unwrap_or(u8::MAX))
}

/// Whether what was counted satisfies the rules.
fn fits(demand: &Demand, length: u32, state: &State) -> bool {
    let detail = &demand.detail;
    let count = |class: Class, mode: Option<&str>| -> u32 {
        let levels = match class {
            Class::Symbol => SYMBOLS..=mode_level(mode.unwrap_or_default()),
            _ => class as usize..=class as usize,
        };
        levels.filter_map(|level| state.counts.get(level)).copied().map(u32::from).sum()
    };
    let has_classes = |min: u32, classes: &[Class], mode| {
        classes.iter().filter(|class| count(**class, mode) > 0).count() >= min as usize
    };
    let of_class = |(min, class, _): &(u32, Class, _)| count(*class, detail.symbol_mode) >= *min;
    let classes =
        |(min, classes, _): &(u32, Vec<Class>, _)| has_classes(*min, classes, detail.classes_mode);
    let weight = detail.weight.is_none_or(|(min, credits, mode)| {
        let twice = Class::ALL.into_iter().zip(credits);
        let twice = twice.map(|(class, credit)| count(class, Some(mode)).min(credit));
        length + twice.sum::<u32>() >= min
    });
    let tier = detail.tiers.as_ref().is_none_or(|(tiers, mode)| {
        tiers.iter().rev().find(|tier| tier.from <= length).is_none_or(|tier| {
            let of_class = Class::ALL.into_iter().zip(tier.of_class);
            has_classes(tier.classes, &Class::ALL, Some(mode))
                && of_class.into_iter().all(|(class, min)| count(class, Some(mode)) >= min)
        })
    });
    demand.of_class.iter().all(of_class) && demand.classes.iter().all(classes) && weight && tier
}

/// The class of a level in a run, by number.
fn class_of(level: usize, mode: &str) -> u8 {
    if level > mode_level(mode) {
        return NO_CLASS;
    }
    u8::try_from(level.min(SYMBOLS)).unwrap_or(NO_CLASS)
}

const NO_CLASS: u8 = u8::MAX;
/// Most characters drawn for one position: with one of a hundred that fits, 4,000 fail once in 2^58.
const MAX_DRAWS: u32 = 4_000;
const TWO_32: f64 = 4_294_967_296.0;
