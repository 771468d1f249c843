//! The pinned tools: each is installed once, kept outside the project, and left alone when it is there.

use crate::run::{Failure, Step, both, find, root, step};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Must be the version of the `wasm-bindgen` crate exactly; `tests/tidy.rs` compares them.
pub const WASM_BINDGEN: &str = "0.2.130";
/// 0.22 needs a newer compiler.
pub const TRUNK: &str = "0.21.14";

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Feeds the targets of `fuzz/`.
pub const CARGO_FUZZ: &str = "0.13.2";
/// Reads `deny.toml`.
pub const CARGO_DENY: &str = "0.20.2";

/// A Debian package, and whether it is missing.
type Wanted = (bool, &'static str);

/// What building needs: the wasm target, crates, wasm-bindgen, Trunk, wasm-opt, fonts for the pictures.
pub fn build_tools() -> Result<(), Failure> {
    both(|| debian(&fonts()), compiled).map(|_| ())
}

/// What building and testing need: rustfmt, Clippy, Chromium, also without windows, its driver, nginx with brotli.
pub fn test_tools() -> Result<(), Failure> {
    checkers()?;
    both(|| debian(&[fonts(), browsers()].concat()), compiled).map(|_| ())
}

/// Other systems bring such fonts; the page writer says so where there are none.
fn fonts() -> Vec<Wanted> {
    if find("apt-get", &path()).is_none() {
        return Vec::new();
    }
    let fonts = |what| Step::new("fc-list").args([what, "family"]).output().unwrap_or_default();
    vec![
        (!fonts(":lang=zh-cn").contains("CJK"), "fonts-noto-cjk"),
        (fonts("Liberation Sans").trim().is_empty(), "fonts-liberation"),
        (find("fc-list", &path()).is_none(), "fontconfig"),
    ]
}

fn browsers() -> Vec<Wanted> {
    let path = path();
    let brotli = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so");
    vec![
        (find("chromium", &path).is_none(), "chromium"),
        (find("chromium-headless-shell", &path).is_none(), "chromium-headless-shell"),
        (find("chromedriver", &path).is_none(), "chromium-driver"),
        (!Path::new("/usr/sbin/nginx").is_file(), "nginx-light"),
        (!brotli.is_file(), "libnginx-mod-http-brotli-filter"),
    ]
}

/// What comes from rustup, crates.io and npm.
fn compiled() -> Result<(), Failure> {
    wasm_target()?;
    std_source()?;
    crates()?;
    // Without --locked: the published lock file names a crate version that cannot be had.
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, &["--no-default-features"])?;
    // It downloads nothing here: without what encrypts it compiles sooner.
    cargo_tool("trunk", "trunk", TRUNK, &["--locked", "--no-default-features"])?;
    npm_packages()
}

/// What `cargo xtask fuzz` needs.
pub fn fuzzer() -> Result<(), Failure> {
    cargo_tool("cargo-fuzz", "cargo-fuzz", CARGO_FUZZ, &["--locked"])
}

/// What `cargo xtask audit` needs.
pub fn auditor() -> Result<(), Failure> {
    cargo_tool("cargo-deny", "cargo-deny", CARGO_DENY, &["--locked"])
}

/// Installs the Debian packages that are missing.
fn debian(wanted: &[Wanted]) -> Result<(), Failure> {
    let missing: Vec<&str> =
        wanted.iter().filter_map(|(missing, package)| missing.then_some(*package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    step(&format!("install {packages} (about a minute)"), || {
        let cure = format!(
            "Debian packages are needed that could not be installed; run \
             `sudo apt-get update && sudo apt-get install -y {packages}` and start again"
        );
        apt(&["update"], &cure)?;
        let mut words = vec!["install", "-y", "--no-install-recommends"];
        words.extend(&missing);
        apt(&words, &cure)
    })
}

fn apt(words: &[&str], cure: &str) -> Result<(), Failure> {
    let is_root = Step::new("id").args(["-u"]).output().is_some_and(|id| id.trim() == "0");
    let step =
        if is_root { Step::new("apt-get") } else { Step::new("sudo").args(["-n", "apt-get"]) };
    step.args(words.iter().copied()).env("DEBIAN_FRONTEND", "noninteractive").run_aside(cure)
}

fn wasm_target() -> Result<(), Failure> {
    let installed = Step::new("rustup").args(["target", "list", "--installed"]).output();
    if installed.is_some_and(|list| list.contains(WASM_TARGET)) {
        return Ok(());
    }
    step("add the wasm target (a few seconds)", || {
        Step::new("rustup").args(["target", "add", WASM_TARGET]).run(
            "the wasm target could not be added; check the network and run \
             `rustup target add wasm32-unknown-unknown`",
        )
    })
}

/// A minimal rustup brings neither.
fn checkers() -> Result<(), Failure> {
    let there = |tool| Step::new("cargo").args([tool, "--version"]).output().is_some();
    if there("fmt") && there("clippy") {
        return Ok(());
    }
    step("add rustfmt and Clippy (a few seconds)", || {
        Step::new("rustup").args(["component", "add", "rustfmt", "clippy"]).run(
            "they could not be added; check the network and run `rustup component add rustfmt clippy`",
        )
    })
}

/// The standard library's source: the wasm gets a std of its own, made for size. Without it the article
/// works as well and is larger.
fn std_source() -> Result<(), Failure> {
    if has_std_source() {
        return Ok(());
    }
    let added = step("add the source of the standard library (a few seconds)", || {
        Step::new("rustup")
            .args(["component", "add", "rust-src"])
            .run("the source of the standard library could not be added")
    });
    if added.is_err() {
        println!(
            "   it could not be had: the wasm will be larger; `rustup component add rust-src` mends it"
        );
    }
    Ok(())
}

fn has_std_source() -> bool {
    let installed = Step::new("rustup").args(["component", "list", "--installed"]).output();
    installed.is_some_and(|list| list.lines().any(|line| line.starts_with("rust-src")))
}

/// The crates of the lock file and those that the standard library is made of: Trunk builds offline, and then
/// Cargo does too.
fn crates() -> Result<(), Failure> {
    let targets = ["--target", WASM_TARGET, "--target", "host-tuple"];
    let fetch = || Step::new("cargo").args(["fetch", "--locked"]).args(targets).envs(wasm_env());
    if fetch().args(["--offline"]).output().is_some() {
        return Ok(());
    }
    step("download the crates (less than a minute)", || {
        fetch().run("the crates could not be had; check the network and run `cargo fetch`")
    })
}

/// What Trunk's build of the wasm is run with: a standard library made for size, in which a panic is a trap
/// without a text. It saves a tenth of the download; `boot.js` answers the trap.
pub fn wasm_env() -> &'static [(&'static str, &'static str)] {
    const SMALL: &[(&str, &str)] = &[
        ("RUSTC_BOOTSTRAP", "1"),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
        ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-Ctarget-feature=+simd128 -Zunstable-options -Cpanic=immediate-abort --cfg erase_components",
        ),
    ];
    if has_std_source() { SMALL } else { &[] }
}

fn cargo_tool(program: &str, package: &str, version: &str, flags: &[&str]) -> Result<(), Failure> {
    let found = Step::new(program).args(["--version"]).output();
    if found.is_some_and(|text| text.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    step(&format!("install {package} {version} (3 to 10 minutes, once)"), || {
        let folder = folder();
        let folder = folder.to_string_lossy();
        let words = ["install", package, "--version", version, "--root", &folder];
        // They run for seconds: what optimising them takes is never won back.
        let quick = [
            ("CARGO_PROFILE_RELEASE_LTO", "off"),
            ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ];
        Step::new("cargo").args(words).args(flags.iter().copied()).envs(&quick).run(&format!(
            "{package} {version} could not be installed; check the network and run \
             `cargo install {package} --version {version}`"
        ))
    })
}

fn npm_packages() -> Result<(), Failure> {
    let wanted = std::fs::read_to_string(root().join("package-lock.json"))
        .map_err(|e| format!("package-lock.json cannot be read ({e}); restore it from git"))?;
    let stamp = root().join("node_modules/.lock-installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if find("npm", &path()).is_none() {
        return Err("Node.js is missing; install version 20.10 or later, with npm".into());
    }
    step("install the npm packages (a few seconds)", || {
        Step::new("npm")
            .args(["ci", "--no-fund", "--no-audit"])
            .run("the npm packages could not be installed; check the network and run `npm ci`")?;
        std::fs::write(&stamp, &wanted)
            .map_err(|e| format!("node_modules cannot be written ({e}); check its permissions"))
    })
}

/// Where tools are kept between clones: beside Cargo's own.
fn folder() -> PathBuf {
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
    let base = cargo.or(home).unwrap_or_else(|| root().join("target"));
    base.join("compute-anxiety-tools")
}

/// The path with the pinned tools first.
pub fn path() -> OsString {
    let mut folders = vec![folder().join("bin"), root().join("node_modules/.bin")];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&inherited));
    std::env::join_paths(folders).unwrap_or(inherited)
}
