//! Which texts there are, and where each of them goes.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{format::Format, output::is_left_over, report::Tally};
use crate::exit::Failure;

/// Where everything goes.
pub(super) enum Destination {
    InPlace,
    Nothing,
    /// A file or a folder.
    Path(PathBuf),
    Stdout,
}

/// One text.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) format: Format,
    /// The file; standard input where there is none.
    pub(super) input: Option<PathBuf>,
    /// Whether it was found in a folder: what is no text is then left out.
    pub(super) is_walked: bool,
    pub(super) size: Option<u64>,
    pub(super) target: Target,
}

/// Where one text goes.
#[derive(Debug)]
pub(super) enum Target {
    File(PathBuf),
    Nothing,
    Stdout,
}

/// The texts, and what was left out of them.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) jobs: Vec<Job>,
    pub(super) tally: Tally,
}

/// Finds the texts.
pub(super) fn list(
    paths: &[PathBuf],
    destination: &Destination,
    format: Format,
    resume: bool,
) -> Result<Listing, Failure> {
    let mut listing = Listing::default();
    match paths {
        [] => listing.jobs.push(piped(destination, format)?),
        [path] if path.as_os_str() == "-" => listing.jobs.push(piped(destination, format)?),
        paths => {
            let many = paths.len() > 1 || paths.iter().any(|path| path.is_dir());
            if many && matches!(destination, Destination::Stdout) {
                return Err(Failure::usage(MANY));
            }
            for path in paths {
                listing.add(path, destination, many.then_some(paths.len() > 1), format)?;
            }
        }
    }
    distinct(&listing.jobs, matches!(destination, Destination::InPlace))?;
    if resume {
        let all = listing.jobs.len();
        listing.jobs.retain(|job| !matches!(&job.target, Target::File(path) if path.exists()));
        listing.tally.resumed = (all - listing.jobs.len()) as u64;
    }
    Ok(listing)
}

impl Job {
    /// How messages name the text.
    pub(super) fn name(&self) -> String {
        self.input.as_deref().map_or("-".to_owned(), |path| path.display().to_string())
    }
}

impl Listing {
    /// Adds a file, or all files of a folder; `many` where the destination is a folder, and whether each of
    /// several folders has one of its own there.
    fn add(
        &mut self,
        path: &Path,
        destination: &Destination,
        many: Option<bool>,
        format: Format,
    ) -> Result<(), Failure> {
        if path.as_os_str() == "-" {
            return Err(Failure::usage("`-` is read alone"));
        }
        let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
        let name = path.file_name().unwrap_or_default();
        if !metadata.is_dir() {
            let root = match destination {
                Destination::Path(root) if many.is_some() || is_folder(root) => root.join(name),
                Destination::Path(root) => root.clone(),
                _ => path.to_owned(),
            };
            let size = metadata.is_file().then_some(metadata.len());
            self.push(path.to_owned(), size, false, target(destination, root), format);
            return Ok(());
        }
        let root = match destination {
            Destination::Path(root) => {
                outside(root, path)?;
                if many == Some(true) { root.join(name) } else { root.clone() }
            }
            _ => path.to_owned(),
        };
        self.walk(path, &root, destination, format)
    }

    /// Adds what is in a folder, in the order of names.
    fn walk(
        &mut self,
        folder: &Path,
        root: &Path,
        destination: &Destination,
        format: Format,
    ) -> Result<(), Failure> {
        let failed = |error: io::Error| unreadable(folder, &error);
        let mut entries = fs::read_dir(folder)
            .and_then(Iterator::collect::<io::Result<Vec<_>>>)
            .map_err(failed)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
            let (name, root) = (entry.file_name(), root.join(entry.file_name()));
            let name = name.to_string_lossy();
            if kind.is_dir() && !HISTORIES.contains(&name.as_ref()) {
                self.walk(&path, &root, destination, format)?;
            } else if kind.is_file() && !is_left_over(&name) {
                let size = Some(entry.metadata().map_err(failed)?.len());
                self.push(path, size, true, target(destination, root), format);
            } else {
                // A link may lead out of the folder, or round in it.
                self.tally.left_out += 1;
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        input: PathBuf,
        size: Option<u64>,
        is_walked: bool,
        target: Target,
        format: Format,
    ) {
        let format = format.of(&input);
        self.jobs.push(Job { format, input: Some(input), is_walked, size, target });
    }
}

/// Standard input.
fn piped(destination: &Destination, format: Format) -> Result<Job, Failure> {
    let target = match destination {
        Destination::InPlace => return Err(Failure::usage("`--in-place` is for files")),
        Destination::Path(path) if is_folder(path) => {
            return Err(Failure::usage("standard input goes to a file, and this is a folder"));
        }
        Destination::Path(path) => Target::File(path.clone()),
        Destination::Nothing => Target::Nothing,
        Destination::Stdout => Target::Stdout,
    };
    Ok(Job { format, input: None, is_walked: false, size: None, target })
}

fn target(destination: &Destination, path: PathBuf) -> Target {
    match destination {
        Destination::InPlace | Destination::Path(_) => Target::File(path),
        Destination::Nothing => Target::Nothing,
        Destination::Stdout => Target::Stdout,
    }
}

/// That no file is written over an input, unless that was asked for, or over another output.
fn distinct(jobs: &[Job], in_place: bool) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let inputs: BTreeSet<_> = jobs.iter().filter_map(|job| real(job.input.as_deref()?)).collect();
    let mut targets = BTreeSet::new();
    for job in jobs {
        let Target::File(path) = &job.target else { continue };
        let shown = path.display();
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(Failure::usage(format!("`{shown}` is no file that can be replaced")));
        }
        if !in_place && real(path).is_some_and(|path| inputs.contains(&path)) {
            return Err(Failure::usage(format!("`{shown}` is an input: say `--in-place`")));
        }
        if !targets.insert(real(path).unwrap_or_else(|| path.clone())) {
            return Err(Failure::usage(format!("two inputs would be written to `{shown}`")));
        }
    }
    Ok(())
}

/// That an output folder is not within the folder that is read.
fn outside(output: &Path, folder: &Path) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let full = std::path::absolute(output)?;
    let output = full.ancestors().find_map(real);
    if output.is_some_and(|output| real(folder).is_some_and(|folder| output.starts_with(folder))) {
        let shown = folder.display();
        return Err(Failure::usage(format!("`--output` lies within `{shown}`")));
    }
    Ok(())
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// Why a file or a folder was not read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::usage(format!("cannot read `{}`: {error}", path.display()))
}

/// Folders of version control, which hold no text and break when they are rewritten.
const HISTORIES: [&str; 3] = [".git", ".hg", ".svn"];
const MANY: &str = "several files go to `--output FOLDER`, or back by `--in-place`";

#[cfg(test)]
mod tests {
    use std::{
        fs,
        path::{Path, PathBuf},
    };

    use super::{Destination, Format, Listing, Target, list};

    fn tree(root: &Path) {
        for name in ["in/b.csv", "in/a/x.log", "in/.git/objects", "other/x.log", "one.json"] {
            let path = root.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, "text").expect("written");
        }
    }

    fn targets(root: &Path, listing: &Listing) -> Vec<String> {
        let targets = listing.jobs.iter().map(|job| match &job.target {
            Target::File(path) => path.strip_prefix(root).expect("within").display().to_string(),
            target => format!("{target:?}"),
        });
        targets.collect()
    }

    #[test]
    fn a_tree_is_mirrored_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        tree(root);
        let run = |paths: &[&str], output: &str| {
            let paths: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
            list(&paths, &Destination::Path(root.join(output)), Format::Auto, false)
        };
        let listing = run(&["in"], "out").expect("listed");
        assert_eq!(targets(root, &listing), ["out/a/x.log", "out/b.csv"]);
        assert_eq!(listing.tally.left_out, 1);
        assert_eq!(listing.jobs[1].format, Format::Csv);
        let listing = run(&["in", "other", "one.json"], "out").expect("listed");
        let expected = ["out/in/a/x.log", "out/in/b.csv", "out/other/x.log", "out/one.json"];
        assert_eq!(targets(root, &listing), expected);
        let listing = run(&["one.json"], "two.json").expect("listed");
        assert_eq!(targets(root, &listing), ["two.json"]);
        let listing = run(&["one.json"], "other").expect("listed");
        assert_eq!(targets(root, &listing), ["other/one.json"]);
        for (paths, output) in [
            (&["one.json"][..], "one.json"),
            (&["in"], "in"),
            (&["in"], "in/new/deep"),
            (&["in/a/x.log", "other/x.log"], "out"),
            (&["nothing"], "out"),
        ] {
            run(paths, output).expect_err(output);
        }
    }

    #[test]
    fn what_is_there_is_left_out_of_a_resumed_run() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        tree(root);
        fs::create_dir_all(root.join("out/a")).expect("made");
        fs::write(root.join("out/a/x.log"), "done").expect("written");
        let output = Destination::Path(root.join("out"));
        let listing = list(&[root.join("in")], &output, Format::Auto, true).expect("listed");
        assert_eq!(targets(root, &listing), ["out/b.csv"]);
        assert_eq!(listing.tally.resumed, 1);
    }

    #[test]
    fn several_files_do_not_go_to_standard_output() {
        let folder = tempfile::tempdir().expect("a folder");
        tree(folder.path());
        let paths = [folder.path().join("in")];
        list(&paths, &Destination::Stdout, Format::Auto, false).expect_err("many");
        list(&[], &Destination::InPlace, Format::Auto, false).expect_err("a pipe");
    }
}
