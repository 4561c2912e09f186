//! The list: one password a line, read in batches of bounded size.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, IsTerminal, Read},
    path::Path,
    sync::mpsc::SyncSender,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    cli::line::{Line, next_line},
    exit::Failure,
};

/// Some lines in order.
pub(super) type Batch = Vec<Line>;

/// A list that is open.
pub(super) struct List {
    input: Box<dyn Read + Send>,
    progress: ProgressBar,
}

impl List {
    /// Opens a file, or standard input for `-`.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let (input, size): (Box<dyn Read + Send>, _) = if path.as_os_str() == "-" {
            (Box::new(io::stdin()), None)
        } else {
            let failed =
                |error| Failure::usage(format!("cannot read `{}`: {error}", path.display()));
            let file = File::open(path).map_err(failed)?;
            let size = file.metadata().map_err(failed)?.len();
            (Box::new(file), Some(size))
        };
        Ok(Self { input, progress: progress(size) })
    }

    /// What shows how far it is.
    pub(super) fn progress(&self) -> ProgressBar {
        self.progress.clone()
    }

    /// Gives the lines to the judges in turn, until the list ends or nobody takes more.
    pub(super) fn read(self, lanes: &[SyncSender<Batch>]) -> Result<(), Failure> {
        let mut input = BufReader::with_capacity(BUFFER, self.progress.wrap_read(self.input));
        if input.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
            input.consume(BYTE_ORDER_MARK.len());
        }
        for lane in lanes.iter().cycle() {
            let batch = batch(&mut input)?;
            if batch.is_empty() || lane.send(batch).is_err() {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// The next lines; none at the end.
fn batch(input: &mut impl BufRead) -> io::Result<Batch> {
    let (mut batch, mut bytes) = (Batch::new(), 0);
    while batch.len() < MAX_LINES && bytes < MAX_BYTES {
        match next_line(input)? {
            None => break,
            Some(Line::Text(mut text)) => {
                if text.ends_with('\r') {
                    text.pop();
                }
                bytes += text.len();
                batch.push(Line::Text(text));
            }
            Some(line) => batch.push(line),
        }
    }
    Ok(batch)
}

/// A bar for a file, a counter for a stream, and nothing where nobody looks.
fn progress(size: Option<u64>) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match size {
        Some(size) => (ProgressBar::new(size), "{bar:40} {percent}%, {msg}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}, {elapsed}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

const BUFFER: usize = 256 * 1024;

/// What some editors of Windows put before the first line.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Most bytes of a batch, but for its last line.
const MAX_BYTES: usize = 64 * 1024;

/// Most lines of a batch.
const MAX_LINES: usize = 512;

#[cfg(test)]
mod tests {
    use super::{Line, MAX_BYTES, MAX_LINES, batch};

    #[test]
    fn batches_are_bounded_in_lines_and_in_bytes() {
        let short = "a\r\n".repeat(MAX_LINES + 1);
        let mut input = short.as_bytes();
        let first = batch(&mut input).expect("readable");
        assert_eq!(first.len(), MAX_LINES);
        assert!(first.iter().all(|line| matches!(line, Line::Text(text) if text == "a")));
        assert_eq!(batch(&mut input).expect("readable").len(), 1);
        assert!(batch(&mut input).expect("readable").is_empty());

        let long = format!("{}\n", "x".repeat(MAX_BYTES / 2)).repeat(5);
        let mut input = long.as_bytes();
        let sizes = std::iter::from_fn(|| Some(batch(&mut input).expect("readable").len()));
        assert_eq!(sizes.take_while(|size| *size > 0).collect::<Vec<_>>(), [2, 2, 1]);
    }
}
