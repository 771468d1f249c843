//! On which terms each table may be used, and when it was retrieved: from `datapackage.json`.

use serde::{Deserialize, Serialize};

/// The file's name in `public/data`.
pub const FILE: &str = "datapackage.json";

/// The terms of one table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    /// The table's file name.
    #[serde(rename = "path")]
    pub file: String,
    /// Licence, in English as the sources name it.
    pub license: String,
    /// Year and month of retrieval, `2026-11`.
    pub retrieved: String,
}

/// Reads the terms of every table.
///
/// # Errors
/// Text that is no data package.
#[cfg(not(target_arch = "wasm32"))]
pub fn parse(text: &str) -> Result<Vec<Terms>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Package {
        resources: Vec<Terms>,
    }
    Ok(serde_json::from_str::<Package>(text)?.resources)
}
