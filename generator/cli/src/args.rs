//! The arguments of the covenant command, and the reference page made of them.

use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::config::TargetName;

/// One OpenAPI description in; server stubs, SDKs and a verdict on every change out.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What the command does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is wrong with a description. Exit code 3 when it cannot be used.
    Lint {
        /// An OpenAPI 3.0, 3.1 or 3.2 document, YAML or JSON
        spec: PathBuf,
    },
    /// Write a description that is spread over files as one self-contained OpenAPI 3.1 document.
    Bundle {
        /// The root document
        spec: PathBuf,
        /// Where to write it; `.json` gives JSON, anything else YAML; `-` is standard output
        #[arg(short, long, default_value = "-")]
        out: PathBuf,
    },
    /// Generate packages: DIR/typescript, DIR/python, DIR/go, DIR/rust, DIR/server.
    Generate {
        /// The root document; without it `covenant.toml` of the current folder says what to do
        spec: Option<PathBuf>,
        /// What to generate
        #[arg(long, value_delimiter = ',', requires = "spec")]
        target: Vec<TargetName>,
        /// Folder that gets one folder a target
        #[arg(long, requires = "spec")]
        out: Option<PathBuf>,
        /// Name of the SDKs; default: the description's title
        #[arg(long, requires = "spec")]
        name: Option<String>,
        /// Version of the packages (SemVer); default: the description's, if it is one, else 0.1.0
        #[arg(long, requires = "spec")]
        package_version: Option<String>,
        /// Write nothing; fail with a unified diff when a file is not as it would be generated
        #[arg(long)]
        check: bool,
        /// Write the coverage report (JSON) here
        #[arg(long)]
        report: Option<PathBuf>,
        /// Print how long each stage took
        #[arg(long)]
        timings: bool,
    },
    /// Compare two descriptions. Exit code 1 when the change breaks clients without notice.
    Diff {
        /// The description as it was
        old: PathBuf,
        /// The description as it is now
        new: PathBuf,
        /// How to print the findings
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Print the JSON Schema of `covenant.toml`.
    ConfigSchema,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs: one JSON document, whose schema is published
    Json,
}

/// The command line reference, Markdown.
pub fn reference() -> String {
    let mut page = String::from("# The covenant command\n\nMade of the command's own help by `cargo xtask docs`.\n");
    let command = Cli::command();
    page.push_str(&format!("\n```text\n{}\n```\n", help(command.clone())));
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help") {
        let text = help(sub.clone().bin_name(format!("covenant {}", sub.get_name())));
        page.push_str(&format!("\n## covenant {}\n\n```text\n{text}\n```\n", sub.get_name()));
    }
    page
}

fn help(mut command: clap::Command) -> String {
    let text = command.render_long_help().to_string();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}
