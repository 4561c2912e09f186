//! Texts with a number of characters of each class, for policies that ask for more than is planned.
//!
//! A policy that asks for forty characters of each of three classes has more states than a plan
//! follows. The classes are then dealt out beforehand: what is asked of each, and the rest of the one
//! with most characters. Of all texts that have as many of each, each is as probable as any other. They
//! are fewer than the policy accepts, but as long as what they are for, and so more than 2^256.

use super::{Maker, USUAL_LENGTH, alphabet::Alphabet, stream::Stream};
use crate::Class;

/// Characters of each class, and how many of them a text has.
pub(super) struct Composition {
    parts: Vec<(Vec<char>, u32)>,
}

impl Composition {
    /// A text of the wanted length, or the shortest that has what is asked for; none where there is
    /// no such text.
    pub(super) fn new(maker: &Maker<'_>, alphabet: &Alphabet, length: Option<u32>) -> Option<Self> {
        let demand = maker.demand;
        let mode = demand.detail.symbol_mode.unwrap_or(Class::DEFAULT_MODE);
        let tiers = demand.detail.tiers.iter().flat_map(|(tiers, _)| tiers);
        let (mut parts, mut needed) = (Vec::new(), 0);
        for class in Class::ALL {
            let of_class = demand.of_class.iter().filter(|(_, asked, _)| *asked == class);
            let of_tiers =
                tiers.clone().filter_map(|tier| tier.of_class.get(class as usize).copied());
            let asked = of_class.map(|(min, ..)| *min).chain(of_tiers).max().unwrap_or_default();
            let letters = alphabet.letters.iter().map(|(letter, _)| *letter);
            let letters: Vec<char> =
                letters.filter(|letter| class.contains(*letter, mode)).collect();
            if letters.is_empty() && asked > 0 {
                return None;
            }
            let any = u32::from(!demand.classes.is_empty());
            let count = if letters.is_empty() { 0 } else { asked.max(any) };
            needed += count;
            parts.push((letters, count));
        }
        let (shortest, longest) = maker.lengths();
        let length = length.unwrap_or_else(|| USUAL_LENGTH.max(shortest).max(needed));
        let rest = length.checked_sub(needed).filter(|_| (shortest..=longest).contains(&length))?;
        let (_, count) = parts.iter_mut().max_by_key(|(letters, _)| letters.len())?;
        *count += rest;
        Some(Self { parts })
    }

    /// Bits that the characters have, whatever their order.
    pub(super) fn bits(&self) -> u32 {
        let bits = |letters: &[char]| letters.len().max(1).ilog2();
        self.parts.iter().map(|(letters, count)| bits(letters) * count).sum()
    }

    /// A text, each as probable as the others.
    pub(super) fn draw(&self, stream: &mut Stream) -> Option<String> {
        let mut classes = Vec::new();
        for (letters, count) in &self.parts {
            classes.extend((0..*count).map(|_| letters));
        }
        for end in (1..classes.len()).rev() {
            let other = stream.below(u32::try_from(end).ok()? + 1);
            classes.swap(end, usize::try_from(other).ok()?);
        }
        let mut text = String::new();
        for letters in classes {
            let index = stream.below(u32::try_from(letters.len()).ok()?);
            text.push(*letters.get(usize::try_from(index).ok()?)?);
        }
        Some(text)
    }
}
