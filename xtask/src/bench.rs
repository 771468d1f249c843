//! Side by side with other chart libraries: builds what is measured and runs `bench/run.mjs`.

use crate::run::{Failure, Step, find, root, step};
use crate::tools;
use std::path::Path;

/// Where the bench page is put together, below the project's folder.
const PAGE: &str = "target/bench/page";
/// What the shipped wasm is optimised with, of `index.html`; kept there, so that both are the same engine.
const OPTIONS: &str = "data-wasm-opt-params=\"";

/// Sets up, builds and measures; `words` go to the runner.
pub fn all(words: &[String]) -> Result<(), Failure> {
    if let Some(odd) = words.iter().find(|word| *word != "--quick") {
        return Err(format!("bench knows no “{odd}”; it is `cargo xtask bench [--quick]`"));
    }
    tools::build_tools()?;
    tools::test_tools()?;
    peers()?;
    step("build dist/", || {
        Step::new("trunk")
            .args(["build", "--release", "--offline"])
            .envs(tools::wasm_env())
            .run("the build failed; the lines above name the file and line")
    })?;
    step("build the bench page", page)?;
    let chromium =
        find("chromium", &tools::path()).ok_or("chromium is missing; run `cargo xtask setup`")?;
    step("measure (over half an hour; leave the machine alone)", || {
        Step::new("node")
            .args(["bench/run.mjs"])
            .args(words.iter().map(String::as_str))
            .env("CHROMIUM", &chromium.to_string_lossy())
            .run("the measurement stopped; the lines above say why")
    })
}

/// Installs the peers into `bench/`, where nothing else looks for packages.
fn peers() -> Result<(), Failure> {
    let wanted = read(&root().join("bench/package-lock.json"))?;
    let stamp = root().join("bench/node_modules/.lock-installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    step("install the peers (a few seconds)", || {
        Step::new("npm").args(["ci", "--no-fund", "--no-audit", "--prefix", "bench"]).run(
            "the peers could not be installed; check the network and run `npm ci --prefix bench`",
        )?;
        std::fs::write(&stamp, &wanted).map_err(|e| format!("{} ({e})", stamp.display()))
    })
}

/// The page with this project's engine, built and optimised as the shipped wasm is.
fn page() -> Result<(), Failure> {
    let build = ["build", "--release", "--target", "wasm32-unknown-unknown"];
    Step::new("cargo")
        .args(build)
        .args(["--features", "bench", "--bin", "bench"])
        .envs(tools::wasm_env())
        .run("the bench page failed to build; the lines above name the file and line")?;
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".into());
    let wasm = format!("{target}/wasm32-unknown-unknown/release/bench.wasm");
    Step::new("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-dir", PAGE, &wasm])
        .run("wasm-bindgen failed on the bench page")?;
    let bound = format!("{PAGE}/bench_bg.wasm");
    let shell = read(&root().join("index.html"))?;
    let options = shell.split_once(OPTIONS).and_then(|(_, rest)| rest.split('"').next());
    let level = shell.split_once("data-wasm-opt=\"").and_then(|(_, rest)| rest.split('"').next());
    let options = options.ok_or("index.html has no data-wasm-opt-params")?;
    Step::new("wasm-opt")
        .args([format!("-O{}", level.unwrap_or("z")).as_str(), &bound, "-o", &bound])
        .args(options.split_whitespace())
        .run("wasm-opt failed on the bench page")?;
    let to = root().join(PAGE).join("index.html");
    std::fs::copy(root().join("bench/page.html"), &to)
        .map(|_| ())
        .map_err(|e| format!("{} cannot be written ({e})", to.display()))
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|e| format!("{} cannot be read ({e}); restore it from git", file.display()))
}
