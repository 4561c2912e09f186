//! zxcvbn: scores, guesses and the pieces of the cheapest way.

use serde_json::Value;
use wicketgate_password::strength::{Estimate, Match, Pattern, estimate};

use super::{Case, Compared, Source, Translation, text};
use crate::answer::member;

pub(super) const SOURCE: Source =
    Source { name: "zxcvbn", about: "estimates of zxcvbn 4.4.2", translate };

fn translate(case: &Case) -> Result<Translation, String> {
    let password = text(&case.input, "password")?;
    let year = member(&case.input, "reference_year")?.as_u64();
    let year = year.and_then(|year| u16::try_from(year).ok()).ok_or("no year")?;
    let words = case.input.get("user_inputs").and_then(Value::as_array);
    let words: Vec<&str> = words.into_iter().flatten().filter_map(Value::as_str).collect();
    let difference = differs(&estimate(password, &words, year), &case.expected)?;
    let is_astral = password.chars().any(|character| character > '\u{FFFF}');
    let known = is_astral.then_some("UTF-16 units there, characters here");
    Ok(Translation::Compared(Compared { difference, known }))
}

/// Score, warning and pieces must be the same, guesses and ranks nearly.
fn differs(ours: &Estimate, theirs: &Value) -> Result<Option<String>, String> {
    let score = member(theirs, "score")?.as_u64().ok_or("no score")?;
    if score != u64::from(ours.score) {
        return Ok(Some(format!("score {score} there, {} here", ours.score)));
    }
    let guesses = member(theirs, "guesses")?.as_f64().ok_or("no guesses")?;
    if (guesses / ours.guesses).log10().abs() > NEARLY {
        return Ok(Some(format!("{guesses} guesses there, {} here", ours.guesses)));
    }
    let warned = !text(theirs, "warning")?.is_empty();
    if warned != ours.feedback.warning.is_some() {
        return Ok(Some(format!("a warning there: {warned}, here: {:?}", ours.feedback.warning)));
    }
    let sequence = member(theirs, "sequence")?.as_array().ok_or("no sequence")?;
    let there = sequence.iter().map(piece).collect::<Result<Vec<_>, _>>()?;
    let here: Vec<_> = ours.sequence.iter().map(told).collect();
    let same = there.len() == here.len() && there.iter().zip(&here).all(|(a, b)| is_same(a, b));
    Ok((!same).then(|| format!("{there:?} there, {here:?} here")))
}

/// Where a piece stands and what it is, with the rank of a word.
type Piece = (u64, u64, String, Option<u64>);

fn piece(match_: &Value) -> Result<Piece, String> {
    let place = |name| member(match_, name)?.as_u64().ok_or_else(|| format!("no {name}"));
    let pattern = text(match_, "pattern")?.to_owned();
    Ok((place("i")?, place("j")? + 1, pattern, match_.get("rank").and_then(Value::as_u64)))
}

/// Small ranks are told exactly, others in steps; one that is a half is rounded down.
fn is_same(there: &Piece, here: &Piece) -> bool {
    let near = match (there.3, here.3) {
        (Some(there), Some(here)) if there.max(here) > 66 => {
            there.abs_diff(here) as f64 <= 1.0 + there as f64 * 0.0077
        }
        (there, here) => there == here,
    };
    near && (there.0, there.1, &there.2) == (here.0, here.1, &here.2)
}

fn told(piece: &Match) -> Piece {
    let (pattern, rank) = match piece.pattern {
        Pattern::Bruteforce => ("bruteforce", None),
        Pattern::Date { .. } => ("date", None),
        Pattern::Dictionary { rank, .. } => ("dictionary", Some(rank.into())),
        Pattern::RecentYear { .. } => ("regex", None),
        Pattern::Repeat { .. } => ("repeat", None),
        Pattern::Sequence { .. } => ("sequence", None),
        Pattern::Spatial { .. } => ("spatial", None),
        _ => ("another", None),
    };
    (piece.start.into(), piece.end.into(), pattern.to_owned(), rank)
}

/// By how much the decimal logarithm of the guesses may differ.
const NEARLY: f64 = 0.01;
