//! What people read: the README, a page a resource, the package's data.

use std::fmt::Write as _;

use ir::{Json, Location, Operation};

use super::annotation::{Annotations, Uses};
use super::calls::{self, Mode};
use super::client::Credentials;
use super::expr::{Expr, arg, keyword};
use super::names::{self, ResourceNames};
use super::text;

const GUIDE: &str = include_str!("../../templates/python/guide.md");

/// `pyproject.toml`
pub(super) fn pyproject(on: Annotations<'_>, header: &str, version: &str) -> String {
    let names = on.names;
    let info = &on.api.info;
    let about = info.summary.clone().unwrap_or_else(|| format!("Python client of {}", info.title));
    let urls = info
        .contact
        .as_ref()
        .and_then(|c| c.url.clone())
        .map_or(String::new(), |url| format!("\n[project.urls]\nHomepage = {}\n", toml_string(&url)));
    format!(
        r#"{header}
[build-system]
requires = ["hatchling>=1.21"]
build-backend = "hatchling.build"

[project]
name = {name}
version = {version}
description = {about}
readme = "README.md"
license = "MIT"
license-files = ["LICENSE"]
requires-python = ">=3.10"
dependencies = ["httpx>=0.25,<1", "pydantic>=2.11,<3", "typing-extensions>=4.12"]
classifiers = ["Typing :: Typed", "Programming Language :: Python :: 3", "Operating System :: OS Independent"]
{urls}
[tool.hatch.build.targets.wheel]
packages = ["src/{package}"]

[tool.ruff]
line-length = 120
target-version = "py310"

[tool.ruff.lint]
select = ["E4", "E7", "E9", "F"]
ignore = ["E741"]  # names are the API's

[tool.mypy]
strict = true
files = ["src"]
"#,
        name = toml_string(&names.distribution),
        version = toml_string(version),
        about = toml_string(&text::one_line(&about)),
        package = names.package,
    )
}

fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Arguments of the client in examples.
fn client_arguments(with: &Credentials) -> String {
    let mut arguments: Vec<String> = Vec::new();
    if with.token_url.is_some() {
        arguments.push("client_id=\"...\"".into());
        arguments.push("client_secret=\"...\"".into());
    } else if with.token {
        arguments.push("token=\"...\"".into());
    } else if !with.basic.is_empty() {
        arguments.push("username=\"...\"".into());
        arguments.push("password=\"...\"".into());
    } else if let Some((argument, _)) = with.keys.first() {
        arguments.push(format!("{argument}=\"...\""));
    }
    arguments.join(", ")
}

/// A value as an expression that can be laid out.
fn expression(json: &Json) -> Expr {
    match json {
        Json::Array(items) => Expr::list(items.iter().map(expression).collect()),
        Json::Object(entries) => Expr::dict(entries.iter().map(|(k, v)| (text::string(k), expression(v))).collect()),
        scalar => Expr::atom(text::value(scalar)),
    }
}

/// A call of a method, as source that ends without a newline, indented after its first line.
fn call_source(operation: &Operation, target: &str, asynchronous: bool, indent: usize) -> String {
    let unknown = || Expr::atom("...");
    let names = names::arguments(operation);
    let mut given: Vec<(String, Expr)> = Vec::new();
    let example = |param: &ir::Param| param.docs.examples.first().map_or_else(unknown, expression);
    for (param, _) in operation.params.iter().zip(&names).filter(|(p, _)| p.location == Location::Path) {
        given.push(arg(example(param)));
    }
    if let Some(content) = operation.body.as_ref().and_then(|b| b.contents.first()) {
        given.push(arg(content.examples.first().map_or_else(unknown, |e| expression(&e.value))));
    }
    for (param, name) in operation.params.iter().zip(&names) {
        if param.required && param.location != Location::Path {
            given.push(keyword(name, example(param)));
        }
    }
    let call = Expr::call(format!("api.{target}"), given);
    let wait = if asynchronous { "await " } else { "" };
    let each = if asynchronous { "async for" } else { "for" };
    let pad = " ".repeat(indent);
    let (before, after) = match calls::mode(operation) {
        Mode::Pages => (format!("{each} item in "), format!(":\n{pad}    print(item)")),
        Mode::Stream => (format!("{each} event in {wait}"), format!(":\n{pad}    print(event)")),
        Mode::Download if asynchronous => ("content = await (await ".into(), ").read()".into()),
        Mode::Download => ("content = ".into(), ".read()".into()),
        Mode::Value => (format!("result = {wait}"), String::new()),
    };
    let tail = after.find('\n').unwrap_or(after.len());
    format!("{before}{}{after}", call.render(indent, indent + before.len(), tail))
}

/// `README.md`
pub(super) fn readme(on: Annotations<'_>, with: &Credentials) -> String {
    let names = on.names;
    let info = &on.api.info;
    let mut out = format!("# {}\n\n", text::cell(&names.distribution));
    let _ = writeln!(
        out,
        "Python client of {} {}, sync and async, fully typed.\n",
        text::cell(&info.title),
        text::cell(&info.version)
    );
    if let Some(description) = &info.description {
        for line in text::markdown(description.trim()).lines() {
            let line = line.trim_end();
            let _ = writeln!(out, "{}", if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
        }
        out.push('\n');
    }
    let _ = write!(
        out,
        "```sh\npip install {}\n```\n\nPython 3.10 or later, httpx, pydantic 2.11 or later.\n\n## First call\n\n```python\nfrom {} import {}\n\n",
        names.distribution, names.package, names.client
    );
    let arguments = client_arguments(with);
    let base = if on.api.servers.first().is_none_or(|s| !s.url.starts_with("http")) {
        if arguments.is_empty() {
            "base_url=\"https://...\"".to_owned()
        } else {
            format!("{arguments}, base_url=\"https://...\"")
        }
    } else {
        arguments
    };
    let indented = |text: String| format!("    {text}\n");
    let _ = write!(out, "with {}({base}) as api:\n{}```\n\n", names.client, indented(source_of(on, false)));
    let _ = write!(
        out,
        "```python\nfrom {} import Async{}\n\nasync with Async{}({base}) as api:\n{}```\n\n",
        names.package,
        names.client,
        names.client,
        indented(source_of(on, true))
    );
    credentials_text(on, with, &mut out);
    out.push_str("## Operations\n\n");
    for (resource, resource_names) in on.api.resources.iter().zip(&names.resources) {
        let summary = resource.docs.summary.as_ref().or(resource.docs.description.as_ref());
        let said = summary.map(|s| format!(": {}", text::cell(&first_line(s)))).unwrap_or_default();
        let _ = writeln!(out, "* [`api.{0}`](docs/{0}.md){said}", resource_names.attribute);
    }
    if !on.api.webhooks.is_empty() {
        let _ = write!(
            out,
            "\n## Webhooks\n\n```python\nfrom {0} import webhooks\n\nevent = webhooks.unwrap(body, headers, secret)  # checks \
             the signature (Standard Webhooks)\n```\n",
            names.package
        );
    }
    out.push('\n');
    out.push_str(&GUIDE.replace("@PACKAGE@", &names.package).replace("@VARIABLES@", &names.variables));
    out
}

fn source_of(on: Annotations<'_>, asynchronous: bool) -> String {
    first_operation(on).map_or_else(|| "...".to_owned(), |(o, target)| call_source(o, &target, asynchronous, 4))
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or("").to_owned()
}

/// A list if there is one, else a read, else anything: the call that shows most with least.
fn first_operation<'a>(on: Annotations<'a>) -> Option<(&'a Operation, String)> {
    let mut best: Option<(u8, &Operation, String)> = None;
    for (resource, resource_names) in on.api.resources.iter().zip(&on.names.resources) {
        for (operation, (method, _)) in on.api.operations_of(resource).zip(&resource_names.methods) {
            let easy = operation.params.iter().all(|p| !p.required) && operation.body.is_none();
            let rank = match (calls::mode(operation), easy) {
                (Mode::Pages, true) => 0,
                (Mode::Value, true) if operation.method == ir::Method::Get => 1,
                (Mode::Value, _) => 2,
                _ => 3,
            };
            if best.as_ref().is_none_or(|(r, ..)| rank < *r) {
                best = Some((rank, operation, format!("{}.{method}", resource_names.attribute)));
            }
        }
    }
    best.map(|(_, operation, target)| (operation, target))
}

fn credentials_text(on: Annotations<'_>, with: &Credentials, out: &mut String) {
    if with.schemes.is_empty() {
        return;
    }
    let prefix = &on.names.variables;
    out.push_str("## Credentials\n\n");
    if with.token_url.is_some() {
        let _ = writeln!(
            out,
            "* `client_id`, `client_secret`, `scopes` (or `{prefix}_CLIENT_ID`, `{prefix}_CLIENT_SECRET`): the client credentials \
             grant. The token is fetched once, shared by all threads and tasks, and refreshed before it expires."
        );
    }
    if with.token {
        let _ = writeln!(
            out,
            "* `token` (or `{prefix}_TOKEN`): an access token, a function that gives one, or a token provider."
        );
    }
    if !with.basic.is_empty() {
        let _ = writeln!(out, "* `username`, `password` (or `{prefix}_USERNAME`, `{prefix}_PASSWORD`): HTTP Basic.");
    }
    for (argument, scheme) in &with.keys {
        let _ = writeln!(out, "* `{argument}` (or `{prefix}_{}`): {}", argument.to_uppercase(), text::code(scheme));
    }
    out.push('\n');
}

/// `docs/RESOURCE.md`
pub(super) fn page(on: Annotations<'_>, resource: &ir::Resource, resource_names: &ResourceNames) -> String {
    let mut out = format!("# `api.{}`\n", resource_names.attribute);
    for note in [&resource.docs.summary, &resource.docs.description].into_iter().flatten() {
        let _ = write!(out, "\n{}\n", text::markdown(note.trim()));
    }
    for (operation, (method, streaming)) in on.api.operations_of(resource).zip(&resource_names.methods) {
        one(on, operation, resource_names, method, streaming.as_deref(), &mut out);
    }
    out
}

fn one(
    on: Annotations<'_>,
    operation: &Operation,
    resource_names: &ResourceNames,
    method: &str,
    streaming: Option<&str>,
    out: &mut String,
) {
    let _ = write!(
        out,
        "\n## `{method}`\n\n{}\n",
        text::code(&format!("{} {}", operation.method.as_str(), operation.path))
    );
    if let Some(deprecation) = &operation.deprecation {
        let _ = write!(out, "\n**{}**\n", text::cell(&super::models::deprecation_note(deprecation)));
    }
    for note in [&operation.docs.summary, &operation.docs.description].into_iter().flatten() {
        let _ = write!(out, "\n{}\n", text::markdown(note.trim()));
    }
    let target = format!("{}.{method}", resource_names.attribute);
    let _ = write!(out, "\n```python\n{}\n```\n", fenced(&call_source(operation, &target, false, 0)));
    if let Some(streaming) = streaming {
        let _ = write!(out, "\n`api.{}.{streaming}` gives the answer as a stream.\n", resource_names.attribute);
    }
    let mut uses = Uses::default();
    let arguments = names::arguments(operation);
    if !arguments.is_empty() || operation.body.is_some() {
        out.push_str("\n| argument | type | |\n|---|---|---|\n");
    }
    for (param, name) in operation.params.iter().zip(&arguments) {
        let mut said: Vec<String> = Vec::new();
        if param.required {
            said.push("Required.".into());
        }
        said.extend(param.docs.description.as_ref().or(param.docs.summary.as_ref()).map(|d| text::cell(d)));
        if let Some(default) = &param.default {
            said.push(format!("Default: {}.", text::cell(&text::code(&text::value(default)))));
        }
        if let Some(deprecation) = &param.deprecation {
            said.push(format!("**{}**", text::cell(&super::models::deprecation_note(deprecation))));
        }
        let ty = on.input(&param.ty, &mut uses);
        let _ = writeln!(out, "| `{name}` | {} | {} |", text::code(&ty).replace('|', "\\|"), said.join(" "));
    }
    if let Some(body) = &operation.body {
        let types: Vec<String> = body.contents.iter().map(|c| on.body(c, &mut uses)).collect();
        let media: Vec<String> = body.contents.iter().map(|c| text::code(&c.media_type)).collect();
        let required = if body.required { "Required. " } else { "" };
        let said = body.description.as_ref().map(|d| format!(" {}", text::cell(d))).unwrap_or_default();
        let mut unique = types.clone();
        unique.dedup();
        let _ = writeln!(
            out,
            "| `body` | {} | {required}{}.{said} |",
            text::code(&unique.join(" | ")).replace('|', "\\|"),
            media.join(", ")
        );
    }
    if !operation.responses.is_empty() {
        out.push_str("\n| status | body | |\n|---|---|---|\n");
    }
    for response in &operation.responses {
        let types: Vec<String> = response
            .contents
            .iter()
            .map(|c| {
                format!("{} ({})", text::code(&on.of(&c.ty, &mut uses)).replace('|', "\\|"), text::code(&c.media_type))
            })
            .collect();
        let what = response.description.as_ref().map(|d| text::cell(d)).unwrap_or_default();
        let mut headers: Vec<String> = response.headers.iter().map(|h| text::code(&h.name.wire)).collect();
        headers.sort();
        let headers =
            if headers.is_empty() { String::new() } else { format!(" Header fields: {}.", headers.join(", ")) };
        let _ = writeln!(out, "| {} | {} | {what}{headers} |", response.status, types.join("<br>"));
    }
    let scopes: Vec<String> =
        operation.security.iter().flatten().flat_map(|r| r.scopes.iter()).map(|s| text::code(s)).collect();
    if !scopes.is_empty() {
        let mut scopes = scopes;
        scopes.sort();
        scopes.dedup();
        let _ = write!(out, "\nScopes: {}\n", scopes.join(", "));
    }
}

/// Source inside a fence: nothing of it can close the fence.
fn fenced(source: &str) -> String {
    source.replace("```", "'''")
}
