//! Reads an attribute as 1Password's parser does: a mistake is refused, and told.
//!
//! The grammar is the one that the lenient parser forgives mistakes in, but for this: names of
//! clauses may have capitals too, white space may stand before a colon, a number may be 0 and has
//! 32 bits, and `unicode` beside `ascii-printable` wins wherever it stands.
//!
//! Time and size are bounded as those of the lenient parser.

use super::{
    Ascii, PasswordRules, Set,
    cursor::Cursor,
    merge::{Clause, Pool, Wide, merge},
};

/// What is wrong with an attribute.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mistake {
    /// Characters before the place.
    pub offset: usize,
    /// What could stand there.
    pub expected: &'static [&'static str],
    /// What kind of mistake it is.
    pub kind: MistakeKind,
}

/// A kind of mistake.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MistakeKind {
    /// There is nothing but white space.
    Empty,
    /// A number has more than 32 bits.
    TooLarge,
    /// Something stands where something else is expected.
    Unexpected,
}

/// What an attribute says.
///
/// # Errors
///
/// The first mistake.
pub fn parse(text: &str) -> Result<PasswordRules, Mistake> {
    let mut cursor = Cursor::new(text.trim_end());
    cursor.take(char::is_whitespace);
    if cursor.is_at_end() {
        return Err(Mistake { offset: 0, expected: NAMES, kind: MistakeKind::Empty });
    }
    let mut clauses = Vec::new();
    while !cursor.is_at_end() {
        clauses.extend(clause(&mut cursor)?);
        skip_space(&mut cursor);
        if !cursor.is_at_end() && !cursor.eat(';') {
            return Err(unexpected(&cursor, &[";", "end"]));
        }
        skip_space(&mut cursor);
    }
    let mut rules = merge(clauses, Wide::Unicode);
    rules.required.retain(|set| !set.is_empty());
    Ok(rules)
}

/// Reads a clause; one without a value says nothing.
fn clause(cursor: &mut Cursor<'_>) -> Result<Option<Clause>, Mistake> {
    let Some(name) = NAMES.iter().find(|name| cursor.eat_word(name)) else {
        return Err(unexpected(cursor, NAMES));
    };
    skip_space(cursor);
    if !cursor.eat(':') {
        return Err(unexpected(cursor, &[":"]));
    }
    skip_space(cursor);
    Ok(match *name {
        "allowed" => Some(Clause::Allowed(pool(cursor)?)),
        "max-consecutive" => number(cursor)?.map(Clause::MaxConsecutive),
        "maxlength" => number(cursor)?.map(Clause::MaxLength),
        "minlength" => number(cursor)?.map(Clause::MinLength),
        _ => Some(Clause::Required(pool(cursor)?)),
    })
}

fn number(cursor: &mut Cursor<'_>) -> Result<Option<u64>, Mistake> {
    let offset = cursor.at;
    match cursor.number() {
        Some(number) if number > u32::MAX.into() => {
            Err(Mistake { offset, expected: &[], kind: MistakeKind::TooLarge })
        }
        None if !ends(cursor) => Err(unexpected(cursor, &["digit", ";", "end"])),
        number => Ok(number),
    }
}

fn pool(cursor: &mut Cursor<'_>) -> Result<Pool, Mistake> {
    let mut pool = Pool::default();
    if ends(cursor) {
        return Ok(pool);
    }
    let mut expected = FIRST_CLASSES;
    loop {
        class(cursor, &mut pool, expected)?;
        expected = CLASSES;
        skip_space(cursor);
        if ends(cursor) {
            return Ok(pool);
        }
        if !cursor.eat(',') {
            return Err(unexpected(cursor, &[",", ";", "end"]));
        }
        skip_space(cursor);
    }
}

fn class(
    cursor: &mut Cursor<'_>,
    pool: &mut Pool,
    expected: &'static [&'static str],
) -> Result<(), Mistake> {
    if cursor.peek() == Some('[') {
        pool.list(custom(cursor)?);
        return Ok(());
    }
    let set = CLASSES.iter().find(|name| cursor.eat_word(name)).and_then(|name| Set::of_name(name));
    let set = set.ok_or_else(|| unexpected(cursor, expected))?;
    pool.name(set);
    Ok(())
}

/// Characters between brackets: `-` may stand in the first place only, `]` in the last.
fn custom(cursor: &mut Cursor<'_>) -> Result<Ascii, Mistake> {
    cursor.next();
    let mut set = Ascii::NONE;
    if cursor.eat('-') {
        set.insert('-');
    }
    for character in cursor.take(|character| !matches!(character, '-' | ']')).chars() {
        set.insert(character);
    }
    if cursor.sees("]]") {
        cursor.next();
        set.insert(']');
    }
    if cursor.eat(']') { Ok(set) } else { Err(unexpected(cursor, &["]"])) }
}

fn ends(cursor: &Cursor<'_>) -> bool {
    cursor.is_at_end() || cursor.sees(";")
}

fn skip_space(cursor: &mut Cursor<'_>) {
    cursor.take(|character| matches!(character, ' ' | '\n' | '\r' | '\t'));
}

const fn unexpected(cursor: &Cursor<'_>, expected: &'static [&'static str]) -> Mistake {
    Mistake { offset: cursor.at, expected, kind: MistakeKind::Unexpected }
}

const NAMES: &[&str] = &["allowed", "max-consecutive", "maxlength", "minlength", "required"];
const FIRST_CLASSES: &[&str] =
    &["upper", "lower", "digit", "special", "ascii-printable", "unicode", "[", ";", "end"];
const CLASSES: &[&str] = &["upper", "lower", "digit", "special", "ascii-printable", "unicode", "["];
