//! Everything that is checked, in the order that fails fastest.

use crate::kit;
use crate::run::{self, Failure, Step, both, find, step};
use crate::tools;
use std::io::Write;
use std::time::Instant;

type Part = (&'static str, fn() -> Result<(), Failure>);

const FIRST: [Part; 3] = [("format", format), ("clippy, host", clippy_host), ("core tests", core)];

/// Behind the build of `dist/`, which leaves a core free half of the time.
const MEANWHILE: [Part; 2] = [("clippy, wasm", clippy_wasm), ("tests in the browser", browser)];

const BUILT: [Part; 3] = [
    ("newsroom kit", || kit::write().map(|_| ())),
    ("time to paint", || end_to_end(".alone.mjs", 1)),
    ("end-to-end tests", || end_to_end(".test.mjs", 2)),
];

/// What takes too long for every change, after all else.
const SLOW: [Part; 3] = [
    ("100,000 hostile cases", hostile),
    ("slow end-to-end tests", || end_to_end(".slow.mjs", 2)),
    ("the same build, offline", same_bytes),
];

/// Where tests add a row for each thing that they tried to break: name, cases, seconds.
const TRIED: &str = "target/robustness.csv";

/// Runs every part, with the slow ones where `full`, and prints what was tried and how long each part took.
pub fn all(full: bool) -> Result<(), Failure> {
    let start = Instant::now();
    let mut times = timed(&[("tools", tools::test_tools)])?;
    // Rows of an earlier run are not this one's.
    let _ = std::fs::remove_file(run::root().join(TRIED));
    times.extend(timed(&FIRST)?);
    let (built, meanwhile) = both(|| timed(&[("build dist/", build)]), || timed(&MEANWHILE))?;
    times.extend(built.into_iter().chain(meanwhile));
    times.extend(timed(&BUILT)?);
    if full {
        times.extend(timed(&SLOW)?);
    }
    let rows = std::fs::read_to_string(run::root().join(TRIED)).unwrap_or_default();
    println!("\n{:<60} {:>9} {:>8} {:>8}", "tried to break", "cases", "failures", "seconds");
    for row in rows.lines() {
        // A row is written when all its cases have held.
        if let [name, cases, seconds] = row.split(',').collect::<Vec<_>>()[..] {
            println!("{name:<60} {cases:>9} {:>8} {seconds:>8}", 0);
        }
    }
    println!("\n{:<24} {:>7}", "part", "seconds");
    for (name, seconds) in times {
        println!("{name:<24} {seconds:>7.0}");
    }
    println!("{:<24} {:>7.0}", "all", start.elapsed().as_secs_f64());
    Ok(())
}

/// Runs parts one after another and gives the seconds that each took.
fn timed(parts: &[Part]) -> Result<Vec<(&'static str, f64)>, Failure> {
    let run = |(name, part): &Part| {
        let start = Instant::now();
        step(name, part).map(|()| (*name, start.elapsed().as_secs_f64()))
    };
    parts.iter().map(run).collect()
}

/// 100,000 cases a figure, as fast as the shipped code, and for each way in of bytes, where a sum that overflows is
/// an error as in every plain run.
fn hostile() -> Result<(), Failure> {
    for (profile, test) in [("bench", "hostile_numbers"), ("test", "hostile_bytes")] {
        Step::new("cargo")
            .args(["test", "--profile", profile, "--test", test])
            .env("HOSTILE", "100000")
            .run("something broke on a hostile case; the lines above name both")?;
    }
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
    Step::behind("cargo")
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
    Step::behind("cargo")
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
        .run_aside("the build failed; the lines above name the file and line")
}

/// Builds once more, where there is room for namespaces with no network, and compares every byte.
fn same_bytes() -> Result<(), Failure> {
    let start = Instant::now();
    let site = digests()?;
    let alone = Step::new("unshare").args(["-rn", "true"]).output().is_some();
    if !alone {
        println!("   this system gives no namespace without network: built with it");
    }
    // Newer than what was built from them: all of it is made again.
    for file in ["src/lib.rs", "src/main.rs", "build.rs"] {
        let touched = std::fs::File::options().append(true).open(run::root().join(file));
        touched
            .and_then(|file| file.set_modified(std::time::SystemTime::now()))
            .map_err(|e| format!("{file} cannot be touched ({e}); check its permissions"))?;
    }
    let words = ["-rn", "trunk", "build", "--release", "--offline"];
    let (program, words) = if alone { ("unshare", &words[..]) } else { ("trunk", &words[2..]) };
    Step::new(program)
        .args(words.iter().copied())
        .env("SITE", &site.0)
        .envs(tools::wasm_env())
        .run("the second build failed; the lines above name the file and line")?;
    let again = digests()?;
    let differ: Vec<&String> = site
        .1
        .iter()
        .chain(&again.1)
        .filter(|file| !(site.1.contains(file) && again.1.contains(file)))
        .collect();
    if !differ.is_empty() {
        return Err(format!("two builds of the same sources differ in {differ:?}"));
    }
    let (files, seconds) = (site.1.len(), start.elapsed().as_secs_f64());
    let row = format!("two builds of each file of dist/,{files},{seconds:.1}\n");
    std::fs::File::options()
        .append(true)
        .create(true)
        .open(run::root().join(TRIED))
        .and_then(|mut file| file.write_all(row.as_bytes()))
        .map_err(|e| format!("{TRIED} cannot be written ({e}); check its permissions"))
}

/// The address that dist/ was built for, and name and digest of each of its files but the kit's and Trunk's own.
fn digests() -> Result<(String, Vec<String>), Failure> {
    let list = "find dist -type f -not -path 'dist/kit/*' -not -path 'dist/.stage/*' | sort | xargs sha256sum";
    let site = "grep -o 'rel=\"canonical\" href=\"[^\"]*' dist/index.html | cut -d'\"' -f4";
    let shell = |text| Step::new("sh").args(["-c", text]).output();
    let (list, site) =
        shell(list).zip(shell(site)).ok_or("dist/ cannot be read; build it first")?;
    Ok((site.trim().to_string(), list.lines().map(String::from).collect()))
}

/// Runs the files of tests/e2e with this ending, so many at once.
fn end_to_end(ending: &str, at_once: usize) -> Result<(), Failure> {
    let folder = run::root().join("tests/e2e");
    let entries = std::fs::read_dir(&folder)
        .map_err(|e| format!("{} cannot be read ({e}); restore it from git", folder.display()))?;
    let names = entries.flatten().map(|entry| entry.path().to_string_lossy().into_owned());
    let mut files: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
    files.sort();
    let path = tools::path();
    let whole = find("chromium", &path).ok_or("chromium is missing; run `cargo xtask setup`")?;
    let shell = find("chromium-headless-shell", &path).unwrap_or_else(|| whole.clone());
    Step::new("node")
        .args(["--test", &format!("--test-concurrency={at_once}")])
        .args(files.iter().map(String::as_str))
        .env("CHROMIUM", &whole.to_string_lossy())
        .env("CHROMIUM_SHELL", &shell.to_string_lossy())
        .env("SMALL_STD", if tools::wasm_env().is_empty() { "no" } else { "yes" })
        .run("an end-to-end test failed; the lines above name it")
}
