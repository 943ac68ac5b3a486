//! The clients, the errors, the webhooks and the package's front door.

use std::fmt::Write as _;

use ir::{ContentKind, FlowKind, SecurityKind};

use super::annotation::{Annotations, Uses, import_lines};
use super::expr::{Expr, WIDTH, arg};
use super::names;
use super::text;

/// The credentials that a client takes.
#[derive(Debug, Default)]
pub(super) struct Credentials {
    /// Some scheme takes an access token
    pub(super) token: bool,
    /// `tokenUrl` of a client credentials flow; it may be relative to the base URL
    pub(super) token_url: Option<String>,
    /// Some scheme is HTTP Basic: its names
    pub(super) basic: Vec<String>,
    /// Argument, and the scheme that it is for
    pub(super) keys: Vec<(String, String)>,
    /// Scheme, kind word of the runtime, name on the wire
    pub(super) schemes: Vec<(String, &'static str, String)>,
}

/// What the security schemes ask for.
pub(super) fn credentials(on: Annotations<'_>) -> Credentials {
    let mut found = Credentials::default();
    let mut keys: Vec<&ir::SecurityScheme> = Vec::new();
    for scheme in &on.api.security_schemes {
        let name = scheme.name.wire.clone();
        let (kind, wire) = match &scheme.kind {
            SecurityKind::ApiKeyHeader(wire) => ("header", wire.clone()),
            SecurityKind::ApiKeyQuery(wire) => ("query", wire.clone()),
            SecurityKind::ApiKeyCookie(wire) => ("cookie", wire.clone()),
            SecurityKind::Basic => ("basic", String::new()),
            SecurityKind::Bearer(_) | SecurityKind::OpenIdConnect(_) => ("bearer", String::new()),
            SecurityKind::Http(word) => ("http", word.clone()),
            SecurityKind::OAuth2(flows) => {
                let flow = flows.iter().find(|f| f.kind == FlowKind::ClientCredentials);
                if let (None, Some(url)) = (&found.token_url, flow.and_then(|f| f.token_url.clone())) {
                    found.token_url = Some(url);
                }
                ("bearer", String::new())
            }
            SecurityKind::MutualTls => ("tls", String::new()),
        };
        match kind {
            "bearer" => found.token = true,
            "basic" => found.basic.push(name.clone()),
            "header" | "query" | "cookie" | "http" => keys.push(scheme),
            _ => {}
        }
        found.schemes.push((name, kind, wire));
    }
    if let [only] = keys.as_slice() {
        let argument = if matches!(only.kind, SecurityKind::Http(_)) { "authorization" } else { "api_key" };
        found.keys.push((argument.into(), only.name.wire.clone()));
    } else {
        const TAKEN: &[&str] = &[
            "base_url",
            "token",
            "client_id",
            "client_secret",
            "scopes",
            "token_url",
            "token_parameters",
            "username",
            "password",
            "deadline",
            "hooks",
            "http_client",
            "max_retries",
            "server_variables",
            "strict_responses",
            "timeout",
            "transport",
            "headers",
            "self",
        ];
        let mut scope = ir::naming::Scope::new(TAKEN);
        for scheme in keys {
            let argument = scope.claim(&names::plain(std::iter::once(&scheme.name))[0], "key_");
            found.keys.push((argument, scheme.name.wire.clone()));
        }
    }
    found
}

/// `client.py`
pub(super) fn client(on: Annotations<'_>, header: &str, version: &str) -> String {
    let with = credentials(on);
    let names = on.names;
    let (server, variables) = on.api.servers.first().map_or((String::new(), Vec::new()), |server| {
        let defaults = server.variables.iter().map(|v| (v.name.wire.clone(), v.default.clone())).collect();
        (server.url.clone(), defaults)
    });
    let mut out = format!("{header}\n\nfrom __future__ import annotations\n\n");
    let (abc, join) = if with.token_url.is_some() {
        ("Mapping, Sequence", "from urllib.parse import urljoin\n")
    } else {
        ("Mapping", "")
    };
    let cached = if names.resources.is_empty() { "" } else { "from functools import cached_property\n" };
    let _ = writeln!(
        out,
        "import os\nfrom collections.abc import {abc}\n{cached}from typing import TYPE_CHECKING, Any\n{join}"
    );
    let runtime_auth = {
        let mut imported = vec!["AsyncTokenSource", "ClientCredentials", "Credentials", "Scheme", "TokenSource"];
        if !with.token {
            imported.retain(|n| !n.ends_with("TokenSource"));
        }
        if with.token_url.is_none() {
            imported.retain(|n| *n != "ClientCredentials");
        }
        imported.join(", ")
    };
    let _ = writeln!(out, "from ._runtime import log");
    let _ = writeln!(out, "from ._runtime import types as _t");
    out.push_str("from ._runtime.async_client import AsyncCore\n");
    let _ = writeln!(out, "from ._runtime.auth import {runtime_auth}");
    out.push_str("from ._runtime.core import Hooks, Settings, user_agent\n");
    out.push_str("from ._runtime.errors import ConfigurationError\nfrom ._runtime.options import RequestOptions\n");
    out.push_str("from ._runtime.response import RawResponse\nfrom ._runtime.sync_client import SyncCore\n");
    out.push_str("from ._runtime.transport import AsyncHttpxTransport, AsyncTransport, HttpxTransport, Transport\n");
    out.push_str("from .errors import BY_STATUS\n\nif TYPE_CHECKING:\n    import httpx\n");
    if !names.resources.is_empty() {
        out.push('\n');
    }
    let mut sorted: Vec<_> = names.resources.iter().collect();
    sorted.sort_by(|a, b| a.attribute.cmp(&b.attribute));
    for resource in sorted {
        let classes = format!("Async{0}, {0}", resource.class);
        let line = format!("    from .resources.{} import {classes}", resource.attribute);
        if line.chars().count() <= WIDTH {
            let _ = writeln!(out, "{line}");
        } else {
            let _ = write!(
                out,
                "    from .resources.{} import (\n        Async{1},\n        {1},\n    )\n",
                resource.attribute, resource.class
            );
        }
    }
    let _ = write!(out, "\n#: Of this package.\nVERSION = {}\n\n", text::string(version));
    let _ = write!(out, "#: Where the API lives unless told otherwise.\nSERVER = {}\n", text::string(&server));
    let defaults = Expr::dict(
        variables
            .iter()
            .map(|(name, default): &(String, String)| (text::string(name), Expr::atom(text::string(default))))
            .collect(),
    );
    let head = "_SERVER_VARIABLES: dict[str, str] = ";
    let _ = writeln!(out, "{head}{}", defaults.render(0, head.len(), 0));
    let schemes = Expr::dict(
        with.schemes
            .iter()
            .map(|(name, kind, wire)| {
                let mut arguments = vec![arg(Expr::atom(text::string(kind)))];
                if !wire.is_empty() {
                    arguments.push(arg(Expr::atom(text::string(wire))));
                }
                (text::string(name), Expr::call("Scheme", arguments))
            })
            .collect(),
    );
    let head = "_SCHEMES: dict[str, Scheme] = ";
    let _ = writeln!(out, "{head}{}", schemes.render(0, head.len(), 0));
    if let Some(url) = &with.token_url {
        let _ = writeln!(out, "_TOKEN_URL = {}", text::string(url));
    }
    shared(on, &mut out);
    for asynchronous in [false, true] {
        class(on, &with, asynchronous, &mut out);
    }
    out
}

fn shared(on: Annotations<'_>, out: &mut String) {
    let prefix = &on.names.variables;
    let _ = write!(
        out,
        r#"

def _base_url(given: str | None, variables: Mapping[str, str] | None) -> tuple[str, bool]:
    """The base URL, and whether the program chose it."""
    chosen = given or os.environ.get("{prefix}_BASE_URL")
    url = chosen or SERVER
    for name, value in {{**_SERVER_VARIABLES, **(variables or {{}})}}.items():
        url = url.replace("{{" + name + "}}", value)
    if not url.startswith(("http://", "https://")):
        raise ConfigurationError("base_url is needed: the API's description does not tell where it lives")
    return url, chosen is not None


def _environment(given: str | None, variable: str) -> str | None:
    return given if given is not None else os.environ.get(variable)
"#
    );
}

fn class(on: Annotations<'_>, with: &Credentials, asynchronous: bool, out: &mut String) {
    let names = on.names;
    let prefix = if asynchronous { "Async" } else { "" };
    let core = if asynchronous { "AsyncCore" } else { "SyncCore" };
    let (def, awaited) = if asynchronous { ("async def", "await ") } else { ("def", "") };
    let client = &names.client;
    let title = text::one_line(&on.api.info.title);
    let _ = write!(out, "\n\nclass {prefix}{client}:\n");
    let mut doc = vec![format!("{} client of {}.", if asynchronous { "Async" } else { "Sync" }, title)];
    let mut args: Vec<String> = Vec::new();
    if with.token_url.is_some() {
        args.push(format!(
            "    client_id: Of the client credentials grant; ``{0}_CLIENT_ID`` if not given.\n    client_secret: Its \
             secret; ``{0}_CLIENT_SECRET`` if not given.\n    scopes: What the access token may do.\n    token_url: The \
             token endpoint, if not the usual one.\n    token_parameters: More of the token request, such as \
             ``resource`` or ``audience``.",
            names.variables
        ));
    }
    if with.token {
        args.push(format!(
            "    token: An access token, a function that gives one, or a token provider; ``{}_TOKEN`` if not given.",
            names.variables
        ));
    }
    if !with.basic.is_empty() {
        args.push(format!(
            "    username: For HTTP Basic; ``{0}_USERNAME`` if not given.\n    password: Its password; \
             ``{0}_PASSWORD`` if not given.",
            names.variables
        ));
    }
    for (argument, scheme) in &with.keys {
        args.push(format!(
            "    {argument}: For the scheme {}; ``{}_{}`` if not given.",
            text::one_line(scheme),
            names.variables,
            argument.to_uppercase()
        ));
    }
    args.push(format!(
        "    base_url: Where the API lives; ``{}_BASE_URL`` or :data:`SERVER` if not given.\n    server_variables: \
         Values for the variables of the server's URL.\n    timeout: Seconds that one attempt may take.\n    deadline: \
         Seconds that a call may take in all, with its retries and waits.\n    max_retries: How often a call is tried \
         again.\n    headers: Header fields of every request.\n    http_client: The httpx client to use.\n    transport: \
         What sends requests, instead of httpx.\n    hooks: Functions that see each attempt.\n    strict_responses: \
         Refuse answers that do not match the description, instead of keeping odd values as they came.",
        names.variables
    ));
    doc.push(format!("Args:\n{}", args.join("\n")));
    out.push_str(&text::docstring(&doc, 4));
    out.push_str("\n    def __init__(\n        self,\n        *,\n");
    if with.token_url.is_some() {
        out.push_str(
            "        client_id: str | None = None,\n        client_secret: str | None = None,\n        scopes: \
             Sequence[str] = (),\n        token_url: str | None = None,\n        token_parameters: Mapping[str, str] | \
             None = None,\n",
        );
    }
    if with.token {
        let _ = writeln!(out, "        token: {prefix}TokenSource | None = None,");
    }
    if !with.basic.is_empty() {
        out.push_str("        username: str | None = None,\n        password: str | None = None,\n");
    }
    for (argument, _) in &with.keys {
        let _ = writeln!(out, "        {argument}: str | None = None,");
    }
    let _ = write!(
        out,
        "        base_url: str | None = None,\n        server_variables: Mapping[str, str] | None = None,\n        \
         timeout: float | None = 60.0,\n        deadline: float | None = None,\n        max_retries: int = 2,\n        \
         headers: Mapping[str, str] | None = None,\n        http_client: httpx.{prefix}Client | None = None,\n        \
         transport: {prefix}Transport | None = None,\n        hooks: Hooks | None = None,\n        strict_responses: \
         bool = False,\n    ) -> None:\n"
    );
    let variables = &names.variables;
    let _ = writeln!(out, "        log.from_environment(\"{variables}_LOG\")");
    out.push_str("        url, fixed = _base_url(base_url, server_variables)\n");
    if with.token {
        let _ = write!(out, "        if token is None:\n            token = os.environ.get(\"{variables}_TOKEN\")\n");
    }
    if with.token_url.is_some() {
        let _ = write!(
            out,
            "        client_id = _environment(client_id, \"{variables}_CLIENT_ID\")\n        client_secret = \
             _environment(client_secret, \"{variables}_CLIENT_SECRET\")\n        client_credentials = None\n        if \
             token is None and client_id is not None and client_secret is not None:\n            client_credentials = \
             ClientCredentials(client_id, client_secret, scopes, token_parameters or {{}})\n"
        );
    }
    out.push_str("        keys: dict[str, str | None] = {}\n");
    if !with.basic.is_empty() {
        let _ = write!(
            out,
            "        username = _environment(username, \"{variables}_USERNAME\")\n        password = \
             _environment(password, \"{variables}_PASSWORD\")\n        if username is not None:\n"
        );
        for scheme in &with.basic {
            let _ = writeln!(out, "            keys[{}] = f\"{{username}}:{{password or ''}}\"", text::string(scheme));
        }
    }
    for (argument, scheme) in &with.keys {
        let _ = writeln!(
            out,
            "        keys[{}] = _environment({argument}, \"{variables}_{}\")",
            text::string(scheme),
            argument.to_uppercase()
        );
    }
    let has_token = match (with.token, with.token_url.is_some()) {
        (true, true) => "token is not None or client_credentials is not None",
        (true, false) => "token is not None",
        _ => "False",
    };
    let _ = write!(
        out,
        "        settings = Settings(\n            base_url=url,\n            fixed_base_url=fixed,\n            \
         credentials=Credentials(_SCHEMES, keys, {has_token}),\n            by_status=BY_STATUS,\n            \
         timeout=timeout,\n            deadline=deadline,\n            max_retries=max_retries,\n            \
         headers=headers,\n            user_agent=user_agent({}, VERSION),\n            \
         strict_responses=strict_responses,\n            hooks=hooks,\n        )\n",
        text::string(&names.distribution)
    );
    let _ = write!(
        out,
        "        self._core = {core}(\n            settings,\n            transport=transport or \
         {prefix}HttpxTransport(http_client),\n"
    );
    if with.token {
        out.push_str("            token=token,\n");
    }
    if with.token_url.is_some() {
        out.push_str(
            "            client_credentials=client_credentials,\n            token_url=token_url or urljoin(url + \"/\", \
             _TOKEN_URL),\n",
        );
    }
    out.push_str("        )\n");
    for resource in &names.resources {
        let _ = write!(
            out,
            "\n    @cached_property\n    def {0}(self) -> {prefix}{1}:\n",
            resource.attribute, resource.class
        );
        let wire = on.api.resources.iter().zip(&names.resources).find(|(_, n)| n.attribute == resource.attribute);
        if let Some((found, _)) = wire {
            let doc = super::models::notes(&found.docs, None, None);
            let doc = if doc.is_empty() {
                vec![format!("The operations of {}.", text::one_line(&found.name.wire))]
            } else {
                doc
            };
            out.push_str(&text::docstring(&doc, 8));
        }
        let _ = write!(
            out,
            "        from .resources import {0} as module\n\n        return module.{prefix}{1}(self._core)\n",
            resource.attribute, resource.class
        );
    }
    let _ = write!(
        out,
        "\n    {def} request(\n        self,\n        method: str,\n        path: str,\n        *,\n        query: \
         Mapping[str, Any] | None = None,\n        json: Any = None,\n        **options: \
         _t.Unpack[RequestOptions],\n    ) -> RawResponse[Any]:\n        \"\"\"A request that this package does not \
         know, with the client's credentials, retries and errors.\"\"\"\n        return {awaited}self._core.request(method, path, query=query, json=json, given=options)\n"
    );
    let (enter, exit) = if asynchronous { ("__aenter__", "__aexit__") } else { ("__enter__", "__exit__") };
    let _ = write!(
        out,
        "\n    {def} close(self) -> None:\n        \"\"\"Closes the connections.\"\"\"\n        \
         {awaited}self._core.close()\n\n    {def} {enter}(self) -> {prefix}{client}:\n        return self\n\n    {def} \
         {exit}(self, *_: object) -> None:\n        {awaited}self.close()\n"
    );
}

/// `oauth.py`; none when no scheme has the authorization code flow.
pub(super) fn oauth(on: Annotations<'_>, header: &str) -> Option<String> {
    let flow = on.api.security_schemes.iter().find_map(|scheme| match &scheme.kind {
        SecurityKind::OAuth2(flows) => flows.iter().find(|f| f.kind == FlowKind::AuthorizationCode),
        _ => None,
    })?;
    let url = |url: &Option<String>| text::string(url.as_deref().unwrap_or(""));
    let mut out = format!("{header}\n\nfrom __future__ import annotations\n\n");
    for name in [
        "Authorization",
        "AuthorizationError",
        "begin",
        "challenge",
        "code_of",
        "redeem_form",
        "refresh_form",
        "revoke_form",
    ] {
        let _ = writeln!(out, "from ._runtime.oauth import {name} as {name}");
    }
    let _ = write!(
        out,
        "\n#: Where users are sent; it may be relative to the base URL.\nAUTHORIZATION_URL = {}\n#: Where codes are \
         redeemed and tokens refreshed; it may be relative to the base URL.\nTOKEN_URL = {}\n",
        url(&flow.authorization_url),
        url(&flow.token_url)
    );
    let scopes = flow
        .scopes
        .iter()
        .map(|(scope, what)| (text::string(scope), Expr::atom(text::string(&text::one_line(what)))))
        .collect();
    let head = "SCOPES: dict[str, str] = ";
    let scopes = Expr::dict(scopes).render(0, head.len(), 0);
    let _ = write!(out, "#: What may be asked for.\n{head}{scopes}\n");
    Some(out)
}

/// `webhooks.py`; none when the API sends nothing on its own.
pub(super) fn webhooks(on: Annotations<'_>, header: &str) -> Option<String> {
    let mut uses = Uses::default();
    let mut types: Vec<String> = Vec::new();
    let mut entries: Vec<(String, Expr)> = Vec::new();
    let mut names_doc: Vec<String> = Vec::new();
    for webhook in &on.api.webhooks {
        let Some(content) =
            webhook.operation.body.as_ref().and_then(|b| b.contents.iter().find(|c| c.kind == ContentKind::Json))
        else {
            continue;
        };
        let annotation = on.of(&content.ty, &mut uses);
        if !types.contains(&annotation) {
            types.push(annotation);
        }
        let key = text::string(&webhook.name.wire);
        if !entries.iter().any(|(k, _)| *k == key) {
            names_doc.push(format!("* ``{}``", text::one_line(&webhook.name.wire)));
            entries.push((key, on.runtime(&content.ty, None)));
        }
    }
    if entries.is_empty() {
        return None;
    }
    if types.iter().any(|t| t == "Any") {
        types = vec!["Any".into()];
    } else {
        types.push("_t.Unknown".into());
    }
    uses.typing.insert("Any");
    let imports = import_lines(on.names, &uses, None, ".types.").concat();
    let mut typing: Vec<&str> = uses.typing.iter().copied().filter(|n| *n != "Mapping" && *n != "Sequence").collect();
    typing.push("TypeAlias");
    typing.push("Union");
    typing.push("cast");
    typing.sort_by_key(|n| (n.starts_with(char::is_lowercase), *n));
    typing.insert(0, "TYPE_CHECKING");
    let mut out =
        format!("{header}\n\nfrom __future__ import annotations\n\nfrom collections.abc import Mapping, Sequence\n");
    if types.len() < 2 {
        typing.retain(|n| *n != "Union");
    }
    let _ = writeln!(out, "from typing import {}\n", typing.join(", "));
    out.push_str("from ._runtime import types as _t\nfrom ._runtime import webhooks as _webhooks\n");
    out.push_str("from ._runtime.errors import WebhookVerificationError as WebhookVerificationError\n");
    out.push_str("from ._runtime.model import read as _read\nfrom ._runtime.model import target_of as _target_of\n");
    out.push_str("\nif TYPE_CHECKING:\n");
    for line in imports.lines() {
        let pad = if line.starts_with(' ') { "" } else { "    " };
        let _ = writeln!(out, "{pad}{line}");
    }
    if !imports.is_empty() {
        out.push('\n');
    }
    if let [only] = types.as_slice() {
        let _ = writeln!(out, "    Event: TypeAlias = {only}");
    } else {
        let members = types.iter().map(|t| arg(Expr::atom(t.clone()))).collect();
        let head = "    Event: TypeAlias = ";
        let union = Expr::Group("Union".into(), '[', members).render(4, head.len(), 0);
        let _ = writeln!(out, "{head}{union}");
    }
    out.push_str("    \"\"\"What the API may send.\"\"\"\n");
    let head = "_EVENTS: dict[str, Any] = ";
    let _ = writeln!(out, "\n{head}{}", Expr::dict(entries).render(0, head.len(), 0));
    let doc = format!("The events:\n\n{}", names_doc.join("\n"));
    let listed = text::docstring(&["Reads a message that is known to be genuine.".to_owned(), doc,
        "Args:\n    payload: The body of the request.\n    event: The event's name, where the message does not hold it (as ``type``).".to_owned()], 4);
    let _ = write!(
        out,
        r#"

def unwrap(
    payload: bytes | str,
    headers: Mapping[str, str],
    secret: str | Sequence[str],
    *,
    event: str | None = None,
    tolerance: float = _webhooks.TOLERANCE,
) -> Event:
    """Checks the signature of a message (Standard Webhooks) and reads it.

    Args:
        payload: The body exactly as it came.
        headers: The header fields of the request.
        secret: The endpoint's secret, or all that are good while it is rotated.
        event: The event's name, where the message does not hold it.
        tolerance: Seconds that the message may be old, or ahead of our clock.

    Raises:
        WebhookVerificationError: It is not genuine, too old, or not JSON.
    """
    _webhooks.verify(payload, headers, secret, tolerance=tolerance)
    return parse(payload, event=event)


def parse(payload: bytes | str, *, event: str | None = None) -> Event:
{listed}    value = _webhooks.parse(payload)
    name = event
    if name is None and isinstance(value, dict):
        name = next((value[key] for key in ("type", "event") if isinstance(value.get(key), str)), None)
    annotation = _EVENTS.get(name or "")
    if annotation is None:
        annotation = next(iter(_EVENTS.values())) if len(_EVENTS) == 1 else _t.Unknown
    return cast("Event", _read(_target_of(annotation), value))
"#
    );
    Some(out)
}
