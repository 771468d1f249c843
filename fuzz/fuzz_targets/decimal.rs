//! Decimal numbers beside the standard library's parser: see `hostile::number`.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/shared/hostile.rs"]
mod hostile;

libfuzzer_sys::fuzz_target!(|text: &str| {
    hostile::number(text);
});
