//! `wicketgate check --file`: a list of passwords, judged one by one and told in numbers.
//!
//! **Nothing of what a line holds is ever told: lines are named by their numbers.** One thread
//! reads, one for each core judges, and this one counts. Batches go round the judges in turn and are
//! fetched in the same turn, so that answers are in the list's order, and memory is that of a few
//! batches however long the list is.

mod judge;
mod list;
mod print;
mod tally;

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
    time::Instant,
};

use wicketgate_core::Context;
use wicketgate_runtime::Module;

use crate::{
    document::Document,
    exit::{Exit, Failure},
    ranges::Ranges,
};

use judge::{Judge, Outcome};
use list::{Batch, List};
use tally::Tally;

pub(crate) use print::{json, table};

/// A list, and how it is judged.
pub(crate) struct Audit {
    /// Whether a policy that is baked into the engine is preferred.
    pub(crate) baked: bool,
    /// What is known beside the passwords.
    pub(crate) context: Context,
    /// The policy.
    pub(crate) document: Document,
    /// The list; `-` is standard input.
    pub(crate) list: PathBuf,
    /// The engine.
    pub(crate) module: Module,
    /// The file for one summary a line.
    pub(crate) output: Option<PathBuf>,
    /// The lists that are asked.
    pub(crate) ranges: Ranges,
}

/// What became of the lines of a list.
pub(crate) struct Audited {
    /// How long it took, in seconds.
    pub(crate) seconds: f64,
    /// The counts.
    pub(crate) tally: Tally,
}

impl Audit {
    /// Judges every line.
    pub(crate) fn run(&self) -> Result<Audited, Failure> {
        let list = List::open(&self.list)?;
        let mut output = self.output.as_deref().map(|path| self.create(path)).transpose()?;
        let judges = (0..judges()).map(|_| Judge::new(self)).collect::<Result<Vec<_>, _>>()?;
        let mut tally = Tally::new(self.rules()?);
        let (progress, start) = (list.progress(), Instant::now());
        thread::scope(|scope| {
            let (lanes, fetched): (Vec<_>, Vec<_>) =
                judges.into_iter().map(|judge| lane(scope, judge, &self.ranges)).unzip();
            let reader = scope.spawn(move || list.read(&lanes));
            for outcomes in Turns::new(&fetched) {
                for outcome in outcomes {
                    tally.count(&outcome);
                    if let Some(output) = &mut output {
                        writeln!(output, "{}", print::line(tally.lines(), &outcome))?;
                    }
                }
                progress.set_message(rate(tally.lines(), start));
            }
            drop(fetched);
            let ended = || Failure::engine("the list could not be read to its end");
            reader.join().map_err(|_| ended())?
        })?;
        if let Some(mut output) = output {
            output.flush()?;
        }
        progress.finish_and_clear();
        Ok(Audited { seconds: start.elapsed().as_secs_f64(), tally })
    }

    /// The file for summaries, unless it is the list itself.
    fn create(&self, path: &Path) -> Result<BufWriter<File>, Failure> {
        let same = |path: &Path| path.canonicalize().ok();
        if same(path).is_some_and(|path| Some(path) == same(&self.list)) {
            return Err(Failure::usage("`--output` would overwrite the list"));
        }
        let failed = |error| Failure::usage(format!("cannot write `{}`: {error}", path.display()));
        Ok(BufWriter::new(File::create(path).map_err(failed)?))
    }

    /// The codes of the policy's rules, in the order of a report.
    fn rules(&self) -> Result<Vec<String>, Failure> {
        let requirements = Judge::new(self)?.requirements()?;
        Ok(requirements.rules.into_iter().map(|rule| rule.code.as_str().to_owned()).collect())
    }
}

impl Audited {
    /// The exit code that follows.
    pub(crate) fn exit(&self) -> Exit {
        self.tally.exit()
    }
}

/// Starts a thread that judges; a way in for batches and a way out for what became of them.
fn lane<'scope, 'env>(
    scope: &'scope thread::Scope<'scope, 'env>,
    mut judge: Judge,
    ranges: &'env Ranges,
) -> (SyncSender<Batch>, Receiver<Vec<Outcome>>) {
    let (send, batches) = sync_channel::<Batch>(WAITING);
    let (results, fetched) = sync_channel(WAITING);
    scope.spawn(move || {
        for batch in batches {
            let outcomes = batch.into_iter().map(|line| judge.judge(line, ranges)).collect();
            // Nobody fetches any more where the summaries cannot be written.
            if results.send(outcomes).is_err() {
                return;
            }
        }
    });
    (send, fetched)
}

/// What the judges give, fetched in the turn in which batches were given to them.
struct Turns<'a> {
    lanes: std::iter::Cycle<std::slice::Iter<'a, Receiver<Vec<Outcome>>>>,
}

impl<'a> Turns<'a> {
    fn new(lanes: &'a [Receiver<Vec<Outcome>>]) -> Self {
        Self { lanes: lanes.iter().cycle() }
    }
}

impl Iterator for Turns<'_> {
    type Item = Vec<Outcome>;

    /// The first judge without an answer is the one that got no batch: the list has ended.
    fn next(&mut self) -> Option<Self::Item> {
        self.lanes.next()?.recv().ok()
    }
}

fn judges() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn rate(lines: u64, start: Instant) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a rate that people read")]
    let rate = lines as f64 / start.elapsed().as_secs_f64().max(0.001);
    format!("{rate:.0} passwords/s")
}

/// Batches that wait for each judge, and answers that wait for being counted.
const WAITING: usize = 2;
