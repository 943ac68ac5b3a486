//! Running other programs: their words stay visible, their failure has a name.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// A program with its arguments, run in a folder.
pub(crate) fn command(program: impl AsRef<Path>, arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(program.as_ref());
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// Says what it does, runs it with its output on standard error, and fails when it does.
pub(crate) fn step(what: &str, command: &mut Command) -> Result<()> {
    eprintln!("==> {what}");
    let start = Instant::now();
    let program = command.get_program().to_string_lossy().into_owned();
    // Standard output belongs to our own result.
    command.stdout(std::io::stderr());
    let status = command.status().with_context(|| format!("cannot run {program}"))?;
    if !status.success() {
        bail!("{what}: {program} ended with {status}");
    }
    let seconds = start.elapsed().as_secs_f64();
    if seconds > 2.0 {
        eprintln!("    {seconds:.0} s");
    }
    Ok(())
}

/// What a program prints on both outputs, and whether it succeeded. Printed while it runs, too.
pub(crate) fn capture(what: &str, command: &mut Command) -> Result<(bool, String)> {
    use std::io::{BufRead, BufReader};
    eprintln!("==> {what}");
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {program}"))?;
    let (sender, lines) = std::sync::mpsc::channel::<String>();
    let outputs: [Option<Box<dyn std::io::Read + Send>>; 2] = [
        child.stdout.take().map(|o| Box::new(o) as Box<dyn std::io::Read + Send>),
        child.stderr.take().map(|o| Box::new(o) as Box<dyn std::io::Read + Send>),
    ];
    for output in outputs.into_iter().flatten() {
        let sender = sender.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
                let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
            }
        });
    }
    drop(sender);
    let mut text = String::new();
    for line in lines {
        eprintln!("    {line}");
        text.push_str(&line);
        text.push('\n');
    }
    let status = child.wait().with_context(|| format!("cannot wait for {program}"))?;
    Ok((status.success(), text))
}
