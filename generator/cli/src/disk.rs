//! Files of a description on disk, never outside of the root document's folder.

use std::path::{Path, PathBuf};

use model::{Files, Limits, Loaded, ReadError};

/// Serves files below one folder.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// Serves what lies below `root`.
    pub fn below(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let fail = |error: std::io::Error| {
            ReadError(match error.kind() {
                std::io::ErrorKind::NotFound => "no such file".to_owned(),
                _ => error.to_string(),
            })
        };
        let full = self.root.join(path).canonicalize().map_err(fail)?;
        let root = self.root.canonicalize().map_err(fail)?;
        // A link inside of the folder may lead out of it: what counts is where it ends.
        if !full.starts_with(&root) {
            return Err(ReadError("lies outside of the root document's folder".into()));
        }
        std::fs::read(full).map_err(fail)
    }
}

/// Loads the description whose root document is `spec`.
pub fn load(spec: &Path) -> Loaded {
    let folder = spec.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let name = spec.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    model::load(&name, &DiskFiles::below(folder), Limits::default())
}

/// A path in a description as the user reaches it from where the command was called.
pub fn shown(spec: &Path, file: &str) -> String {
    match spec.parent().filter(|p| !p.as_os_str().is_empty()) {
        Some(folder) => folder.join(file).to_string_lossy().replace('\\', "/"),
        None => file.to_owned(),
    }
}
