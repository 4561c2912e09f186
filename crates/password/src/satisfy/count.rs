//! Counting how many characters of each kind a password needs and can have.
//!
//! For one length everything is a bound on the number of characters of some levels. Letters and
//! digits are one level each; the levels of symbols are nested as their modes are, so that a bound
//! on a mode is a bound on all levels up to it, and a symbol of a narrower mode does whatever one of
//! a wider mode does.

use super::kind::{Kind, LEVELS, SYMBOLS, mode_level};
use crate::{Class, demand::Demand};

/// Whether some length fits, as far as it was weighed.
pub(super) fn fits(demand: &Demand, kinds: &[Kind], steps: &mut u32) -> bool {
    let longest = demand.max.iter().map(|(max, ..)| *max).min();
    let shortest = demand.min_chars.iter().map(|(min, _)| *min).max().unwrap_or_default();
    let limit = longest.unwrap_or(u32::MAX).min(enough(demand, shortest));
    (shortest..=limit).any(|length| {
        ways(demand, length).any(|needs| {
            edges(kinds, length).any(|forced| {
                *steps = steps.saturating_sub(1);
                *steps == 0 || Count { demand, kinds, length, needs, forced }.holds()
            })
        })
    })
}

/// A length from which on a longer password has no chance that this one has not.
///
/// With twice the characters that anything asks for, what is asked for can be kept apart by the
/// rest; and whatever a longer password has beyond that can be left out.
fn enough(demand: &Demand, shortest: u32) -> u32 {
    let detail = &demand.detail;
    let tiers = detail.tiers.iter().flat_map(|(tiers, _)| tiers);
    let of_tiers = tiers.clone().map(|tier| tier.of_class.iter().sum::<u32>()).max();
    let classes: u32 = demand.of_class.iter().map(|(min, ..)| *min).sum();
    let asked = classes + of_tiers.unwrap_or_default() + detail.distinct + EDGES_AND_CLASSES;
    let last = tiers.map(|tier| tier.from).max().unwrap_or_default();
    let weight = detail.weight.map_or(0, |(min, ..)| min);
    (2 * asked).max(last).max(weight).max(shortest)
}

/// Fewest characters of each level; for symbols, of all levels up to it.
type Needs = [u32; LEVELS];

/// The ways to have as many classes as are asked for, each with what it needs.
fn ways(demand: &Demand, length: u32) -> impl Iterator<Item = Needs> {
    let detail = &demand.detail;
    let mut needs = [0; LEVELS];
    for (min, class, _) in &demand.of_class {
        need(&mut needs, *class, detail.symbol_mode, *min);
    }
    let mut asked: Vec<Asked<'_>> = demand
        .classes
        .iter()
        .map(|(min, classes, _)| (*min, classes.clone(), detail.classes_mode))
        .collect();
    if let Some((tiers, mode)) = &detail.tiers
        && let Some(tier) = tiers.iter().rev().find(|tier| tier.from <= length)
    {
        for (class, min) in Class::ALL.into_iter().zip(tier.of_class) {
            need(&mut needs, class, Some(mode), min);
        }
        asked.push((tier.classes, Class::ALL.to_vec(), Some(mode)));
    }
    let sets: u32 = if asked.is_empty() { 1 } else { 1 << LEVELS };
    (0..sets).filter(move |set| is_smallest(*set, &asked)).map(move |set| {
        let mut needs = needs;
        for (level, needed) in needs.iter_mut().enumerate() {
            *needed = (*needed).max(set >> level & 1);
        }
        needs
    })
}

/// So many of these classes, symbols being of a mode.
type Asked<'d> = (u32, Vec<Class>, Option<&'d str>);

/// Whether a set of levels, one bit each, has the classes that are asked for, and no level too many.
fn is_smallest(set: u32, asked: &[Asked<'_>]) -> bool {
    let has = |set: u32, class: Class, mode: &str| {
        let mut levels = match class {
            Class::Symbol => SYMBOLS..=mode_level(mode),
            _ => class as usize..=class as usize,
        };
        levels.any(|level| set >> level & 1 == 1)
    };
    let suffices = |set: u32| {
        asked.iter().all(|(min, classes, mode)| {
            let mode = mode.unwrap_or_default();
            let present = classes.iter().filter(|class| has(set, **class, mode));
            present.count() >= *min as usize
        })
    };
    // Of a symbol only the mode matters that is asked for: a narrower one asks for more.
    let is_mode =
        |level: usize| asked.iter().any(|(.., mode)| mode_level(mode.unwrap_or_default()) == level);
    let modes_only = (SYMBOLS..LEVELS).all(|level| set >> level & 1 == 0 || is_mode(level));
    modes_only
        && suffices(set)
        && (0..LEVELS).all(|level| set >> level & 1 == 0 || !suffices(set & !(1 << level)))
}

/// Asks for characters of a class; without a mode the widest is meant.
fn need(needs: &mut Needs, class: Class, mode: Option<&str>, min: u32) {
    let level = match class {
        Class::Symbol => mode_level(mode.unwrap_or_default()),
        _ => class as usize,
    };
    if let Some(needed) = needs.get_mut(level) {
        *needed = min.max(*needed);
    }
}

/// The ways to begin and to end: kinds of which one character is there, or two.
fn edges(kinds: &[Kind], length: u32) -> impl Iterator<Item = [Option<usize>; 2]> {
    let free = kinds.iter().all(|kind| kind.starts && kind.ends) || length == 0;
    let first = kinds.iter().enumerate().filter(|(_, kind)| kind.starts);
    let pairs = first.flat_map(move |(first, kind)| {
        let last = kinds.iter().enumerate().filter(|(_, kind)| kind.ends);
        let last = last.map(|(last, _)| last).filter(move |_| length > 1);
        let only = (length == 1 && kind.ends).then_some([Some(first), None]);
        last.map(move |last| [Some(first), Some(last)]).chain(only)
    });
    free.then_some([None, None]).into_iter().chain(pairs.filter(move |_| !free))
}

/// One length, one way to have the classes, one way to begin and to end.
struct Count<'d> {
    demand: &'d Demand,
    kinds: &'d [Kind],
    length: u32,
    needs: Needs,
    forced: [Option<usize>; 2],
}

/// What a group of levels needs and can have.
#[derive(Clone, Copy, Default)]
struct Group {
    /// Fewest characters.
    min: u32,
    /// Most characters.
    max: u32,
    /// Characters that there are.
    size: u32,
    /// Of those that it needs, how many are different at most.
    different: u32,
    /// Characters that count twice.
    credit: u32,
    /// Of those that it does not need yet, how many may be new and count twice.
    fresh: u32,
}

impl Count<'_> {
    fn holds(&self) -> bool {
        let Some(groups) = self.groups() else { return false };
        let least = groups.iter().fold(0, |sum, group| group.min.saturating_add(sum));
        let most = groups.iter().fold(0, |sum, group| group.max.saturating_add(sum));
        (least..=most).contains(&self.length)
            && self.bytes_fit()
            && self.gains(&groups, self.length - least)
    }

    /// Letters of each case, digits, and everything else; none where one needs more than it can have.
    fn groups(&self) -> Option<[Group; SYMBOLS + 1]> {
        let mut groups = [Group::default(); SYMBOLS + 1];
        for (level, group) in groups.iter_mut().enumerate() {
            *group = if level < SYMBOLS { self.letters(level)? } else { self.symbols()? };
            if let Some((_, credits, mode)) = self.demand.detail.weight {
                let credit = credits.get(level).copied().unwrap_or_default();
                let symbols = || self.symbols_up_to(mode_level(mode), self.run_level());
                group.credit = if level < SYMBOLS { credit } else { credit.min(symbols()) };
                let heavy =
                    if level < SYMBOLS { level..=level } else { SYMBOLS..=mode_level(mode) };
                group.fresh = self.size(heavy).saturating_sub(group.fresh);
            }
        }
        Some(groups)
    }

    /// The last level of symbols that are one class in a run.
    fn run_level(&self) -> usize {
        self.demand.detail.class_run.map_or(LEVELS, |(_, mode)| mode_level(mode))
    }

    fn letters(&self, level: usize) -> Option<Group> {
        let (size, max) = (self.size(level..=level), self.most(level..=level));
        let max = max.min(self.most_neighbours());
        let needed = self.needs.get(level).copied().unwrap_or_default();
        let min = needed.max(self.forced_in(level)?);
        let different = min.min(size);
        (min <= max).then_some(Group { min, max, size, different, fresh: different, credit: 0 })
    }

    /// Everything that is no letter or digit of ASCII, whatever the modes say.
    fn symbols(&self) -> Option<Group> {
        let run = self.run_level();
        let heavy = self.demand.detail.weight.map_or(LEVELS, |(.., mode)| mode_level(mode));
        let (mut min, mut repeated, mut fresh) = (0, 0, 0);
        for level in SYMBOLS..LEVELS {
            let needed = self.needs.get(level).copied().unwrap_or_default();
            min = needed.max(min + self.forced_in(level)?);
            repeated = min.saturating_sub(self.size(SYMBOLS..=level)).max(repeated);
            if level <= heavy {
                fresh = min - repeated;
            }
            if min > self.symbols_up_to(level, run) {
                return None;
            }
        }
        let last = LEVELS - 1;
        let (size, max) = (self.size(SYMBOLS..=last), self.symbols_up_to(last, run));
        Some(Group { min, max, size, different: min - repeated, fresh, credit: 0 })
    }

    /// Most characters of the levels of symbols up to one; up to `run` they are one class in a run.
    fn symbols_up_to(&self, level: usize, run: usize) -> u32 {
        let within = self.most(SYMBOLS..=level.min(run));
        let within = if run < LEVELS { within.min(self.most_neighbours()) } else { within };
        let beyond = if level > run { self.most(run + 1..=level) } else { 0 };
        within.saturating_add(beyond)
    }

    /// Whether the characters that must have several bytes are few enough.
    fn bytes_fit(&self) -> bool {
        let limits = self.demand.max.iter().filter(|(_, unit, _)| *unit == "bytes");
        let Some(limit) = limits.map(|(max, ..)| *max).min() else { return true };
        let wide = |kind: &&Kind| kind.bytes > 1;
        let Some(bytes) = self.kinds.iter().filter(wide).map(|kind| kind.bytes).min() else {
            return true;
        };
        let narrow = |levels: std::ops::RangeInclusive<usize>| {
            let kinds = self.kinds.iter().filter(|kind| kind.bytes == 1);
            self.most_of(kinds.filter(|kind| levels.contains(&kind.level)))
        };
        let mut needed = self.length.saturating_sub(narrow(0..=LEVELS - 1));
        for level in SYMBOLS..LEVELS {
            let symbols = self.needs.get(level).copied().unwrap_or_default();
            needed = symbols.saturating_sub(narrow(SYMBOLS..=level)).max(needed);
        }
        let forced = self.forced.iter().flatten().filter_map(|index| self.kinds.get(*index));
        let forced = u32::try_from(forced.filter(wide).count()).unwrap_or(u32::MAX);
        self.length.saturating_add(needed.max(forced).saturating_mul(bytes - 1)) <= limit
    }

    /// Whether so many characters that nothing asks for yet suffice to have enough different ones
    /// and enough weight.
    ///
    /// The next character of a group is a new one, or counts twice, or both, as long as there are
    /// any: those that are both are taken first.
    fn gains(&self, groups: &[Group], free: u32) -> bool {
        let sum = |of: fn(&Group) -> u32| groups.iter().map(of).fold(0, u32::saturating_add);
        let different = sum(|group| group.different);
        let credited = sum(|group| group.min.min(group.credit));
        let weight = self.demand.detail.weight.map_or(0, |(min, ..)| min);
        let lacking = self.demand.detail.distinct.saturating_sub(different);
        let light = weight.saturating_sub(self.length).saturating_sub(credited);
        let (mut both, mut new, mut heavy) = (0_u32, 0_u32, 0_u32);
        for group in groups {
            let room = group.max - group.min;
            let fresh = (group.size - group.different).min(room);
            let twice = group.credit.saturating_sub(group.min).min(room);
            let shared = fresh.min(twice).min(group.fresh);
            both = both.saturating_add(shared);
            new = new.saturating_add(fresh - shared);
            heavy = heavy.saturating_add(twice - shared);
        }
        let both = both.min(lacking.max(light));
        let (lacking, light) = (lacking.saturating_sub(both), light.saturating_sub(both));
        lacking <= new
            && light <= heavy
            && both.saturating_add(lacking).saturating_add(light) <= free
    }

    /// Characters that must be there to begin and to end with; none where there are too few.
    fn forced_in(&self, level: usize) -> Option<u32> {
        let mut forced = 0;
        for (index, kind) in self.kinds.iter().enumerate().filter(|(_, kind)| kind.level == level) {
            let here = self.forced.iter().filter(|forced| **forced == Some(index)).count();
            let here = u32::try_from(here).unwrap_or(u32::MAX);
            if here > self.most_of([kind].into_iter()) {
                return None;
            }
            forced += here;
        }
        Some(forced)
    }

    fn size(&self, levels: std::ops::RangeInclusive<usize>) -> u32 {
        let kinds = self.kinds.iter().filter(|kind| levels.contains(&kind.level));
        kinds.fold(0, |sum, kind| kind.size.saturating_add(sum))
    }

    /// Most characters of some levels.
    fn most(&self, levels: std::ops::RangeInclusive<usize>) -> u32 {
        self.most_of(self.kinds.iter().filter(|kind| levels.contains(&kind.level)))
    }

    fn most_of<'k>(&self, kinds: impl Iterator<Item = &'k Kind>) -> u32 {
        let run = self.demand.detail.identical_run;
        let each = run.map_or(self.length, |max| self.apart(max));
        let each = each.min(self.demand.detail.occurrences.unwrap_or(u32::MAX));
        kinds.fold(0, |sum: u32, kind| kind.size.saturating_mul(each).saturating_add(sum))
    }

    /// Most characters of one class.
    fn most_neighbours(&self) -> u32 {
        self.demand.detail.class_run.map_or(u32::MAX, |(max, _)| self.apart(max))
    }

    /// Most characters of which no more than `max` stand together: the others stand between them.
    const fn apart(&self, max: u32) -> u32 {
        let apart = (max as u64 * (self.length as u64 + 1)) / (max as u64 + 1);
        if apart < self.length as u64 { apart as u32 } else { self.length }
    }
}

/// Characters to begin and to end with, and one of each class.
const EDGES_AND_CLASSES: u32 = 8;
