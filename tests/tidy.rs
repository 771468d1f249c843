//! The house rules: who may use whom, how long a file may be, how it begins.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// No source file is longer.
const LONGEST: usize = 500;

/// The page's crates.
const PAGE: &[&str] = &["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen", "plotters_canvas"];
/// The layers above every figure.
const ABOVE: &[&str] =
    &["crate::ui", "crate::browser", "crate::state", "crate::claim", "crate::content"];

/// A layer, and groups of words that must not stand in its code.
const NEVER: &[(&str, &[&[&str]])] = &[
    (
        "src/model",
        &[
            PAGE,
            ABOVE,
            &["serde", "plotters", "std::time", "std::thread"],
            &["crate::data", "crate::chart", "crate::i18n", "crate::figure"],
        ],
    ),
    (
        "src/data",
        &[PAGE, ABOVE, &["plotters", "std::fs", "crate::chart", "crate::i18n", "crate::figure"]],
    ),
    ("src/chart", &[PAGE, ABOVE, &["serde", "crate::data", "crate::i18n", "crate::figure"]]),
    (
        "src/i18n",
        &[PAGE, ABOVE, &["serde", "plotters", "crate::data", "crate::chart", "crate::figure"]],
    ),
    ("src/figure", &[PAGE, ABOVE, &["plotters", "chart::draw", "chart::svg"]]),
    ("src/claim", &[PAGE, &["plotters", "crate::chart", "crate::ui", "crate::browser"]]),
    ("src/content.rs", &[PAGE, &["plotters", "crate::ui", "crate::browser"]]),
    (
        "src/state.rs",
        &[
            PAGE,
            &["plotters", "crate::data", "crate::chart", "crate::claim"],
            &["crate::ui", "crate::browser"],
        ],
    ),
    (
        "src/browser",
        &[
            &["leptos", "crate::ui", "crate::state", "crate::figure", "crate::data"],
            &["crate::i18n", "crate::claim", "crate::content"],
        ],
    ),
    ("src/ui", &[&["plotters", "js_sys", "web_sys", "gloo", "wasm_bindgen", "libm"]]),
];

fn sources(under: &str) -> Vec<PathBuf> {
    let path = Path::new(under);
    if path.is_file() {
        return vec![path.into()];
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(path.to_str().unwrap()));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code of a file: comments and the unit tests below it left out.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(i, line)| (i + 1, line.to_string()))
        .collect()
}

#[test]
fn each_layer_uses_only_what_it_may() {
    let mut offences = Vec::new();
    for (layer, never) in NEVER {
        for path in sources(layer) {
            for (line, text) in code(&path) {
                for word in never.iter().copied().flatten().filter(|w| text.contains(**w)) {
                    offences.push(format!("{}:{line} uses {word}", path.display()));
                }
            }
        }
    }
    assert!(offences.is_empty(), "{offences:#?}");
}

#[test]
fn model_and_chart_use_libm_where_the_platform_would_differ() {
    let methods = [".exp()", ".ln()", ".log10()", ".powf(", ".sin()", ".cos()", ".tan()"];
    for layer in ["src/model", "src/chart", "src/figure", "src/i18n"] {
        for path in sources(layer) {
            for (line, text) in code(&path) {
                if let Some(method) = methods.iter().find(|m| text.contains(**m)) {
                    panic!(
                        "{}:{line} uses {method}; use libm, whose bits are the same everywhere",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn nothing_panics_on_purpose_in_shipped_code() {
    let words = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    for path in sources("src") {
        for (line, text) in code(&path) {
            if let Some(word) = words.iter().find(|w| text.contains(**w)) {
                panic!("{}:{line} has {word}", path.display());
            }
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for folder in ["src", "tests", "xtask/src"] {
        for path in sources(folder) {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().count();
            assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
            assert!(
                text.starts_with("//! "),
                "{} does not open with a //! sentence",
                path.display()
            );
        }
    }
}

#[test]
fn the_wasm_bindgen_tool_is_pinned_to_the_crate() {
    let tools = fs::read_to_string("xtask/src/tools.rs").unwrap();
    let cargo = fs::read_to_string("Cargo.toml").unwrap();
    let (_, rest) = tools.split_once("WASM_BINDGEN: &str = \"").unwrap();
    let version = rest.split('"').next().unwrap();
    assert!(cargo.contains(&format!("wasm-bindgen = {{ version = \"={version}\"")));
}

#[test]
fn nothing_committed_names_a_machine_or_a_registry_host() {
    let words = ["/root/", "/home/", "/work/", "registry.npmjs", "localhost:4873"];
    for path in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "Cargo.toml",
        "package-lock.json",
        "Trunk.toml",
    ] {
        let text = fs::read_to_string(path).unwrap();
        for word in words {
            assert!(!text.contains(word), "{path} names {word}");
        }
    }
}
