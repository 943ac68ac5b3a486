//! Shows what lowering makes of a description: `cargo run -p covenant-ir --example api -- SPEC [--decls | --operations | --gaps | --names | --coverage | --time]`.
//! With several descriptions: one line each.

use std::path::{Path, PathBuf};
use std::time::Instant;

use ir::{Additional, Api, DeclBody, Kind, Presence, Type};

struct Folder(PathBuf);

impl model::Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, model::ReadError> {
        std::fs::read(self.0.join(path)).map_err(|e| model::ReadError(e.to_string()))
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (flags, specs): (Vec<_>, Vec<_>) = args.into_iter().partition(|a| a.starts_with("--"));
    for spec in &specs {
        let path = Path::new(spec);
        let folder = Folder(path.parent().unwrap_or(Path::new(".")).to_owned());
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let start = Instant::now();
        let loaded = model::load(&name, &folder, model::Limits::default());
        let read = start.elapsed();
        let Some(resolved) = loaded.resolved else {
            println!("{name}: not readable; {} diagnostics", loaded.diagnostics.len());
            continue;
        };
        let start = Instant::now();
        let lowered = ir::lower(&resolved);
        let mut took = start.elapsed();
        if flags.iter().any(|f| f == "--time") {
            // The best of several: what it costs when nothing else runs.
            for _ in 0..15 {
                let start = Instant::now();
                let again = ir::lower(&resolved);
                took = took.min(start.elapsed());
                assert_eq!(again.api.decls.len(), lowered.api.decls.len());
            }
        }
        let api = &lowered.api;
        println!(
            "{name}: {} operations, {} webhooks, {} decls ({} authored), {} gaps; read {:.0?}, lowered {:.0?}",
            api.operations.len(),
            api.webhooks.len(),
            api.decls.len(),
            api.decls.iter().filter(|d| d.authored).count(),
            api.gaps.len(),
            read,
            took,
        );
        for flag in &flags {
            match flag.as_str() {
                "--time" => {}
                "--decls" => decls(api),
                "--operations" => operations(api),
                "--gaps" => {
                    api.gaps.iter().for_each(|g| println!("  {} {} {}: {}", g.at, g.feature, g.pointer, g.advice))
                }
                "--coverage" => coverage(&lowered.coverage(&resolved)),
                "--names" => api.decls.iter().filter(|d| !d.authored).for_each(|d| println!("  {}", d.name.pascal())),
                other => println!("unknown flag {other}"),
            }
        }
    }
}

fn coverage(all: &ir::Coverage) {
    for (kind, c) in &all.counts {
        println!("  {}: {} = {} generated + {} kept + {} gaps", kind.as_str(), c.total, c.generated, c.kept, c.gaps);
    }
    let mut seen = std::collections::BTreeMap::<_, (usize, String)>::new();
    for entry in &all.entries {
        if let ir::CoverageStatus::Gap(feature) = &entry.status {
            let slot = seen.entry((entry.kind.as_str(), feature)).or_insert((0, entry.pointer.clone()));
            slot.0 += 1;
        }
    }
    for ((kind, feature), (n, first)) in seen {
        println!("    {n} x {kind} {feature}, first {first}");
    }
}

fn operations(api: &Api) {
    for resource in &api.resources {
        println!("  {}", resource.name.pascal());
        for op in api.operations_of(resource) {
            println!("    {} = {} {} {}", op.method_name.snake(), op.id.wire, op.method.as_str(), op.path);
            for p in &op.params {
                let mark = if p.required { "" } else { "?" };
                println!("      {:?} {}{mark}: {}", p.location, p.name.snake(), show(api, &p.ty));
            }
            for c in op.body.iter().flat_map(|b| &b.contents) {
                println!("      body {}: {}", c.media_type, show(api, &c.ty));
            }
            for r in &op.responses {
                let contents: Vec<_> =
                    r.contents.iter().map(|c| format!("{}: {}", c.media_type, show(api, &c.ty))).collect();
                println!("      {} {}", r.status, contents.join(" | "));
            }
            if let Some(p) = &op.pagination {
                println!(
                    "      pages: {:?} items {:?} of {} limit {:?}",
                    p.kind,
                    p.items,
                    show(api, &p.item),
                    p.limit_param
                );
            }
        }
    }
}

fn decls(api: &Api) {
    for d in &api.decls {
        let usage = match (d.usage.request, d.usage.response) {
            (true, true) => "both",
            (true, false) => "request",
            (false, true) => "response",
            _ => "unused",
        };
        println!("  {}{} [{usage}] {}", if d.authored { "" } else { "~" }, d.name.pascal(), d.key);
        match &d.body {
            DeclBody::Object(o) => {
                for f in &o.fields {
                    let mark = if f.presence == Presence::Required { "" } else { "?" };
                    println!("      {}{mark}: {}", f.name.snake(), show(api, &f.ty));
                }
                match &o.additional {
                    Additional::Typed(t) => println!("      [..]: {}", show(api, t)),
                    other => println!("      .. {other:?}"),
                }
            }
            DeclBody::Enum(e) => {
                let names: Vec<_> = e.members.iter().map(|m| m.name.pascal()).collect();
                println!("      enum {:?} {:?} {}", e.base, e.openness, names.join(" "));
            }
            DeclBody::Union(u) => {
                println!("      union {:?} {:?}", u.tag, u.openness);
                for v in &u.variants {
                    println!("        {} = {} {:?} {:?}", v.name.pascal(), show(api, &v.ty), v.tag_values, v.tag_key);
                }
            }
            DeclBody::Alias(t) => println!("      = {}", show(api, t)),
        }
    }
}

fn show(api: &Api, ty: &Type) -> String {
    let mut text = match &ty.kind {
        Kind::Array(t) => format!("[{}]", show(api, t)),
        Kind::Map(t) => format!("{{{}}}", show(api, t)),
        Kind::Tuple { prefix, rest, .. } => {
            let all: Vec<_> = prefix.iter().map(|t| show(api, t)).collect();
            format!("({}{})", all.join(", "), if rest.is_some() { ", .." } else { "" })
        }
        Kind::Declared(id) => api.decl(*id).name.pascal(),
        Kind::Constant(v) => v.to_string(),
        other => format!("{other:?}"),
    };
    if ty.nullable {
        text.push_str("|null");
    }
    if let Some(c) = &ty.constraints
        && !c.residual.is_empty()
    {
        text.push_str(&format!(" & {:?}", c.residual.iter().map(|r| &r.0).collect::<Vec<_>>()));
    }
    text
}
