//! Phrases that satisfy a policy: words that are drawn, and what the rules ask for beside them.
//!
//! # How
//! Styles are tried in an order: [`COUNTS`] words, with the separator and without one, plain, with
//! capitals, with a digit, with a symbol. Of one style all phrases are as probable as each other: the
//! words are drawn so that the length fits, and the rules judge the text as they judge any password;
//! what they refuse is drawn again. So is a text that can be read as another phrase of its style:
//! no text comes about in two ways. The first style is taken of whose words the rules refuse no more
//! than [`MOST_LOST`] bits; where there is none, the first of the number of words with most bits.
//!
//! # Entropy
//! As for characters: the binary logarithm, rounded down, of how many phrases of the style could have
//! been answered, less what the rules refuse of them.

mod lengths;
mod split;
mod style;
#[cfg(test)]
mod tests;

use wicketgate_core::{Code, Context, Secret};

use super::{Generated, Judged, MIN_ENTROPY, Maker, Refusal, WANTED, lost_bits, stream::Stream};
use crate::{Class, Place, Rules, candidate::count, demand::Demand, strength::words::phrase};
use lengths::Lengths;
use style::Style;

/// What phrase is wanted.
pub struct PhraseWish<'w> {
    /// At least [`MIN_ENTROPY`] bytes from a random source; all of them are used.
    pub entropy: &'w [u8],
    /// Whether digits are welcome that are mistaken for letters; without, they stand where the policy
    /// permits no others.
    pub look_alikes: bool,
    /// What stands between words where the policy permits it.
    pub separator: &'w str,
}

impl Rules {
    /// Makes a phrase: a password of words.
    ///
    /// # Errors
    ///
    /// Too little entropy, or rules that leave no phrase, or hardly any: then those are named that
    /// refused the phrase which fewest refused.
    pub fn phrase(&self, context: &Context, wish: &PhraseWish<'_>) -> Result<Generated, Refusal> {
        if wish.entropy.len() < MIN_ENTROPY {
            return Err(Refusal::Entropy);
        }
        self.with_maker(context, wish.entropy, |maker| {
            let phrases = Phrases { maker, styles: maker.styles(wish) };
            phrases.make(&mut Stream::new(wish.entropy))
        })
    }
}

impl Maker<'_> {
    /// The styles in their order, without those that are the same as another.
    fn styles(&self, wish: &PhraseWish<'_>) -> Vec<Style> {
        let permits =
            |character| self.checks.iter().all(|check| check.permits(character, Place::Anywhere));
        let digits: Vec<char> = ('0'..='9').filter(|digit| permits(*digit)).collect();
        let is_plain = |digit: &char| wish.look_alikes || !LOOK_ALIKES.contains(*digit);
        let plain: Vec<char> = digits.iter().copied().filter(is_plain).collect();
        let digits = if plain.is_empty() { digits } else { plain };
        // A symbol of the separator would be one of its own.
        let symbols = SYMBOLS.chars().filter(|symbol| !wish.separator.contains(*symbol));
        let symbols: Vec<char> = symbols.filter(|symbol| permits(*symbol)).collect();
        let mut styles = Vec::new();
        for words in COUNTS {
            let none = (!wish.separator.is_empty()).then_some("");
            for separator in [wish.separator].into_iter().chain(none) {
                for (capitals, digit, symbol) in KINDS {
                    let of = |wanted, set: &[char]| if wanted { set.to_vec() } else { Vec::new() };
                    let style = Style {
                        capitals,
                        digits: of(digit, &digits),
                        separator: separator.to_owned(),
                        symbols: of(symbol, &symbols),
                        words,
                    };
                    let lacks = digit && digits.is_empty() || symbol && symbols.is_empty();
                    if !lacks {
                        styles.push(style);
                    }
                }
            }
        }
        styles
    }
}

/// The rules, and the styles of phrases to try.
struct Phrases<'p> {
    maker: &'p Maker<'p>,
    styles: Vec<Style>,
}

/// What stands in the way of phrases.
#[derive(Default)]
struct Blame {
    /// The rules that refused the text which fewest refused.
    fewest: Option<Vec<bool>>,
    /// Texts that were judged.
    judged: u32,
}

impl Phrases<'_> {
    fn make(&self, stream: &mut Stream) -> Result<Generated, Refusal> {
        let mut blame = Blame::default();
        let mut best: Option<Generated> = None;
        for probes in PROBES {
            let mut found = 0;
            for style in &self.styles {
                if style.words == found {
                    continue;
                }
                let drawn = self.draw(style, probes, &mut blame, stream);
                let Some(made) = drawn else { continue };
                if made.entropy_bits + MOST_LOST >= style.words * phrase::COUNT.ilog2() {
                    return Ok(made);
                }
                found = style.words;
                if best.as_ref().is_none_or(|best| best.entropy_bits < made.entropy_bits) {
                    best = Some(made);
                }
            }
            if let Some(best) = best {
                return Ok(best);
            }
        }
        Err(Refusal::Rules(self.codes(blame.fewest)))
    }

    /// Draws phrases of a style; none where the first ones are refused.
    fn draw(
        &self,
        style: &Style,
        probes: u32,
        blame: &mut Blame,
        stream: &mut Stream,
    ) -> Option<Generated> {
        let demand = self.maker.demand;
        let (least, most) = style.letters_within(demand);
        let planned = Lengths::new(style.words, least, most);
        let Some(bits) = planned.bits(style.extras()) else {
            // One that is too short or too long tells what refuses it.
            let text = style.draw(&Lengths::new(style.words, 0, u32::MAX), stream)?;
            self.judge(&text, blame);
            return None;
        };
        let is_known = self.maker.is_stated && style.is_sure(demand, &planned);
        let wanted = if is_known { 1 } else { WANTED };
        let (mut first, mut accepted, mut tries) = (None, 0, 0);
        while accepted < wanted && tries < MAX_TRIES && (accepted > 0 || tries < probes) {
            if blame.judged >= MAX_JUDGED {
                break;
            }
            tries += 1;
            let Some(text) = style.draw(&planned, stream) else { continue };
            if let Some(judged) = self.judge(&text, blame) {
                if style.is_clear(&text) {
                    accepted += 1;
                    first.get_or_insert((text, judged));
                }
            } else if accepted == 0 && self.never_fits(style, &text) {
                return None;
            }
        }
        let (text, Judged { needs }) = first?;
        let lost = if is_known { 0 } else { lost_bits(accepted, tries) };
        Some(Generated {
            entropy_bits: bits.saturating_sub(lost),
            length: count(text.chars()),
            needs,
            password: Secret::new(text),
        })
    }

    /// What the rules say of a text; those that refuse it are remembered where they are fewest.
    fn judge(&self, text: &str, blame: &mut Blame) -> Option<Judged> {
        blame.judged += 1;
        let mut refusing = vec![false; self.maker.rules.items().len()];
        let judged = self.maker.judge(text, &mut refusing);
        let number = |of: &[bool]| of.iter().filter(|refuses| **refuses).count();
        let refused = number(&refusing);
        let is_fewest = blame.fewest.as_ref().is_none_or(|fewest| refused < number(fewest));
        if refused > 0 && is_fewest {
            blame.fewest = Some(refusing);
        }
        judged
    }

    /// Whether what refuses a text refuses every phrase of its style: what it has of capitals, digits
    /// and symbols they all have.
    fn never_fits(&self, style: &Style, text: &str) -> bool {
        let Demand { of_class, classes, detail, .. } = self.maker.demand;
        let has = |class: Class, mode: Option<&str>| {
            let mode = mode.or(Class::MODES.last().copied()).unwrap_or_default();
            count(text.chars().filter(|character| class.contains(*character, mode)))
        };
        let is_short = of_class.iter().any(|(min, class, _)| {
            !matches!(class, Class::Lowercase) && has(*class, detail.symbol_mode) < *min
        });
        let is_plain = classes.iter().any(|(min, classes, _)| {
            let present = classes.iter().filter(|class| has(**class, detail.classes_mode) > 0);
            present.count() < *min as usize
        });
        let permits = |character: char| {
            self.maker.checks.iter().all(|check| check.permits(character, Place::Anywhere))
        };
        let is_forbidden = !style.separator.chars().all(permits)
            || !('a'..='z').any(permits)
            || style.capitals && !('A'..='Z').any(permits);
        is_short || is_plain || is_forbidden
    }

    /// The rules that refused; every rule, where none did.
    fn codes(&self, refusing: Option<Vec<bool>>) -> Vec<Code> {
        let items = self.maker.rules.items();
        let refusing = refusing.unwrap_or_else(|| vec![true; items.len()]);
        let codes = items.iter().zip(refusing).filter(|(_, refuses)| *refuses);
        codes.map(|(item, _)| item.code.clone()).collect()
    }
}

/// How many words, in the order in which they are tried: 72 bits, then more for a policy that asks
/// for length, then fewer for one that forbids it.
const COUNTS: [u32; 9] = [6, 7, 8, 10, 12, 5, 4, 3, 2];
/// Whether words begin with capitals, and whether there is a digit and a symbol.
const KINDS: [(bool, bool, bool); 8] = [
    (false, false, false),
    (true, false, false),
    (false, true, false),
    (true, true, false),
    (false, false, true),
    (true, false, true),
    (false, true, true),
    (true, true, true),
];
/// What is read aloud and found on a keyboard most easily.
const SYMBOLS: &str = "!#$%&*+=?@";
/// Digits that are mistaken for letters.
const LOOK_ALIKES: &str = "01";
/// Phrases of each style that are drawn before the next is tried: a few, and once more.
const PROBES: [u32; 2] = [8, 32];
/// Most phrases of one style that are drawn.
const MAX_TRIES: u32 = 512;
/// Most phrases that are judged.
///
/// SECURITY: a policy may leave none at all; each costs some microseconds, and some hundred where
/// the rules estimate strength.
const MAX_JUDGED: u32 = 2_048;
/// Bits that the rules may refuse of a style before another number of words is tried as well.
const MOST_LOST: u32 = 8;
