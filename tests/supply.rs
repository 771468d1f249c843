//! What the build is made of: where each package comes from, that its bytes are known, and on which terms it may be
//! used. Without the network and without other tools; `cargo xtask audit` asks for known holes as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "shared/rows.rs"]
mod rows;

use serde_json::Value;
use std::collections::HashMap;
use std::fs::read_to_string;
use std::process::Command;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";
const LOCKS: [&str; 2] = ["package-lock.json", "bench/package-lock.json"];

/// Every package of the workspace, the article's and xtask's, with all features and for all platforms.
fn packages() -> Vec<Value> {
    let words = ["metadata", "--format-version", "1", "--locked", "--all-features"];
    let output = Command::new(env!("CARGO")).args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut all: Value = serde_json::from_slice(&output.stdout).unwrap();
    serde_json::from_value(all["packages"].take()).unwrap()
}

/// The licences of `deny.toml`: those that every crate may have, and those of one crate.
struct Allowed {
    all: Vec<String>,
    one: HashMap<String, Vec<String>>,
}

fn quoted(text: &str) -> Vec<String> {
    text.split('"').skip(1).step_by(2).map(String::from).collect()
}

fn allowed() -> Allowed {
    let text = read_to_string("deny.toml").unwrap();
    let licences = text.split("[licenses]").nth(1).unwrap().split("\n[").next().unwrap();
    let line = licences.lines().find(|line| line.starts_with("allow = ")).unwrap();
    let entries = licences.lines().filter(|line| line.trim_start().starts_with("{ crate = "));
    let one = entries.map(|line| {
        let mut words = quoted(line);
        let name = words.remove(0);
        (name, words)
    });
    Allowed { all: quoted(line), one: one.collect() }
}

/// Whether an SPDX expression can be met with licences that `may` be; an old `/` is an `OR`.
fn met(expression: &str, may: &dyn Fn(&str) -> bool) -> bool {
    let text = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut rest = words.as_slice();
    let met = any(&mut rest, may);
    assert!(rest.is_empty(), "{expression} is not understood");
    met
}

fn any(rest: &mut &[&str], may: &dyn Fn(&str) -> bool) -> bool {
    let mut met = every(rest, may);
    while let ["OR", after @ ..] = *rest {
        *rest = after;
        met |= every(rest, may);
    }
    met
}

fn every(rest: &mut &[&str], may: &dyn Fn(&str) -> bool) -> bool {
    let mut met = single(rest, may);
    while let ["AND", after @ ..] = *rest {
        *rest = after;
        met &= single(rest, may);
    }
    met
}

fn single(rest: &mut &[&str], may: &dyn Fn(&str) -> bool) -> bool {
    match *rest {
        ["(", after @ ..] => {
            *rest = after;
            let met = any(rest, may);
            let [")", after @ ..] = *rest else { panic!("a bracket is open") };
            *rest = after;
            met
        }
        // An exception only gives more.
        [name, "WITH", _, after @ ..] | [name, after @ ..] => {
            *rest = after;
            may(name)
        }
        [] => panic!("a licence is missing"),
    }
}

#[test]
fn an_expression_of_licences_is_read_as_it_is_meant() {
    let may = |name: &str| ["MIT", "Zlib"].contains(&name);
    for yes in
        ["MIT", "GPL-3.0 OR MIT", "GPL-3.0/MIT", "(GPL-3.0 OR MIT) AND Zlib", "MIT WITH x OR A"]
    {
        assert!(met(yes, &may), "{yes}");
    }
    for no in ["GPL-3.0", "GPL-3.0 AND MIT", "MIT AND (GPL-3.0 OR A)", "GPL-3.0 OR MIT AND A"] {
        assert!(!met(no, &may), "{no}");
    }
}

#[test]
fn every_crate_comes_from_crates_io_under_a_licence_that_deny_toml_allows() {
    rows::row("supply: sources and licences of crates", licensed);
}

/// Gives the number of crates.
fn licensed() -> u64 {
    let allowed = allowed();
    let (mut ours, mut used) = (0, Vec::new());
    let packages = packages();
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        match package["source"].as_str() {
            Some(source) => assert_eq!(source, CRATES_IO, "{name}"),
            None => ours += 1,
        }
        let licence =
            package["license"].as_str().unwrap_or_else(|| panic!("{name} has no licence"));
        if !met(licence, &|one| allowed.all.iter().any(|known| known == one)) {
            let excepted = allowed.one.get(name);
            let may = |one: &str| {
                allowed.all.iter().chain(excepted.into_iter().flatten()).any(|known| known == one)
            };
            assert!(met(licence, &may), "{name} is under {licence}; see deny.toml");
            used.push(name.to_string());
        }
    }
    assert_eq!(ours, 2, "packages without a source are the article and xtask");
    for name in allowed.one.keys() {
        assert!(used.contains(name), "deny.toml excepts {name}, which no longer needs it");
    }
    packages.len() as u64
}

#[test]
fn what_deny_toml_lets_pass_is_dated() {
    let text = read_to_string("deny.toml").unwrap();
    let mut before = "";
    for line in text.lines() {
        let date = |text: &str| text.contains(": ") && text.contains("20") && text.contains('-');
        if line.trim_start().starts_with("{ crate = ") {
            assert!(
                before.trim_start().starts_with("# ") && date(before),
                "{line}: when, and why?"
            );
        }
        if line.trim_start().starts_with("{ id = ") {
            assert!(line.contains("reason = \"20"), "{line}: when, and why?");
        }
        before = line;
    }
    for rule in ["wildcards = \"deny\"", "unknown-registry = \"deny\"", "unknown-git = \"deny\""] {
        assert!(text.contains(rule), "deny.toml lacks {rule}");
    }
}

#[test]
fn every_crate_of_the_lock_files_has_a_checksum() {
    rows::row("supply: checksums of crates", sums);
}

/// Gives the number of crates.
fn sums() -> u64 {
    let mut count = 0;
    for file in ["Cargo.lock", "fuzz/Cargo.lock"] {
        let text = read_to_string(file).unwrap();
        let mut ours = Vec::new();
        for package in text.split("[[package]]").skip(1) {
            let value = |key: &str| {
                let start = format!("{key} = ");
                package
                    .lines()
                    .find_map(|line| line.strip_prefix(&start).map(|v| v.trim_matches('"')))
            };
            let name = value("name").unwrap();
            match value("source") {
                None => ours.push(name),
                Some(source) => {
                    assert_eq!(source, CRATES_IO, "{file}: {name}");
                    let sum =
                        value("checksum").unwrap_or_else(|| panic!("{file}: {name} has none"));
                    let hex = sum.bytes().all(|byte| byte.is_ascii_hexdigit());
                    assert!(hex && sum.len() == 64, "{file}: {name}");
                    count += 1;
                }
            }
        }
        let known = ["compute-anxiety", "compute-anxiety-fuzz", "xtask"];
        assert!(ours.iter().all(|name| known.contains(name)), "{file}: {ours:?}");
    }
    count
}

#[test]
fn every_npm_package_has_a_digest_and_no_other_host() {
    rows::row("supply: digests of npm packages", digests);
}

/// Gives the number of packages.
fn digests() -> u64 {
    let mut count = 0;
    for file in LOCKS {
        let lock: Value = serde_json::from_str(&read_to_string(file).unwrap()).unwrap();
        for (name, package) in lock["packages"].as_object().unwrap() {
            // The folder itself.
            if name.is_empty() {
                continue;
            }
            let digest = package["integrity"].as_str().unwrap_or_else(|| panic!("{file}: {name}"));
            assert!(
                digest.starts_with("sha512-") && digest.len() == 95,
                "{file}: {name}: {digest}"
            );
            let from = package["resolved"].as_str().unwrap_or(NPM);
            assert!(from.starts_with(NPM), "{file}: {name} comes from {from}");
            assert!(package["link"].is_null(), "{file}: {name} is a link");
            count += 1;
        }
    }
    count
}

#[test]
fn no_npm_package_runs_a_script_when_it_is_installed() {
    for file in [".npmrc", "bench/.npmrc"] {
        let settings = read_to_string(file).unwrap();
        assert!(settings.lines().any(|line| line == "ignore-scripts=true"), "{file}");
    }
}
