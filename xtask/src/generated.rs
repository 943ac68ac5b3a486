//! Chores that are the generator's own commands, on this repository's files.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::process::step;

/// Runs the `covenant` command of this checkout.
pub(crate) fn covenant(arguments: &[&str]) -> Result<ExitCode> {
    let binary = build("covenant", "covenant")?;
    let status =
        Command::new(&binary).args(arguments).status().with_context(|| format!("cannot run {}", binary.display()))?;
    Ok(ExitCode::from(status.code().and_then(|c| u8::try_from(c).ok()).unwrap_or(70)))
}

/// Builds a binary of the workspace, with cargo's own progress, and tells where it is.
pub(crate) fn build(package: &str, binary: &str) -> Result<PathBuf> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--package", package, "--bin", binary]);
    step(&format!("build {binary}"), &mut cargo)?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    std::path::absolute(target.join("debug").join(binary)).context("the target folder")
}

/// The newest published release: the last file name of `spec/releases`, which are dates.
pub(crate) fn newest_release() -> Result<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir("spec/releases")
        .context("spec/releases")?
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| is_release(p))
        .collect();
    all.sort();
    match all.pop() {
        Some(newest) => Ok(newest),
        None => bail!("spec/releases holds no release"),
    }
}

/// `2026-06-21.yaml`
fn is_release(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    name.strip_suffix(".yaml").is_some_and(|stem| {
        stem.len() == 10
            && stem.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
    })
}

/// Head against the newest release.
pub(crate) fn diff(json: bool) -> Result<ExitCode> {
    let release = newest_release()?;
    let release = release.to_string_lossy();
    covenant(&["diff", &release, "spec/openapi.yaml", "--format", if json { "json" } else { "text" }])
}

/// The files of a new rule of the differ.
pub(crate) fn new_rule(id: &str, folder: &str) -> Result<ExitCode> {
    let register = Path::new("generator/diff/src/rules").join(folder).join("mod.rs");
    let register = std::fs::read_to_string(&register).unwrap_or_default();
    for file in diff::scaffold(id, folder, &register)? {
        let path = Path::new("generator/diff").join(&file.path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        }
        std::fs::write(&path, file.text).with_context(|| format!("cannot write {}", path.display()))?;
        println!("{}", path.display());
    }
    eprintln!("Now tell the story in the rule's file, fill the fixtures, and write down what is expected of them.");
    Ok(ExitCode::SUCCESS)
}

/// The rules of the differ, Markdown.
fn rules_page() -> String {
    let mut page = String::from("# Rules of the differ\n\nMade of the rules' own words by `cargo xtask docs`.\n");
    for rule in diff::rules() {
        page.push_str(&format!("\n## `{}`\n\n{}\n\n", rule.id, rule.summary.trim()));
        page.push_str(&format!("- Level: {:?}; category: {:?}\n", rule.level, rule.category));
        page.push_str(&format!("- Why it breaks: {}\n- Safe path: {}\n", rule.why.trim(), rule.safe_path.trim()));
    }
    page
}

/// Pages and schemas that are made of code.
pub(crate) fn docs(check: bool) -> Result<ExitCode> {
    let schema = format!("{:#}\n", covenant::config::Config::schema());
    let server = build("covenant-server", "covenant-server")?;
    let server = Command::new(server).arg("config-schema").output().context("cannot run covenant-server")?;
    let pages = [
        ("generator/cli/CLI.md", covenant::args::reference()),
        ("generator/cli/covenant.schema.json", schema),
        ("generator/diff/RULES.md", rules_page()),
        ("generator/diff/report.schema.json", format!("{:#}\n", diff::json_schema())),
        ("server/app/config.schema.json", String::from_utf8(server.stdout).context("config-schema is no text")?),
    ];
    let mut stale = false;
    for (path, text) in pages {
        if std::fs::read_to_string(path).ok().as_deref() == Some(&text) {
            continue;
        }
        if check {
            eprintln!("{path} is not fresh; mend with: cargo xtask docs");
            stale = true;
        } else {
            std::fs::write(path, text).with_context(|| format!("cannot write {path}"))?;
            eprintln!("written {path}");
        }
    }
    Ok(if stale { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
