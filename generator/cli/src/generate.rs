//! From a description to packages on disk: load, lower, render every target side by side, sync.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};
use emit::{Package, PackageOptions};
use ir::{Api, Gap, Lowered};
use model::{Diagnostic, Loaded, Resolved, Severity, Sources};
use rayon::prelude::*;

use crate::config::{Config, TargetName};
use crate::sync::{Mode, Outcome, sync};
use crate::timings::Timings;

/// What one target is called and where it goes.
#[derive(Debug, Clone)]
pub struct Job {
    /// Which target
    pub target: TargetName,
    /// Folder of the package
    pub out: PathBuf,
    /// How it is called
    pub options: PackageOptions,
}

impl Job {
    /// The jobs of a `covenant.toml`; `base` is the folder that it stands in.
    pub fn of_config(config: &Config, base: &Path, command: &str) -> Vec<Self> {
        let command = config.command.as_deref().unwrap_or(command);
        config
            .targets
            .iter()
            .map(|(target, one)| Self {
                target: *target,
                out: base.join(&one.out),
                options: PackageOptions {
                    name: one.name.clone().unwrap_or_else(|| config.name.clone()),
                    version: config.version.clone(),
                    command: command.to_owned(),
                    workspace: one.workspace,
                },
            })
            .collect()
    }
}

/// What came of one target.
#[derive(Debug)]
pub struct Made {
    /// Which
    pub job: Job,
    /// Files in memory and gaps
    pub package: Package,
}

/// What came of a generation, before anything is written.
#[derive(Debug)]
pub struct Generated {
    /// The description as the targets saw it
    pub lowered: Lowered,
    /// One a job, in their order
    pub made: Vec<Made>,
}

impl Generated {
    /// Gaps of lowering and of every target, sorted.
    pub fn gaps(&self) -> Vec<&Gap> {
        let mut all: Vec<&Gap> =
            self.lowered.api.gaps.iter().chain(self.made.iter().flat_map(|m| &m.package.gaps)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Writes or checks every package.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sync(&self, mode: Mode) -> Result<Vec<Outcome>> {
        self.made.par_iter().map(|made| sync(&made.job.out, &made.package.files, mode)).collect()
    }
}

/// Why nothing was generated: the description has errors. Everything needed to render them.
#[derive(Debug)]
pub struct Refused {
    /// All texts
    pub sources: Sources,
    /// All diagnostics
    pub diagnostics: Vec<Diagnostic>,
}

/// The resolved document, or what is wrong with it.
///
/// # Errors
/// When a diagnostic is an error.
pub fn usable(loaded: Loaded) -> Result<(Resolved, Vec<Diagnostic>), Refused> {
    let Loaded { resolved, sources, diagnostics } = loaded;
    match resolved {
        Some(resolved) if diagnostics.iter().all(|d| d.severity != Severity::Error) => Ok((resolved, diagnostics)),
        _ => Err(Refused { sources, diagnostics }),
    }
}

/// Lowers the document and renders every job, side by side.
///
/// # Errors
/// When two jobs share a folder.
pub fn generate(document: &Resolved, jobs: Vec<Job>, timings: &mut Timings) -> Result<Generated> {
    for (i, job) in jobs.iter().enumerate() {
        if let Some(other) = jobs[..i].iter().find(|j| j.out == job.out) {
            bail!("{} and {} would share the folder {}", other.target.as_str(), job.target.as_str(), job.out.display());
        }
    }
    let lowered = timings.stage("lower", || ir::lower(document));
    let made: Vec<_> = jobs
        .into_par_iter()
        .map(|job| {
            let start = Instant::now();
            let package = render(&lowered.api, &job);
            (Made { job, package }, start.elapsed())
        })
        .collect();
    let made = made
        .into_iter()
        .map(|(made, time)| {
            timings.note(format!("render {}", made.job.target.as_str()), time);
            made
        })
        .collect();
    Ok(Generated { lowered, made })
}

fn render(api: &Api, job: &Job) -> Package {
    match job.target {
        TargetName::Typescript => emit::typescript::emit(api, &job.options),
        TargetName::Python => emit::python::emit(api, &job.options),
        TargetName::Go => emit::go::emit(api, &job.options),
        TargetName::Server => emit::rust_server::emit(api, &job.options),
        TargetName::Rust => rust_client::emit(api, &job.options),
    }
}
