//! Parses and checks the tables in `public/data` and packs them for the wasm; a defect stops the build
//! with file, line and column.

#![allow(dead_code)]

#[path = "src/data/mod.rs"]
mod data;
#[path = "src/model"]
mod model {
    pub mod day;
    pub mod decimal;
    pub mod series;
}

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=public/data");
    println!("cargo::rerun-if-changed=src/data");
    match bundle() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=public/data/{error}");
            ExitCode::FAILURE
        }
    }
}

fn bundle() -> Result<(), Box<dyn Error>> {
    let read = |file: &str| std::fs::read_to_string(format!("public/data/{file}"));
    let bytes = data::bundle::pack(&data::parse(read)?)?;
    let out = std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    std::fs::write(PathBuf::from(out).join("data.bin"), bytes)?;
    Ok(())
}
