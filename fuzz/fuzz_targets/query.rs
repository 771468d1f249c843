//! Addresses, and messages that are queries: see `hostile::address`.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/shared/hostile.rs"]
mod hostile;

libfuzzer_sys::fuzz_target!(|query: &str| {
    hostile::pictures(&hostile::address(query));
});
