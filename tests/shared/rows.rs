//! The table of what was tried: every test of the kind “nothing breaks it” adds a row, `cargo xtask test` prints them.
use std::fs::{OpenOptions, create_dir_all};
use std::io::Write;
use std::time::Instant;

/// How many cases are tried: `plain`, or `HOSTILE=100000` for a long run.
#[allow(dead_code)]
pub fn cases(plain: u32) -> u32 {
    std::env::var("HOSTILE").ok().and_then(|text| text.parse().ok()).unwrap_or(plain)
}

/// Runs `tried`, which gives the number of cases, and notes it under `name` with its time. A failure panics before.
pub fn row(name: &str, tried: impl FnOnce() -> u64) {
    let start = Instant::now();
    let cases = tried();
    let seconds = start.elapsed().as_secs_f64();
    create_dir_all("target").unwrap();
    let mut file =
        OpenOptions::new().create(true).append(true).open("target/robustness.csv").unwrap();
    // One write, so that tests that run at once do not mix their lines.
    file.write_all(format!("{name},{cases},{seconds:.1}\n").as_bytes()).unwrap();
}
