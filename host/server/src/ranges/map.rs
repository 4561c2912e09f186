//! The one unsafe line of this program: a file as memory.

use std::{fs::File, io, ops::Deref};

use memmap2::{Advice, Mmap};

/// A file that is read where it lies.
pub(super) struct Map(Mmap);

impl Map {
    /// Maps a file, of which single places are read.
    #[expect(unsafe_code, reason = "a list of breached passwords is larger than memory")]
    pub(super) fn new(file: &File) -> io::Result<Self> {
        // SAFETY: the memory is read as bytes, of which every value is one, and nothing is kept of
        // it between two reads; whoever writes into the file meanwhile changes an answer and no
        // more. Cutting the file short would end this process: the manual says to put another file
        // in its place by renaming, as `wicketgate ranges build` does.
        let map = unsafe { Mmap::map(file)? };
        #[cfg(unix)]
        map.advise(Advice::Random)?;
        Ok(Self(map))
    }
}

impl Deref for Map {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}
