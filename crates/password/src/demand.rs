//! What all rules of a policy ask of every password together, and where that contradicts itself.
//!
//! Each bound is necessary, none is sufficient: what is refused here no password can satisfy.

use wicketgate_core::{
    field::Reader,
    json::{Value, pointer},
};

use crate::Class;

/// Bounds on every accepted password, gathered from the rules.
#[derive(Debug, Default)]
pub struct Demand {
    allowed: Vec<(Alphabet, Source)>,
    classes: Vec<(u32, Vec<Class>, Source)>,
    max: Vec<(u32, &'static str, Source)>,
    min_chars: Vec<(u32, Source)>,
    of_class: Vec<(u32, Class, Source)>,
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

    /// At least so many of these classes.
    pub fn classes(&mut self, min: u32, classes: Vec<Class>, source: Source) {
        self.classes.push((min, classes, source));
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

    /// Reports every contradiction at the option that asks for more.
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
            reader.fail(find(source), &at, "contradiction", message);
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

fn allows(alphabet: &Alphabet, class: Class) -> bool {
    alphabet.get(class as usize).copied().unwrap_or_default()
}
