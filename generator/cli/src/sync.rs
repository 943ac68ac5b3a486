//! Files in memory to a folder on disk: write, or check that they are there already. One function, two modes.
//!
//! A manifest in the folder lists what was generated, so that a file that is no longer generated goes away and a
//! hand-written neighbour stays.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use emit::OutFile;
use similar::TextDiff;

/// Name of the manifest in a generated folder.
pub const MANIFEST: &str = ".covenant-manifest";

/// Whether to write or to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Make the folder agree.
    Write,
    /// Only say how it differs.
    Check,
}

/// What was done, or what differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that were written or would be.
    pub changed: Vec<PathBuf>,
    /// Files that were removed or would be.
    pub removed: Vec<PathBuf>,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// In check mode: unified diffs from what is there to what should be.
    pub diff: String,
}

impl Outcome {
    /// Whether the folder was as it should be.
    pub fn is_clean(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty()
    }
}

/// Makes `folder` hold `files`, or says how it differs.
///
/// # Errors
/// When a path would leave the folder (also through a symbolic link), or the disk refuses.
pub fn sync(folder: &Path, files: &[OutFile], mode: Mode) -> Result<Outcome> {
    let mut wanted: BTreeMap<PathBuf, &str> = BTreeMap::new();
    for file in files {
        let path = safe(&file.path)?;
        if wanted.insert(path, &file.text).is_some() {
            bail!("two generated files have the path {}", file.path);
        }
    }
    let manifest: String = wanted.keys().map(|p| format!("{}\n", slashed(p))).collect();
    let before = read_manifest(folder)?;
    wanted.insert(PathBuf::from(MANIFEST), &manifest);

    let mut outcome = Outcome::default();
    let mut folders = BTreeSet::new();
    for (path, text) in &wanted {
        let full = folder.join(path);
        refuse_links(folder, path, &mut folders)?;
        let there = read_text(&full)?;
        if there.as_deref() == Some(text.as_bytes()) {
            outcome.unchanged += 1;
            continue;
        }
        if mode == Mode::Write {
            if let Some(parent) = full.parent() {
                std::fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
            }
            std::fs::write(&full, text).with_context(|| format!("cannot write {}", full.display()))?;
        } else {
            let old = there.map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap_or_default();
            outcome.diff.push_str(&unified(&full, &old, text));
        }
        outcome.changed.push(full);
    }
    for path in before.iter().filter(|p| !wanted.contains_key(*p)) {
        let full = folder.join(path);
        refuse_links(folder, path, &mut folders)?;
        let Some(there) = read_text(&full)? else { continue };
        if mode == Mode::Write {
            std::fs::remove_file(&full).with_context(|| format!("cannot remove {}", full.display()))?;
            remove_empty_folders(folder, &full);
        } else {
            outcome.diff.push_str(&unified(&full, &String::from_utf8_lossy(&there), ""));
        }
        outcome.removed.push(full);
    }
    Ok(outcome)
}

fn unified(path: &Path, old: &str, new: &str) -> String {
    let name = slashed(path);
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .header(&format!("on disk: {name}"), &format!("generated: {name}"))
        .to_string()
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn safe(path: &str) -> Result<PathBuf> {
    let parsed = PathBuf::from(path);
    let plain = parsed.components().all(|c| matches!(c, Component::Normal(_)));
    if path.is_empty() || !plain || path.contains(['\\', '\0', '\n', ':']) {
        bail!("a generated path would leave its folder: {path:?}");
    }
    Ok(parsed)
}

/// A link below the folder would let a file land elsewhere.
fn refuse_links(folder: &Path, path: &Path, seen: &mut BTreeSet<PathBuf>) -> Result<()> {
    let mut at = folder.to_path_buf();
    for part in path.components() {
        at.push(part);
        if seen.contains(&at) {
            continue;
        }
        if at.symlink_metadata().is_ok_and(|m| m.file_type().is_symlink()) {
            bail!("{} is a symbolic link: nothing is generated through links", at.display());
        }
        if at != folder.join(path) {
            seen.insert(at.clone());
        }
    }
    Ok(())
}

fn read_text(path: &Path) -> Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e).with_context(|| format!("cannot read {}", path.display())),
    }
}

fn read_manifest(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let Some(bytes) = read_text(&folder.join(MANIFEST))? else { return Ok(BTreeSet::new()) };
    String::from_utf8_lossy(&bytes).lines().map(safe).collect()
}

fn remove_empty_folders(root: &Path, file: &Path) {
    let mut at = file.parent();
    while let Some(folder) = at.filter(|f| *f != root) {
        if std::fs::remove_dir(folder).is_err() {
            return; // not empty: somebody lives there
        }
        at = folder.parent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> OutFile {
        OutFile { path: path.into(), text: text.into() }
    }

    #[test]
    fn writes_checks_and_removes_only_what_it_made() -> Result<()> {
        let dir = tempfile::tempdir()?;
        let files = [file("a.txt", "one\n"), file("deep/b.txt", "two\n")];
        assert!(!sync(dir.path(), &files, Mode::Check)?.is_clean());
        assert!(!dir.path().join("a.txt").exists(), "a check writes nothing");
        assert_eq!(sync(dir.path(), &files, Mode::Write)?.changed.len(), 3);
        assert!(sync(dir.path(), &files, Mode::Check)?.is_clean());

        std::fs::write(dir.path().join("mine.txt"), "kept")?;
        std::fs::write(dir.path().join("a.txt"), "edited\n")?;
        let check = sync(dir.path(), &files, Mode::Check)?;
        assert!(check.diff.contains("-edited") && check.diff.contains("+one"), "{}", check.diff);

        let fewer = sync(dir.path(), &files[..1], Mode::Write)?;
        assert_eq!(fewer.removed.len(), 1);
        assert!(!dir.path().join("deep").exists());
        assert!(dir.path().join("mine.txt").exists());
        Ok(())
    }

    #[test]
    fn no_path_leaves_the_folder() -> Result<()> {
        let dir = tempfile::tempdir()?;
        for path in ["../x", "/etc/x", "a/../../x", "", "a\\..\\b", "c:x", "a\nb"] {
            assert!(sync(dir.path(), &[file(path, "x")], Mode::Write).is_err(), "{path:?}");
        }
        #[cfg(unix)]
        {
            let elsewhere = tempfile::tempdir()?;
            std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("link"))?;
            assert!(sync(dir.path(), &[file("link/x", "x")], Mode::Write).is_err());
            assert!(!elsewhere.path().join("x").exists());
        }
        Ok(())
    }
}
