//! Every table parser of the build: see `hostile::table`.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/shared/hostile.rs"]
mod hostile;

libfuzzer_sys::fuzz_target!(|text: &str| {
    hostile::table(hostile::file_of(text), text);
});
