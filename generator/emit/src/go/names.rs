//! Identifiers, file names and paths of a Go package.

use std::collections::BTreeSet;

use ir::Name;
use ir::naming::{self, Scope};

/// Exported names of the runtime, which is part of the same package: they are handed out before those of the description.
/// A test holds the list against the runtime's text.
pub(super) const RUNTIME: &[&str] = &[
    "APIError",
    "AuthenticationError",
    "AuthorizationCode",
    "BadRequestError",
    "Client",
    "ConflictError",
    "ConnectionError",
    "Date",
    "DateOf",
    "DecodeError",
    "Doer",
    "DoerFunc",
    "ErrWebhookSignature",
    "ErrorBody",
    "ErrorData",
    "File",
    "FileOf",
    "GoneError",
    "Middleware",
    "New",
    "NewPKCE",
    "NewWebhookVerifier",
    "NonNull",
    "NotFoundError",
    "Null",
    "Nullable",
    "OAuthError",
    "OAuthTokens",
    "Optional",
    "Or",
    "PKCE",
    "ParseDate",
    "PermissionDeniedError",
    "Ptr",
    "RateLimitError",
    "RequestOption",
    "ServerError",
    "Some",
    "StreamEvent",
    "TokenProvider",
    "UnprocessableEntityError",
    "Version",
    "WebhookVerifier",
    "WithAPIKey",
    "WithAttemptTimeout",
    "WithBaseURL",
    "WithBasicAuth",
    "WithClientCredentials",
    "WithCredential",
    "WithHTTPClient",
    "WithHeader",
    "WithIdempotencyKey",
    "WithLogger",
    "WithMaxRetries",
    "WithMiddleware",
    "WithQuery",
    "WithResponseInto",
    "WithScopes",
    "WithSecretInBody",
    "WithServer",
    "WithServerVariable",
    "WithTimeout",
    "WithToken",
    "WithTokenProvider",
    "WithTokenURL",
    "WithUserAgent",
];

/// What a parameter of a method may not be called: keywords, predeclared names, and what the body of a method speaks of.
const LOCALS: &[&str] = &[
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
    "any",
    "append",
    "bool",
    "byte",
    "cap",
    "clear",
    "close",
    "comparable",
    "complex",
    "copy",
    "delete",
    "error",
    "false",
    "float32",
    "float64",
    "imag",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "iota",
    "len",
    "make",
    "max",
    "min",
    "new",
    "nil",
    "panic",
    "print",
    "println",
    "real",
    "recover",
    "rune",
    "string",
    "true",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uintptr",
    "context",
    "http",
    "io",
    "iter",
    "json",
    "time",
    "reflect",
    "q",
    "r",
    "ctx",
    "out",
    "err",
    "options",
    "params",
    "body",
    "outcome",
    "pager",
    "exploded",
    "servers",
    "call",
    "failure",
    "paginate",
    "style",
    "init",
    "main",
    "style_",
    "fetch",
    "test",
];

const INITIALISMS: &[&str] = &[
    "acl", "api", "ascii", "cpu", "css", "cidr", "dns", "eof", "guid", "html", "http", "https", "id", "ip", "json",
    "jwt", "jwks", "pkce", "oauth", "qps", "ram", "rhs", "rpc", "rpm", "sla", "sms", "smtp", "sql", "ssh", "ssl",
    "sse", "tcp", "tls", "ttl", "udp", "ui", "uid", "uuid", "uri", "url", "utf8", "vat", "vm", "xml", "xmpp", "xsrf",
    "xss",
];

fn word(w: &str) -> String {
    if w == "oauth" {
        return "OAuth".to_owned();
    }
    // None is longer.
    if w.len() <= 5 && INITIALISMS.contains(&w) {
        return w.to_uppercase();
    }
    if let Some(one) = w.strip_suffix('s').filter(|one| matches!(*one, "id" | "url" | "uri" | "uuid" | "ip" | "api")) {
        return format!("{}s", one.to_uppercase());
    }
    let mut chars = w.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// `ClientID` of `client id`
pub(super) fn pascal(words: &[String]) -> String {
    words.iter().map(|w| word(w)).collect()
}

/// The name of a property: signs in front are words.
pub(super) fn pascal_wire(name: &Name) -> String {
    if name.wire.starts_with(['+', '-']) && name.wire.len() > 1 {
        return pascal(&naming::value_words(&name.wire));
    }
    pascal(&name.words)
}

/// `clientID` of `client id`
pub(super) fn camel(words: &[String]) -> String {
    let Some((first, rest)) = words.split_first() else { return String::new() };
    format!("{first}{}", pascal(rest))
}

/// `invoice` of `invoices`: good enough for names, and always the same.
pub(super) fn singular(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        let keep =
            last.len() < 4 || ["ss", "us", "is", "ics", "news", "series", "access"].iter().any(|e| last.ends_with(e));
        if keep {
        } else if let Some(stem) = last.strip_suffix("ies") {
            *last = format!("{stem}y");
        } else if ["sses", "xes", "ches", "shes", "uses"].iter().any(|e| last.ends_with(e)) {
            last.truncate(last.len() - 2);
        } else if last.ends_with('s') {
            last.truncate(last.len() - 1);
        }
    }
    words
}

/// A namespace.
pub(super) struct Names {
    scope: Scope,
    reserved: &'static [&'static str],
    suffix: &'static str,
}

impl Names {
    /// The package's: the runtime's names are taken.
    pub(super) fn package() -> Self {
        Self { scope: Scope::new(&[]), reserved: RUNTIME, suffix: "Model" }
    }

    /// One of fields or methods, in which `reserved` is taken.
    pub(super) fn members(reserved: &'static [&'static str]) -> Self {
        Self { scope: Scope::new(&[]), reserved, suffix: "Field" }
    }

    /// One of parameters of a function.
    pub(super) fn locals() -> Self {
        Self { scope: Scope::new(&[]), reserved: LOCALS, suffix: "Param" }
    }

    pub(super) fn claim(&mut self, wish: &str) -> String {
        if self.reserved.contains(&wish) {
            return self.scope.claim(&format!("{wish}{}", self.suffix), "N");
        }
        let prefix = if self.suffix == "Param" { "n" } else { "N" };
        self.scope.claim(wish, prefix)
    }
}

/// Endings by which Go takes a file for a test or for one system only.
const FILE_ENDINGS: &[&str] = &[
    "test",
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
    "unix",
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// Hands out names of files in one folder.
pub(super) struct Files {
    taken: BTreeSet<String>,
    ext: &'static str,
}

impl Files {
    pub(super) fn new(ext: &'static str, taken: impl IntoIterator<Item = String>) -> Self {
        Self { taken: taken.into_iter().collect(), ext }
    }

    /// A file name of the words, that is no other's.
    pub(super) fn claim(&mut self, words: &[String]) -> String {
        let mut base = words.join("_").replace("o_auth", "oauth");
        base.truncate(100);
        if words.last().is_some_and(|w| FILE_ENDINGS.contains(&w.as_str())) {
            base.push_str("_api");
        }
        let mut name = format!("{base}.{}", self.ext);
        let mut n = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{base}{n}.{}", self.ext);
            n += 1;
        }
        name
    }
}

/// How the package is called in all its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PackageName {
    /// `github.com/acme/covenant-go`
    pub module: String,
    /// `covenant`
    pub package: String,
    /// `COVENANT`
    pub env: String,
}

impl PackageName {
    /// Makes it of the user's free form.
    pub(super) fn of(name: &str, version: &str) -> Self {
        let name = name.trim().trim_start_matches("https://").trim_start_matches("http://").trim_end_matches(".git");
        let segments: Vec<String> = name
            .split('/')
            .map(|s| {
                let kept: String =
                    s.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~')).collect();
                kept.trim_matches('.').to_owned()
            })
            .filter(|s| !s.is_empty())
            .collect();
        let last = segments.iter().rev().find(|s| !is_major(s)).cloned().unwrap_or_else(|| "sdk".to_owned());
        let stem = {
            let lower = last.to_lowercase();
            let stem = lower.strip_suffix("-go").or_else(|| lower.strip_suffix(".go")).unwrap_or(&lower);
            let stem = stem.strip_prefix("go-").unwrap_or(stem);
            last.get(last.to_lowercase().find(stem).unwrap_or(0)..)
                .and_then(|s| s.get(..stem.len()))
                .unwrap_or(&last)
                .to_owned()
        };
        let mut package: String = stem.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        if package.is_empty() || LOCALS.contains(&package.as_str()) || package.starts_with(|c: char| c.is_ascii_digit())
        {
            package = format!("sdk{package}");
        }
        let mut module = if segments.len() > 1 && segments[0].contains('.') {
            segments.join("/")
        } else {
            let owner = segments.first().cloned().unwrap_or_else(|| "example".to_owned()).to_lowercase();
            let repo = last.to_lowercase();
            let repo = if repo.ends_with("-go") { repo } else { format!("{repo}-go") };
            format!("github.com/{owner}/{repo}")
        };
        let major: u64 = version.split('.').next().and_then(|m| m.parse().ok()).unwrap_or(0);
        if major >= 2 && !module.rsplit('/').next().is_some_and(is_major) {
            module = format!("{module}/v{major}");
        }
        let env = Name::of(&stem).screaming();
        let env = if env.starts_with(|c: char| c.is_ascii_digit()) { format!("SDK_{env}") } else { env };
        Self { module, package, env }
    }
}

fn is_major(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(text: &str) -> String {
        pascal(&Name::of(text).words)
    }

    #[test]
    fn initialisms() {
        assert_eq!(p("client_id"), "ClientID");
        assert_eq!(p("apiClients"), "APIClients");
        assert_eq!(p("ids"), "IDs");
        assert_eq!(camel(&Name::of("ID").words), "id");
        assert_eq!(camel(&Name::of("invoice_id").words), "invoiceID");
        assert_eq!(pascal_wire(&Name::of("-1")), "Minus1");
        assert_eq!(pascal_wire(&Name::of("+1")), "Plus1");
    }

    #[test]
    fn singular_is_modest() {
        let s = |t: &str| singular(&Name::of(t).words).join(" ");
        assert_eq!(s("invoices"), "invoice");
        assert_eq!(s("api clients"), "api client");
        assert_eq!(s("companies"), "company");
        assert_eq!(s("boxes"), "box");
        assert_eq!(s("status"), "status");
        assert_eq!(s("access"), "access");
    }

    #[test]
    fn package_names() {
        let of = |n: &str| PackageName::of(n, "0.1.0");
        let full = of("github.com/acme/covenant-go");
        assert_eq!(
            (full.module.as_str(), full.package.as_str(), full.env.as_str()),
            ("github.com/acme/covenant-go", "covenant", "COVENANT")
        );
        let plain = of("covenant");
        assert_eq!((plain.module.as_str(), plain.package.as_str()), ("github.com/covenant/covenant-go", "covenant"));
        let npm = of("@acme/train-travel");
        assert_eq!(
            (npm.module.as_str(), npm.package.as_str(), npm.env.as_str()),
            ("github.com/acme/train-travel-go", "traintravel", "TRAIN_TRAVEL")
        );
        let hostile = of("../../x\"\n;type");
        assert!(hostile.module.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c)), "{hostile:?}");
        assert!(!hostile.module.contains(".."), "{hostile:?}");
        assert_eq!(PackageName::of("example.com/x", "2.1.0").module, "example.com/x/v2");
        assert_eq!(of("type").package, "sdktype");
    }

    #[test]
    fn taken_names_get_others() {
        let mut names = Names::package();
        assert_eq!(names.claim("File"), "FileModel");
        assert_eq!(names.claim("Invoice"), "Invoice");
        assert_eq!(names.claim("Invoice"), "Invoice2");
        assert_eq!(names.claim("3D"), "N3D");
        let mut files = Files::new("go", ["client.go".to_owned()]);
        assert_eq!(files.claim(&["client".to_owned()]), "client2.go");
        assert_eq!(files.claim(&["windows".to_owned()]), "windows_api.go");
        assert_eq!(files.claim(&["my".to_owned(), "test".to_owned()]), "my_test_api.go");
    }
}
