//! What a target gives back.

use ir::Gap;

/// How a package is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackageOptions {
    /// The user's name for the SDK in free form: `covenant`, `@acme/sdk`, `github.com/acme/sdk-go`. Each target makes its package,
    /// module and client names of it.
    pub name: String,
    /// Version of the package (SemVer).
    pub version: String,
    /// The command that makes the files again, named in their headers.
    pub command: String,
    /// Whether the package is a member of a Cargo workspace that supplies versions, edition and lints (Rust targets only).
    pub workspace: bool,
}

/// A file in memory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutFile {
    /// Path below the package's folder, forward slashes, never `..`
    pub path: String,
    /// Content; ends with a newline
    pub text: String,
}

/// A package in memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// Sorted by path, paths unique
    pub files: Vec<OutFile>,
    /// What this target could not carry over
    pub gaps: Vec<Gap>,
}
