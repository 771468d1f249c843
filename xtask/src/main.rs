//! The project's own commands: `cargo xtask setup | serve | build | kit | handout | test | bench | fuzz | audit`.

mod audit;
mod bench;
mod fuzz;
mod handout;
mod kit;
mod run;
mod tests;
mod tools;

use run::{Failure, Step, step};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve    set everything up, build, and serve the article on localhost
cargo xtask build    set everything up and write the deployable folder dist/
cargo xtask kit      build, and add a zip for newsrooms per figure and language in dist/kit/
cargo xtask handout  build, and print the slides in dist/handout/, with notes and without
cargo xtask test     set everything up and run every test (--full: the slow ones too)
cargo xtask bench    set everything up and measure beside other chart libraries (--quick to try it)
cargo xtask fuzz     feed the parsers random bytes, a minute each (a number is the seconds each)
cargo xtask audit    ask for known holes and wrong licences in what the build is made of
cargo xtask setup    install the pinned tools only

SITE=https://example.org/folder/ before build, kit or serve is the address that dist/ will have; search engines,
share cards and oEmbed need it.";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let outcome = match words.next().as_deref() {
        Some("setup") => tools::test_tools(),
        Some("serve") => serve(),
        Some("build") => build(),
        Some("kit") => kit(),
        Some("handout") => handout(),
        Some("test") => tests::all(words.any(|word| word == "--full")),
        Some("audit") => audit::all(),
        Some("fuzz") => fuzz::all(&words.collect::<Vec<_>>()),
        Some("bench") => bench::all(&words.collect::<Vec<_>>()),
        Some("help" | "--help" | "-h") | None => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => Err(format!("there is no command “{other}”; try:\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Builds `dist/` with the release profile.
fn build() -> Result<(), Failure> {
    tools::build_tools()?;
    step("build dist/", || {
        Step::new("trunk")
            .args(["build", "--release", "--offline"])
            .envs(tools::wasm_env())
            .run("the build failed; the lines above name the file and line")
    })
}

/// Builds, then packs every figure for newsrooms.
fn kit() -> Result<(), Failure> {
    if std::env::var_os("SITE").is_none() {
        return Err("the kits' codes name the address of the article; run \
                    `SITE=https://example.org/folder/ cargo xtask kit`"
            .into());
    }
    build()?;
    let count = step("pack the newsroom kit", kit::write)?;
    println!("{count} zips in dist/kit/");
    Ok(())
}

/// Builds, then prints the slides.
fn handout() -> Result<(), Failure> {
    build()?;
    tools::test_tools()?;
    step("print the handout", handout::print)
}

/// Builds, then serves until stopped.
fn serve() -> Result<(), Failure> {
    tools::build_tools()?;
    let port = run::free_port(8080..8100)
        .ok_or("ports 8080 to 8099 are all taken; stop one of the servers there")?;
    println!("building; the article then opens at http://127.0.0.1:{port}/ (Ctrl-C stops)");
    Step::new("trunk")
        .args(["serve", "--release", "--offline", "--port", &port.to_string()])
        .envs(tools::wasm_env())
        .run("the server stopped; the lines above say why")
}
