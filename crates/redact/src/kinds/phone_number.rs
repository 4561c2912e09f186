//! `phone-number`: a telephone number.
//!
//! With its calling code (ITU-T E.164) wherever it stands: as many digits as numbers of that code have; in
//! groups after two zeros too, which is how most countries dial it. Without one in the form of the North
//! American plan, and as the countries write theirs that the policy names. Others need a word that says what
//! they are, close before them. An extension belongs to the number (RFC 3966).

use super::{
    calling_code,
    phone_american::{american, may_be_american},
    phone_ending::ending,
    phone_national::{may_be_national, national},
    phone_written::{follows_number, written},
};
use crate::{
    kind::{Class, Find, Kind, Trigger},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "phone-number",
    context: &[
        "phone",
        "telephone",
        "tel",
        "mobile",
        "mob",
        "cell",
        "cellphone",
        "landline",
        "hotline",
        "call",
        "ring",
        "fax",
        "sms",
        "text",
        "whatsapp",
        "contact",
        "dial",
        "reach",
        "desk",
        "telefon",
        "telefonnummer",
        "handy",
        "handynummer",
        "rufnummer",
        "anrufen",
        "gsm",
        "portable",
        "tél",
        "téléphone",
        "appelez",
        "teléfono",
        "telefono",
        "móvil",
        "movil",
        "celular",
        "llame",
        "llamar",
        "cellulare",
        "telefone",
        "telemóvel",
        "telefoon",
        "mobiel",
        "bel",
        "bellen",
        "puhelin",
        "telefonum",
        "電話",
        "電話番号",
        "电话",
        "手机",
        "전화",
    ],
    country: None,
    doc: "A telephone number with its calling code (ITU-T E.164), of the North American plan, or as a country writes it that the policy names.",
    find: &[Find::At(Trigger::Digits, find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let before = window.before(run.start);
    if before == b'+' && run.start > window.floor {
        return international(window, run.start - 1, run.start);
    }
    let may_be = window.countries != 0
        || is_abroad(window, run)
        || may_be_american(window, run)
        || may_be_national(window, run, before);
    if may_be { local(window, run) } else { Found::Nothing }
}

/// A number without a plus sign: most runs are none, and are told from them before this.
#[inline(never)]
fn local(window: &Window<'_>, run: Run) -> Found {
    if is_abroad(window, run) {
        match international(window, run.start, run.start + 2) {
            Found::Nothing => {}
            found => return found,
        }
    }
    if matches!(run.end - run.start, 1 | 3) {
        match american(window, run) {
            Found::Nothing => {}
            found => return found,
        }
    }
    if window.countries != 0 {
        match written(window, run) {
            Found::Nothing => {}
            found => return found,
        }
    }
    national(window, run)
}

/// Whether a run begins with the two zeros that call abroad.
fn is_abroad(window: &Window<'_>, run: Run) -> bool {
    window.at(run.start) == b'0' && window.at(run.start + 1) == b'0'
}

/// A number that begins with its calling code, after a plus sign or two zeros.
fn international(window: &Window<'_>, start: usize, first: usize) -> Found {
    if window.before(start).is_ascii_alphanumeric() {
        return Found::Nothing;
    }
    let (mut digits, mut total, mut lengths) = ([0; MOST_DIGITS], 0, 0);
    let (mut found, mut at, mut parentheses) = (None, first, 0_u32);
    loop {
        let byte = window.at(at);
        if window.is_open(at) {
            return Found::More;
        }
        if byte.is_ascii_digit() {
            let Some(place) = digits.get_mut(total) else { break };
            *place = byte;
            total += 1;
            at += 1;
            continue;
        }
        // A group ends here, and with it perhaps the number.
        if lengths == 0 {
            lengths = calling_code::lengths(digits.get(..total).unwrap_or_default());
        }
        // A group that runs into a word is none of the number.
        let is_group = found.is_none() || !(byte.is_ascii_alphanumeric() || byte == b'_');
        let fits = parentheses == 0 && lengths >> total & 1 == 1;
        if fits && is_group && window.before(at).is_ascii_digit() {
            found = Some(at);
        }
        let next = window.at(at + 1);
        if window.is_open(at + 1) || window.is_open(at + 2) {
            return Found::More;
        }
        match byte {
            // Dialled at home only: it belongs to the number, and is none of its digits.
            b'(' if next == b'0' && window.at(at + 2) == b')' => at += 2,
            b'(' if next.is_ascii_digit() => parentheses += 1,
            b')' if parentheses > 0 => parentheses -= 1,
            b' ' | b'-' | b'.' | b'/' if next.is_ascii_digit() => {}
            b' ' | b'-' if next == b'(' && window.at(at + 2).is_ascii_digit() => {}
            _ => break,
        }
        at += 1;
        if at - first > MOST_BYTES {
            break;
        }
    }
    match found {
        None => Found::Nothing,
        Some(end) if first - start == 1 => ending(window, Class::Certain, start, end),
        Some(end) => {
            let digits = digits.get(..total).unwrap_or_default();
            if end == at && is_dialled(window, start, end, digits) {
                ending(window, Class::Grouped, start, end)
            } else {
                Found::Nothing
            }
        }
    }
}

/// Whether digits after two zeros are a telephone number, as zeros begin other things too: long enough, in
/// groups, the first of which has all of the calling code or none of it, and the second a zero first in Italy
/// alone.
fn is_dialled(window: &Window<'_>, start: usize, end: usize, digits: &[u8]) -> bool {
    let count = digits.len();
    let first = window.span(start, MOST_DIGITS, |byte| byte.is_ascii_digit());
    let code = window.of(start + 2, first);
    count >= LEAST_DIALLED
        && (code.is_empty() || calling_code::lengths(code) != 0)
        && (count == 11 || !digits.starts_with(b"1"))
        && first < end
        && (window.at(first + 1) != b'0' || digits.starts_with(b"39"))
        && !follows_number(window, start)
}

/// Fewest digits of a number after two zeros.
const LEAST_DIALLED: usize = 9;
/// Most digits of a number, and most bytes that it is written with.
const MOST_DIGITS: usize = 17;
const MOST_BYTES: usize = 40;
