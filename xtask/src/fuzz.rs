//! Hostile bytes at random: every target of `fuzz/` for some time each.

use crate::run::{Failure, Step, root, step};
use crate::tools;
use std::path::PathBuf;
use std::time::SystemTime;

/// The targets of `fuzz/Cargo.toml`, and where more seeds lie than its own.
const TARGETS: [(&str, &[&str]); 5] = [
    ("csv", &["public/data"]),
    ("own", &["public/data"]),
    ("bundle", &[]),
    ("query", &[]),
    ("decimal", &[]),
];
/// Seconds a target where no other number is given.
const SECONDS: u32 = 60;
/// No input is longer, takes more memory (MB) or more time (s): none of ours is worth it.
const LIMITS: [&str; 3] = ["-max_len=4096", "-rss_limit_mb=512", "-timeout=10"];

/// Runs every target; `words` is the time, if it is given.
pub fn all(words: &[String]) -> Result<(), Failure> {
    let usage = "it is `cargo xtask fuzz [seconds a target]`";
    let seconds = match words {
        [] => SECONDS,
        [one] => one.parse().map_err(|_| format!("fuzz knows no “{one}”; {usage}"))?,
        _ => return Err(format!("fuzz takes one number; {usage}")),
    };
    tools::fuzzer()?;
    let time = format!("-max_total_time={seconds}");
    for (target, seeds) in TARGETS {
        step(&format!("fuzz {target} ({seconds} s, and building)"), || {
            let own = format!("fuzz/corpus/{target}");
            let start = SystemTime::now();
            let run = Step::new("cargo")
                .args(["fuzz", "run", target, own.as_str()])
                .args(seeds.iter().copied())
                .args(["--", time.as_str()])
                .args(LIMITS)
                // The fuzzer's instruments are not stable; the pinned compiler has them all the same.
                .env("RUSTC_BOOTSTRAP", "1")
                // What was freed and is kept to catch its use would count as memory.
                .env("ASAN_OPTIONS", "quarantine_size_mb=16")
                .run("");
            run.map_err(|_| match crash(target, start) {
                Some(file) => format!(
                    "{target} breaks on {}; run `RUSTC_BOOTSTRAP=1 cargo fuzz run {target} {}` to see it, mend it, and \
                     add the case to tests/data.rs or tests/state.rs",
                    file.display(),
                    file.display()
                ),
                None => format!("the fuzzer did not run {target}; the lines above say why"),
            })
        })?;
    }
    Ok(())
}

/// The file that the fuzzer wrote since `start`.
fn crash(target: &str, start: SystemTime) -> Option<PathBuf> {
    let folder = root().join("fuzz/artifacts").join(target);
    let files = std::fs::read_dir(folder).ok()?.flatten();
    let written =
        files.filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.path())));
    written.filter(|(when, _)| *when >= start).max().map(|(_, path)| path)
}
