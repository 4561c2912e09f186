//! Sorting more than fits into memory: runs on disk, merged.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write},
    path::Path,
};

/// A hash and how often it was seen.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Entry {
    // Compared first: the order of fields is the order of entries.
    pub(super) hash: [u8; 20],
    pub(super) count: u32,
}

/// Entries in memory, and runs of sorted ones on disk.
pub(super) struct Sorter<'f> {
    entries: Vec<Entry>,
    /// Where the runs are: files without a name.
    folder: &'f Path,
    most: usize,
    runs: Vec<File>,
}

impl<'f> Sorter<'f> {
    /// A sorter that keeps at most so many bytes of entries in memory.
    pub(super) fn new(folder: &'f Path, memory: usize) -> Self {
        let most = (memory / size_of::<Entry>()).max(2);
        Self { entries: Vec::new(), folder, most, runs: Vec::new() }
    }

    /// Adds an entry.
    pub(super) fn push(&mut self, entry: Entry) -> io::Result<()> {
        if self.entries.len() == self.most {
            self.compact();
            // Where many were the same there is room again.
            if self.entries.len() > self.most / 2 {
                self.spill()?;
            }
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Gives every hash once, in order, with the sum of its counts.
    pub(super) fn merge(mut self, mut take: impl FnMut(Entry) -> io::Result<()>) -> io::Result<()> {
        self.compact();
        if self.runs.is_empty() {
            return self.entries.into_iter().try_for_each(take);
        }
        self.spill()?;
        drop(self.entries);
        merge(self.runs, &mut take)
    }

    /// Sorts what is in memory, each hash once.
    fn compact(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup_by(|later, kept| {
            let same = later.hash == kept.hash;
            if same {
                kept.count = kept.count.saturating_add(later.count);
            }
            same
        });
    }

    /// Writes what is in memory as a run; too many runs become one.
    fn spill(&mut self) -> io::Result<()> {
        let mut run = Run::new(self.folder)?;
        self.entries.drain(..).try_for_each(|entry| run.write(entry))?;
        self.runs.push(run.finish()?);
        if self.runs.len() == MAX_RUNS {
            let mut run = Run::new(self.folder)?;
            merge(std::mem::take(&mut self.runs), &mut |entry| run.write(entry))?;
            self.runs.push(run.finish()?);
        }
        Ok(())
    }
}

/// A run that is written.
struct Run(BufWriter<File>);

impl Run {
    fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self(BufWriter::with_capacity(BUFFER, tempfile::tempfile_in(folder)?)))
    }

    fn write(&mut self, entry: Entry) -> io::Result<()> {
        self.0.write_all(&entry.hash)?;
        self.0.write_all(&entry.count.to_be_bytes())
    }

    fn finish(self) -> io::Result<File> {
        let mut file = self.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(file)
    }
}

/// Merges runs.
fn merge(runs: Vec<File>, take: &mut dyn FnMut(Entry) -> io::Result<()>) -> io::Result<()> {
    let mut runs: Vec<_> =
        runs.into_iter().map(|run| BufReader::with_capacity(BUFFER, run)).collect();
    let mut heads = BinaryHeap::new();
    for (index, run) in runs.iter_mut().enumerate() {
        heads.extend(read(run)?.map(|entry| Reverse((entry, index))));
    }
    let mut held: Option<Entry> = None;
    while let Some(Reverse((entry, index))) = heads.pop() {
        if let Some(run) = runs.get_mut(index) {
            heads.extend(read(run)?.map(|entry| Reverse((entry, index))));
        }
        match &mut held {
            Some(held) if held.hash == entry.hash => {
                held.count = held.count.saturating_add(entry.count);
            }
            _ => {
                if let Some(done) = held.replace(entry) {
                    take(done)?;
                }
            }
        }
    }
    held.map_or(Ok(()), take)
}

/// The next entry of a run.
fn read(run: &mut impl Read) -> io::Result<Option<Entry>> {
    let (mut hash, mut count) = ([0; 20], [0; 4]);
    match run.read_exact(&mut hash) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    run.read_exact(&mut count)?;
    Ok(Some(Entry { count: u32::from_be_bytes(count), hash }))
}

const BUFFER: usize = 64 * 1024;
/// Most runs that are open at once.
const MAX_RUNS: usize = 128;
