//! `cargo xtask up`: everything generated, the diff shown, the platform running with sample data.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::generated::{build, newest_release};
use crate::process::{command, step};

/// Options of `up`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// For programs: one JSON line on standard output when the platform is ready (`base_url`, `client_id`,
    /// `client_secret`, `scopes`, `pid`, `database`); serves until SIGTERM
    #[arg(long)]
    json: bool,
    /// Address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    addr: String,
    /// A new temporary database instead of the one in target/up
    #[arg(long)]
    fresh: bool,
}

/// Does not come back when all is well: this process becomes the server, so that a signal to it reaches the server.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let root = std::env::current_dir().context("the current folder")?;
    let covenant = build("covenant", "covenant")?;
    step("generate stubs and SDKs from spec/", &mut command(&covenant, &["generate"], &root))?;

    let release = newest_release()?;
    eprintln!("==> changes since {}", release.display());
    let mut diff = command(&covenant, &["diff", &release.to_string_lossy(), "spec/openapi.yaml"], &root);
    let output = diff.output().context("cannot run covenant diff")?;
    eprint!("{}", String::from_utf8_lossy(&output.stdout));
    match output.status.code() {
        Some(0) => {}
        Some(1) => eprintln!("    this change may not be released yet; the platform starts all the same"),
        _ => bail!("the diff failed:\n{}", String::from_utf8_lossy(&output.stderr)),
    }

    let server = build("covenant-server", "covenant-server")?;
    let folder = if options.fresh {
        std::env::temp_dir().join(format!("covenant-up-{}", std::process::id()))
    } else {
        root.join("target/up")
    };
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let path = |name: &str| -> PathBuf { folder.join(name) };
    eprintln!("==> start the platform (Ctrl-C or SIGTERM stops it)");
    let error = Command::new(&server)
        .arg("serve")
        .args(["--addr", &options.addr])
        .args(["--announce", if options.json { "json" } else { "text" }])
        .arg("--sample")
        .arg("--database")
        .arg(path("covenant.sqlite"))
        .arg("--credentials-file")
        .arg(path("credentials.json"))
        .exec();
    Err(error).with_context(|| format!("cannot start {}", server.display()))
}
