//! What a `pattern` of HTML says, in the words of the format.
//!
//! Sites write their password rules as regular expressions of one shape: an anchor, a lookahead
//! `(?=.*[…])` for each set of which a character must occur, and then the alphabet with a count,
//! `[…]{8,20}`. That shape is read, and nothing else: no regular expression is ever run. The time
//! is proportional to the length of the pattern.
//!
//! A set is what the expression says it is: letters and digits one by one, ranges, `\d`, `\w`, and
//! characters behind a backslash. Where `-` makes no range, as in `\]-!`, it stands for itself; a
//! count behind `*` or `+` is read as if it stood alone. Browsers ignore a pattern with either
//! mistake, but what its author meant is plain.

use super::{
    Ascii, PasswordRules, Set,
    cursor::Cursor,
    merge::{Clause, Pool, Wide, merge},
};

/// What a pattern says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pattern {
    /// Whether every character may stand in a password, those of `rules` and any other. The format
    /// cannot say that beside a required set without adding every character to what is generated.
    pub is_open: bool,
    /// The pattern as rules.
    pub rules: PasswordRules,
}

/// Reads a pattern; `None` where it says something that the format cannot, or in another shape.
#[must_use]
pub fn parse(pattern: &str) -> Option<Pattern> {
    let mut cursor = Cursor::new(pattern.trim());
    cursor.eat('^');
    let mut required = Vec::new();
    while cursor.eat_word("(?=.*") {
        required.push(set(&mut cursor)?);
        if !cursor.eat(')') {
            return None;
        }
    }
    let alphabet = if cursor.eat('.') { None } else { Some(set(&mut cursor)?) };
    let is_repeated = cursor.eat('*') || cursor.eat('+');
    let (min, max) = if cursor.eat('{') { count(&mut cursor)? } else { (None, None) };
    cursor.eat('$');
    if !cursor.is_at_end() {
        return None;
    }
    // What is required is allowed: of both, only what the alphabet has can occur.
    let within = |set: &mut Ascii| {
        *set = set.and(alphabet.unwrap_or(Ascii::PRINTABLE));
        !set.is_empty()
    };
    if !required.iter_mut().all(within) {
        return None;
    }
    let named = [Ascii::DIGIT, Ascii::LOWER, Ascii::UPPER];
    let only = alphabet.filter(|set| {
        is_repeated && required.is_empty() && (min, max) == (None, None) && named.contains(set)
    });
    required.extend(only);
    let clauses = clauses(&required, alphabet, min, max);
    Some(Pattern { is_open: alphabet.is_none(), rules: merge(clauses, Wide::First) })
}

fn clauses(
    required: &[Ascii],
    alphabet: Option<Ascii>,
    min: Option<u64>,
    max: Option<u64>,
) -> Vec<Clause> {
    let pool = |set: Ascii| {
        let mut pool = Pool::default();
        pool.name(Set::Ascii(set));
        pool
    };
    let listed = required.iter().fold(Ascii::NONE, |all, set| all.or(*set));
    let mut clauses: Vec<Clause> =
        required.iter().map(|set| Clause::Required(pool(*set))).collect();
    let more = alphabet.map(|alphabet| alphabet.minus(listed)).filter(|set| !set.is_empty());
    clauses.extend(more.map(|set| Clause::Allowed(pool(set))));
    clauses.extend(min.filter(|min| *min > 0).map(Clause::MinLength));
    clauses.extend(max.filter(|max| *max > 0).map(Clause::MaxLength));
    clauses
}

/// The numbers of `{8,20}`, `{8,}` or `{8}`, behind the brace.
fn count(cursor: &mut Cursor<'_>) -> Option<(Option<u64>, Option<u64>)> {
    let min = cursor.number()?;
    let max = if cursor.eat(',') { cursor.number() } else { Some(min) };
    let is_possible = max.is_none_or(|max| max >= min);
    (cursor.eat('}') && is_possible).then_some((Some(min), max))
}

/// A set: `[…]`, or `\d` or `\w` alone.
fn set(cursor: &mut Cursor<'_>) -> Option<Ascii> {
    if cursor.sees("\\") {
        return shorthand(item(cursor)?);
    }
    if !cursor.eat('[') || cursor.sees("^") {
        return None;
    }
    let mut set = Ascii::NONE;
    while !cursor.eat(']') {
        match item(cursor)? {
            Item::Set(class) => set = set.or(class),
            Item::One(first) => set = set.or(range(cursor, first)?),
        }
    }
    (!set.is_empty()).then_some(set)
}

/// The range that a character begins, or the character itself.
fn range(cursor: &mut Cursor<'_>, first: char) -> Option<Ascii> {
    let mut ahead = *cursor;
    if ahead.eat('-')
        && !ahead.sees("]")
        && let Item::One(last) = item(&mut ahead)?
        && first <= last
    {
        *cursor = ahead;
        return Some(Ascii::range(first, last));
    }
    Some(Ascii::range(first, first))
}

/// What stands at one place of a set.
#[derive(Clone, Copy)]
enum Item {
    One(char),
    Set(Ascii),
}

const fn shorthand(item: Item) -> Option<Ascii> {
    match item {
        Item::One(_) => None,
        Item::Set(set) => Some(set),
    }
}

/// A character, one behind a backslash, `\d` or `\w`; none that is not printable ASCII.
fn item(cursor: &mut Cursor<'_>) -> Option<Item> {
    let mut character = cursor.next()?;
    if character == '\\' {
        character = match cursor.next()? {
            'd' => return Some(Item::Set(Ascii::DIGIT)),
            'w' => return Some(Item::Set(WORD)),
            letter if letter.is_ascii_alphanumeric() => return None,
            escaped => escaped,
        };
    }
    Ascii::PRINTABLE.contains(character).then_some(Item::One(character))
}

const WORD: Ascii = Ascii::LOWER.or(Ascii::UPPER).or(Ascii::DIGIT).or(Ascii::range('_', '_'));
