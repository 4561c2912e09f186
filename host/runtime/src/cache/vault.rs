//! A directory of sealed files that belongs to one user.

use std::{
    ffi::OsStr,
    fs::File,
    io::{self, Read, Write},
    os::fd::OwnedFd,
    path::Path,
};

use hmac::{Hmac, KeyInit, Mac};
use rustix::{
    fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, Stat},
    io::Errno,
};
use sha2::Sha256;

use crate::deserialize::Made;

/// A directory that was verified, and the key of its seals.
pub(super) struct Vault {
    directory: OwnedFd,
    key: [u8; KEY_SIZE],
}

impl Vault {
    /// Opens a directory, making it where it does not exist.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        match rustix::fs::mkdir(path, Mode::RWXU) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
        let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let directory = rustix::fs::openat(CWD, path, flags, Mode::empty())?;
        verify(&rustix::fs::fstat(&directory)?, FileType::Directory)?;
        let key = key(&directory)?;
        Ok(Self { directory, key })
    }

    /// The content of a file, where it is one that this vault sealed under this name.
    pub(super) fn read(&self, name: &str) -> Option<Made> {
        let sealed = read(&self.directory, name, MAX_FILE).ok()?;
        let (seal, code) = sealed.split_at_checked(SEAL)?;
        self.mac(name, code).verify_slice(seal).ok()?;
        Some(Made::sealed(code.to_vec()))
    }

    /// Seals a content and puts it under a name, all at once or not at all.
    pub(super) fn write(&self, name: &str, code: &[u8]) -> io::Result<()> {
        let seal = self.mac(name, code).finalize().into_bytes();
        let draft = Draft::new(&self.directory)?;
        (&draft.file).write_all(&seal)?;
        (&draft.file).write_all(code)?;
        draft.file.sync_all()?;
        rustix::fs::renameat(&self.directory, &draft.name, &self.directory, name)?;
        self.prune(name)
    }

    fn mac(&self, name: &str, code: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new(&self.key.into());
        // A name holds no zero byte, so that no two pairs of name and content are one message.
        mac.update(name.as_bytes());
        mac.update(&[0]);
        mac.update(code);
        mac
    }

    /// Removes the oldest files, so that a cache does not grow with every version.
    fn prune(&self, kept: &str) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in Dir::read_from(&self.directory)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.ends_with(SUFFIX) || name == kept {
                continue;
            }
            let stat = rustix::fs::statat(&self.directory, &name, AtFlags::SYMLINK_NOFOLLOW)?;
            files.push((stat.st_mtime, name));
        }
        files.sort();
        let surplus = files.len().saturating_sub(MAX_FILES - 1);
        for (_, name) in files.into_iter().take(surplus) {
            rustix::fs::unlinkat(&self.directory, &name, AtFlags::empty())?;
        }
        Ok(())
    }
}

/// A file that is being written; it is removed unless it was renamed.
struct Draft<'a> {
    directory: &'a OwnedFd,
    file: File,
    name: String,
}

impl<'a> Draft<'a> {
    fn new(directory: &'a OwnedFd) -> io::Result<Self> {
        let name = format!("draft-{:016x}", u64::from_le_bytes(random()?));
        let flags =
            OFlags::CREATE | OFlags::EXCL | OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = rustix::fs::openat(directory, &name, flags, Mode::RUSR | Mode::WUSR)?;
        Ok(Self { directory, file: File::from(file), name })
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        // Gone already where it was renamed.
        let _gone = rustix::fs::unlinkat(self.directory, &self.name, AtFlags::empty());
    }
}

/// The key of the directory's seals, made where there is none.
fn key(directory: &OwnedFd) -> io::Result<[u8; KEY_SIZE]> {
    if let Err(error) = read(directory, KEY, KEY_SIZE) {
        if error.kind() != io::ErrorKind::NotFound {
            return Err(error);
        }
        let draft = Draft::new(directory)?;
        (&draft.file).write_all(&random::<KEY_SIZE>()?)?;
        draft.file.sync_all()?;
        // A link, unlike a rename, does not replace the key that another process made meanwhile.
        match rustix::fs::linkat(directory, &draft.name, directory, KEY, AtFlags::empty()) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let key = read(directory, KEY, KEY_SIZE)?;
    key.try_into().map_err(|_| io::Error::other("the file `key` is damaged: remove the directory"))
}

/// Reads a file of ours.
fn read(directory: &OwnedFd, name: impl AsRef<OsStr>, limit: usize) -> io::Result<Vec<u8>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = rustix::fs::openat(directory, name.as_ref(), flags, Mode::empty())?;
    let stat = rustix::fs::fstat(&file)?;
    verify(&stat, FileType::RegularFile)?;
    let size = usize::try_from(stat.st_size).ok().filter(|size| *size <= limit);
    let size = size.ok_or_else(|| io::Error::other("larger than anything kept here"))?;
    let mut bytes = Vec::with_capacity(size);
    File::from(file).take(stat.st_size.unsigned_abs()).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// SECURITY: what another user could have written, or can still write, is not ours.
fn verify(stat: &Stat, kind: FileType) -> io::Result<()> {
    let mode = Mode::from_raw_mode(stat.st_mode);
    let complaint = if FileType::from_raw_mode(stat.st_mode) != kind {
        "it is of another kind than expected"
    } else if stat.st_uid != rustix::process::geteuid().as_raw() {
        "it belongs to another user"
    } else if mode.intersects(Mode::RWXG | Mode::RWXO) {
        "other users have access to it"
    } else if kind == FileType::RegularFile && stat.st_nlink != 1 {
        "it has several names"
    } else {
        return Ok(());
    };
    Err(io::Error::new(io::ErrorKind::PermissionDenied, complaint))
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

const KEY: &str = "key";
const SUFFIX: &str = ".cwasm";
/// Bytes of a key: one block of SHA-256, as HMAC takes it without hashing it first.
const KEY_SIZE: usize = 64;
/// Bytes of a seal.
const SEAL: usize = 32;
/// Most files that are kept: a few engines, each with and without a policy baked in.
const MAX_FILES: usize = 16;
const MAX_FILE: usize = 64 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use std::{
        fs,
        os::unix::fs::{PermissionsExt, symlink},
        path::Path,
    };

    use super::{MAX_FILES, Vault};

    fn read(path: &Path, name: &str) -> bool {
        Vault::open(path).expect("usable").read(name).is_some()
    }

    #[test]
    fn only_what_was_sealed_under_a_name_is_read_under_it() {
        let root = tempfile::tempdir().expect("directory");
        let path = root.path().join("deep/cache");
        Vault::open(&path).expect("made").write("a.cwasm", b"code").expect("written");
        assert!(read(&path, "a.cwasm"));
        assert!(!read(&path, "b.cwasm"));

        fs::copy(path.join("a.cwasm"), path.join("b.cwasm")).expect("copied");
        assert!(!read(&path, "b.cwasm"), "another name");

        let sealed = fs::read(path.join("a.cwasm")).expect("readable");
        for (index, _) in sealed.iter().enumerate() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            fs::write(path.join("a.cwasm"), &changed).expect("written");
            assert!(!read(&path, "a.cwasm"), "byte {index} changed");
            fs::write(path.join("a.cwasm"), &sealed[..index]).expect("written");
            assert!(!read(&path, "a.cwasm"), "cut at {index}");
        }
        fs::write(path.join("a.cwasm"), &sealed).expect("written");
        assert!(read(&path, "a.cwasm"));
        fs::remove_file(path.join("key")).expect("removed");
        assert!(!read(&path, "a.cwasm"), "another key");
    }

    #[test]
    fn what_others_could_write_is_not_read() {
        let root = tempfile::tempdir().expect("directory");
        let path = root.path().join("cache");
        let file = path.join("a.cwasm");
        Vault::open(&path).expect("made").write("a.cwasm", b"code").expect("written");
        let mode = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("changed");
        };

        for bits in [0o640, 0o604, 0o620, 0o602] {
            mode(&file, bits);
            assert!(!read(&path, "a.cwasm"), "file {bits:o}");
        }
        mode(&file, 0o600);
        for bits in [0o701, 0o750, 0o770, 0o777] {
            mode(&path, bits);
            assert!(Vault::open(&path).is_err(), "directory {bits:o}");
        }
        mode(&path, 0o700);
        mode(&path.join("key"), 0o644);
        assert!(Vault::open(&path).is_err(), "key");
        mode(&path.join("key"), 0o600);

        fs::hard_link(&file, root.path().join("elsewhere")).expect("linked");
        assert!(!read(&path, "a.cwasm"), "a second name");
        fs::remove_file(root.path().join("elsewhere")).expect("removed");
        assert!(read(&path, "a.cwasm"));

        fs::rename(&file, root.path().join("moved")).expect("moved");
        symlink(root.path().join("moved"), &file).expect("linked");
        assert!(!read(&path, "a.cwasm"), "a symbolic link to a file");
        symlink(&path, root.path().join("link")).expect("linked");
        assert!(
            Vault::open(&root.path().join("link")).is_err(),
            "a symbolic link to the directory"
        );
    }

    #[test]
    fn the_cache_does_not_grow_without_end() {
        let root = tempfile::tempdir().expect("directory");
        let path = root.path().join("cache");
        let vault = Vault::open(&path).expect("made");
        for index in 0..2 * MAX_FILES {
            vault.write(&format!("{index}.cwasm"), b"code").expect("written");
        }
        let names =
            fs::read_dir(&path).expect("readable").map(|entry| entry.expect("entry").file_name());
        let names: Vec<_> = names.collect();
        assert_eq!(names.len(), MAX_FILES + 1, "{names:?}");
        assert!(vault.read(&format!("{}.cwasm", 2 * MAX_FILES - 1)).is_some());
    }
}
