//! Where redacted text goes, and the account of what was done.

use std::collections::BTreeMap;

use crate::{
    action::{Action, Memory, PseudonymKey, Tools},
    escape::Escape,
    known::Known,
    plan::Plan,
    window::Rest,
};

/// What was found, without the values.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Report {
    /// How many matches of each kind, by its label.
    pub counts: BTreeMap<String, u64>,
    /// Records that are not what their format says, and were read as text.
    pub malformed: u64,
    /// Every match in order, where spans are asked for.
    pub spans: Vec<Found>,
}

/// One match.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// The name of what was done with it.
    pub action: &'static str,
    /// The byte after it.
    pub end: u64,
    /// The label of its kind.
    pub label: String,
    /// Why it matched.
    pub why: Why,
    /// Its first byte.
    pub start: u64,
}

/// Why something was redacted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// Its content, and how sure that is.
    Content(crate::kind::Confidence),
    /// The key, the column or the path that it stands under.
    Key,
    /// It is a value that is known.
    Known,
}

/// The output of one stream.
pub(crate) struct Sink<'s> {
    /// Values that are known.
    pub(crate) known: &'s Known,
    pub(crate) out: &'s mut Vec<u8>,
    pub(crate) plan: &'s Plan,
    pub(crate) progress: &'s mut Progress,
}

/// What a stream has come to.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    /// The key of pseudonyms.
    pub(crate) key: Option<PseudonymKey>,
    /// How many matches of each kind and label.
    counts: Vec<Count>,
    pub(crate) keeps_spans: bool,
    /// What is put in the place of a value, before it is escaped.
    made: Vec<u8>,
    /// How many values were replaced or reported.
    pub(crate) matches: u64,
    pub(crate) memory: Memory,
    /// How many bytes of the input are done.
    pub(crate) position: u64,
    pub(crate) report: Report,
    /// What makes tokens.
    #[cfg(feature = "token")]
    pub(crate) sealer: Option<crate::seal::Sealer>,
}

/// How many matches of a kind.
#[derive(Debug)]
struct Count {
    count: u64,
    kind: usize,
    label: String,
}

impl Progress {
    fn count(&mut self, kind: usize, label: &str) {
        // What stands under a key has no kind, but the label of its rule.
        let same = |known: &&mut Count| known.kind == kind && known.label == label;
        match self.counts.iter_mut().find(same) {
            Some(known) => known.count += 1,
            None => self.counts.push(Count { count: 1, kind, label: label.to_owned() }),
        }
    }

    /// What was found so far, and not told before.
    pub(crate) fn report(&mut self) -> Report {
        for Count { count, label, .. } in self.counts.drain(..) {
            *self.report.counts.entry(label).or_insert(0) += count;
        }
        std::mem::take(&mut self.report)
    }
}

impl<'s> Sink<'s> {
    pub(crate) fn new(
        plan: &'s Plan,
        known: &'s Known,
        progress: &'s mut Progress,
        out: &'s mut Vec<u8>,
    ) -> Self {
        Self { known, out, plan, progress }
    }

    /// Passes bytes on as they are.
    pub(crate) fn pass(&mut self, raw: &[u8]) {
        self.out.extend_from_slice(raw);
        self.progress.position += raw.len() as u64;
    }

    /// Leaves bytes out that belong to the match before them.
    pub(crate) fn swallow(&mut self, count: usize) {
        self.progress.position += count as u64;
        if let Some(last) = self.progress.report.spans.last_mut() {
            last.end = self.progress.position;
        }
    }

    /// Puts something in the place of a value that stands in so many bytes, and tells what stands there.
    pub(crate) fn replace<'r>(
        &'r mut self,
        subject: Subject<'_>,
        value: &'r [u8],
        raw: &[u8],
        escape: Escape,
    ) -> &'r [u8] {
        let Subject { action, kind, label, rest, why } = subject;
        let end = self.progress.position + raw.len() as u64;
        self.progress.matches += 1;
        self.progress.count(kind, label);
        // What nobody waits for has no value to make anything of.
        let action = match action {
            Action::Drop => &Action::Drop,
            action if rest == Rest::Whole => action,
            _ => &Action::Replace,
        };
        if self.progress.keeps_spans {
            let (action, start) = (action.name(), self.progress.position);
            let found = Found { action, end, label: label.to_owned(), why, start };
            self.progress.report.spans.push(found);
        }
        self.progress.position = end;
        if *action == Action::Keep {
            self.out.extend_from_slice(raw);
            return value;
        }
        let key = self.progress.key.as_ref().map(|key| &key.0);
        let mut tools = Tools {
            key,
            memory: &mut self.progress.memory,
            #[cfg(feature = "token")]
            sealer: self.progress.sealer.as_mut(),
        };
        if escape == Escape::None {
            let from = self.out.len();
            action.write(kind, label, value, &mut tools, self.out);
            return self.out.get(from..).unwrap_or_default();
        }
        self.progress.made.clear();
        action.write(kind, label, value, &mut tools, &mut self.progress.made);
        escape.write(&self.progress.made, self.out);
        &self.progress.made
    }

    /// Makes what stands for a number a string, and of nothing a null, so that JSON stays JSON; where the
    /// number stands there still, it is let be. Tells what stands there then.
    pub(crate) fn quote(&mut self, from: usize, number: &[u8], mark: &[u8]) -> &[u8] {
        let made = self.out.get(from..).unwrap_or_default();
        if made.is_empty() {
            self.out.extend_from_slice(b"null");
        } else if made != number {
            self.out.splice(from..from, mark.iter().copied());
            self.out.extend_from_slice(mark);
        }
        self.out.get(from..).unwrap_or_default()
    }
}

/// What is replaced, by what and why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'s> {
    pub(crate) action: &'s Action,
    pub(crate) kind: usize,
    pub(crate) label: &'s str,
    pub(crate) rest: Rest,
    pub(crate) why: Why,
}
