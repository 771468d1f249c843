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

/// Digits of a hash in a name.
const HASH: usize = 16;

/// Imports, and closures among the exports, are called after what they do and hashes, which nothing compresses. Here
/// each gets a number in its place: 3 kB less of the wasm, and 2.5 of the glue. Of one length, so that nothing in
/// the wasm moves. The glue is asked for the names: wasm-opt may have dropped some from the wasm.
fn numbers(glue: &[u8]) -> BTreeMap<Vec<u8>, String> {
    let names: BTreeSet<_> = hashed(glue).filter_map(|at| glue.get(at)).collect();
    let number = |(i, name): (usize, &[u8])| (name.to_vec(), format!("{i:_>0$}", name.len()));
    names.into_iter().enumerate().map(number).collect()
}

/// Puts the numbers in the place of the names.
fn number(bytes: &mut [u8], numbers: &BTreeMap<Vec<u8>, String>) {
    for at in hashed(bytes).collect::<Vec<_>>() {
        let Some(name) = bytes.get_mut(at) else { continue };
        if let Some(number) = numbers.get(&*name) {
            name.copy_from_slice(number.as_bytes());
        }
    }
}

/// Where wasm-bindgen's names with a hash are. One may hold the beginning of another, and before it in the wasm
/// stands its length, which may look like a letter.
fn hashed(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
            let begins = |name: &&[u8]| rest.starts_with(name);
            if ![&b"__wbg_"[..], b"__wbindgen_", b"wasm_bindgen_"].iter().any(begins) {
                from += 1;
                continue;
            }
            let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
            let length = rest.iter().position(|b| !word(b)).unwrap_or(rest.len());
            let at = from..from + length;
            from = at.end;
            let mut parts = rest.get(..length)?.split(|b| *b == b'_');
            if parts.any(|part| part.len() == HASH && part.iter().all(u8::is_ascii_hexdigit)) {
                return Some(at);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_and_glue_keep_one_name_for_each_other_and_its_length() {
        let (a, b) = ("0123456789abcdef", "89abcdef01234567");
        let old = [
            format!("__wbg_new_{b}"),
            format!("__wbg_new_{a}"),
            format!("__wbindgen_cast_{a}"),
            // One begins as another, and holds its beginning.
            format!("wasm_bindgen_{a}___convert__closures_____invoke___wasm_bindgen_{a}___JsValue"),
            format!(
                "wasm_bindgen_{a}___convert__closures_____invoke___wasm_bindgen_{a}___JsValue_1_"
            ),
        ];
        let order = [1, 0, 2, 3, 4];
        let new: Vec<_> =
            old.iter().zip(order).map(|(name, i)| format!("{i:_>0$}", name.len())).collect();
        let others = "__wbindgen_init_externref_table x_0123456789abcdef this.__wbg_ptr wasm_bindgen_version";
        let glue = |names: &[String]| format!("{others} {}() {{}}", names.join("() {}, "));
        // The length before a name may be a letter.
        let wasm = |names: &[String]| names.join("\0\u{1}x");
        let numbers = numbers(glue(&old).as_bytes());
        // Whatever the order, and with some dropped.
        let some = |names: &[String]| [names[4].clone(), names[0].clone()];
        for (before, after) in [
            (glue(&old), glue(&new)),
            (wasm(&old), wasm(&new)),
            (wasm(&some(&old)), wasm(&some(&new))),
        ] {
            let mut bytes = before.into_bytes();
            number(&mut bytes, &numbers);
            assert_eq!(String::from_utf8_lossy(&bytes), after);
        }
    }
}
