//! Redaction of texts that somebody broke: records of the corpus and texts of the vectors, cut, joined,
//! with characters changed.

use std::{collections::BTreeMap, fs, sync::LazyLock};

use proptest::{
    collection::vec,
    prelude::{Just, any},
    prop_oneof,
    sample::{Index, select},
    strategy::Strategy,
};
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use wicketgate_redact::{Confidence, Format, Plan, Report, Stream};

use crate::{
    answer::Answer,
    corpus::{Corpus, Text},
    engine::Engine,
    redaction, runner,
};

/// A text, how it is written, how sure a match must be, and where it is cut.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Where the bytes are cut into pieces.
    pub cuts: Vec<Index>,
    /// How it is written.
    pub format: Format,
    /// Whether the least sure matches are wanted.
    pub possible: bool,
    /// The text.
    pub text: String,
}

/// What redacts, made once.
#[derive(Debug)]
pub struct Plans([Plan; 2]);

impl Plans {
    /// Every kind of every country, by default and with the least sure matches.
    #[must_use]
    pub fn new() -> Self {
        Self([redaction::every_country(), redaction::everything(Confidence::Possible)])
    }

    const fn of(&self, possible: bool) -> &Plan {
        let [likely, least] = &self.0;
        if possible { least } else { likely }
    }
}

impl Default for Plans {
    fn default() -> Self {
        Self::new()
    }
}

/// Texts that somebody broke, in every format.
pub fn broken() -> impl Strategy<Value = Broken> {
    let formats = Format::ALL.map(|(_, format)| format).to_vec();
    (vec(any::<Index>(), 0..6), select(formats), any::<bool>(), text())
        .prop_map(|(cuts, format, possible, text)| Broken { cuts, format, possible, text })
}

/// Whole records and texts, each on lines of its own, in every format.
fn whole() -> impl Strategy<Value = Broken> {
    let formats = Format::ALL.map(|(_, format)| format).to_vec();
    let part = any::<Index>().prop_map(|part| {
        let part: &String = part.get(&PARTS);
        part.trim_end().to_owned() + "\n"
    });
    (select(formats), any::<bool>(), vec(part, 1..4)).prop_map(|(format, possible, parts)| Broken {
        cuts: Vec::new(),
        format,
        possible,
        text: parts.concat(),
    })
}

/// Records and texts of which somebody changed a few characters, in every format.
fn changed() -> impl Strategy<Value = Broken> {
    let formats = Format::ALL.map(|(_, format)| format).to_vec();
    (select(formats), any::<bool>(), any::<Index>(), vec(edit(), 0..4)).prop_map(
        |(format, possible, part, edits)| {
            let part: &String = part.get(&PARTS);
            let text = characters(part, edits).into_iter().collect();
            Broken { cuts: Vec::new(), format, possible, text }
        },
    )
}

/// What is redacted twice: whole texts and changed ones.
pub fn kept() -> impl Strategy<Value = Broken> {
    prop_oneof![1 => whole(), 2 => changed()]
}

/// JSON whose names and values are such texts.
pub fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => text().prop_map(Value::String),
        1 => any::<u64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::Array),
            vec((prop_oneof![text(), select(NAMES.to_vec()).prop_map(str::to_owned)], inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Pieces give what the whole gives; places are in order, between characters, and as many as are counted.
///
/// # Errors
///
/// Says what differs.
pub fn pieces_are_the_whole(plans: &Plans, broken: &Broken) -> Result<bool, String> {
    let Broken { cuts, format, possible, text } = broken;
    let plan = plans.of(*possible);
    let stream = || Stream::new(*format).with_spans();
    let (whole, report) = stream().whole(plan, text);
    places(text, &report)?;
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
    cuts.sort_unstable();
    let (mut stream, mut out, mut from) = (stream(), Vec::new(), 0);
    for cut in cuts.iter().copied().chain([text.len()]) {
        stream.push(plan, text.as_bytes().get(from..cut).unwrap_or_default(), &mut out);
        from = cut;
    }
    let in_pieces = stream.finish(plan, &mut out);
    if out != whole.as_bytes() || told(&in_pieces) != told(&report) {
        return Err(format!(
            "cut at {cuts:?}: {:?}, {:?}; the whole: {whole:?}, {:?}",
            String::from_utf8_lossy(&out),
            told(&in_pieces),
            told(&report)
        ));
    }
    Ok(!report.spans.is_empty())
}

/// What is redacted is not found again.
///
/// # Errors
///
/// Gives both results.
pub fn once_is_enough(plans: &Plans, broken: &Broken) -> Result<bool, String> {
    let Broken { format, possible, text, .. } = broken;
    let plan = plans.of(*possible);
    let (once, report) = plan.redact(text, *format);
    let (twice, _) = plan.redact(&once, *format);
    if once == twice {
        return Ok(!report.counts.is_empty());
    }
    Err(format!("once: {once:?}, twice: {twice:?}"))
}

/// JSON stays JSON of the same shape, for whoever reads it after.
///
/// # Errors
///
/// Gives what came out.
pub fn json_stays_json(plans: &Plans, value: &Value) -> Result<bool, String> {
    let text = value.to_string();
    let (redacted, report) = plans.of(false).redact(&text, Format::Json);
    serde_json::from_str::<IgnoredAny>(&redacted)
        .map_err(|error| format!("{error}: {redacted:?}"))?;
    if report.malformed > 0 || skeleton(&redacted) != skeleton(&text) {
        return Err(format!("{} malformed, {redacted:?}", report.malformed));
    }
    Ok(!report.counts.is_empty())
}

/// Both engines redact alike, whole and in pieces.
///
/// # Errors
///
/// Says in what they differ.
pub fn engines_redact_alike(
    [native, component]: [&mut dyn Engine; 2],
    broken: &Broken,
) -> Result<bool, String> {
    let request = json!({"policy": 1, "format": name(broken.format)}).to_string();
    let ours = native.redact(&request, &broken.text)?;
    let theirs = component.redact(&request, &broken.text)?;
    if ours != theirs {
        return Err(format!("native {ours:?}, component {theirs:?}"));
    }
    let streamed = [streamed(native, broken)?, streamed(component, broken)?];
    let [ours_streamed, theirs_streamed] = &streamed;
    if ours_streamed != theirs_streamed || Ok(ours_streamed) != ours.as_ref() {
        return Err(format!("in pieces: {streamed:?}; the whole: {ours:?}"));
    }
    Ok(ours.is_ok_and(|out| out != broken.text))
}

/// A text through a stream of an engine, in pieces of whole characters.
fn streamed(engine: &mut dyn Engine, broken: &Broken) -> Result<String, String> {
    let request = json!({"policy": 1, "format": name(broken.format)}).to_string();
    let opened = Answer::parse(&engine.redact_open(&request)?)?.ok()?;
    let stream = opened.get("stream").and_then(Value::as_u64);
    let stream = stream.and_then(|stream| u32::try_from(stream).ok()).ok_or("no stream")?;
    let place = |cut: &Index| broken.text.floor_char_boundary(cut.index(broken.text.len() + 1));
    let mut cuts: Vec<usize> = broken.cuts.iter().map(place).collect();
    cuts.sort_unstable();
    let (mut out, mut from) = (String::new(), 0);
    for cut in cuts.into_iter().chain([broken.text.len()]) {
        out += &engine.redact_push(stream, broken.text.get(from..cut).unwrap_or_default())??;
        from = cut;
    }
    let closed = Answer::parse(&engine.redact_close(stream)?)?.ok()?;
    out += closed.get("text").and_then(Value::as_str).ok_or("no text")?;
    Ok(out)
}

fn name(format: Format) -> &'static str {
    Format::ALL.iter().find(|(_, known)| *known == format).map_or("text", |(name, _)| name)
}

/// Places that are in order, of whole characters, and as many of each kind as are counted.
fn places(text: &str, report: &Report) -> Result<(), String> {
    let (mut last, mut counts) = (0, BTreeMap::<_, u64>::new());
    for (start, end, label) in told(report) {
        let place = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
        let value = text.get(place(start)..place(end)).unwrap_or_default();
        if start < last || value.is_empty() {
            return Err(format!("{start}-{end} {label} is no place of {text:?}"));
        }
        last = end;
        *counts.entry(label).or_default() += 1;
    }
    let counted: BTreeMap<_, _> =
        report.counts.iter().map(|(label, count)| (label.clone(), *count)).collect();
    if counts == counted { Ok(()) } else { Err(format!("{counts:?} places, {counted:?} counted")) }
}

fn told(report: &Report) -> Vec<(u64, u64, String)> {
    report.spans.iter().map(|span| (span.start, span.end, span.label.clone())).collect()
}

/// What holds values together, of a JSON text: everything but names and values.
fn skeleton(text: &str) -> String {
    let (mut quoted, mut escaped) = (false, false);
    let is_kept = |character: &char| {
        let inside = quoted;
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = quoted,
            '"' => quoted = !quoted,
            _ => {}
        }
        !inside && "{}[]:,".contains(*character)
    };
    text.chars().filter(is_kept).collect()
}

/// Parts of records and of vectors' texts, one after the other, some of them changed.
fn text() -> impl Strategy<Value = String> {
    let part = (any::<Index>(), any::<Index>(), any::<Index>(), vec(edit(), 0..3)).prop_map(
        |(part, start, end, edits)| {
            let part: &String = part.get(&PARTS);
            edited(part, (start, end), edits)
        },
    );
    vec(part, 1..4).prop_map(|parts| parts.concat())
}

/// What is put in the place of so many characters.
type Edit = (Index, usize, String);

fn edit() -> impl Strategy<Value = Edit> {
    let insert = prop_oneof![
        2 => Just(String::new()),
        5 => select(SIGNS.chars().collect::<Vec<_>>()).prop_map(String::from),
        2 => any::<char>().prop_map(String::from),
    ];
    (any::<Index>(), 0..3_usize, insert)
}

fn edited(text: &str, (start, end): (Index, Index), edits: Vec<Edit>) -> String {
    let characters = characters(text, edits);
    // Most are whole, some begin late or end early.
    let (start, end) = (start.index(64), characters.len() - end.index(64).min(characters.len()));
    let start = start.saturating_sub(48);
    let end = if end + 16 > characters.len() { characters.len() } else { end };
    characters.get(start..end).unwrap_or(&characters).iter().collect()
}

/// The characters of a text, some of them changed.
fn characters(text: &str, edits: Vec<Edit>) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, cut, insert) in edits {
        let from = at.index(characters.len() + 1);
        characters.splice(from..characters.len().min(from + cut), insert.chars());
    }
    characters
}

/// Records of the corpus, and every text of the vectors.
static PARTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut corpus = Corpus::new(crate::corpus::SEED);
    let record = |_| {
        let mut text = Text::default();
        corpus.write(&mut text);
        text.text
    };
    let mut parts: Vec<String> = (0..400).map(record).collect();
    for path in runner::files(&runner::folder().join("redact")).unwrap_or_default() {
        let read = fs::read_to_string(path).ok().and_then(|text| serde_json::from_str(&text).ok());
        let file: Value = read.unwrap_or_default();
        let groups = file.get("groups").and_then(Value::as_array).into_iter().flatten();
        let tests = groups.filter_map(|group| group.get("tests")?.as_array()).flatten();
        parts.extend(tests.filter_map(|test| Some(test.get("text")?.as_str()?.to_owned())));
    }
    parts
});

/// Names that a kind goes by, and one that none does.
const NAMES: &[&str] = &["password", "card", "email", "token", "note", "ssn"];
/// What stands around values, and within them.
const SIGNS: &str = "0159 aAfeyJ@.-_:,;=/+\\\"'(){}[]<>%&#*|~^`!?$\t\n\r\u{0}é１＠\u{200b}\u{ad}💩";
