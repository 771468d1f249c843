//! Everything that is checked, in the order that fails fastest.

use crate::kit;
use crate::run::{self, Failure, Step, find, step};
use crate::tools;
use std::time::Instant;

type Part = (&'static str, fn() -> Result<(), Failure>);

const PARTS: [Part; 8] = [
    ("format", format),
    ("clippy, host", clippy_host),
    ("core tests", core),
    ("clippy, wasm", clippy_wasm),
    ("tests in the browser", browser),
    ("build dist/", build),
    ("newsroom kit", || kit::write().map(|_| ())),
    ("end-to-end tests", end_to_end),
];

/// Runs every part and prints how long each took.
pub fn all() -> Result<(), Failure> {
    let start = Instant::now();
    step("tools", || tools::build_tools().and_then(|()| tools::test_tools()))?;
    let mut times = Vec::new();
    for (name, part) in PARTS {
        let start = Instant::now();
        step(name, part)?;
        times.push((name, start.elapsed().as_secs_f64()));
    }
    println!("\npart                     seconds");
    for (name, seconds) in times {
        println!("{name:<24} {seconds:>7.0}");
    }
    println!("{:<24} {:>7.0}", "all, with tools", start.elapsed().as_secs_f64());
    Ok(())
}

fn format() -> Result<(), Failure> {
    Step::new("cargo").args(["fmt", "--all", "--check"]).run("run `cargo fmt --all`")
}

fn clippy_host() -> Result<(), Failure> {
    let deny = ["--", "-D", "warnings"];
    let cure = "clippy has something to say; the lines above name the place";
    let core = ["clippy", "--workspace", "--all-targets"];
    Step::new("cargo").args(core).args(deny).run(cure)?;
    let pages = ["clippy", "--features", "ssr", "--bin", "pages", "--lib"];
    Step::new("cargo").args(pages).args(deny).run(cure)
}

fn clippy_wasm() -> Result<(), Failure> {
    let words = ["clippy", "--target", "wasm32-unknown-unknown", "--features", "csr"];
    let targets = ["--lib", "--bin", "compute-anxiety", "--test", "web", "--", "-D", "warnings"];
    Step::new("cargo")
        .args(words)
        .args(targets)
        .run("clippy has something to say; the lines above name the place")
}

fn core() -> Result<(), Failure> {
    Step::new("cargo")
        .args(["test", "--workspace", "--no-fail-fast"])
        // A snapshot is accepted by a person, never by the run that checks it.
        .env("INSTA_UPDATE", "no")
        .run("a core test failed; the lines above name it")?;
    Step::new("cargo")
        .args(["test", "--features", "ssr", "--bin", "pages"])
        .run("a test of the page writer failed; the lines above name it")
}

fn browser() -> Result<(), Failure> {
    let driver = find("chromedriver", &tools::path())
        .ok_or("chromedriver is missing; run `cargo xtask setup`")?;
    Step::new("cargo")
        .args(["test", "--target", "wasm32-unknown-unknown", "--features", "csr", "--test", "web"])
        .env("CHROMEDRIVER", &driver.to_string_lossy())
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .run("a test in the browser failed; the lines above name it")
}

/// The build that is tested knows its address, as a deployed one does: the end-to-end tests serve it there and
/// read it from the pages.
fn build() -> Result<(), Failure> {
    let port = run::free_port(8765..8965)
        .ok_or("ports 8765 to 8964 are all taken; stop one of the servers there")?;
    Step::new("trunk")
        .args(["build", "--release", "--offline"])
        .env("SITE", &format!("http://127.0.0.1:{port}/stories/compute/"))
        .envs(tools::wasm_env())
        .run("the build failed; the lines above name the file and line")
}

fn end_to_end() -> Result<(), Failure> {
    let folder = run::root().join("tests/e2e");
    let entries = std::fs::read_dir(&folder)
        .map_err(|e| format!("{} cannot be read ({e}); restore it from git", folder.display()))?;
    let names = entries.flatten().map(|entry| entry.path().to_string_lossy().into_owned());
    let mut files: Vec<String> = names.filter(|name| name.ends_with(".test.mjs")).collect();
    files.sort();
    let chromium =
        find("chromium", &tools::path()).ok_or("chromium is missing; run `cargo xtask setup`")?;
    Step::new("node")
        .args(["--test", "--test-concurrency=1"])
        .args(files.iter().map(String::as_str))
        .env("CHROMIUM", &chromium.to_string_lossy())
        .env("SMALL_STD", if tools::wasm_env().is_empty() { "no" } else { "yes" })
        .run("an end-to-end test failed; the lines above name it")
}
