//! An engine that lies, to show that a check can fail.

use serde_json::{Value, json};

use crate::engine::{Engine, Output};

/// How an engine lies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lie {
    /// Accepts what the rules refuse, and the reverse.
    FlipVerdict,
    /// Forgets the last rule of a report.
    DropRule,
    /// Forgets the last rule of a compact report.
    DropCode,
    /// Counts one more than there is.
    Miscount,
    /// Promises a smaller change than is needed.
    ShrinkFix,
    /// Calls what it does not like undecided.
    Evade,
    /// Says that this build leaves out what it was asked.
    LeaveOut,
    /// Reports one problem of a document where there are several.
    HideProblem,
    /// Tells a problem in another place.
    Misplace,
    /// Loses a rule of the merged document.
    LoseRule,
    /// Adds a member to its answers.
    Chatter,
    /// Says that no rule binds.
    Unbind,
    /// Leaves a match out of the counts.
    Uncount,
    /// Leaves the last match out of the spans.
    DropSpan,
    /// Redacts a whole text in another way than a request.
    Differ,
    /// Loses a character between the pieces of a stream.
    Lose,
}

impl Lie {
    /// Every lie.
    pub const ALL: [Self; 16] = [
        Self::FlipVerdict,
        Self::DropRule,
        Self::DropCode,
        Self::Miscount,
        Self::ShrinkFix,
        Self::Evade,
        Self::LeaveOut,
        Self::HideProblem,
        Self::Misplace,
        Self::LoseRule,
        Self::Chatter,
        Self::Unbind,
        Self::Uncount,
        Self::DropSpan,
        Self::Differ,
        Self::Lose,
    ];

    fn tell(self, answer: &mut Value) {
        match self {
            Self::FlipVerdict => flip(answer),
            Self::DropRule => pop(answer, "/ok/rules"),
            Self::DropCode => pop(answer, "/ok/violated"),
            Self::Miscount => add(answer, "/ok/rules/0/params/actual", 1),
            Self::ShrinkFix => add(answer, "/ok/rules/0/fix/params/count", -1),
            Self::Evade => replace(answer, "/ok/rules/0/status", &json!("undecided")),
            Self::LeaveOut => {
                *answer = json!({"error": {"code": "not-in-this-build", "message": "left out"}});
            }
            Self::HideProblem => pop(answer, "/error/problems"),
            Self::Misplace => replace(answer, "/error/problems/0/pointer", &json!("/elsewhere")),
            Self::LoseRule => {
                let rules = answer.pointer_mut("/ok/document/password/rules");
                if let Some(rules) = rules.and_then(Value::as_object_mut) {
                    let first = rules.keys().next().cloned();
                    first.and_then(|code| rules.remove(&code));
                }
            }
            Self::Chatter => {
                if let Some(members) = answer.pointer_mut("/ok").and_then(Value::as_object_mut) {
                    members.insert("also".to_owned(), json!(true));
                }
            }
            Self::Unbind => replace(answer, "/ok/binds", &json!(false)),
            Self::Uncount => {
                let counts = answer.pointer_mut("/ok/counts").and_then(Value::as_object_mut);
                for count in counts.into_iter().flat_map(|counts| counts.values_mut()) {
                    *count = json!(count.as_u64().unwrap_or_default().saturating_sub(1));
                }
            }
            Self::DropSpan => pop(answer, "/ok/spans"),
            Self::Differ | Self::Lose => {}
        }
    }
}

/// An engine whose answers are another's, with one lie.
#[derive(Debug)]
pub struct Liar<E> {
    /// The honest engine.
    pub honest: E,
    /// The lie.
    pub lie: Lie,
}

impl<E: Engine> Engine for Liar<E> {
    fn name(&self) -> &'static str {
        "liar"
    }

    fn describe(&mut self) -> Result<String, String> {
        self.honest.describe()
    }

    fn load(&mut self, document: &str) -> Result<String, String> {
        self.honest.load(document).and_then(|answer| self.twist(&answer))
    }

    fn unload(&mut self, policy: u32) -> Result<(), String> {
        self.honest.unload(policy)
    }

    fn call(&mut self, request: &str) -> Result<String, String> {
        self.honest.call(request).and_then(|answer| self.twist(&answer))
    }

    fn redact(&mut self, request: &str, text: &str) -> Result<Output, String> {
        let redacted = self.honest.redact(request, text)?;
        Ok(redacted.map(|text| if self.lie == Lie::Differ { text + " " } else { text }))
    }

    fn redact_open(&mut self, request: &str) -> Result<String, String> {
        self.honest.redact_open(request)
    }

    fn redact_push(&mut self, stream: u32, text: &str) -> Result<Output, String> {
        let mut out = self.honest.redact_push(stream, text)?;
        if let (Lie::Lose, Ok(out)) = (self.lie, &mut out) {
            out.pop();
        }
        Ok(out)
    }

    fn redact_close(&mut self, stream: u32) -> Result<String, String> {
        self.honest.redact_close(stream)
    }
}

impl<E> Liar<E> {
    fn twist(&self, answer: &str) -> Result<String, String> {
        let mut answer: Value = serde_json::from_str(answer).map_err(|error| error.to_string())?;
        self.lie.tell(&mut answer);
        Ok(answer.to_string())
    }
}

fn flip(answer: &mut Value) {
    let verdict = match answer.pointer("/ok/verdict").and_then(Value::as_str) {
        Some("accept") => "refuse",
        _ => "accept",
    };
    replace(answer, "/ok/verdict", &json!(verdict));
    replace(answer, "/ok/ok", &json!(verdict == "accept"));
}

fn pop(answer: &mut Value, pointer: &str) {
    if let Some(list) = answer.pointer_mut(pointer).and_then(Value::as_array_mut) {
        list.pop();
    }
}

fn add(answer: &mut Value, pointer: &str, difference: i64) {
    if let Some(count) = answer.pointer_mut(pointer)
        && let Some(value) = count.as_i64()
    {
        *count = json!(value + difference);
    }
}

fn replace(answer: &mut Value, pointer: &str, with: &Value) {
    if let Some(value) = answer.pointer_mut(pointer) {
        *value = with.clone();
    }
}
