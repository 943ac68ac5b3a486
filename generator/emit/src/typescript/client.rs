//! The client: what it takes, the core that sends, the resources on it, what the package exports.

use std::fmt::Write as _;

use ir::{Flow, FlowKind, SecurityKind, SecurityScheme, Server};

use super::{
    operations::{Context, import_line},
    text::{Doc, inline, string, type_key},
    types::{alternatives, deprecated, describe},
};

/// What the schemes of an API ask of its user.
#[derive(Debug, Default)]
pub(super) struct Wants<'a> {
    /// Scheme, token URL, scopes
    pub(super) client_credentials: Option<(&'a SecurityScheme, &'a Flow)>,
    /// A bearer-like scheme is there
    pub(super) token: bool,
    pub(super) basic: bool,
    /// Option's name, scheme
    pub(super) keys: Vec<(String, &'a SecurityScheme)>,
}

impl<'a> Wants<'a> {
    pub(super) fn of(schemes: &'a [SecurityScheme]) -> Self {
        let mut wants = Self::default();
        let mut scope = ir::naming::Scope::new(OPTION_NAMES);
        for scheme in schemes {
            match &scheme.kind {
                SecurityKind::OAuth2(flows) => {
                    wants.token = true;
                    let flow = flows.iter().find(|f| f.kind == FlowKind::ClientCredentials && f.token_url.is_some());
                    if wants.client_credentials.is_none() {
                        wants.client_credentials = flow.map(|f| (scheme, f));
                    }
                }
                SecurityKind::Bearer(_) | SecurityKind::OpenIdConnect(_) | SecurityKind::Http(_) => wants.token = true,
                SecurityKind::Basic => wants.basic = true,
                SecurityKind::ApiKeyHeader(_) | SecurityKind::ApiKeyQuery(_) | SecurityKind::ApiKeyCookie(_) => {
                    wants.keys.push((scope.claim(&scheme.name.camel(), "key"), scheme));
                }
                SecurityKind::MutualTls => {}
            }
        }
        wants
    }
}

/// Options that every client has.
const OPTION_NAMES: &[&str] = &[
    "attemptTimeout",
    "baseUrl",
    "clientId",
    "clientSecret",
    "fetch",
    "headers",
    "logLevel",
    "logger",
    "maxRetries",
    "middleware",
    "password",
    "query",
    "scopes",
    "server",
    "timeout",
    "token",
    "username",
    "variables",
];

impl Context<'_> {
    /// `core.ts`: options, and the client without its resources.
    pub(super) fn core_module(&self, version: &str) -> String {
        let names = self.names;
        let wants = Wants::of(&self.api.security_schemes);
        let mut auth: Vec<&str> = Vec::new();
        let mut body = String::new();

        let server = self.api.servers.first();
        if self.api.servers.iter().any(is_absolute) {
            body.push_str("\n/** Where the API is. The first one is the default. */\nexport const servers = [");
            let absolute: Vec<&Server> = self.api.servers.iter().filter(|s| is_absolute(s)).collect();
            let described = absolute.iter().any(|s| s.description.as_deref().is_some_and(|t| !t.trim().is_empty()));
            if described || absolute.len() > 1 {
                body.push('\n');
                for server in &absolute {
                    if let Some(text) = server.description.as_deref().filter(|t| !t.trim().is_empty()) {
                        let _ = writeln!(body, "  /** {} */", inline(text));
                    }
                    let _ = writeln!(body, "  {},", string(&super::operations::server_url(server)));
                }
            } else if let Some(server) = absolute.first() {
                body.push_str(&string(&super::operations::server_url(server)));
            }
            body.push_str("] as const;\n");
        }

        if let Some(scopes) = self.scopes(&wants) {
            body.push('\n');
            let mut doc = Doc::default();
            doc.own("What a token may be used for.");
            for (i, (scope, words)) in scopes.iter().enumerate() {
                let line = format!("- `{}`: {}", inline(scope), inline(words)).trim_end_matches(": ").to_owned();
                if i == 0 {
                    doc.own(line)
                } else {
                    doc.line(line)
                };
            }
            doc.write(&mut body, "");
            let members: Vec<String> =
                scopes.iter().map(|(s, _)| string(s)).chain(["(string & {})".to_owned()]).collect();
            alternatives(&mut body, &names.scope, &members);
        }
        let _ = writeln!(body, "\n/** What a {{@link {}}} takes. */", names.client);
        let _ = writeln!(body, "export interface {} extends CoreOptions {{", names.options);
        if wants.token {
            auth.push("type Token");
            option(
                &mut body,
                &format!("A token, or a function that gives one; else `{}_TOKEN` of the environment", names.env),
                "token",
                "Token",
            );
        }
        if let Some((_, flow)) = wants.client_credentials {
            option(
                &mut body,
                &format!("The client's id; else `{}_CLIENT_ID` of the environment", names.env),
                "clientId",
                "string",
            );
            option(
                &mut body,
                &format!("The client's secret; else `{}_CLIENT_SECRET` of the environment", names.env),
                "clientSecret",
                "string",
            );
            let ty =
                if flow.scopes.is_empty() { "readonly string[]".into() } else { format!("readonly {}[]", names.scope) };
            option(&mut body, "What the token may be used for; none: what the server gives by default", "scopes", &ty);
        }
        if wants.basic {
            option(
                &mut body,
                &format!("The user's name; else `{}_USERNAME` of the environment", names.env),
                "username",
                "string",
            );
            option(
                &mut body,
                &format!("The user's password; else `{}_PASSWORD` of the environment", names.env),
                "password",
                "string",
            );
        }
        for (name, scheme) in &wants.keys {
            let text = scheme.docs.description.as_deref().map_or_else(String::new, |d| format!("{} ", inline(d)));
            let text = format!("{text}Else `{}` of the environment", key_variable(&names.env, scheme));
            option(&mut body, &text, name, "string");
        }
        if let Some(server) = server.filter(|s| !s.variables.is_empty() && is_absolute(s)) {
            let fields: Vec<String> = server
                .variables
                .iter()
                .map(|v| {
                    let ty = if v.choices.is_empty() {
                        "string".into()
                    } else {
                        v.choices.iter().map(|c| string(c)).collect::<Vec<_>>().join(" | ")
                    };
                    format!("    readonly {}?: {ty} | undefined;\n", type_key(&v.name.wire))
                })
                .collect();
            let _ = write!(
                body,
                "  /** Variables of the server's URL */\n  readonly variables?:\n    | {{\n{}      }}\n    | undefined;\n",
                fields.iter().map(|f| format!("    {f}")).collect::<String>()
            );
        }
        if body.ends_with("{\n") {
            body.pop();
        }
        body.push_str("}\n");

        let _ = write!(
            body,
            "\n/**\n * The client without its resources, for use with single operations:\n * `import {{ ... }} from \"{}/operations/...\"` leaves all others out of a bundle.\n */\n",
            names.package
        );
        let _ = write!(
            body,
            "export class {core} extends Core {{\n  constructor(options: {options} = {{}}) {{\n    super(\n      {{\n        agent: {agent},\n        env: {env},\n        baseUrl: {base},\n        credentials: credentialsOf(options),\n      }},\n      options,\n    );\n  }}\n}}\n",
            core = names.core,
            options = names.options,
            agent =
                string(&format!("{}-typescript/{version}", names.package.trim_start_matches('@').replace('/', "-"))),
            env = string(&names.env),
            base = self.base_url(server),
        );
        self.credentials(&wants, &mut auth, &mut body);

        auth.push("type Credential");
        auth.sort_by_key(|n| n.trim_start_matches("type ").to_ascii_lowercase());
        auth.dedup();
        let mut out = self.header.to_owned();
        if auth.iter().all(|n| n.starts_with("type ")) {
            let list: Vec<&str> = auth.iter().map(|n| &n[5..]).collect();
            out.push_str(&import_line("import type", &list, "./runtime/auth.js"));
        } else {
            out.push_str(&import_line("import", &auth, "./runtime/auth.js"));
        }
        out.push_str("import { Core, type CoreOptions } from \"./runtime/core.js\";\n");
        if body.contains("readEnv(") {
            out.push_str("import { readEnv } from \"./runtime/env.js\";\n");
        }
        out + &body
    }

    /// Scopes of the client credentials flow, when there are some.
    fn scopes<'w>(&self, wants: &Wants<'w>) -> Option<&'w [(String, String)]> {
        wants.client_credentials.map(|(_, flow)| flow.scopes.as_slice()).filter(|scopes| !scopes.is_empty())
    }

    fn base_url(&self, server: Option<&Server>) -> String {
        match server.filter(|s| is_absolute(s)) {
            None => "undefined".into(),
            Some(server) if server.variables.is_empty() => string(&server.url),
            Some(server) => {
                let defaults: Vec<String> = server
                    .variables
                    .iter()
                    .map(|v| format!("[{}, {}]", string(&v.name.wire), string(&v.default)))
                    .collect();
                format!(
                    "[{}].reduce(\n          (url, [name, value]) => url.replaceAll(`{{${{name}}}}`, (options.variables as Record<string, string | undefined> | undefined)?.[name as string] ?? (value as string)),\n          {},\n        )",
                    defaults.join(", "),
                    string(&server.url)
                )
            }
        }
    }

    fn credentials(&self, wants: &Wants<'_>, auth: &mut Vec<&str>, out: &mut String) {
        let env = &self.names.env;
        let mut lines = String::new();
        // What is passed wins over what is in the environment, of whatever kind it is.
        if wants.token && wants.client_credentials.is_some() {
            let _ = writeln!(
                lines,
                "  const token = options.token ?? (options.clientId === undefined ? readEnv({}) : undefined);",
                string(&format!("{env}_TOKEN"))
            );
        } else if wants.token {
            let _ = writeln!(lines, "  const token = options.token ?? readEnv({});", string(&format!("{env}_TOKEN")));
        }
        let mut read = |name: &str, variable: &str| {
            let _ = writeln!(lines, "  const {name} = options.{name} ?? readEnv({});", string(variable));
        };
        if wants.client_credentials.is_some() {
            read("clientId", &format!("{env}_CLIENT_ID"));
            read("clientSecret", &format!("{env}_CLIENT_SECRET"));
        }
        if wants.basic {
            read("username", &format!("{env}_USERNAME"));
            read("password", &format!("{env}_PASSWORD"));
        }
        for (name, scheme) in &wants.keys {
            let _ = writeln!(
                lines,
                "  const {name}Value = options.{name} ?? readEnv({});",
                string(&key_variable(env, scheme))
            );
        }
        for scheme in self.by_use() {
            let key = string(&scheme.name.wire);
            match &scheme.kind {
                SecurityKind::OAuth2(_)
                | SecurityKind::Bearer(_)
                | SecurityKind::OpenIdConnect(_)
                | SecurityKind::Http(_) => {
                    auth.push("bearer");
                    let word = match &scheme.kind {
                        SecurityKind::Http(word) => format!(", {}", string(word)),
                        _ => String::new(),
                    };
                    let _ = write!(
                        lines,
                        "  if (token !== undefined) {{\n    credentials.set({key}, bearer(token{word}));\n  }}"
                    );
                    if let Some((_, flow)) = wants.client_credentials.filter(|(s, _)| s.name == scheme.name) {
                        auth.push("clientCredentials");
                        let url = string(flow.token_url.as_deref().unwrap_or_default());
                        let _ = write!(
                            lines,
                            " else if (clientId !== undefined && clientSecret !== undefined) {{\n    const tokenUrl = {url};\n    credentials.set({key}, clientCredentials({{ tokenUrl, clientId, clientSecret, scopes: options.scopes }}));\n  }}"
                        );
                    }
                    lines.push('\n');
                }
                SecurityKind::Basic => {
                    auth.push("basic");
                    let _ = write!(
                        lines,
                        "  if (username !== undefined) {{\n    credentials.set({key}, basic(username, password ?? \"\"));\n  }}"
                    );
                    if wants.client_credentials.is_some() {
                        // RFC 6749 section 2.3.1: a client's id and secret are form-encoded first.
                        auth.push("clientBasic");
                        let _ = write!(
                            lines,
                            " else if (clientId !== undefined && clientSecret !== undefined) {{\n    credentials.set({key}, clientBasic(clientId, clientSecret));\n  }}"
                        );
                    }
                    lines.push('\n');
                }
                SecurityKind::ApiKeyHeader(name)
                | SecurityKind::ApiKeyQuery(name)
                | SecurityKind::ApiKeyCookie(name) => {
                    auth.push("apiKey");
                    let place = match &scheme.kind {
                        SecurityKind::ApiKeyHeader(_) => "header",
                        SecurityKind::ApiKeyQuery(_) => "query",
                        _ => "cookie",
                    };
                    let option = wants.keys.iter().find(|(_, s)| s.name == scheme.name).map_or("", |(n, _)| n.as_str());
                    let _ = writeln!(
                        lines,
                        "  if ({option}Value !== undefined) {{\n    credentials.set({key}, apiKey(\"{place}\", {}, {option}Value));\n  }}",
                        string(name)
                    );
                }
                SecurityKind::MutualTls => {
                    let _ = writeln!(
                        lines,
                        "  // The client certificate is the business of the `fetch` that is passed.\n  credentials.set({key}, {{ apply() {{}} }});"
                    );
                }
            }
        }
        let options = if lines.contains("options.") { "options" } else { "_" };
        let _ = write!(
            out,
            "\nfunction credentialsOf({options}: {}): Map<string, Credential> {{\n  const credentials = new Map<string, Credential>();\n{lines}  return credentials;\n}}\n",
            self.names.options
        );
    }

    /// Schemes, the most used first.
    fn by_use(&self) -> Vec<&SecurityScheme> {
        let uses = |scheme: &SecurityScheme| {
            self.api
                .operations
                .iter()
                .filter(|o| o.security.iter().flatten().any(|r| r.scheme == scheme.name.wire))
                .count()
        };
        let mut schemes: Vec<(usize, &SecurityScheme)> =
            self.api.security_schemes.iter().map(|s| (uses(s), s)).collect();
        schemes.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
        schemes.into_iter().map(|(_, s)| s).collect()
    }

    /// `client.ts`: the client with its resources.
    pub(super) fn client_module(&self) -> String {
        let names = self.names;
        let mut out = self.header.to_owned();
        let _ = writeln!(out, "import {{ {} }} from \"./core.js\";", names.core);
        for resource in &names.resources {
            let _ = writeln!(out, "import {{ {} }} from \"./resources/{}.js\";", resource.class, resource.file);
        }
        out.push('\n');
        let mut doc = Doc::default();
        let info = &self.api.info;
        doc.text(&info.title);
        if let Some(summary) = &info.summary {
            doc.text(summary);
        }
        doc.own("Resources are made when they are first used. Credentials and the base URL come from the options, else from the environment.");
        doc.write(&mut out, "");
        let _ = writeln!(out, "export class {} extends {} {{", names.client, names.core);
        for resource in &names.resources {
            let _ = writeln!(out, "  #{}: {} | undefined;", private(&resource.property), resource.class);
        }
        for (resource, names) in self.api.resources.iter().zip(&names.resources) {
            let mut doc = Doc::default();
            describe(&mut doc, &resource.docs);
            out.push('\n');
            doc.write(&mut out, "  ");
            let _ = writeln!(
                out,
                "  get {}(): {} {{\n    return (this.#{} ??= new {}(this));\n  }}",
                names.property,
                names.class,
                private(&names.property),
                names.class
            );
        }
        out.push_str("}\n");
        out
    }

    /// `webhooks.ts`: what the API sends by itself.
    pub(super) fn webhooks_module(&self) -> Option<String> {
        if self.api.webhooks.is_empty() {
            return None;
        }
        let mut used = super::names::Used::new();
        let mut body =
            String::from("\n/** What the API sends, by the name of the event. */\nexport interface WebhookEvents {\n");
        let mut seen = std::collections::BTreeSet::new();
        for webhook in &self.api.webhooks {
            let content = webhook.operation.body.as_ref().and_then(|b| b.contents.first());
            let ty = content.map_or_else(|| "unknown".into(), |c| self.types.print(&c.ty, &mut used));
            if !seen.insert(&webhook.name.wire) {
                continue;
            }
            let mut doc = Doc::default();
            describe(&mut doc, &webhook.operation.docs);
            deprecated(&mut doc, webhook.operation.deprecation.as_ref());
            doc.write(&mut body, "  ");
            let _ = writeln!(body, "  {}: {ty};", type_key(&webhook.name.wire));
        }
        body.push_str("}\n");
        body.push_str(
            "\n/** Any of them, or those with the given names. */\nexport type WebhookEvent<Name extends keyof WebhookEvents = keyof WebhookEvents> = WebhookEvents[Name];\n\n\
             /**\n * Checks the signature of a webhook (Standard Webhooks) and parses it. `payload` is the body exactly as it came.\n * Throws a `WebhookVerificationError` when the signature is missing, wrong or too old.\n */\n\
             export function unwrap<Name extends keyof WebhookEvents = keyof WebhookEvents>(\n  payload: string | Uint8Array,\n  headers: WebhookHeaders,\n  options: WebhookOptions,\n): Promise<WebhookEvent<Name>> {\n  return unwrapWebhook<WebhookEvent<Name>>(payload, headers, options);\n}\n",
        );
        let mut out = self.header.to_owned();
        out.push_str(
            "import { unwrapWebhook, type WebhookHeaders, type WebhookOptions } from \"./runtime/webhooks.js\";\n",
        );
        let list: Vec<&str> = used.iter().filter(|n| n.as_str() != "UnknownVariant").map(String::as_str).collect();
        if !list.is_empty() {
            out.push_str(&import_line("import type", &list, "./types.js"));
        }
        Some(out + &body)
    }

    /// `index.ts`: what the package exports.
    pub(super) fn index_module(&self, webhooks: bool) -> String {
        let names = self.names;
        let mut out = self.header.to_owned();
        let _ = writeln!(out, "export {{ {} }} from \"./client.js\";", names.client);
        let scope = self
            .scopes(&Wants::of(&self.api.security_schemes))
            .map_or_else(String::new, |_| format!(", type {}", names.scope));
        let servers = if self.api.servers.iter().any(is_absolute) { ", servers" } else { "" };
        let _ =
            writeln!(out, "export {{ {}{servers}, type {}{scope} }} from \"./core.js\";", names.core, names.options);
        out.push_str(INDEX);
        for resource in &names.resources {
            let _ = writeln!(out, "export type * from \"./operations/{}.js\";", resource.file);
        }
        for resource in &names.resources {
            let _ = writeln!(out, "export type {{ {} }} from \"./resources/{}.js\";", resource.class, resource.file);
        }
        out.push_str("export type * from \"./types.js\";\n");
        if webhooks {
            out.push_str("export type { WebhookEvent, WebhookEvents } from \"./webhooks.js\";\n");
        }
        out
    }
}

/// What of the runtime is for users.
const INDEX: &str = r#"export { type Credential, type Token, type TokenResponse } from "./runtime/auth.js";
export type { BinaryBody, Upload, UploadFile } from "./runtime/body.js";
export type { CoreOptions, HttpRequest, Middleware, RawRequest, RequestOptions } from "./runtime/core.js";
export {
  ApiError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  ForbiddenError,
  NotFoundError,
  OAuthError,
  RateLimitError,
  SdkError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
  UnprocessableError,
  WebhookVerificationError,
  type OAuthErrorBody,
} from "./runtime/errors.js";
export type { LogLevel, Logger } from "./runtime/logger.js";
export type { Page, PagePromise } from "./runtime/pagination.js";
export type { ApiPromise, WithResponse } from "./runtime/promise.js";
export type { ServerSentEvent, Stream, StreamPromise } from "./runtime/stream.js";
export type { UnknownVariant } from "./runtime/variants.js";
"#;

fn option(out: &mut String, words: &str, name: &str, ty: &str) {
    let _ = writeln!(out, "  /** {words} */\n  readonly {name}?: {ty} | undefined;");
}

/// `ACME_API_KEY`
fn key_variable(env: &str, scheme: &SecurityScheme) -> String {
    format!("{env}_{}", scheme.name.screaming())
}

/// Whether a server says where it is on its own.
pub(super) fn is_absolute(server: &Server) -> bool {
    let url = super::operations::server_url(server).to_ascii_lowercase();
    url.starts_with("http://") || url.starts_with("https://")
}

/// `#constructor` may not name a private member.
fn private(property: &str) -> String {
    if property == "constructor" { "constructor_".into() } else { property.to_owned() }
}
