//! What a fresh Debian machine lacks: found out, said, installed. Everything lands in `target/`, which is ours to delete.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{command, step};

/// Tools that must be on the machine before us, with the oldest version that works.
const TOOLS: [(&str, &str, &str); 4] = [
    ("node", "--version", "Node.js 20 or later"),
    ("npm", "--version", "npm 10 or later"),
    ("python3", "--version", "Python 3.10 or later"),
    ("go", "version", "Go 1.24 or later"),
];

/// Fails with the whole list of what is missing.
pub(crate) fn languages() -> Result<()> {
    let missing: Vec<&str> = TOOLS
        .iter()
        .filter(|(tool, flag, _)| Command::new(tool).arg(flag).output().map_or(true, |o| !o.status.success()))
        .map(|(_, _, name)| *name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!("missing on this machine: {}. Install them and run the command again.", missing.join(", "))
}

/// A Python environment of our own with the checkers and test runners; made once.
pub(crate) fn python(root: &Path, package: &Path) -> Result<PathBuf> {
    let venv = root.join("target/python");
    let python = venv.join("bin/python");
    if !python.exists() {
        let made = step(
            "python: a virtual environment in target/python",
            &mut command("python3", &["-m", "venv", "--clear", &venv.to_string_lossy()], root),
        );
        if made.is_err() {
            // Debian ships venv apart from Python.
            debian(root, &["python3-venv"])?;
            step("python: again", &mut command("python3", &["-m", "venv", "--clear", &venv.to_string_lossy()], root))?;
        }
    }
    let wanted =
        std::fs::read_to_string(root.join("tests/python-requirements.txt")).context("tests/python-requirements.txt")?;
    let project = std::fs::read_to_string(package.join("pyproject.toml")).unwrap_or_default();
    let stamp = venv.join(".covenant-stamp");
    let mark = format!("{wanted}\n{project}");
    if std::fs::read_to_string(&stamp).ok().as_deref() != Some(&mark) {
        let package = format!("{}", package.display());
        step(
            "python: the SDK and its checkers",
            &mut command(
                &python,
                &[
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                    "tests/python-requirements.txt",
                    "-e",
                    &package,
                ],
                root,
            ),
        )?;
        std::fs::write(&stamp, mark).context("cannot note what was installed")?;
    }
    Ok(python)
}

/// `npm ci` when the lock file changed since the last time.
pub(crate) fn node(folder: &Path) -> Result<()> {
    let lock = std::fs::read_to_string(folder.join("package-lock.json"))
        .with_context(|| format!("{}/package-lock.json", folder.display()))?;
    let stamp = folder.join("node_modules/.covenant-stamp");
    if std::fs::read_to_string(&stamp).ok().as_deref() == Some(&lock) {
        return Ok(());
    }
    step(
        &format!("npm ci in {}", folder.display()),
        &mut command("npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder),
    )?;
    std::fs::write(&stamp, lock).context("cannot note what was installed")
}

/// Debian packages, when we may install them.
pub(crate) fn debian(root: &Path, packages: &[&str]) -> Result<()> {
    step("debian: package lists", &mut command("apt-get", &["update", "-qq"], root))?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    step(&format!("debian: {}", packages.join(" ")), &mut command("apt-get", &arguments, root))
}
