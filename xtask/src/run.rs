//! Running programs, with one clear sentence when one fails.

use crate::tools;
use std::net::TcpListener;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// One sentence that says what went wrong and how to mend it.
pub type Failure = String;

/// A program to run in the project's folder with the pinned tools first on the path.
pub struct Step {
    name: String,
    command: Command,
}

impl Step {
    /// A program by name, looked up in the pinned tools first.
    pub fn new(name: &str) -> Self {
        let path = tools::path();
        let found = find(name, &path).unwrap_or_else(|| PathBuf::from(name));
        let mut command = Command::new(found);
        command.current_dir(root()).env("PATH", path);
        Self { name: name.into(), command }
    }

    /// A program that takes only what others leave it of the machine.
    pub fn behind(name: &str) -> Self {
        Self::new("nice").args(["-n", "19", name])
    }

    /// Adds arguments.
    pub fn args<'a>(mut self, args: impl IntoIterator<Item = &'a str>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, key: &str, value: &str) -> Self {
        self.command.env(key, value);
        self
    }

    /// Sets several variables of the environment.
    pub fn envs(mut self, pairs: &[(&str, &str)]) -> Self {
        self.command.envs(pairs.iter().copied());
        self
    }

    /// Runs it and shows what it prints; `sentence` is the error where it fails.
    pub fn run(mut self, sentence: &str) -> Result<(), Failure> {
        let status = self.command.stdin(Stdio::null()).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(sentence.into()),
            Err(error) => Err(format!("{} cannot be run ({error}): {sentence}", self.name)),
        }
    }

    /// Runs it beside something else: what it prints is shown only where it fails.
    pub fn run_aside(mut self, sentence: &str) -> Result<(), Failure> {
        match self.command.stdin(Stdio::null()).output() {
            Ok(output) if output.status.success() => Ok(()),
            Ok(output) => {
                let (out, err) = (output.stdout.as_slice(), output.stderr.as_slice());
                eprintln!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err));
                Err(sentence.into())
            }
            Err(error) => Err(format!("{} cannot be run ({error}): {sentence}", self.name)),
        }
    }

    /// Runs it silently and gives what it printed; `None` where it fails or does not exist.
    pub fn output(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// Runs a named part and tells how long it took.
pub fn step<T>(name: &str, part: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    println!("── {name}");
    let start = Instant::now();
    let outcome = part()?;
    println!("── {name}: {:.0} s", start.elapsed().as_secs_f64());
    Ok(outcome)
}

/// Runs two things at once, since each has minutes in which it uses one core; the first is waited for where the
/// second fails.
pub fn both<A: Send, B>(
    aside: impl FnOnce() -> Result<A, Failure> + Send,
    here: impl FnOnce() -> Result<B, Failure>,
) -> Result<(A, B), Failure> {
    std::thread::scope(|scope| {
        let aside = scope.spawn(aside);
        let here = here();
        let aside = aside.join().unwrap_or_else(|_| Err("xtask itself broke; see above".into()));
        Ok((aside?, here?))
    })
}

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A program's place on a path.
pub fn find(name: &str, path: &std::ffi::OsStr) -> Option<PathBuf> {
    std::env::split_paths(path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The first port of a range that nobody listens on.
pub fn free_port(mut ports: Range<u16>) -> Option<u16> {
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
}
