//! The covenant command.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Parser;
use covenant::args::{Cli, Command, Format};
use covenant::config::{Config, FILE, TargetName};
use covenant::generate::{Job, Refused, generate, usable};
use covenant::sync::Mode;
use covenant::timings::Timings;
use covenant::{disk, render, report};
use emit::PackageOptions;

/// Deep documents are walked by recursion: give it room instead of refusing them.
const STACK: usize = 256 * 1024 * 1024;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    let run = std::thread::Builder::new().stack_size(STACK).spawn(move || run(cli));
    match run.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(code))) => code,
        Ok(Ok(Err(error))) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
        _ => {
            eprintln!("error: covenant failed in a way that it should not: please report the message above");
            ExitCode::from(70)
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Lint { spec } => lint(&spec),
        Command::Bundle { spec, out } => bundle(&spec, &out),
        Command::Generate { spec, target, out, name, package_version, check, report, timings } => {
            let mode = if check { Mode::Check } else { Mode::Write };
            let (spec, jobs, mend) = match spec {
                Some(spec) => foreign(spec, &target, out, name, package_version)?,
                None => configured(Path::new("."))?,
            };
            make(&spec, jobs, mode, &mend, report.as_deref(), timings)
        }
        Command::Diff { old, new, format } => compare(&old, &new, format),
        Command::ConfigSchema => {
            say(&format!("{:#}\n", Config::schema()))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Prints the result. A reader that has seen enough (`| head`) is no failure.
fn say(text: &str) -> Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}

fn refuse(spec: &Path, refused: &Refused) -> ExitCode {
    eprint!("{}", render::diagnostics(spec, &refused.sources, &refused.diagnostics, std::io::stderr().is_terminal()));
    ExitCode::from(3)
}

fn lint(spec: &Path) -> Result<ExitCode> {
    let loaded = disk::load(spec);
    let color = std::io::stdout().is_terminal();
    say(&render::diagnostics(spec, &loaded.sources, &loaded.diagnostics, color))?;
    // Generation puts up with some mistakes; whoever asks what is wrong is told so by the exit code as well.
    let fine = loaded.usable() && !loaded.has_errors();
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

fn bundle(spec: &Path, out: &Path) -> Result<ExitCode> {
    let (resolved, _) = match usable(disk::load(spec)) {
        Ok(found) => found,
        Err(refused) => return Ok(refuse(spec, &refused)),
    };
    let json = out.extension().is_some_and(|e| e == "json");
    let text = covenant::bundle::text(&resolved, json);
    if out == Path::new("-") {
        say(&text)?;
    } else {
        std::fs::write(out, text).with_context(|| format!("cannot write {}", out.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Anyone's description, told on the command line.
fn foreign(
    spec: PathBuf,
    targets: &[TargetName],
    out: Option<PathBuf>,
    name: Option<String>,
    version: Option<String>,
) -> Result<(PathBuf, Vec<Job>, String)> {
    let Some(out) = out else { bail!("--out DIR is needed: the folder that gets one folder a target") };
    if targets.is_empty() {
        bail!("--target is needed: typescript, python, go, rust, server, or several of them with commas");
    }
    let words: Vec<&str> = targets.iter().map(|t| t.as_str()).collect();
    let mut mend = format!("covenant generate {} --target {} --out {}", spec.display(), words.join(","), out.display());
    if let Some(name) = &name {
        mend.push_str(&format!(" --name {name}"));
    }
    if let Some(version) = &version {
        mend.push_str(&format!(" --package-version {version}"));
    }
    let mut unique = targets.to_vec();
    unique.sort();
    unique.dedup();
    let jobs = unique
        .into_iter()
        .map(|target| Job {
            target,
            out: out.join(target.as_str()),
            options: PackageOptions {
                // Both are completed from the description once it is loaded.
                name: name.clone().unwrap_or_default(),
                version: version.clone().unwrap_or_default(),
                command: "covenant generate".into(),
                workspace: false,
            },
        })
        .collect();
    Ok((spec, jobs, mend))
}

/// This folder's own description, told by `covenant.toml`.
fn configured(base: &Path) -> Result<(PathBuf, Vec<Job>, String)> {
    let config = Config::read(&base.join(FILE))?;
    let jobs = Job::of_config(&config, Path::new(""), "covenant generate");
    let mend = config.command.clone().unwrap_or_else(|| "covenant generate".into());
    Ok((config.spec.clone(), jobs, mend))
}

fn make(
    spec: &Path,
    mut jobs: Vec<Job>,
    mode: Mode,
    mend: &str,
    report_file: Option<&Path>,
    show_timings: bool,
) -> Result<ExitCode> {
    let mut timings = Timings::default();
    let loaded = timings.stage("load", || disk::load(spec));
    let (resolved, diagnostics) = match usable(loaded) {
        Ok(found) => found,
        Err(refused) => return Ok(refuse(spec, &refused)),
    };
    if !diagnostics.is_empty() {
        eprint!("{}", render::summary(&diagnostics));
        eprintln!("`covenant lint {}` shows them", spec.display());
    }
    for job in &mut jobs {
        complete(&mut job.options, &resolved);
    }
    let generated = generate(&resolved, jobs, &mut timings)?;
    let outcomes = timings.stage("write", || generated.sync(mode))?;
    if let Some(file) = report_file {
        let value = report::coverage(&resolved, &generated, |path| disk::shown(spec, path));
        std::fs::write(file, format!("{value:#}\n")).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let mut clean = true;
    for (made, outcome) in generated.made.iter().zip(&outcomes) {
        clean &= outcome.is_clean();
        say(&outcome.diff)?;
        let verb = if mode == Mode::Check { "would change" } else { "written" };
        eprintln!(
            "{:<10} {}: {} {verb}, {} removed, {} unchanged, {} gaps",
            made.job.target.as_str(),
            made.job.out.display(),
            outcome.changed.len(),
            outcome.removed.len(),
            outcome.unchanged,
            made.package.gaps.len(),
        );
    }
    if show_timings {
        eprint!("{}", timings.text());
    }
    if mode == Mode::Check && !clean {
        eprintln!("error: generated files are not fresh; mend with: {mend}");
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

fn complete(options: &mut PackageOptions, resolved: &model::Resolved) {
    let document = resolved.document();
    if options.name.is_empty() {
        options.name = ir::Name::of(document.title().unwrap_or("api")).kebab();
    }
    if options.version.is_empty() {
        let version = document.version().unwrap_or_default().trim_start_matches('v');
        let parts: Vec<&str> = version.split('.').collect();
        let semver = parts.len() == 3
            && parts.iter().all(|p| {
                !p.is_empty()
                    && p.len() < 10
                    && p.bytes().all(|b| b.is_ascii_digit())
                    && (*p == "0" || !p.starts_with('0'))
            });
        options.version = if semver { version.to_owned() } else { "0.1.0".to_owned() };
    }
}

fn compare(old: &Path, new: &Path, format: Format) -> Result<ExitCode> {
    let mut sides = Vec::new();
    for spec in [old, new] {
        match usable(disk::load(spec)) {
            Ok((mut resolved, _)) => {
                if let Some(folder) = spec.parent().and_then(Path::to_str).filter(|f| !f.is_empty()) {
                    resolved.sources.shown_below(folder);
                }
                sides.push(resolved);
            }
            Err(refused) => return Ok(refuse(spec, &refused)),
        }
    }
    let report = diff::diff(&sides[0], &sides[1], &diff::Policy::default());
    match format {
        Format::Text => say(&report.text())?,
        Format::Json => say(&format!("{}\n", report.json().trim_end()))?,
    }
    Ok(ExitCode::from(report.exit().code()))
}
