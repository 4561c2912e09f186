//! Working on the texts: one after another, or several at the same time.

use std::{
    fs::File,
    io::{self, BufWriter, Read, Write},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use indicatif::ProgressBar;

use super::{
    How, Look,
    edge::Edge,
    job::{Job, Target},
    output::Output,
    report::Tally,
    segment::Segments,
    view::View,
};
use crate::exit::Failure;

/// What works on a text.
pub(super) struct Worker<'h> {
    pub(super) how: &'h How,
    pub(super) look: Look,
    /// Whether there are several texts, so that each has to be named.
    pub(super) many: bool,
    pub(super) progress: ProgressBar,
}

/// Works on all texts, and stops at the first that fails: what is done by then is in its place.
pub(super) fn all(jobs: &[Job], threads: usize, worker: &Worker<'_>) -> Result<Tally, Failure> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut tally = Tally::default();
        while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let worked = worker.work(job);
            if worked.is_err() {
                next.store(jobs.len(), Ordering::Relaxed);
            }
            tally.add(worked?);
        }
        Ok(tally)
    };
    if threads == 1 {
        return work();
    }
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let mut tally = Tally::default();
        for worker in workers {
            let ended = |_| Failure::engine("a text could not be read to its end");
            tally.add(worker.join().map_err(ended)??);
        }
        Ok(tally)
    })
}

impl Worker<'_> {
    fn work(&self, job: &Job) -> Result<Tally, Failure> {
        let worked = match &job.input {
            None => self.read(job, io::stdin().lock()),
            Some(path) => match File::open(path) {
                Ok(file) => self.read(job, file),
                Err(error) => Err(Failure::usage(format!("cannot read it: {error}"))),
            },
        };
        worked.map_err(|Failure { exit, message }| {
            let message =
                if message.is_empty() { message } else { format!("`{}`: {message}", job.name()) };
            Failure { exit, message }
        })
    }

    fn read(&self, job: &Job, input: impl Read) -> Result<Tally, Failure> {
        let mut edge = Edge::new(self.progress.wrap_read(input));
        if edge.begin()? && job.is_walked {
            return Ok(Tally { left_out: 1, ..Tally::default() });
        }
        match (View::of(self.look), &job.target) {
            (Some(view), _) => self.view(job, view, edge),
            (None, Target::File(path)) => {
                let mut output = Output::create(path)?;
                let tally = self.redact(job, edge, &mut output)?;
                output.finish(job.input.as_deref().filter(|path| path.is_file()))?;
                Ok(tally)
            }
            (None, Target::Nothing) => self.redact(job, edge, &mut io::sink()),
            (None, Target::Stdout) => self.redact(job, edge, &mut io::stdout().lock()),
        }
    }

    /// Redacts a text as it comes.
    fn redact(
        &self,
        job: &Job,
        mut edge: Edge<impl Read>,
        out: &mut impl Write,
    ) -> Result<Tally, Failure> {
        let mut redaction = self.how.open(job.format, false)?;
        while let Some(piece) = edge.piece()? {
            out.write_all(redaction.push(piece)?.as_bytes())?;
            out.flush()?;
        }
        let (rest, report) = redaction.finish()?;
        out.write_all(rest.as_bytes())?;
        out.flush()?;
        let mut tally = tally(&edge);
        tally.report(report);
        Ok(tally)
    }

    /// Prints what is found in a text.
    fn view(&self, job: &Job, view: View, edge: Edge<impl Read>) -> Result<Tally, Failure> {
        let (name, mut found) = (job.name(), Tally::default());
        let mut out = BufWriter::new(io::stdout().lock());
        if self.many && matches!(view, View::Colour | View::Labels) {
            writeln!(out, "==> {name} <==")?;
        }
        let mut segments = Segments::new(edge, job.format, self.how);
        while let Some(segment) = segments.segment()? {
            view.print(&name, &segment, &mut out)?;
            found.report(segment.report);
        }
        out.flush()?;
        found.add(tally(&segments.edge));
        Ok(found)
    }
}

fn tally<R: Read>(edge: &Edge<R>) -> Tally {
    Tally { bytes: edge.read(), files: 1, replaced: edge.replaced(), ..Tally::default() }
}
