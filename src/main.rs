//! The browser's entry.
#![forbid(unsafe_code)]

fn main() {
    compute_anxiety::ui::start();
}
