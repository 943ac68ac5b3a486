//! `cargo xtask test`: every test of every language, counted.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;

use crate::count::{Count, Runner};
use crate::generated::build;
use crate::process::{capture, command, step};
use crate::setup;

/// Options of `test`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Only stages whose name contains this
    #[arg(long)]
    only: Option<String>,
}

struct Row {
    stage: &'static str,
    count: Count,
    seconds: f64,
}

struct Suite<'a> {
    options: &'a Options,
    rows: Vec<Row>,
}

/// Runs every stage, even after a failure; exit code 1 when anything failed.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let root = std::env::current_dir().context("the current folder")?;
    setup::languages()?;
    let mut suite = Suite { options, rows: Vec::new() };
    let root = root.as_path();

    suite.stage("format", Runner::Check, || Ok(cargo(root, &["fmt", "--all", "--check"])));
    suite.stage("tidy", Runner::Check, || this(root, &["tidy"]));
    suite.stage("lint the spec", Runner::Check, || this(root, &["lint"]));
    suite.stage("generated files are fresh", Runner::Check, || this(root, &["generate", "--check"]));
    suite.stage("docs are fresh", Runner::Check, || this(root, &["docs", "--check"]));
    suite.stage("diff against the prior release", Runner::Check, || this(root, &["diff"]));
    suite.stage("rust", Runner::Cargo, || {
        Ok(cargo(root, &["test", "--workspace", "--exclude", "covenant-tests", "--no-fail-fast"]))
    });
    suite.stage("typescript: types", Runner::Check, || {
        setup::node(&root.join("sdks/typescript"))?;
        Ok(command("npm", &["run", "--silent", "build"], &root.join("sdks/typescript")))
    });
    suite.stage("typescript: examples", Runner::Check, || {
        let package = root.join("sdks/typescript");
        Ok(command(package.join("node_modules/.bin/tsc"), &["--noEmit", "-p", "tsconfig.examples.json"], &package))
    });
    suite.stage("typescript: runtime", Runner::Node, || {
        setup::node(&root.join("generator/emit/runtime/typescript"))?;
        Ok(command("npm", &["run", "--silent", "test"], &root.join("generator/emit/runtime/typescript")))
    });
    suite.stage("python: types", Runner::Check, || {
        let python = setup::python(root, &root.join("sdks/python"))?;
        Ok(command(python, &["-m", "mypy", "--strict", "src"], &root.join("sdks/python")))
    });
    suite.stage("python: runtime", Runner::Pytest, || {
        let python = setup::python(root, &root.join("sdks/python"))?;
        Ok(command(python, &["-m", "pytest", "-q"], &root.join("generator/emit/runtime/python")))
    });
    suite.stage("go: vet", Runner::Check, || Ok(command("go", &["vet", "./..."], &root.join("sdks/go"))));
    // The package's examples are compiled, not run: they would call a server.
    suite.stage("go: examples", Runner::Check, || Ok(command("go", &["test", "./..."], &root.join("sdks/go"))));
    suite.stage("go: runtime", Runner::Go, || {
        Ok(command("go", &["test", "-v", "./..."], &root.join("generator/emit/runtime/go")))
    });
    suite.stage("end to end: the live server and every SDK", Runner::Cargo, || {
        let server = build("covenant-server", "covenant-server")?;
        let typescript = root.join("sdks/typescript");
        setup::node(&typescript)?;
        step("build the TypeScript SDK", &mut command("npm", &["run", "--silent", "build"], &typescript))?;
        let python = setup::python(root, &root.join("sdks/python"))?;
        let mut tests = cargo(root, &["test", "--package", "covenant-tests", "--no-fail-fast"]);
        tests.env("COVENANT_TEST_SERVER", server).env("COVENANT_TEST_PYTHON", python);
        Ok(tests)
    });
    suite.finish()
}

impl Suite<'_> {
    fn stage(&mut self, stage: &'static str, runner: Runner, make: impl FnOnce() -> Result<Command>) {
        if self.options.only.as_ref().is_some_and(|only| !stage.contains(only.as_str())) {
            return;
        }
        let start = Instant::now();
        let count = match make().and_then(|mut command| capture(stage, &mut command)) {
            Ok((success, text)) => runner.count(success, &text),
            Err(error) => {
                eprintln!("    {stage}: {error:#}");
                Count { failed: 1, ..Count::default() }
            }
        };
        self.rows.push(Row { stage, count, seconds: start.elapsed().as_secs_f64() });
    }

    fn finish(self) -> Result<ExitCode> {
        let mut total = Count::default();
        println!();
        for row in &self.rows {
            total += row.count;
            let mark = if row.count.failed > 0 { "FAILED" } else { "ok" };
            println!("{mark:<7} {:<45} {} ({:.0} s)", row.stage, row.count, row.seconds);
        }
        println!("{total}");
        Ok(if total.failed == 0 && total.passed > 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments, root);
    // The outer cargo's settings are not those of the inner one.
    cargo.env_remove("CARGO_MANIFEST_DIR");
    cargo
}

/// This program with other arguments.
fn this(root: &Path, arguments: &[&str]) -> Result<Command> {
    Ok(command(std::env::current_exe().context("this program")?, arguments, root))
}
