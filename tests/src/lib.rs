//! A platform of its own for a test: a process with a database of its own, stopped by its process id.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// A running platform.
#[derive(Debug)]
pub struct Platform {
    child: Child,
    /// Where it answers, without a slash at the end
    pub base_url: String,
    /// The sample client's id
    pub client_id: String,
    /// The sample client's secret
    pub client_secret: String,
    folder: tempfile::TempDir,
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

impl Platform {
    /// Starts the server with sample data on a free port.
    ///
    /// # Errors
    /// When it does not come up; its log is in the message.
    pub fn start() -> Result<Self> {
        let folder = tempfile::tempdir().context("a temporary folder")?;
        let binary = std::env::var_os("COVENANT_TEST_SERVER")
            .map_or_else(|| root().join("target/debug/covenant-server"), PathBuf::from);
        if !binary.exists() {
            bail!("{} is not there: run `cargo xtask test`, which builds it", binary.display());
        }
        let log = folder.path().join("server.log");
        let mut child = Command::new(&binary)
            .args(["serve", "--addr", "127.0.0.1:0", "--sample", "--announce", "json", "--database"])
            .arg(folder.path().join("covenant.sqlite"))
            .arg("--credentials-file")
            .arg(folder.path().join("credentials.json"))
            // The real window of the rate limit is a minute: each SDK would sit through it.
            .env("COVENANT_LIMITS_WINDOW_SECONDS", "6")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log).context("the server's log")?)
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line).context("cannot read what the server announces")?;
        }
        let Ok(ready) = serde_json::from_str::<Value>(&line) else {
            let _ = child.kill();
            let _ = child.wait();
            bail!("the server did not come up:\n{line}\n{}", std::fs::read_to_string(&log).unwrap_or_default());
        };
        let text = |key: &str| ready.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Self {
            child,
            base_url: text("base_url"),
            client_id: text("client_id"),
            client_secret: text("client_secret"),
            folder,
        })
    }

    /// What the server has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("server.log")).unwrap_or_default()
    }

    /// Runs a driver: a program that uses an SDK against this platform and prints `ok STEP` for each step.
    ///
    /// # Errors
    /// When it fails, or did not do every step; what it printed is in the message.
    pub fn drive(&self, program: &Path, arguments: &[&str], folder: &Path) -> Result<()> {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .env("COVENANT_BASE_URL", &self.base_url)
            .env("COVENANT_CLIENT_ID", &self.client_id)
            .env("COVENANT_CLIENT_SECRET", &self.client_secret)
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let steps: Vec<&str> = printed.lines().filter_map(|l| l.strip_prefix("ok ")).collect();
        if !output.status.success() || steps != STEPS {
            bail!(
                "{} {} ended with {}\n--- it printed\n{printed}\n{}\n--- the server logged\n{}",
                program.display(),
                arguments.join(" "),
                output.status,
                String::from_utf8_lossy(&output.stderr),
                self.log()
            );
        }
        Ok(())
    }
}

/// What every SDK has to do, in this order.
pub const STEPS: [&str; 6] = ["token", "pages", "create", "not-found", "scope", "rate-limit"];

impl Drop for Platform {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
