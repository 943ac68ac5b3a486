//! The doors of the package: what `import` shows, and what is loaded only when it is asked for.

use std::fmt::Write as _;

use super::annotation::Annotations;
use super::errors::{ERRORS, OTHER_ERRORS};
use super::expr::WIDTH;

/// `__init__.py`: everything by name, nothing loaded before it is used.
pub(super) fn front_door(on: Annotations<'_>, header: &str) -> String {
    let client = &on.names.client;
    let asynchronous = format!("Async{client}");
    let mut exported: Vec<(&str, &str)> = vec![
        ("AsyncPager", "_runtime.pagination"),
        ("AsyncTokenProvider", "_runtime.auth"),
        ("AsyncTransport", "_runtime.transport"),
        ("Hooks", "_runtime.core"),
        ("Model", "_runtime.model"),
        ("Pager", "_runtime.pagination"),
        ("RawResponse", "_runtime.response"),
        ("Request", "_runtime.transport"),
        ("RequestOptions", "_runtime.options"),
        ("TokenProvider", "_runtime.auth"),
        ("Transport", "_runtime.transport"),
        ("Unknown", "_runtime.model"),
    ];
    exported.extend(ERRORS.iter().map(|(_, name, _)| (*name, "errors")));
    exported.extend(OTHER_ERRORS.iter().map(|name| (*name, "errors")));
    // An API may be called like something of ours; its client comes first then.
    exported.retain(|(name, _)| *name != client.as_str() && *name != asynchronous);
    exported.push((client, "client"));
    exported.push((&asynchronous, "client"));
    exported.sort_unstable_by_key(|(name, module)| (*module, *name));
    let mut out = format!("{header}\n\nfrom __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n\n");
    out.push_str("if TYPE_CHECKING:\n    from . import types as types\n");
    for (name, module) in &exported {
        let _ = writeln!(out, "    from .{module} import {name} as {name}");
        if *module == "client" && *name == client.as_str() {
            out.push_str("    from .client import VERSION as __version__\n");
        }
    }
    out.push_str("else:\n    _MODULES = {\n");
    exported.sort_unstable();
    for (name, module) in &exported {
        let _ = writeln!(out, "        \"{name}\": \"{module}\",");
    }
    out.push_str(
        r#"    }

    def __getattr__(name):
        from importlib import import_module

        if name in ("errors", "oauth", "types", "webhooks"):
            return import_module(f".{name}", __name__)
        if name == "__version__":
            return import_module(".client", __name__).VERSION
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        globals()[name] = value
        return value

    def __dir__():
        return list(__all__)


__all__ = [
"#,
    );
    let mut all: Vec<&str> = exported.iter().map(|(name, _)| *name).collect();
    all.extend(["__version__", "types"]);
    all.sort_unstable();
    for name in all {
        let _ = writeln!(out, "    \"{name}\",");
    }
    out.push_str("]\n");
    out
}

/// `types/__init__.py`, and the `.pyi` beside it that checkers read instead: the names of all types, and their imports.
pub(super) fn types_doors(on: Annotations<'_>, header: &str) -> (String, String) {
    let mut all: Vec<(&str, &str)> = Vec::new();
    for decl in &on.names.decls {
        let module = on.names.modules[decl.module].name.as_str();
        all.push((&decl.class, module));
        if let Some(input) = &decl.input {
            all.push((input, module));
        }
    }
    all.sort_unstable();
    let mut stub = format!("{header}\n\n");
    let mut by_module = all.clone();
    by_module.sort_unstable_by_key(|(class, module)| (*module, *class));
    for (class, module) in &by_module {
        let line = format!("from .{module} import {class} as {class}");
        if line.chars().count() <= WIDTH {
            let _ = writeln!(stub, "{line}");
        } else {
            let _ = write!(stub, "from .{module} import (\n    {class} as {class},\n)\n");
        }
    }
    if all.is_empty() {
        stub.truncate(stub.trim_end().len());
        stub.push('\n');
    }
    let mut out = format!("{header}\n\n");
    out.push_str("#: Which module holds a type. A module is imported when its first type is used.\n_MODULES = {");
    for (class, module) in &all {
        let _ = write!(out, "\n    \"{class}\": \"{module}\",");
    }
    out.push_str(if all.is_empty() { "}" } else { "\n}" });
    out.push_str(
        r#"


def __getattr__(name):
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted(_MODULES)
"#,
    );
    (out, stub)
}
