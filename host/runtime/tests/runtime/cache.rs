//! The cache of compiled code, from outside: taken when it is ours, ignored when it is not.
use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use crate::toy::{Toy, calling};
use wicketgate_runtime::{Cache, Module, Policy};

fn open(engine: &[u8], directory: &Path) -> Cache {
    let module = Module::builder().engine_bytes(engine).cache(directory).concurrency(1).open();
    let module = module.expect("a module");
    let policy = Policy::load(&module, "{}").expect("loaded");
    assert_eq!(policy.call("{}").expect("an answer"), r#"{"ok":1}"#, "it works however it came");
    module.cache().clone()
}

fn compiled(directory: &Path) -> Vec<std::path::PathBuf> {
    let entries =
        fs::read_dir(directory).expect("readable").map(|entry| entry.expect("entry").path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "cwasm")).collect()
}

#[test]
fn compiled_code_is_kept_for_this_user_alone() {
    let root = tempfile::tempdir().expect("directory");
    let directory = root.path().join("cache");
    let engine = Toy::default().build();
    assert_eq!(open(&engine, &directory), Cache::Stored);
    assert_eq!(open(&engine, &directory), Cache::Hit);
    let mode = |path: &Path| fs::metadata(path).expect("exists").permissions().mode() & 0o7777;
    assert_eq!(mode(&directory), 0o700);
    for entry in fs::read_dir(&directory).expect("readable") {
        let path = entry.expect("entry").path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn code_of_another_engine_is_not_taken() {
    let root = tempfile::tempdir().expect("directory");
    let (ours, theirs) = (root.path().join("ours"), root.path().join("theirs"));
    let engine = Toy::default().build();
    assert_eq!(open(&engine, &ours), Cache::Stored);

    let trap = calling("unreachable");
    let module = Module::builder().engine_bytes(trap).cache(&theirs).open().expect("a module");
    assert_eq!(*module.cache(), Cache::Stored);
    let (good, bad) = (compiled(&ours).remove(0), compiled(&theirs).remove(0));
    fs::copy(&bad, &good).expect("copied");
    assert_eq!(open(&engine, &ours), Cache::Stored, "sealed by another key");

    let module = Module::builder().engine_bytes(calling("unreachable")).cache(&ours).open();
    assert_eq!(*module.expect("a module").cache(), Cache::Stored);
    let bad = compiled(&ours).into_iter().find(|path| *path != good).expect("a second file");
    fs::copy(&bad, &good).expect("copied");
    assert_eq!(open(&engine, &ours), Cache::Stored, "sealed under another name");
}

#[test]
fn a_damaged_file_is_compiled_anew() {
    let root = tempfile::tempdir().expect("directory");
    let directory = root.path().join("cache");
    let engine = Toy::default().build();
    assert_eq!(open(&engine, &directory), Cache::Stored);
    let file = compiled(&directory).remove(0);
    let sealed = fs::read(&file).expect("readable");
    for damaged in [&[][..], &sealed[..31], &sealed[..sealed.len() - 1], &[0; 4096]] {
        fs::write(&file, damaged).expect("written");
        assert_eq!(open(&engine, &directory), Cache::Stored, "{} bytes", damaged.len());
        assert_eq!(open(&engine, &directory), Cache::Hit);
    }
}

#[test]
fn a_directory_that_others_can_enter_is_not_used() {
    let root = tempfile::tempdir().expect("directory");
    let directory = root.path().join("cache");
    fs::create_dir(&directory).expect("made");
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o755)).expect("changed");
    let state = open(&Toy::default().build(), &directory);
    assert!(matches!(&state, Cache::Unusable(reason) if reason.contains("access")), "{state:?}");
    assert!(compiled(&directory).is_empty());
}
