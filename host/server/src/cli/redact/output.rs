//! A file that is in its place whole or not at all: written beside it, then renamed.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

/// A file while it is written.
pub(super) struct Output {
    file: NamedTempFile,
    path: PathBuf,
}

impl Output {
    /// Begins a file, in a folder that is made where it does not exist.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        // A link stays one: what it leads to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        // What the user's mask leaves of it; without this, only the user could read the file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Ok(Self { file: builder.tempfile_in(folder)?, path })
    }

    /// Puts the file in its place, with owner and permissions of the one that it was made from.
    pub(super) fn finish(mut self, like: Option<&Path>) -> io::Result<()> {
        self.file.flush()?;
        if let Some(metadata) = like.map(fs::metadata).transpose()? {
            #[cfg(unix)]
            {
                use std::os::unix::fs::{MetadataExt, fchown};
                // Only root may give a file away; whoever may not keeps it.
                let _kept = fchown(self.file.as_file(), Some(metadata.uid()), Some(metadata.gid()));
            }
            self.file.as_file().set_permissions(metadata.permissions())?;
        }
        self.file.as_file().sync_all()?;
        self.file.persist(&self.path)?;
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Whether a file is what a run that was killed has left.
pub(super) fn is_left_over(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

const PREFIX: &str = ".wicketgate-";
const SUFFIX: &str = ".part";

#[cfg(test)]
mod tests {
    use std::{fs, io::Write};

    use super::{Output, is_left_over};

    #[test]
    fn a_file_is_in_its_place_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b.txt");
        let mut output = Output::create(&path).expect("created");
        output.write_all(b"new").expect("written");
        let names = || -> Vec<String> {
            let entries = fs::read_dir(path.parent().expect("a folder")).expect("a folder");
            entries
                .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
                .collect()
        };
        assert!(!path.exists());
        assert!(names().iter().all(|name| is_left_over(name)));
        drop(output);
        assert!(names().is_empty(), "given up");
        let mut output = Output::create(&path).expect("created");
        output.write_all(b"new").expect("written");
        output.finish(None).expect("in its place");
        assert_eq!(names(), ["b.txt"]);
        assert_eq!(fs::read(&path).expect("there"), b"new");
    }
}
