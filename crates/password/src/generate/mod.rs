//! Passwords that satisfy a policy, made from entropy that the caller gives.
//!
//! # How
//! What the rules permit and count (lengths, classes, weights, tiers, alphabets, runs) is planned:
//! of all texts of one length that satisfy it, each is drawn as often as any other. The
//! rules then judge the text as they judge any password, and what they refuse is drawn again. So
//! each password of the chosen length and alphabet that the policy accepts is as probable as any
//! other. Of a policy that asks for more characters of each class than can be planned, the password
//! has as many of each class as are asked for. A rule that must ask a list of breached passwords is left to the caller. Passwords of words
//! are told about in `phrase`.
//!
//! # Entropy
//! The stated entropy is the binary logarithm of the number of passwords that could have been
//! answered, rounded down. Where everything that the rules ask is planned, the number is known.
//! Otherwise it is the number of planned texts, less what the rules refuse of them: of texts drawn
//! until [`WANTED`] were accepted, at most [`MAX_TRIES`], as many are counted as accepted as would
//! be too many only once in 2^28. It is never more than the 256 bits that the entropy is
//! condensed to, nor than the entropy has.

mod alphabet;
mod composition;
#[cfg(feature = "strength")]
mod phrase;
mod plan;
mod stream;
#[cfg(test)]
mod tests;

use wicketgate_core::{
    Code, Context, Secret,
    report::{Needs, Status},
};

use crate::{Candidate, Rules, candidate::count, demand::Demand, rules::Check, satisfy};
use alphabet::Alphabet;
use composition::Composition;
#[cfg(feature = "strength")]
pub use phrase::PhraseWish;
use plan::Plan;
use stream::Stream;

/// Fewest bytes of entropy.
pub const MIN_ENTROPY: usize = 32;
/// Longest password that is made, in characters.
pub const MAX_LENGTH: u32 = 256;

/// What is wanted.
pub struct Wish<'w> {
    /// At least [`MIN_ENTROPY`] bytes from a random source; all of them are used.
    pub entropy: &'w [u8],
    /// Characters; as many as have 80 bits where none are given, and as the policy asks.
    pub length: Option<u32>,
    /// Whether characters are welcome that are mistaken for each other, such as `O` and `0`.
    pub look_alikes: bool,
}

/// A password that satisfies the rules, as far as they can tell.
pub struct Generated {
    /// Binary logarithm, rounded down, of how many passwords could have been made.
    pub entropy_bits: u32,
    /// Characters.
    pub length: u32,
    /// What must still be known.
    pub needs: Option<Needs>,
    /// The password.
    pub password: Secret,
}

/// Why no password was made.
pub enum Refusal {
    /// There are fewer than [`MIN_ENTROPY`] bytes of entropy.
    Entropy,
    /// The rules that stood in the way.
    Rules(Vec<Code>),
}

impl Rules {
    /// Makes a password.
    ///
    /// # Errors
    ///
    /// Too little entropy, or rules that leave no password of that length, or hardly any.
    pub fn generate(&self, context: &Context, wish: &Wish<'_>) -> Result<Generated, Refusal> {
        if wish.entropy.len() < MIN_ENTROPY {
            return Err(Refusal::Entropy);
        }
        self.with_maker(context, wish.entropy, |maker| maker.make(wish))
    }

    /// Makes a password, of which no more entropy is stated than was given.
    fn with_maker(
        &self,
        context: &Context,
        entropy: &[u8],
        make: impl FnOnce(&Maker<'_>) -> Result<Generated, Refusal>,
    ) -> Result<Generated, Refusal> {
        let checks: Vec<&dyn Check> = self.known().map(|(_, check)| check).collect();
        let mut demand = Demand::default();
        checks.iter().for_each(|check| check.demand(&mut demand));
        let is_stated = checks.iter().all(|check| check.is_stated());
        let maker = Maker { checks: &checks, context, demand: &demand, is_stated, rules: self };
        let mut made = make(&maker)?;
        let entropy = u32::try_from(entropy.len()).unwrap_or(u32::MAX);
        made.entropy_bits = made.entropy_bits.min(MAX_BITS).min(entropy.saturating_mul(8));
        Ok(made)
    }
}

/// The rules and all that they say.
struct Maker<'m> {
    checks: &'m [&'m dyn Check],
    context: &'m Context,
    demand: &'m Demand,
    is_stated: bool,
    rules: &'m Rules,
}

impl Maker<'_> {
    fn make(&self, wish: &Wish<'_>) -> Result<Generated, Refusal> {
        let named = self.demand.detail.named.as_deref().unwrap_or_default();
        let mut stream = Stream::new(wish.entropy);
        let (mut steps, mut tried) = (MAX_PLAN_STEPS, Vec::new());
        let mut refusing = vec![false; self.rules.items().len()];
        for characters in alphabet::alphabets(named, wish.look_alikes) {
            let alphabet = Alphabet::new(self.checks, characters.into_iter());
            if alphabet.letters == tried {
                continue;
            }
            let made = if let Some((plan, bits)) = self.plan(&alphabet, wish.length, &mut steps) {
                let wanted = if self.is_known(&plan) { 1 } else { WANTED };
                let draw = || plan.draw(&mut stream);
                self.draw((bits, wanted), &mut refusing, draw)
            } else if steps == 0 {
                Composition::new(self, &alphabet, wish.length).and_then(|composition| {
                    let draw = || composition.draw(&mut stream);
                    self.draw((composition.bits(), WANTED), &mut refusing, draw)
                })
            } else {
                None
            };
            if let Some(made) = made {
                return Ok(made);
            }
            tried = alphabet.letters;
        }
        let codes = self.rules.items().iter().zip(&refusing).filter(|(_, refuses)| **refuses);
        let codes: Vec<Code> = codes.map(|(item, _)| item.code.clone()).collect();
        Err(Refusal::Rules(if codes.is_empty() { self.in_the_way(wish.length) } else { codes }))
    }

    /// A plan of the wanted length; without one, of the shortest that has enough bits.
    fn plan<'p>(
        &'p self,
        alphabet: &'p Alphabet,
        length: Option<u32>,
        steps: &mut usize,
    ) -> Option<(Plan<'p>, u32)> {
        let mut plan = |length| {
            let plan = Plan::new(self.demand, alphabet, length, steps)?;
            let bits = plan.bits()?;
            Some((plan, bits))
        };
        let (shortest, longest) = self.lengths();
        if shortest > longest || alphabet.letters.is_empty() {
            return None;
        }
        if let Some(length) = length {
            return (shortest..=longest).contains(&length).then(|| plan(length))?;
        }
        let start = USUAL_LENGTH.clamp(shortest, longest);
        let may_hold = |length: &u32| satisfy::may_hold_at(self.checks, *length);
        let mut best = None;
        let lengths = (start..=longest).skip_while(|length| !may_hold(length));
        for length in lengths.take(MAX_LENGTHS).take_while(may_hold) {
            let Some((plan, bits)) = plan(length) else { continue };
            let enough = if self.is_known(&plan) { ENOUGH_BITS } else { ENOUGH_BITS + LEAST_LOST };
            best = Some((plan, bits));
            if bits >= enough {
                break;
            }
        }
        best.or_else(|| (shortest..start).rev().take(MAX_LENGTHS).filter(may_hold).find_map(plan))
    }

    /// Fewest and most characters; a character has a byte at least.
    fn lengths(&self) -> (u32, u32) {
        let shortest = self.demand.min_chars.iter().map(|(min, _)| *min).max();
        let longest = self.demand.max.iter().map(|(max, ..)| *max).min();
        (shortest.unwrap_or_default().max(1), longest.unwrap_or(MAX_LENGTH).min(MAX_LENGTH))
    }

    /// Whether each text of a plan satisfies the rules.
    fn is_known(&self, plan: &Plan<'_>) -> bool {
        self.is_stated && plan.is_whole()
    }

    /// Draws until enough texts were accepted to tell how many are; answers the first of them.
    fn draw(
        &self,
        (bits, wanted): (u32, u32),
        refusing: &mut [bool],
        mut draw: impl FnMut() -> Option<String>,
    ) -> Option<Generated> {
        let (mut first, mut accepted, mut tries) = (None, 0, 0);
        while accepted < wanted && tries < MAX_TRIES {
            tries += 1;
            let judged = draw().and_then(|text| {
                let needs = self.judge(&text, refusing)?;
                Some((text, needs))
            });
            if let Some(judged) = judged {
                accepted += 1;
                first.get_or_insert(judged);
            }
        }
        let (text, Judged { needs }) = first?;
        let lost = if wanted == 1 { 0 } else { lost_bits(accepted, tries) };
        Some(Generated {
            entropy_bits: bits.saturating_sub(lost),
            length: count(text.chars()),
            needs,
            password: Secret::new(text),
        })
    }

    /// What the rules say of a text; none where one of them refuses it.
    fn judge(&self, text: &str, refusing: &mut [bool]) -> Option<Judged> {
        let candidate = Candidate::within(text, self.context)?;
        let (mut needs, mut holds) = (None, candidate.text() == text);
        for ((_, finding), refuses) in self.rules.check(&candidate).zip(refusing) {
            let is_violated = finding.status == Status::Violated;
            *refuses |= is_violated;
            holds &= !is_violated;
            needs = needs.or_else(|| finding.question());
        }
        holds.then_some(Judged { needs })
    }

    /// The rules of which no password of the wanted length satisfies all; every rule, where that is
    /// not known.
    fn in_the_way(&self, length: Option<u32>) -> Vec<Code> {
        let core = satisfy::conflict(self.checks, Some(length.unwrap_or(MAX_LENGTH)));
        let in_core = |index: &usize| core.as_ref().is_none_or(|core| core.contains(index));
        let codes = self.rules.known().enumerate().filter(|(index, _)| in_core(index));
        codes.map(|(_, (code, _))| code.clone()).collect()
    }
}

/// A text that no rule refuses.
struct Judged {
    needs: Option<Needs>,
}

/// Bits by which there are fewer accepted texts than texts, where so many of so many were accepted.
///
/// With a share `a` of texts accepted, `c` of `t` are accepted with a probability below
/// `(t * a)^c / c!` and below `exp(t * a - c) * (t * a / c)^c`. The table gives the `t * a` with
/// which that is below 2^-29, as a binary logarithm, rounded down: the share is larger.
fn lost_bits(accepted: u32, tries: u32) -> u32 {
    let table = [(32, 3), (16, 0), (8, -2), (4, -7), (2, -15), (1, -30)];
    let expected =
        table.into_iter().find(|(least, _)| accepted >= *least).map_or(-30, |found| found.1);
    let tries = i64::from(tries.next_power_of_two().ilog2());
    u32::try_from(tries - expected).unwrap_or_default()
}

/// Accepted texts that tell how many there are.
const WANTED: u32 = 32;
/// Bits lost at least where it is not known how many texts the rules accept.
const LEAST_LOST: u32 = 2;
/// Most texts that are drawn.
///
/// SECURITY: a policy may leave one text in a million; each text costs some microseconds.
const MAX_TRIES: u32 = 1_024;
/// Most steps of all plans.
///
/// SECURITY: a policy may ask for a hundred characters of each class, and each length is planned.
const MAX_PLAN_STEPS: usize = 600_000;
/// Bits that are enough where no length is asked for.
const ENOUGH_BITS: u32 = 80;
/// The shortest length with as many from the usual alphabet.
const USUAL_LENGTH: u32 = 13;
/// Most lengths that are planned.
const MAX_LENGTHS: usize = 48;
/// Bits that entropy is condensed to.
const MAX_BITS: u32 = 256;
