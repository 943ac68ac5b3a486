//! House rules that clippy cannot say.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

/// Lines after which a hand-written source file has to say why it is one thing.
const LONG: usize = 700;

/// Crates that may never be in the lock file, with the reason.
const DENIED: [(&str, &str); 6] = [
    ("rsa", "RUSTSEC-2023-0071"),
    ("rustls-pemfile", "unmaintained"),
    ("serde_yml", "unsound fork"),
    ("fred", "stalled"),
    ("jsonata-rs", "evaluates its input"),
    ("openssl-sys", "a system library that a fresh machine lacks"),
];

/// Prints every breach with its place.
pub(crate) fn run() -> Result<ExitCode> {
    let files = tracked()?;
    let mut breaches = Vec::new();
    for file in &files {
        check(file, &mut breaches);
    }
    let lock = std::fs::read_to_string("Cargo.lock").context("Cargo.lock")?;
    for (name, reason) in DENIED {
        if lock.contains(&format!("name = \"{name}\"\n")) {
            breaches.push(format!("Cargo.lock: {name} is in it: {reason}"));
        }
    }
    for breach in &breaches {
        println!("{breach}");
    }
    eprintln!("tidy: {} files, {} breaches", files.len(), breaches.len());
    Ok(if breaches.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn tracked() -> Result<Vec<PathBuf>> {
    let output = Command::new("git").args(["ls-files", "-z"]).output().context("cannot run git")?;
    Ok(String::from_utf8_lossy(&output.stdout).split('\0').filter(|p| !p.is_empty()).map(PathBuf::from).collect())
}

fn is_generated(file: &Path) -> bool {
    file.starts_with("sdks") || file.starts_with("server/api")
}

fn check(file: &Path, breaches: &mut Vec<String>) {
    let name = file.display();
    let Ok(text) = std::fs::read_to_string(file) else { return };
    let source = file.extension().is_some_and(|e| ["rs", "ts", "py", "go", "mjs"].iter().any(|x| e == *x));
    if source && !is_generated(file) {
        let lines = text.lines().count();
        if lines > LONG {
            breaches.push(format!("{name}: {lines} lines; which two things is it?"));
        }
    }
    if file.extension().is_some_and(|e| e == "rs")
        && file.components().any(|c| c.as_os_str() == "src")
        && !is_generated(file)
    {
        let first = text.lines().next().unwrap_or_default();
        if !first.starts_with("//!") && !first.starts_with("#!") {
            breaches.push(format!("{name}:1: a file starts with what it is for (`//! ...`)"));
        }
    }
    let lock = file.file_name().is_some_and(|n| n == "package-lock.json");
    if lock && text.contains("\"resolved\": \"http") {
        breaches.push(format!(
            "{name}: a lock file without download addresses, please (`omit-lockfile-registry-resolved`)"
        ));
    }
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") {
            breaches.push(format!("{name}:{}: a conflict marker", number + 1));
        }
        if source && line.ends_with([' ', '\t']) {
            breaches.push(format!("{name}:{}: space at the end of a line", number + 1));
        }
    }
}
