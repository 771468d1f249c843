//! The tables as they travel inside the wasm: see `hostile::bundled_bytes`.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/shared/hostile.rs"]
mod hostile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    hostile::bundled_bytes(bytes);
});
