//! The client, what the runtime needs to know of the API, and what the API sends by itself.

use std::fmt::Write as _;

use ir::{ContentKind, FlowKind, SecurityKind, Type};

use super::model::Model;
use super::names::{Names, PackageName, pascal};
use super::operations::{Security, server_text};
use super::plan::ResourcePlan;
use super::text::{Rows, comment, one_line, quote};
use crate::PackageOptions;

/// Renders `client.go`.
pub(super) fn client(
    model: &Model<'_>,
    options: &PackageOptions,
    package: &PackageName,
    resources: &[ResourcePlan<'_>],
    security: &Security,
) -> String {
    let api = model.api;
    let mut out = String::new();
    let version = one_line(&options.version);
    let _ = write!(
        out,
        "// Version is the version of this package.\nconst Version = {}\n\nconst (\n\tpackageName = {}\n\tenvPrefix   = {}\n)\n",
        quote(&version),
        quote(&package.package),
        quote(&package.env)
    );
    endpoints(&mut out, model);

    let _ = write!(out, "\n// ErrorBody is the body that most errors of the API carry.\n");
    let body = model.error_body.map_or("map[string]any", |id| model.name(id));
    let _ = writeln!(out, "type ErrorBody = {body}");

    if api.servers.is_empty() {
        out.push_str("\nvar servers = []serverTemplate{}\n");
    } else {
        out.push_str("\nvar servers = []serverTemplate{\n");
        for server in &api.servers {
            let _ = writeln!(out, "\t{},", server_text(server, ""));
        }
        out.push_str("}\n");
    }
    if api.security_schemes.is_empty() {
        out.push_str("\nvar securitySchemes = []securityScheme{}\n");
    } else {
        out.push_str("\nvar securitySchemes = []securityScheme{\n");
        for scheme in &api.security_schemes {
            let (kind, field) = match &scheme.kind {
                SecurityKind::ApiKeyHeader(name) => ("schemeHeader", name.as_str()),
                SecurityKind::ApiKeyQuery(name) => ("schemeQuery", name.as_str()),
                SecurityKind::ApiKeyCookie(name) => ("schemeCookie", name.as_str()),
                SecurityKind::Basic => ("schemeBasic", ""),
                SecurityKind::Bearer(_) | SecurityKind::OAuth2(_) | SecurityKind::OpenIdConnect(_) => {
                    ("schemeBearer", "")
                }
                SecurityKind::Http(name) => ("schemeHTTP", name.as_str()),
                SecurityKind::MutualTls => ("schemeMutualTLS", ""),
            };
            let field = if field.is_empty() { String::new() } else { format!(", field: {}", quote(field)) };
            let _ = writeln!(out, "\t{{name: {}, kind: {kind}{field}}},", quote(&scheme.name.wire));
        }
        out.push_str("}\n");
    }
    security.write(&mut out);

    let title = if api.info.title.trim().is_empty() { "the API".to_owned() } else { one_line(&api.info.title) };
    out.push('\n');
    comment(
        &mut out,
        "",
        &[format!("Client calls {title}. It is safe for use by several goroutines. Make it with [New].")],
    );
    out.push_str("type Client struct {\n\tcore *core\n");
    if !resources.is_empty() {
        out.push('\n');
    }
    let mut rows = Rows::new("\t");
    for r in resources {
        rows.push(&[], vec![r.field.clone(), format!("*{}", r.ty)]);
    }
    rows.write(&mut out);
    out.push_str("}\n");
    let _ = write!(
        out,
        "\n// New makes a client. What is not given is taken from the environment: {env}_TOKEN, or {env}_CLIENT_ID and\n\
         // {env}_CLIENT_SECRET, {env}_API_KEY, {env}_BASE_URL, {env}_LOG.\n\
         func New(options ...RequestOption) (*Client, error) {{\n\tcore, err := newCore(options)\n\tif err != nil {{\n\t\treturn nil, err\n\t}}\n\treturn &Client{{\n",
        env = package.env
    );
    let width = resources.iter().map(|r| r.field.len()).chain([4]).max().unwrap_or(4);
    let _ = writeln!(out, "\t\tcore:{}core,", " ".repeat(width - 4 + 1));
    for r in resources {
        let _ = writeln!(out, "\t\t{}:{}&{}{{core: core}},", r.field, " ".repeat(width - r.field.len() + 1), r.ty);
    }
    out.push_str("\t}, nil\n}\n");
    out.push_str(
        "\n// Do sends a request that the API's description does not know, with the credentials, retries and errors of the others.\n\
         // The path may have a query. The body in is sent as JSON, or as it is when it is an io.Reader; nil: none. The body of the\n\
         // response goes to what out points to: JSON, or as it is to a *string, *[]byte or *io.ReadCloser; nil: nowhere.\n\
         func (c *Client) Do(ctx context.Context, method, path string, in, out any, options ...RequestOption) error {\n\
         \treturn c.core.request(ctx, method, path, in, out, options)\n}\n\n\
         // AuthorizationCode helps with the authorization code grant and PKCE: tokens that users grant.\n\
         func (c *Client) AuthorizationCode(redirectURL string, scopes ...string) *AuthorizationCode {\n\
         \treturn &AuthorizationCode{core: c.core, redirectURL: redirectURL, scopes: scopes}\n}\n",
    );
    out
}

/// Endpoints of OAuth 2.0, from the flows of the security schemes.
fn endpoints(out: &mut String, model: &Model<'_>) {
    let (mut token, mut authorize, mut refresh) = (String::new(), String::new(), String::new());
    let flows: Vec<_> = model
        .api
        .security_schemes
        .iter()
        .filter_map(|s| match &s.kind {
            SecurityKind::OAuth2(flows) => Some(flows),
            _ => None,
        })
        .flatten()
        .collect();
    for wanted in [FlowKind::ClientCredentials, FlowKind::AuthorizationCode, FlowKind::Password] {
        for flow in flows.iter().filter(|f| f.kind == wanted) {
            let take = |place: &mut String, value: &Option<String>| {
                if let (true, Some(url)) = (place.is_empty(), value) {
                    place.clone_from(url);
                }
            };
            take(&mut token, &flow.token_url);
            take(&mut authorize, &flow.authorization_url);
            take(&mut refresh, &flow.refresh_url);
        }
    }
    // RFC 7009 has no field in OpenAPI: an operation that ends in /revoke is taken for it.
    let revoke = model
        .api
        .operations
        .iter()
        .find(|op| !token.is_empty() && op.method == ir::Method::Post && op.path.ends_with("/oauth/revoke"))
        .map_or_else(String::new, |op| op.path.clone());
    let _ = write!(
        out,
        "\n// Endpoints of OAuth 2.0, absolute or below the base URL; empty: the API does not say.\nconst (\n\ttokenPath     = {}\n\tauthorizePath = {}\n\trefreshPath   = {}\n\trevokePath    = {}\n)\n",
        quote(&token),
        quote(&authorize),
        quote(&refresh),
        quote(&revoke)
    );
}

/// A function that reads what the API sends.
pub(super) struct Hook<'a> {
    pub function: String,
    pub wire: &'a str,
    pub ty: &'a Type,
    pub docs: Vec<String>,
    pub signed: bool,
}

/// Webhooks and callbacks with a JSON body.
pub(super) fn hooks<'a>(model: &Model<'a>, names: &mut Names) -> Vec<Hook<'a>> {
    let mut out = Vec::new();
    for hook in &model.api.webhooks {
        for content in
            hook.operation.body.iter().flat_map(|b| &b.contents).filter(|c| matches!(c.kind, ContentKind::Json)).take(1)
        {
            out.push(Hook {
                function: names.claim(&format!("Parse{}Webhook", pascal(&hook.name.words))),
                wire: &hook.name.wire,
                ty: &content.ty,
                docs: super::text::docs(&hook.operation.docs),
                signed: true,
            });
        }
    }
    for op in &model.api.operations {
        for callback in &op.callbacks {
            let body = callback.operation.body.iter().flat_map(|b| &b.contents);
            for content in body.filter(|c| matches!(c.kind, ContentKind::Json)).take(1) {
                out.push(Hook {
                    function: names.claim(&format!(
                        "Parse{}{}Callback",
                        pascal(&op.id.words),
                        pascal(&callback.name.words)
                    )),
                    wire: &callback.name.wire,
                    ty: &content.ty,
                    docs: super::text::docs(&callback.operation.docs),
                    signed: false,
                });
            }
        }
    }
    out
}

/// Renders `webhooks.go`.
pub(super) fn hooks_text(model: &Model<'_>, hooks: &[Hook<'_>]) -> String {
    let mut out = String::new();
    for (n, hook) in hooks.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let ty = model.ty(hook.ty, None);
        let name = one_line(hook.wire);
        if hook.signed {
            let mut docs = vec![format!("{} checks and reads the webhook {name}.", hook.function)];
            docs.extend(hook.docs.iter().cloned());
            comment(&mut out, "", &docs);
            let _ = write!(
                out,
                "func {}(verifier *WebhookVerifier, header http.Header, payload []byte) (*{ty}, error) {{\n\treturn parseWebhook[{ty}](verifier, header, payload)\n}}\n",
                hook.function
            );
        } else {
            let mut docs = vec![format!("{} reads the body of the callback {name}.", hook.function)];
            docs.extend(hook.docs.iter().cloned());
            comment(&mut out, "", &docs);
            let _ = write!(
                out,
                "func {}(payload []byte) (*{ty}, error) {{\n\tout := new({ty})\n\terr := decodeJSON(payload, out)\n\treturn out, err\n}}\n",
                hook.function
            );
        }
    }
    out
}
