//! What surrounds the code: module file, package comment, README, reference, licence, changelog.

use std::fmt::Write as _;

use ir::{Location, Operation, Status};
use rayon::prelude::*;

use super::examples::{Examples, first_call};
use super::model::Model;
use super::names::{Files, PackageName};
use super::operations::{arguments, method_docs, param_type, result};
use super::plan::{Call, ResourcePlan};
use super::text::{cell, code, comment, markdown, one_line};
use crate::{OutFile, PackageOptions};

pub(super) fn pages(
    model: &Model<'_>,
    options: &PackageOptions,
    package: &PackageName,
    header: &str,
    resources: &[ResourcePlan<'_>],
    examples: &Examples<'_, '_>,
) -> Vec<OutFile> {
    let info = &model.api.info;
    let title = title(model);
    let mut out = vec![OutFile { path: "go.mod".to_owned(), text: format!("module {}\n\ngo 1.24\n", package.module) }];

    let mut doc = format!("{header}\n");
    let mut about = vec![format!("Package {} is a client of {title}.", package.package)];
    about.extend(info.summary.clone());
    about.extend(info.description.clone());
    comment(&mut doc, "", &about);
    let _ = writeln!(doc, "package {}", package.package);
    out.push(OutFile { path: "doc.go".to_owned(), text: doc });

    // Paths first, because the README links to them.
    let mut folders = Files::new("x", []);
    let mut paths: Vec<Vec<String>> = Vec::new();
    for plan in resources {
        let folder = folders.claim(&plan.resource.name.words);
        let folder = folder.trim_end_matches(".x").to_owned();
        let mut files = Files::new("md", []);
        paths.push(
            plan.calls.iter().map(|c| format!("docs/{folder}/{}", files.claim(&c.op.method_name.words))).collect(),
        );
    }
    out.push(OutFile { path: "README.md".to_owned(), text: readme(model, package, resources, &paths, examples) });
    out.push(OutFile {
        path: "CHANGELOG.md".to_owned(),
        text: format!(
            "# Changelog\n\n## {}\n\n- Generated from {} {}.\n",
            cell(&options.version),
            cell(&title),
            cell(&info.version)
        ),
    });
    out.push(OutFile { path: "LICENSE".to_owned(), text: licence(&title, info.license.as_ref()) });
    let pages: Vec<OutFile> = resources
        .par_iter()
        .zip(paths)
        .flat_map_iter(|(plan, paths)| {
            plan.calls
                .iter()
                .zip(paths)
                .map(|(call, path)| OutFile { path, text: reference(model, plan, call, examples) })
                .collect::<Vec<_>>()
        })
        .collect();
    out.extend(pages);
    out
}

fn title(model: &Model<'_>) -> String {
    let title = one_line(&model.api.info.title);
    if title.is_empty() { "the API".to_owned() } else { title }
}

fn readme(
    model: &Model<'_>,
    package: &PackageName,
    resources: &[ResourcePlan<'_>],
    paths: &[Vec<String>],
    examples: &Examples<'_, '_>,
) -> String {
    let (name, env) = (&package.package, &package.env);
    let mut out = format!(
        "# {name}\n\nA Go client of {}. It needs Go 1.24 and nothing but the standard library.\n",
        cell(&title(model))
    );
    let _ = write!(out, "\n```sh\ngo get {}\n```\n", package.module);
    if let Some((plan, call)) = first_call(resources)
        && let Some(method) = call.methods.first()
    {
        let _ = write!(out, "\n## First call\n\n```go\n{}```\n", examples.program(plan, call, method));
    }
    let _ = write!(
        out,
        "\n## Credentials\n\n\
         What is not given to `{name}.New` is taken from the environment: `{env}_TOKEN`, or `{env}_CLIENT_ID` and\n\
         `{env}_CLIENT_SECRET`, or `{env}_API_KEY`; `{env}_BASE_URL` says where the API is. With client credentials the token is\n\
         fetched when it is needed, kept until shortly before its end, and fetched once however many calls wait for it.\n\
         `client.AuthorizationCode` helps with tokens that users grant (authorization code and PKCE).\n\
         \n## Errors\n\n\
         ```go\nvar missing *{name}.NotFoundError\nif errors.As(err, &missing) {{\n\tlog.Println(missing.RequestID, missing.Body)\n}}\n```\n\n\
         There is a type for each class of status (`BadRequestError`, `AuthenticationError`, `PermissionDeniedError`,\n\
         `NotFoundError`, `ConflictError`, `GoneError`, `UnprocessableEntityError`, `RateLimitError`, `ServerError`), `OAuthError` for\n\
         errors of OAuth 2.0, and `ConnectionError` for calls without a response. All but the last hold an `APIError`.\n\
         `{name}.ErrorData[T](err)` gives the body in the type that the operation documents.\n\
         \n## Retries and timeouts\n\n\
         Connection errors, 408, 429 and 5xx are repeated twice, after what `Retry-After` says (up to two minutes), else after\n\
         0.5 s, 1 s, 2 s and so on. A call that is not idempotent is repeated only with an idempotency key. `WithMaxRetries`,\n\
         `WithAttemptTimeout`, `WithTimeout` and `WithIdempotencyKey` change that for a client or for one call; the context's deadline\n\
         bounds everything.\n\
         \n## Values that may be absent or null\n\n\
         `Optional[T]` is absent or a value (`{name}.Some(v)`); `Nullable[T]` can be null as well (`{name}.NonNull(v)`, `{name}.Null[T]()`).\n\
         Read `.Value` after a look at `.Set` (and `.Null`), or `{name}.Or(v, fallback)`.\n\
         Unknown properties are kept in `Extra`, unknown values of enums and unknown variants of unions survive as they are, and\n\
         all of it is written back unchanged.\n\
         \n## More\n\n\
         `WithMiddleware` wraps every request, `WithLogger` (or `{env}_LOG=debug`) logs calls without credentials,\n\
         `WithResponseInto(&response)` gives the raw response, `WithHeader` and `WithQuery` add to a call, and `client.Do` sends what\n\
         the description does not know.\n"
    );
    out.push_str("\n## Operations\n");
    for (plan, paths) in resources.iter().zip(paths) {
        let _ = write!(out, "\n### {}\n\n", cell(&plan.resource.name.wire));
        for (call, path) in plan.calls.iter().zip(paths) {
            let Some(main) = call.methods.first() else { continue };
            let place = format!("{} {}", call.op.method.as_str(), call.op.path);
            let summary = call.op.docs.summary.as_deref().map_or_else(|| code(&place), cell);
            let _ = writeln!(out, "- [`{}.{}`]({path}): {summary}", plan.field, main.name);
        }
    }
    out
}

/// The page of an operation.
fn reference(model: &Model<'_>, plan: &ResourcePlan<'_>, call: &Call<'_>, examples: &Examples<'_, '_>) -> String {
    let op = call.op;
    let mut out = String::new();
    let Some(main) = call.methods.first() else { return out };
    let _ = write!(out, "# {}.{}\n\n{}\n", plan.field, main.name, code(&format!("{} {}", op.method.as_str(), op.path)));
    for (n, method) in call.methods.iter().enumerate() {
        if n > 0 {
            let _ = write!(out, "\n## {}\n", method.name);
        }
        let docs = if n == 0 { method_docs(op, method) } else { method.note.clone().into_iter().collect() };
        for paragraph in docs {
            let _ = write!(out, "\n{}\n", markdown(&paragraph));
        }
        let _ = write!(
            out,
            "\n```go\nfunc (r *{}) {}({}) {}\n```\n",
            plan.ty,
            method.name,
            arguments(model, call, method.body, true),
            result(model, call, &method.gives)
        );
    }
    let _ = write!(out, "\n## Example\n\n```go\n{}```\n", unindent(&examples.call(plan, call, main)));
    parameters(&mut out, model, call);
    responses(&mut out, model, op);
    out
}

/// Takes the tab before each line of a function's body.
fn unindent(text: &str) -> String {
    text.lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{}", line.strip_prefix('\t').unwrap_or(line));
        out
    })
}

fn parameters(out: &mut String, model: &Model<'_>, call: &Call<'_>) {
    if call.path.is_empty() && call.others.is_empty() {
        return;
    }
    out.push_str("\n## Parameters\n\n| Name | In | Type | Meaning |\n| --- | --- | --- | --- |\n");
    let path = call.path.iter().map(|(p, name)| (*p, Some(name.clone()), model.ty(&p.ty, None)));
    let others =
        call.others.iter().map(|(p, field)| (*p, field.as_ref().map(|f| format!("params.{f}")), param_type(model, p)));
    for (param, name, ty) in path.chain(others) {
        let Some(name) = name else { continue };
        let place = match param.location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        let mut meaning = cell(param.docs.description.as_deref().or(param.docs.summary.as_deref()).unwrap_or(""));
        if param.deprecation.is_some() {
            meaning = format!("**Deprecated.** {meaning}");
        }
        let _ = writeln!(
            out,
            "| {} ({}) | {place} | {} | {} |",
            code(&name),
            code(&param.name.wire),
            code(&ty),
            meaning.trim()
        );
    }
}

fn responses(out: &mut String, model: &Model<'_>, op: &Operation) {
    if op.responses.is_empty() {
        return;
    }
    out.push_str("\n## Responses\n\n| Status | Type | Meaning |\n| --- | --- | --- |\n");
    for response in &op.responses {
        let status = match response.status {
            Status::Default => "other".to_owned(),
            status => status.to_string(),
        };
        let mut types: Vec<String> = response
            .contents
            .iter()
            .map(|c| format!("{} as {}", code(&model.ty(&c.ty, None)), code(&c.media_type)))
            .collect();
        if types.is_empty() {
            types.push("none".to_owned());
        }
        let mut meaning = cell(response.description.as_deref().unwrap_or(""));
        if !response.headers.is_empty() {
            let list: Vec<String> = response.headers.iter().map(|h| code(&h.name.wire)).collect();
            meaning = format!("{meaning} Headers: {}.", list.join(", "));
        }
        let _ = writeln!(out, "| {status} | {} | {meaning} |", types.join(", "));
    }
    let links: Vec<&ir::Link> = op.responses.iter().flat_map(|r| &r.links).collect();
    if !links.is_empty() {
        out.push_str("\n## Links\n\n");
        for link in links {
            let target = link.operation.as_deref().map(|id| format!(" leads to {}", code(id))).unwrap_or_default();
            let why = link.description.as_deref().map(|d| format!(": {}", cell(d))).unwrap_or_default();
            let _ = writeln!(out, "- {}{target}{why}", code(&link.name));
            for (parameter, value) in &link.parameters {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let _ = writeln!(out, "  - {} is {}", code(parameter), code(&value));
            }
        }
    }
}

/// The licence of the package: MIT in full; another one by name, which its owner adds.
fn licence(title: &str, license: Option<&ir::License>) -> String {
    let id = license.and_then(|l| l.identifier.as_deref().or(Some(l.name.as_str()))).unwrap_or("MIT");
    if !id.to_uppercase().contains("MIT") {
        let url = license.and_then(|l| l.url.as_deref()).map(|u| format!("\n{}\n", one_line(u))).unwrap_or_default();
        return format!("This package is licensed as {title} says: {}.\n{url}", one_line(id));
    }
    format!(
        "MIT License\n\nCopyright (c) the authors of {title}\n\n\
         Permission is hereby granted, free of charge, to any person obtaining a copy\n\
         of this software and associated documentation files (the \"Software\"), to deal\n\
         in the Software without restriction, including without limitation the rights\n\
         to use, copy, modify, merge, publish, distribute, sublicense, and/or sell\n\
         copies of the Software, and to permit persons to whom the Software is\n\
         furnished to do so, subject to the following conditions:\n\n\
         The above copyright notice and this permission notice shall be included in all\n\
         copies or substantial portions of the Software.\n\n\
         THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\n\
         IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,\n\
         FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE\n\
         AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER\n\
         LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,\n\
         OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE\n\
         SOFTWARE.\n"
    )
}
