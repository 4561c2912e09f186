//! What all rules of a policy ask of every password together, and where that contradicts itself.
//!
//! Each bound is necessary, none is sufficient: what is refused here no password can satisfy. With
//! the feature `policy` all that is demanded is then weighed together; the rest of [`Demand`] is for
//! that, and the base build, whose documents a server already accepted, keeps none of it.

#[cfg(feature = "policy")]
use wicketgate_core::{
    field::Reader,
    json::{Value, pointer},
};

use crate::Class;

/// Bounds on every accepted password, gathered from the rules.
#[derive(Debug, Default)]
pub struct Demand {
    allowed: Vec<(Alphabet, Source)>,
    pub(crate) classes: Vec<(u32, Vec<Class>, Source)>,
    pub(crate) max: Vec<(u32, &'static str, Source)>,
    pub(crate) min_chars: Vec<(u32, Source)>,
    pub(crate) of_class: Vec<(u32, Class, Source)>,
    pub(crate) detail: Detail,
}

/// What is demanded beyond the bounds that are compared pair by pair.
#[derive(Debug, Default)]
pub(crate) struct Detail {
    /// The symbol mode of `classes`.
    pub(crate) classes_mode: Option<&'static str>,
    /// Most neighbours of one class, and the symbol mode.
    pub(crate) class_run: Option<(u32, &'static str)>,
    /// Fewest different characters.
    pub(crate) distinct: u32,
    /// Most equal neighbours.
    pub(crate) identical_run: Option<u32>,
    /// Characters that rules treat apart from their like; none where every character is permitted.
    pub(crate) named: Option<String>,
    /// Most occurrences of a character.
    pub(crate) occurrences: Option<u32>,
    /// The symbol mode of `symbol`.
    pub(crate) symbol_mode: Option<&'static str>,
    /// What a password must have by its length, and the symbol mode.
    pub(crate) tiers: Option<(Vec<Tier>, &'static str)>,
    /// Characters of which some count twice: how many in all, how many of each class, and the
    /// symbol mode.
    pub(crate) weight: Option<(u32, [u32; Class::NAMES.len()], &'static str)>,
}

/// What a password of at least `from` characters, and less than the next tier's, must have.
#[derive(Clone, Copy, Debug)]
pub struct Tier {
    /// Fewest classes.
    pub classes: u32,
    /// Where the tier begins, in characters.
    pub from: u32,
    /// Fewest characters of each class.
    pub of_class: [u32; Class::NAMES.len()],
}

/// Which characters may stand in a password: for each class, whether one of them may.
pub type Alphabet = [bool; Class::NAMES.len()];

/// The option that asks: rule code and option name.
type Source = (&'static str, &'static str);

impl Demand {
    /// At least so many characters.
    pub fn min_chars(&mut self, min: u32, source: Source) {
        self.min_chars.push((min, source));
    }

    /// At most so many of a unit that is never smaller than a character.
    pub fn max(&mut self, max: u32, unit: &'static str, source: Source) {
        self.max.push((max, unit, source));
    }

    /// At least so many characters of a class.
    pub fn of_class(&mut self, min: u32, class: Class, source: Source) {
        self.of_class.push((min, class, source));
    }

    /// At least so many symbols of a mode.
    pub fn symbols(&mut self, min: u32, mode: &'static str, source: Source) {
        self.of_class(min, Class::Symbol, source);
        self.detail(|detail| detail.symbol_mode = Some(mode));
    }

    /// At least so many of these classes, symbols being of a mode.
    pub fn classes(&mut self, min: u32, classes: Vec<Class>, mode: &'static str, source: Source) {
        self.classes.push((min, classes, source));
        self.detail(|detail| detail.classes_mode = Some(mode));
    }

    /// No characters but those of an alphabet.
    pub fn allowed(&mut self, alphabet: Alphabet, source: Source) {
        self.allowed.push((alphabet, source));
    }

    /// Whether a password of so many letters, digits and symbols can meet lengths and classes; its
    /// letters may be of either case.
    #[cfg(feature = "policy")]
    pub(crate) fn is_met_by(&self, letters: u32, digits: u32, symbols: u32) -> bool {
        let length = letters.saturating_add(digits).saturating_add(symbols);
        let of = |class: Class| match class {
            Class::Digit => digits,
            Class::Symbol => symbols,
            Class::Lowercase | Class::Uppercase => letters,
        };
        let minimum = |class: Class| {
            let of_class = self.of_class.iter().filter(|(_, asked, _)| *asked == class);
            of_class.map(|(min, ..)| *min).max().unwrap_or_default()
        };
        let cases = minimum(Class::Lowercase).saturating_add(minimum(Class::Uppercase));
        self.min_chars.iter().all(|(min, _)| *min <= length)
            && self.max.iter().all(|(max, ..)| length <= *max)
            && cases <= letters
            && self.of_class.iter().all(|(min, class, _)| *min <= of(*class))
            && self.classes.iter().all(|(min, classes, _)| {
                // One letter is of one case only.
                let both = [Class::Lowercase, Class::Uppercase];
                let both = letters == 1 && both.iter().all(|class| classes.contains(class));
                let present = classes.iter().filter(|class| of(**class) > 0).count();
                (*min as usize) + usize::from(both) <= present
            })
    }

    /// No more than so many neighbours of one class, symbols being of a mode.
    pub fn class_run(&mut self, max: u32, mode: &'static str) {
        self.detail(|detail| detail.class_run = Some((max, mode)));
    }

    /// At least so many different characters.
    pub fn distinct(&mut self, min: u32) {
        self.detail(|detail| detail.distinct = min);
    }

    /// No more than so many equal neighbours.
    pub fn identical_run(&mut self, max: u32) {
        self.detail(|detail| detail.identical_run = Some(max));
    }

    /// The rule does not permit every character; these it treats apart from their like.
    pub fn named<'c>(&mut self, characters: impl Iterator<Item = &'c char>) {
        self.detail(|detail| detail.named.get_or_insert_default().extend(characters));
    }

    /// No character more than so many times.
    pub fn occurrences(&mut self, max: u32) {
        self.detail(|detail| detail.occurrences = Some(max));
    }

    /// What a password must have by its length, symbols being of a mode.
    ///
    /// Tiers stand in the order of `from`; a password shorter than the first is asked for nothing.
    pub fn tiers(&mut self, tiers: Vec<Tier>, mode: &'static str) {
        self.detail(|detail| detail.tiers = Some((tiers, mode)));
    }

    /// At least so many characters, where at most so many of each class count twice.
    pub fn weight(&mut self, min: u32, credits: [u32; Class::NAMES.len()], mode: &'static str) {
        self.detail(|detail| detail.weight = Some((min, credits, mode)));
    }

    /// Whether bounds compared pair by pair say all that is demanded: then a policy without such a
    /// contradiction can be satisfied.
    ///
    /// Every character being permitted, those of each class are as many as anyone asks for.
    #[cfg(feature = "policy")]
    pub(crate) const fn is_plain(&self) -> bool {
        let Detail { class_run, named, tiers, weight, .. } = &self.detail;
        class_run.is_none() && named.is_none() && tiers.is_none() && weight.is_none()
    }

    /// Whether no minimum is above a maximum.
    #[cfg(feature = "policy")]
    pub(crate) fn is_consistent(&self) -> bool {
        let mins = self.min_chars.iter().map(|(min, _)| *min);
        let needed = mins.max().unwrap_or_default().max(self.needed_by_classes());
        self.max.iter().all(|(max, ..)| needed <= *max)
    }

    fn detail(&mut self, set: impl FnOnce(&mut Detail)) {
        if cfg!(feature = "policy") {
            set(&mut self.detail);
        }
    }

    /// Reports every contradiction at the option that asks for more.
    #[cfg(feature = "policy")]
    pub(crate) fn report(&self, rules: &Value<'_>, parent: &str, reader: &mut Reader) {
        let find = |(code, option): Source| {
            let rule = rules.get(code);
            rule.and_then(|rule| rule.get(option)).or(rule).unwrap_or(rules)
        };
        // Of two options that contradict each other, the one is named that somebody wrote: the
        // other may come from a preset, which has no line.
        let mut fail = |source: Source, other: Source, message: String| {
            let written = |source| find(source).place.line > 0;
            let source = if written(source) || !written(other) { source } else { other };
            let at = pointer(&pointer(parent, source.0), source.1);
            reader.fail(find(source), &at, "contradiction", format_args!("{message}"));
        };
        for (max, unit, limit) in &self.max {
            let limiter = limit.0;
            for (min, source) in self.min_chars.iter().filter(|(min, _)| min > max) {
                let message = format!(
                    "`{}` asks for at least {min} characters, and `{limiter}` allows {max} {unit}",
                    source.0
                );
                fail(*source, *limit, message);
            }
            let needed = self.needed_by_classes();
            if needed > *max {
                let message = format!(
                    "`{limiter}` allows {max} {unit}, and the character classes together need \
                     {needed} characters"
                );
                let asking = self.of_class.iter().map(|(.., source)| *source);
                let asking = asking.chain(self.classes.iter().map(|(.., source)| *source));
                fail(*limit, asking.last().unwrap_or(*limit), message);
            }
        }
        for (alphabet, limit) in &self.allowed {
            let limiter = limit.0;
            for (_, class, source) in self.of_class.iter().filter(|(min, ..)| *min > 0) {
                if !allows(alphabet, *class) {
                    let name = class.name();
                    let message =
                        format!("asks for the class `{name}`, and `{limiter}` allows none of it");
                    fail(*source, *limit, message);
                }
            }
            for (min, classes, source) in &self.classes {
                let possible = classes.iter().filter(|class| allows(alphabet, **class)).count();
                if (*min as usize) > possible {
                    let message = format!(
                        "asks for {min} classes, and `{limiter}` allows characters of {possible} of them"
                    );
                    fail(*source, *limit, message);
                }
            }
        }
    }

    /// Fewest characters with which the minima of all classes can be met.
    #[cfg(feature = "policy")]
    fn needed_by_classes(&self) -> u32 {
        let minimum = |class: Class| {
            let of_class = self.of_class.iter().filter(move |(_, asked, _)| *asked == class);
            of_class.map(|(min, ..)| *min).max().unwrap_or_default()
        };
        let minima = Class::ALL.into_iter().map(minimum).fold(0, u32::saturating_add);
        let more = self.classes.iter().map(|(min, classes, _)| {
            let met = classes.iter().filter(|class| minimum(**class) > 0).count();
            min.saturating_sub(u32::try_from(met).unwrap_or(u32::MAX))
        });
        minima.saturating_add(more.max().unwrap_or_default())
    }
}

#[cfg(feature = "policy")]
fn allows(alphabet: &Alphabet, class: Class) -> bool {
    alphabet.get(class as usize).copied().unwrap_or_default()
}
