//! What people read beside the code: a page an operation, an index of them, an example an operation, the README.

use std::fmt::Write as _;

use askama::Template;
use ir::{Operation, SecurityKind, Status};

use super::{
    answer::Answer,
    client::Wants,
    layout::Code,
    names::OperationNames,
    operations::{Context, object_params, path_params},
    samples::Samples,
    text::{markdown, markdown_line, string},
};
use crate::OutFile;

#[derive(Template)]
#[template(path = "typescript/README.md", escape = "none")]
struct Readme<'a> {
    package: &'a str,
    client: &'a str,
    core: &'a str,
    env: &'a str,
    title: String,
    description: String,
    credentials: String,
    client_credentials: bool,
    token: bool,
    /// Authorization and token URL of the login of a user
    login: Option<(String, String)>,
    /// First call: the statement
    first: String,
    /// A list that comes in pages: its call
    list: Option<String>,
    /// A method whose errors are declared: path of the method, its call, a status
    failing: Option<(String, String, u16)>,
    /// Function, module and arguments of a single operation
    single: Option<(String, String, String)>,
    webhooks: bool,
    resources: Vec<(String, String, usize)>,
}

impl Context<'_> {
    /// A call as it is written in an example, with the arguments that it needs: the method, and they.
    fn call(&self, index: usize) -> (String, Vec<Code>) {
        let operation = &self.api.operations[index];
        let names = &self.names.operations[index];
        let samples = Samples::new(self.api, self.types);
        let mut arguments: Vec<Code> = Vec::new();
        for (_, param) in path_params(operation) {
            arguments.push(param.map_or_else(|| Code::text("\"text\""), |p| samples.value(&p.ty, &p.docs)));
        }
        let params = object_params(operation);
        let required: Vec<_> = params.iter().filter(|(_, p)| p.required).collect();
        let body = operation.body.as_ref().filter(|b| b.required || !required.is_empty());
        arguments.extend(body.and_then(|b| b.contents.first()).map(|content| samples.body(content)));
        if !required.is_empty() {
            let entries = required
                .iter()
                .map(|(key, p)| Code::pair(super::text::type_key(key), samples.value(&p.ty, &p.docs)))
                .collect();
            arguments.push(Code::object(entries));
        }
        let property = self.resource_of(index).map_or("", |r| r.property.as_str());
        (format!("api.{property}.{}", names.method), arguments)
    }

    fn resource_of(&self, index: usize) -> Option<&super::names::ResourceNames> {
        let at = self.api.resources.iter().position(|r| r.operations.contains(&index))?;
        self.names.resources.get(at)
    }

    /// A statement that makes the call and uses what comes.
    fn statement(&self, index: usize, indent: usize) -> String {
        let operation = &self.api.operations[index];
        let answer = Answer::of(self.api, operation);
        let pad = " ".repeat(indent);
        let (method, arguments) = self.call(index);
        let call = Code::call(method, arguments);
        let written =
            |before: &str, tail: usize| format!("{before}{}", call.render(indent, indent + before.len(), tail));
        if answer.is_stream() || operation.pagination.is_some() {
            let name = if answer.is_stream() { "event" } else { "item" };
            let head = written(&format!("for await (const {name} of "), 3);
            format!("{pad}{head}) {{\n{pad}  console.log({name});\n{pad}}}\n")
        } else if answer.values.is_empty() {
            format!("{pad}{};\n", written("await ", 1))
        } else {
            format!("{pad}{};\n{pad}console.log(result);\n", written("const result = await ", 1))
        }
    }

    /// Pages and examples of a resource.
    pub(super) fn reference(&self, resource: usize) -> Vec<OutFile> {
        let names = &self.names.resources[resource];
        let group = &self.api.resources[resource];
        let mut files = Vec::new();
        let mut example = format!(
            "{}import {{ {} }} from \"{}\";\n\nconst api = new {}();\n",
            self.header, self.names.client, self.names.package, self.names.client
        );
        let mut index = format!("# {}\n\n", markdown_line(&group.name.wire));
        if let Some(description) = &group.docs.description {
            let _ = writeln!(index, "{}", markdown(description));
        }
        let mut functions = ir::naming::Scope::new(&["api", "console"]);
        for &at in &group.operations {
            let operation = &self.api.operations[at];
            let slot = &self.names.operations[at];
            let summary = operation.docs.summary.as_deref().unwrap_or(&operation.id.wire);
            let _ = writeln!(
                index,
                "- [`{}.{}`]({}.md): {}{}",
                names.property,
                slot.method,
                slot.page,
                markdown_line(summary),
                if operation.deprecation.is_some() { " (deprecated)" } else { "" }
            );
            let function = functions.claim(&slot.function, "_");
            let _ = write!(
                example,
                "\nexport async function {function}(): Promise<void> {{\n{}}}\n",
                self.statement(at, 2)
            );
            files.push(OutFile {
                path: format!("docs/{}/{}.md", names.file, slot.page),
                text: self.page(operation, slot, at),
            });
        }
        files.push(OutFile { path: format!("docs/{}/README.md", names.file), text: index });
        files.push(OutFile { path: format!("examples/{}.ts", names.file), text: example });
        files
    }

    fn page(&self, operation: &Operation, names: &OperationNames, index: usize) -> String {
        let mut used = super::names::Used::new();
        let property = self.resource_of(index).map_or("", |r| r.property.as_str());
        let mut out = format!("# `{property}.{}`\n\n", names.method);
        if let Some(summary) = &operation.docs.summary {
            let _ = writeln!(out, "{}", markdown(summary));
        }
        if let Some(description) = &operation.docs.description {
            let _ = writeln!(out, "{}", markdown(description));
        }
        if let Some(url) = &operation.docs.url {
            let _ = write!(out, "More: {}\n\n", markdown_line(url));
        }
        let _ = write!(out, "`{} {}`\n\n", operation.method.as_str(), markdown_line(&operation.path).replace('`', ""));
        if let Some(deprecation) = &operation.deprecation {
            out.push_str("**Deprecated.**");
            for (word, text) in [
                ("Since", &deprecation.since),
                ("It ends on", &deprecation.sunset),
                ("Use instead:", &deprecation.replaced_by),
            ] {
                if let Some(text) = text {
                    let _ = write!(out, " {word} {}.", markdown_line(text));
                }
            }
            out.push_str("\n\n");
        }
        let _ = write!(out, "```ts\n{}```\n\n", self.statement(index, 0).replace("```", "\\`\\`\\`"));

        let answer = Answer::of(self.api, operation);
        let arguments = self.arguments(operation, names, &mut used);
        out.push_str("## Arguments\n\n| Name | Type | Required | |\n|---|---|---|---|\n");
        for argument in &arguments {
            let words = if argument.name == "options" { "Settings of this call" } else { argument.doc.as_str() };
            let _ = writeln!(
                out,
                "| `{}` | {} | {} | {} |",
                argument.name,
                code(&argument.ty),
                if argument.required { "yes" } else { "" },
                markdown_line(words)
            );
        }
        let params = object_params(operation);
        if !params.is_empty() {
            let _ =
                write!(out, "\n## `{}`\n\n| Name | Type | Required | In | |\n|---|---|---|---|---|\n", names.params);
            for (key, param) in params {
                let mut words = markdown_line(
                    param.docs.description.as_deref().or(param.docs.summary.as_deref()).unwrap_or_default(),
                );
                if param.deprecation.is_some() {
                    words = format!("Deprecated. {words}");
                }
                let place = format!("{:?} `{}`", param.location, markdown_line(&param.name.wire).replace('`', ""))
                    .to_lowercase();
                let place =
                    place.replace(&param.name.wire.to_lowercase(), &markdown_line(&param.name.wire).replace('`', ""));
                let ty = self.types.print(&param.ty, &mut used);
                let _ = writeln!(
                    out,
                    "| `{key}` | {} | {} | {place} | {words} |",
                    code(&ty),
                    if param.required { "yes" } else { "" }
                );
            }
        }
        if let Some(body) = operation.body.as_ref().filter(|b| b.contents.len() > 1) {
            out.push_str(
                "\nThe body is sent as the first of these; choose another one with `options.contentType`:\n\n",
            );
            for content in &body.contents {
                let _ = writeln!(out, "- `{}`", markdown_line(&content.media_type).replace('`', ""));
            }
        }
        let result = self.result(operation, &answer, &mut used);
        let _ = write!(out, "\n## Result\n\n{}\n", code(&result.flat()));
        if let Some((_, method)) = names.stream.as_ref().filter(|_| answer.has_both()) {
            let _ = write!(out, "\n`{property}.{method}` takes the same arguments and gives the answer as a stream.\n");
        }
        out.push_str("\n## Responses\n\n| Status | Body | |\n|---|---|---|\n");
        for response in &operation.responses {
            let bodies: Vec<String> = response
                .contents
                .iter()
                .map(|c| {
                    format!(
                        "{} as `{}`",
                        code(&self.types.print_response(c, &mut used)),
                        markdown_line(&c.media_type).replace('`', "")
                    )
                })
                .collect();
            let words = response.description.as_deref().unwrap_or_default();
            let _ = writeln!(out, "| {} | {} | {} |", response.status, bodies.join("<br>"), markdown_line(words));
        }
        let headers: Vec<_> = operation
            .responses
            .iter()
            .filter(|r| r.status != Status::Default || !r.headers.is_empty())
            .flat_map(|r| r.headers.iter().map(move |h| (r.status, h)))
            .collect();
        if !headers.is_empty() {
            out.push_str("\nHeaders, to be read from `(await call.withResponse()).response.headers`:\n\n| Status | Header | |\n|---|---|---|\n");
            for (status, header) in headers {
                let words = header.docs.description.as_deref().unwrap_or_default();
                let _ = writeln!(
                    out,
                    "| {status} | `{}` | {} |",
                    markdown_line(&header.name.wire).replace('`', ""),
                    markdown_line(words)
                );
            }
        }
        let links: Vec<_> = operation.responses.iter().flat_map(|r| &r.links).collect();
        if !links.is_empty() {
            out.push_str("\n## What to call next\n\n");
            for link in links {
                let target =
                    link.operation.as_ref().and_then(|id| self.api.operations.iter().position(|o| &o.id.wire == id));
                let call = target.map(|i| self.call(i).0).unwrap_or_else(|| link.operation.clone().unwrap_or_default());
                let arguments: Vec<String> = link
                    .parameters
                    .iter()
                    .map(|(name, value)| {
                        format!("{name} = {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                    })
                    .collect();
                let words = link.description.as_deref().unwrap_or_default();
                let _ = writeln!(
                    out,
                    "- {}: {} with {} {}",
                    markdown_line(&link.name),
                    code(&call),
                    code(&arguments.join(", ")),
                    markdown_line(words)
                );
            }
        }
        if !operation.callbacks.is_empty() {
            out.push_str("\n## Callbacks\n\nThe API then calls you:\n\n");
            for callback in &operation.callbacks {
                let body = callback.operation.body.as_ref().and_then(|b| b.contents.first());
                let ty = body.map_or_else(|| "void".into(), |c| self.types.print(&c.ty, &mut used));
                let _ = writeln!(
                    out,
                    "- {} at {} with {}",
                    markdown_line(&callback.name.wire),
                    code(&callback.expression),
                    code(&ty)
                );
            }
        }
        let scopes: Vec<String> = operation
            .security
            .iter()
            .map(|all| {
                let parts: Vec<String> = all
                    .iter()
                    .map(|r| {
                        let scopes = r
                            .scopes
                            .iter()
                            .map(|s| format!("`{}`", markdown_line(s).replace('`', "")))
                            .collect::<Vec<_>>();
                        let name = markdown_line(&r.scheme);
                        if scopes.is_empty() { name } else { format!("{name} with {}", scopes.join(", ")) }
                    })
                    .collect();
                if parts.is_empty() { "none".into() } else { parts.join(" and ") }
            })
            .collect();
        if !scopes.is_empty() {
            let _ = write!(out, "\n## Credentials\n\n{}\n", scopes.join(", or "));
        }
        out
    }

    /// `README.md`
    pub(super) fn readme(&self) -> String {
        let api = self.api;
        let names = self.names;
        let wants = Wants::of(&api.security_schemes);
        let of_kind = |test: &dyn Fn(&Operation) -> bool| (0..api.operations.len()).find(|i| test(&api.operations[*i]));
        let paged = of_kind(&|o| {
            o.pagination.is_some() && object_params(o).iter().all(|(_, p)| !p.required) && path_params(o).is_empty()
        });
        let simple = of_kind(&|o| {
            o.method == ir::Method::Get && o.deprecation.is_none() && Answer::of(api, o).values.len() == 1
        });
        let first = paged.or(simple).or((!api.operations.is_empty()).then_some(0));
        let status_of = |i: usize, fits: &dyn Fn(u16) -> bool| {
            api.operations[i]
                .errors()
                .find_map(|r| if let Status::Exact(code) = r.status { fits(code).then_some(code) } else { None })
        };
        let any_with =
            |fits: &dyn Fn(u16) -> bool| (0..api.operations.len()).find_map(|i| Some((i, status_of(i, fits)?)));
        let failing = any_with(&|code| code == 404).or_else(|| any_with(&|code| code >= 400)).map(|(i, status)| {
            let (method, arguments) = self.call(i);
            let call = Code::call(method.clone(), arguments).render(2, 8, 1);
            (method, call, status)
        });
        let mut options: Vec<String> = Vec::new();
        if wants.client_credentials.is_some() {
            options.extend([r#"clientId: "...""#.into(), r#"clientSecret: "...""#.into()]);
        } else if wants.token {
            options.push(r#"token: "...""#.into());
        }
        if wants.basic && wants.client_credentials.is_none() {
            options.extend([r#"username: "...""#.into(), r#"password: "...""#.into()]);
        }
        options.extend(wants.keys.iter().map(|(name, _)| format!("{name}: \"...\"")));
        let certificate = api.security_schemes.iter().any(|s| s.kind == SecurityKind::MutualTls);
        if certificate {
            options.push("fetch".into());
        }
        if !api.servers.first().is_some_and(super::client::is_absolute) {
            options.insert(0, "baseUrl: \"https://api.example.com\"".into());
        }
        let readme = Readme {
            package: &names.package,
            client: &names.client,
            core: &names.core,
            env: &names.env,
            title: markdown_line(&api.info.title),
            description: markdown(api.info.description.as_deref().or(api.info.summary.as_deref()).unwrap_or_default()),
            credentials: if options.is_empty() { String::new() } else { format!("{{ {} }}", options.join(", ")) },
            client_credentials: wants.client_credentials.is_some(),
            token: wants.token,
            login: api.security_schemes.iter().find_map(|scheme| {
                let SecurityKind::OAuth2(flows) = &scheme.kind else { return None };
                let flow = flows.iter().find(|f| f.kind == ir::FlowKind::AuthorizationCode)?;
                Some((string(flow.authorization_url.as_deref()?), string(flow.token_url.as_deref()?)))
            }),
            first: first.map(|i| self.statement(i, 0)).unwrap_or_default(),
            list: paged.map(|i| self.call(i)).map(|(method, arguments)| Code::call(method, arguments).flat()),
            failing,
            single: first.and_then(|i| {
                let mut arguments = self.call(i).1;
                arguments.insert(0, Code::text("core"));
                let file = self.resource_of(i)?.file.clone();
                let function = names.operations[i].function.clone();
                let call = Code::call(function.clone(), arguments).render(0, 6, 1);
                Some((function, file, call))
            }),
            webhooks: !api.webhooks.is_empty(),
            resources: api
                .resources
                .iter()
                .zip(&names.resources)
                .map(|(r, n)| (n.property.clone(), n.file.clone(), r.operations.len()))
                .collect(),
        };
        readme.render().unwrap_or_default()
    }
}

/// A type as code in a table.
fn code(text: &str) -> String {
    let short: String = if text.chars().count() > 200 {
        text.chars().take(200).chain("...".chars()).collect()
    } else {
        text.to_owned()
    };
    format!("`{}`", markdown_code(&short))
}

fn markdown_code(text: &str) -> String {
    text.replace('`', "'").replace('|', "\\|").replace('\n', " ")
}
