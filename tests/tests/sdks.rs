//! Each SDK against the live server: token, pages, creation, a typed 404, a refused scope, a 429 waited out.

use std::path::{Path, PathBuf};

use anyhow::Result;
use covenant_tests::{Platform, root};

fn python() -> PathBuf {
    std::env::var_os("COVENANT_TEST_PYTHON").map_or_else(|| root().join("target/python/bin/python"), PathBuf::from)
}

#[test]
fn typescript() -> Result<()> {
    Platform::start()?.drive(Path::new("node"), &["drive.mjs"], &root().join("tests/e2e/typescript"))
}

#[test]
fn python_sync() -> Result<()> {
    Platform::start()?.drive(&python(), &["drive_sync.py"], &root().join("tests/e2e/python"))
}

#[test]
fn python_async() -> Result<()> {
    Platform::start()?.drive(&python(), &["drive_async.py"], &root().join("tests/e2e/python"))
}

#[test]
fn go() -> Result<()> {
    Platform::start()?.drive(Path::new("go"), &["run", "."], &root().join("tests/e2e/go"))
}
