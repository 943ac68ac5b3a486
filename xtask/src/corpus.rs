//! `cargo xtask corpus DIR`: other people's descriptions, every target, compiled. Resumable: what compiled is not
//! compiled again until its bytes change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use crate::generated::build;
use crate::process::command;
use crate::setup;

const TARGETS: [&str; 5] = ["typescript", "python", "go", "rust", "server"];

/// A description is small when its root file is: what `--quick` takes.
const SMALL_BYTES: u64 = 64 * 1024;

/// Options of `corpus`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folder with descriptions, or folders of descriptions
    folder: PathBuf,
    /// Only small descriptions
    #[arg(long)]
    quick: bool,
    /// Only descriptions whose name contains this
    #[arg(long)]
    only: Option<String>,
    /// Only these targets
    #[arg(long, value_delimiter = ',')]
    target: Vec<String>,
}

#[derive(Debug, Clone)]
struct Cell {
    ok: bool,
    gaps: u64,
    seconds: f64,
    digest: String,
    output: String,
}

struct Tools {
    root: PathBuf,
    out: PathBuf,
    covenant: PathBuf,
    python: PathBuf,
    tsc: PathBuf,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    setup::languages()?;
    let root = std::env::current_dir().context("the current folder")?;
    let typescript = root.join("sdks/typescript");
    setup::node(&typescript)?;
    let tools = Tools {
        out: root.join("target/corpus"),
        covenant: build("covenant", "covenant")?,
        python: setup::python(&root, &root.join("sdks/python"))?,
        tsc: typescript.join("node_modules/.bin/tsc"),
        root,
    };
    let specs = specs(options)?;
    if specs.is_empty() {
        bail!("{} holds no description", options.folder.display());
    }
    let targets: Vec<&str> =
        TARGETS.into_iter().filter(|t| options.target.is_empty() || options.target.iter().any(|o| o == t)).collect();
    let known = read(&tools.out.join("matrix.json"));
    let cells: Mutex<BTreeMap<(String, String), Cell>> = Mutex::new(BTreeMap::new());
    let bar = ProgressBar::new((specs.len() * targets.len()) as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        bar.set_style(style);
    }
    let next = AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(spec) = specs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let name = name_of(spec, &options.folder);
                    for (target, cell) in one(&tools, spec, &name, &targets, &known) {
                        bar.inc(1);
                        bar.set_message(format!("{name} {target}"));
                        if bar.is_hidden() {
                            let mark = if cell.ok { "ok" } else { "FAILED" };
                            eprintln!("{mark:<7} {name} {target}: {} gaps, {:.1} s", cell.gaps, cell.seconds);
                        }
                        if let Ok(mut cells) = cells.lock() {
                            cells.insert((name.clone(), target), cell);
                        }
                    }
                }
            });
        }
    });
    bar.finish_and_clear();
    let cells = cells.into_inner().map_err(|_| anyhow::anyhow!("a worker failed"))?;
    write(&tools.out, &cells, &known)?;
    let failed: Vec<_> = cells.iter().filter(|(_, cell)| !cell.ok).collect();
    for ((spec, target), cell) in &failed {
        eprintln!("\nFAILED {spec} {target}\n{}", cell.output);
    }
    println!(
        "{} of {} cells of the matrix pass; {}",
        cells.len() - failed.len(),
        cells.len(),
        tools.out.join("matrix.md").display()
    );
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn one(
    tools: &Tools,
    spec: &Path,
    name: &str,
    targets: &[&str],
    known: &BTreeMap<(String, String), Cell>,
) -> Vec<(String, Cell)> {
    let out = tools.out.join(name);
    let report = tools.out.join(format!("{name}.coverage.json"));
    let mut generate = Command::new(&tools.covenant);
    generate.arg("generate").arg(spec).arg("--target").arg(targets.join(",")).arg("--out").arg(&out);
    generate.args(["--name", "corpus-sdk"]).arg("--report").arg(&report);
    let failed = |output: String| Cell { ok: false, gaps: 0, seconds: 0.0, digest: String::new(), output };
    let _ = std::fs::create_dir_all(&tools.out);
    match generate.output() {
        Ok(done) if done.status.success() => {}
        Ok(done) => {
            let text =
                tail(&format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr)));
            return targets.iter().map(|t| ((*t).to_owned(), failed(text.clone()))).collect();
        }
        Err(error) => return targets.iter().map(|t| ((*t).to_owned(), failed(error.to_string()))).collect(),
    }
    let coverage: Value =
        std::fs::read(&report).ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or(Value::Null);
    targets
        .iter()
        .map(|target| {
            let folder = out.join(target);
            let digest = digest(&folder);
            let gaps = coverage["targets"]
                .as_array()
                .and_then(|all| all.iter().find(|t| t["target"] == *target))
                .and_then(|t| t["gaps"].as_u64())
                .unwrap_or(0);
            if let Some(cell) = known.get(&(name.to_owned(), (*target).to_owned()))
                && cell.ok
                && cell.digest == digest
            {
                return ((*target).to_owned(), Cell { gaps, ..cell.clone() });
            }
            let start = Instant::now();
            let checked = check(tools, target, &folder);
            let (ok, output) = match checked {
                Ok(()) => (true, String::new()),
                Err(error) => (false, format!("{error:#}")),
            };
            ((*target).to_owned(), Cell { ok, gaps, seconds: start.elapsed().as_secs_f64(), digest, output })
        })
        .collect()
}

/// The language's own compiler has the say.
fn check(tools: &Tools, target: &str, folder: &Path) -> Result<()> {
    let cargo = || -> Result<()> {
        let mut check = command("cargo", &["check", "--quiet"], folder);
        // One folder for all, or every description would compile the same dependencies again.
        check.env("CARGO_TARGET_DIR", tools.root.join("target/corpus-cargo"));
        silent(&mut check)
    };
    match target {
        "typescript" => silent(&mut command(&tools.tsc, &["--noEmit", "-p", "."], folder)),
        "python" => {
            let src = folder.join("src");
            let package = std::fs::read_dir(&src)
                .with_context(|| src.display().to_string())?
                .filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned()))
                .find(|n| !n.starts_with('.') && !n.ends_with(".egg-info"))
                .context("no package below src")?;
            let mut import = command(&tools.python, &["-c", &format!("import {package}")], &src);
            silent(&mut import)?;
            let cache = tools.root.join("target/corpus-mypy");
            let mut mypy =
                command(&tools.python, &["-m", "mypy", "--strict", "--no-error-summary", "--cache-dir"], folder);
            silent(mypy.arg(cache).arg("src"))
        }
        "go" => {
            silent(&mut command("go", &["build", "./..."], folder))?;
            silent(&mut command("go", &["vet", "./..."], folder))
        }
        _ => cargo(),
    }
}

fn silent(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot run {program}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    bail!("{program}: {}", tail(&text))
}

/// The first lines say what is wrong; thousands more do not help.
fn tail(text: &str) -> String {
    text.lines().take(40).collect::<Vec<_>>().join("\n")
}

fn name_of(spec: &Path, folder: &Path) -> String {
    let relative = spec.strip_prefix(folder).unwrap_or(spec);
    relative.with_extension("").to_string_lossy().replace(['/', '\\'], "-")
}

/// Files of the folder, and the root documents of its folders.
fn specs(options: &Options) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&options.folder).with_context(|| options.folder.display().to_string())? {
        let path = entry.context("a folder's entry")?.path();
        if path.is_dir() {
            found.extend(root_document(&path, 3));
        } else if is_description(&path) {
            found.push(path);
        }
    }
    found.retain(|p| {
        let small = p.metadata().is_ok_and(|m| m.len() <= SMALL_BYTES);
        let wanted = options.only.as_ref().is_none_or(|o| p.to_string_lossy().contains(o.as_str()));
        (small || !options.quick) && wanted
    });
    found.sort();
    Ok(found)
}

fn root_document(folder: &Path, depth: usize) -> Option<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
    entries.sort();
    if let Some(root) = entries.iter().find(|p| p.is_file() && is_description(p)) {
        return Some(root.clone());
    }
    (depth > 0).then(|| entries.iter().filter(|p| p.is_dir()).find_map(|p| root_document(p, depth - 1)))?
}

fn is_description(path: &Path) -> bool {
    use std::io::Read;
    let known = path.extension().is_some_and(|e| e == "json" || e == "yaml" || e == "yml");
    let mut head = vec![0; 4096];
    let read = std::fs::File::open(path).and_then(|mut f| f.read(&mut head)).unwrap_or(0);
    let head = String::from_utf8_lossy(&head[..read]).into_owned();
    known && head.lines().any(|l| l.starts_with("openapi:") || l.contains("\"openapi\""))
}

/// FNV-1a over paths and bytes: only to see whether something changed.
fn digest(folder: &Path) -> String {
    let manifest = std::fs::read_to_string(folder.join(covenant::sync::MANIFEST)).unwrap_or_default();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for path in manifest.lines() {
        eat(path.as_bytes());
        eat(&std::fs::read(folder.join(path)).unwrap_or_default());
    }
    format!("{hash:016x}")
}

fn read(file: &Path) -> BTreeMap<(String, String), Cell> {
    let value: Value = std::fs::read(file).ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or(Value::Null);
    let text = |v: &Value, key: &str| v[key].as_str().unwrap_or_default().to_owned();
    value["cells"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|c| {
            let cell = Cell {
                ok: c["ok"].as_bool().unwrap_or(false),
                gaps: c["gaps"].as_u64().unwrap_or(0),
                seconds: c["seconds"].as_f64().unwrap_or(0.0),
                digest: text(c, "digest"),
                output: text(c, "output"),
            };
            ((text(c, "spec"), text(c, "target")), cell)
        })
        .collect()
}

fn write(out: &Path, cells: &BTreeMap<(String, String), Cell>, known: &BTreeMap<(String, String), Cell>) -> Result<()> {
    let mut all = known.clone();
    all.extend(cells.clone());
    let rows: Vec<Value> = all
        .iter()
        .map(|((spec, target), c)| {
            json!({ "spec": spec, "target": target, "ok": c.ok, "gaps": c.gaps, "seconds": c.seconds, "digest": c.digest, "output": c.output })
        })
        .collect();
    std::fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    std::fs::write(out.join("matrix.json"), format!("{:#}\n", json!({ "cells": rows }))).context("matrix.json")?;
    let mut page = format!("| description | {} |\n|---|{}\n", TARGETS.join(" | "), "---|".repeat(TARGETS.len()));
    let mut specs: Vec<&String> = all.keys().map(|(spec, _)| spec).collect();
    specs.dedup();
    for spec in specs {
        let row: Vec<String> = TARGETS
            .iter()
            .map(|target| match all.get(&(spec.clone(), (*target).to_owned())) {
                Some(c) if c.ok && c.gaps == 0 => format!("ok, {:.1} s", c.seconds),
                Some(c) if c.ok => format!("ok, {} gaps, {:.1} s", c.gaps, c.seconds),
                Some(_) => "**failed**".to_owned(),
                None => "not checked".to_owned(),
            })
            .collect();
        page.push_str(&format!("| {spec} | {} |\n", row.join(" | ")));
    }
    std::fs::write(out.join("matrix.md"), page).context("matrix.md")
}
