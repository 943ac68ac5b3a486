//! This repository's chores: `cargo xtask up`, `cargo xtask test` and their parts.

mod corpus;
mod count;
mod generated;
mod process;
mod setup;
mod suite;
mod tidy;
mod up;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

/// This repository's chores.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate everything, show the diff against the prior release, start the platform with sample data.
    Up(up::Options),
    /// Run every test of every language; ends with `N passed, N failed, N skipped`.
    Test(suite::Options),
    /// Generate stubs and SDKs from spec/.
    Generate {
        /// Write nothing; fail with a unified diff when a file is not fresh
        #[arg(long)]
        check: bool,
    },
    /// Compare spec/ with the newest published release.
    Diff {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Generate every description of a folder for every target and compile it all.
    Corpus(corpus::Options),
    /// Say what is wrong with spec/.
    Lint,
    /// Scaffold a rule of the differ: the file, its fixtures, its registration.
    NewRule {
        /// Id as in the catalogue: `request-body-removed`
        id: String,
        /// Folder of rules that it belongs to: `body`, `endpoint`, `parameter`, `response`, ...
        #[arg(long = "in")]
        folder: String,
    },
    /// Check the house rules that clippy cannot say.
    Tidy,
    /// Write the documentation that is made of code.
    Docs {
        /// Write nothing; fail when a page is not fresh
        #[arg(long)]
        check: bool,
    },
}

/// The folder of the workspace.
fn root() -> Result<PathBuf> {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().map(Path::to_path_buf).context("xtask lies in a workspace")
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    let root = root()?;
    std::env::set_current_dir(&root).with_context(|| format!("cannot enter {}", root.display()))?;
    match cli.command {
        Command::Up(options) => up::run(&options),
        Command::Test(options) => suite::run(&options),
        Command::Generate { check } => {
            generated::covenant(if check { &["generate", "--check"] } else { &["generate"] })
        }
        Command::Diff { json } => generated::diff(json),
        Command::Corpus(options) => corpus::run(&options),
        Command::Lint => generated::covenant(&["lint", "spec/openapi.yaml"]),
        Command::NewRule { id, folder } => generated::new_rule(&id, &folder),
        Command::Tidy => tidy::run(),
        Command::Docs { check } => generated::docs(check),
    }
}
