//! The wasm and the glue that wasm-bindgen writes for it: what they call each other, and what their files are
//! called.

use crate::{Outcome, digest};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Gives the wasm and its glue plain names for each other, and files that are called after their final bytes:
/// Trunk hashes them before wasm-opt runs (trunk#838), so a cache could mix two builds. The answer is the shell
/// with the new names.
///
/// # Errors
/// Where one of the files is missing, cannot be read or written, or is not named by the shell.
pub fn rename(staging: &Path, shell: &str) -> Outcome<String> {
    let files: Vec<PathBuf> =
        fs::read_dir(staging)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    let find = |ending: &'static str| {
        let mut names = files.iter().filter_map(|path| path.file_name()?.to_str());
        let name = names.find(|name| name.ends_with(ending));
        name.map(|name| (name, ending)).ok_or_else(|| format!("the build has no …{ending}"))
    };
    let (glue, wasm) = (find(".js")?, find("_bg.wasm")?);
    let numbers = numbers(&fs::read(staging.join(glue.0))?);
    let mut shell = shell.to_string();
    for (name, ending) in [glue, wasm] {
        let mut bytes = fs::read(staging.join(name))?;
        number(&mut bytes, &numbers);
        let stem = name.strip_suffix(ending).unwrap_or(name);
        let base = stem.rsplit_once('-').map_or(stem, |(base, _)| base);
        let new = format!("{base}-{}{ending}", digest(&bytes));
        if !shell.contains(name) {
            return Err(format!("index.html does not name {name}").into());
        }
        fs::remove_file(staging.join(name))?;
        fs::write(staging.join(&new), bytes)?;
        shell = shell.replace(name, &new);
    }
    Ok(shell)
}

/// The glue as a classic script: a file on a disk may not load modules. Trunk makes only the module, from the same
/// wasm.
///
/// # Errors
/// Without wasm-bindgen, or before the wasm is built.
pub fn classic() -> Outcome<String> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let wasm = target.join("wasm32-unknown-unknown/release/compute-anxiety.wasm");
    let folder = target.join("single");
    let made = Command::new("wasm-bindgen")
        .args(["--target", "no-modules", "--no-typescript", "--out-dir"])
        .arg(&folder)
        .arg(&wasm)
        .status();
    match made {
        Ok(status) if status.success() => {
            let mut glue = fs::read(folder.join("compute-anxiety.js"))?;
            let numbers = numbers(&glue);
            number(&mut glue, &numbers);
            Ok(String::from_utf8(glue)?.replace("</script", "<\\/script"))
        }
        _ => Err(format!(
            "wasm-bindgen could not make the classic glue from {}; run `cargo xtask build`, which brings it",
            wasm.display()
        )
        .into()),
    }
}

/// Digits of the hash in an import's name.
const HASH: usize = 16;

/// Imports are called after what they do and a hash, which nothing compresses. Here the hash becomes a number
/// among those that do the same: 2 kB less of the wasm, and of the glue. Of one length, so that nothing in the
/// wasm moves. The glue is asked for the names: wasm-opt may have dropped some from the wasm.
fn numbers(glue: &[u8]) -> BTreeMap<Vec<u8>, String> {
    let names: BTreeSet<_> = imports(glue).filter_map(|at| glue.get(at)).collect();
    let (mut used, mut numbers) = (BTreeMap::new(), BTreeMap::new());
    for name in names {
        let (what, _) = name.split_at(name.len() - HASH);
        let next = used.entry(what).or_insert(0);
        numbers.insert(name.to_vec(), format!("{next:0HASH$}"));
        *next += 1;
    }
    numbers
}

/// Puts the numbers in the place of the hashes.
fn number(bytes: &mut [u8], numbers: &BTreeMap<Vec<u8>, String>) {
    for at in imports(bytes).collect::<Vec<_>>() {
        let Some(name) = bytes.get_mut(at) else { continue };
        let (number, from) = (numbers.get(name), name.len() - HASH);
        if let (Some(number), Some(hash)) = (number, name.get_mut(from..)) {
            hash.copy_from_slice(number.as_bytes());
        }
    }
}

/// Where imports' names are: `__wbg_` or `__wbindgen_`, words, and a hash.
fn imports(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let starts = bytes.windows(5).enumerate().filter(|(_, at)| at == b"__wbg" || at == b"__wbi");
    starts.filter_map(|(from, _)| {
        let rest = bytes.get(from..)?;
        let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
        let length = rest.iter().position(|b| !word(b)).unwrap_or(rest.len());
        let (before, hash) = rest.get(..length)?.split_at_checked(length.checked_sub(HASH)?)?;
        let hash = before.ends_with(b"_") && hash.iter().all(u8::is_ascii_hexdigit);
        hash.then_some(from..from + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_and_glue_keep_one_name_for_an_import_and_its_length() {
        let (a, b, c) = ("0123456789abcdef", "89abcdef01234567", "ffffffffffffffff");
        let names = |[a, b, c]: [&str; 3]| {
            [format!("__wbg_new_{b}"), format!("__wbg_new_{a}"), format!("__wbindgen_cast_{c}")]
        };
        let others = "__wbindgen_init_externref_table x_0123456789abcdef this.__wbg_ptr";
        let glue = |names: &[String]| format!("{others} {}() {{}}", names.join("() {}, "));
        let wasm = |names: &[String]| names.join("\0\u{1}./x_bg.js0");
        let (zero, one) = (format!("{:016}", 0), format!("{:016}", 1));
        let (old, new) = (names([a, b, c]), names([&zero, &one, &zero]));
        let numbers = numbers(glue(&old).as_bytes());
        // Whatever the order, and with one dropped.
        let reversed = |names: &[String]| [names[2].clone(), names[0].clone()];
        for (before, after) in [
            (glue(&old), glue(&new)),
            (wasm(&old), wasm(&new)),
            (wasm(&reversed(&old)), wasm(&reversed(&new))),
        ] {
            let mut bytes = before.into_bytes();
            number(&mut bytes, &numbers);
            assert_eq!(String::from_utf8_lossy(&bytes), after);
        }
    }
}
