//! Regular expressions of other systems, as far as this one's patterns go.
//!
//! A pattern has no groups and no backtracking, so that no password can make it slow. What people
//! ask of passwords with regular expressions is mostly simpler than they look: characters of some
//! kinds by looking ahead, then a length.

use std::{iter::Peekable, str::Chars};

use serde_json::{Value, json};

/// Why an expression is not read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Unread {
    /// It has something that patterns have not.
    Beyond(&'static str),
    /// It is no expression.
    Invalid(&'static str),
}

/// An expression that was read.
#[derive(Debug, Default)]
pub(super) struct Regexp {
    branches: Vec<Vec<Item>>,
    end: bool,
    /// Kinds of characters that it looks ahead for.
    looks: Vec<&'static str>,
    start: bool,
}

/// A kind of character, and how often it stands.
#[derive(Clone, Debug, Default)]
struct Item {
    /// As a pattern says it.
    atom: String,
    least: u32,
    most: Option<u32>,
}

/// A rule and its options.
pub(super) type Rule = (&'static str, Value);

impl Regexp {
    /// Reads an expression.
    pub(super) fn read(text: &str) -> Result<Self, Unread> {
        let (text, any_case) = match text.strip_prefix("(?i)") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let mut reader = Reader { any_case, chars: text.chars().peekable(), depth: 0 };
        let mut regexp = reader.whole()?;
        if regexp.branches.len() > 1 && (regexp.start || regexp.end || !regexp.looks.is_empty()) {
            return Err(Unread::Beyond("alternatives of which some are anchored"));
        }
        regexp.looks.dedup();
        Ok(regexp)
    }

    /// Rules that say that a password matches: as a whole, or somewhere in it.
    pub(super) fn matched(&self, whole: bool) -> Result<Vec<Rule>, Unread> {
        let rule = |kind: &&'static str| match *kind {
            "symbol" => ("symbol", json!({ "min": 1, "mode": "not_ascii_alnum" })),
            kind => (kind, json!({ "min": 1 })),
        };
        let mut rules: Vec<Rule> = self.looks.iter().map(rule).collect();
        match self.branches.as_slice() {
            [items] if items.iter().all(|item| item.atom == ".") => rules.extend(lengths(items)),
            branches => {
                self.fits()?;
                let open = |anchored: bool| if anchored || whole { "" } else { ".*" };
                let patterns: Vec<String> = branches
                    .iter()
                    .map(|items| format!("{}{}{}", open(self.start), print(items), open(self.end)))
                    .collect();
                rules.push(("pattern", json!({ "must": patterns })));
            }
        }
        Ok(rules)
    }

    /// Rules that say that a password has nothing in it that matches.
    pub(super) fn unmatched(&self) -> Result<Vec<Rule>, Unread> {
        if self.start || self.end || !self.looks.is_empty() {
            return Err(Unread::Beyond("an anchor or looking ahead in what is refused"));
        }
        if self.branches.iter().any(|items| items.iter().all(|item| item.least == 0)) {
            return Err(Unread::Beyond("what stands in every password"));
        }
        self.fits()?;
        let patterns: Vec<String> = self.branches.iter().map(|items| print(items)).collect();
        Ok(vec![("pattern", json!({ "must_not": patterns }))])
    }

    /// That no pattern is larger than the engine takes.
    fn fits(&self) -> Result<(), Unread> {
        let size = |items: &Vec<Item>| {
            items.iter().map(|item| u64::from(item.most.unwrap_or(item.least.max(1)))).sum::<u64>()
        };
        let is_large = |items| size(items) > MAX_ITEMS || print(items).len() > MAX_BYTES;
        if self.branches.len() > MAX_BRANCHES || self.branches.iter().any(is_large) {
            return Err(Unread::Beyond("so many characters"));
        }
        Ok(())
    }
}

/// What any characters, so many of them, ask of the length.
fn lengths(items: &[Item]) -> Vec<Rule> {
    let least: u32 = items.iter().map(|item| item.least).sum();
    let most = items.iter().map(|item| item.most).sum::<Option<u32>>();
    let mut rules = Vec::new();
    if least > 0 {
        rules.push(("min-length", json!({ "min": least })));
    }
    if let Some(most) = most {
        rules.push(("max-length", json!({ "max": most })));
    }
    rules
}

fn print(items: &[Item]) -> String {
    let print = |item: &Item| {
        let atom = &item.atom;
        match (item.least, item.most) {
            (1, Some(1)) => atom.clone(),
            (0, Some(1)) => format!("{atom}?"),
            (0, None) => format!("{atom}*"),
            (1, None) => format!("{atom}+"),
            (least, None) => format!("{atom}{{{least}}}{atom}*"),
            (least, Some(most)) if least == most => format!("{atom}{{{least}}}"),
            (least, Some(most)) => format!("{atom}{{{least},{most}}}"),
        }
    };
    items.iter().map(print).collect()
}

struct Reader<'a> {
    any_case: bool,
    chars: Peekable<Chars<'a>>,
    depth: u8,
}

impl Reader<'_> {
    fn whole(&mut self) -> Result<Regexp, Unread> {
        let mut regexp = Regexp { branches: vec![Vec::new()], ..Regexp::default() };
        while let Some(character) = self.chars.next() {
            if regexp.end && character != '|' {
                return Err(Unread::Beyond("something after the end"));
            }
            let first = regexp.branches.len() == 1 && regexp.branches.iter().all(Vec::is_empty);
            match character {
                '^' if first => regexp.start = true,
                '$' => regexp.end = true,
                '|' => regexp.branches.push(Vec::new()),
                '(' if first => match self.look()? {
                    Some(kind) => regexp.looks.push(kind),
                    None => self.depth += 1,
                },
                '(' => return Err(Unread::Beyond("a group")),
                ')' => self.close()?,
                '*' | '+' | '?' | '{' => return Err(Unread::Invalid("nothing to repeat")),
                character => {
                    let atom = self.atom(character)?;
                    let (least, most) = self.count()?;
                    let item = Item { atom, least, most };
                    regexp.branches.last_mut().into_iter().for_each(|last| last.push(item.clone()));
                }
            }
        }
        if self.depth > 0 {
            return Err(Unread::Invalid("a parenthesis is not closed"));
        }
        Ok(regexp)
    }

    /// The end of the one group around everything, behind which only the end may follow.
    fn close(&mut self) -> Result<(), Unread> {
        self.depth =
            self.depth.checked_sub(1).ok_or(Unread::Invalid("a parenthesis closes nothing"))?;
        match self.chars.peek() {
            None | Some('$' | ')') => Ok(()),
            Some(_) => Err(Unread::Beyond("a group")),
        }
    }

    /// What stands after an opening parenthesis: `?=.*` and a kind of character, or a plain group.
    fn look(&mut self) -> Result<Option<&'static str>, Unread> {
        if self.chars.next_if_eq(&'?').is_none() {
            return Ok(None);
        }
        match self.chars.next() {
            Some('=') => {}
            Some(':') => return Ok(None),
            Some(_) => return Err(Unread::Beyond("a group of a special kind")),
            None => return Err(Unread::Invalid("a parenthesis is not closed")),
        }
        let mut inside = Self { any_case: self.any_case, chars: self.chars.clone(), depth: 1 };
        let mut items = Vec::new();
        loop {
            match inside.chars.next() {
                None => return Err(Unread::Invalid("a parenthesis is not closed")),
                Some(')') => break,
                Some('(' | '|' | '^' | '$') => return Err(Unread::Beyond("looking far ahead")),
                Some(character) => {
                    let atom = inside.atom(character)?;
                    let (least, most) = inside.count()?;
                    items.push(Item { atom, least, most });
                }
            }
        }
        self.chars = inside.chars;
        let [any, one] = items.as_slice() else {
            return Err(Unread::Beyond("looking ahead for more than one character"));
        };
        let is_any = (any.atom.as_str(), any.least, any.most) == (".", 0, None);
        if !is_any || one.least != 1 {
            return Err(Unread::Beyond("looking ahead for more than one character"));
        }
        let kind = KINDS.iter().find(|(atom, _)| *atom == one.atom).map(|(_, kind)| *kind);
        kind.map(Some).ok_or(Unread::Beyond("looking ahead for a set of characters of its own"))
    }

    fn atom(&mut self, character: char) -> Result<String, Unread> {
        match character {
            '.' => Ok(".".to_owned()),
            '[' => self.class(),
            '\\' => match self.chars.next() {
                Some('d') => Ok("[0-9]".to_owned()),
                Some('w') => Ok("[a-zA-Z0-9_]".to_owned()),
                Some('W') => Ok("[^a-zA-Z0-9_]".to_owned()),
                Some('D') => Ok("[^0-9]".to_owned()),
                Some(letter) if letter.is_ascii_alphanumeric() => {
                    Err(Unread::Beyond("an escape that patterns have not"))
                }
                Some(character) => Ok(literal(character)),
                None => Err(Unread::Invalid("nothing follows the backslash")),
            },
            letter if self.any_case && letter.is_ascii_alphabetic() => {
                let (lower, upper) = (letter.to_ascii_lowercase(), letter.to_ascii_uppercase());
                Ok(format!("[{lower}{upper}]"))
            }
            character => Ok(literal(character)),
        }
    }

    /// A class after its opening bracket, with the parts that everybody writes in one order.
    fn class(&mut self) -> Result<String, Unread> {
        let not = self.chars.next_if_eq(&'^').is_some();
        let (mut kinds, mut others, mut empty) = ([false; 3], String::new(), true);
        loop {
            let character = self.chars.next().ok_or(Unread::Invalid("a bracket is not closed"))?;
            match character {
                ']' if !empty => break,
                '[' | '&' if self.chars.peek() == Some(&'&') || character == '[' => {
                    return Err(Unread::Beyond("a class in a class"));
                }
                '\\' => match self.chars.next() {
                    Some('d') => kinds = [kinds[0], kinds[1], true],
                    Some('w') => {
                        kinds = [true; 3];
                        others.push('_');
                    }
                    Some(letter) if letter.is_ascii_alphanumeric() => {
                        return Err(Unread::Beyond("an escape that patterns have not"));
                    }
                    Some(character) => others.push_str(&in_class(character)),
                    None => return Err(Unread::Invalid("nothing follows the backslash")),
                },
                from => self.range(from, &mut kinds, &mut others)?,
            }
            empty = false;
        }
        if self.any_case && (kinds[0] || kinds[1]) {
            kinds = [true, true, kinds[2]];
        }
        let kinds = ["a-z", "A-Z", "0-9"].into_iter().zip(kinds).filter(|(_, has)| *has);
        let kinds: String = kinds.map(|(kind, _)| kind).collect();
        Ok(format!("[{}{kinds}{others}]", if not { "^" } else { "" }))
    }

    fn range(
        &mut self,
        from: char,
        kinds: &mut [bool; 3],
        others: &mut String,
    ) -> Result<(), Unread> {
        let mut ahead = self.chars.clone();
        let to = match (ahead.next(), ahead.next()) {
            (Some('-'), Some(to)) if to != ']' && to != '\\' && to != '[' => to,
            _ => {
                others.push_str(&in_class(from));
                if self.any_case && from.is_ascii_alphabetic() {
                    let other = if from.is_ascii_lowercase() {
                        from.to_ascii_uppercase()
                    } else {
                        from.to_ascii_lowercase()
                    };
                    others.push(other);
                }
                return Ok(());
            }
        };
        self.chars = ahead;
        match (from, to) {
            ('a', 'z') => kinds[0] = true,
            ('A', 'Z') => kinds[1] = true,
            ('0', '9') => kinds[2] = true,
            (from, to) if from > to => {
                return Err(Unread::Invalid("a range that ends before it begins"));
            }
            (from, to)
                if self.any_case && (from.is_ascii_alphabetic() || to.is_ascii_alphabetic()) =>
            {
                return Err(Unread::Beyond("a range of letters whatever their case"));
            }
            (from, to) => others.push_str(&format!("{}-{}", in_class(from), in_class(to))),
        }
        Ok(())
    }

    /// How often, and that it is as many as possible or as few changes nothing of a match.
    fn count(&mut self) -> Result<(u32, Option<u32>), Unread> {
        let count = match self.chars.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.braces(),
            _ => return Ok((1, Some(1))),
        };
        self.chars.next();
        self.greed()?;
        Ok(count)
    }

    fn braces(&mut self) -> Result<(u32, Option<u32>), Unread> {
        let text: String =
            self.chars.by_ref().skip(1).take_while(|character| *character != '}').collect();
        let number = |text: &str| {
            text.parse::<u32>().map_err(|_| Unread::Invalid("no count between the braces"))
        };
        let (least, most) = match text.split_once(',') {
            None => (number(&text)?, Some(number(&text)?)),
            Some((least, "")) => (number(least)?, None),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
        };
        if most.is_some_and(|most| most < least) {
            return Err(Unread::Invalid("a count that ends before it begins"));
        }
        self.greed()?;
        Ok((least, most))
    }

    fn greed(&mut self) -> Result<(), Unread> {
        match self.chars.peek() {
            Some('?') => drop(self.chars.next()),
            Some('+') => return Err(Unread::Beyond("a repetition that gives nothing back")),
            Some('*' | '{') => return Err(Unread::Invalid("nothing to repeat")),
            _ => {}
        }
        Ok(())
    }
}

fn literal(character: char) -> String {
    if r"\[](){}|?*+.^$".contains(character) { format!("\\{character}") } else { character.into() }
}

fn in_class(character: char) -> String {
    if r"\[]^-".contains(character) { format!("\\{character}") } else { character.into() }
}

/// Most alternatives.
const MAX_BRANCHES: usize = 8;

/// Most bytes of a pattern, with what may stand before and after it.
const MAX_BYTES: usize = 250;

/// Most items of a pattern, with what may stand before and after it.
const MAX_ITEMS: u64 = 250;

/// Classes that a rule of their own asks for.
const KINDS: [(&str, &str); 4] = [
    ("[0-9]", "digit"),
    ("[A-Z]", "uppercase"),
    ("[^a-zA-Z0-9]", "symbol"),
    ("[a-z]", "lowercase"),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Regexp, Unread};

    #[test]
    fn what_patterns_have_is_read() {
        let must = |patterns: &[&str]| json!([["pattern", { "must": patterns }]]);
        let cases = [
            ("jdoe", must(&["jdoe"])),
            ("j*d", must(&["j*d"])),
            ("[a-z][a-z]{2}[0-9]", must(&["[a-z][a-z]{2}[0-9]"])),
            (r"^\w{3,}\.[^x\-]?$", must(&[r"[a-zA-Z0-9_]{3}[a-zA-Z0-9_]*\.[^x\-]?"])),
            ("(a|b+)", must(&["a", "b+"])),
            ("(?i)aB[c1]", must(&["[aA][bB][cC1]"])),
            (".{8,64}", json!([["min-length", { "min": 8 }], ["max-length", { "max": 64 }]])),
            (
                r"^(?=.*[a-z])(?=.*\d)(?=.*[^\da-zA-Z]).{8,}$",
                json!([["lowercase", { "min": 1 }], ["digit", { "min": 1 }],
                    ["symbol", { "min": 1, "mode": "not_ascii_alnum" }], ["min-length", { "min": 8 }]]),
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(
                json!(Regexp::read(text).expect(text).matched(true).expect(text)),
                expected,
                "{text}"
            );
        }
        let found = Regexp::read(r"\d\d\d\d").expect("read");
        let class = "[0-9][0-9][0-9][0-9]";
        assert_eq!(json!(found.matched(false).expect("said")), must(&[&format!(".*{class}.*")]));
        let refused = json!([["pattern", { "must_not": [class] }]]);
        assert_eq!(json!(found.unmatched().expect("said")), refused);
    }

    #[test]
    fn what_is_no_expression_is_told_from_what_patterns_have_not() {
        let invalid =
            ["*", "*,**", "a**", "(a", "a)", "[a", "a{2,1}", "a{x}", "\\", "[z-a]", "(?=.*[a]"];
        for text in invalid {
            assert!(matches!(Regexp::read(text), Err(Unread::Invalid(_))), "{text}");
        }
        let beyond = [
            "(ab)+",
            "a(b)",
            "(?=.*[!@#]).*",
            "(?!.*a).*",
            r"\bword",
            r"(a)\1",
            "[a-z&&[^b]]",
            "(?=.*[a-z]{2}).*",
            r"\p{L}+",
            "a++",
            "^a|b$",
        ];
        for text in beyond {
            assert!(matches!(Regexp::read(text), Err(Unread::Beyond(_))), "{text}");
        }
        let long = "[a-zA-Z0-9]".repeat(24);
        for text in ["a{300}", "a{100,251}", "a|b|c|d|e|f|g|h|i", &long] {
            let regexp = Regexp::read(text).expect(text);
            assert!(regexp.matched(true).is_err() && regexp.unmatched().is_err(), "{text}");
        }
        for text in ["a*", "a?b*", "a|"] {
            assert!(Regexp::read(text).expect(text).unmatched().is_err(), "{text}");
        }
    }
}
