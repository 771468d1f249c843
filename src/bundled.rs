//! The tables inside this build.

use crate::data::Data;
use crate::data::bundle::{BundleError, unpack};

/// All tables, checked by `build.rs` when this was built.
///
/// # Errors
/// [`BundleError::Damaged`] where the bytes are not a bundle.
pub fn data() -> Result<Data, BundleError> {
    unpack(include_bytes!(concat!(env!("OUT_DIR"), "/data.bin")))
}
