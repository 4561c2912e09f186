//! Building the binary, and running it as a command.

use std::{
    env,
    ffi::OsStr,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};

/// How a command ended.
#[derive(Clone, Debug)]
pub struct Output {
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to standard error.
    pub stderr: String,
    /// What it wrote to standard output.
    pub stdout: String,
}

/// Runs the binary without input.
///
/// # Errors
///
/// It could not be built or started, or did not end in time.
pub fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> io::Result<Output> {
    run_with(arguments, b"")
}

/// Runs the binary with this standard input.
///
/// # Errors
///
/// It could not be built or started, or did not end in time.
pub fn run_with<A: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = A>,
    input: &[u8],
) -> io::Result<Output> {
    let mut child = command()?
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdin = child.stdin.take();
    let (stdout, stderr) = (collect(child.stdout.take()), collect(child.stderr.take()));
    let input = input.to_vec();
    let feed = thread::spawn(move || {
        // A command that does not read its input may close it.
        let _closed = stdin.map(|mut stdin| stdin.write_all(&input));
    });
    let code = wait(&mut child, LIMIT)?;
    let ended = |_| io::Error::other("a thread of the test failed");
    feed.join().map_err(ended)?;
    Ok(Output {
        code,
        stderr: stderr.join().map_err(ended)?,
        stdout: stdout.join().map_err(ended)?,
    })
}

/// The binary, with an environment in which only its arguments decide.
///
/// # Errors
///
/// It could not be built.
pub fn command() -> io::Result<Command> {
    let mut command = Command::new(path()?);
    let ours = ["WICKETGATE_ENGINE", "WICKETGATE_RANGES"];
    let proxies =
        ["ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "http_proxy", "https_proxy"];
    for name in ours.into_iter().chain(proxies) {
        command.env_remove(name);
    }
    command.env("XDG_CACHE_HOME", folder()?.join("tmp"));
    Ok(command)
}

/// Waits for a process to end; one that does not is killed, and that is an error.
pub(crate) fn wait(child: &mut Child, limit: Duration) -> io::Result<Option<i32>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.code());
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Err(io::Error::new(io::ErrorKind::TimedOut, "the command did not end"));
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Reads all that a pipe gives, in a thread of its own.
pub(crate) fn collect(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is what there is.
            let _read = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Where the binary is, built before it is named for the first time.
fn path() -> io::Result<PathBuf> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    BUILT
        .get_or_init(|| build().map_err(|error| error.to_string()))
        .clone()
        .map_err(io::Error::other)
}

fn build() -> io::Result<PathBuf> {
    let folder = folder()?;
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--package", "wicketgate", "--bin", "wicketgate"]);
    if folder.file_name().is_some_and(|name| name == "release") {
        cargo.arg("--release");
    }
    if let Some(target) = folder.parent() {
        cargo.arg("--target-dir").arg(target);
    }
    let status = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status()?;
    if !status.success() {
        return Err(io::Error::other("cannot build the binary"));
    }
    Ok(folder.join(format!("wicketgate{}", env::consts::EXE_SUFFIX)))
}

/// The folder of the profile that the tests were built in: `<target>/<profile>`.
fn folder() -> io::Result<PathBuf> {
    let program = env::current_exe()?;
    let folder = program.ancestors().nth(2).map(Path::to_path_buf);
    folder.ok_or_else(|| io::Error::other("the test is not in a target directory"))
}

/// Generous: a machine that is busy with other tests compiles an engine in this time.
const LIMIT: Duration = Duration::from_secs(120);
