//! A reader's own file, as dropped: see `hostile::own_series`.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/shared/hostile.rs"]
mod hostile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    hostile::own_series(bytes).iter().for_each(hostile::drawn);
});
