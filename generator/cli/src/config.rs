//! `covenant.toml`: what to generate, where, under which package names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use schemars::JsonSchema;
use serde::Deserialize;

/// Name of the file.
pub const FILE: &str = "covenant.toml";

/// `covenant.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The root document, relative to this file.
    pub spec: PathBuf,
    /// Name of the SDKs; each target makes its package name of it unless it has one of its own.
    pub name: String,
    /// Version of the packages (SemVer).
    pub version: String,
    /// Folder with the frozen bundles of released versions, relative to this file.
    pub releases: Option<PathBuf>,
    /// The command that users of the repository run to generate; named in file headers. Default: `covenant generate`.
    pub command: Option<String>,
    /// What to generate.
    #[serde(default)]
    pub targets: BTreeMap<TargetName, TargetConfig>,
}

/// A target by its word on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum TargetName {
    /// TypeScript SDK
    Typescript,
    /// Python SDK
    Python,
    /// Go SDK
    Go,
    /// Rust client
    Rust,
    /// Poem server stubs
    Server,
}

impl TargetName {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Typescript => "typescript",
            Self::Python => "python",
            Self::Go => "go",
            Self::Rust => "rust",
            Self::Server => "server",
        }
    }
}

/// One target.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TargetConfig {
    /// Folder of the package, relative to this file.
    pub out: PathBuf,
    /// Package name, if it differs from the common one.
    pub name: Option<String>,
    /// Rust only: the crate is a member of a Cargo workspace that gives versions and lints.
    #[serde(default)]
    pub workspace: bool,
}

impl Config {
    /// Reads a `covenant.toml`.
    ///
    /// # Errors
    /// When it cannot be read or says something unknown; the message has line and column.
    pub fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        toml::from_str(&text).with_context(|| format!("{} does not fit its schema", file.display()))
    }

    /// The JSON Schema of the file.
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(Config).to_value()
    }
}
