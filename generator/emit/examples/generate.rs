//! Generates one target from a description: `generate SPEC TARGET OUTDIR [NAME]`. For the builders of emitters.
//! `WORKSPACE` set: a crate of a workspace; `COMMAND`: what the headers name.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

/// Files below the folder of the description.
struct Disk(PathBuf);

impl model::Files for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, model::ReadError> {
        fs::read(self.0.join(path)).map_err(|e| model::ReadError(e.to_string()))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [spec, target, out, name @ ..] = args.as_slice() else {
        return Err("usage: generate SPEC TARGET OUTDIR [NAME]".into());
    };
    let name = name.first().map_or("covenant", String::as_str);
    let start = Instant::now();
    let spec = Path::new(spec);
    let folder = spec.parent().ok_or("no folder")?.to_owned();
    let file = spec.file_name().and_then(|n| n.to_str()).ok_or("no file name")?;
    let loaded = model::load(file, &Disk(folder), model::Limits::default());
    for diagnostic in loaded.diagnostics.iter().filter(|d| d.severity == model::Severity::Error) {
        eprintln!("{diagnostic:?}");
    }
    let resolved = loaded.resolved.ok_or("not a description")?;
    let read = start.elapsed();
    let lowered = ir::lower(&resolved);
    let lower = start.elapsed();
    let options = emit::PackageOptions {
        name: name.into(),
        version: "0.1.0".into(),
        command: std::env::var("COMMAND").unwrap_or_else(|_| "covenant generate".into()),
        workspace: std::env::var_os("WORKSPACE").is_some(),
    };
    let package = match target.as_str() {
        "typescript" => emit::typescript::emit(&lowered.api, &options),
        "python" => emit::python::emit(&lowered.api, &options),
        "go" => emit::go::emit(&lowered.api, &options),
        "server" => emit::rust_server::emit(&lowered.api, &options),
        other => return Err(format!("unknown target {other}").into()),
    };
    let emitted = start.elapsed();
    for file in &package.files {
        let path = Path::new(out).join(&file.path);
        fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        fs::write(path, &file.text)?;
    }
    eprintln!(
        "{} files, {} gaps; read {read:?}, lower {:?}, emit {:?}, write {:?}",
        package.files.len(),
        package.gaps.len(),
        lower - read,
        emitted - lower,
        start.elapsed() - emitted
    );
    Ok(())
}
