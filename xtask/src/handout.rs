//! The handout: the slides on paper, one step a page, in each language, with and without the notes.

use crate::run::{Failure, Step, find, root};
use crate::tools;
use std::fs;
use std::path::Path;

/// What is printed: the name of the file, and the page of the single file that it is made of.
const SHEETS: [(&str, &str); 4] = [
    ("handout.zh-Hans", "page=present.html"),
    ("handout-notes.zh-Hans", "page=present.html&notes"),
    ("handout.en", "page=en/present.html"),
    ("handout-notes.en", "page=en/present.html&notes"),
];
/// Milliseconds that the page may take to be ready.
const PATIENCE: &str = "--virtual-time-budget=5000";

/// Prints all of them from `dist/` into `dist/handout/`.
pub fn print() -> Result<(), Failure> {
    let chromium =
        find("chromium", &tools::path()).ok_or("chromium is missing; run `cargo xtask setup`")?;
    let chromium = chromium.to_string_lossy();
    let dist = root().join("dist");
    let folder = dist.join("handout");
    fs::create_dir_all(&folder)
        .map_err(|e| format!("{} cannot be written: {e}", folder.display()))?;
    for (name, page) in SHEETS {
        let file = folder.join(format!("{name}.pdf"));
        let target = format!("--print-to-pdf={}", file.display());
        let address = format!("file://{}/compute-anxiety.html?{page}", encoded(&dist));
        // What lies there from before must not pass for this one.
        let _ = fs::remove_file(&file);
        let flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"];
        Step::new(&chromium)
            .args(flags)
            .args([PATIENCE, target.as_str(), address.as_str()])
            .run("the handout could not be printed; the lines above say why")?;
        if !file.is_file() {
            return Err(format!("{} was not written; the lines above say why", file.display()));
        }
        println!("{}", file.display());
    }
    Ok(())
}

/// A folder as in an address.
fn encoded(folder: &Path) -> String {
    let bytes = folder.to_string_lossy().replace('\\', "/").into_bytes();
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"/-._~:".contains(b);
    let sign = |b: u8| if plain(&b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    bytes.into_iter().map(sign).collect()
}
