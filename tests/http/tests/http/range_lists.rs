//! `wicketgate ranges`: lists that are built, checked and searched.

use std::{
    fs,
    io::Write,
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use wicketgate_http_tests::{command, run, run_with};

use crate::{exit, files};

/// Passwords that are the same in every run: a linear congruence, from 100,000 different ones.
fn passwords(lines: u64) -> String {
    let mut state = 2026_u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!("password {:05}\n", (state >> 33) % 100_000)
    };
    (0..lines).map(next).collect()
}

#[test]
fn a_list_of_any_size_is_built_in_little_memory() {
    let text = passwords(300_000);
    let (folder, paths) = files(&[("passwords.txt", &text)]);
    let list = folder.path().join("list.txt").display().to_string();
    let arguments = ["ranges", "build", &paths[0], "-o", &list, "--memory", "1"];
    let told = exit(run(arguments).expect("a command"), 0);
    let mut counts = std::collections::BTreeMap::<&str, u32>::new();
    for line in text.lines() {
        *counts.entry(line).or_default() += 1;
    }
    assert_eq!(told, format!("{} hashes of 300000 lines\n", counts.len()));
    let checked = exit(run(["ranges", "check", &list]).expect("a command"), 0);
    assert_eq!(checked, format!("{} hashes, sorted\n", counts.len()));
    for (password, count) in counts.iter().step_by(40_000) {
        let input = format!("{password}\n");
        let found = run_with(["ranges", "find", "--ranges", &list], input.as_bytes());
        let found = exit(found.expect("a command"), 1);
        assert!(found.contains(&format!("{count}  {list}\n")), "{password}: {found}");
    }
    let found = run_with(["ranges", "find", "--ranges", &list], b"password 100000");
    assert!(exit(found.expect("a command"), 0).contains(&format!("0  {list}\n")));
    // From standard input, in memory and as hashes it is the same list.
    let built = fs::read(&list).expect("read");
    for (arguments, input) in [
        (&["--memory", "64"][..], text.as_bytes()),
        (&["--memory", "1", "--format", "hashes"], &built),
    ] {
        let again = folder.path().join("again.txt").display().to_string();
        let first = ["ranges", "build", "-", "-o", &again];
        exit(run_with(first.iter().chain(arguments), input).expect("a command"), 0);
        assert!(fs::read(&again).expect("read") == built, "the same list");
    }
}

#[test]
fn the_first_fault_of_a_list_is_told_with_its_line() {
    let good =
        "0018A45C4D1DEF81644B54AB7F969B88D6500000:1\n5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:3\n";
    let swapped: String = good.lines().rev().map(|line| format!("{line}\n")).collect();
    let broken = good.replacen('\n', "\npassword\n", 1);
    let (_folder, paths) = files(&[
        ("good.txt", good),
        ("swapped.txt", &swapped),
        ("broken.txt", &broken),
        ("words.txt", "a\n"),
    ]);
    assert_eq!(
        exit(run(["ranges", "check", &paths[0]]).expect("a command"), 0),
        "2 hashes, sorted\n"
    );
    for (path, code, fault) in [
        (&paths[1], 1, "line 2 is out of order"),
        (&paths[2], 1, "line 2 is not `SHA1:COUNT`"),
        (&paths[3], 2, "is not a list of sorted lines"),
    ] {
        let output = run(["ranges", "check", path]).expect("a command");
        assert!(output.stderr.contains(fault), "{}", output.stderr);
        exit(output, code);
    }
}

#[test]
fn a_build_that_is_killed_leaves_no_half_list() {
    let (folder, paths) = files(&[("passwords.txt", &passwords(1000))]);
    let list = folder.path().join("list.txt");
    let build = |input: &str| {
        let mut build = command().expect("a command");
        build.args(["ranges", "build", input, "--memory", "1", "-o"]).arg(&list);
        build.stdin(Stdio::piped()).stdout(Stdio::null());
        build
    };
    let mut child = build("-").spawn().expect("started");
    let mut stdin = child.stdin.take().expect("an input");
    // More than memory holds, so that it has written to the disk; and the input has no end yet.
    stdin.write_all(passwords(200_000).as_bytes()).expect("written");
    wait_for(&folder.path().join("list.txt.part"));
    child.kill().expect("killed");
    child.wait().expect("ended");
    drop(stdin);
    assert!(!list.exists(), "no half list");
    assert!(build(&paths[0]).status().expect("a command").success());
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["list.txt", "passwords.txt"], "what the killed build left is gone");
}

fn wait_for(path: &Path) {
    let limit = Instant::now() + Duration::from_secs(60);
    while !path.exists() {
        assert!(Instant::now() < limit, "{}", path.display());
        thread::sleep(Duration::from_millis(10));
    }
}
