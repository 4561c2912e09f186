//! Building a list: passwords or hashes of any number become one sorted file.
//!
//! Memory is bounded: what does not fit is sorted in runs on disk and merged. The runs are files
//! without a name, which vanish with the process; the list itself is written beside its place and
//! put there whole, by renaming.

mod line;
mod sort;

use std::{
    fs::{self, File, TryLockError},
    io::{self, BufRead, BufWriter, Write},
    path::{Path, PathBuf},
};

use line::{Line, Lines};
use sort::{Entry, Sorter};

pub(crate) use line::Format;

/// How a list is built.
pub(crate) struct Build<'b> {
    /// What the lines of the input are.
    pub(crate) format: Format,
    /// Most bytes of entries in memory.
    pub(crate) memory: usize,
    /// Where the list is to stand.
    pub(crate) output: &'b Path,
}

/// What was read and written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Summary {
    /// Lines that became entries.
    pub(crate) entries: u64,
    /// Lines of the list: different hashes.
    pub(crate) hashes: u64,
    /// Lines that are no password or no hash.
    pub(crate) skipped: u64,
}

impl Build<'_> {
    /// Reads every input, and writes the list.
    ///
    /// `merging` is told how many hashes are written of at most how many.
    pub(crate) fn run(
        &self,
        inputs: impl IntoIterator<Item = io::Result<Box<dyn BufRead>>>,
        mut merging: impl FnMut(u64, u64),
    ) -> io::Result<Summary> {
        let folder = self.output.parent().filter(|folder| !folder.as_os_str().is_empty());
        let part = Part::create(self.output)?;
        let mut sorter = Sorter::new(folder.unwrap_or(Path::new(".")), self.memory);
        let mut summary = Summary::default();
        for input in inputs {
            let mut lines = Lines::new(input?, self.format);
            while let Some(line) = lines.next()? {
                match line {
                    Line::Blank => {}
                    Line::Entry(entry) => {
                        summary.entries += 1;
                        sorter.push(entry)?;
                    }
                    Line::Other => summary.skipped += 1,
                }
            }
        }
        if summary.entries == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, NOTHING));
        }
        let mut out = BufWriter::with_capacity(1 << 20, &part.file);
        sorter.merge(|entry| {
            summary.hashes += 1;
            merging(summary.hashes, summary.entries);
            write(&mut out, &entry)
        })?;
        out.flush()?;
        drop(out);
        part.finish(self.output)?;
        Ok(summary)
    }
}

/// A line of the list.
fn write(out: &mut impl Write, entry: &Entry) -> io::Result<()> {
    let mut digits = [0; 40];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(entry.hash) {
        for (digit, nibble) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
            *digit = HEX.get(usize::from(nibble)).copied().unwrap_or_default();
        }
    }
    out.write_all(&digits)?;
    writeln!(out, ":{}", entry.count)
}

/// The list while it is written: `FILE.part`, which the next build takes over if this one is killed.
struct Part {
    file: File,
    is_done: bool,
    path: PathBuf,
}

impl Part {
    fn create(output: &Path) -> io::Result<Self> {
        let mut name = output.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let path = output.with_file_name(name);
        let file = File::options().create(true).truncate(false).write(true).open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(io::ErrorKind::ResourceBusy, BUSY));
            }
        }
        file.set_len(0)?;
        Ok(Self { file, is_done: false, path })
    }

    /// Puts the list in its place, on disk before it has its name.
    fn finish(mut self, output: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, output)?;
        self.is_done = true;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After a success a file of that name is another build's.
        if !self.is_done {
            let _gone = fs::remove_file(&self.path);
        }
    }
}

const BUSY: &str = "another build is writing this list";
const HEX: &[u8; 16] = b"0123456789ABCDEF";
const NOTHING: &str = "the input holds nothing to make a list of";

#[cfg(test)]
mod tests;
