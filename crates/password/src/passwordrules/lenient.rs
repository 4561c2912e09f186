//! Reads an attribute as Apple's parser does: what it cannot read it leaves out.
//!
//! Three things can happen to a mistake. A clause without a value that counts is left out, and so
//! is what follows a place where a clause should start and none does; whatever else is wrong makes
//! the whole attribute say nothing, and then every printable ASCII character is allowed.
//!
//! The time is proportional to the length of the text, and so is the size of what comes out: a
//! clause takes ten characters at least.

use super::{
    Ascii, PasswordRules, Set,
    cursor::Cursor,
    merge::{Clause, Pool, Wide, merge},
};

/// What an attribute says; every text says something.
#[must_use]
pub fn parse(text: &str) -> PasswordRules {
    merge(clauses(text).unwrap_or_default(), Wide::First)
}

/// The clauses that count; none if the text is lost.
fn clauses(text: &str) -> Option<Vec<Clause>> {
    let (mut cursor, mut clauses) = (Cursor::new(text), Vec::new());
    skip_space(&mut cursor);
    while cursor.peek().is_some_and(is_of_name) {
        clauses.extend(clause(&mut cursor));
        skip_space(&mut cursor);
        if cursor.is_at_end() {
            break;
        }
        if !cursor.eat(';') {
            return None;
        }
        skip_space(&mut cursor);
    }
    Some(clauses)
}

/// Reads a clause, and stops where it cannot be read any further.
fn clause(cursor: &mut Cursor<'_>) -> Option<Clause> {
    let start = *cursor;
    let name = cursor.take(is_of_name);
    if !NAMES.contains(&name) {
        *cursor = start;
        return None;
    }
    if !cursor.eat(':') {
        return None;
    }
    skip_space(cursor);
    if ends(cursor) {
        return None;
    }
    match name {
        "allowed" => pool(cursor).map(Clause::Allowed),
        "max-consecutive" => number(cursor).map(Clause::MaxConsecutive),
        "maxlength" => number(cursor).map(Clause::MaxLength),
        "minlength" => number(cursor).map(Clause::MinLength),
        _ => pool(cursor).map(Clause::Required),
    }
}

/// A number that ends its clause at once; 0 is none.
fn number(cursor: &mut Cursor<'_>) -> Option<u64> {
    let number = cursor.number()?;
    (ends(cursor) && number > 0).then_some(number)
}

fn pool(cursor: &mut Cursor<'_>) -> Option<Pool> {
    let mut pool = Pool::default();
    loop {
        let start = *cursor;
        match cursor.peek() {
            Some(first) if is_of_name(first) => {
                let Some(set) = Set::of_name(cursor.take(is_of_name)) else {
                    *cursor = start;
                    return None;
                };
                pool.name(set);
            }
            Some('[') => pool.list(custom(cursor)),
            _ => return None,
        }
        skip_space(cursor);
        if ends(cursor) {
            return Some(pool);
        }
        if !cursor.eat(',') {
            return None;
        }
        skip_space(cursor);
        if cursor.is_at_end() {
            return None;
        }
    }
}

/// Characters between brackets: `-` counts in the first place, `]` in the last; one that is never
/// closed has none.
fn custom(cursor: &mut Cursor<'_>) -> Ascii {
    cursor.next();
    let (mut set, first) = (Ascii::NONE, cursor.at);
    loop {
        let at = cursor.at;
        match cursor.next() {
            None => return Ascii::NONE,
            Some(']') => break,
            Some('-') if at > first => {}
            Some(character) => set.insert(character),
        }
    }
    if cursor.eat(']') {
        set.insert(']');
    }
    set
}

fn ends(cursor: &Cursor<'_>) -> bool {
    cursor.is_at_end() || cursor.sees(";")
}

fn skip_space(cursor: &mut Cursor<'_>) {
    cursor.take(|character| matches!(character, ' ' | '\x0c' | '\n' | '\r' | '\t'));
}

const fn is_of_name(character: char) -> bool {
    character.is_ascii_alphabetic() || character == '-'
}

const NAMES: [&str; 5] = ["allowed", "max-consecutive", "maxlength", "minlength", "required"];
