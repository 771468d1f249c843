//! Known holes and terms of what the build is made of; asks databases in the network, so no part of the tests.
//! What can be checked without is in `tests/supply.rs`.

use crate::run::{Failure, Step, step};
use crate::tools;

/// What `cargo deny` checks with the repository alone, and what needs the RustSec database from GitHub.
const CHECKS: [(&str, &[&str], &str); 2] = [
    (
        "licences, bans, sources",
        &["licenses", "bans", "sources"],
        "a crate breaks a rule of deny.toml; the lines above name it",
    ),
    (
        "known holes in crates",
        &["advisories"],
        "a crate has a known hole, or the advisory database could not be fetched from \
         github.com/RustSec/advisory-db; the lines above say which. Without that database nothing is known about holes",
    ),
];
/// The folders with npm packages. None of them is shipped.
const FOLDERS: [&str; 2] = [".", "bench"];

/// Runs all checks, also after one failed, and tells which did.
pub fn all() -> Result<(), Failure> {
    tools::auditor()?;
    let mut failed = Vec::new();
    for (name, what, cure) in CHECKS {
        let check =
            || Step::new("cargo").args(["deny", "check"]).args(what.iter().copied()).run(cure);
        failed.extend(step(name, check).err());
    }
    for folder in FOLDERS {
        let check = || {
            Step::new("npm").args(["audit", "--audit=true", "--prefix", folder]).run(&format!(
                "an npm package of {folder} has a known hole, or the registry could not be asked; the lines above say \
                 which"
            ))
        };
        failed.extend(step(&format!("known holes in npm packages of {folder}"), check).err());
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n       ")) }
}
