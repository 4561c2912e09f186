//! In how many ways a word is written: the arithmetic that several patterns share.
//!
//! Numbers are computed step by step as zxcvbn computes them, so that they round as they do there.

/// Ways to choose 1, 2, … of `n`; the item at `k - 1` is for `k`. Endless, and zero beyond `n`.
pub(super) fn choices(n: usize) -> impl Iterator<Item = f64> {
    let mut ways = 1.0;
    let mut left = float(n);
    (1u32..).map(move |k| {
        ways = ways * left / f64::from(k);
        left = if left > 0.0 { left - 1.0 } else { 0.0 };
        ways
    })
}

/// Ways to write a word that has so many characters of one kind and so many of the other.
///
/// One kind alone only doubles the ways.
pub(super) fn mixed(one: usize, other: usize) -> f64 {
    match one.min(other) {
        0 => 2.0,
        fewer => choices(one.saturating_add(other)).take(fewer).sum(),
    }
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Capitals {
    /// Every letter.
    All,
    /// The last character.
    End,
    /// Some.
    Mixed,
    /// No letter.
    None,
    /// The first character.
    Start,
}

impl Capitals {
    /// Looks at A-Z and a-z, as zxcvbn does.
    pub(super) fn of(token: &[char]) -> Self {
        let has_upper = |part: &[char]| part.iter().any(char::is_ascii_uppercase);
        if !has_upper(token) {
            return Self::None;
        }
        if let [first, rest @ ..] = token
            && first.is_ascii_uppercase()
            && !rest.is_empty()
            && !has_upper(rest)
        {
            return Self::Start;
        }
        if !token.iter().any(char::is_ascii_lowercase) {
            return Self::All;
        }
        match token {
            [start @ .., last] if last.is_ascii_uppercase() && !has_upper(start) => Self::End,
            _ => Self::Mixed,
        }
    }

    /// Ways that this is tried.
    pub(super) fn ways(self, token: &[char]) -> f64 {
        let count = |is: fn(&char) -> bool| token.iter().filter(|character| is(character)).count();
        match self {
            Self::None => 1.0,
            Self::All | Self::End | Self::Start => 2.0,
            Self::Mixed => mixed(count(char::is_ascii_uppercase), count(char::is_ascii_lowercase)),
        }
    }
}

/// A count as a number that is multiplied; counts are bounded by the size of a password.
pub(super) fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
